"""The values of state filters, read as a part of a search and written again."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.query.expression import Node, Not, Or, State, StateField
from readinglist.domain.query.parser import parse
from readinglist.domain.query.state_filters import filter_text, read_filter

NOW = datetime(2026, 3, 15, 12, 0, tzinfo=UTC)


def state(field: str, low: str | int | None, high: str | int | None) -> State:
    return State(StateField(field), low, high)


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("status:queued", state("status", "queued", "queued")),
        ("status:inbox,queued", Or((state("status", "inbox", "inbox"), state("status", "queued", "queued")))),
        ("status:inbox,", state("status", "inbox", "inbox")),
        ("rating:3", state("rating", 3, 3)),
        ("rating:>=3", state("rating", 3, None)),
        ("rating:>3", state("rating", 4, None)),
        ("rating:<2", state("rating", None, 1)),
        ("rating:<=2", state("rating", None, 2)),
        ("rating:3..5", state("rating", 3, 5)),
        ("rating:5..3", state("rating", 3, 5)),
        ("starred:", state("starred", True, True)),
        ("(starred:)", state("starred", True, True)),
        ("starred:yes", state("starred", True, True)),
        ("starred:True", state("starred", True, True)),
        ("starred:no", state("starred", False, False)),
        ("starred:false", state("starred", False, False)),
        ("year:2020", state("year", 2020, 2020)),
        ("year:2019..2024", state("year", 2019, 2024)),
        ("year:..2019", state("year", None, 2019)),
        ("year:2019..", state("year", 2019, None)),
        ("year:>=2020", state("year", 2020, None)),
        ("added:<7d", state("added", "2026-03-08T12:00:00.000Z", None)),
        ("added:7d", state("added", "2026-03-08T12:00:00.000Z", None)),
        ("added:<2w", state("added", "2026-03-01T12:00:00.000Z", None)),
        ("added:>1m", state("added", None, "2026-02-13T12:00:00.000Z")),
        ("added:>1y", state("added", None, "2025-03-15T12:00:00.000Z")),
        ("added:2026-03", state("added", "2026-03-01T00:00:00.000Z", "2026-03-31T23:59:59.999Z")),
        ("added:2025-12", state("added", "2025-12-01T00:00:00.000Z", "2025-12-31T23:59:59.999Z")),
        ("added:2025", state("added", "2025-01-01T00:00:00.000Z", "2025-12-31T23:59:59.999Z")),
        ("added:2026-03-01", state("added", "2026-03-01T00:00:00.000Z", "2026-03-01T23:59:59.999Z")),
        ("added:>=2026-03-01", state("added", "2026-03-01T00:00:00.000Z", None)),
        ("added:>2026-03-01", state("added", "2026-03-02T00:00:00.000Z", None)),
        ("added:<=2026-03-01", state("added", None, "2026-03-01T23:59:59.999Z")),
        ("added:<2026-03-01", state("added", None, "2026-02-28T23:59:59.999Z")),
        ("added:2026-01..2026-02", state("added", "2026-01-01T00:00:00.000Z", "2026-02-28T23:59:59.999Z")),
        ("added:..2026-01-31", state("added", None, "2026-01-31T23:59:59.999Z")),
        ("read:2026-03", state("read", "2026-03-01T00:00:00.000Z", "2026-03-31T23:59:59.999Z")),
        ("read:<7d", state("read", "2026-03-08T12:00:00.000Z", None)),
        ("doi:10.1000/182", state("doi", "10.1000/182", "10.1000/182")),
        ("doi:https://doi.org/10.1000/ABC", state("doi", "10.1000/abc", "10.1000/abc")),
        ("doi:10.1000/", state("doi", "10.1000/", "10.1000/")),
        ("arxiv:2103.00001v2", state("arxiv", "2103.00001", "2103.00001")),
        ("arxiv:2103", state("arxiv", "2103", "2103")),
        ("arxiv:math/0309136", state("arxiv", "math/0309136", "math/0309136")),
        ("has:pdf", state("has", "pdf", "pdf")),
        ("has:note", state("has", "note", "note")),
        ("-has:code", Not(state("has", "code", "code"))),
    ],
)
def test_values_of_filters(text: str, node: Node) -> None:
    query = parse(text, now=NOW)
    assert query.node == node
    assert query.remarks == ()


def test_dates_are_days_of_the_readers_time_zone() -> None:
    east = NOW.astimezone(timezone(timedelta(hours=9)))
    assert parse("added:2026-03-01", now=east).node == state(
        "added", "2026-02-28T15:00:00.000Z", "2026-03-01T14:59:59.999Z"
    )


def test_without_a_moment_ages_count_from_now() -> None:
    node = parse("added:<1d").node
    assert isinstance(node, State)
    assert isinstance(node.low, str)
    age = datetime.now(UTC) - datetime.fromisoformat(node.low)
    assert timedelta(days=1) <= age < timedelta(days=1, minutes=1)


@given(
    st.sampled_from(StateField), st.text(max_size=24) | st.from_regex(r"[<>]?=?[0-9.TZ:dwmy-]{0,12}", fullmatch=True)
)
def test_any_value_is_read_and_what_was_read_can_be_written(field: StateField, value: str) -> None:
    read = read_filter(field, value, NOW)
    for test in read.parts if isinstance(read, Or) else [read]:
        if isinstance(test, State):
            name, _, written = filter_text(test).partition(":")
            assert name == field
            assert read_filter(field, written.strip('"'), NOW) == test
        else:
            assert test is None
