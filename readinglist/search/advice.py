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
from readinglist.search.index import IndexDamagedError, PaperIndex
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

    missing, tries = [], []
    for part in parts:
        there = found(part)
        if there is None:
            return None
        if not there and not isinstance(part, Not):
            missing.append(part)
            tries += [(leaf, word) for leaf in _words(part) for word in _near(index, leaf)]
    answers = []
    changes: list[tuple[Change, Node, Word | None]] = [(Change.WORD, leaf, word) for leaf, word in tries]
    if len(parts) > 1 or not isinstance(node, Word | Phrase):
        changes += [(Change.LEFT_OUT, part, None) for part in (missing or parts)]
    for change, old, new in changes:
        other = replaced(node, old, new)
        papers = found(And((scope, other))) if other is not None else 0
        if papers is None:
            return None
        if papers:
            what = new.text if new is not None else to_text(old)
            answers.append(Try(change, what, rewritten(text, old, new, now), papers))
    return Advice(tuple(map(to_text, missing)), tuple(answers))


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
