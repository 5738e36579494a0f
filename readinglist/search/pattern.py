"""What one word or phrase of a query looks for, as the index and a plain text are both asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from readinglist.domain.query.expression import Phrase, TextField, Word
from readinglist.search.analysis import Token, fold, forms, kin, tokens

Span = tuple[int, int]
"""Characters of a text, from the first to before the second."""


@dataclass(frozen=True, slots=True)
class Slot:
    """What one word of a text must be: one of `words`, or one that begins with `prefix`."""

    words: tuple[str, ...] = ()
    prefix: str = ""

    def fits(self, token: Token) -> bool:
        """Whether the word in the text is such a one."""
        if self.prefix:
            return any(form.startswith(self.prefix) for form in token.forms)
        return any(form in self.words for form in token.forms)


@dataclass(frozen=True, slots=True)
class Pattern:
    """Slots to be filled by words side by side, in one or another of `ways`, in `fields`."""

    fields: tuple[TextField, ...]
    ways: tuple[tuple[Slot, ...], ...]

    def spans(self, text: Sequence[Token]) -> list[Span]:
        """Where a text fills all slots, in order of beginning."""
        found: list[Span] = []
        for way in self.ways:
            first, *others = way
            for place, token in enumerate(text):
                if first.fits(token):
                    end = _end(others, text, place)
                    if end is not None:
                        found.append((token.start, end))
        return sorted(found)


def pattern(leaf: Word | Phrase) -> Pattern:
    """What the leaf looks for.

    A phrase looks for its words exactly as they stand. A word looks for words of its stem; where it is several to us
    (`pre-training`, `http://x.y`), for these side by side, or for the whole written together.
    """
    fields = tuple(TextField) if leaf.field is None else (leaf.field,)
    parts: list[str] = []
    together = ""
    words = list(tokens(leaf.text))
    for token in words:
        if token.position == len(parts):
            parts.append(leaf.text[token.start : token.end])
        elif (token.start, token.end) == (words[0].start, words[-1].end):
            together = token.forms[0]
    if isinstance(leaf, Phrase):
        return Pattern(fields, _ways([Slot((forms(part)[0],)) for part in parts]))
    slots = [Slot(kin(part)) for part in parts]
    whole = Slot(kin(together))
    if leaf.prefix and slots:
        slots[-1] = Slot(prefix=fold(parts[-1]))
        whole = Slot(prefix=fold(together))
    return Pattern(fields, _ways(slots) + (_ways([whole]) if together else ()))


def _ways(slots: list[Slot]) -> tuple[tuple[Slot, ...], ...]:
    return (tuple(slots),) if slots else ()


def _end(slots: Sequence[Slot], text: Sequence[Token], place: int) -> int | None:
    """Where the last slot's word ends, if the words right after the one at `place` fill the slots."""
    position, end = text[place].position, text[place].end
    place += 1
    for slot in slots:
        position += 1
        fitting = []
        while place < len(text) and text[place].position <= position:
            if text[place].position == position and slot.fits(text[place]):
                fitting.append(text[place].end)
            place += 1
        if not fitting:
            return None
        end = max(fitting)
    return end
