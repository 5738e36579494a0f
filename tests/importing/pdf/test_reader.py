"""PDFs as papers: written by these tests, and the real ones beside the repository."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.paper import Paper, Person
from readinglist.errors import UserError
from readinglist.importing.pdf import reader
from readinglist.importing.pdf.reader import FROM_FILE_DATA, FROM_FIRST_PAGE, draft_of

WritePdf = Callable[..., Path]

BODY = [
    ("We hang cheap microphones in forty gardens and count the wing beats of", 10, 500),
    ("bees in noisy recordings. Over one summer the counts follow those of", 10, 488),
    ("human observers closely, in rain and in sun, and on the coldest days too.", 10, 476),
]
HEAD = [
    ("Counting Bees With", 18, 700),
    ("Cheap Microphones", 18, 680),
    ("Ana Byrne, Tom van der Berg and J. R. Okafor", 12, 650),
    ("University of Hedges", 10, 630),
]
TITLE = "Counting Bees With Cheap Microphones"
PAGE = HEAD + BODY
XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/" prism:doi="10.1000/BEES.7">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Counting Bees With Cheap Microphones</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>Ana Byrne</rdf:li><rdf:li>Okafor, J. R.</rdf:li></rdf:Seq></dc:creator>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def test_title_and_authors_are_guessed_from_the_first_page(write_pdf: WritePdf, tmp_path: Path) -> None:
    file = write_pdf(tmp_path / "bees.pdf", PAGE, BODY)
    draft = draft_of(file)
    assert draft.paper == Paper(
        TITLE, authors=(Person("Byrne", "Ana"), Person("van der Berg", "Tom"), Person("Okafor", "J. R."))
    )
    assert (draft.doubt, draft.files) == (FROM_FIRST_PAGE, (file,))


def test_the_file_s_own_data_are_believed_where_the_page_bears_them_out(write_pdf: WritePdf, tmp_path: Path) -> None:
    info = {"Title": TITLE, "Author": "Ana Byrne; J. R. Okafor"}
    draft = draft_of(write_pdf(tmp_path / "bees.pdf", PAGE, info=info))
    assert draft.paper == Paper(TITLE, authors=(Person("Byrne", "Ana"), Person("Okafor", "J. R.")))
    assert draft.doubt == ""


def test_xmp_tells_title_authors_and_doi(write_pdf: WritePdf, tmp_path: Path) -> None:
    paper = draft_of(write_pdf(tmp_path / "bees.pdf", PAGE, xmp=XMP)).paper
    assert paper == Paper(TITLE, authors=(Person("Byrne", "Ana"), Person("Okafor", "J. R.")), doi="10.1000/bees.7")


@pytest.mark.parametrize(
    "title",
    [
        "Microsoft Word - bees_final.docx",
        "untitled",
        "bees.dvi",
        "file:///home/ana/bees.txt",
        "PII: S0042-6989(98)00112-1",
        "10.1000/bees",
        "arXiv:2301.00001v2",
        "IEEE Conference Paper Template in A4",
    ],
)
def test_a_title_that_a_program_made_up_is_none(write_pdf: WritePdf, tmp_path: Path, title: str) -> None:
    info = {"Title": title, "Author": "Administrator"}
    draft = draft_of(write_pdf(tmp_path / "bees.pdf", PAGE, info=info))
    assert draft.paper.title == TITLE
    assert Person(literal="Administrator") not in draft.paper.authors


def test_a_title_that_stands_on_no_page_is_to_be_checked(write_pdf: WritePdf, tmp_path: Path) -> None:
    draft = draft_of(write_pdf(tmp_path / "b.pdf", BODY * 2, info={"Title": "On the Sleep of Hens"}))
    assert (draft.paper.title, draft.doubt) == ("On the Sleep of Hens", FROM_FILE_DATA)


def test_the_stamp_of_arxiv_is_read_and_not_an_id_that_is_cited(write_pdf: WritePdf, tmp_path: Path) -> None:
    cited = ("as in arXiv preprint arXiv:1706.03762, 2017", 10, 300)
    stamp = "arXiv:2301.00001v1 [cs.LG] 3 Jan 2023"
    paper = draft_of(write_pdf(tmp_path / "bees.pdf", [*PAGE, cited], margin=stamp)).paper
    assert (paper.arxiv_id, paper.arxiv_version, paper.date) == ("2301.00001", "v1", "2023-01-03")
    assert draft_of(write_pdf(tmp_path / "hens.pdf", [*PAGE, cited])).paper.arxiv_id == ""


def test_a_later_version_s_date_is_not_that_of_the_paper(write_pdf: WritePdf, tmp_path: Path) -> None:
    stamp = "arXiv:hep-th/9603067v2 [hep-th] 3 Jan 1997"
    paper = draft_of(write_pdf(tmp_path / "bees.pdf", PAGE, margin=stamp)).paper
    assert (paper.arxiv_id, paper.arxiv_version, paper.date) == ("hep-th/9603067", "v2", "")


@pytest.mark.parametrize(
    ("lines", "doi"),
    [
        ([("https://doi.org/10.1000/Bees.7.", 8, 760)], "10.1000/bees.7"),
        ([("(doi: 10.1016/S0042-6989(98)00112-1)", 8, 30)], "10.1016/s0042-6989(98)00112-1"),
        ([("DOI 10.1000/bees, with data at 10.5061/dryad.bees", 8, 30)], "10.1000/bees"),
        ([("References", 12, 300), ("[1] Hens. doi:10.1000/hens", 10, 280)], ""),
        ([("see 10.1000/hens and 10.1000/owls", 10, 280)], ""),
    ],
)
def test_a_doi_is_the_paper_s_own_or_none(write_pdf: WritePdf, tmp_path: Path, lines: list[object], doi: str) -> None:
    assert draft_of(write_pdf(tmp_path / "bees.pdf", [*PAGE, *lines])).paper.doi == doi


def test_authors_among_their_affiliations_are_not_guessed(write_pdf: WritePdf, tmp_path: Path) -> None:
    page = [*HEAD[:2], ("Ana Byrne", 12, 650), ("University of Hedges", 10, 630), ("Tom Okafor", 12, 600), *BODY]
    assert draft_of(write_pdf(tmp_path / "bees.pdf", page)).paper.authors == ()


@pytest.mark.parametrize("heading", ["Journal of Hedges", "Nature Methods", "ARTICLE", "Proceedings of the Hive"])
def test_the_name_of_the_journal_is_no_title(write_pdf: WritePdf, tmp_path: Path, heading: str) -> None:
    page = [(heading, 24, 750), *PAGE]
    assert draft_of(write_pdf(tmp_path / "bees.pdf", page)).paper.title == TITLE


def test_without_a_word_it_comes_under_its_name(write_pdf: WritePdf, tmp_path: Path) -> None:
    file = write_pdf(tmp_path / "old_scan 7.pdf", [])
    draft = draft_of(file)
    assert (draft.paper, draft.files) == (Paper("old scan 7"), (file,))
    assert draft.doubt == "the title is the file's name: the PDF holds no text; it may be a scan"


def test_a_locked_one_comes_under_its_name(write_pdf: WritePdf, tmp_path: Path) -> None:
    draft = draft_of(write_pdf(tmp_path / "locked.pdf", PAGE, encrypted=True))
    assert draft.paper.title == "locked"
    assert "locked with a password" in draft.doubt


@pytest.mark.parametrize("content", [b"%PDF-1.4", b"%PDF-1.7\n%%EOF", b"%PDF-" + b"\0" * 5_000])
def test_a_damaged_one_is_said(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "torn.pdf"
    file.write_bytes(content)
    with pytest.raises(UserError, match=r"torn\.pdf is a damaged PDF"):
        draft_of(file)


def test_one_without_pages_is_said(write_pdf: WritePdf, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="damaged"):
        draft_of(write_pdf(tmp_path / "none.pdf"))


def test_one_whose_table_of_contents_is_wrong_is_read(write_pdf: WritePdf, tmp_path: Path) -> None:
    file = write_pdf(tmp_path / "bees.pdf", PAGE, BODY)
    file.write_bytes(file.read_bytes().replace(b"startxref\n", b"startxref\n9"))
    assert draft_of(file).paper.title == TITLE


def test_hostile_xmp_is_passed_over(write_pdf: WritePdf, tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><x:xmpmeta xmlns:x="adobe:ns:meta/">&a;</x:xmpmeta>'
    assert draft_of(write_pdf(tmp_path / "bees.pdf", PAGE, xmp=bomb)).paper.title == TITLE


def test_a_page_without_end_is_bounded(write_pdf: WritePdf, tmp_path: Path) -> None:
    endless = [(f"{line} words without end " * 50, 10, 400 - line / 2) for line in range(500)]
    draft = draft_of(write_pdf(tmp_path / "bees.pdf", [*HEAD, *endless]))
    assert draft.paper.title == TITLE


@given(st.data())
def test_whatever_is_changed_in_a_file_it_is_a_draft_or_refused(
    write_pdf: WritePdf, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    file = write_pdf(tmp_path_factory.getbasetemp() / "changed.pdf", PAGE, info={"Title": TITLE}, xmp=XMP)
    content = bytearray(file.read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(5, len(content) - 1))] = data.draw(st.integers(0, 255))
    file.write_bytes(content)
    with suppress(UserError):
        assert reader.draft_of(file).paper.title


def test_real_ones(shared_data: Path) -> None:
    read = {file.stem: draft_of(file) for file in sorted((shared_data / "pdf").glob("*.pdf"))}
    titles = {name: draft.paper.title for name, draft in read.items()}
    assert titles["paperlib__1"] == "Balanced Meta-Softmax for Long-Tailed Visual Recognition"
    assert titles["pubs__pagerank"] == "The PageRank Citation Ranking: Bringing Order to the Web"
    assert titles["jabref__LNCS-minimal"] == "Paper Title"
    assert titles["jabref__example"] == "An Example Paper"
    assert titles["jabref__annotated"] == "The best Pdf ever"
    assert read["paperlib__1"].paper.arxiv_id == "2007.10740"
    assert [person.full for person in read["paperlib__1"].paper.authors][:2] == ["Jiawei Ren", "Cunjun Yu"]
    assert "no text" in read["jabref__scanned-image-only"].doubt
    assert not any(draft.paper.doi for draft in read.values()), "those that are named are only cited"
