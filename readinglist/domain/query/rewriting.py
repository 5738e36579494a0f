"""A search changed in one place: another word in place of one, or a part left out."""

import re
from datetime import datetime

from readinglist.domain.query.expression import EVERYTHING, And, Node, Not, Or
from readinglist.domain.query.parser import parse
from readinglist.domain.query.text import to_text


def replaced(node: Node, old: Node, new: Node | None) -> Node | None:
    """The node with `new` wherever `old` stands in it, without it where `new` is None; None where nothing is left."""
    if node == old:
        return new
    match node:
        case Not(part):
            changed = replaced(part, old, new)
            return None if changed is None else Not(changed)
        case And(parts) | Or(parts):
            kept = [each for part in parts if (each := replaced(part, old, new)) is not None]
            if len(kept) < 2:
                return kept[0] if kept else None
            return type(node)(tuple(kept))
    return node


def rewritten(text: str, old: Node, new: Node | None, now: datetime) -> str:
    """The search `text` with `new` in place of `old`, or without it; the rest stays as the reader wrote it.

    Where the words cannot be changed in place (`title:(a b)`), the whole is written anew.
    """
    wanted = replaced(parse(text, now=now).node, old, new) or EVERYTHING
    written = re.compile(rf"(?<!\S){re.escape(to_text(old))}(?![^\s,;:!?.])")
    changed = " ".join(written.sub(lambda _: to_text(new) if new else "", text).split())
    again = parse(changed, now=now)
    return changed if again.node == wanted and not again.remarks else to_text(wanted)
