"""Marked-up text as plain text: JATS and MathML as Crossref gives them, and the few tags of HTML that CSL knows.

Source: the Journal Article Tag Suite (NISO Z39.96). A "<" that begins no known tag is a sign of the text.
"""

import re
from html import unescape

from readinglist.domain.normalise import collapse

_TAG = re.compile(r"<(/?)(?:(jats|mml|m|ns\d):)?([A-Za-z][A-Za-z\d-]{0,30})(?:\s[^<>]{0,2000})?/?>")
_BLOCKS = frozenset(
    "p title sec list list-item def-list disp-quote disp-formula div br label ul ol li abstract".split()
)
_INLINE = frozenset(
    "i b em strong sub sup span sc scp u tt italic bold underline monospace inline-formula inf small strike xref"
    " ext-link named-content styled-content alternatives tex-math math a".split()
)
_RAISED = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
_LOWERED = str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
_SHIFTED = re.compile(r"<(?:jats:)?(su[bp])>([-−+\dn]{1,12})</(?:jats:)?\1>")
_DOUBLED = re.compile(r"<mml:math\b[^<>]*>(?:(?!</mml:math>).){0,20000}</mml:math>\s*(?=<jats:tex-math)", re.DOTALL)
_CSL_TAG = re.compile(r"</?(?:i|b|sc|su[bp]|span)(?:\s[^<>]{0,200})?>")
_HEADINGS = frozenset({"abstract", "abstract:", "summary", "summary:"})


def plain_line(marked: str) -> str:
    """A title or another text of one line without its markup."""
    return collapse(unescape(_stripped(marked)))


def plain_text(marked: str) -> str:
    """A text of several paragraphs without its markup, with a blank line between them and no heading "Abstract"."""
    paragraphs = [collapse(unescape(part)) for part in re.split(r"\n\s*\n", _stripped(marked))]
    paragraphs = [part for part in paragraphs if part]
    if len(paragraphs) > 1 and paragraphs[0].lower() in _HEADINGS:
        del paragraphs[0]
    return "\n\n".join(paragraphs)


def without_csl_tags(marked: str) -> str:
    """A text of CSL, which is plain but for six tags, as plain text."""
    return collapse(_CSL_TAG.sub("", _SHIFTED.sub(_shifted, marked))) if "<" in marked else collapse(marked)


def _stripped(marked: str) -> str:
    if "<" not in marked:
        return marked
    text = _DOUBLED.sub("", marked) if "<jats:tex-math" in marked else marked
    return _TAG.sub(_replaced, _SHIFTED.sub(_shifted, text))


def _shifted(found: re.Match[str]) -> str:
    return found[2].translate(_RAISED if found[1] == "sup" else _LOWERED)


def _replaced(found: re.Match[str]) -> str:
    name = found[3].lower()
    if name in _BLOCKS:
        return "\n\n"
    return "" if found[2] or name in _INLINE else found[0]
