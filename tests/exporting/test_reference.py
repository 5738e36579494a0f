"""References for reading, in Markdown and HTML: with links, and every text standing for itself."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.paper import Paper, Person
from readinglist.domain.reading import PaperDetails
from readinglist.domain.text import storable
from readinglist.exporting import html_page, markdown, reference

HOSTILE = "<script src=\"//evil\">alert('x')</script> [a](javascript:b) ![c](http://d) *e* `f` | <!-- & -->"


def details(paper: Paper) -> PaperDetails:
    return PaperDetails(1, paper, "")


@pytest.mark.parametrize(
    ("paper", "people", "places"),
    [
        (Paper("A"), "", ""),
        (Paper("A", authors=(Person("King", "Martin, Jr."),), pages="7"), "Martin King Jr.", "p. 7"),
        (Paper("A", editors=(Person("Den", "Ann"),), volume="3"), "Ann Den (ed.)", "3"),
        (Paper("A", editors=(Person("Den", "Ann"), Person("Fox", "Rob"))), "Ann Den and Rob Fox (eds)", ""),
        (
            Paper("A", authors=(Person("B", "A"), Person("D", "C"), Person(literal="E")), date="2021-03", issue="2"),
            "A B, C D and E",
            "2, 2021",
        ),
    ],
)
def test_parts(paper: Paper, people: str, places: str) -> None:
    assert (reference.people(paper), reference.places(paper)) == (people, places)


def test_markdown(foxes: PaperDetails) -> None:
    assert markdown.write([foxes]) == (
        "- Jan van der Berg, Barnes and Noble and Martin King Jr. **Counting Foxes \\& Hens in \\$O(n)\\$**."
        " *Journal of Foxes*, 3(2), pp. 10–19, Hen House, 2021."
        " [arXiv](https://arxiv.org/abs/2103.00001v2), [DOI](https://doi.org/10.1000/fox%5F1),"
        " [example.org/a\\_b%20c(d)](https://example.org/a%5Fb%20c%28d%29),"
        " [example.org/second](https://example.org/second)\n"
    )
    assert markdown.write([]) == ""


@pytest.mark.parametrize("start", ["- ", "+ ", "1. ", "12) ", "= ", "# ", "> "])
def test_a_name_starts_no_block(start: str) -> None:
    item = markdown.write([details(Paper("A", authors=(Person(literal=f"{start}x"),)))])
    assert re.match(r"- \d*\\[-+.)=#>]", item)


@given(st.text(st.sampled_from("ab \n*_`[]()<>!&$#|~\\{}+-.:=19é")).map(storable))
def test_nothing_in_a_text_is_markdown(text: str) -> None:
    escaped = markdown.escape(text)
    assert "\n" not in escaped
    assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", escaped) == " ".join(text.split())
    assert not re.search(r"[*_`\[\]<>&$#|~{}!]", re.sub(r"\\.", "", escaped))


@pytest.mark.parametrize(
    "url", ["https://a.b/x)y", "https://a.b/<x>", "https://a.b/a b", "https://a.b/\\)", "javascript:x"]
)
def test_no_address_ends_its_link(url: str) -> None:
    item = markdown.write([details(Paper("A", urls=(url,)))])
    assert re.fullmatch(r"- \*\*A\*\*\.( \[[^\n]*\]\(https://a\.b/[^\s()<>\\]*\))?\n", item)
    assert "javascript" not in item


class _Tags(HTMLParser):
    """The tags of a page, with their attributes, and its texts."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def read(page: str) -> _Tags:
    parser = _Tags()
    parser.feed(page)
    parser.close()
    return parser


def test_html_links_and_loads_nothing(foxes: PaperDetails) -> None:
    page = html_page.write([foxes])
    found = read(page)
    assert [value for name, value in found.attributes if name == "href"] == [
        "https://arxiv.org/abs/2103.00001v2",
        "https://doi.org/10.1000/fox_1",
        "https://example.org/a_b%20c(d)",
        "https://example.org/second",
    ]
    assert not {"link", "script", "img", "iframe", "base"} & set(found.tags)
    assert not re.search(r"url\(|@import|\bsrc=", page)
    assert "default-src 'none'" in page
    assert "prefers-color-scheme: dark" in page
    assert foxes.paper.title in found.texts


def test_html_is_closed_without_papers_too() -> None:
    assert html_page.write([]).endswith("<ol>\n</ol>\n</body>\n</html>\n")


def test_no_text_is_html() -> None:
    harmless = Paper("t", (Person(literal="p"),), venue="v", abstract="a", volume="b", urls=("https://e.f/x",))
    hostile = Paper(
        HOSTILE,
        (Person(literal=HOSTILE),),
        venue=HOSTILE,
        abstract=HOSTILE,
        volume=HOSTILE,
        urls=(f"https://e.f/{HOSTILE}", "javascript:alert(1)"),
    )
    expected, found = (read(html_page.write([details(paper)])) for paper in (harmless, hostile))
    assert found.tags == expected.tags
    assert [name for name, _ in found.attributes] == [name for name, _ in expected.attributes]
    assert found.texts.count(HOSTILE) >= 4
