"""What a text is that cannot be imported: the kinds that people try, by what each begins with."""

import re
from dataclasses import dataclass

_HEAD = 4_000
_EXPORT = "Export it as BibTeX from where it comes, and import that."


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its name with an article, and what to do instead."""

    name: str
    remedy: str


_KINDS = (
    (
        re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S),
        Kind("a web page as HTML", "Open it in a browser, copy all of it, and paste that."),
    ),
    (
        re.compile(r"(?:[^\n]{0,500}\n){0,60}?(?:papis_id|author_list):"),
        Kind(
            "a record of Papis",
            "Have Papis write BibTeX, “papis export --all --format bibtex --out library.bib”, and import that.",
        ),
    ),
    (
        re.compile(r'\s*[\[{](?:.{0,3000}"(?:pubTime|mainURL|supURLs)"){2}', re.S),
        Kind("a library of Paperlib as JSON", "Export it from Paperlib as BibTeX, and import that."),
    ),
    (re.compile(r"\s*<[?!\w]"), Kind("XML", _EXPORT)),
    (
        re.compile(r'\s*(?:\[\s*(?:\]|[\[{"]|\d[\d.]*\s*(?:,|\]\s*\Z))|\{\s*(?:\}|"))'),
        Kind(
            "JSON of another kind than CSL, Crossref, OpenAlex, Semantic Scholar or daily papers",
            "Export it as CSL JSON or BibTeX from where it comes, and import that.",
        ),
    ),
)


def kind_of(text: str) -> Kind | None:
    """The kind of a text that is none of ours, where it is a known one."""
    head = text[:_HEAD]
    return next((kind for beginning, kind in _KINDS if beginning.match(head)), None)
