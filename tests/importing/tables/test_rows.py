import csv
import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.importing.tables import rows as module
from readinglist.importing.tables.rows import Row, rows, sniffed


def cells(text: str, delimiter: str = "") -> list[tuple[str, ...]]:
    return [row.cells for row in rows(text, delimiter)]


def test_cells_in_quotation_marks_hold_delimiters_lines_and_marks() -> None:
    text = 'a,b\n"x, ""y""\nz",2\n\n3,4\n'
    assert list(rows(text)) == [Row(1, ("a", "b")), Row(2, ('x, "y"\nz', "2")), Row(5, ("3", "4"))]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a;b\n1,5;2\n", ";"),
        ("a\tb\n1, 2\t3\n", "\t"),
        ('title,year\n"Bees; hens; wasps",2020\n', ","),
        ("a|b\n1|2\n", "|"),
        ("sep=;\na,b,c;d\n1;2\n", ";"),
    ],
)
def test_the_delimiter_is_seen(text: str, delimiter: str) -> None:
    assert sniffed(text) == delimiter


def test_what_spreadsheets_add() -> None:
    assert list(rows('\ufeffsep=;\nTitle;ISBN\nBees;="0123456789"\n')) == [
        Row(2, ("Title", "ISBN")),
        Row(3, ("Bees", "0123456789")),
    ]
    assert cells('a,b\n"=""012""",2\n') == [("a", "b"), ("012", "2")]
    assert cells("a,b,\n1,2,\n,,\n") == [("a", "b", ""), ("1", "2", "")]


def test_a_quotation_mark_that_is_not_closed_breaks_its_row_alone() -> None:
    broken, after = list(rows('a,b\n"x,1\ny,2\n'))[1:]
    assert (broken.line, "not closed" in broken.damage) == (2, True)
    assert after == Row(3, ("y", "2"))


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_characters="\r\0\ufeff", exclude_categories=["Cs"])), min_size=2, max_size=4
        ),
        min_size=1,
    )
)
def test_what_the_library_writes_is_read_back(table: list[list[str]]) -> None:
    table = [["a", "b"], *table]
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(table)
    kept = [tuple(row) for row in table if not all(module._RULE.fullmatch(cell) for cell in row)]
    read = cells(text.getvalue(), ",")
    assert [tuple(_unguarded(cell) for cell in row) for row in kept] == read


def _unguarded(cell: str) -> str:
    found = module._TEXT_NUMBER.fullmatch(cell.strip())
    return found[1] if found else cell


@given(st.text('",;\n\t|a= ', max_size=60))
def test_any_text_gives_rows_whose_lines_go_up(text: str) -> None:
    lines = [row.line for row in rows(text)]
    assert lines == sorted(set(lines))


@pytest.mark.parametrize("unit", ['"a,', '""', '"\n', "a,\n", ",", '"a\n', ' "'])
def test_hostile_tables_take_time_in_proportion(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def seconds(length: int) -> float:
        start = time.process_time()
        list(rows("a,b\n" + unit * (length // len(unit)), ","))
        return time.process_time() - start

    monkeypatch.setattr(module, "MAX_CELL", 100_000)
    assert seconds(800_000) < 0.3 + seconds(100_000) * 24
