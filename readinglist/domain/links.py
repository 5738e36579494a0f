"""Where on the web a paper is."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, urlsplit

from readinglist.domain.paper import Paper


class LinkKind(StrEnum):
    """What a link leads to."""

    ARXIV = "arxiv"
    DOI = "doi"
    CODE = "code"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Link:
    """An address with what to call it."""

    kind: LinkKind
    label: str
    url: str


def links(paper: Paper) -> tuple[Link, ...]:
    """The paper's addresses, the one to read it at first; only http and https ones, each once.

    arXiv's abstract pages and the DOI resolver are https://arxiv.org/abs/ID and https://doi.org/DOI.
    """
    found: dict[str, Link] = {}
    if paper.arxiv_id:
        url = f"https://arxiv.org/abs/{quote(paper.arxiv_id + paper.arxiv_version)}"
        found[url] = Link(LinkKind.ARXIV, "arXiv", url)
    if paper.doi:
        url = f"https://doi.org/{quote(paper.doi)}"
        found[url] = Link(LinkKind.DOI, "DOI", url)
    for kind, urls in ((LinkKind.PAGE, paper.urls), (LinkKind.CODE, paper.code_urls)):
        for url in urls:
            if (label := _label(url)) and url not in found:
                found[url] = Link(kind, label, url)
    return tuple(found.values())


def _label(url: str) -> str:
    """The address as it is read: without scheme and "www."; empty for what is no web address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    return (parts.netloc.removeprefix("www.") + parts.path).rstrip("/")
