"""RIS, as EndNote, Reference Manager, ProCite, Zotero and publishers write it.

Formats: the RIS specification of 2001 (Reference Manager: T1, A1, JF, Y1) and that of 2011 (EndNote: TI, AU, T2, PY).
A record begins with TY, whether or not the one before it was closed; what stands between ER and TY is passed over.
"""

import json
import re
from dataclasses import replace

from readinglist.domain.identifiers import stand_in_title
from readinglist.domain.normalise import collapse
from readinglist.domain.paper import Paper
from readinglist.domain.reading import OWN
from readinglist.importing.code_links import code_links
from readinglist.importing.json_records.markup import without_csl_tags
from readinglist.importing.json_records.state import state_of
from readinglist.importing.moved import moved, restored
from readinglist.importing.page_range import page_range
from readinglist.importing.source import Draft, Parsed, Source
from readinglist.importing.tagged import lines, values
from readinglist.importing.tagged.lines import Field, Record
from readinglist.importing.tagged.types import BOOKS, code_of, csl_type, is_told_by

FORMAT = "ris"

_HEAD = 100_000
_LINE = re.compile(r"\s*(?P<tag>[A-Z][A-Z0-9])\s{1,2}-(?:\s(?P<value>.*))?")
_START = re.compile(r"^[ \t\ufeff]*TY[ \t]{1,2}-[ \t]*\S", re.MULTILINE)

_WRITTEN = frozenset("TY TI AN UR T2 A2 PY DA SP EP SN ID VL IS PB LA DO".split())
"""What our own export writes and the reading may leave."""

_TITLES = ("TI", "T1", "CT")
_PERIODICALS = ("T2", "JF", "BT", "JO", "JA", "J2", "J1")
_DATES = ("PY", "Y1", "DA")
_LINKS = ("L1", "L2", "L3", "L4", "LK")
_MAX_ISSUE = 30
"""Characters in an issue's number; M1, where EndNote has it, holds whole sentences elsewhere."""

_PREPRINTS = frozenset({"article-journal", "document", "manuscript", "webpage"})
_HAS_SERIES_AS_T2 = BOOKS | {"report", "thesis", "map", "standard", "patent", "software", "dataset", "song", "graphic"}
_HAS_EDITORS_AS_A2 = frozenset(
    "article-journal article-magazine chapter paper-conference entry-dictionary entry-encyclopedia document"
    " manuscript".split()
)
_HAS_NUMBER_OF_PAGES = BOOKS | {"thesis", "manuscript", "pamphlet", "motion_picture"}
_HAS_ISSN = frozenset({"article-journal", "article-magazine", "article-newspaper", "periodical", "document"})
_HAS_OTHER_NUMBERS = frozenset({"report", "standard", "patent"})

_PROCITE = re.compile(r"Record (?:ID|Number): ")
_PROCITE_LABEL = re.compile(r"(?P<label>[A-Z][\w ()/,.-]{2,40}): (?P<value>.*)", re.DOTALL)
_PROCITE_FIELDS = {
    "Volume ID": "VL",
    "Issue ID": "IS",
    "Place of Publication": "CY",
    "Publisher Name": "PB",
    "Proceedings Title": "C3",
    "Series Title": "T3",
    "Call Number": "CN",
    "Language": "LA",
    "ISBN": "SN",
    "ISSN": "SN",
    "Author, Monographic": "ED",
    "Author, Subsidiary": "A4",
}


def looks_like(text: str) -> bool:
    """Whether a record begins near the beginning of the text."""
    return bool(_START.search(text[:_HEAD]))


def parse(source: Source) -> Parsed:
    """Read all records; one without a title or a DOI is a failure. Never raises."""
    return lines.parsed(source, lines.records(lines.fields(source.text, _LINE), _begins), _draft, FORMAT)


def _begins(field: Field, so_far: list[Field]) -> bool:
    return field.tag == "TY" or (so_far[-1].tag == "ER" and field.tag != "ER")


