"""RIS files of EndNote, Reference Manager, ProCite and publishers, whole and broken."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.paper import Paper, Person
from readinglist.importing.source import Draft, Source, read_source, source_from_bytes, source_from_text
from readinglist.importing.tagged.ris import looks_like, parse

FOXES = """1.
TY  - JOUR
ID  - denman2021
A1  - Denman, Ann
AU  - Müller,Jan
TI  - Counting foxes
  at night
T2  - Journal of Wild Foxes
JO  - J. Wild Foxes
PY  - 2021
DA  - 2021/03/15/
VL  - 3
IS  - 2
SP  - 10
EP  - 19
SN  - 1234-567X
DO  - https://doi.org/10.1000/Fox
N1  - doi: 10.1000/fox
N1  - Read again.
AB  - We count.

We count
again.
KW  - night
KW  - dens; foxes, red
LA  - en
PB  - Burrow
UR  - https://example.org/a; https://example.org/b
L1  - file:///home/ann/a.pdf
L2  - https://example.org/full
C7  - e12
ER  -
"""


def drafts(text: str) -> list[Draft]:
    parsed = parse(source_from_text("test.ris", text))
    assert parsed.failures == ()
    return list(parsed.drafts)


def paper(*lines: str) -> Paper:
    [only] = drafts("\n".join(["TY  - JOUR", "TI  - A", *lines, "ER  - "]))
    return only.paper


def test_a_record_with_all_that_is_common() -> None:
    [draft] = drafts(FOXES)
    assert draft.paper == Paper(
        title="Counting foxes at night",
        authors=(Person("Denman", "Ann"), Person("Müller", "Jan")),
        abstract="We count.\n\nWe count again.",
        date="2021-03-15",
        type="article-journal",
        venue="Journal of Wild Foxes",
        publisher="Burrow",
        volume="3",
        issue="2",
        pages="10–19",
        doi="10.1000/fox",
        issn="1234-567X",
        language="en",
        urls=("https://example.org/a", "https://example.org/b", "https://example.org/full"),
        citekey="denman2021",
        extra={"JO": "J. Wild Foxes", "L1": "file:///home/ann/a.pdf", "C7": "e12"},
    )
    assert draft.line == 2
    assert draft.state.tags == ("night", "dens", "foxes, red")
    assert draft.state.notes == ("Read again.",)


class TestSyntax:
    def test_a_record_that_was_not_closed_ends_where_the_next_begins(self) -> None:
        text = "TY  - JOUR\nTI  - One\nTY  - BOOK\nTI  - Two"
        assert [draft.paper.title for draft in drafts(text)] == ["One", "Two"]

    def test_words_between_records_are_passed_over(self) -> None:
        text = (
            "BOM\n\ufeffTY  - JOUR\nTI  - One\nER  - \n\nRecord 2 of 2\nProvider: Hives\nTY - JOUR\nTI - Two\nER - x\n"
        )
        assert [draft.paper.title for draft in drafts(text)] == ["One", "Two"]

    def test_a_record_whose_type_is_missing_is_read(self) -> None:
        text = "TY  - JOUR\nTI  - One\nER  - \nTI  - Two\nER  - \nER  - \n"
        assert [(draft.paper.title, draft.paper.type) for draft in drafts(text)] == [
            ("One", "article-journal"),
            ("Two", "document"),
        ]

    def test_a_record_without_a_title_is_told(self) -> None:
        parsed = parse(source_from_text("a.ris", "TY  - JOUR\nER  -\n\nTY  - JOUR\nAU  - Den, Ann\nER  -\n"))
        assert [(failure.source, failure.line) for failure in parsed.failures] == [("a.ris", 1), ("a.ris", 4)]
        assert all("no title" in failure.message for failure in parsed.failures[1:])

    def test_empty_fields_are_none(self) -> None:
        assert paper("T2  - ", "SP  -", "JF  - Foxes").venue == "Foxes"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    @pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
    def test_every_encoding_and_line_end(self, encoding: str, newline: str) -> None:
        data = FOXES.replace("\n", newline).encode(encoding)
        [draft] = parse(source_from_bytes("a.ris", data)).drafts
        assert draft.paper.authors[1] == Person("Müller", "Jan")


class TestFields:
    @pytest.mark.parametrize(
        ("code", "csl", "extra"),
        [
            ("JOUR", "article-journal", {}),
            ("CPAPER", "paper-conference", {"TY": "CPAPER"}),
            ("Journal Article", "article-journal", {}),
            ("FOX", "document", {"TY": "FOX"}),
        ],
    )
    def test_types(self, code: str, csl: str, extra: dict[str, str]) -> None:
        [draft] = drafts(f"TY  - {code}\nTI  - A\nER  - ")
        assert (draft.paper.type, draft.paper.extra) == (csl, extra)

    @pytest.mark.parametrize(
        "line",
        ["DO  - doi:10.1000/fox", "M3  - 10.1000/fox", "N1  - doi: 10.1000/fox", "UR  - http://dx.doi.org/10.1000/fox"],
    )
    def test_a_doi_wherever_it_is(self, line: str) -> None:
        assert paper(line).doi == "10.1000/fox"

    def test_what_is_no_doi_is_kept(self) -> None:
        read = paper("DO  - see the web", "M3  - Article")
        assert (read.doi, read.extra) == ("", {"DO": "see the web", "M3": "Article"})

    def test_a_record_known_by_its_doi_alone(self) -> None:
        [draft] = drafts("TY  - JOUR\nDO  - 10.1000/fox\nER  - ")
        assert draft.paper.title == "doi:10.1000/fox"

    @pytest.mark.parametrize(
        "line",
        ["JO  - arXiv preprint arXiv:2106.09685", "UR  - https://arxiv.org/abs/2106.09685", "AN  - arXiv:2106.09685"],
    )
    def test_a_paper_on_arxiv(self, line: str) -> None:
        read = paper(line)
        assert (read.arxiv_id, read.type, read.venue) == ("2106.09685", "article", "")
        assert "TY" not in read.extra

    def test_the_editors_and_the_series_of_a_book(self) -> None:
        text = "TY  - BOOK\nTI  - A\nA2  - Den, Ann\nA3  - Fox, Bo\nT2  - Series\nSP  - 320\nSN  - 978-3-16-148410-0"
        [draft] = drafts(text)
        assert draft.paper.editors == (Person("Fox", "Bo"),)
        assert (draft.paper.venue, draft.paper.pages, draft.paper.isbn) == ("", "", "978-3-16-148410-0")
        assert draft.paper.extra == {"A2": "Den, Ann", "T2": "Series", "SP": "320"}

    def test_the_second_authors_of_a_book_in_no_series_are_its_editors(self) -> None:
        [draft] = drafts("TY  - BOOK\nTI  - A\nA2  - Den, Ann\nER  -")
        assert draft.paper.editors == (Person("Den", "Ann"),)

    def test_who_wrote_an_edited_book_edited_it(self) -> None:
        [draft] = drafts("TY  - EDBOOK\nTI  - A\nAU  - Den, Ann\nER  -")
        assert (draft.paper.authors, draft.paper.editors) == ((), (Person("Den", "Ann"),))

    def test_a_paper_in_proceedings(self) -> None:
        [draft] = drafts("TY  - CONF\nTI  - A\nT2  - Meeting of Foxes\nC3  - Proceedings\nED  - Den, Ann\nER  -")
        assert (draft.paper.venue, draft.paper.editors) == ("Proceedings", (Person("Den", "Ann"),))
        assert draft.paper.extra == {"T2": "Meeting of Foxes"}

    def test_a_whole_journal_is_called_by_its_name(self) -> None:
        [draft] = drafts("TY  - JFULL\nJF  - Foxes\nER  -")
        assert draft.paper.title == "Foxes"

    def test_the_number_of_an_issue_in_m1(self) -> None:
        assert paper("M1  - 4").issue == "4"
        assert paper("M1  - 4", "IS  - 5").extra == {"M1": "4"}
        assert paper("M1  - 0").issue == ""
        assert paper("M1  - arXiv:2106.09685", "JF  - Foxes").issue == ""
        assert paper("M1  - All rights are those of the foxes of Denham.").issue == ""

    def test_a_date_that_says_more_is_kept(self) -> None:
        read = paper("PY  - 2013/04/18", "PY  - 2013/02/15/received", "Y1  - 2013", "DA  - ///")
        assert (read.date, read.extra) == ("2013-04-18", {"PY": "2013/02/15/received"})

    def test_an_abstract_under_two_tags(self) -> None:
        read = paper("N2  - We\ncount.", "AB  - We count.")
        assert (read.abstract, read.extra) == ("We count.", {})
        assert paper("N2  - More.", "AB  - We count.").extra == {"N2": "More."}

    def test_what_procite_writes_into_notes(self) -> None:
        text = (
            "TY  - CHAP\nN1  - Record ID: 40\nTI  - A\nT2  - Book\nVL  - 2nd ed.\nN1  - Volume ID: 7\n"
            "N1  - Publisher Name: Burrow\nN1  - Author Role: Fox\nN1  - Notes: Read again.\nER  - "
        )
        [draft] = drafts(text)
        assert (draft.paper.volume, draft.paper.publisher) == ("7", "Burrow")
        assert draft.state.notes == ("Author Role: Fox", "Read again.")
        assert draft.paper.extra == {"Volume ID": "2nd ed.", "Record ID": "40"}

    def test_a_note_with_a_label_is_a_note_where_procite_is_not_named(self) -> None:
        [draft] = drafts("TY  - JOUR\nTI  - A\nN1  - Volume ID: 7\nER  - ")
        assert (draft.paper.volume, draft.state.notes) == ("", ("Volume ID: 7",))


@pytest.mark.parametrize(
    ("text", "is_ris"),
    [
        (FOXES, True),
        ("TY - JOUR\nTI - A", True),
        ("Provider: Hives\n\n1.\nTY  - JOUR\n", True),
        ("PMID- 1\nOWN - NLM\nTI  - A\n", False),
        ("%0 Journal Article\n%T A\n", False),
        ("@article{a, title={A}}\n", False),
        ("<?xml version='1.0'?>\n<xml><records>", False),
        ('[{"title": "A", "type": "book"}]', False),
        ("title,author\nTY,A\n", False),
        ("PT J\nAU Den, A\nTI Foxes\n", False),
        ("2409.13948\n10.1000/fox\n", False),
    ],
)
def test_ris_is_known_by_its_content(text: str, is_ris: bool) -> None:
    assert looks_like(text) is is_ris


@given(
    st.text()
    | st.lists(st.sampled_from(["TY  - JOUR", "ER  - ", "TI  - a", "N1  - Record ID: 1", "", "b; c"])).map("\n".join)
)
def test_any_text_is_read_or_reported(text: str) -> None:
    parsed = parse(Source("x", text))
    assert parsed.drafts or parsed.failures
    assert all(draft.paper.title for draft in parsed.drafts)


WORD = st.text(st.characters(categories=["Lu", "Ll", "Lo"]), min_size=1, max_size=12)
WORDS = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
PAPERS = st.builds(
    Paper,
    title=WORDS,
    authors=st.lists(st.builds(Person, family=WORDS, given=WORD), max_size=3).map(tuple),
    abstract=WORDS,
    date=st.dates().filter(lambda day: day.year >= 1000).map(str),
    type=st.just("article-journal"),
    venue=WORDS,
    volume=st.integers(1, 999).map(str),
    doi=st.integers(0, 9999).map("10.1000/{}".format),
)


@given(st.lists(PAPERS, min_size=1, max_size=4), st.booleans())
def test_what_is_written_is_read_back(papers: list[Paper], is_closed: bool) -> None:
    lines = []
    for written in papers:
        lines += ["TY  - JOUR", f"TI  - {written.title}", f"T2  - {written.venue}", f"VL  - {written.volume}"]
        lines += [f"AU  - {author.family}, {author.given}" for author in written.authors]
        lines += [f"DA  - {written.date.replace('-', '/')}", f"AB  - {written.abstract}", f"DO  - {written.doi}"]
        lines += ["ER  - "] * is_closed
    assert [draft.paper for draft in drafts("\n".join(lines))] == papers


def test_every_record_of_the_real_files_is_read_or_reported(shared_data: Path) -> None:
    read = failed = 0
    for path in sorted((shared_data / "ris").glob("*.ris")):
        source = read_source(path)
        begun = len(re.findall(r"^\W*TY  ?- ", source.text, re.MULTILINE))
        parsed = parse(source)
        assert looks_like(source.text) is bool(begun), path.name
        assert len(parsed.drafts) + len(parsed.failures) == max(begun, 1), path.name
        read += len(parsed.drafts)
        failed += len(parsed.failures)
    assert read >= 125
    assert failed <= 6, "five have no title, one file is of Web of Science"


def test_a_title_loses_the_markup_that_zotero_writes_into_it() -> None:
    [draft] = parse(source_from_text("z.ris", "TY  - JOUR\nTI  - On <i>Apis</i> if a < b\nER  - \n")).drafts
    assert draft.paper.title == "On Apis if a < b"
