"""The Atom feed with which arXiv's API answers, and arXiv's own daily feed in Atom.

Format: https://info.arxiv.org/help/api/user-manual.html. `published` is the date of the first version, `updated` that
of the version given. An error comes as a feed with one entry, whose id leads to api/errors. The subject classes are
no tags of a reader: they stand in `extra`, with the comment, the journal reference and the affiliations.
"""

import re
from dataclasses import replace

from readinglist.domain.identifiers import parse_arxiv, parse_doi
from readinglist.domain.normalise import collapse
from readinglist.domain.paper import Paper
from readinglist.importing.code_links import code_links
from readinglist.importing.source import Draft, Failure, Parsed, Source
from readinglist.importing.xml.dates import free_date
from readinglist.importing.xml.names import person
from readinglist.importing.xml.safely import BrokenXmlError, Element, opening_tags, records
from readinglist.importing.xml.told import broken_failure, damage_failure, untitled_failure

FORMAT = "arxiv-atom"

_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"
_OF_ARXIV = ("arxiv.org/schemas/atom", "arxiv.org/api/")
_HEAD = 20_000
_PARAGRAPH = re.compile(r"\n[ \t]{2,}|\n[ \t]*\n")
_ANNOUNCEMENT = re.compile(r"\s*arXiv:\S+\s+Announce Type:\s*\S+\s+Abstract:\s*")


def looks_like(text: str) -> bool:
    """Whether a text is an Atom feed of arXiv's."""
    tags = opening_tags(text)
    return bool(tags) and tags[0][0] == "feed" and any(mark in text[:_HEAD] for mark in _OF_ARXIV)


def parse(source: Source) -> Parsed:
    """Read all entries; an error that arXiv answers with is a failure, and so is an answer without papers.

    Never raises.
    """
    drafts: list[Draft] = []
    failures: list[Failure] = []
    try:
        for entry in records(source.text, lambda name: name == _ATOM + "entry"):
            if "/api/errors" in entry.first(_ATOM + "id"):
                failures.append(Failure(source.name, entry.line, _refusal(entry)))
            elif draft := _draft(entry):
                drafts.append(draft)
                if entry.damage:
                    failures.append(damage_failure(source, entry.line, draft.paper.title, entry.damage))
            else:
                failures.append(untitled_failure(source, entry.line, damage=entry.damage))
    except BrokenXmlError as error:
        failures.append(broken_failure(source, error))
    if not drafts and not failures:
        failures.append(Failure(source.name, 1, "arXiv found no paper. Check the ids or the words asked for."))
    return Parsed(tuple(drafts), tuple(failures), FORMAT)


def _refusal(entry: Element) -> str:
    said = entry.first(_ATOM + "summary")[:500].rstrip(".") or "no reason is given"
    return f"arXiv answered with an error: {said}. Correct what was asked for, and ask again."


def _draft(entry: Element) -> Draft | None:
    title = entry.first(_ATOM + "title")
    if not title:
        return None
    address = entry.first(_ATOM + "id")
    arxiv = parse_arxiv(address.removeprefix("oai:arXiv.org:"))
    abstract = _abstract(entry)
    comment = entry.first(_ARXIV + "comment")
    links = [link.attributes.get("href", "") for link in entry.all(_ATOM + "link")]
    doi = parse_doi(entry.first(_ARXIV + "doi"))
    paper = Paper(
        title=title,
        authors=tuple(found for name in _names(entry) if (found := person(name))),
        abstract=abstract,
        date=free_date(entry.first(_ATOM + "published")),
        type="article",
        doi=doi or "",
        arxiv_id=arxiv.id if arxiv else "",
        arxiv_version=arxiv.version if arxiv else "",
        urls=tuple(dict.fromkeys(url for url in links if url and not parse_arxiv(url) and not parse_doi(url))),
        code_urls=code_links(f"{abstract}\n{comment}"),
    )
    return Draft(replace(paper, extra=_extra(entry, paper, address if not arxiv else "")), entry.line)


def _names(entry: Element) -> list[str]:
    authors = [author.first(_ATOM + "name") for author in entry.all(_ATOM + "author")]
    return authors or [creator.words for creator in entry.all("{http://purl.org/dc/elements/1.1/}creator")]


def _abstract(entry: Element) -> str:
    [text, *_] = [*(summary.text for summary in entry.all(_ATOM + "summary")), ""]
    paragraphs = _PARAGRAPH.split(_ANNOUNCEMENT.sub("", text.strip(), count=1))
    return "\n\n".join(words for part in paragraphs if (words := collapse(part)))


def _extra(entry: Element, paper: Paper, address: str) -> dict[str, str]:
    """What has no place in a paper, under arXiv's names."""
    updated = entry.first(_ATOM + "updated")
    classes = [category.attributes.get("term", "") for category in entry.all(_ATOM + "category")]
    primary = [category.attributes.get("term", "") for category in entry.all(_ARXIV + "primary_category")]
    affiliations = [
        f"{author.first(_ATOM + 'name')}: {affiliation.words}"
        for author in entry.all(_ATOM + "author")
        for affiliation in author.all(_ARXIV + "affiliation")
    ]
    extra = {
        "id": address,
        "primary_category": " ".join(primary),
        "categories": " ".join(dict.fromkeys(classes)),
        "comment": entry.first(_ARXIV + "comment"),
        "journal_ref": entry.first(_ARXIV + "journal_ref"),
        "doi": "" if paper.doi else entry.first(_ARXIV + "doi"),
        "affiliation": "\n".join(affiliations),
        "updated": updated if updated != entry.first(_ATOM + "published") else "",
    }
    return {name: value for name, value in extra.items() if value}
