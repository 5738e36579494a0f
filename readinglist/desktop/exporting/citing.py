"""Citations of the selected papers, on the clipboard."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication

from readinglist.desktop.messages import Banner, Messages, Offer
from readinglist.desktop.papers.paper_list import PaperList
from readinglist.domain.text import count_of
from readinglist.settings import Settings
from readinglist.worker.messages import JobCancelledError

if TYPE_CHECKING:  # they load the store, for which the window does not wait
    from readinglist.desktop.work.workspace import Workspace
    from readinglist.worker.outgoing import Cited


class Citing(QObject):
    """Copies the selected papers as BibTeX or in a style. Nothing that is the reader's own is in it."""

    def __init__(
        self,
        workspace: "Workspace",
        papers: PaperList,
        banner: Banner,
        messages: Messages,
        settings: Settings,
        keep: Callable[..., None],
    ) -> None:
        """Cite as `settings` say; `keep` takes, by their names, those that were changed."""
        super().__init__(banner)
        self._workspace = workspace
        self._papers = papers
        self._banner = banner
        self._messages = messages
        self._style = settings.citation_style
        self._pattern = settings.cite_key_pattern
        self._keep = keep

    def copy_bibtex(self) -> None:
        """Put the BibTeX entries of the papers on the clipboard."""
        from readinglist.exporting.exports import Manner

        def done(made: tuple[str, int]) -> None:
            text, count = made
            QGuiApplication.clipboard().setText(text)
            self._banner.say(f"BibTeX of {count_of(count, 'paper')} copied.")

        self._workspace.outgoing.text(self, self._papers.selected_papers, Manner(pattern=self._pattern), done)

    def copy_as(self, style: str) -> None:
        """Put citations in this style on the clipboard, and keep to it."""
        self._style = style
        self._keep(citation_style=style)
        self.copy_citation()

    def copy_citation(self) -> None:
        """Put citations in the style of last time on the clipboard, as plain text and as HTML."""
        from readinglist.exporting.citing.styles import known

        words = known(self._style).words
        papers = self._papers.selected_papers
        cancel: Callable[[], None] | None = None

        def done(cited: "Cited") -> None:
            mime = QMimeData()
            mime.setText(cited.plain)
            mime.setHtml(cited.html)
            QGuiApplication.clipboard().setMimeData(mime)
            said = f"{count_of(cited.count, 'citation')} copied, in the style {words}."
            if cited.failed:
                said += f" {count_of(cited.failed, 'paper')} did not fit it, and came out plain."
            self._banner.say(said)

        def tell(done: int, total: int) -> None:
            self._banner.say_running(f"Citing {done:,} of {total:,}", Offer("Cancel", cancel) if cancel else None)

        cancel = self._workspace.outgoing.cite(self, papers, self._style, done, self._failed, tell)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, JobCancelledError):
            self._banner.say("Citing was stopped. The clipboard is as it was.")
        else:
            self._messages.failed(error)
