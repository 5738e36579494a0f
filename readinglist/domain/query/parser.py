"""The language of the search box: text to `Query`. Parsing never fails, and says what it could not use.

    query    := part { part }                  all must hold; `and` may stand between
              | query "or" query               `|` as well; binds weaker than "all must hold"
    part     := ["-" | "not"] ( word | word* | "a phrase" | "(" query ")" | field:value )
    value    := word | word* | "a phrase" | "(" query ")"   for title, author, abstract, note, tag, venue
              | a test                                      for status, rating, starred, year, added, has

The three operators are lower or upper case: in "Is Not" or "Or" they are words. A `-` negates only at the start of a
part and not before an operator's name: `t-SNE` and `-or` are words; so are `C++`, `2:1` and `http://x.y`. What is no
operator is text.
"""

import re
from datetime import datetime

from readinglist.domain.query.expression import (
    EVERYTHING,
    QUOTES,
    And,
    Node,
    Not,
    Or,
    Phrase,
    Query,
    StateField,
    TextField,
    Word,
)
from readinglist.domain.query.state_filters import WANTS, read_filter, starred

MAX_LENGTH = 2_000
"""Characters; a longer search is cut."""
_TELLING_BEGINNING = 3
MAX_DEPTH = 40
"""Parentheses within parentheses; deeper ones are left out."""

_SPACE = re.compile(r"\s*")
_OPERATOR = re.compile(r"(?P<or>or|OR|\|)(?=[\s()]|$)|(?P<and>and|AND)(?=[\s()]|$)")
_NOT = re.compile(r"(?:not|NOT)(?=[\s()]|$)")
_KEYWORD = re.compile(r"or|OR|\||and|AND|not|NOT")
_MINUS = re.compile(r"-(?![-\s)]|$|(?:or|OR|\||and|AND|not|NOT)\**(?:[\s()]|$))")
_FIELD = re.compile(r"(?P<name>[A-Za-z]{2,}):(?!//)")
_PHRASE = re.compile(f"[{QUOTES}](?P<text>[^{QUOTES}]*)[{QUOTES}]")
_TEST = re.compile(f"[{QUOTES}](?P<quoted>[^{QUOTES}]*)[{QUOTES}]|(?P<plain>[^\\s()]*)")
_RUN = re.compile(r"\S+")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_PUNCTUATION = ",;:!?."

_TEXT_FIELDS = {field.value: field for field in TextField}
_STATE_FIELDS = {field.value: field for field in StateField}


def parse(text: str, *, now: datetime | None = None, last_word_is_prefix: bool = False) -> Query:
    """What `text` asks for.

    `now` is the moment from which ages count, in the time zone of the reader's dates; None = now, here.
    `last_word_is_prefix` is for a search box being typed in: a word that ends the text also counts as a beginning,
    from its third letter on; one or two begin a good part of all words, which nobody looks for.
    """
    parser = _Parser(text, now, last_word_is_prefix)
    node = parser.query(None, depth=0)
    return Query(text, EVERYTHING if node is None else node, tuple(parser.remarks))


