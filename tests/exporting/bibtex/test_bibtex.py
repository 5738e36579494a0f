"""BibTeX that others can read, with nothing private in it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from bibtexparser.entrypoint import parse_string
from hypothesis import example, given
from hypothesis import strategies as st

from readinglist.domain.normalise import collapse
from readinglist.domain.paper import Paper, Person
from readinglist.domain.reading import PaperDetails
from readinglist.domain.status import Status
from readinglist.domain.text import storable
from readinglist.exporting.bibtex import bibtex
from readinglist.importing.bibtex.reader import parse
from readinglist.importing.source import read_source, source_from_text

FOXES = Paper(
    title="Counting Foxes & Hens with BERT in $O(n)$",
    authors=(Person("van der Berg", "Jan"), Person(literal="Barnes and Noble"), Person("King", "Martin, Jr.")),
    abstract="We count.\n\nTwice.",
    date="2021-03-15",
    type="article-journal",
    venue="Journal of Foxes",
    volume="3",
    issue="2",
    pages="10–19",
    doi="10.1000/fox_1",
    arxiv_id="2103.00001",
    arxiv_version="v2",
    urls=("https://example.org/a_b%20c", "https://example.org/second"),
    code_urls=("https://github.com/den/foxes",),
    citekey="berg2021",
    extra={"note": r"To appear in \emph{Dens}"},
)


def written(*papers: Paper) -> str:
    return bibtex.write(PaperDetails(number, paper, "2026-01-01") for number, paper in enumerate(papers, start=1))


def read(text: str) -> list[Paper]:
    parsed = parse(source_from_text("export.bib", text))
    assert parsed.failures == ()
    return [draft.paper for draft in parsed.drafts]


def test_an_entry() -> None:
    assert written(FOXES) == (
        "@article{berg2021,\n"
        "  title = {Counting Foxes \\& Hens with {BERT} in $O(n)$},\n"
        "  author = {van der Berg, Jan and {Barnes and Noble} and King, Jr., Martin},\n"
        "  journal = {Journal of Foxes},\n"
        "  year = {2021},\n"
        "  month = mar,\n"
        "  day = {15},\n"
        "  eprint = {2103.00001v2},\n"
        "  archiveprefix = {arXiv},\n"
        "  volume = {3},\n"
        "  number = {2},\n"
        "  pages = {10--19},\n"
        "  doi = {10.1000/fox_1},\n"
        "  url = {https://example.org/a_b%20c},\n"
        "  abstract = {We count.\n\nTwice.},\n"
        "  note = {To appear in \\emph{Dens}},\n"
        "}\n"
    )


def test_nothing_is_nothing() -> None:
    assert written() == ""


@pytest.mark.parametrize(
    ("paper", "beginning", "field"),
    [
        (Paper("A", type="article"), "@misc{", ""),
        (Paper("A", type="article", venue="V"), "@article{", "journal = {V}"),
        (Paper("A", type="paper-conference", venue="V"), "@inproceedings{", "booktitle = {V}"),
        (Paper("A", type="thesis", publisher="P"), "@phdthesis{", "school = {P}"),
        (Paper("A", type="report", publisher="P"), "@techreport{", "institution = {P}"),
        (Paper("A", type="thesis", extra={"bibtex-type": "mastersthesis"}), "@mastersthesis{", ""),
        (Paper("A", extra={"bibtex-type": "no{type"}), "@misc{", ""),
        (Paper("A", date="-0044"), "@misc{", "year = {-0044}"),
    ],
)
def test_types_and_their_fields(paper: Paper, beginning: str, field: str) -> None:
    assert written(paper).startswith(beginning)
    assert field in written(paper)


def test_nothing_private_leaves() -> None:
    secret = "hush"
    private = dict.fromkeys(["readstatus", "ranking", "comment-ann", "x-stars", "file", "keywords", "annote"], secret)
    private |= {"note": rf"Read\_Status: {secret}", "Rating": secret}
    details = PaperDetails(
        id=1,
        paper=replace(FOXES, extra={**private, "series": "Dens"}),
        added="2026-01-01",
        status=Status.SKIMMED,
        rating=4,
        starred=True,
        status_at="2026-02-02",
        tags=(secret,),
        note=secret,
        files=(secret,),
    )
    text = bibtex.write([details])
    assert secret not in text
    assert not re.search("skimmed|rating|2026|starred", text)
    assert "series = {Dens}" in text


def test_a_foreign_field_cannot_break_the_entry_or_stand_twice() -> None:
    paper = Paper(
        "A", extra={"note": "un{balanced", "title": "B", "bad name": "x", "memo": "a\n@b(c)", "series": "a\\"}
    )
    [back] = read(written(paper))
    assert back.title == "A"
    assert back.extra == {
        "note": r"un\textbraceleft{}balanced",
        "memo": "a\n{@}b(c)",
        "series": r"a\textbackslash{}",
    }


def test_unknown_fields_survive_coming_and_going() -> None:
    text = '@web_page{a, title={A}, series="Caf\\\'e {X}", s2id={123}, howpublished={\\url{http://x.y/a_b}}, année={x}}'
    [first] = read(text)
    [second] = read(written(first))
    assert second == first
    assert set(first.extra) == {"series", "s2id", "howpublished", "année", "bibtex-type"}


LINE = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30).map(storable).map(collapse)
LATEX = st.text(st.sampled_from("aB {}\\$%&_#^~-'`\"@(),=éß3"), max_size=30).map(collapse)
TEXT = LINE | LATEX
NAME = TEXT.filter(lambda text: bool(text) and "," not in text and not re.search(r"(^|\s)0\d{3}$", text))
PEOPLE = st.lists(
    st.builds(Person, family=NAME, given=NAME) | st.builds(Person, literal=NAME), max_size=3
).map(tuple)  # fmt: skip
PAPERS = st.builds(
    Paper,
    title=TEXT.filter(bool),
    authors=PEOPLE,
    editors=PEOPLE,
    abstract=TEXT,
    date=st.sampled_from(["", "2021", "2021-03", "2021-03-15", "1066-12-31"]),
    type=st.sampled_from(["article-journal", "paper-conference", "book", "chapter", "thesis", "report", "document"]),
    venue=TEXT.filter(lambda text: not text.lower().startswith(("arxiv", "corr"))),
    publisher=TEXT,
    volume=TEXT.filter(lambda text: not text.lower().startswith("abs/")),
    issue=TEXT,
    pages=st.sampled_from(["", "7", "10–19", "A-1–A-9", "e12", "1–3, 8"]),
    doi=st.sampled_from(["", "10.1000/fox_1", "10.1002/(sici)1<1::a--b>3.0.co;2-2", "10.48550/arxiv.2103.00001"]),
    isbn=st.sampled_from(["", "978-3-86490-311-3"]),
    urls=st.sampled_from([(), ("https://example.org/a_b%20c~d#e&f--g",)]),
)


@given(st.lists(PAPERS, min_size=1, max_size=3))
@example([Paper("Foxes for $5$", issue="$0$")])
def test_what_is_written_is_read_back_as_it_was(papers: list[Paper]) -> None:
    back = read(written(*papers))
    assert len(back) == len(papers)
    for before, after in zip(papers, back, strict=True):
        arxiv = "2103.00001" if before.doi.startswith("10.48550") else ""
        assert replace(after, citekey="", code_urls=(), type=before.type, arxiv_id="", extra={}) == before
        assert after.arxiv_id == arxiv


@given(st.lists(PAPERS, min_size=1, max_size=3))
def test_any_reader_of_bibtex_finds_whole_entries(papers: list[Paper]) -> None:
    """The braces pair off as BibTeX counts them, to which an escaped one is a brace, and no value ends an entry."""
    text = written(*papers)
    depth = 0
    for brace in re.findall(r"[{}]", text):
        depth += 1 if brace == "{" else -1
        assert depth >= 0
    assert depth == 0
    parsed = parse_string(text, parse_stack=[])
    assert (len(parsed.entries), parsed.failed_blocks) == (len(papers), [])


def test_the_real_files_go_out_and_come_back(shared_data: Path) -> None:
    """All but the fields that are private, and a year or month that says less than the date beside it."""
    for path in [*sorted((shared_data / "bibtex").glob("*.bib")), *sorted((shared_data / "biblatex").glob("*.bib"))]:
        papers = [draft.paper for draft in parse(read_source(path)).drafts]
        if not papers:
            continue
        for before, after in zip(papers, read(written(*papers)), strict=True):
            facts = replace(before, urls=before.urls[:1], extra={}, citekey="")
            assert replace(after, urls=after.urls[:1], extra={}, citekey="") == facts, path.name
