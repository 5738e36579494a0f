"""Works as DataCite's REST API gives them: data sets, software, theses, and what repositories such as Zenodo register.

Source: the DataCite Metadata Schema 4.5, https://schema.datacite.org, in the JSON of https://api.datacite.org/dois.
"""

from collections.abc import Iterable

from readinglist.domain.identifiers import parse_doi
from readinglist.domain.paper import Paper, Person
from readinglist.importing.code_links import code_links
from readinglist.importing.json_records.arxiv import first_arxiv
from readinglist.importing.json_records.dates import written_date
from readinglist.importing.json_records.kinds import CSL_TYPES
from readinglist.importing.json_records.markup import plain_line, plain_text
from readinglist.importing.json_records.persons import in_full, in_parts
from readinglist.importing.json_records.reading import Json, as_text, line_of, object_in, objects_in, text_in

_TYPES = {
    "Audiovisual": "motion_picture",
    "Book": "book",
    "BookChapter": "chapter",
    "ComputationalNotebook": "software",
    "ConferencePaper": "paper-conference",
    "ConferenceProceeding": "book",
    "Dataset": "dataset",
    "Dissertation": "thesis",
    "Image": "graphic",
    "Journal": "periodical",
    "JournalArticle": "article-journal",
    "PeerReview": "review",
    "Preprint": "article",
    "Report": "report",
    "Software": "software",
    "Standard": "standard",
    "Text": "article",
}
"""DataCite's general types as CSL's, where its own translation into CSL is missing."""

_DATES = ("Issued", "Available", "Submitted", "Created")


def paper(record: Json) -> Paper | None:
    """The paper that a record speaks of, from its `attributes`; None where it has no title."""
    facts = object_in(record, "attributes")
    title = _title(objects_in(facts, "titles"))
    if not title:
        return None
    doi = parse_doi(text_in(facts, "doi") or text_in(record, "id")) or ""
    container, url = object_in(facts, "container"), text_in(facts, "url")
    arxiv = first_arxiv([doi, url])
    descriptions = objects_in(facts, "descriptions")
    abstracts = [each for each in descriptions if text_in(each, "descriptionType") == "Abstract"]
    abstract = plain_text(as_text(abstracts[0].get("description"))) if abstracts else ""
    pages = dict.fromkeys(filter(None, (text_in(container, "firstPage"), text_in(container, "lastPage"))))
    contributors = objects_in(facts, "contributors")
    return Paper(
        title=title,
        authors=_people(objects_in(facts, "creators")),
        editors=_people(each for each in contributors if text_in(each, "contributorType") == "Editor"),
        abstract=abstract,
        date=_date(facts),
        type=_type(object_in(facts, "types")),
        venue=plain_line(text_in(container, "title")),
        publisher=plain_line(text_in(object_in(facts, "publisher"), "name") or line_of(facts.get("publisher"))),
        volume=text_in(container, "volume"),
        issue=text_in(container, "issue"),
        pages="–".join(pages),
        doi=doi,
        arxiv_id=arxiv.id,
        arxiv_version=arxiv.version,
        language=text_in(facts, "language"),
        urls=(url,) if url and not parse_doi(url) and not arxiv.id else (),
        code_urls=code_links(abstract),
        extra={"version": version} if (version := text_in(facts, "version")) else {},
    )


def _title(titles: list[Json]) -> str:
    """The main title, with its subtitle; alternative and translated titles have a type of their own."""
    plain = [plain_line(text_in(each, "title")) for each in titles if not text_in(each, "titleType")]
    main = next(filter(None, plain), "") or next((plain_line(text_in(each, "title")) for each in titles), "")
    subtitle = next((plain_line(text_in(each, "title")) for each in titles if each.get("titleType") == "Subtitle"), "")
    return f"{main}: {subtitle}" if main and subtitle and subtitle not in main else main


def _people(named: Iterable[Json]) -> tuple[Person, ...]:
    """People in parts where both are given; an organisation's name is not split."""
    people = []
    for each in named:
        family, given, name = text_in(each, "familyName"), text_in(each, "givenName"), text_in(each, "name")
        if family and given:
            people.append(in_parts({"family": family, "given": given}))
        elif each.get("nameType") == "Organizational":
            people.append(in_parts({"literal": name}))
        else:
            people.append(in_full(name or family or given))
    return tuple(person for person in people if person)


def _date(facts: Json) -> str:
    """The most precise of the dates that a work can be said to be of, in the year in which it was published."""
    year = text_in(facts, "publicationYear")
    dates = {text_in(each, "dateType"): text_in(each, "date") for each in objects_in(facts, "dates")}
    for kind in _DATES:
        date, _ = written_date(dates.get(kind, "").partition("T")[0])
        if date and date.startswith(year):
            return date
    return written_date(year)[0]


def _type(types: Json) -> str:
    csl = text_in(types, "citeproc")
    general = text_in(types, "resourceTypeGeneral")
    return _TYPES.get(general) or (csl if csl in CSL_TYPES else "document")
