"""The database of Mendeley Desktop, `<address>@www.mendeley.com.sqlite`.

Columns: those of its own schema; a truth value stands as 1 or "true", a time in milliseconds of 1970. Folders become
tags with their path, a favourite a star, and what its reader wrote anywhere a note. Files are named by `file:`
addresses. A database of version 2 and later that Mendeley has encrypted is told from others by its header, which it
lacks.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from readinglist.domain.identifiers import parse_arxiv, parse_doi
from readinglist.domain.normalise import collapse
from readinglist.domain.paper import Paper, Person
from readinglist.domain.reading import ReaderState
from readinglist.domain.status import Status
from readinglist.importing.bibtex.dates import precise
from readinglist.importing.databases import attached
from readinglist.importing.databases.database import Cell, Database, is_true, number, text
from readinglist.importing.databases.folders import paths_of_folders
from readinglist.importing.page_range import page_range
from readinglist.importing.source import Draft, Failure
from readinglist.importing.xml.notes import markdown
from readinglist.importing.xml.told import is_web, paragraphs, tags

FORMAT = "mendeley"
TABLES = ("Documents", "DocumentContributors", "DocumentFiles", "Files")

_TYPES = {
    "JournalArticle": "article-journal",
    "ConferenceProceedings": "paper-conference",
    "Book": "book",
    "BookSection": "chapter",
    "Thesis": "thesis",
    "Report": "report",
    "WebPage": "webpage",
    "WorkingPaper": "manuscript",
    "Patent": "patent",
    "ComputerProgram": "software",
    "MagazineArticle": "article-magazine",
    "NewspaperArticle": "article-newspaper",
    "EncyclopediaArticle": "entry-encyclopedia",
    "Film": "motion_picture",
    "TelevisionBroadcast": "broadcast",
    "Case": "legal_case",
    "Bill": "bill",
    "Statute": "legislation",
    "Hearing": "hearing",
}
_OTHERS = "pmid series edition city country chapter department userType genre medium shortTitle accession".split()
_FACTS = (
    "id type title abstract publication publisher institution volume issue pages year month day doi arxivId isbn issn"
    " language citationKey note read favourite added deletionPending"
).split()


def read(database: Database, path: Path) -> tuple[list[Draft], list[Failure]]:
    """Read all documents that are not about to be deleted."""
    authors, editors = _people(database)
    notes = _texts(database.rows("DocumentNotes", "documentId", "text"))
    tagged = _texts(database.rows("DocumentTags", "documentId", "tag"))
    for document, folder in _folders(database):
        tagged[document].append(folder)
    keywords = _texts(database.rows("DocumentKeywords", "documentId", "keyword"))
    urls = _texts(database.rows("DocumentUrls", "documentId", "url"))
    files = _files(database)
    drafts: list[Draft] = []
    failures: list[Failure] = []
    for row in database.rows("Documents", *_FACTS, *_OTHERS):
        cells = dict(zip((*_FACTS, *_OTHERS), row, strict=True))
        if is_true(cells["deletionPending"]):
            continue
        document = number(cells["id"])
        facts = {name: text(value).strip() for name, value in cells.items()}
        if not facts["title"]:
            said = f"The document {document} has no title. Give it one, and import again."
            failures.append(Failure(str(path), 0, said))
            continue
        paper = replace(
            _paper(facts),
            authors=tuple(authors.get(document, ())),
            editors=tuple(editors.get(document, ())),
            urls=tuple(dict.fromkeys(filter(is_web, urls.get(document, [])))),
        )
        fitting, too_long = tags(tagged.get(document, []))
        words = [*keywords.get(document, []), *too_long]
        written = [facts["note"], *notes.get(document, [])]
        drafts.append(
            Draft(
                replace(paper, extra={**paper.extra, **({"keywords": "\n".join(words)} if words else {})}),
                0,
                ReaderState(
                    status=Status.READ if is_true(cells["read"]) else None,
                    starred=is_true(cells["favourite"]),
                    tags=fitting,
                    notes=tuple(dict.fromkeys(note for each in written if (note := markdown(each)))),
                    added=_moment(number(cells["added"])),
                ),
                tuple(files.get(document, ())),
            )
        )
    return drafts, failures


def _paper(facts: dict[str, str]) -> Paper:
    arxiv = parse_arxiv(facts["arxivId"]) or parse_arxiv(facts["doi"])
    doi = parse_doi(facts["doi"]) or ""
    extra = {name: facts[name] for name in _OTHERS if facts[name]}
    extra |= {name: facts[name] for name, read in (("doi", doi), ("arxivId", arxiv)) if facts[name] and not read}
    if facts["type"] not in _TYPES and facts["type"]:
        extra["type"] = facts["type"]
    month, day = (
        f"{int(part):02}" if part.isdecimal() and len(part) < 3 else "" for part in (facts["month"], facts["day"])
    )
    year = facts["year"] if facts["year"].isascii() and facts["year"].isdecimal() and len(facts["year"]) == 4 else ""
    is_preprint = arxiv is not None and facts["type"] in ("Generic", "WorkingPaper", "")
    return Paper(
        title=collapse(facts["title"]),
        abstract=paragraphs(facts["abstract"]),
        date=precise(year, month, day),
        type="article" if is_preprint else _TYPES.get(facts["type"], "document"),
        venue=collapse(facts["publication"]),
        publisher=collapse(facts["publisher"] or facts["institution"]),
        volume=facts["volume"],
        issue=facts["issue"],
        pages=page_range(facts["pages"]),
        doi=doi,
        arxiv_id=arxiv.id if arxiv else "",
        arxiv_version=arxiv.version if arxiv else "",
        isbn=facts["isbn"],
        issn=facts["issn"],
        language=facts["language"],
        citekey=facts["citationKey"],
        extra=extra,
    )


def _people(database: Database) -> tuple[dict[int, list[Person]], dict[int, list[Person]]]:
    authors: dict[int, list[Person]] = defaultdict(list)
    editors: dict[int, list[Person]] = defaultdict(list)
    rows = database.rows("DocumentContributors", "id", "documentId", "contribution", "firstNames", "lastName")
    for _, document, role, first, last in sorted(rows, key=lambda row: number(row[0])):
        family, given = collapse(text(last)), collapse(text(first))
        person = Person(family, given) if family and given else Person(literal=family or given)
        listed = {"DocumentAuthor": authors, "DocumentEditor": editors}.get(text(role))
        if listed is not None and person.short:
            listed[number(document)].append(person)
    return authors, editors


def _folders(database: Database) -> Iterable[tuple[int, str]]:
    """Each document with the path of a folder that it is in."""
    rows = database.rows("Folders", "id", "name", "parentId")
    paths = paths_of_folders((number(key), collapse(text(name)), number(parent)) for key, name, parent in rows)
    for document, folder in database.rows("DocumentFolders", "documentId", "folderId"):
        yield number(document), paths.get(number(folder), "")


def _files(database: Database) -> dict[int, list[Path]]:
    places = {text(key): text(address) for key, address in database.rows("Files", "hash", "localUrl")}
    found: dict[int, list[Path]] = defaultdict(list)
    for document, key in database.rows("DocumentFiles", "documentId", "hash"):
        if file := attached.linked(places.get(text(key), "")):
            found[number(document)].append(file)
    return found


def _texts(rows: Iterable[tuple[Cell, ...]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for document, value in rows:
        if said := text(value).strip():
            found[number(document)].append(said)
    return found


def _moment(milliseconds: int) -> str:
    if not 0 < milliseconds < 4_102_444_800_000:
        return ""
    at = datetime.fromtimestamp(milliseconds / 1_000, UTC)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