class _Parser:
    """Reads one text from left to right by recursive descent."""

    def __init__(self, text: str, now: datetime | None, typing: bool) -> None:
        self._text = _UNSTORABLE.sub(" ", text[:MAX_LENGTH])
        self._now = now
        self._typing = typing
        self._at = 0
        self.remarks: dict[str, None] = {}
        if len(text) > MAX_LENGTH:
            self._remark(f"The search was cut after {MAX_LENGTH:,} characters.")

    def query(self, field: TextField | None, depth: int) -> Node | None:
        """A whole text, or what stands in parentheses up to and with the closing one; None where there is nothing."""
        branches: list[list[Node]] = [[]]
        dangling = ""
        while not self._ended(depth):
            operator = self._take(_OPERATOR)
            if operator is None:
                part = self._part(field, depth)
                if part is not None:
                    branches[-1].append(part)
                    dangling = ""
                continue
            if dangling or not branches[-1]:
                self._remark(f"“{operator[0]}” has nothing before it and was left out.")
                continue
            dangling = operator[0]
            if operator["or"]:
                branches.append([])
        if dangling:
            self._remark(f"“{dangling}” has nothing after it and was left out.")
        return _either([_together(parts) for parts in branches if parts])

    def _ended(self, depth: int) -> bool:
        """Whether the expression ends here, past white space and parentheses that close nothing."""
        while True:
            self._take(_SPACE)
            if self._at == len(self._text):
                if depth:
                    self._remark("A parenthesis is not closed; it was taken to reach to the end.")
                return True
            if self._text[self._at] != ")":
                return False
            self._at += 1
            if depth:
                return True
            self._remark("A “)” closes nothing and was left out.")

    def _part(self, field: TextField | None, depth: int) -> Node | None:
        negated = False
        while True:
            if self._skip_open_quote():
                reason = ""
            elif word := self._take(_NOT) or self._take(_MINUS):
                negated = not negated
                reason = f"“{word[0]}” has nothing after it and was left out."
            else:
                break
            self._take(_SPACE)
            if not self._value_follows() or _OPERATOR.match(self._text, self._at):
                if reason:
                    self._remark(reason)
                return None
        part = self._positive(field, depth, typing=self._typing and not negated)
        if not negated or part is None:
            return part
        return part.part if isinstance(part, Not) else Not(part)

    def _skip_open_quote(self) -> bool:
        if self._text[self._at] not in QUOTES or _PHRASE.match(self._text, self._at):
            return False
        self._at += 1
        self._remark("A quotation mark is not closed and was left out.")
        return True

    def _positive(self, field: TextField | None, depth: int, *, typing: bool) -> Node | None:
        named = _FIELD.match(self._text, self._at)
        if named is None:
            return self._text_part(field, depth, typing=typing)
        name = named["name"].lower()
        if name in _TEXT_FIELDS:
            self._at = named.end()
            if self._value_follows():
                self._skip_open_quote()
            if self._value_is_missing(name, "a word, a “phrase” or words in parentheses"):
                return None
            return self._text_part(_TEXT_FIELDS[name], depth, typing=typing)
        if name in _STATE_FIELDS:
            return self._state(_STATE_FIELDS[name], named, field)
        follower = self._text[named.end() : named.end() + 1]
        if follower.isalnum() or (follower and follower in QUOTES + "("):
            self._remark(f"There is no field “{named['name']}:”; it was taken as text.")
        if follower and follower in QUOTES + "(":
            self._at = named.end()
            return _word(_trimmed(named[0], field), field, typing=False)
        return self._text_part(field, depth, typing=typing)

    def _state(self, field: StateField, named: re.Match[str], inherited: TextField | None) -> Node | None:
        self._at = named.end()
        if field is StateField.STARRED and self._value_follows() is False:
            return starred(True)
        if self._value_is_missing(field, WANTS[field]):
            return None
        value = self._take(_TEST)
        assert value is not None, "the pattern matches the empty text"
        if not value[0]:
            self._remark(f"{field}: wants {WANTS[field]}.")
            return None
        wanted = value["plain"].rstrip(",;") if value["quoted"] is None else value["quoted"].strip()
        test = read_filter(field, wanted, self._now)
        if test is not None:
            return test
        self._remark(f"{field}: wants {WANTS[field]}; “{value[0]}” was taken as text.")
        if value["quoted"] is not None:
            return self._phrase(value["quoted"], inherited)
        if inherited is None:
            return Word(named[0] + value["plain"])
        self._at = named.start()
        return self._bare(inherited, typing=False)

    def _value_follows(self) -> bool:
        return self._at < len(self._text) and not self._text[self._at].isspace() and self._text[self._at] != ")"

    def _value_is_missing(self, name: str, wants: str) -> bool:
        if self._value_follows():
            return False
        self._remark(f"{name}: wants {wants}.")
        return True

    def _text_part(self, field: TextField | None, depth: int, *, typing: bool) -> Node | None:
        """A word, a phrase or a group, in `field`."""
        if phrase := self._take(_PHRASE):
            return self._phrase(phrase["text"], field)
        if self._text[self._at] == "(":
            self._at += 1
            if depth < MAX_DEPTH:
                group = self.query(field, depth + 1)
                if group is None:
                    self._remark("Empty parentheses were left out.")
                return group
            self._remark(f"Parentheses within more than {MAX_DEPTH} others were left out.")
            return None
        return self._bare(field, typing=typing)

    def _phrase(self, quoted: str, field: TextField | None) -> Phrase | None:
        text = " ".join(quoted.split())
        if _can_be_found(text):
            return Phrase(text, field)
        self._remark(f"“{text}” has no letters or digits and was left out.")
        return None

    def _bare(self, field: TextField | None, *, typing: bool) -> Node | None:
        run = _RUN.match(self._text, self._at)
        assert run is not None, "white space was skipped"
        raw = run[0][: _word_end(run[0])]
        self._at += len(raw)
        text = _trimmed(raw, field)
        if not _can_be_found(text):
            if text:  # punctuation of a sentence says nothing even beside a word
                self._remark(f"“{raw}” has no letters or digits and was left out.")
            return None
        return _word(text, field, typing=typing and text == raw and self._at == len(self._text))

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self._text, self._at)
        if found:
            self._at = found.end()
        return found

    def _remark(self, remark: str) -> None:
        self.remarks[remark] = None


def _word_end(run: str) -> int:
    """Where a word ends in a run without spaces: before a parenthesis that has no partner in the run."""
    opened: list[int] = []
    for place, character in enumerate(run):
        if character == "(":
            opened.append(place)
        elif character == ")":
            if not opened:
                return place
            opened.pop()
    return opened[0] if opened else len(run)


def _trimmed(raw: str, field: TextField | None) -> str:
    """The word without the punctuation after it, unless that would leave an operator's name."""
    text = raw.rstrip(_PUNCTUATION)
    return raw if field is None and _KEYWORD.fullmatch(text) else text


def _word(text: str, field: TextField | None, *, typing: bool) -> Node:
    if text.endswith("*"):
        return Word(text.rstrip("*"), field, prefix=True)
    word = Word(text, field)
    begun = typing and (len(text) >= _TELLING_BEGINNING or not text.isascii())
    return Or((word, Word(text, field, prefix=True))) if begun else word


def _can_be_found(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _together(parts: list[Node]) -> Node:
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, And) else (part,))
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def _either(branches: list[Node]) -> Node | None:
    flat: list[Node] = []
    for branch in branches:
        flat.extend(branch.parts if isinstance(branch, Or) else (branch,))
    if not flat:
        return None
    return flat[0] if len(flat) == 1 else Or(tuple(flat))
