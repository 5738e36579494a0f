"""The page of an article as its `meta` elements describe it, for search engines and reference managers.

Names: Google Scholar's inclusion guidelines (`citation_*`, after Highwire Press), and for what these leave out Dublin
Core (`DC.*`, `dcterms.*`), PRISM, EPrints and bepress. A page is an article where it names its title in one of these.
"""

import re
from collections.abc import Mapping, Sequence

from readinglist.domain.identifiers import parse_arxiv, parse_doi
from readinglist.domain.normalise import collapse
from readinglist.domain.paper import Paper, Person
from readinglist.importing.code_links import code_links
from readinglist.importing.json_records.markup import plain_text
from readinglist.importing.json_records.persons import in_full
from readinglist.importing.page_range import page_range
from readinglist.importing.xml.dates import free_date
from readinglist.importing.xml.told import arxiv_among, is_web

_NAMES = {
    "title": "citation_title bepress_citation_title eprints.title dc.title dcterms.title",
    "authors": (
        "citation_author citation_authors bepress_citation_author eprints.creators_name dc.creator"
        " dc.creator.personalname dc.contributor.author dcterms.creator"
    ),
    "editors": "citation_editor eprints.editors_name",
    "date": (
        "citation_publication_date citation_date citation_cover_date bepress_citation_date prism.publicationdate"
        " eprints.date dc.date.issued dcterms.issued dc.issued dc.date dcterms.date citation_year citation_online_date"
        " article:published_time"
    ),
    "journal": (
        "citation_journal_title bepress_citation_journal_title prism.publicationname eprints.publication"
        " dc.relation.ispartof dcterms.ispartof dc.source"
    ),
    "conference": "citation_conference_title citation_conference eprints.event_title",
    "book": "citation_inbook_title citation_book_title eprints.book_title",
    "institution": "citation_dissertation_institution citation_technical_report_institution eprints.institution",
    "publisher": "citation_publisher eprints.publisher dc.publisher dcterms.publisher",
    "volume": "citation_volume prism.volume eprints.volume dc.citation.volume",
    "issue": "citation_issue prism.number eprints.number dc.citation.issue",
    "first page": "citation_firstpage citation_first_page prism.startingpage dc.citation.spage",
    "last page": "citation_lastpage citation_last_page prism.endingpage dc.citation.epage",
    "pages": "citation_pages eprints.pagerange",
    "doi": "citation_doi bepress_citation_doi prism.doi eprints.doi dc.identifier.doi",
    "isbn": "citation_isbn prism.isbn eprints.isbn",
    "issn": "citation_issn prism.issn prism.eissn eprints.issn",
    "language": "citation_language dc.language dcterms.language",
    "abstract": "citation_abstract dcterms.abstract eprints.abstract dc.description.abstract dc.description",
    "keywords": "citation_keywords citation_keyword dc.subject eprints.keywords",
    "page": "citation_abstract_html_url citation_public_url og:url citation_fulltext_html_url",
}
_FACTS = {fact: tuple(names.split()) for fact, names in _NAMES.items()}
"""By fact, the names under which it stands, the surest first."""

_OF_DISSERTATIONS = ("citation_dissertation_name", "citation_dissertation_institution")
_OF_REPORTS = ("citation_technical_report_institution", "citation_technical_report_number")
_DESCRIPTIONS = ("og:description", "description", "twitter:description")
_LEAST_ABSTRACT = 400
"""Characters of a description that is no mere advertisement of the page."""

_COMMA = re.compile(r"\s*,\s*")


def paper(metas: Mapping[str, Sequence[str]]) -> Paper | None:
    """The article that a page is about; None where it is none."""
    title = collapse(plain_text(_first(metas, "title")))
    if not title:
        return None
    journal, conference, book = (collapse(_first(metas, name)) for name in ("journal", "conference", "book"))
    identifiers = [*_all(metas, "doi"), *metas.get("dc.identifier", ()), *metas.get("dcterms.identifier", ())]
    doi = next((found for text in identifiers if (found := parse_doi(text))), "")
    page = next((url for url in _all(metas, "page") if is_web(url)), "")
    number = next(iter(metas.get("citation_arxiv_id", ())), "")
    arxiv = parse_arxiv(number) or arxiv_among([*identifiers, page, *metas.get("citation_pdf_url", ())])
    abstract = plain_text(_first(metas, "abstract")) or _description(metas)
    first, last = _first(metas, "first page"), _first(metas, "last page")
    keywords = [collapse(text) for text in _all(metas, "keywords")]
    extra = {
        "keywords": "; ".join(keywords),
        "pdf": next(iter(metas.get("citation_pdf_url", ())), ""),
        "number": next(iter(metas.get("citation_technical_report_number", ())), ""),
    }
    return Paper(
        title=title,
        authors=_people(_all(metas, "authors")),
        editors=_people(_all(metas, "editors")),
        abstract=abstract,
        date=_date(_all(metas, "date")),
        type=_type(metas, journal, conference, book, is_preprint=bool(arxiv.id)),
        venue=journal or conference or book,
        publisher=collapse(_first(metas, "publisher") or _first(metas, "institution")),
        volume=_first(metas, "volume"),
        issue=_first(metas, "issue"),
        pages=page_range(f"{first}-{last}" if last and last != first else first or _first(metas, "pages")),
        doi=doi,
        arxiv_id=arxiv.id,
        arxiv_version=arxiv.version,
        isbn=_first(metas, "isbn"),
        issn=" ".join(dict.fromkeys(_all(metas, "issn"))),
        language=_first(metas, "language"),
        urls=(page,) if page and not parse_arxiv(page) and not parse_doi(page) else (),
        code_urls=code_links(abstract),
        extra={name: value for name, value in extra.items() if value},
    )


def tells_of_an_article(head: str) -> bool:
    """Whether the beginning of a page has a name in it under which titles stand."""
    lower = head.lower()
    return any(name in lower for name in _FACTS["title"])


def _all(metas: Mapping[str, Sequence[str]], fact: str) -> list[str]:
    """What the first of the names that a fact has says."""
    return next((list(metas[name]) for name in _FACTS[fact] if name in metas), [])


def _first(metas: Mapping[str, Sequence[str]], fact: str) -> str:
    return next(iter(_all(metas, fact)), "")


def _people(names: Sequence[str]) -> tuple[Person, ...]:
    """Names, one an element, or all in one between semicolons, or commas where each has a blank."""
    listed = [name for text in names for name in text.split(";")]
    if len(listed) == 1 and listed[0].count(",") > 1:
        parts = [part for part in _COMMA.split(listed[0]) if part]
        listed = parts if all(" " in part for part in parts) else listed
    return tuple(person for name in listed if (person := in_full(name)))


def _date(written: Sequence[str]) -> str:
    return next((date for text in written if (date := free_date(text))), "")


def _type(metas: Mapping[str, Sequence[str]], journal: str, conference: str, book: str, *, is_preprint: bool) -> str:
    if any(name in metas for name in _OF_DISSERTATIONS):
        return "thesis"
    if any(name in metas for name in _OF_REPORTS):
        return "report"
    if conference:
        return "paper-conference"
    if book:
        return "chapter"
    if journal:
        return "article-journal"
    return "article" if is_preprint else "document"


def _description(metas: Mapping[str, Sequence[str]]) -> str:
    """The description that is made for everybody, where it is as long as an abstract."""
    texts = (text for name in _DESCRIPTIONS for text in metas.get(name, ()))
    return next((plain_text(text) for text in texts if len(text) >= _LEAST_ABSTRACT), "")
