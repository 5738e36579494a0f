import pytest

from readinglist import __version__
from readinglist.desktop.help.pages import changelog, guide, news

TEXT = """# What is new

## 0.10.0 (2027-02-01)

- Ten.

## 0.9.1 (2027-01-01)

- Nine and one.

## 0.9.0 (2026-12-01)

- Nine.
"""


@pytest.mark.parametrize(
    ("seen", "told"),
    [
        ("0.10.0", []),
        ("0.11.0", []),
        ("0.9.1", ["Ten."]),
        ("0.9.0", ["Ten.", "Nine and one."]),
        ("0.8", ["Ten.", "Nine and one.", "Nine."]),
    ],
)
def test_news_are_what_came_after_a_version(seen: str, told: list[str]) -> None:
    assert [line.removeprefix("- ") for line in news(TEXT, seen).split("\n") if line.startswith("- ")] == told


def test_the_changelog_tells_of_this_version_first() -> None:
    first = next(line for line in changelog().split("\n") if line.startswith("## "))
    assert first.startswith(f"## {__version__} (")
    assert news(changelog(), "0.0") != ""


def test_the_guide_begins_with_the_first_steps() -> None:
    pages = guide()
    assert (pages[0].name, pages[0].title) == ("01-start.md", "First steps")
    assert all(page.text.startswith(f"# {page.title}\n") for page in pages)
