"""Files of PubMed and ERIC, whole and broken."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.paper import Paper, Person
from readinglist.importing.source import Draft, Source, read_source, source_from_text
from readinglist.importing.tagged.medline import looks_like, parse

FOXES = """
PMID- 123456
OWN - NLM
IS  - 1234-567X (Print)
IS  - 2345-6789 (Electronic)
VI  - 3
IP  - 2
DP  - 2021 Mar 15
TI  - Counting foxes at
      night.
PG  - 10-9
LID - 10.1000/Fox [doi]
AB  - We count. We
      count again.
FAU - Denman, Ann B
AU  - Denman AB
FAU - Müller, Jan
AU  - Müller J
AU  - et al.
CN  - Society of Foxes
FED - Hen, Cy
ED  - Hen C
LA  - eng
GN  - Read again.
PT  - Journal Article
TA  - J Wild Foxes
JT  - Journal of wild foxes
MH  - Foxes/*growth
OT  - night
AID - e12 [pii]

PMID- 123457
OWN - NLM
TI  - Hens.
AU  - Owl DE Jr
"""

REPORT = """OWN - ERIC
TI  - Foxes at School
AU  - van Den, Ann
JT  - Burrow
AID - http://dx.doi.org/10.1000/fox
OID - ED1
DP  - Article 10 2019
LID - http://eric.example/?id=ED1
PT  - Reports - Research

OWN - ERIC
TI  - Hens at School
JT  - Journal of Hens
OID - EJ2
ISSN - EISSN-2345-6789
PT  - Reports - Research
"""


def drafts(text: str) -> list[Draft]:
    parsed = parse(source_from_text("test.nbib", text))
    assert parsed.failures == ()
    return list(parsed.drafts)


def paper(*lines: str) -> Paper:
    [only] = drafts("\n".join(["PMID- 1", "TI  - A", *lines]))
    return only.paper


def test_a_record_with_all_that_is_common() -> None:
    first, second = drafts(FOXES)
    assert first.paper == Paper(
        title="Counting foxes at night.",
        authors=(Person("Denman", "Ann B."), Person("Müller", "Jan"), Person(literal="Society of Foxes")),
        editors=(Person("Hen", "Cy"),),
        abstract="We count. We count again.",
        date="2021-03-15",
        type="article-journal",
        venue="Journal of wild foxes",
        volume="3",
        issue="2",
        pages="10–9",
        doi="10.1000/fox",
        issn="1234-567X 2345-6789",
        language="eng",
        extra={"PMID": "123456", "OWN": "NLM", "ED": "Hen C", "TA": "J Wild Foxes", "AID": "e12 [pii]"},
    )
    assert (first.state.tags, first.state.notes) == (("Foxes/*growth", "night"), ("Read again.",))
    assert (second.paper.title, second.line) == ("Hens.", FOXES.count("\n") - 3)
    assert second.paper.authors == (Person("Owl", "D. E., Jr"),)


def test_records_of_eric() -> None:
    report, article = (draft.paper for draft in drafts(REPORT))
    assert (report.type, report.venue, report.publisher) == ("report", "", "Burrow")
    assert (report.authors, report.date, report.doi) == ((Person("van Den", "Ann"),), "2019", "10.1000/fox")
    assert report.urls == ("http://eric.example/?id=ED1",)
    assert report.extra == {
        "OWN": "ERIC",
        "OID": "ED1",
        "DP": "Article 10 2019",
        "PT": "Reports - Research",
    }
    assert (article.type, article.venue, article.issn) == ("article-journal", "Journal of Hens", "2345-6789")


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("first", ["PMID- 1", "OWN - ERIC", "STAT- Publisher"])
def test_records_are_parted(first: str, between: str) -> None:
    if not first.startswith(("PMID", "OWN")) and between == "\n":
        between = "\n\n"
    text = between.join([f"{first}\nTI  - One\nAU  - Den A\nAU  - Fox B", f"{first}\nTI  - Two"])
    assert [draft.paper.title for draft in drafts(text)] == ["One", "Two"]


def test_a_blank_line_within_a_record_parts_nothing() -> None:
    [draft] = drafts("PMID- 1\nOWN - NLM\n\nTI  - One\n\nAU  - Den A\n\nAU  - Fox B\n")
    assert draft.paper.authors == (Person("Den", "A."), Person("Fox", "B."))


def test_a_record_without_a_title_is_told() -> None:
    parsed = parse(source_from_text("a.nbib", "PMID- 1\nTI  - One\n\nPMID- 2\nAU  - Den A\n"))
    assert [(failure.line, "no title" in failure.message) for failure in parsed.failures] == [(4, True)]


def test_the_number_of_an_article_stands_for_its_pages() -> None:
    assert paper("LID - S12-34 [pii]").pages == "S12-34"
    assert paper("LID - S12-34 [pii]", "PG  - 7").pages == "7"


def test_a_date_of_electronic_publication_where_there_is_no_other() -> None:
    assert paper("DEP - 20040210").date == "2004-02-10"
    read = paper("DEP - 20040210", "DP  - 2004 Spring")
    assert (read.date, read.extra["DP"], read.extra["DEP"]) == ("2004", "2004 Spring", "20040210")


@pytest.mark.parametrize(
    ("types", "csl", "is_kept"),
    [
        (["Journal Article"], "article-journal", False),
        (["Journal Article", "Review"], "article-journal", True),
        (["Preprint"], "article", True),
        (["Dissertations/Theses - Doctoral Dissertations"], "thesis", True),
        (["Case Reports"], "article-journal", True),
        ([], "article-journal", False),
    ],
)
def test_types(types: list[str], csl: str, is_kept: bool) -> None:
    read = paper(*(f"PT  - {name}" for name in types))
    assert (read.type, "PT" in read.extra) == (csl, is_kept)


def test_a_chapter() -> None:
    read = paper("BTI - Foxes of the World", "PT  - Book Chapter", "PB  - Burrow", "ISBN- ISBN 978-3-16-148410-0")
    assert (read.type, read.venue, read.publisher) == ("chapter", "Foxes of the World", "Burrow")
    assert read.isbn == "978-3-16-148410-0"
    assert paper("BTI - Foxes of the World").type == "chapter"


def test_a_whole_book_is_called_by_its_name() -> None:
    [draft] = drafts("PMID- 1\nBTI - Foxes of the World\nPT  - Book\n")
    assert (draft.paper.title, draft.paper.type, draft.paper.venue) == ("Foxes of the World", "book", "")


@pytest.mark.parametrize(
    ("text", "is_medline"),
    [
        (FOXES, True),
        (REPORT, True),
        ("STAT- Publisher\nOWN - NLM\nTI  - A\n", True),
        ("TY  - JOUR\nTI  - A\nER  - \n", False),
        ("%0 Journal Article\n%T A\n", False),
        ("@article{a, title={A}}\n", False),
        ("<?xml version='1.0'?>\n<PubmedArticle><PMID>1</PMID>", False),
        ('[{"title": "A", "PMID": "1"}]', False),
        ("title,author\nPMID,A\n", False),
        ("PT J\nAU Den, A\nTI Foxes\n", False),
    ],
)
def test_medline_is_known_by_its_content(text: str, is_medline: bool) -> None:
    assert looks_like(text) is is_medline


@given(
    st.text()
    | st.lists(st.sampled_from(["PMID- 1", "OWN - ERIC", "TI  - a", "LID - x [pii]", "", "  b"])).map("\n".join)
)
def test_any_text_is_read_or_reported(text: str) -> None:
    parsed = parse(Source("x", text))
    assert parsed.drafts or parsed.failures
    assert all(draft.paper.title for draft in parsed.drafts)


WORD = st.text(st.characters(categories=["Lu", "Ll", "Lo"]), min_size=2, max_size=12)
WORDS = st.lists(WORD, min_size=1, max_size=4)


@given(
    st.lists(st.tuples(WORDS, WORDS, st.lists(st.tuples(WORD, WORD), max_size=3), st.dates()), min_size=1, max_size=4)
)
def test_what_is_written_is_read_back(
    papers: list[tuple[list[str], list[str], list[tuple[str, str]], date]],
) -> None:
    lines = []
    for number, (title, abstract, authors, day) in enumerate(papers):
        lines += [f"PMID- {number}", "TI  - " + "\n      ".join(title), "AB  - " + "\n      ".join(abstract)]
        lines += [f"FAU - {family}, {given_name}" for family, given_name in authors]
        lines += ["DEP - " + str(day).replace("-", ""), ""]
    read = [draft.paper for draft in drafts("\n".join(lines))]
    assert [(paper.title, paper.abstract) for paper in read] == [
        (" ".join(title), " ".join(abstract)) for title, abstract, _, _ in papers
    ]
    assert [[(author.family, author.given) for author in paper.authors] for paper in read] == [
        authors for _, _, authors, _ in papers
    ]
    assert [paper.date for paper in read] == [str(day) if day.year >= 1000 else "" for *_, day in papers]


def test_every_record_of_the_real_files_is_read(shared_data: Path) -> None:
    for path in sorted((shared_data / "nbib").glob("*.nbib")):
        source = read_source(path)
        assert looks_like(source.text), path.name
        parsed = parse(source)
        assert len(parsed.drafts) == len(re.findall(r"^OWN ", source.text, re.MULTILINE)), path.name
        assert parsed.failures == (), path.name
