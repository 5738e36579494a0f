"""Files of Refer and BibIX, and EndNote's tagged export, whole and broken."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.paper import Paper, Person
from readinglist.importing.source import Draft, Source, read_source, source_from_text
from readinglist.importing.tagged.refer import looks_like, parse

FOXES = """%0 Journal Article
%F denman2021
%A Denman, Ann
%A Jan Müller
%E Hen, Cy
%T Counting foxes
at night
%J Journal of Wild Foxes
%D 2021
%8 March 15
%8 2021/03/15
%V 3
%N 2
%P 10-19
%I Burrow
%@ 1234-567X
%R doi:10.1000/Fox
%U https://example.org/a
%X We count.

We count again.
%K night
dens
%G en
%Z Read again.
%< Twice.
%+ Denham

%0 Book
%T Hens
"""


def drafts(text: str) -> list[Draft]:
    parsed = parse(source_from_text("test.enw", text))
    assert parsed.failures == ()
    return list(parsed.drafts)


def test_a_record_with_all_that_is_common() -> None:
    first, second = drafts(FOXES)
    assert first.paper == Paper(
        title="Counting foxes at night",
        authors=(Person("Denman", "Ann"), Person("Müller", "Jan")),
        editors=(Person("Hen", "Cy"),),
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
        urls=("https://example.org/a",),
        citekey="denman2021",
        extra={"%8": "March 15", "%+": "Denham"},
    )
    assert (first.state.tags, first.state.notes) == (("night", "dens"), ("Read again.", "Twice."))
    assert (second.paper.title, second.paper.type, second.line) == ("Hens", "book", FOXES.count("\n") - 1)


def test_records_of_refer_are_parted_by_blank_lines() -> None:
    text = "%T Foxes\n%A Den, Ann\n%J Dens\n\n\n%A Fox, Bo\n%T Hens\n%B Hen\n\n%T Owls\n%I Burrow\n\n%T Mice\n%R TR 7\n"
    read = [draft.paper for draft in drafts(text)]
    assert [(paper.title, paper.type) for paper in read] == [
        ("Foxes", "article-journal"),
        ("Hens", "chapter"),
        ("Owls", "book"),
        ("Mice", "report"),
    ]
    assert read[3].extra == {"%R": "TR 7"}


def test_a_record_without_a_title_is_told() -> None:
    parsed = parse(source_from_text("a.enw", "%0 Book\n%T Hens\n%0 Book\n%A Den, Ann\n%0\n"))
    assert [failure.line for failure in parsed.failures] == [3, 5]
    assert [draft.paper.title for draft in parsed.drafts] == ["Hens"]


def test_types() -> None:
    edited, proceedings, other = (
        draft.paper
        for draft in drafts(
            "%0 Edited Book\n%T A\n%A Den, Ann\n%B Series\n%P 320\n"
            "%0 Conference Paper\n%T B\n%B Proceedings\n%J J\n%0 Fox Den\n%T C\n%B D"
        )
    )
    assert (edited.authors, edited.editors, edited.venue, edited.pages) == ((), (Person("Den", "Ann"),), "", "")
    assert edited.extra == {"%0": "Edited Book", "%B": "Series", "%P": "320"}
    assert (proceedings.type, proceedings.venue) == ("paper-conference", "Proceedings")
    assert (other.type, other.venue, other.extra) == ("document", "D", {"%0": "Fox Den"})


def test_a_paper_on_arxiv() -> None:
    [draft] = drafts("%0 Journal Article\n%T A\n%J arXiv preprint arXiv:2106.09685\n")
    assert (draft.paper.arxiv_id, draft.paper.type, draft.paper.venue) == ("2106.09685", "article", "")


def test_a_doi_as_an_address() -> None:
    [draft] = drafts("%0 Journal Article\n%T A\n%U https://doi.org/10.1000/fox\n%@ none\n")
    assert (draft.paper.doi, draft.paper.extra) == ("10.1000/fox", {"%@": "none"})


@pytest.mark.parametrize(
    ("text", "is_refer"),
    [
        (FOXES, True),
        ("\n%T Foxes\n%A Den, Ann\n", True),
        ("%A Den, Ann", True),
        ("%0\n%T Foxes\n", True),
        ("%0 Journal Article\r\n%T A\r\n".replace("\r\n", "\n"), True),
        ("% Encoding: UTF-8\n@article{a, title={A}}\n", False),
        ("%A comment\n@article{a, title={A}}\n", False),
        ("%PDF-1.7\n%T\n", False),
        ("%D or not, a sentence that begins so\nis none of Refer.\n", False),
        ("TY  - JOUR\nTI  - A\n", False),
        ("PMID- 1\nOWN - NLM\n", False),
        ("<?xml version='1.0'?>", False),
        ('[{"title": "A"}]', False),
    ],
)
def test_refer_is_known_by_its_content(text: str, is_refer: bool) -> None:
    assert looks_like(text) is is_refer


@given(st.text() | st.lists(st.sampled_from(["%0 Book", "%0", "%T a", "%D 99", "%@ 1", "", "b"])).map("\n".join))
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
    doi=st.integers(0, 9999).map("10.1000/{}".format),
)


@given(st.lists(PAPERS, min_size=1, max_size=4), st.booleans())
def test_what_is_written_is_read_back(papers: list[Paper], are_typed: bool) -> None:
    lines = []
    for written in papers:
        lines += ["%0 Journal Article"] * are_typed
        lines += [f"%T {written.title}", *(f"%A {author.family}, {author.given}" for author in written.authors)]
        lines += [f"%J {written.venue}", f"%8 {written.date}", f"%X {written.abstract}", f"%R {written.doi}", ""]
    assert [draft.paper for draft in drafts("\n".join(lines))] == papers


def test_every_record_of_the_real_files_is_read_or_reported(shared_data: Path) -> None:
    for path in sorted((shared_data / "refer_enw").iterdir()):
        source = read_source(path)
        assert looks_like(source.text), path.name
        parsed = parse(source)
        begun = sum(line.startswith("%0") for line in source.text.split("\n")) or 1
        assert len(parsed.drafts) + len(parsed.failures) == begun, path.name
        if "pattern" not in path.name and "entries" not in path.name:
            assert parsed.failures == (), path.name
