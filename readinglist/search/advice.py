"""What to try where a search finds nothing: the words that no paper has, words near to them, and what to leave out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from readinglist.domain.query.expression import And, Node, Not, Or, Phrase, Query, State, Word, has_words
from readinglist.domain.query.parser import parse
from readinglist.domain.query.rewriting import replaced, rewritten
from readinglist.domain.query.text import to_text
from readinglist.library.library import Library
from readinglist.search.analysis import tokens
from readinglist.search.evaluate import search
from readinglist.search.index import PaperIndex
from readinglist.search.stored_index import IndexDamagedError
from readinglist.search.word_list import ANY

_MOST_PARTS = 8
"""Parts of a search that are looked at one by one."""
_MOST_WORDS = 3
"""Words near to one that are offered."""


class Change(Enum):
    """How another search differs from the one that found nothing."""

    WORD = auto()
    LEFT_OUT = auto()


@dataclass(frozen=True, slots=True)
class Try:
    """Another search: `what` is the near word, or the part left out; `search` its text; `papers` what it finds."""

    change: Change
    what: str
    search: str
    papers: int


@dataclass(frozen=True, slots=True)
class Advice:
    """`missing`: the parts of a search that no paper in the library has, as written; `tries`: what finds something."""

    missing: tuple[str, ...] = ()
    tries: tuple[Try, ...] = ()


def advise(
    library: Library, index: PaperIndex, text: str, scope: Node, cancelled: Callable[[], bool] | None = None
) -> Advice | None:
    """What to try instead of the search `text` that found nothing in `scope`; None where `cancelled` said so."""
    now = datetime.now().astimezone()
    node = parse(text, now=now).node
    parts = [part for part in (node.parts if isinstance(node, And) else (node,)) if has_words(part)][:_MOST_PARTS]

    def found(wanted: Node) -> int | None:
        result = search(library, index, Query("", wanted), cancelled=cancelled)
        return None if result is None else len(result.ids)

    missing: list[Node] = []
    meant: list[list[tuple[Word, Word]]] = []  # of each missing word the ways to mend it
    for part in parts:
        there = found(part)
        if there is None:
            return None
        if not there and not isinstance(part, Not):
            missing.append(part)
            meant += filter(None, ([(leaf, word) for word in _near(index, leaf)] for leaf in _words(part)))
    changes: list[tuple[Change, dict[Node, Node | None]]] = []
    if len(meant) > 1:
        changes.append((Change.WORD, {old: new for (old, new), *_ in meant}))
    changes += [(Change.WORD, {old: new}) for ways in meant for old, new in ways]
    if len(parts) > 1 or not isinstance(node, Word | Phrase):
        changes += [(Change.LEFT_OUT, {part: None}) for part in (missing or parts)]
    tries = []
    for change, words in changes:
        other: Node | None = node
        for old, new in words.items():
            other = None if other is None else replaced(other, old, new)
        papers = 0 if other is None else found(And((scope, other)))
        if papers is None:
            return None
        if papers:
            what = " ".join(new.text if isinstance(new, Word) else to_text(old) for old, new in words.items())
            search_text = text
            for old, new in words.items():
                search_text = rewritten(search_text, old, new, now)
            tries.append(Try(change, what, search_text, papers))
    return Advice(tuple(map(to_text, missing)), tuple(tries))


def _words(node: Node) -> Iterator[Word]:
    """The single words that are looked for."""
    match node:
        case Word(text) if not node.prefix and not node.edits and ANY not in text and len(list(tokens(text))) == 1:
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from _words(part)
        case Word() | Phrase() | State() | Not():
            return


def _near(index: PaperIndex, leaf: Word) -> list[Word]:
    view = index.view()
    if view is None:
        return []
    try:
        near = view.near(leaf)
    except IndexDamagedError:
        index.discard(view.mark)
        return []
    return [Word(word, leaf.field) for word in near[:_MOST_WORDS]]