def _draft(record: Record) -> Draft | None:
    record.put("ER", "")
    written_type = record.take("TY")
    code = code_of(written_type)
    kind = csl_type(code)
    own, written_notes = _own(record.take_all("N1", "RN"))
    notes = [note for value in written_notes if (note := values.note(value))]
    if any(map(_PROCITE.match, notes)):
        notes = _without_procite(record, notes)
    doi, notes = _doi(record, notes)
    written_title = _title(record, code, kind) or stand_in_title("", doi)
    title = written_title if own else without_csl_tags(written_title)
    if not title:
        return None
    arxiv = values.arxiv_in([*record.all("UR", "AN", "ID", "M1", "M3", "DO", *_PERIODICALS), *notes])
    venue = _venue(record, code, kind, is_on_arxiv=bool(arxiv.id))
    if arxiv.id and not venue and kind in _PREPRINTS:
        kind = "article"
    people = values.persons(record.take_all("AU", "A1"))
    editors = values.persons(_editors(record, kind))
    abstract = _abstract(record)
    date = _date(record)
    isbn, issn = _numbers(record, kind)
    paper = Paper(
        title=title,
        authors=() if code == "EDBOOK" else people,
        editors=people + editors if code == "EDBOOK" else editors,
        abstract=abstract,
        date=date,
        type=kind,
        venue=venue,
        publisher=record.take("PB"),
        volume=record.take("VL", "VO"),
        issue=_issue(record, kind),
        pages=_pages(record, kind),
        doi=doi,
        arxiv_id=arxiv.id,
        arxiv_version=arxiv.version,
        isbn=isbn,
        issn=issn,
        language=record.take("LA"),
        urls=_urls(record),
        code_urls=code_links(abstract),
        citekey=record.take("ID") if re.match("[A-Za-z]", "".join(record.all("ID"))) else "",
    )
    tags = values.tags(record.take_all("KW"))
    if written_type and not is_told_by(written_type, kind):
        record.put("TY", written_type)
    paper = replace(paper, extra=record.left())
    if not own:
        return Draft(paper, record.line, lines.state(tags, notes))
    state, _ = state_of(own)
    notes = list(state.notes) or notes
    return Draft(restored(paper, moved(own), _WRITTEN), record.line, replace(state, notes=tuple(notes)))


def _own(notes: list[str]) -> tuple[dict[str, object], list[str]]:
    """What our own moving export tells in a note in brackets, by name, and the other notes."""
    own: dict[str, object] = {}
    others = []
    for note in notes:
        if not (note.startswith("[") and note.endswith("]") and f"\n{OWN}" in note):
            others.append(note)
            continue
        for line in note[1:-1].strip().split("\n"):
            name, _, value = line.partition(": ")
            own[name] = value
    for name in (f"{OWN}tags", f"{OWN}note"):
        if name in own:
            own[name] = _json(str(own[name]))
    return own, others


def _json(written: str) -> object:
    try:
        return json.loads(written)
    except (ValueError, RecursionError):  # somebody changed it
        return None


def _without_procite(record: Record, notes: list[str]) -> list[str]:
    """Put what ProCite has no tags for, and writes into notes with labels, where it belongs; gives the other notes.

    The number of a volume stands in its label where VL holds the edition.
    """
    kept = []
    used = set()
    for note in notes:
        found = _PROCITE_LABEL.fullmatch(note)
        label, value = (found["label"], found["value"]) if found else ("", "")
        if label in _PROCITE_FIELDS and label not in used:
            used.add(label)
            tag = _PROCITE_FIELDS[label]
            if tag in record:
                record.put(label, " ".join(record.all(tag)))
            record.put(tag, value)
        elif _PROCITE.match(note):
            record.put(label, value)
        else:
            kept.append(value if label == "Notes" else note)
    return kept


