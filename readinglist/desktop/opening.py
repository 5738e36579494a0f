"""Opens papers outside: their files, their pages on the web."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from readinglist.desktop.importing.imports import ask_for_file
from readinglist.desktop.messages import Banner, Messages
from readinglist.desktop.papers.paper_list import PaperList
from readinglist.domain.links import links
from readinglist.errors import UserError

if TYPE_CHECKING:  # it loads the store, for which the window does not wait
    from readinglist.desktop.work.workspace import Workspace


class Opening:
    """Opens what belongs to the current paper, and takes a file in for it."""

    def __init__(
        self, workspace: "Workspace", papers: PaperList, banner: Banner, messages: Messages, window: QWidget
    ) -> None:
        self._workspace = workspace
        self._papers = papers
        self._banner = banner
        self._messages = messages
        self._window = window

    def open_paper(self) -> None:
        """Open the file that the search led to, else the paper's first, else its page on the web."""
        paper = self._papers.current_paper
        details = None if paper is None else self._workspace.details(paper)
        if details is None:
            return
        found = self._papers.model.hint_of(details.id)
        if found.file in details.files:
            self.open_file(found.file)
            self._banner.say(f"What you searched for is on page {found.page}.")
        elif details.files:
            self.open_file(details.files[0])
        elif addresses := links(details.paper):
            self.open_address(addresses[0].url)
        else:
            self._banner.say("Nothing is known of where to read this paper: no file, arXiv id, DOI or address.")

    def open_file(self, path: str) -> None:
        """Open a paper's file, by its path in the library, in the program that the system has for it."""
        try:
            QDesktopServices.openUrl(QUrl.fromLocalFile(self._workspace.file(path)))
        except UserError as error:
            self._messages.failed(error)

    def open_address(self, url: str) -> None:
        """Open a web address in the reader's browser; anything else is no address."""
        if url.startswith(("http://", "https://")):
            QDesktopServices.openUrl(QUrl(url))

    def attach_file(self) -> None:
        """Ask for a file and copy it to the current paper."""
        paper = self._papers.current_paper
        if paper is not None and (file := ask_for_file(self._window)):
            self._workspace.attach(self._papers, paper, file)
