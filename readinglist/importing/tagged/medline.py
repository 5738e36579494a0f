"""MEDLINE's format, which PubMed exports as .nbib and ERIC writes in a way of its own.

Format: "MEDLINE/PubMed Data Element (Field) Descriptions" of the National Library of Medicine. ERIC has no PMID,
whole names in AU, addresses in AID and LID, a prefix in ISSN, and who published a report in JT.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from readinglist.domain.identifiers import stand_in_title
from readinglist.domain.normalise import collapse
from readinglist.domain.paper import Paper, Person
from readinglist.importing.code_links import code_links
from readinglist.importing.page_range import page_range
from readinglist.importing.source import Draft, Parsed, Source
from readinglist.importing.tagged import lines, values
from readinglist.importing.tagged.lines import Field, Record

FORMAT = "nbib"

_LINE = re.compile(r"(?P<tag>[A-Z][A-Z0-9]{1,3}) {0,2}-(?:\s(?P<value>.*))?")
_START = re.compile(r"\ufeff?(?:[^\n]*\n){0,20}?(?:PMID|OWN) ?- ?\S")
_HEAD = 20_000
_FIRST = ("PMID", "OWN")

# What a record is, by its publication types: the first of these that is there.
_TYPES = (
    ("preprint", "article"),
    ("journal article", "article-journal"),
    ("book chapter", "chapter"),
    ("book", "book"),
    ("dissertations", "thesis"),
    ("academic dissertation", "thesis"),
    ("speeches/meeting papers", "paper-conference"),
    ("dataset", "dataset"),
    ("technical report", "report"),
    ("reports - ", "report"),
)
_SHORT_NAME = re.compile(r"(?P<family>.+) (?P<initials>[A-Z]{1,4})(?: (?P<suffix>Jr|Sr|\d\w\w))?")
_INITIAL = re.compile(r"\b([A-Z])(?=[\s,]|$)")
_KIND_OF_ID = re.compile(r"\s*\[(\w+)\]$")


def looks_like(text: str) -> bool:
    """Whether a record begins within the first lines of the text."""
    return bool(_START.match(text[:_HEAD]))


def parse(source: Source) -> Parsed:
    """Read all records; one without a title or a DOI is a failure. Never raises."""
    return lines.parsed(source, lines.records(lines.fields(source.text, _LINE), _begins), _draft, FORMAT)


def _begins(field: Field, so_far: list[Field]) -> bool:
    """A record begins with a PMID, or an owner at ERIC's; else where a blank line parts it and its first tag recurs."""
    if field.tag in _FIRST and any(earlier.tag == field.tag for earlier in so_far):
        return True
    return field.is_apart and (field.tag == so_far[0].tag or field.tag == "PMID")


def _draft(record: Record) -> Draft | None:
    dois, addresses, article_number = _identifiers(record)
    doi = dois[0] if dois else ""
    title = record.take("TI", "BTI", "TT", "CTI") or stand_in_title("", doi)
    if not title:
        return None
    kind = _type(record)
    abstract = values.paragraphs("\n\n".join(record.take_all("AB")))
    isbn, issn, others = values.numbers(record.take_all("IS", "ISSN", "ISBN"))
    venue = record.take("BTI", "JT") if kind == "chapter" else record.take("JT", "TA")
    publisher = record.take("PB")
    if kind == "report" and not publisher:
        venue, publisher = "", venue
    arxiv = values.arxiv_in([*addresses, *record.all("AID", "LID")])
    paper = Paper(
        title=title,
        authors=tuple(_authors(record)),
        editors=values.persons(map(_with_full_stops, record.take_all("FED") or record.take_all("ED"))),
        abstract=abstract,
        date=_date(record),
        type=kind,
        venue=venue,
        publisher=publisher,
        volume=record.take("VI"),
        issue=record.take("IP"),
        pages=page_range(record.take("PG")) or article_number,
        doi=doi,
        arxiv_id=arxiv.id,
        arxiv_version=arxiv.version,
        isbn=isbn,
        issn=issn,
        language=record.take("LA"),
        urls=tuple(addresses),
        code_urls=code_links(abstract),
    )
    state = lines.state(values.tags(record.take_all("MH", "OT")), map(values.note, record.take_all("GN")))
    record.put("IS", "\n".join(others))
    if venue in record.all("TA"):
        record.put("TA", "")
    return Draft(replace(paper, extra=record.left()), record.line, state)


def _identifiers(record: Record) -> tuple[list[str], list[str], str]:
    """The DOIs and the addresses in AID and LID, and the article's number, which stands for pages where there are none.

    What is used up is taken from the record; other numbers stay.
    """
    dois: list[str] = []
    addresses: list[str] = []
    number = ""
    for tag in ("LID", "AID"):
        kept = []
        for value in map(collapse, record.all(tag)):
            kind = found[1].lower() if (found := _KIND_OF_ID.search(value)) else ""
            bare = _KIND_OF_ID.sub("", value).strip()
            if (doi := values.doi_in(bare)) and kind in ("", "doi"):
                dois.append(doi)
            elif not kind and re.match(r"https?://|www\.", bare):
                addresses += values.urls([bare])
            else:
                number = number or (bare if kind == "pii" and tag == "LID" else "")
                kept.append(value)
        record.put(tag, "\n".join(kept))
    return list(dict.fromkeys(dois)), list(dict.fromkeys(addresses)), number


def _type(record: Record) -> str:
    """The CSL type; the publication types stay where they say more than it.

    What ERIC numbers as "EJ..." appeared in a journal, whatever else it is.
    """
    written = [value.lower() for value in record.all("PT")]
    if all(value in ("journal article", "journal articles") for value in written):
        record.put("PT", "")
    if any(number.startswith("EJ") for number in record.all("OID")):
        return "article-journal"
    found = (csl for name, csl in _TYPES if any(value.startswith(name) for value in written))
    if "BTI" in record:  # beside a title of its own, which is used already
        return next(found, "chapter")
    return next(found, "article-journal" if record.all("PMID", "TA", "JT") else "document")


def _authors(record: Record) -> Iterator[Person]:
    """The authors: the full name where there is one, which stands before its short form, and corporate ones."""
    full, short, corporate = record.take_all("FAU"), record.take_all("AU"), record.take_all("CN")
    yield from values.persons(map(_with_full_stops, full or map(_with_comma, short)))
    yield from (Person(literal=name) for name in map(collapse, corporate))


def _with_comma(name: str) -> str:
    """Write "Hiles ID" as "Hiles, I D", so that it is read as other names are."""
    found = _SHORT_NAME.fullmatch(name)
    if not found:
        return name
    suffix = f", {found['suffix']}" if found["suffix"] else ""
    return _with_full_stops(f"{found['family']}, {' '.join(found['initials'])}{suffix}")


def _with_full_stops(name: str) -> str:
    """Write "Hiles, I D" as "Hiles, I. D."."""
    family, comma, given = name.partition(",")
    return family + comma + _INITIAL.sub(r"\1.", given)


def _date(record: Record) -> str:
    tag = "DP" if "DP" in record else "DEP"
    [written] = record.all(tag)[:1] or [""]
    date, _ = values.iso_date(written)
    if values.says_all(date, written):
        record.take(tag)
    return date
