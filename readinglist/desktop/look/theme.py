"""The look in use: colours, fonts and icons of the scheme on the screen, and what Qt itself needs of them.

How widgets follow a switch, the same everywhere: a widget takes the `Theme` in its constructor, asks it for colours
at the moment it paints, and connects `changed` to a method `_restyle` that sets again what Qt keeps for it (palettes,
icons, formats) and calls `update`. Nobody else need tell it.
"""

from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from readinglist.desktop.look.fonts import Fonts, Role
from readinglist.desktop.look.icons import IconName, Icons
from readinglist.desktop.look.tokens import COLORS, STATUS_COLORS, ColorName, Scheme, tag_color
from readinglist.domain.status import Status
from readinglist.settings import Appearance

_ROLES: dict[QPalette.ColorRole, ColorName] = {
    QPalette.ColorRole.Window: "surface.list",
    QPalette.ColorRole.WindowText: "text.primary",
    QPalette.ColorRole.Base: "surface.pane",
    QPalette.ColorRole.AlternateBase: "surface.list",
    QPalette.ColorRole.Text: "text.primary",
    QPalette.ColorRole.Button: "surface.raised",
    QPalette.ColorRole.ButtonText: "text.primary",
    QPalette.ColorRole.BrightText: "text.primary",
    QPalette.ColorRole.Highlight: "selection.active",
    QPalette.ColorRole.HighlightedText: "selection.text_active",
    QPalette.ColorRole.ToolTipBase: "surface.raised",
    QPalette.ColorRole.ToolTipText: "text.primary",
    QPalette.ColorRole.PlaceholderText: "text.tertiary",
    QPalette.ColorRole.Link: "accent.text",
    QPalette.ColorRole.LinkVisited: "accent.text",
    QPalette.ColorRole.Light: "surface.raised",
    QPalette.ColorRole.Midlight: "border.hairline",
    QPalette.ColorRole.Mid: "border.control",
    QPalette.ColorRole.Dark: "border.strong",
    QPalette.ColorRole.Shadow: "border.strong",
    QPalette.ColorRole.Accent: "accent.fill",
}


