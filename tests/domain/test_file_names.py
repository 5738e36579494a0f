from pathlib import PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.file_names import LONGEST, LONGEST_BYTES, file_name
from readinglist.domain.paper import Paper, Person

BYRNE, LUK, OKAFOR = Person("Byrne", "Ana"), Person("Łuk", "Tom"), Person("Okafor", "J.")


@pytest.mark.parametrize(
    ("paper", "name"),
    [
        (Paper("Foxes at Night", (BYRNE,), date="2024-03"), "Byrne 2024 - Foxes at Night.pdf"),
        (Paper("Foxes", (BYRNE, LUK), date="2024"), "Byrne and Łuk 2024 - Foxes.pdf"),
        (Paper("Foxes", (BYRNE, LUK, OKAFOR)), "Byrne et al. - Foxes.pdf"),
        (Paper("Foxes"), "Foxes.pdf"),
        (Paper("Foxes: a <study> of *their* 1/2 dens?"), "Foxes - a study of their 1 - 2 dens.pdf"),
        (Paper("..\\..\\etc/passwd"), "etc - passwd.pdf"),
        (Paper("CON"), "paper CON.pdf"),
        (Paper("nul.txt"), "paper nul.txt.pdf"),
        (Paper("???"), "paper.pdf"),
    ],
)
def test_names(paper: Paper, name: str) -> None:
    assert file_name(paper, ".PDF") == name


@pytest.mark.parametrize(("suffix", "ending"), [(".PDF", ".pdf"), (".html", ".html"), ("./x", ""), ("", "")])
def test_a_plain_ending_is_kept(suffix: str, ending: str) -> None:
    assert file_name(Paper("Foxes"), suffix) == f"Foxes{ending}"


def test_a_long_title_is_cut_at_a_word() -> None:
    name = file_name(Paper("the quick fox " * 30), ".pdf")
    assert len(name) <= LONGEST
    assert name.removesuffix(".pdf").split()[-1] in ("the", "quick", "fox")


@given(st.text(), st.text(), st.text(max_size=12))
def test_any_name_is_one_that_every_system_takes(title: str, family: str, suffix: str) -> None:
    name = file_name(Paper(title, (Person(family),)), suffix)
    assert 0 < len(name) <= LONGEST
    assert len(name.encode()) <= LONGEST_BYTES
    assert not set(name) & set('<>:"/\\|?*\0\n\r\t')
    assert name == name.strip(" .")
    assert not PureWindowsPath(name).is_reserved()
