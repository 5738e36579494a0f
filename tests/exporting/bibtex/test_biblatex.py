"""BibLaTeX, with its own names of fields and types."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.normalise import collapse
from readinglist.domain.paper import Paper
from readinglist.domain.reading import PaperDetails
from readinglist.domain.text import storable
from readinglist.exporting.bibtex import biblatex
from readinglist.exporting.profile import Profile
from readinglist.importing.bibtex.reader import parse
from readinglist.importing.source import read_source, source_from_text


def written(*papers: Paper, profile: Profile = Profile.CITING) -> str:
    return biblatex.write([PaperDetails(1, paper, "2026-01-01") for paper in papers], profile)


def read(text: str) -> list[Paper]:
    parsed = parse(source_from_text("export.bib", text))
    assert parsed.failures == ()
    return [draft.paper for draft in parsed.drafts]


def test_an_entry(foxes: PaperDetails) -> None:
    assert biblatex.write([foxes]) == (
        "@article{berg2021,\n"
        "  title = {Counting Foxes \\& Hens in $O(n)$},\n"
        "  author = {van der Berg, Jan and {Barnes and Noble} and King, Jr., Martin},\n"
        "  journaltitle = {Journal of Foxes},\n"
        "  date = {2021-03-15},\n"
        "  publisher = {Hen House},\n"
        "  eprint = {2103.00001v2},\n"
        "  eprinttype = {arxiv},\n"
        "  volume = {3},\n"
        "  number = {2},\n"
        "  pages = {10--19},\n"
        "  doi = {10.1000/fox_1},\n"
        "  url = {https://example.org/a_b%20c(d)},\n"
        "  issn = {1234-5679},\n"
        "  abstract = {We count.\n\nTwice.},\n"
        "  location = {Paris},\n"
        "  note = {To appear in \\emph{Dens}},\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("paper", "beginning", "field"),
    [
        (Paper("A", type="article"), "@online{", ""),
        (Paper("A", type="article", venue="V"), "@article{", "journaltitle = {V}"),
        (Paper("A", type="paper-conference", venue="V"), "@inproceedings{", "booktitle = {V}"),
        (Paper("A", type="thesis", publisher="P"), "@thesis{", "institution = {P}"),
        (Paper("A", type="report", publisher="P"), "@report{", "institution = {P}"),
        (
            Paper("A", type="thesis", publisher="P", extra={"bibtex-type": "phdthesis"}),
            "@phdthesis{",
            "institution = {P}",
        ),
        (Paper("A", type="webpage", publisher="P"), "@online{", "organization = {P}"),
        (Paper("A", date="-0044"), "@online{", "date = {-0044}"),
        (Paper("A", date="1988", extra={"date": "1988/1990"}), "@online{", "date = {1988/1990}"),
        (Paper("A", date="1988", extra={"date": "soon"}), "@online{", "date = {1988}"),
        (Paper("A", date="1988-05", extra={"date": "May 1988"}), "@online{", "date = {1988-05}"),
        (Paper("A", extra={"primaryclass": "cs.LG"}), "@online{", "eprintclass = {cs.LG}"),
        (Paper("A", extra={"location": "Rome", "address": "Paris"}), "@online{", "location = {Rome}"),
    ],
)
def test_types_and_their_fields(paper: Paper, beginning: str, field: str) -> None:
    assert written(paper).startswith(beginning)
    assert field in written(paper)


LINE = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=20).map(storable).map(collapse)
PAPERS = st.builds(
    Paper,
    title=LINE.filter(bool),
    abstract=LINE,
    date=st.sampled_from(["", "2021", "2021-03", "2021-03-15"]),
    type=st.sampled_from(["article-journal", "paper-conference", "book", "chapter", "thesis", "report", "document"]),
    venue=LINE.filter(lambda text: not text.lower().startswith(("arxiv", "corr"))),
    publisher=LINE,
    arxiv_id=st.sampled_from(["", "2103.00001"]),
    urls=st.sampled_from([(), ("https://example.org/a_b%20c",), ("https://example.org/a", "https://example.org/b")]),
)


@given(st.lists(PAPERS, min_size=1, max_size=3))
def test_what_is_moved_is_read_back_as_it_was(papers: list[Paper]) -> None:
    back = read(written(*papers, profile=Profile.MOVING))
    for before, after in zip(papers, back, strict=True):
        type_told = after.type if before.type == "document" and before.arxiv_id else before.type
        assert replace(after, citekey="", extra={}, type=type_told, code_urls=()) == replace(before, type=type_told)


def test_real_files_lose_no_field(shared_data: Path) -> None:
    for path in sorted((shared_data / "biblatex").glob("*.bib")):
        papers = [draft.paper for draft in parse(read_source(path)).drafts]
        if not papers:
            continue
        for before, after in zip(papers, read(written(*papers, profile=Profile.MOVING)), strict=True):
            assert replace(after, extra={}, citekey="") == replace(before, extra={}, citekey=""), path.name
            lost = {name: value for name, value in before.extra.items() if value not in after.extra.values()}
            assert not lost, (path.name, before.citekey)
