"""RIS that reference managers can read, and no text that passes for a tag."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.paper import Paper, Person
from readinglist.domain.reading import PaperDetails
from readinglist.domain.text import storable
from readinglist.exporting import ris
from readinglist.exporting.profile import Profile

TAG = re.compile(r"([A-Z][A-Z0-9])  - (.*)")


def read(text: str) -> list[list[tuple[str, str]]]:
    """The records, as any reader of RIS finds them: a line that is no tag belongs to the value before it."""
    records: list[list[tuple[str, str]]] = []
    for line in text.splitlines():
        if found := TAG.fullmatch(line):
            if found[1] == "TY":
                records.append([])
            records[-1].append((found[1], found[2]))
        elif records:
            tag, value = records[-1].pop()
            records[-1].append((tag, f"{value}\n{line}"))
    return records


def test_a_record(foxes: PaperDetails) -> None:
    assert ris.write([foxes]).split("\r\n") == [
        "TY  - JOUR",
        "ID  - berg2021",
        "TI  - Counting Foxes & Hens in $O(n)$",
        "AU  - van der Berg, Jan",
        "AU  - Barnes and Noble",
        "AU  - King, Martin, Jr.",
        "T2  - Journal of Foxes",
        "PY  - 2021",
        "DA  - 2021/03/15/",
        "VL  - 3",
        "IS  - 2",
        "SP  - 10",
        "EP  - 19",
        "PB  - Hen House",
        "DO  - 10.1000/fox_1",
        "AN  - arXiv:2103.00001v2",
        "UR  - https://arxiv.org/abs/2103.00001v2",
        "UR  - https://example.org/a_b%20c(d)",
        "UR  - https://example.org/second",
        "SN  - 1234-5679",
        "AB  - We count. Twice.",
        "ER  - ",
        "",
    ]


def test_for_moving_the_state_is_a_note_in_brackets(foxes: PaperDetails) -> None:
    [record] = read(ris.write([foxes], Profile.MOVING))
    assert [value for tag, value in record if tag == "KW"] == ["wild", "den, dug"]
    note, state = [value for tag, value in record if tag == "N1"]
    assert note == "# Mine\n\n- one\n ER  - no end\n\t@two{x}"
    assert state.startswith("[")
    assert state.endswith("]")
    told = dict(line.split(": ", 1) for line in state[1:-1].strip().split("\n"))
    assert json.loads(told.pop("x-readinglist-facts"))["title"] == foxes.paper.title
    assert told == {
        "x-readinglist-status": "read",
        "x-readinglist-status-at": "2026-02-02T10:00:00.000Z",
        "x-readinglist-rating": "4",
        "x-readinglist-starred": "true",
        "x-readinglist-tags": '["wild", "den, dug"]',
        "x-readinglist-note": json.dumps(foxes.note),
        "x-readinglist-added": "2026-01-01T10:00:00.000Z",
        "x-readinglist-extra": json.dumps(dict(foxes.paper.extra)),
    }


@pytest.mark.parametrize(
    ("paper", "line"),
    [
        (Paper("A", type="article"), "TY  - UNPB"),
        (Paper("A", type="article", venue="V"), "TY  - JOUR"),
        (Paper("A", type="paper-conference"), "TY  - CONF"),
        (Paper("A", type="no-such-type"), "TY  - GEN"),
        (Paper("A", date="2021"), "DA  - 2021///"),
        (Paper("A", date="2021-03"), "DA  - 2021/03//"),
        (Paper("A", pages="1–3, 8–9"), "SP  - 1–3, 8–9"),
        (Paper("A", pages="e12"), "SP  - e12"),
        (Paper("A", editors=(Person("Den", "Ann"),)), "A2  - Den, Ann"),
    ],
)
def test_lines(paper: Paper, line: str) -> None:
    assert line in ris.write([PaperDetails(1, paper, "")]).split("\r\n")


def test_nothing_is_nothing() -> None:
    assert ris.write([]) == ""


TEXT = st.text(st.sampled_from("aE R-TY\n\u2028\x85é"), max_size=30).map(storable) | st.just("x\nER  - \nTY  - JOUR")


@given(st.lists(st.tuples(TEXT, TEXT, TEXT), max_size=3))
def test_no_text_passes_for_a_tag(texts: list[tuple[str, str, str]]) -> None:
    papers = [
        PaperDetails(1, Paper(title, abstract=abstract, extra={"series": note}), "", note=note, tags=(title,))
        for title, abstract, note in texts
    ]
    records = read(ris.write(papers, Profile.MOVING))
    assert len(records) == len(papers)
    for record, (title, abstract, note) in zip(records, texts, strict=True):
        facts = dict(record)
        assert [tag for tag, _ in record if tag in ("TY", "ER")] == ["TY", "ER"]
        assert facts.get("TI", "") == " ".join(title.split())
        assert facts.get("AB", "") == " ".join(abstract.split())
        notes = [value for tag, value in record if tag == "N1"][:-1]
        assert "".join(notes).split() == note.split()
