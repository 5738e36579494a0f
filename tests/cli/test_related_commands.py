import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

BEES = "We count the wing beats of honey bees in noisy garden recordings of many bee hives over a long warm summer."
KNOTS = "We tie climbing knots in wet ropes and load the ropes until the knots slip under sudden and heavy loads."
PLACES = "Norway Chile Malta Ghana Nepal Samoa".split()


@pytest.fixture
def stocked(run: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    """Runs commands on a library with papers 1 to 6 on bees and 7 to 12 on knots."""
    file = tmp_path / "papers.bib"
    entries = [(f"Bees of {place}", BEES) for place in PLACES] + [
        (f"Knots of {place[::-1]}", KNOTS) for place in PLACES
    ]
    file.write_text(
        "\n".join(
            f"@article{{key{number}, title={{{title}}}, abstract={{{abstract}}}}}"
            for number, (title, abstract) in enumerate(entries)
        )
    )
    run("import", file)
    return run


def ids(output: str) -> list[int]:
    return [int(line.split("\t")[0]) for line in output.splitlines()]


def test_related_tells_papers_with_what_they_have_in_common(stocked: Callable[..., Any]) -> None:
    lines = stocked("related", 1).stdout
    assert sorted(ids(lines)) == [2, 3, 4, 5, 6]
    assert "bees" in lines.splitlines()[0].split("\t")[-1]
    assert len(ids(stocked("related", 1, "--limit", 2).stdout)) == 2


def test_related_as_json_has_the_paper_with_likeness_and_terms(stocked: Callable[..., Any]) -> None:
    found = json.loads(stocked("related", 7, "--json").stdout)
    assert {each["id"] for each in found} == {8, 9, 10, 11, 12}
    assert all(0 < each["likeness"] <= 1 and each["terms"] and each["title"].startswith("Knots") for each in found)


def test_related_to_nothing_and_to_a_paper_that_is_not_there(stocked: Callable[..., Any]) -> None:
    stocked("delete", 2, 3, 4, 5, 6)
    result = stocked("related", 1)
    assert (result.stdout, "in common" in result.stderr) == ("", True)
    assert "99" in stocked("related", 99, code=1).stderr


def test_next_is_silent_until_four_papers_are_rated(stocked: Callable[..., Any]) -> None:
    stocked("set", 1, 2, 3, "--rating", 5)
    result = stocked("next")
    assert result.stdout == ""
    assert "Rate 4 papers" in result.stderr
    assert "so far it is 3" in result.stderr
    assert json.loads(stocked("next", "--json").stdout) == []


def test_next_suggests_unread_papers_and_says_why(stocked: Callable[..., Any]) -> None:
    stocked("set", 1, 2, 3, 4, "--star")
    stocked("set", 5, "--status", "skimmed")
    before = stocked("list", "--json").stdout, stocked("history", "--json").stdout
    assert ids(stocked("next").stdout) == [6]
    assert "(like " in stocked("next").stdout
    assert sorted(ids(stocked("next", "--all").stdout)) == [5, 6]
    assert len(ids(stocked("next", "--all", "--limit", 1).stdout)) == 1
    [found] = json.loads(stocked("next", "--json").stdout)
    assert found["id"] == 6
    assert found["score"] > 0
    assert found["like"]["id"] in (1, 2, 3, 4)
    assert found["like"]["title"].startswith("Bees")
    assert "bees" in " ".join(found["terms"])
    assert (stocked("list", "--json").stdout, stocked("history", "--json").stdout) == before


def test_next_says_when_nothing_fits(stocked: Callable[..., Any]) -> None:
    stocked("set", *range(1, 7), "--rating", 5)
    result = stocked("next")
    assert result.stdout == ""
    assert "comes near" in result.stderr


@pytest.mark.parametrize("command", ["related", "next"])
def test_the_help_has_examples(run: Callable[..., Any], command: str) -> None:
    assert f"readinglist {command}" in run(command, "--help").stdout.partition("Examples:")[2]
