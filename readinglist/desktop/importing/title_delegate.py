"""Rows of an import whose titles can be corrected in their place."""

from PySide6.QtCore import QAbstractItemModel, QRect, Qt
from PySide6.QtWidgets import QLineEdit, QStyleOptionViewItem, QWidget

from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.two_line_row import GUTTER, Index, TwoLineDelegate

_MOST_CHARACTERS = 10_000
_PADDING, _BORDER, _RIGHT = 6, 2, 14


class TitleDelegate(TwoLineDelegate):
    """Has a field over the title while it is corrected: Enter takes it, Escape leaves it as it was."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make the field."""
        field = QLineEdit(parent)
        field.setMaxLength(_MOST_CHARACTERS)
        field.setFont(self._theme.fonts[Role.BODY_MEDIUM].font)
        field.setAccessibleName("Title")
        color = self._theme.color
        field.setStyleSheet(
            f"QLineEdit {{ background: {color('surface.field').name()}; color: {color('text.primary').name()};"
            f" border: {_BORDER}px solid {color('focus_ring').name()}; border-radius: 6px; padding: 0 {_PADDING}px; }}"
        )
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with the title as it is, all of it selected."""
        assert isinstance(editor, QLineEdit)
        editor.setText(index.data(Qt.ItemDataRole.EditRole))
        editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take what was written."""
        assert isinstance(editor, QLineEdit)
        model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Stand over the row, so that the letters do not move when it opens."""
        inset = _PADDING + _BORDER
        left = option.rect.x() + GUTTER - inset
        height = self._theme.fonts.px(34)
        top = option.rect.y() + (self.row_height - 1 - height) // 2
        editor.setGeometry(QRect(left, top, option.rect.right() - _RIGHT - left, height))
