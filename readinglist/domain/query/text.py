"""A `Query`'s node written as the search box takes it: the other direction of `query_parser`."""

import re

from readinglist.domain.query.expression import EVERYTHING, QUOTES, And, Node, Not, Or, Phrase, State, TextField, Word
from readinglist.domain.query.parser import parse
from readinglist.domain.query.state_filters import filter_text


def to_text(node: Node) -> str:
    """The search that `parse` reads as `node`, provided that a search can say it.

    A word that would read as something else is written behind `text:` (`or`, `-x`), or as a phrase (two words).

    Raises:
        ValueError: The node can match nothing, which no search says.
    """
    match node:
        case State():
            return filter_text(node)
        case Phrase(text, field, slop):
            return f'{_prefix(field)}"{re.sub(f"[{QUOTES}]", " ", text)}"{f"~{slop}" if slop else ""}'
        case Word(text, field, prefix, edits):
            end = f"{text}{'*' if prefix else ''}{f'~{edits}' if edits else ''}"
            ways = (f"{begin}{end}" for begin in ([_prefix(field)] if field else ["", "text:"]))
            written = next((way for way in ways if parse(way).node == node), "")
            return written or to_text(Phrase(text, field))
        case Not(part):
            written = _closed(part)
            return f"-{written}" if parse(f"-{written}").node == node else f"not {written}"
        case And(parts):
            return " ".join(_closed(part) for part in parts)
        case Or(parts) if parts:
            return " or ".join(to_text(part) if isinstance(part, And) else _closed(part) for part in parts)
    raise ValueError("Nothing can be found by an empty “or”.")


def all_of(*nodes: Node) -> str:
    """One search that finds what all of these find; empty for everything. Raises ValueError as `to_text` does."""
    parts = tuple(node for node in nodes if node != EVERYTHING)
    return to_text(parts[0] if len(parts) == 1 else And(parts))


def _prefix(field: TextField | None) -> str:
    return f"{field}:" if field else ""


def _closed(node: Node) -> str:
    """The node as a part of something: an expression of several parts stands in parentheses."""
    if node == EVERYTHING:
        raise ValueError("Everything cannot be a part of a search.")
    return f"({to_text(node)})" if isinstance(node, And | Or) else to_text(node)
