"""Notes that are written in HTML, as Markdown.

Nothing of the HTML is kept but its text, emphasis, headings, lists, quotations, code and links to the web; scripts,
styles, pictures and attributes are left out, and what would be HTML or emphasis in Markdown by chance is escaped.
"""

import re
from html import unescape
from html.parser import HTMLParser

_PIECE = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]{0,2000}>|[^<]+|<", re.DOTALL)
_SPACE = re.compile(r"[ \t\n]+")
_SPECIAL = re.compile(r"[\\*`]|<(?=[A-Za-z/!?])")
_BLANK_LINES = re.compile(r"\n[ \n]*\n")
_ALONE = re.compile(r"^(#{1,6} |[-+>] )")
_UNSEEN = frozenset({"script", "style", "head", "title", "template", "svg", "object", "iframe"})
_BLOCKS = frozenset(
    "p div section article blockquote ul ol table tr h1 h2 h3 h4 h5 h6 pre hr body html dl dt dd figure".split()
)
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`"}


def markdown(html: str) -> str:
    """Give the note's text in Markdown; a text without any markup stays as it is, but for its white space."""
    converter = _Converter()
    for piece in _pieces(html):
        converter.take(piece)
    text = _BLANK_LINES.sub("\n\n", "".join(converter.out))
    return "\n".join(line.rstrip() for line in text.strip().split("\n"))


def _pieces(html: str) -> list[str]:
    """Tags, comments and the text between; html.parser, given a whole text, may take the square of its length."""
    end = html.rfind("-->")
    safe = html[: end + 3] + html[end + 3 :].replace("<!--", "&lt;!--")
    return [found[0] for found in _PIECE.finditer(safe)]


class _Converter(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.out: list[str] = []
        self._unseen: list[str] = []
        self._links: list[str] = []
        self._lists: list[int | None] = []

    def take(self, piece: str) -> None:
        """Take one tag, comment or text."""
        if piece.startswith("<!--"):
            return
        if piece.startswith("<") and piece.endswith(">"):
            self.reset()
            self.feed(piece)
        elif not self._unseen:
            self._text(unescape(piece))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._unseen or tag in _UNSEEN:
            self._unseen += [tag] if tag in _UNSEEN else []
            return
        if tag in _BLOCKS:
            self._block(tag)
        elif tag == "li":
            self.out.append(self._bullet())
        elif tag == "br":
            self.out.append("\n")
        elif tag in ("td", "th"):
            self.out.append(" ")
        elif tag == "a":
            href = (dict(attrs).get("href") or "").strip()
            is_web = href.startswith(("http://", "https://")) and not re.search(r"[\s<>()]", href)
            self._links.append(href if is_web else "")
            self.out.append("[" if is_web else "")
        else:
            self.out.append(_MARKS.get(tag, ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("br", "hr"):
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._unseen:
            if tag == self._unseen[-1]:
                self._unseen.pop()
            return
        if tag in _BLOCKS:
            if tag in ("ul", "ol") and self._lists:
                self._lists.pop()
            self.out.append("\n\n")
        elif tag == "a" and self._links:
            href = self._links.pop()
            self.out.append(f"]({href})" if href else "")
        else:
            self.out.append(_MARKS.get(tag, ""))

    def _block(self, tag: str) -> None:
        nested = tag in ("ul", "ol") and self._lists
        self.out.append("" if nested else "\n\n")
        if tag in ("ul", "ol"):
            self._lists.append(1 if tag == "ol" else None)
        elif tag.startswith("h") and tag[1:].isdecimal():
            self.out.append("#" * int(tag[1:]) + " ")
        elif tag == "blockquote":
            self.out.append("> ")
        elif tag == "hr":
            self.out.append("---\n\n")

    def _bullet(self) -> str:
        indent = "  " * (min(len(self._lists), 10) - 1)
        if not self._lists or (number := self._lists[-1]) is None:
            return f"\n{indent}- "
        self._lists[-1] = number + 1
        return f"\n{indent}{number}. "

    def _text(self, text: str) -> None:
        text = _SPECIAL.sub(r"\\\g<0>", _SPACE.sub(" ", text))
        if not self.out or self.out[-1].endswith(("\n", " ")):
            text = _ALONE.sub(r"\\\1", text.lstrip(" "))
        self.out.append(text)
