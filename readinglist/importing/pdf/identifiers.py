"""The identifiers that a PDF bears: its own, and not those of the papers that it cites."""

import re
from collections.abc import Iterable, Iterator

from readinglist.domain.identifiers import ArxivId, arxiv_of_doi, parse_arxiv, parse_doi
from readinglist.importing.pdf.document import Glimpse

_STAMP = re.compile(
    r"arXiv:\s*(?P<id>[\w./-]+?v\d{1,3})\s*\[[\w.-]+\]\s*(?P<date>\d{1,2} [A-Z][a-z]{2} \d{4})?", re.ASCII
)
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s\"<>{}|\\^`]+", re.ASCII)
_LABEL = re.compile(r"doi(?:\.org/|\s*:\s*|\s+)$", re.IGNORECASE)
_CITED = re.compile(r"^[ \t]*(?:\d+\.?[ \t]+)?(?:references|bibliography|literature cited|works cited)\b", re.I | re.M)
_EDGE = 0.12
_PAIRS = {")": "(", "]": "["}
_INFO_DOI = ("doi", "DOI", "WPS-ARTICLEDOI", "Subject", "Title")


def arxiv_stamp(glimpse: Glimpse) -> tuple[ArxivId | None, str]:
    """The id that arXiv prints in the margin of the first page or that it writes into the file, and the date beside.

    "arXiv:2301.00001v2 [cs.LG] 3 Jan 2023": the date is that of the version.
    """
    for text in (glimpse.sideways, *glimpse.pages[:1]):
        for stamp in _STAMP.finditer(text):
            if found := parse_arxiv(stamp["id"]):
                return found, stamp["date"] or ""
    return parse_arxiv(glimpse.info.get("arXivID", "")), ""


def own_doi(glimpse: Glimpse, xmp: Iterable[str]) -> str:
    """The DOI that the file's data or its first pages give as the paper's own; empty where none is sure to be.

    On a page it is the only one before the references, or the only one in the head or foot of the first page.
    """
    stated = [*xmp, *(glimpse.info.get(name, "") for name in _INFO_DOI)]
    for text in stated:
        if found := _only(text):
            return found
    edges = (line.text for line in glimpse.lines if not _EDGE < line.top < 1 - _EDGE)
    if found := _only("\n".join(edges)):
        return found
    for text in glimpse.pages:
        cited = _CITED.search(text)
        before = text[: cited.start()] if cited else text
        if found := _only(before):
            return found
        if cited or any(_dois(before)):
            break
    return ""


def _only(text: str) -> str:
    """The DOI in a text that names just one, be it several times; of several the one that is labelled as such."""
    found = dict.fromkeys(doi for doi, _ in _dois(text))
    labelled = dict.fromkeys(doi for doi, is_labelled in _dois(text) if is_labelled)
    for dois in (found, labelled):
        if len(dois) == 1:
            return next(iter(dois))
    return ""


def _dois(text: str) -> Iterator[tuple[str, bool]]:
    for match in _DOI.finditer(text):
        written = match[0].rstrip(".,;:'’”*")
        while written and written[-1] in _PAIRS and written.count(written[-1]) > written.count(_PAIRS[written[-1]]):
            written = written[:-1].rstrip(".,;")
        if (doi := parse_doi(written)) and not arxiv_of_doi(doi):
            yield doi, bool(_LABEL.search(text[max(0, match.start() - 10) : match.start()]))
