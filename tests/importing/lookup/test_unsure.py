from pathlib import Path

import pytest

from readinglist.domain.paper import Paper, Person
from readinglist.importing.lookup.unsure import asked_about, found, is_unsure
from readinglist.importing.source import Draft, Guess

DOI = "10.1000/foxes"
GUESSED = Draft(
    Paper("Foxes at Nlght", (Person("Fox", "Eve"),), doi=DOI),
    0,
    files=(Path("a.pdf"),),
    guess=Guess("Foxes at Nlght", "?"),
)


@pytest.mark.parametrize(
    ("draft", "unsure"),
    [
        (GUESSED, True),
        (Draft(Paper(f"doi:{DOI}", doi=DOI), 1), True),
        (Draft(Paper("Foxes", doi=DOI), 1), False),
        (Draft(Paper("Foxes"), 0, guess=Guess("Foxes", "?")), False),
        (Draft(Paper("Foxes at Night", doi=DOI), 0, guess=Guess("Foxes", "?")), False),
    ],
)
def test_guessed_and_stand_in_titles_with_an_identifier_are_unsure(draft: Draft, unsure: bool) -> None:
    assert is_unsure(draft) is unsure


def test_of_a_guessed_one_only_the_identifiers_are_asked_about() -> None:
    assert asked_about(GUESSED) == Paper(f"doi:{DOI}", doi=DOI)
    sure = Draft(Paper(f"doi:{DOI}", doi=DOI, abstract="told"), 1)
    assert asked_about(sure) is sure.paper


def test_what_is_found_takes_the_place_of_the_guess_and_keeps_the_file() -> None:
    paper = Paper("Foxes at Nlght, Heard", doi=DOI)
    whole = found(GUESSED, paper)
    assert (whole.paper, whole.doubt, whole.files) == (paper, "", (Path("a.pdf"),))


def test_quite_another_title_is_to_be_looked_at() -> None:
    whole = found(GUESSED, Paper("Hens by Day", doi=DOI))
    assert whole.doubt == "the file seems to be called “Foxes at Nlght”: check whether this is the paper"
    named = Draft(Paper("scan 7", doi=DOI), 0, guess=Guess("scan 7", "?", is_name=True))
    assert found(named, Paper("Hens by Day", doi=DOI)).doubt == ""
