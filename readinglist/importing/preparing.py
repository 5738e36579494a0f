"""What is to be imported, read: from files, folders and texts to drafts that can be matched."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from readinglist.domain.reading import FORMAT_WORDS
from readinglist.domain.tag import LONGEST, is_tag
from readinglist.importing.decisions import SourcedDraft, fingerprint
from readinglist.importing.decoding import ReadAs
from readinglist.importing.disk.reading import NO_COLUMNS, Cancelled, MayOpen, Progress, Reading, read_paths, read_text
from readinglist.importing.garbage import collected_later
from readinglist.importing.source import Failure, Source
from readinglist.importing.tables import csv_table
from readinglist.importing.tables.columns import Columns
from readinglist.library import papers
from readinglist.library.lasting import CancelledError

LONGEST_TITLE = 10_000
"""Characters in a title: a longer one is something else, and no list could show it."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Sources that were read: their drafts, what could not be read of them, and which are not plain UTF-8.

    `questions` are about tables whose columns are not known: with the answers they can be read.
    """

    drafts: tuple[SourcedDraft, ...]
    failures: tuple[Failure, ...]
    read_as: tuple[ReadAs, ...] = ()
    questions: tuple[csv_table.Question, ...] = ()

    @property
    def description(self) -> str:
        """From where and in which form the drafts come, in words: "page.txt · a papers page, Mar 11"."""
        told = self.drafts or self.failures
        names = list(dict.fromkeys(Path(each.source).name or each.source for each in told))
        kinds = dict.fromkeys(
            ", ".join(filter(None, (FORMAT_WORDS.get(draft.format, draft.format), draft.dated)))
            for draft in self.drafts
        )
        name = names[0] if len(names) == 1 else f"{len(names):,} sources"
        return "  ·  ".join([name, *filter(None, kinds)])


@collected_later()
def prepare_files(
    paths: Iterable[Path],
    format_name: str | None = None,
    columns: Mapping[str, Columns] = NO_COLUMNS,
    *,
    progress: Progress = lambda done, total: None,
    cancelled: Cancelled = lambda: False,
    may_open: MayOpen = lambda path: True,
) -> Prepared:
    """Read and parse files and folders; what cannot be read is a failure, and the others are read all the same.

    `columns` says, by a table's name, what its columns hold. `may_open` is told of each PDF before it is opened, and
    says whether it is to be.

    Raises CancelledError where `cancelled` said so; `progress` is in files, or of a single text in characters.
    """
    readings = read_paths(paths, format_name, columns, progress=progress, cancelled=cancelled, may_open=may_open)
    prepared = _prepared(readings, cancelled)
    if cancelled():
        raise CancelledError
    return prepared


@collected_later()
def prepare(
    sources: Sequence[Source],
    format_name: str | None = None,
    columns: Mapping[str, Columns] = NO_COLUMNS,
    *,
    progress: Progress = lambda done, total: None,
    cancelled: Cancelled = lambda: False,
) -> Prepared:
    """Parse texts; one that holds no papers is a failure. `columns` says, by a table's name, what its columns hold.

    Raises CancelledError where `cancelled` says so; `progress` is in characters.
    """
    total = sum(len(source.text) for source in sources)

    def readings() -> Iterator[Reading]:
        read = 0
        for source in sources:

            def watch(position: int, before: int = read) -> None:
                if cancelled():
                    raise CancelledError
                progress(before + position, total)

            yield read_text(replace(source, watch=watch), format_name, columns.get(source.name))
            read += len(source.text)
            progress(read, total)

    return _prepared(readings(), cancelled)


def together(parts: Iterable[Prepared]) -> Prepared:
    """What was read in parts, as one import."""
    those = list(parts)
    return Prepared(
        tuple(chain.from_iterable(part.drafts for part in those)),
        tuple(chain.from_iterable(part.failures for part in those)),
        tuple(chain.from_iterable(part.read_as for part in those)),
        tuple(chain.from_iterable(part.questions for part in those)),
    )


def _prepared(readings: Iterable[Reading], cancelled: Cancelled) -> Prepared:
    drafts: list[SourcedDraft] = []
    failures: list[Failure] = []
    read_as: list[ReadAs] = []
    questions: list[csv_table.Question] = []
    for reading in readings:
        source, parsed = reading.source, reading.parsed
        if reading.read_as:
            read_as.append(reading.read_as)
        if reading.question:
            questions.append(reading.question)
        failures += parsed.failures
        for draft in parsed.drafts:
            if cancelled():
                raise CancelledError
            paper = papers.as_stored(draft.paper)
            state = draft.state
            if unfit := [tag for tag in state.tags if not is_tag(tag)]:
                state = replace(state, tags=tuple(filter(is_tag, state.tags)))
            for tag in dict.fromkeys(unfit):
                said = f"The tag “{tag[:20]}…” is left out: a tag has 1 to {LONGEST} characters."
                failures.append(Failure(source, draft.line, said))
            if len(paper.title) > LONGEST_TITLE:
                said = f"The title of this record has {len(paper.title):,} characters. Give it a shorter one."
                failures.append(Failure(source, draft.line, said))
            elif paper.title:
                whole = replace(draft, paper=paper, state=state)
                drafts.append(
                    SourcedDraft(whole, source, parsed.format, parsed.dated, fingerprint(paper), reading.sha256)
                )
            else:
                failures.append(Failure(source, draft.line, "This record has no title. Give it one."))
    return Prepared(tuple(drafts), tuple(failures), tuple(read_as), tuple(questions))
