"""Shows where a query's words stand in a text, by the rules of the index."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from readinglist.domain.query.expression import And, Node, Or, Phrase, Query, TextField, Word
from readinglist.library.reads import PaperText
from readinglist.search.analysis import Token, tokens
from readinglist.search.pattern import Pattern, Slot, Span, pattern
from readinglist.search.schema import pieces

_ELLIPSIS = "…"
_STRETCH = re.compile(r"\S+")
_MOST_STRETCHES = 20_000


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of a text in one line, with the places of the words found in it; `field` None = of no field."""

    text: str
    spans: tuple[Span, ...] = ()
    field: TextField | None = None


@lru_cache(1 << 14)
def _words_of(stretch: str) -> tuple[Token, ...]:
    """The words of a stretch: the next search looks through much the same texts."""
    return tuple(tokens(stretch))


class _Stretches(dict[str, tuple[int, tuple[Token, ...]]]):
    """Of stretches of text without spaces: how many positions each takes, and those of its words that fill a slot.

    Most stretches have none, and most come again: a text is looked through many times faster than word by word.
    """

    def __init__(self, slots: Sequence[Slot]) -> None:
        self._slots = slots

    def __missing__(self, stretch: str) -> tuple[int, tuple[Token, ...]]:
        if len(self) >= _MOST_STRETCHES:
            self.clear()
        words = _words_of(stretch)
        fitting = tuple(word for word in words if any(slot.fits(word) for slot in self._slots))
        self[stretch] = found = (words[-1].position + 1 if words else 0), fitting
        return found

    def words(self, text: str) -> list[Token]:
        """The words of a text that fill a slot, as `tokens` would give them."""
        found: list[Token] = []
        position = 0
        for stretch in _STRETCH.finditer(text):
            width, fitting = self[stretch[0]]
            for start, end, offset, forms in fitting:
                found.append(Token(stretch.start() + start, stretch.start() + end, position + offset, forms))
            position += width
        return found


class Highlighter:
    """Finds the words of one query again; what the query excludes is not looked for."""

    def __init__(self, query: Query) -> None:
        self._anywhere: list[Pattern] = []
        self._only_in: dict[TextField, list[Pattern]] = {field: [] for field in TextField}
        self._leaves = {leaf: pattern(leaf) for leaf in dict.fromkeys(_wanted(query.node))}
        for leaf, looked_for in self._leaves.items():
            (self._anywhere if leaf.field is None else self._only_in[leaf.field]).append(looked_for)
        patterns = self._leaves.values()
        self._stretches = _Stretches([slot for each in patterns for way in each.ways for slot in way])

    def spans(self, text: str, field: TextField | None) -> list[Span]:
        """Where words looked for stand in a text of `field`: characters, in order, none overlapping.

        None = a text of no field, in which only words looked for anywhere count.
        """
        patterns = self._anywhere + self._only_in[field] if field else self._anywhere
        if not patterns:
            return []
        words = self._stretches.words(text)
        return _merged(sorted(span for each in patterns for span in each.spans(words)))

    def snippets(self, paper: PaperText, width: int = 160) -> list[Snippet]:
        """Why the paper was found: of each of its texts in which words looked for stand, a stretch of about `width`."""
        found = (
            self.snippet(text, field, width)
            for field, texts in pieces(paper).items()
            if texts
            for text in texts
            if text
        )
        return [snippet for snippet in found if snippet.spans]

    def elsewhere(self, paper: PaperText) -> list[Word | Phrase]:
        """What is looked for in PDFs too and stands in none of the paper's own texts."""
        wanted = {leaf: each for leaf, each in self._leaves.items() if TextField.PDF in each.fields}
        if not wanted:
            return []
        texts = [(field, self._stretches.words(text)) for field, texts in pieces(paper).items() for text in texts]
        return [
            leaf
            for leaf, each in wanted.items()
            if not any(field in each.fields and each.spans(words) for field, words in texts)
        ]

    def snippet(self, text: str, field: TextField | None = None, width: int = 160) -> Snippet:
        """The stretch of about `width` characters in which most words looked for stand, else the text's beginning."""
        line = text.translate({ord(space): " " for space in "\t\n\r\v\f"})
        spans = self.spans(line, field)
        if len(line) <= width:
            return Snippet(line, tuple(spans), field)
        start, end = _window(line, spans, width)
        before = _ELLIPSIS if start else ""
        shift = len(before) - start
        return Snippet(
            before + line[start:end] + (_ELLIPSIS if end < len(line) else ""),
            tuple((first + shift, last + shift) for first, last in spans if start <= first and last <= end),
            field,
        )


def _wanted(node: Node) -> Iterator[Word | Phrase]:
    match node:
        case Word() | Phrase():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from _wanted(part)


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _window(line: str, spans: list[Span], width: int) -> Span:
    """The best stretch, with some text before its first match, beginning and ending between words."""
    lead = width // 5
    first = max(
        (start for start, _ in spans),
        key=lambda start: (sum(start <= other and end <= start + width - lead for other, end in spans), -start),
        default=0,
    )
    start = max(0, min(first - lead, len(line) - width))
    end = min(len(line), start + width)
    if start:
        start = line.find(" ", start, first) + 1 or start
    if end < len(line):
        reached = max((last for _, last in spans if last <= end), default=start)
        space = line.rfind(" ", reached, end)
        end = space if space > 0 else end
    return start, end
