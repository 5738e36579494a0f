"""Values of fields that are begun, from what is in the library: tags, authors, venues and states with their papers."""

from collections.abc import Iterable, Iterator

from readinglist.domain.query.completion import EXAMPLES, Begun, Completion, names, value
from readinglist.domain.query.expression import Phrase, StateField, TextField
from readinglist.domain.query.state_filters import IS
from readinglist.domain.status import Status
from readinglist.domain.text import count_of
from readinglist.library import reads, tags
from readinglist.library.library import Library
from readinglist.search.analysis import fold, tokens
from readinglist.search.index import PaperIndex
from readinglist.search.stored_index import IndexDamagedError, IndexView

MOST = 8
"""Completions in an answer."""

_PAPERS_LOOKED_AT = 4
"""Papers by a word that is begun, in which the names it stands in are looked up."""


def complete(library: Library, index: PaperIndex, typed: Begun) -> list[Completion]:
    """What may be meant, the likeliest first."""
    match typed.field:
        case "":
            return names(typed)[:MOST]
        case TextField.TAG | StateField.TAGGED:
            with library.read() as session:
                return _counted(_beginning_first(typed.text, tags.counts(session)))
        case StateField.STATUS | "is":
            with library.read() as session:
                counts = reads.counts(session)
            papers: dict[str, int | None] = {status.value: counts.status[status] for status in Status}
            if typed.field == "is":
                papers |= dict.fromkeys(IS[len(Status) :]) | {"starred": counts.starred}
            return _counted((name, papers[name]) for name in papers if name.startswith(typed.text.lower()))
        case TextField.AUTHOR | TextField.VENUE:
            view = index.view()
            try:
                return _named(library, view, TextField(typed.field), typed.text) if view else []
            except IndexDamagedError:
                assert view is not None, "only a view meets damage"
                index.discard(view.mark)
                return []
    examples = EXAMPLES[StateField(typed.field)] if typed.field in EXAMPLES else ()
    return _counted((each, None) for each in examples if each.startswith(typed.text.lower()) and each != typed.text)


def _counted(values: Iterable[tuple[str, int | None]]) -> list[Completion]:
    return [
        Completion(value(name), name, "" if papers is None else count_of(papers, "paper"))
        for name, papers in values
        if '"' not in name
    ][:MOST]


def _beginning_first(text: str, counted: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Of names with their papers those that hold the text: first those that begin with it, then the most used."""
    begun = fold(text)
    holding = [(name, papers) for name, papers in counted if begun in fold(name)]
    return sorted(holding, key=lambda each: (not fold(each[0]).startswith(begun), -each[1], each[0].casefold()))


def _named(library: Library, view: IndexView, field: TextField, text: str) -> list[Completion]:
    """Names of authors or venues in which a word begins as the last of the text does; the words before it stay."""
    *before, last = text.split(" ")
    found: dict[str, int] = {}
    for word in view.beginning(last, field):
        if len(found) >= MOST:
            break
        papers = view.hits(Phrase(word, field), lambda: None).ids
        for name in _in_full(library, papers[-_PAPERS_LOOKED_AT:].tolist(), field, word):
            whole = " ".join((*before, name)) if field is TextField.AUTHOR else name
            if whole not in found:
                found[whole] = len(view.hits(Phrase(whole, field), lambda: None).ids)
    return _counted((name, found[name]) for name in sorted(found, key=lambda name: -found[name]) if found[name])


def _in_full(library: Library, ids: list[int], field: TextField, word: str) -> Iterator[str]:
    """As it is written: of an author the word that was folded, from one paper; of venues the whole names."""
    with library.read() as session:
        papers = reads.texts(session, ids)
    for paper in papers:
        if field is TextField.VENUE:
            yield paper.venue
            continue
        for token in tokens(paper.authors):
            if word in token.forms:
                yield paper.authors[token.start : token.end]
                return
