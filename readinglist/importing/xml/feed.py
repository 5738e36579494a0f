"""News feeds whose entries are papers: RSS 2.0, RSS 1.0 and Atom of journals, of arXiv and of daily papers.

Sources: the RSS 2.0 specification, RFC 4287, and the PRISM and Dublin Core elements that publishers put into entries.
An entry is a paper where it has a DOI, an arXiv id, or a journal; another one is news, and told as such. When an entry
was published in its feed says nothing of the paper: of arXiv's papers the month stands in the id.
"""

import re
from collections.abc import Iterator
from html import unescape

from readinglist.domain.identifiers import ArxivId, parse_doi, stand_in_title
from readinglist.domain.normalise import collapse
from readinglist.domain.paper import Paper
from readinglist.domain.text import count_of
from readinglist.importing.code_links import code_links
from readinglist.importing.page_range import page_range
from readinglist.importing.source import Draft, Failure, Parsed, Source
from readinglist.importing.tables.values import persons
from readinglist.importing.xml import arxiv_atom, zotero_rdf
from readinglist.importing.xml.dates import free_date
from readinglist.importing.xml.safely import BrokenXmlError, Element, opening_tags, records
from readinglist.importing.xml.told import arxiv_among, broken_failure, damage_failure, is_web

FORMAT = "feed"

_PUBLIC_NAME = re.compile(r"\{[^}]*\}")
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)\b[^<>]{0,3000}>")
_BLOCKS = frozenset("p div br li ul ol h1 h2 h3 h4 blockquote".split())
_LABELLED = re.compile(r"^(Authors|Upvotes|Summary|Abstract)\s*:\s*(.*)", re.IGNORECASE | re.DOTALL)
_ANNOUNCEMENT = re.compile(r"arXiv:\S+\s+Announce Type:\s*\S+\s+Abstract:\s*")
_ID_IN_TITLE = re.compile(r"\s*\(arXiv:\S+(?: \[[\w.-]+\])?(?: [A-Z]+)?\)\s*$")
_MONTH_OF_ID = re.compile(r"(?:.*/)?(\d\d)(0[1-9]|1[0-2])[.\d]")
_DATES = ("publicationDate", "coverDate", "date", "published", "issued")
_MOST_NEWS = 20


def looks_like(text: str) -> bool:
    """Whether a text is a feed: RSS 2.0, RSS 1.0 as RDF, or Atom that is not arXiv's."""
    tags = opening_tags(text)
    if not tags:
        return False
    root = tags[0][0].rpartition(":")[2]
    if root == "feed":
        return not arxiv_atom.looks_like(text)
    return root == "rss" or (root == "RDF" and zotero_rdf.is_news_feed(text))


def parse(source: Source) -> Parsed:
    """Read the entries that are papers; each that is news is a failure, or all are in one. Never raises."""
    drafts: list[Draft] = []
    news: list[Failure] = []
    failures: list[Failure] = []
    try:
        for entry in records(source.text, lambda name: _local(name) in ("item", "entry")):
            draft, title = _draft(entry)
            if draft:
                drafts.append(draft)
            else:
                said = f"“{title[:60]}” is no paper, as far as the feed tells: it has no DOI, arXiv id or journal."
                news.append(Failure(source.name, entry.line, f"{said} If it is one, paste its link."))
            if entry.damage:
                failures.append(damage_failure(source, entry.line, title, entry.damage))
    except BrokenXmlError as error:
        failures.append(broken_failure(source, error))
    if news and (not drafts or len(news) > _MOST_NEWS):
        said = f"{count_of(len(news), 'entry').replace('entrys', 'entries')} of this feed are news, and no papers."
        news = [Failure(source.name, news[0].line, f"{said} If there are papers among them, paste the links to these.")]
    failures = [*news, *failures]
    if not drafts and not failures:
        failures.append(Failure(source.name, 1, "There is no entry in this feed. Save it again when there is news."))
    return Parsed(tuple(drafts), tuple(failures), FORMAT)


def _local(name: str) -> str:
    return _PUBLIC_NAME.sub("", name)


