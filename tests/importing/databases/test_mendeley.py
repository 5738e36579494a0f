from pathlib import Path

from readinglist.domain.paper import Person
from readinglist.domain.status import Status
from readinglist.importing.databases import reader_of

DOCUMENTS = (
    "id integer primary key, uuid text, type text, title text, abstract text, publication text, volume text,"
    " issue text, pages text, year int, month int, day int, doi text, arxivId text, isbn text, issn text,"
    " language text, citationKey text, note text, read int, favourite int, added int, deletionPending int, pmid int, "
    " publisher text, institution text"
)


def document(number: int, title: str, **facts: object) -> tuple[object, ...]:
    names = [column.split()[0] for column in DOCUMENTS.split(", ")]
    told = {"id": number, "title": title, "type": "JournalArticle"} | facts
    return tuple(told.get(name) for name in names)


def test_documents_with_all_that_belongs_to_them(tmp_path: Path, make_database) -> None:
    pdf = tmp_path / "Bees & hens.pdf"
    pdf.write_bytes(b"%PDF-1.4")
    (tmp_path / "secret").write_bytes(b"secret")
    file = make_database(
        tmp_path / "ana@www.mendeley.com.sqlite",
        {
            "Documents": (
                DOCUMENTS,
                [
                    document(
                        1,
                        "Bees in forty gardens",
                        year=2021,
                        month=3,
                        publication="Journal of Gardens",
                        doi="10.1234/bees",
                        pages="10-19",
                        pmid=77,
                        citationKey="luk2021",
                        note="<p>Where do they <b>sleep</b>?</p>",
                        read="true",
                        favourite=1,
                        added=1714550400000,
                    ),
                    document(2, "Gone", deletionPending="true"),
                    document(3, "Hens", type="Generic", arxivId="2103.00001", read="false"),
                    document(4, ""),
                ],
            ),
            "DocumentContributors": (
                "id integer primary key, documentId int, contribution text, firstNames text, lastName text",
                [
                    (2, 1, "DocumentAuthor", "Bo", "Ash"),
                    (1, 1, "DocumentAuthor", "Ana", "Łuk"),
                    (3, 1, "DocumentEditor", "", "The Fen Group"),
                ],
            ),
            "DocumentTags": ("documentId int, tag text", [(1, "counting")]),
            "DocumentKeywords": ("documentId int, keyword text", [(1, "Apis")]),
            "DocumentUrls": ("documentId int, url text", [(1, "https://example.org/bees"), (1, "javascript:alert(1)")]),
            "Folders": ("id integer primary key, name text, parentId int", [(1, "Insects", -1), (2, "Bees", 1)]),
            "DocumentFolders": ("documentId int, folderId int", [(1, 2)]),
            "Files": (
                "hash text primary key, localUrl text",
                [
                    ("a", pdf.as_uri()),
                    ("b", (tmp_path / "secret").as_uri()),
                    ("c", "file://elsewhere.example/share/x.pdf"),
                    ("d", ""),
                ],
            ),
            "DocumentFiles": ("documentId int, hash text", [(1, "a"), (1, "b"), (1, "c"), (3, "d")]),
        },
    )
    reader = reader_of(file)
    assert reader
    told = reader(file)
    bees, hens = told.drafts
    assert told.format == "mendeley"
    assert (bees.paper.title, bees.paper.date, bees.paper.venue) == (
        "Bees in forty gardens",
        "2021-03",
        "Journal of Gardens",
    )
    assert bees.paper.authors == (Person("Łuk", "Ana"), Person("Ash", "Bo"))
    assert bees.paper.editors == (Person(literal="The Fen Group"),)
    assert (bees.paper.doi, bees.paper.pages, bees.paper.citekey) == ("10.1234/bees", "10–19", "luk2021")
    assert (bees.paper.urls, bees.paper.extra) == (("https://example.org/bees",), {"pmid": "77", "keywords": "Apis"})
    state = bees.state
    assert (state.status, state.starred, state.added) == (Status.READ, True, "2024-05-01T08:00:00.000Z")
    assert (state.tags, state.notes) == (("counting", "Insects/Bees"), ("Where do they **sleep**?",))
    assert bees.files == (pdf,)
    assert (hens.paper.type, hens.paper.arxiv_id, hens.state.status, hens.files) == ("article", "2103.00001", None, ())
    assert "document 4 has no title" in told.failures[0].message
