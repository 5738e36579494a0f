"""A field for the name of a tag, which completes the known ones."""

from collections.abc import Iterable

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.theme import Theme
from readinglist.domain.tag import LONGEST


class TagField(QLineEdit):
    """Completes any part of a name, whatever its case; what is not known yet can be typed all the same."""

    def __init__(self, theme: Theme, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._known = QStringListModel(self)
        self._completer = QCompleter(self._known, self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(self._completer)
        self.setMaxLength(LONGEST)
        self.setFont(theme.fonts[role].font)
        popup = self._completer.popup()
        assert popup is not None
        popup.setObjectName("completions")
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_known_tags(self, tags: Iterable[str]) -> None:
        """Say which names to complete."""
        self._known.setStringList(sorted(tags, key=str.casefold))

    def _restyle(self) -> None:
        color = self._theme.color
        ring, edge, field = color("focus_ring").name(), color("border.control").name(), color("surface.field").name()
        self.setStyleSheet(
            f"QLineEdit {{ background: {field}; border: 1px solid {edge}; border-radius: 6px; padding: 0 7px; }}"
            f"QLineEdit:focus {{ border: 2px solid {ring}; padding: 0 6px; }}"
        )
