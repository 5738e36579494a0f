"""A layout that sets widgets side by side and goes on in a new line where the width ends, like words."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lays out its items in lines, in the order in which they were added; widgets in one line share its middle."""

    def __init__(self, parent: QWidget, spacing: int = 6, right: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._right = right
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        """Take in an item after the others."""
        self._items.append(item)

    def insert_widget(self, place: int, widget: QWidget) -> None:
        """Take in a widget before the one now at `place`."""
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        """Tell the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Give an item, or None where there is none."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item up."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Ask for no more than is needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Tell the height that all lines need."""
        return sum(height for _, height in self._lines(width)) + self.spacing() * max(0, len(self._lines(width)) - 1)

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        widths = [item.sizeHint().width() for item in self._shown()]
        height = max((item.sizeHint().height() for item in self._shown()), default=0)
        return QSize(sum(widths) + self.spacing() * max(0, len(widths) - 1), height)

    def minimumSize(self) -> QSize:
        """Ask for room for the widest item."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        top = rect.y()
        for items, height in self._lines(rect.width()):
            used = sum(item.sizeHint().width() for item in items) + self.spacing() * (len(items) - 1)
            left = rect.x() + (max(0, rect.width() - used) if self._right else 0)
            for item in items:
                size = item.sizeHint().boundedTo(QSize(rect.width(), item.sizeHint().height()))
                item.setGeometry(QRect(QPoint(left, top + (height - size.height()) // 2), size))
                left += size.width() + self.spacing()
            top += height + self.spacing()

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[tuple[list[QLayoutItem], int]]:
        """The items of each line and the line's height."""
        lines: list[tuple[list[QLayoutItem], int]] = []
        used = 0
        for item in self._shown():
            size = item.sizeHint()
            if lines and used + self.spacing() + size.width() <= width:
                items, height = lines[-1]
                items.append(item)
                lines[-1] = (items, max(height, size.height()))
                used += self.spacing() + size.width()
            else:
                lines.append(([item], size.height()))
                used = size.width()
        return lines
