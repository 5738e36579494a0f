"""What one word or phrase of a query looks for, as the index and a plain text are both asked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from readinglist.domain.query.expression import Phrase, TextField, Word
from readinglist.search.analysis import STEM_MARK, Token, fold, forms, is_pair, kin, tokens
from readinglist.search.word_list import ANY, distance, fits

Span = tuple[int, int]
"""Characters of a text, from the first to before the second."""

_PATTERN = re.compile(rf"[\w{re.escape(ANY)}]+")


class Like(Enum):
    """The ways in which words are like a text: they begin with it, fit it as a pattern, are a few edits from it."""

    BEGINNING = auto()
    PATTERN = auto()
    NEAR = auto()


@dataclass(frozen=True, slots=True)
class Slot:
    """What one word of a text must be: one of `words`, or one that is `like` a text, and no stem."""

    words: tuple[str, ...] = ()
    like: Like | None = None
    text: str = ""
    edits: int = 0

    def fits(self, token: Token) -> bool:
        """Whether the word in the text is such a one."""
        if self.like is None:
            return any(form in self.words for form in token.forms)
        return any(self._is_like(form) for form in token.forms if not form.startswith(STEM_MARK))

    def _is_like(self, form: str) -> bool:
        match self.like:
            case Like.PATTERN:
                return fits(form, self.text)
            case Like.NEAR:
                return distance(self.text, form, self.edits) <= self.edits
            case _:
                return form.startswith(self.text)


@dataclass(frozen=True, slots=True)
class Pattern:
    """Slots to be filled by words in order, in one or another of `ways`, in `fields`.

    A word stands at most `reach` positions after the one before: 1 is side by side.
    """

    fields: tuple[TextField, ...]
    ways: tuple[tuple[Slot, ...], ...]
    reach: int = 1

    def spans(self, text: Sequence[Token]) -> list[Span]:
        """Where a text fills all slots, in order of beginning."""
        found: set[Span] = set()
        for first, *others in self.ways:
            # Of each way of filling the slots so far: where it begins, its last word's position, and where it ends.
            filled = {(token.start, token.position): token.end for token in text if first.fits(token)}
            for slot in others if filled else ():
                fitting = [token for token in text if slot.fits(token)]
                filled = {
                    (start, token.position): max(end, token.end)
                    for (start, position), end in filled.items()
                    for token in fitting
                    if position < token.position <= position + self.reach
                }
            found.update((start, end) for (start, _), end in filled.items())
        return sorted(found)


def pattern(leaf: Word | Phrase) -> Pattern:
    """What the leaf looks for.

    A phrase looks for its words exactly as they stand. A word looks for words of its stem; where it is several to us
    (`pre-training`, `http://x.y`), for these side by side, or for the whole written together.
    """
    fields = tuple(TextField) if leaf.field is None else (leaf.field,)
    if isinstance(leaf, Phrase):
        parts, _ = _parts(leaf.text)
        return Pattern(fields, _ways([Slot((forms(part)[0],)) for part in parts]), 1 + leaf.slop)
    if ANY in leaf.text and _PATTERN.fullmatch(leaf.text):
        text = fold(leaf.text) + ANY * leaf.prefix
        return Pattern(fields, ((Slot(like=Like.PATTERN, text=text),),))
    parts, together = _parts(leaf.text)
    slots = [Slot(kin(part)) for part in parts]
    whole = Slot(kin(together))
    if slots and (leaf.prefix or leaf.edits):
        like = Like.BEGINNING if leaf.prefix else Like.NEAR
        slots[-1] = Slot(like=like, text=fold(parts[-1]), edits=leaf.edits)
        whole = Slot(like=like, text=fold(together), edits=leaf.edits)
    return Pattern(fields, _ways(slots) + (_ways([whole]) if together else ()))


def _parts(text: str) -> tuple[list[str], str]:
    """The words of a text one after another, and the whole written together where it is one to us.

    Of characters written without spaces, each two neighbours stand for the second of them; the first of all is in the
    first two.
    """
    words = list(tokens(text))
    parts: list[str] = []
    together = ""
    for token in words:
        part = text[token.start : token.end]
        if token.position == len(parts):
            parts.append(part)
        elif is_pair(part):
            parts[-1] = part
        elif (token.start, token.end) == (words[0].start, words[-1].end):
            together = token.forms[0]
    if len(parts) > 1 and len(parts[0]) == 1 and is_pair(parts[1]) and parts[1].startswith(parts[0]):
        del parts[0]
    return parts, together


def _ways(slots: list[Slot]) -> tuple[tuple[Slot, ...], ...]:
    return (tuple(slots),) if slots else ()