class Theme(QObject):
    """The scheme on the screen. Made once by whoever makes the QApplication, and passed to every widget.

    The QApplication is in Fusion style, which follows a palette everywhere; its maker says so by argument.

    `scale` is the reader's text size and holds for the life of the object.
    """

    changed = Signal()
    """Another scheme is on the screen; palette and style sheet of the application are already set."""

    def __init__(self, app: QApplication, appearance: Appearance = Appearance.SYSTEM, scale: float = 1.0) -> None:
        super().__init__()
        self._app = app
        self.fonts = Fonts(scale)
        self._icons = Icons()
        self._appearance = appearance
        # What the system shows is read off its palette, since to ask for it by name makes Qt's hundred enums first.
        dark = app.palette().window().color().lightness() < 128
        system = Scheme.DARK if dark else Scheme.LIGHT
        self.scheme = system if appearance is Appearance.SYSTEM else Scheme(appearance.value)
        self._fill()
        self._dress()
        app.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def appearance(self) -> Appearance:
        """What the reader chose."""
        return self._appearance

    def use(self, appearance: Appearance) -> None:
        """Take up the reader's choice; announces `changed` if that is another scheme."""
        self._appearance = appearance
        self._follow()

    def color(self, name: ColorName) -> QColor:
        """The colour of a token now."""
        return self._colors[name]

    def status_color(self, status: Status) -> QColor:
        """The colour of a status glyph now."""
        return self._status_colors[status]

    def tag_color(self, tag: str) -> QColor:
        """The colour of a tag's square now."""
        color = self._tag_colors.get(tag)
        if color is None:
            color = self._tag_colors[tag] = QColor(tag_color(tag).of(self.scheme))
        return color

    def icon(self, name: IconName, color: ColorName = "text.secondary", size: int = 16) -> QIcon:
        """An icon for a button or a menu, in the colours of now: ask again on `changed`."""
        return self._icons.icon(name, self.color(color), self.color("text.disabled"), size)

    def icon_pixmap(self, name: IconName, color: QColor, size: int, ratio: float) -> QPixmap:
        """An icon for painting, `size` logical pixels square."""
        return self._icons.pixmap(name, color, size, ratio)

    def palette(self) -> QPalette:
        """The palette of the application now."""
        palette = QPalette()
        group = QPalette.ColorGroup
        for role, name in _ROLES.items():
            palette.setColor(group.All, role, self.color(name))
        palette.setColor(group.Inactive, QPalette.ColorRole.Highlight, self.color("selection.inactive"))
        palette.setColor(group.Inactive, QPalette.ColorRole.HighlightedText, self.color("text.primary"))
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(group.Disabled, role, self.color("text.disabled"))
        return palette

    def set_ground(self, widget: QWidget, name: ColorName) -> None:
        """Give a view or a text a flat ground through its palette; a plain widget is better a `Surface`."""
        # With a style sheet in force a viewport does not take over its scroll area's new palette.
        surfaces = [widget, widget.viewport()] if isinstance(widget, QAbstractScrollArea) else [widget]
        for surface in surfaces:
            palette = surface.palette()
            palette.setColor(QPalette.ColorRole.Window, self.color(name))
            palette.setColor(QPalette.ColorRole.Base, self.color(name))
            surface.setPalette(palette)
        widget.setAutoFillBackground(True)

    def set_ink(self, widget: QWidget, name: ColorName) -> None:
        """Give a widget's text a colour through its palette."""
        palette = widget.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self.color(name))
        palette.setColor(QPalette.ColorRole.Text, self.color(name))
        widget.setPalette(palette)

    def _wanted(self) -> Scheme:
        if self._appearance is not Appearance.SYSTEM:
            return Scheme(self._appearance.value)
        return Scheme.DARK if self._app.styleHints().colorScheme() == QtCore.Qt.ColorScheme.Dark else Scheme.LIGHT

    def _follow(self) -> None:
        wanted = self._wanted()
        if wanted is not self.scheme:
            self.scheme = wanted
            self._fill()
            self._dress()
            self.changed.emit()

    def _fill(self) -> None:
        self._colors = {name: QColor(pair.of(self.scheme)) for name, pair in COLORS.items()}
        self._status_colors = {status: QColor(pair.of(self.scheme)) for status, pair in STATUS_COLORS.items()}
        self._tag_colors: dict[str, QColor] = {}

    def _dress(self) -> None:
        self._app.setFont(self.fonts[Role.BODY].font)
        self._app.setPalette(self.palette())
        self._app.setStyleSheet(self._style_sheet())

    def _style_sheet(self) -> str:
        def hexa(name: ColorName) -> str:
            return self.color(name).name()

        px = self.fonts.px
        ring = hexa("focus_ring")
        return f"""
        QToolTip {{ background: {hexa("surface.raised")}; color: {hexa("text.primary")};
            border: 1px solid {hexa("border.control")}; padding: 4px 8px; }}
        QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
        QScrollBar::handle:vertical {{ background: {hexa("border.control")}; border-radius: 3px; min-height: 40px;
            margin: 2px 1px 2px 3px; }}
        QScrollBar::handle:vertical:hover {{ background: {hexa("border.strong")}; }}
        QScrollBar::handle:vertical:disabled {{ background: transparent; }}
        QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
        QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
        QSplitter::handle {{ background: {hexa("border.hairline")}; }}
        QMenu {{ background: {hexa("surface.raised")}; border: 1px solid {hexa("border.control")}; padding: 4px; }}
        QMenu::item {{ padding: 5px 24px 5px 12px; border-radius: 4px; }}
        QMenu::item:selected {{ background: {hexa("selection.active")}; color: {hexa("selection.text_active")}; }}
        QMenu::item:disabled {{ color: {hexa("text.disabled")}; }}
        QMenu::separator {{ height: 1px; background: {hexa("border.hairline")}; margin: 4px 8px; }}
        QListView#completions {{ border: 1px solid {hexa("border.control")}; background: {hexa("surface.raised")}; }}
        QListView#completions::item {{ padding: 4px 7px; }}
        QListView#completions::item:selected {{ background: {hexa("selection.active")};
            color: {hexa("selection.text_active")}; }}
        QPushButton {{ background: {hexa("surface.raised")}; color: {hexa("text.primary")}; min-height: {px(28)}px;
            border: 1px solid {hexa("border.control")}; border-radius: 6px; padding: 0 15px; margin: 0; }}
        QPushButton:hover {{ background: {hexa("surface.hover")}; }}
        QPushButton:pressed {{ background: {hexa("surface.pressed")}; }}
        QPushButton:disabled {{ background: {hexa("surface.chip")}; color: {hexa("text.disabled")}; }}
        QPushButton[kind="primary"] {{ background: {hexa("accent.fill")}; color: {hexa("text.on_accent")};
            border-color: {hexa("accent.fill")}; }}
        QPushButton[kind="primary"]:disabled {{ background: {hexa("surface.chip")}; color: {hexa("text.disabled")};
            border-color: {hexa("border.control")}; }}
        QPushButton[kind="quiet"] {{ background: transparent; border-color: transparent; padding: 0 7px;
            color: {hexa("text.secondary")}; min-height: {px(24)}px; }}
        QPushButton[kind="quiet"]:hover {{ background: {hexa("surface.pressed")}; }}
        QPushButton[kind="link"] {{ background: transparent; border-color: {hexa("border.hairline")};
            padding: 0 9px; min-height: {px(26)}px; }}
        QPushButton[kind="link"]:hover {{ background: {hexa("surface.hover")}; }}
        QPushButton[kind="text"] {{ background: transparent; border-color: transparent; padding: 0 3px;
            color: {hexa("accent.text")}; min-height: {px(20)}px; }}
        QPushButton[kind="text"]:hover {{ text-decoration: underline; }}
        QPushButton:checked {{ background: {hexa("accent.soft")}; color: {hexa("accent.text")};
            border-color: {hexa("accent.text")}; }}
        QPushButton::menu-indicator, QToolButton::menu-indicator {{ image: none; width: 0; }}
        QToolButton {{ border: 2px solid transparent; border-radius: 6px; background: transparent; padding: 0; }}
        QToolButton:hover {{ background: {hexa("surface.pressed")}; }}
        QPushButton:focus {{ border: 2px solid {ring}; padding: 0 14px; min-height: {px(28) - 2}px; }}
        QPushButton[kind="quiet"]:focus {{ border-color: {ring}; padding: 0 6px; min-height: {px(24) - 2}px; }}
        QPushButton[kind="link"]:focus {{ border-color: {ring}; padding: 0 8px; min-height: {px(26) - 2}px; }}
        QPushButton[kind="text"]:focus {{ border-color: {ring}; padding: 0 2px; min-height: {px(20) - 2}px; }}
        QToolButton:focus {{ border-color: {ring}; }}
        """
