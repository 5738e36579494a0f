"""PubMed's XML, with which its efetch answers.

Format: https://dtd.nlm.nih.gov/ncbi/pubmed/doc/out/250101/. What it says beyond a paper's facts stands in `extra` under
the names of the MEDLINE format. It names an outside document type, which is not looked at.
"""

import re
from collections.abc import Iterator

from readinglist.domain.identifiers import parse_doi
from readinglist.domain.normalise import collapse
from readinglist.domain.paper import Paper, Person
from readinglist.importing.code_links import code_links
from readinglist.importing.page_range import page_range
from readinglist.importing.xml.dates import free_date
from readinglist.importing.xml.safely import BrokenXmlError, Element, opening_tags, records

_DOCUMENT_TYPE = re.compile(r"<!DOCTYPE [^\[\]<>]{0,500}>")
_RECORDS = frozenset({"PubmedArticle", "PubmedBookArticle"})
_INITIALS = re.compile(r"\b([A-Z])(?=\s|$)")


def papers(text: str) -> Iterator[Paper]:
    """The papers of an answer that have a title. Raises BrokenXmlError after those that were whole."""
    text = _DOCUMENT_TYPE.sub("", text, count=1)
    if [name for name, _ in opening_tags(text)[:1]] != ["PubmedArticleSet"]:
        raise BrokenXmlError(1, "It is no set of PubMed's articles.")
    for record in records(text, _RECORDS.__contains__):
        if (paper := _paper(record)) is not None:
            yield paper


def _paper(record: Element) -> Paper | None:
    cited = _child(record, "MedlineCitation", "BookDocument")
    article = _child(cited, "Article")
    is_book = record.name == "PubmedBookArticle"
    book = _child(cited, "Book")
    journal = _child(article, "Journal")
    issue = _child(journal, "JournalIssue")
    source = cited if is_book else article
    title = source.first("ArticleTitle") or book.first("BookTitle") or source.first("VernacularTitle")
    if not title:
        return None
    ids = _ids(record, article)
    abstract = _abstract(source)
    return Paper(
        title=title.removesuffix("."),
        authors=tuple(_people(source)),
        abstract=abstract,
        date=_date(_child(issue, "PubDate") if not is_book else _child(book, "PubDate"), article),
        type=_type(article, is_chapter=is_book and bool(source.first("ArticleTitle")), is_book=is_book),
        venue=journal.first("Title") if not is_book else book.first("BookTitle"),
        publisher=_child(book, "Publisher").first("PublisherName"),
        volume=issue.first("Volume"),
        issue=issue.first("Issue"),
        pages=_pages(article),
        doi=next(filter(None, map(parse_doi, ids.get("doi", ()))), None) or "",
        isbn=book.first("Isbn"),
        issn=journal.first("ISSN"),
        language=article.first("Language"),
        code_urls=code_links(abstract),
        extra=_extra(cited, article, journal, ids),
    )


def _child(element: Element, *names: str) -> Element:
    """The first element of one of these names within another; an empty one where there is none."""
    return next((child for child in element.children if child.name in names), Element(names[0], element.line))


def _ids(record: Element, article: Element) -> dict[str, list[str]]:
    """The paper's own identifiers by their kinds; those of its references stand elsewhere."""
    data = _child(record, "PubmedData", "PubmedBookData")
    ids: dict[str, list[str]] = {}
    for each in _child(data, "ArticleIdList").all("ArticleId"):
        ids.setdefault(each.attributes.get("IdType", ""), []).append(each.words)
    for each in article.all("ELocationID"):
        ids.setdefault(each.attributes.get("EIdType", ""), []).append(each.words)
    return ids


def _people(article: Element) -> Iterator[Person]:
    for author in _child(article, "AuthorList").all("Author"):
        family, given = author.first("LastName"), author.first("ForeName") or author.first("Initials")
        suffix = author.first("Suffix")
        given = _INITIALS.sub(r"\1.", given)
        if family and given:
            yield Person(family, f"{given}, {suffix}" if suffix else given)
        elif name := family or author.first("CollectiveName"):
            yield Person(literal=name)


def _abstract(article: Element) -> str:
    """The abstract, a paragraph for each of its parts, with the part's heading."""
    parts = []
    for each in _child(article, "Abstract").all("AbstractText"):
        label = collapse(each.attributes.get("Label", ""))
        if each.words:
            parts.append(f"{label.capitalize()}: {each.words}" if label and label != "UNLABELLED" else each.words)
    return "\n\n".join(parts)


def _date(published: Element, article: Element) -> str:
    """The issue's date, or the article's own where that says the same year more precisely."""
    printed = free_date(_written(published) or published.first("MedlineDate"))
    for each in article.all("ArticleDate"):
        electronic = free_date(_written(each))
        if electronic.startswith(printed) and len(electronic) > len(printed):
            return electronic
    return printed


def _written(date: Element) -> str:
    """A date in parts, as "2004 Apr 6" or, where its month is a number, "2004/04/06"."""
    parts = [part for name in ("Year", "Month", "Day") if (part := date.first(name))]
    return ("/" if len(parts) > 1 and parts[1].isdecimal() else " ").join(parts)


def _pages(article: Element) -> str:
    pagination = _child(article, "Pagination")
    first, last = pagination.first("StartPage"), pagination.first("EndPage")
    return page_range(pagination.first("MedlinePgn") or "-".join(dict.fromkeys(filter(None, (first, last)))))


def _type(article: Element, *, is_chapter: bool, is_book: bool) -> str:
    if is_book:
        return "chapter" if is_chapter else "book"
    kinds = {each.words for each in _child(article, "PublicationTypeList").all("PublicationType")}
    return "article" if "Preprint" in kinds else "article-journal"


def _extra(cited: Element, article: Element, journal: Element, ids: dict[str, list[str]]) -> dict[str, str]:
    headings = [each.first("DescriptorName") for each in _child(cited, "MeshHeadingList").all("MeshHeading")]
    keywords = [word.words for words in cited.all("KeywordList") for word in words.all("Keyword")]
    kinds = [each.words for each in _child(article, "PublicationTypeList").all("PublicationType")]
    extra = {
        "PMID": cited.first("PMID"),
        "PMC": next(iter(ids.get("pmc", ())), ""),
        "TA": journal.first("ISOAbbreviation"),
        "PT": "\n".join(kind for kind in kinds if kind != "Journal Article"),
        "MH": "\n".join(filter(None, headings)),
        "OT": "\n".join(filter(None, keywords)),
    }
    return {name: value for name, value in extra.items() if value}
