from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.paper import Paper
from readinglist.importing.disk.linked_files import Grounds, with_files
from readinglist.importing.source import Draft, Parsed


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("bib")
    for name in (
        "library/fox.pdf",
        "library/files/47/hen.pdf",
        "library/a: b; c.pdf",
        "library/snow_owl.pdf",
        "library/.secret/key.pdf",
        "secret.pdf",
        "elsewhere/bee.pdf",
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)
    (root / "library" / "link.pdf").symlink_to(root / "secret.pdf")
    return root / "library"


def brought(value: str, grounds: Grounds) -> tuple[list[str], list[str]]:
    parsed = with_files(Parsed((Draft(Paper("Foxes", extra={"file": value}), 1),), (), "bibtex"), "my.bib", grounds)
    return [file.name for file in parsed.drafts[0].files], [failure.message for failure in parsed.failures]


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("fox.pdf", ["fox.pdf"]),
        (":fox.pdf:PDF", ["fox.pdf"]),
        ("A fox:fox.pdf:PDF;A hen:files/47/hen.pdf:application/pdf", ["fox.pdf", "hen.pdf"]),
        ("fox.pdf;files/47/hen.pdf", ["fox.pdf", "hen.pdf"]),
        (r"Colons:a\: b\; c.pdf:PDF", ["a: b; c.pdf"]),
        (r":Users/ana/Papers/snow\_owl.pdf:pdf;::", ["snow_owl.pdf"]),
        (r":C\:\\Users\\ana\\fox.pdf:PDF", ["fox.pdf"]),
        (r"Test:E:\some\folder\fox.pdf:application/pdf", ["fox.pdf"]),
        (r":C$\backslash$:/Users/ana/fox.pdf:pdf", ["fox.pdf"]),
        ("/home/ana/Zotero/47/hen.pdf", ["hen.pdf"]),
        ("file://localhost/Users/ana/snow%5Fowl.pdf", ["snow_owl.pdf"]),
        ("https://example.org/fox.pdf", []),
        ("", []),
    ],
)
def test_each_program_s_way_of_writing_is_read(folder: Path, value: str, names: list[str]) -> None:
    assert brought(value, Grounds(folder)) == (names, [])


@pytest.mark.parametrize(
    "value", ["../secret.pdf", ":../secret.pdf:PDF", "link.pdf", ".secret/key.pdf", "/etc/hostname", "x" * 5_000]
)
def test_nothing_outside_comes_along_and_that_is_said(folder: Path, value: str) -> None:
    names, said = brought(value, Grounds(folder))
    assert names == []
    [message] = said
    assert message.startswith("1 file that its entries name was left out: “")
    assert message.endswith("” is not in its folder. Import the folder that holds both.")


def test_what_the_reader_named_himself_may_come_along(folder: Path) -> None:
    bee = folder.parent / "elsewhere" / "bee.pdf"
    assert brought(str(bee), Grounds(folder))[0] == []
    for named in (bee, bee.parent):
        assert brought(str(bee), Grounds(folder, (named,)))[0] == ["bee.pdf"]


@given(st.text() | st.from_regex(r"[.:;/\\a-z%{}$_~ ]{0,40}", fullmatch=True))
def test_any_text_is_borne_and_leads_nowhere_else(folder: Path, value: str) -> None:
    names, _ = brought(value, Grounds(folder))
    assert set(names) <= {"fox.pdf", "hen.pdf", "a: b; c.pdf", "snow_owl.pdf"}
