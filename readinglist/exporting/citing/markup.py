"""How citeproc-py marks up a citation for us: with characters of private use, which no text holds.

Its own formatter for HTML lets through what a text holds of `<` and `&`. This one has the shape that citeproc-py asks
of a formatter (a module or object with `preformat` and a class for each look), and leaves escaping to the end.
"""

import html
import re

_FIRST = 0xE000
_TAGS = ("i", "b", "u", "sup", "sub")
_OPEN = {tag: chr(_FIRST + 2 * place) for place, tag in enumerate(_TAGS)}
_CLOSE = {tag: chr(_FIRST + 2 * place + 1) for place, tag in enumerate(_TAGS)}
_MARK = re.compile(f"[{chr(_FIRST)}-{chr(_FIRST + 2 * len(_TAGS) - 1)}]")
_UNPRINTABLE = re.compile(r"[\ue000-\uf8ff]|[^\S ]+|[\x00-\x1f\x7f]")


def preformat(text: object) -> str:
    """Take a piece of text as it is."""
    return str(text)


def _marked(tag: str) -> type[str]:
    def __new__(cls: type[str], text: str) -> str:  # noqa: N807  what makes a text is its `__new__`
        return str.__new__(cls, f"{_OPEN[tag]}{text}{_CLOSE[tag]}")

    return type(tag, (str,), {"__new__": __new__})


Italic = Oblique = _marked("i")
Bold = _marked("b")
Underline = _marked("u")
Superscript = _marked("sup")
Subscript = _marked("sub")


class SmallCaps(str):
    """Small capitals, which a clipboard's reader may not know: the text as it is."""


Light = SmallCaps


def clean(text: str) -> str:
    """A text that is to be cited, on one line and without what stands for markup here."""
    return " ".join(_UNPRINTABLE.sub(" ", text).split())


def as_plain(marked: str) -> str:
    """A citation without its looks."""
    return _MARK.sub("", marked)


def as_html(marked: str) -> str:
    """A citation as a piece of HTML, in which all texts are escaped."""
    written = html.escape(marked, quote=False)
    for tag in _TAGS:
        written = written.replace(_OPEN[tag], f"<{tag}>").replace(_CLOSE[tag], f"</{tag}>")
    return written


def without_repeat(marked: str, title: str) -> str:
    """A citation that begins with its title for want of a name, without the title's second place.

    A style that puts the title where the names would be means it to be left out where it stands else; citeproc-py
    does so only where the style names the title itself, not a macro with it.
    """
    edge = rf"[{chr(_FIRST)}-\uf8ff“”‘’\"']*"
    found = re.compile(rf"{edge}{re.escape(title)}[.,]?{edge}[.,]?\s*", re.IGNORECASE)
    first = found.match(marked)
    again = found.search(marked, first.end()) if first else None
    return marked if again is None else f"{marked[: again.start()]}{marked[again.end() :]}".rstrip()
