"""What is asked before an export: which papers, in which format, for what, and where to."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from readinglist.desktop.look.buttons import Button
from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.list_dialog import MARGIN, buttons_foot
from readinglist.desktop.look.menu_choice import MenuChoice
from readinglist.desktop.look.surface import Surface
from readinglist.desktop.look.text_label import TextLabel
from readinglist.desktop.look.theme import Theme
from readinglist.domain.text import count_of
from readinglist.exporting.formats import BY_NAME, FORMATS
from readinglist.exporting.profile import Profile


class Which(Enum):
    """Which papers are exported."""

    SELECTED = auto()
    LISTED = auto()
    ALL = auto()


@dataclass(frozen=True, slots=True)
class Order:
    """What the reader wants: `keep` is to keep the file up to date from then on."""

    which: Which
    format: str
    profile: Profile
    path: Path
    keep: bool


_WORDS = {Which.SELECTED: "selected", Which.LISTED: "in this list", Which.ALL: "in the library"}
_LEAVES = {
    Profile.CITING: "Only what the world knows of the papers leaves: your status, stars, tags and notes stay here.",
    Profile.MOVING: "Your status, stars, tags and notes leave with the papers: for a program of yours, not for others.",
}


class ExportDialog(QDialog):
    """Asks; Enter exports, Escape leaves everything as it is.

    `counts` says how many papers there are of each; those that are `passing` are no query that a file could follow.
    """

    accepted_with = Signal(Order)
    """The reader wants the export, so."""

    def __init__(
        self,
        theme: Theme,
        counts: Mapping[Which, int],
        folder: Path,
        passing: Collection[Which],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Export papers")
        self._theme = theme
        self._counts = counts
        self._passing = passing
        offered = [which for which in Which if counts[which] or which is Which.ALL]
        self.which = MenuChoice(
            theme, "Papers", [(which, f"{count_of(counts[which], 'paper')} {_WORDS[which]}") for which in offered]
        )
        self.format = MenuChoice(theme, "Format", [(known.name, known.words) for known in FORMATS])
        self.profile = MenuChoice(
            theme, "For", [(Profile.CITING, "Citing"), (Profile.MOVING, "Moving to another program")]
        )
        self.file = QLineEdit(str(folder / f"papers{FORMATS[0].extension}"))
        self.file.setAccessibleName("File")
        self.file.setFont(theme.fonts[Role.BODY].font)
        self.choose = Button(theme, "Choose…")
        self.choose.setAutoDefault(False)
        self.keep = QCheckBox("&Keep this file up to date")
        self.keep.setFont(theme.fonts[Role.BODY].font)
        self._leaves = TextLabel(theme, "", Role.META, "text.secondary", wrap=True)
        self._about_file = TextLabel(theme, "", Role.META, "text.secondary", wrap=True)
        self._about_keeping = TextLabel(theme, "", Role.META, "text.secondary", wrap=True)
        self.go = Button(theme, "", "primary")
        cancel = Button(theme, "Cancel")
        self._lay_out(buttons_foot(theme, [cancel, self.go]))
        self.go.setDefault(True)
        self._extension = FORMATS[0].extension
        self.format.chosen.connect(self._follow_format)
        for changed in (self.which.chosen, self.profile.chosen, self.file.textChanged, self.keep.toggled):
            changed.connect(self._tell)
        self.choose.clicked.connect(self._choose)
        cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._go)
        theme.changed.connect(self._restyle)
        self._restyle()
        self._tell()
        self.which.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_which(self, which: Which) -> None:
        """Begin with these papers."""
        self.which.choose(which)
        self._tell()

    def _lay_out(self, foot: Surface) -> None:
        page = Surface(self._theme, "surface.pane")
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(self.file, 1)
        where.addWidget(self.choose)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        rows: tuple[tuple[str, QWidget, QWidget | None], ...] = (
            ("&Papers", self.which, None),
            ("&Format", self.format, None),
            ("F&or", self.profile, self._leaves),
            ("F&ile", self.file, self._about_file),
        )
        for row, (name, field, line) in enumerate(rows):
            label = TextLabel(self._theme, name, ink="text.secondary")
            label.setBuddy(field)
            grid.addWidget(label, 2 * row, 0)
            if field is self.file:
                grid.addLayout(where, 2 * row, 1)
            else:
                grid.addWidget(field, 2 * row, 1)
            if line is not None:
                grid.addWidget(line, 2 * row + 1, 1)
        grid.addWidget(self.keep, 2 * len(rows), 1)
        grid.addWidget(self._about_keeping, 2 * len(rows) + 1, 1)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(MARGIN, 18, MARGIN, 12)
        layout.setSpacing(14)
        layout.addWidget(TextLabel(self._theme, "Export papers", Role.DISPLAY))
        layout.addLayout(grid)
        layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(page, 1)
        outer.addWidget(foot)
        self.resize(self._theme.fonts.px(560), self._theme.fonts.px(400))

    @property
    def path(self) -> Path | None:
        """The file as a whole path, what is relative being so to the person's home; None where none is named."""
        text = self.file.text().strip()
        return Path.home() / Path(text).expanduser() if text else None

    def _follow_format(self) -> None:
        """Let the file's name end as the format's files do, unless it has an ending of the reader's own."""
        extension = BY_NAME[self.format.choice].extension
        name = self.file.text()
        if name.endswith(self._extension):
            self.file.setText(name.removesuffix(self._extension) + extension)
        self._extension = extension
        self._tell()

    def _tell(self) -> None:
        """Say what would be done."""
        known = BY_NAME[self.format.choice]
        if known.move is None:
            self.profile.choose(Profile.CITING)
        self.profile.setEnabled(known.move is not None)
        never = f"{known.words} never carries your status, stars, tags or notes."
        self._leaves.setText(never if known.move is None else _LEAVES[self.profile.choice])
        path = self.path
        self._about_file.setText(f"{path.name} is there already, and is replaced." if path and path.exists() else "")
        self._about_file.setVisible(bool(self._about_file.text()))
        may_keep = self.which.choice not in self._passing
        self.keep.setEnabled(may_keep)
        self._about_keeping.setText(
            "It follows each change in the library. What somebody else writes into it is never written over."
            if may_keep
            else "What is chosen passes: for a file that follows, choose a status, a tag or a search, or all papers."
        )
        count = self._counts[self.which.choice]
        self.go.setText(f"Export {count_of(count, 'paper')}")
        self.go.setEnabled(path is not None)

    def _choose(self) -> None:
        known = BY_NAME[self.format.choice]
        kinds = f"{known.words} (*{known.extension});;All files (*)"
        dont_ask = QFileDialog.Option.DontConfirmOverwrite  # this dialog says it already
        name, _ = QFileDialog.getSaveFileName(self, "Export to", str(self.path or Path.home()), kinds, "", dont_ask)
        if name:
            self.file.setText(name)

    def _go(self) -> None:
        assert self.path is not None
        keep = self.keep.isEnabled() and self.keep.isChecked()
        order = Order(self.which.choice, self.format.choice, self.profile.choice, self.path, keep)
        self.accepted_with.emit(order)
        self.accept()

    def _restyle(self) -> None:
        color = self._theme.color
        ring, edge, field = color("focus_ring").name(), color("border.control").name(), color("surface.field").name()
        self.file.setStyleSheet(
            f"QLineEdit {{ background: {field}; border: 1px solid {edge}; border-radius: 6px; padding: 5px 7px; }}"
            f"QLineEdit:focus {{ border: 2px solid {ring}; padding: 4px 6px; }}"
        )
        palette = self._theme.palette()
        palette.setColor(QPalette.ColorRole.Window, color("border.strong").lighter(140))  # its edge is drawn darker
        palette.setColor(QPalette.ColorRole.Base, color("surface.field"))
        self.keep.setPalette(palette)
