"""A paper's links: what they lead to and what they are called."""

from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.links import LinkKind, links
from readinglist.domain.paper import Paper


def test_the_place_to_read_comes_first_and_code_last() -> None:
    paper = Paper(
        "Foxes",
        arxiv_id="2401.00001",
        arxiv_version="v2",
        doi="10.1000/a b#c",
        urls=("https://www.example.org/foxes/",),
        code_urls=("https://github.com/den/foxes",),
    )
    assert [(link.kind, link.label, link.url) for link in links(paper)] == [
        (LinkKind.ARXIV, "arXiv", "https://arxiv.org/abs/2401.00001v2"),
        (LinkKind.DOI, "DOI", "https://doi.org/10.1000/a%20b%23c"),
        (LinkKind.PAGE, "example.org/foxes", "https://www.example.org/foxes/"),
        (LinkKind.CODE, "github.com/den/foxes", "https://github.com/den/foxes"),
    ]


def test_an_address_is_listed_once() -> None:
    url = "https://arxiv.org/abs/2401.00001"
    assert [link.url for link in links(Paper("Foxes", arxiv_id="2401.00001", urls=(url, url)))] == [url]


def test_what_is_no_web_address_is_no_link() -> None:
    hostile = ("javascript:alert(1)", "file:///etc/passwd", "//example.org", "http://", "http://[broken", "x")
    assert links(Paper("Foxes", urls=hostile, code_urls=hostile)) == ()


@given(st.lists(st.text()))
def test_any_text_gives_only_web_addresses(urls: list[str]) -> None:
    assert all(link.url.startswith(("http://", "https://")) for link in links(Paper("Foxes", urls=tuple(urls))))
