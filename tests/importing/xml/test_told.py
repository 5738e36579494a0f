import pytest

from readinglist.domain.identifiers import ArxivId
from readinglist.domain.tag import LONGEST
from readinglist.importing.xml.told import arxiv_among, doi_among, is_web, numbers, paragraphs, tags


def test_an_arxiv_id_counts_only_where_arxiv_is_named() -> None:
    assert arxiv_among(["2409.13948", "https://arxiv.org/abs/2409.13949v2"]) == ArxivId("2409.13949", "v2")
    assert arxiv_among(["arXiv:2409.13948 [cs.LG]"]) == ArxivId("2409.13948")
    assert arxiv_among(["https://huggingface.co/papers/2409.13948"]) == ArxivId("2409.13948")
    assert arxiv_among(["10.1000/fox", "2409.13948"]) == ArxivId("")


def test_the_first_doi_is_taken() -> None:
    assert doi_among(["foxes", "https://doi.org/10.1000/FOX", "10.1000/owl"]) == "10.1000/fox"
    assert doi_among([]) == ""


@pytest.mark.parametrize(
    ("text", "known"),
    [("https://fox.org/1", True), ("internal-pdf://1.pdf", False), ("https://a b", False), ("file:///x", False)],
)
def test_an_address_of_the_web_is_one(text: str, *, known: bool) -> None:
    assert is_web(text) is known


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("0012-9658 1939-9170", ("", "0012-9658 1939-9170", "")),
        ("9780199206483; 0881929115", ("9780199206483 0881929115", "", "")),
        ("978-0-19-920648-3 (pbk), 1234-567X", ("978-0-19-920648-3", "1234-567X", "")),
        ("WO2011US30214", ("", "", "WO2011US30214")),
        ("", ("", "", "")),
    ],
)
def test_numbers_are_told_apart(text: str, parts: tuple[str, str, str]) -> None:
    assert numbers(text) == parts


def test_what_is_too_long_for_a_tag_is_kept_apart() -> None:
    long = "x" * (LONGEST + 1)
    assert tags(["foxes", " foxes ", long, ""]) == (("foxes",), (long,))


def test_paragraphs_are_kept_and_lines_joined() -> None:
    assert paragraphs("one\n two\n\nthree\rfour") == "one two\n\nthree\n\nfour"
