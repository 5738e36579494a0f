import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.paper import Person
from readinglist.domain.status import Status
from readinglist.errors import UserError
from readinglist.importing import formats
from readinglist.importing.source import Parsed, source_from_bytes, source_from_text
from readinglist.importing.tables import csv_table
from readinglist.importing.tables.columns import Field, guessed

ZOTERO = (
    '\ufeff"Key","Item Type","Publication Year","Author","Title","Publication Title","ISBN","ISSN","DOI","Url",'
    '"Abstract Note","Date","Date Added","Date Modified","Pages","Issue","Volume","Publisher","Archive",'
    '"Archive Location","Extra","Notes","File Attachments","Manual Tags","Automatic Tags","Editor","Translator"\n'
    '"AAAAAAA1","journalArticle","2021","Łuk, Ana; The Fen Group","Bees in forty gardens","Journal of Gardens","",'
    '"1234-5679","10.1234/Bees.1","https://example.org/bees","We count.","2021-03","2024-05-01 08:00:00",'
    '"2024-05-02 08:00:00","10-19","2","3","Hen House","","","Read_Status: Read\nPMID: 77",'
    '"<p>Where do they sleep?</p>","C:\\bees.pdf","counting; field work","insects","Ash, Bo","Ito, Aki"\n'
)
GOODREADS = (
    "Book Id,Title,Author,Author l-f,Additional Authors,ISBN,ISBN13,My Rating,Average Rating,Publisher,Binding,"
    "Number of Pages,Year Published,Original Publication Year,Date Read,Date Added,Bookshelves,Exclusive Shelf,My"
    " Review,Private Notes,Read Count\n"
    '1,Bees,Ana Łuk,"Łuk, Ana",Bo Ash,="0123456789",="9780123456786",4,3.9,Hen House,Paperback,99,2021,2020,2024/05/01,'
    '2024/04/01,"read, insects",read,Very <br/>good,for me,1\n'
    '2,Hens,Bo Ash,"Ash, Bo",,="",="",0,3.9,,,,,,,2024/04/02,to-read,to-read,,,0\n'
)
POCKET = (
    "title,url,time_added,tags,status\n"
    "Bees at night,https://arxiv.org/abs/2103.00001v2,1714550400,insects|to count,unread\n"
    "Hens,https://example.org/hens,1714550400,,archive\n"
)


def read(text: str) -> Parsed:
    return formats.parse(source_from_bytes("table.csv", text.encode()))


def test_zotero() -> None:
    told = read(ZOTERO)
    assert (told.format, told.failures) == ("csv", ())
    [draft] = told.drafts
    paper, state = draft.paper, draft.state
    assert (paper.title, paper.type, paper.date) == ("Bees in forty gardens", "article-journal", "2021-03")
    assert paper.authors == (Person("Łuk", "Ana"), Person(literal="The Fen Group")) or paper.authors[0] == Person(
        "Łuk", "Ana"
    )
    assert (paper.editors, paper.doi, paper.pages) == ((Person("Ash", "Bo"),), "10.1234/bees.1", "10–19")
    assert (paper.venue, paper.volume, paper.issue, paper.issn) == ("Journal of Gardens", "3", "2", "1234-5679")
    assert paper.extra == {
        "translator": "Aki Ito",
        "PMID": "77",
        "Date Modified": "2024-05-02 08:00:00",
        "File Attachments": "C:\\bees.pdf",
    }
    assert (state.status, state.tags) == (Status.READ, ("counting", "field work", "insects"))
    assert (state.notes, state.added) == (("Where do they sleep?",), "2024-05-01T08:00:00.000Z")


def test_goodreads() -> None:
    told = read(GOODREADS)
    assert told.failures == ()
    bees, hens = told.drafts
    assert bees.paper.authors == (Person("Łuk", "Ana"), Person("Ash", "Bo"))
    assert (bees.paper.isbn, bees.paper.type, bees.paper.date) == ("9780123456786", "book", "2021")
    state = bees.state
    assert (state.status, state.status_at, state.rating) == (Status.READ, "2024-05-01T00:00:00.000Z", 4)
    assert (state.tags, state.notes) == (("insects",), ("Very\ngood", "for me"))
    assert bees.paper.extra["ISBN"] == "0123456789"
    assert (hens.state.status, hens.state.rating, hens.state.tags) == (Status.QUEUED, 0, ())


def test_pocket() -> None:
    bees, hens = read(POCKET).drafts
    assert (bees.paper.arxiv_id, bees.paper.arxiv_version, bees.paper.type) == ("2103.00001", "v2", "article")
    assert (bees.state.status, bees.state.tags) == (Status.INBOX, ("insects", "to count"))
    assert bees.state.added == "2024-05-01T08:00:00.000Z"
    assert (hens.state.status, hens.paper.urls) == (Status.READ, ("https://example.org/hens",))


@pytest.mark.parametrize(
    "header",
    ["Titel;Autoren;Jahr;Zeitschrift", "Titre;Auteurs;Année;Revue", "Título;Autores;Año;Revista", "標題;作者;年;期刊"],
)
def test_tables_of_several_languages(header: str) -> None:
    [draft] = csv_table.parse(
        source_from_text(
            "t", f"{header.replace('標', '标').replace('題', '题')}\nBees;Łuk, Ana;2021;Journal of Gardens\n"
        )
    ).drafts
    assert (draft.paper.title, draft.paper.authors) == ("Bees", (Person("Łuk", "Ana"),))
    assert (draft.paper.date, draft.paper.venue) == ("2021", "Journal of Gardens")


