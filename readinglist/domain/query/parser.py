"""The language of the search box: text to `Query`. Parsing never fails, and says what it could not use.

    query    := part { part }                  all must hold; `and` may stand between
              | query "or" query               `|` as well; binds weaker than "all must hold"
    part     := ["-" | "not"] ( text | field:text | field:test )
    text     := word | word* | w*rd | word~ | word~2 | "a phrase" | "a phrase"~3 | "(" query ")"

`word~` also finds words that differ from it by a letter or two, `"a phrase"~3` its words with up to 3 others between.
The fields of texts are title, author, abstract, note, tag, venue, file, and text for all of them; those with tests are
status, rating, starred, year, added, read, doi, arxiv, has and is.

The three operators are lower or upper case: in "Is Not" or "Or" they are words. A `-` negates only at the start of a
part and not before an operator's name: `t-SNE` and `-or` are words; so are `C++`, `2:1` and `http://x.y`. What is no
operator is text.
"""

import re
from collections.abc import Callable
from datetime import datetime

from readinglist.domain.query.expression import (
    EVERYTHING,
    MOST_BETWEEN,
    MOST_EDITS,
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
from readinglist.domain.query.state_filters import IS_WANTS, WANTS, read_filter, read_is, starred
from readinglist.domain.query.words import can_be_found, slips_in, trimmed, word, word_end

MAX_LENGTH = 2_000
"""Characters; a longer search is cut."""
MAX_DEPTH = 40
"""Parentheses within parentheses; deeper ones are left out."""

_SPACE = re.compile(r"\s*")
_OPERATOR = re.compile(r"(?P<or>or|OR|\|)(?=[\s()]|$)|(?P<and>and|AND)(?=[\s()]|$)")
_NOT = re.compile(r"(?:not|NOT)(?=[\s()]|$)")
_MINUS = re.compile(r"-(?![-\s)]|$|(?:or|OR|\||and|AND|not|NOT)\**(?:[\s()]|$))")
_FIELD = re.compile(r"(?P<name>[A-Za-z]{2,}):(?!//)")
_PHRASE = re.compile(f"[{QUOTES}](?P<text>[^{QUOTES}]*)[{QUOTES}](?:~(?P<slop>[0-9]{{1,4}})(?![^\\s()]))?")
_TEST = re.compile(f"[{QUOTES}](?P<quoted>[^{QUOTES}]*)[{QUOTES}]|(?P<plain>[^\\s()]*)")
_RUN = re.compile(r"\S+")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

_TEXT_FIELDS: dict[str, TextField | None] = {field.value: field for field in TextField}
_TEXT_FIELDS["text"] = None
_STATE_FIELDS = {field.value: field for field in StateField}
_IS = "is"


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
        if name == _IS:
            return self._test(_IS, IS_WANTS, read_is, named, field)
        follower = self._text[named.end() : named.end() + 1]
        if follower.isalnum() or (follower and follower in QUOTES + "("):
            self._remark(f"There is no field “{named['name']}:”; it was taken as text.")
        if follower and follower in QUOTES + "(":
            self._at = named.end()
            return word(trimmed(named[0], field), field, typing=False)
        return self._text_part(field, depth, typing=typing)

    def _state(self, field: StateField, named: re.Match[str], inherited: TextField | None) -> Node | None:
        if field is StateField.STARRED:
            self._at = named.end()
            if not self._value_follows():
                return starred(True)
        return self._test(field, WANTS[field], lambda value: read_filter(field, value, self._now), named, inherited)

    def _test(
        self,
        name: str,
        wants: str,
        read: Callable[[str], Node | None],
        named: re.Match[str],
        inherited: TextField | None,
    ) -> Node | None:
        """A test of the value that follows the field's name; text where it cannot be read."""
        self._at = named.end()
        if self._value_is_missing(name, wants):
            return None
        value = self._take(_TEST)
        assert value is not None, "the pattern matches the empty text"
        if not value[0]:
            self._remark(f"{name}: wants {wants}.")
            return None
        test = read(value["plain"].rstrip(",;") if value["quoted"] is None else value["quoted"].strip())
        if test is not None:
            return test
        self._remark(f"{name}: wants {wants}; “{value[0]}” was taken as text.")
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
            return self._phrase(phrase["text"], field, self._at_most(int(phrase["slop"] or 0), MOST_BETWEEN, phrase[0]))
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

    def _phrase(self, quoted: str, field: TextField | None, slop: int = 0) -> Phrase | None:
        text = " ".join(quoted.split())
        if can_be_found(text):
            return Phrase(text, field, slop)
        self._remark(f"“{text}” has no letters or digits and was left out.")
        return None

    def _bare(self, field: TextField | None, *, typing: bool) -> Node | None:
        run = _RUN.match(self._text, self._at)
        assert run is not None, "white space was skipped"
        raw = run[0][: word_end(run[0])]
        self._at += len(raw)
        text = trimmed(raw, field)
        if not can_be_found(text):
            if text:  # punctuation of a sentence says nothing even beside a word
                self._remark(f"“{raw}” has no letters or digits and was left out.")
            return None
        if slips := slips_in(text):
            return Word(slips[0], field, edits=self._at_most(slips[1], MOST_EDITS, text))
        return word(text, field, typing=typing and text == raw and self._at == len(self._text))

    def _at_most(self, wanted: int, most: int, written: str) -> int:
        if wanted > most:
            self._remark(f"“{written}” was taken as ~{most}, which is the most.")
        return min(wanted, most)

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self._text, self._at)
        if found:
            self._at = found.end()
        return found

    def _remark(self, remark: str) -> None:
        self.remarks[remark] = None


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
