"""The blocks of a text: plain entries by our expressions are what bibtexparser makes of them."""

import re
import time
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.importing.bibtex import blocks as module
from readinglist.importing.bibtex.blocks import Broken, Macro, Whole, blocks
from readinglist.importing.source import read_source

MARKS = st.sampled_from(
    ["@", "@a{", "@misc{k,", "\n@misc{k,", "@string{m = ", "@comment{", "@a(", "{", "}", "(", ")", '"', "\\", "\\{",
     '\\"', "=", ",", "#", "\n", "\n\n", " ", "%", "title", "x1", "a = {b},", 'c = "d"', "é"]
)  # fmt: skip
TEXTS = st.lists(MARKS, max_size=25).map("".join)
ENTRY = st.tuples(TEXTS, TEXTS).map(lambda pair: f"\n@misc{{k,\n a = {{{pair[0]}}},\n b = {pair[1]}\n}}\n")


def told(text: str) -> list[Whole | Macro | Broken]:
    return [block for block, _ in blocks(text)]


def told_by_bibtexparser(text: str) -> list[Whole | Macro | Broken]:
    with patch.object(module, "_whole", return_value=None):
        return told(text)


@given(st.lists(TEXTS | ENTRY, max_size=4).map("".join))
def test_what_is_plain_is_read_as_bibtexparser_reads_it(text: str) -> None:
    text = text.replace("\\\n", "\n")  # bibtexparser does not count a line that a backslash ends
    ours, theirs = told(text), told_by_bibtexparser(text)
    assert [each if isinstance(each, Whole) else each.line for each in ours] == [
        each if isinstance(each, Whole) else each.line for each in theirs
    ]
    assert [each.damage for each in ours if isinstance(each, Broken)] == [
        each.damage for each in theirs if isinstance(each, Broken)
    ]


def test_real_files_are_read_as_bibtexparser_reads_them(shared_data: Path) -> None:
    for path in sorted((shared_data / "biblatex").iterdir()):
        text = read_source(path).text
        assert told(text) == told_by_bibtexparser(text), path.name


def test_blocks_with_their_lines_and_places() -> None:
    text = "@string{m = {x}}\n\n@misc{a, title = {A {b}} # m,}\n@misc{b, title = {B\n\n@misc(c, title = {C})\n"
    assert [(type(block).__name__, block.line) for block in told(text)] == [
        ("Macro", 1),
        ("Whole", 3),
        ("Broken", 4),
        ("Whole", 6),
    ]
    places = [place for _, place in blocks(text)]
    assert places == sorted(places)
    assert places[-1] == len(text)


def test_an_at_sign_within_a_line_begins_no_block() -> None:
    [whole] = told("@misc{a, title = {Mail to fox @ {den}}}")
    assert isinstance(whole, Whole)
    assert whole.fields == [("title", "{Mail to fox @ {den}}")]


@pytest.mark.parametrize(
    "text",
    ["@article{" * 450_000, "@article{\n" * 400_000, "@a{k, t={" * 400_000, "@a{b,c={" + "{" * 4_000_000],
    ids=["in one line", "a line each", "open values", "open braces"],
)
def test_millions_of_open_blocks_are_given_up(text: str) -> None:
    begun = time.process_time()
    assert all(isinstance(block, Broken) for block in told(text))
    assert time.process_time() - begun < 4


def test_many_plain_entries_do_not_need_bibtexparser() -> None:
    text = "".join(
        f'@misc{{k{n}, title = "Hens {n}", year = 19{n % 90 + 10}, note = {{a {{b}} c}}}}\n' for n in range(50)
    )
    with patch.object(module, "parse_string", side_effect=AssertionError):
        assert len(told(text)) == len(re.findall("@misc", text))