def _doi(record: Record, notes: list[str]) -> tuple[str, list[str]]:
    """The DOI, wherever a program puts it, and the notes that are not it."""
    doi = next(filter(None, map(values.doi_in, record.all("DO"))), "")
    if not doi:
        resolved = [value for value in record.all("UR", *_LINKS) if "doi.org/" in value.lower()]
        doi = next(filter(None, map(values.doi_in, [*record.all("M3"), *notes, *resolved])), "")
    for tag in ("DO", "M3"):
        record.put(tag, "\n".join(value for value in record.all(tag) if not doi or values.doi_in(value) != doi))
    return doi, [note for note in notes if not doi or values.doi_in(note) != doi]


def _title(record: Record, code: str, kind: str) -> str:
    """The title; of a whole book or journal its name, and the short or translated title where there is no other."""
    title = record.take(*_TITLES)
    if not title and kind in BOOKS:
        title = record.take("BT")
    if not title and code in ("JFULL", "SER"):
        title = record.take("T2", "JF", "JO")
    return title or record.take("ST", "TT")


def _venue(record: Record, code: str, kind: str, *, is_on_arxiv: bool) -> str:
    """Where the paper appeared; not where it only says that the paper is on arXiv, which its id says already."""
    if kind == "paper-conference" and "C3" in record:
        return record.take("C3")
    tags = [tag for tag in _PERIODICALS if tag != "T2" or (kind not in _HAS_SERIES_AS_T2 and code != "WEB")]
    venue = record.take(*tags)
    if is_on_arxiv and venue.lower().startswith("arxiv"):
        return ""
    for tag in _PERIODICALS:  # the same again under other tags tells nothing
        record.put(tag, "\n".join(value for value in record.all(tag) if collapse(value) != venue))
    return venue


def _editors(record: Record, kind: str) -> list[str]:
    """The editors: ED, and A2 or A3 where those are not the editors of a series or others who took part."""
    if kind in _HAS_EDITORS_AS_A2:
        return record.take_all("ED", "A2")
    if kind in BOOKS:
        is_of_series = "A3" in record or "T2" in record or "T3" in record
        return record.take_all("ED", "A3" if is_of_series else "A2")
    return record.take_all("ED")


def _abstract(record: Record) -> str:
    """The abstract; some publishers write it under both tags."""
    abstract = values.paragraphs("\n\n".join(record.take_all("AB") or record.take_all("N2")))
    others = (value for value in record.all("N2") if values.paragraphs(value) != abstract)
    record.put("N2", "\n".join(others))
    return abstract


def _date(record: Record) -> str:
    written = [value for tag in _DATES for value in record.all(tag)]
    date = values.best_date(written)
    for tag in _DATES:
        record.put(tag, "\n".join(value for value in record.all(tag) if not values.says_all(date, value)))
    return date


def _issue(record: Record, kind: str) -> str:
    issue = record.take("IS", "CP")
    in_m1 = " ".join(record.all("M1"))
    is_issue = in_m1 != "0" and len(in_m1) <= _MAX_ISSUE and not values.arxiv_in([in_m1]).id
    return record.take("M1") if not issue and kind in _HAS_ISSN and is_issue else issue


def _pages(record: Record, kind: str) -> str:
    if kind in _HAS_NUMBER_OF_PAGES and "EP" not in record:
        return ""
    first, last = record.take("SP"), record.take("EP")
    return page_range(f"{first}-{last}" if first and last and first != last else first or last)


def _numbers(record: Record, kind: str) -> tuple[str, str]:
    """ISBN and ISSN; what looks like neither is the one that the type has."""
    isbn, issn, others = values.numbers(record.take_all("SN"))
    if not isbn and not issn and kind not in _HAS_OTHER_NUMBERS:
        whole = collapse(" ".join(others))
        return ("", whole) if kind in _HAS_ISSN else (whole, "")
    record.put("SN", "\n".join(others))
    return isbn, issn


def _urls(record: Record) -> tuple[str, ...]:
    """The addresses; of the links to files those on the web."""
    found = values.urls(record.take_all("UR"))
    for tag in _LINKS:
        links = values.urls(record.take_all(tag))
        found += [url for url in links if url.startswith(("http://", "https://"))]
        record.put(tag, "\n".join(url for url in links if not url.startswith(("http://", "https://"))))
    return tuple(dict.fromkeys(found))
