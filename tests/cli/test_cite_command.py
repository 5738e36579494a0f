"""`readinglist cite`."""

from collections.abc import Callable
from typing import Any

from click.testing import Result

from readinglist import paths
from readinglist.settings import Settings, save

Run = Callable[..., Result]


def test_papers_are_cited_in_their_order_a_line_each(stocked: Run) -> None:
    lines = stocked("cite", 2, 1, "--style", "ieee").stdout.splitlines()
    assert [line[:4] for line in lines] == ["[1] ", "[2] "]
    assert "Knots" in lines[0]
    assert "Bees" in lines[1]


def test_nothing_private_is_in_it(stocked: Run) -> None:
    before = stocked("cite", 1).stdout
    stocked("set", 1, "--tag", "hush", "--status", "read", "--rating", 4)
    stocked("note", 1, "--text", "hush")
    assert stocked("cite", 1).stdout == before


def test_the_own_choice_of_a_style_is_followed(stocked: Run, answer: Callable[..., Any]) -> None:
    [apa] = answer("cite", 1)
    save(Settings(citation_style="nature"), paths.settings_file())
    [nature] = answer("cite", 1)
    assert (apa["style"], nature["style"]) == ("apa", "nature")
    assert apa.keys() == {"id", "style", "text", "html"}
    assert nature["text"].startswith("1. Counting Bees")
    save(Settings(citation_style="plaid"), paths.settings_file())
    assert "no citation style 'plaid'" in stocked("cite", 1, code=1).stderr


def test_what_is_not_there_is_refused(stocked: Run) -> None:
    stocked("cite", 1, "--style", "plaid", code=2)
    stocked("cite", 99, code=1)
