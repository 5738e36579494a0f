"""Papers as one list of references in Markdown (CommonMark), with links; what is in a text stands for itself."""

import re
from collections.abc import Iterable, Iterator

from readinglist.domain.links import links
from readinglist.domain.paper import Paper
from readinglist.domain.reading import PaperDetails
from readinglist.exporting import reference

_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~&$!]")
_LINE_START = re.compile(r"^(\d{0,9})(?=[-+=:.)])")
_ADDRESS_ESCAPES = {ord(character): f"%{ord(character):02X}" for character in "()<>\\[] \"`'*_"}


def write(papers: Iterable[PaperDetails]) -> str:
    """Give the papers as one text, an item each, in their order; empty where there are none."""
    return "".join(f"- {_item(details.paper)}\n" for details in papers)


def _item(paper: Paper) -> str:
    return " ".join(_sentences(paper))


def _sentences(paper: Paper) -> Iterator[str]:
    if who := escape(reference.people(paper)):
        yield who + ("" if who.endswith(".") else ".")
    title = escape(paper.title)
    yield f"**{title}**" + ("" if title.endswith((".", "?", "!")) else ".")
    venue = f"*{escape(paper.venue)}*" if paper.venue else ""
    if where := ", ".join(part for part in (venue, escape(reference.places(paper))) if part):
        yield f"{where}."
    if addresses := [f"[{escape(link.label)}]({link.url.translate(_ADDRESS_ESCAPES)})" for link in links(paper)]:
        yield ", ".join(addresses)


def escape(text: str) -> str:
    """A text on one line, in which nothing is markup."""
    line = _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))
    return _LINE_START.sub(r"\1\\", line)
