"""A saved web page, reduced to what it holds for programs.

The page is read tag by tag and no tree is made: of what is wanted here nothing depends on what stands in what, and a
tree of elements that are never closed takes the square of their number (selectolax: 97 s for 160,000).
"""

import re
from dataclasses import dataclass, field
from html import unescape

MAX_LENGTH = 32_000_000
"""Characters of a page: a longer one is none."""

MAX_TAGS = 1_000_000
MAX_JSON = 200
"""Pieces of JSON in a page; real ones have some dozens."""

_MOST_BROKEN = 100
"""Tags that do not end; each is looked for up to the end of the page."""

_LONGEST_WORDS = 2_000
_TAG = re.compile(r"""<([A-Za-z][^\s/>]{0,60})((?:[^>"']++|"[^"]*+"|'[^']*+')*+)>""")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]{1,100})(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_ANY_TAG = re.compile(r"<[^<>]*>")
_RAW = {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in ("script", "style", "textarea", "title")}
_WORDED = {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in ("a", "h1", "h2", "h3")}
_JSON = ("application/json", "application/ld+json")


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page: the heading that it stands under, its address, its words, and its attributes."""

    heading: str
    address: str
    words: str
    attributes: dict[str, str]


@dataclass(slots=True)
class Document:
    """What a page holds.

    `metas` by their names in lower case, texts of `json` by the type of their script, and in `properties` those of
    `data-props`, from which a page makes its parts.
    """

    title: str = ""
    metas: dict[str, list[str]] = field(default_factory=dict)
    json: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in _JSON})
    properties: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


def document(text: str) -> Document:
    """Read a page; what stands in comments, and in scripts that would be run, is passed over."""
    page = Document()
    heading = ""
    at = broken = tags = 0
    while (at := text.find("<", at)) >= 0 and broken < _MOST_BROKEN and tags < MAX_TAGS:
        if text.startswith("<!--", at):
            at = end if (end := text.find("-->", at)) >= 0 else len(text)
            continue
        found = _TAG.match(text, at)
        if not found:
            broken += text[at + 1 : at + 2].isalpha()
            at += 1
            continue
        at, tags = found.end(), tags + 1
        name, attributes = found[1].lower(), _attributes(found[2])
        if "data-props" in attributes and len(page.properties) < MAX_JSON:
            page.properties.append(attributes["data-props"])
        if name == "meta":
            _take_meta(page, attributes)
        elif name in _RAW:
            end = closing.start() if (closing := _RAW[name].search(text, at)) else len(text)
            kind = attributes.get("type", "").lower()
            if name == "title" and not page.title:
                page.title = " ".join(unescape(text[at:end][:_LONGEST_WORDS]).split())
            elif name == "script" and kind in _JSON and len(page.json[kind]) < MAX_JSON:
                page.json[kind].append(text[at:end])
            at = end
        elif name in _WORDED:
            closing = _WORDED[name].search(text, at, at + _LONGEST_WORDS)
            words = _ANY_TAG.sub("", text[at : closing.start()]) if closing else ""
            words = " ".join(unescape(words).split())
            if name == "a":
                page.links.append(Link(heading, attributes.get("href", "").strip(), words, attributes))
            else:
                heading = words
    return page


def _take_meta(page: Document, attributes: dict[str, str]) -> None:
    name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or ""
    content = attributes.get("content", "").strip()
    if name and content:
        page.metas.setdefault(name.strip().lower(), []).append(content)


def _attributes(written: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(written):
        found.setdefault(name.lower(), unescape(double or single or bare))
    return found
