"""A saved web page: of an article, of Hugging Face's papers, or the list that Pocket exported."""

import re

from readinglist.domain.identifiers import parse_arxiv, parse_doi
from readinglist.domain.paper import Paper
from readinglist.domain.reading import ReaderState
from readinglist.domain.status import Status
from readinglist.importing.html import citation_metas, hf_papers, json_ld
from readinglist.importing.html.document import MAX_LENGTH, Document, document
from readinglist.importing.source import Draft, Failure, Parsed, Source
from readinglist.importing.tables import values
from readinglist.importing.xml.told import is_web, tags

FORMAT = "web-page"

_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,20000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_HEAD = 2_000_000
_POCKET = "<title>Pocket Export</title>"
_POCKET_STATUSES = {"unread": Status.INBOX, "read archive": Status.READ}


def looks_like(text: str) -> bool:
    """Whether a text is HTML that holds a paper for programs, or Pocket's list."""
    head = text[:_HEAD]
    if not _START.match(head):
        return False
    is_of_papers = "data-props=" in head and "paper" in head
    is_work = "ld+json" in head and any(mark in head for mark in json_ld.MARKS)
    return citation_metas.tells_of_an_article(head) or is_of_papers or is_work or _POCKET in head[:2_000]


def parse(source: Source) -> Parsed:
    """Read the papers that the page tells of; where it tells of none, that is a failure. Never raises."""
    if len(source.text) > MAX_LENGTH:
        return Parsed((), (Failure(source.name, 1, "This is too large for a page. Save the page alone."),), FORMAT)
    page = document(source.text)
    drafts = _pocket(page) if page.title == "Pocket Export" else _of_programs(page)
    if drafts:
        return Parsed(tuple(drafts), (), FORMAT)
    said = "This page tells programs of no paper. Copy the text or the links that are meant, and paste those."
    return Parsed((), (Failure(source.name, 1, said),), FORMAT)


def _of_programs(page: Document) -> list[Draft]:
    if found := hf_papers.drafts([*page.properties, *page.json["application/json"]]):
        return found
    if paper := citation_metas.paper(page.metas):
        return [Draft(paper, 1)]
    return [Draft(paper, 1) for text in page.json["application/ld+json"] for paper in json_ld.papers(text)]


def _pocket(page: Document) -> list[Draft]:
    """The links of Pocket's export, under "Unread" and "Read Archive", with when they came and their tags."""
    drafts = []
    for link in page.links:
        if is_web(link.address):
            arxiv = parse_arxiv(link.address)
            words, _ = tags(link.attributes.get("tags", "").split(","))
            paper = Paper(
                title=link.words or link.address,
                type="article" if arxiv else "webpage",
                doi=parse_doi(link.address) or "",
                arxiv_id=arxiv.id if arxiv else "",
                arxiv_version=arxiv.version if arxiv else "",
                urls=(link.address,),
            )
            state = ReaderState(
                status=_POCKET_STATUSES.get(link.heading.lower()),
                tags=words,
                added=values.time(link.attributes.get("time_added", "")),
            )
            drafts.append(Draft(paper, 1, state))
    return drafts
