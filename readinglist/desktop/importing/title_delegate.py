"""Rows of an import whose titles can be corrected in their place."""

from PySide6.QtCore import QAbstractItemModel, QRect, Qt
from PySide6.QtWidgets import QLineEdit, QStyleOptionViewItem, QWidget

from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.two_line_row import GUTTER, ROW_ROLE, Index, TwoLineDelegate

_MOST_CHARACTERS = 10_000
_PADDING, _BORDER = 6, 2


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
        """Stand over the title alone, so that its letters do not move and the line under it can be read."""
        left = option.rect.x() + GUTTER - _PADDING - _BORDER
        right = option.rect.right() - round(self._side(index.data(ROW_ROLE)))
        editor.setGeometry(QRect(left, option.rect.y() + 1, right - left, self._second))
