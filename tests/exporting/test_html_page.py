"""The page holds all it needs, and lets nothing of what it shows become markup."""

import re
from dataclasses import replace
from html.parser import HTMLParser

from readinglist.domain.reading import PaperDetails
from readinglist.exporting import html_page
from readinglist.exporting.formats import BY_NAME

ALLOWED = set("html head meta title style body h1 ol li div cite a details summary".split())


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


def test_the_page_is_self_contained_and_without_script(foxes: PaperDetails) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)> \" ' &"
    paper = replace(
        foxes.paper, title=evil, abstract=evil, venue=evil, urls=("javascript:alert(1)", "https://e.org/\"'><b>")
    )
    page = html_page.write([replace(foxes, paper=paper), foxes])
    reader = Reader()
    reader.feed(page)
    assert set(reader.tags) <= ALLOWED
    assert reader.tags.count("li") == 2
    assert not [
        name for name, _ in reader.attributes if name.startswith("on") or name in ("src", "srcset", "background")
    ]
    for name, value in reader.attributes:
        if name == "href":
            assert value is not None
            assert value.startswith("https://")
    assert "default-src 'none'" in page
    assert not re.search(r"@import|url\(", page)


def test_it_is_for_citing_alone() -> None:
    assert BY_NAME["html"].move is None
