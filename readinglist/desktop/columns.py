"""List and pane: side by side where there is room, else one over the other."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from readinglist.desktop.look import measures


class Columns(QSplitter):
    """Divides the room between a list and the page of what is chosen in it.

    In a narrow window only one of them is there: `open_page` leads in, `close_page` out.
    """

    def __init__(self, listing: QWidget, page: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._listing = listing
        self._page = page
        self._single = False
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for place, column in enumerate((listing, page)):
            column.setMinimumWidth(measures.COLUMN_NARROWEST)
            self.addWidget(column)
            self.setStretchFactor(place, 1)

    @property
    def page_is_over_list(self) -> bool:
        """Whether the page hides the list."""
        return self._single and self._page.isVisibleTo(self)

    def show_one_at_a_time(self, single: bool) -> None:
        """Say whether the room is for one column only; it is the list's then."""
        if single != self._single:
            self._single = single
            self._page.setVisible(not single)
            self._listing.show()

    def open_page(self) -> None:
        """Where the list hides the page, let the page hide the list."""
        if self._single:
            self._page.show()
            self._listing.hide()

    def close_page(self) -> None:
        """Where the page hides the list, show the list again."""
        if self._single:
            self._listing.show()
            self._page.hide()