def test_bad_rows_are_told_with_their_lines_and_the_rest_is_read() -> None:
    told = read('title,year,note\nBees,2021,\n,2022,\nHens,2023,a,b\n"Wasps,2024,\nFoxes,2025,x,\n')
    assert [draft.paper.title for draft in told.drafts] == ["Bees", "Foxes"]
    assert [failure.line for failure in told.failures] == [3, 4, 5]
    assert all("import again" in failure.message for failure in told.failures)


def test_what_is_not_understood_stays_under_its_header() -> None:
    [draft] = read("Title,Year,DOI,Rating,Status,Shade\nBees,soon,none,9,odd,green\n").drafts
    assert draft.paper.extra == {"Year": "soon", "DOI": "none", "Rating": "9", "Status": "odd", "Shade": "green"}


UNCLEAR = "No;Werk;Wer\n1;Bees;Łuk, Ana\n2;Hens;Ash, Bo\n"


def test_a_table_of_unknown_columns_is_asked_about() -> None:
    source = source_from_text("t.csv", UNCLEAR)
    question = csv_table.question(source)
    assert question
    assert (question.header, question.sample) == (
        ("No", "Werk", "Wer"),
        (("1", "Bees", "Łuk, Ana"), ("2", "Hens", "Ash, Bo")),
    )
    [failure] = csv_table.parse(source).failures
    assert "--map title=COLUMN" in failure.message
    told = csv_table.parse_mapped(source, csv_table.mapping_of(["title=Werk", "authors=Wer"]))
    assert [draft.paper.title for draft in told.drafts] == ["Bees", "Hens"]
    assert told.drafts[0].paper.authors == (Person("Łuk", "Ana"),)
    assert told.drafts[0].paper.extra == {"No": "1"}


def test_a_clear_table_is_not_asked_about() -> None:
    for text in (ZOTERO, GOODREADS, POCKET, "Dear Ana, thank you.\nFor the jam, too.\n"):
        assert csv_table.question(source_from_text("t", text)) is None


def test_a_mapping_goes_before_the_guess() -> None:
    source = source_from_text("t", "title,original\nBees,Abeilles\n")
    told = csv_table.parse_mapped(source, {"original": Field.TITLE})
    assert (told.drafts[0].paper.title, told.drafts[0].paper.extra) == ("Abeilles", {"title": "Bees"})


def test_a_wrong_mapping_is_refused() -> None:
    for pairs in (["title"], ["colour=a"], ["title="], ["title=a", "title=b"]):
        with pytest.raises(UserError):
            csv_table.mapping_of(pairs)
    with pytest.raises(UserError, match="no column “gone”"):
        csv_table.parse_mapped(source_from_text("t", UNCLEAR), {"gone": Field.TITLE})


@pytest.mark.parametrize(
    "text",
    [
        "@article{bees, title = {Bees, hens}, year = 2021}\n",
        "TY  - JOUR\nTI  - Bees, title, year\nER  - \n",
        '{"title": "Bees, hens",\n"year": 2021}\n',
        "<html><title>a, b</title>\n</html>",
        "Bees, hens and wasps\n\nWe count, and then, author, title, rest.\n",
        "2409.13948, 2409.13949\n2409.13950\n",
        "new\nGet trending papers in your email inbox!\nSubscribe\n\nTitle\n\nAbstract, with commas.\n",
    ],
)
def test_nothing_else_is_taken_for_a_table(text: str) -> None:
    assert not csv_table.looks_like(text)


@given(st.text('title,year;author\n"=|\t1', max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    source = source_from_text("t", f"x{text}")
    csv_table.looks_like(source.text)
    csv_table.question(source)
    told = csv_table.parse(source)
    assert told.drafts or told.failures


def test_guesses_are_in_the_order_of_the_columns() -> None:
    assert list(guessed(["Year", "Paper", "Title", "Author", "Shade"])) == ["Year", "Title", "Author"]


def test_web_of_science() -> None:
    told = read(
        "PT\tAU\tAF\tTI\tSO\tDE\tDI\tPY\nJ\tLuk, A\tŁuk, Ana; Ash, Bo\tBees\tJ GARDENS\tapis\t10.1234/bees\t2021\n"
    )
    [draft] = told.drafts
    assert (draft.paper.title, draft.paper.doi, draft.paper.date) == ("Bees", "10.1234/bees", "2021")
    assert draft.paper.authors == (Person("Łuk", "Ana"), Person("Ash", "Bo"))
    assert draft.paper.extra == {"PT": "J", "AU": "Luk, A", "DE": "apis"}


def test_a_table_in_markdown() -> None:
    told = read("| Title | Authors | Year |\n|-------|:-------:|---:|\n| Bees | Ana Łuk, Bo Ash | 2021 |\n")
    [draft] = told.drafts
    assert (draft.paper.title, draft.paper.date, told.failures) == ("Bees", "2021", ())
    assert draft.paper.authors == (Person("Łuk", "Ana"), Person("Ash", "Bo"))
