"""The jobs that the worker knows: import and export, act on many papers, index them, find what is related."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from readinglist.domain.paper import Paper
from readinglist.domain.suggestions import ReadNext, RelatedPapers
from readinglist.errors import UserError
from readinglist.importing import reports
from readinglist.importing.choices import Choices
from readinglist.importing.disk.reading import Cancelled, MayOpen
from readinglist.importing.disk.walking import MAX_FILES
from readinglist.importing.lookup.unsure import is_unsure
from readinglist.importing.packed import Packed
from readinglist.importing.pipeline import preview, store
from readinglist.importing.preparing import Prepared, prepare, prepare_files
from readinglist.importing.report import Report
from readinglist.importing.source import source_from_text
from readinglist.library import bulk, history
from readinglist.library.backup import back_up_daily
from readinglist.library.identity import duplicates, merging
from readinglist.library.identity.duplicates import Duplicate
from readinglist.library.lasting import CancelledError
from readinglist.library.library import Library
from readinglist.library.store.database import now
from readinglist.search import indexer
from readinglist.search.index import PaperIndex
from readinglist.search.page_index import PageIndex
from readinglist.search.related.counts import MOST_PAPERS
from readinglist.search.related.learning import Learner
from readinglist.search.related.ranking import read_next, related
from readinglist.search.related.store import TermStore
from readinglist.settings import Services
from readinglist.worker import outgoing
from readinglist.worker.messages import FilesToRead, JobCancelledError, Preview, Progress, Teller, TextToRead, ToRead
from readinglist.worker.pdf_reading import read_pdfs

if TYPE_CHECKING:
    from readinglist.importing.lookup.looking_up import NotFound

ORIGIN = "window"
"""The worker acts for the window, and its steps say so."""


_Given = TypeVar("_Given")


@dataclass(frozen=True, slots=True)
class Aside:
    """A job that waits for the network: `work` is done beside the other jobs, then `then` of what it gave, as a job."""

    work: Callable[[], Any]
    then: Callable[[Any], Any]


class Jobs:
    """The open library and index that the jobs work on. `may_open` is asked of each PDF before it is opened."""

    def __init__(self, library_folder: Path, cache_folder: Path, may_open: MayOpen) -> None:
        self._folders = library_folder, cache_folder
        self._may_open = may_open
        self._opened: Library | None = None
        self._read: tuple[ToRead, Prepared] | None = None
        self._learning: Learner | None = None

    @property
    def _library(self) -> Library:
        """The library, opened at the first job, which fails where that fails."""
        if self._opened is None:
            self._opened = Library(self._folders[0], origin=ORIGIN)
        return self._opened

    def run(self, name: str, arguments: dict[str, Any], progress: Teller, cancelled: Callable[[], bool]) -> Any:
        """Do one job and give its result, or an `Aside` that comes to it.

        Raises:
            JobCancelledError: The user stopped it; of an index, what was done is kept.
            UserError: It cannot be done, for a reason that the user can mend.
        """
        jobs: dict[str, Callable[..., Any]] = {
            "preview": self._preview,
            "store": self._store,
            "act": self._act,
            "duplicates": self._find_duplicates,
            "merge": self._merge,
            "move": self._move,
            "index": self._index,
            "backup": self._back_up,
            "read_pdfs": self._read_pdfs,
            "export": partial(self._with_library, outgoing.write),
            "cite": partial(self._with_library, outgoing.cite),
            "live": partial(self._with_library, outgoing.update_live_files, cache_folder=self._folders[1]),
            "look_up": self._look_up,
            "go_on": self._go_on,
            "learn": self._learn,
            "related": self._related,
            "next": self._read_next,
        }
        with _told_as_cancelled():
            return jobs[name](progress=progress, cancelled=cancelled, **arguments)

    def _preview(
        self, what: ToRead, progress: Teller, cancelled: Cancelled, services: Services | None = None
    ) -> Preview | Aside:
        """Read, look up what is unsure where there are `services`, and match."""
        reading, looking_up = partial(progress, doing="Reading"), partial(progress, doing="Looking up")
        prepared = self._prepare(what, reading, cancelled)
        return self._completed(prepared, services, looking_up, cancelled, partial(self._previewed, what, cancelled))

    def _completed(
        self,
        prepared: Prepared,
        services: Services | None,
        progress: Progress,
        cancelled: Cancelled,
        then: Callable[[Prepared], _Given],
    ) -> _Given | Aside:
        """Go on with `then`: at once, or aside where something of what was read is to be looked up."""
        if services is None or not services.look_up or not any(is_unsure(each.draft) for each in prepared.drafts):
            return then(prepared)
        return Aside(partial(_completed, self._folders[1], prepared, services, progress, cancelled), then)

    def _previewed(self, what: ToRead, cancelled: Cancelled, prepared: Prepared) -> Preview:
        """Match; what was read is kept, so that it need not be read again to be stored."""
        self._read = what, prepared
        report = preview(self._library, prepared)
        if cancelled():
            raise CancelledError
        return Preview(report.packed(), prepared.description, prepared.questions)

    def _store(
        self,
        what: ToRead,
        choices: Choices,
        progress: Progress,
        cancelled: Cancelled,
        services: Services | None = None,
    ) -> Report | Aside:
        """Store what was read, and keep the report."""
        kept, self._read = self._read, None
        if kept is not None and kept[0] == what:
            return self._stored(choices, progress, cancelled, kept[1])
        prepared = self._prepare(what, _untold, cancelled)
        return self._completed(
            prepared, services, progress, cancelled, partial(self._stored, choices, progress, cancelled)
        )

    def _stored(self, choices: Choices, progress: Progress, cancelled: Cancelled, prepared: Prepared) -> Report:
        report = store(self._library, prepared, choices, progress=progress, cancelled=cancelled)
        reports.keep(self._library.folder, report, prepared.description, now())
        return report.packed()

    def _prepare(self, what: ToRead, progress: Progress, cancelled: Cancelled) -> Prepared:
        match what:
            case FilesToRead(paths, columns):
                return prepare_files(
                    paths, columns=columns, progress=progress, cancelled=cancelled, may_open=self._may_open
                )
            case TextToRead(name, text, columns):
                source = source_from_text(name, text)
                tell = progress if len(text) > MAX_FILES else _untold  # a short one is read at once
                return prepare([source], columns=columns, progress=tell, cancelled=cancelled)

    def _act(self, label: str, verb: bulk.Verb, ids: Sequence[int], progress: Progress, cancelled: Cancelled) -> None:
        """Do something to many papers."""
        bulk.act(self._library, label, verb, ids, progress=progress, cancelled=cancelled)

    def _find_duplicates(self, progress: Progress, cancelled: Cancelled) -> Sequence[Duplicate]:
        """Find the pairs of papers that may be one."""
        with self._library.read() as session:
            return Packed(duplicates.find(session, progress=progress, cancelled=cancelled))

    def _merge(self, groups: Sequence[merging.Group], progress: Progress, cancelled: Cancelled) -> None:
        """Merge the papers of many groups."""
        merging.merge_many(self._library, groups, progress=progress, cancelled=cancelled)

    def _move(self, step: history.Step, progress: Progress, cancelled: Cancelled) -> history.Moved:
        """Undo a long step, or do it again; it is not cancelled, since the way back is as long."""
        return bulk.move(self._library, step, progress=progress)

    def _look_up(
        self, ids: Sequence[int], services: Services, progress: Progress, cancelled: Cancelled
    ) -> Report | Aside:
        """Look up papers of the library that lack something, and enrich them with what is found."""
        from readinglist.importing.lookup import stored

        if not services.look_up:
            raise UserError("Looking papers up is switched off.", "Set look_up = true in services.toml.")
        wanted = stored.lacking(self._library, ids)
        if not wanted:
            return Report((), ())
        return Aside(
            partial(_ask, self._folders[1], wanted, services, progress, cancelled),
            lambda results: stored.keep(self._library, wanted, results).packed(),
        )

    def _go_on(self, then: Callable[[], Any], progress: Progress, cancelled: Cancelled) -> Any:
        """Do the rest of a job whose first half was done aside."""
        return then()

    def _back_up(self, progress: Progress, cancelled: Cancelled) -> Path | None:
        """Make the day's copy of the library, once."""
        return back_up_daily(self._library, datetime.now().astimezone().date())

    def _with_library(self, work: Callable[..., Any], **arguments: Any) -> Any:
        """Do what needs the library alone."""
        return work(self._library, **arguments)

    def _index(self, progress: Progress, cancelled: Cancelled) -> bool:
        """Catch up; False where another process is at it."""
        with closing(PaperIndex.open(self._folders[1], self._library)) as index:
            current = indexer.catch_up(index, self._library, progress=progress, cancelled=cancelled)
        if cancelled() and not current:
            raise CancelledError
        return current

    def _read_pdfs(self, progress: Progress, cancelled: Cancelled) -> bool:
        """Read what PDFs say; False where another process is at it."""
        with closing(PageIndex.open(self._folders[1], self._library)) as index:
            return read_pdfs(self._library, index, may_open=self._may_open, progress=progress, cancelled=cancelled)

    @property
    def _learner(self) -> Learner:
        """What knows the terms of the papers; it keeps the model mapped from one job to the next."""
        if self._learning is None:
            self._learning = Learner(TermStore.open(self._folders[1], self._library), self._library)
        return self._learning

    def _learn(self, progress: Progress, cancelled: Cancelled) -> int:
        """Learn the terms of some papers, so that nobody else waits long; gives how many are left."""
        return self._learner.learn(most=MOST_PAPERS).behind

    def _related(self, paper: int, limit: int, progress: Progress, cancelled: Cancelled) -> RelatedPapers:
        """Find what is like a paper, once all papers are known but for a few."""
        if cancelled():
            raise CancelledError
        return related(self._library, self._learner, paper, limit, most=MOST_PAPERS)

    def _read_next(self, limit: int, progress: Progress, cancelled: Cancelled) -> ReadNext:
        """Find what to read next, once all papers are known but for a few."""
        if cancelled():
            raise CancelledError
        return read_next(self._library, self._learner, limit, most=MOST_PAPERS)

    def __enter__(self) -> "Jobs":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._learning is not None:
            self._learning.close()
        if self._opened is not None:
            self._opened.close()


@contextmanager
def _told_as_cancelled() -> Iterator[None]:
    try:
        yield
    except CancelledError as error:
        raise JobCancelledError from error


def _completed(
    cache_folder: Path, prepared: Prepared, services: Services, progress: Progress, cancelled: Cancelled
) -> Prepared:
    """What was read, with what is found of its bare identifiers."""
    from readinglist.importing.lookup.client import Client  # it takes its time to load, and most imports do without
    from readinglist.importing.lookup.drafts import completed

    with _told_as_cancelled(), Client(cache_folder, services.mailto, cancelled=cancelled) as client:
        return completed(prepared, client, services, progress)


def _ask(
    cache_folder: Path, wanted: Mapping[int, Paper], services: Services, progress: Progress, cancelled: Cancelled
) -> "list[Paper | NotFound]":
    from readinglist.importing.lookup.client import Client
    from readinglist.importing.lookup.looking_up import look_up

    with _told_as_cancelled(), Client(cache_folder, services.mailto, cancelled=cancelled) as client:
        return look_up(list(wanted.values()), client, services, progress)


def _untold(_done: int, _total: int) -> None:
    """Tell no progress: what is told of storing counts papers."""