class _Entry:
    """The elements of an entry by their names without namespaces."""

    def __init__(self, entry: Element) -> None:
        self._entry = entry

    def all(self, *names: str) -> list[str]:
        """The texts of all elements of these names."""
        return [text for child in self._entry.children if _local(child.name) in names and (text := child.text.strip())]

    def first(self, *names: str) -> str:
        """The words of the first element of the first of these names that has any."""
        return next((collapse(text) for name in names for text in self.all(name)), "")

    def links(self) -> Iterator[str]:
        """The addresses: `link` with text or with `href`, and what identifies the entry."""
        for child in self._entry.children:
            if _local(child.name) == "link":
                yield child.attributes.get("href", "") or child.words
        yield from self.all("guid", "id", "identifier")

    def names(self) -> list[str]:
        """The authors as they are named: each in an element, or several in one."""
        within = [
            _local(child.name) == "author"
            and next((each.words for each in child.children if _local(each.name) == "name"), "")
            for child in self._entry.children
        ]
        return [name for name in within if name] or self.all("creator") or self.all("author")


def _draft(entry: Element) -> tuple[Draft | None, str]:
    told = _Entry(entry)
    title = collapse(_plain(_ID_IN_TITLE.sub("", told.first("title"))))
    links = list(told.links())
    arxiv = arxiv_among(link.replace("oai:arXiv.org:", "arXiv:") for link in links)
    dois = (parse_doi(text) for text in (*told.all("doi"), *links))
    doi = next(filter(None, dois), "")
    venue = told.first("publicationName")
    title = title or stand_in_title(arxiv.id, doi)
    if not title or not (arxiv.id or doi or venue):
        return None, title
    parts = _parts(told.first("abstract") or max(told.all("encoded", "description", "summary"), key=len, default=""))
    names = told.names() or [parts.get("authors", "")]
    abstract = parts.get("summary") or parts.get("abstract") or parts.get("", "")
    pages = "-".join(filter(None, (told.first("startingPage", "startPage"), told.first("endingPage", "endPage"))))
    paper = Paper(
        title=title,
        authors=persons("; ".join(_plain(name) for name in names)),
        abstract=abstract,
        date=_date(told, arxiv),
        type="article" if arxiv.id and not venue else "article-journal",
        venue=venue,
        publisher=told.first("publisher"),
        volume=told.first("volume"),
        issue=told.first("number"),
        pages=page_range(pages),
        doi=doi,
        arxiv_id=arxiv.id,
        arxiv_version=arxiv.version,
        issn=told.first("issn"),
        language=told.first("language"),
        urls=tuple(
            dict.fromkeys(link for link in links if is_web(link) and not parse_doi(link) and "arxiv.org" not in link)
        ),
        code_urls=code_links(abstract),
        extra={
            name: said
            for name, said in {
                "categories": " ".join(told.all("category")),
                "pubDate": told.first("pubDate"),
                "upvotes": parts.get("upvotes", ""),
            }.items()
            if said
        },
    )
    return Draft(paper, entry.line), title


def _date(told: _Entry, arxiv: ArxivId) -> str:
    if date := next((date for name in _DATES if (date := free_date(told.first(name)))), ""):
        return date
    found = _MONTH_OF_ID.match(arxiv.id)
    return f"{'19' if found[1] >= '91' else '20'}{found[1]}-{found[2]}" if found else ""


def _plain(marked: str) -> str:
    """A text without HTML, each block of it in a paragraph."""
    stripped = _TAG.sub(lambda tag: "\n\n" if tag[1].lower() in _BLOCKS else "", marked) if "<" in marked else marked
    return unescape(stripped)


def _parts(marked: str) -> dict[str, str]:
    """What an entry is described by: paragraphs that begin with "Authors:" or "Summary:", and under "" the rest."""
    parts: dict[str, list[str]] = {}
    for paragraph in re.split(r"\n\s*\n", _ANNOUNCEMENT.sub("", _plain(marked), count=1)):
        text = collapse(paragraph)
        found = _LABELLED.match(text)
        parts.setdefault(found[1].lower() if found else "", []).append(found[2] if found else text)
    return {name: "\n\n".join(filter(None, texts)) for name, texts in parts.items()}
