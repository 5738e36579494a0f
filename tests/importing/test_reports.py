import errno
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.paper import Paper
from readinglist.errors import UserError
from readinglist.importing import reports
from readinglist.importing.decoding import KnownBy, ReadAs
from readinglist.importing.report import Fate, Outcome, Report
from readinglist.importing.reports import KEPT_OUTCOMES, KEPT_REPORTS, KeptReport, UnreadableReport, keep, kept
from readinglist.importing.source import Failure

AT = "2026-03-11T09:30:00.000Z"
ADDED = Outcome("rivers.txt", 4, "On Rivers", Fate.ADDED, 7, "no paper in the library shares its title or an id", "A")
FAILED = Failure("rivers.txt", 31, "An abstract without a title above it. Add the title.")
REPORT = Report((ADDED,), (FAILED,))

texts = st.text(max_size=40)
numbers = st.integers(0, 10**9)
outcomes = st.builds(
    Outcome,
    texts,
    numbers,
    texts,
    st.sampled_from(Fate),
    st.none() | numbers,
    texts,
    texts,
    twin=st.none() | numbers,
    dropped=st.booleans(),
)
some_reports = st.builds(
    Report,
    st.lists(outcomes, max_size=6).map(tuple),
    st.lists(st.builds(Failure, texts, numbers, texts), max_size=4).map(tuple),
    st.lists(st.builds(ReadAs, texts, texts, st.sampled_from(KnownBy), numbers), max_size=2).map(tuple),
)


def files(folder: Path) -> list[Path]:
    return sorted((folder / "reports").iterdir())


@given(report=some_reports, source=texts)
def test_what_is_kept_comes_back(tmp_path_factory: pytest.TempPathFactory, report: Report, source: str) -> None:
    folder = tmp_path_factory.mktemp("library")
    keep(folder, report, source, AT)
    assert kept(folder) == [KeptReport(source, AT, report, report.summary())]


def test_a_report_of_before_encodings_were_told_is_read(tmp_path: Path) -> None:
    keep(tmp_path, REPORT, "page.txt", AT)
    [file] = files(tmp_path)
    document = json.loads(file.read_text())
    del document["read_as"]
    file.write_text(json.dumps(document))
    assert kept(tmp_path) == [KeptReport("page.txt", AT, REPORT, REPORT.summary())]


def test_a_report_of_before_twins_were_told_is_read(tmp_path: Path) -> None:
    keep(tmp_path, REPORT, "page.txt", AT)
    [file] = files(tmp_path)
    document = json.loads(file.read_text())
    for entry in document["outcomes"]:
        del entry["twin"], entry["dropped"]
    file.write_text(json.dumps(document))
    assert kept(tmp_path) == [KeptReport("page.txt", AT, REPORT, REPORT.summary())]


def test_what_a_preview_compares_is_not_kept(tmp_path: Path) -> None:
    compared = replace(ADDED, compared=(Paper("On Rivers"), Paper("Of Rivers")))
    keep(tmp_path, Report((compared,), ()), "page.txt", AT)
    [report] = kept(tmp_path)
    assert isinstance(report, KeptReport)
    assert report.report.outcomes == (ADDED,)


def test_nothing_kept_yet(tmp_path: Path) -> None:
    assert kept(tmp_path) == []


def test_the_newest_stands_first_whatever_the_clock_says(tmp_path: Path) -> None:
    for source, at in (("one", "2026-03-11T09:30:00Z"), ("two", "2019-01-01T00:00:00Z"), ("three", AT)):
        keep(tmp_path, REPORT, source, at)
    assert [report.source for report in kept(tmp_path)] == ["three", "two", "one"]


def test_only_the_newest_are_kept(tmp_path: Path) -> None:
    for number in range(KEPT_REPORTS + 3):
        keep(tmp_path, Report((), ()), str(number), AT)
    assert [report.source for report in kept(tmp_path)] == [str(number) for number in range(KEPT_REPORTS + 2, 2, -1)]
    assert len(files(tmp_path)) == KEPT_REPORTS


def test_of_many_outcomes_the_most_telling_are_kept_in_their_order(tmp_path: Path) -> None:
    many = [replace(ADDED, line=line) for line in range(KEPT_OUTCOMES + 10)]
    many[-1] = replace(many[-1], fate=Fate.LIKELY)
    many[-3] = replace(many[-3], fate=Fate.ENRICHED)
    report = Report(tuple(many), (FAILED,) * (KEPT_OUTCOMES + 5))
    keep(tmp_path, report, "all", AT)
    (back,) = kept(tmp_path)
    assert isinstance(back, KeptReport)
    assert len(back.report.outcomes) == len(back.report.failures) == KEPT_OUTCOMES
    assert back.omitted == 10 + 5
    assert back.summary == report.summary()
    lines = [outcome.line for outcome in back.report.outcomes]
    assert lines == [*range(KEPT_OUTCOMES - 2), KEPT_OUTCOMES + 7, KEPT_OUTCOMES + 9]


def test_long_texts_are_cut(tmp_path: Path) -> None:
    long = "x" * (reports.LONGEST_TEXT + 1)
    keep(tmp_path, Report((replace(ADDED, title=long),), (replace(FAILED, message=long),)), long, AT)
    (back,) = kept(tmp_path)
    assert isinstance(back, KeptReport)
    for text in (back.source, back.report.outcomes[0].title, back.report.failures[0].message):
        assert text == "x" * (reports.LONGEST_TEXT - 1) + "…"


def broken(change: dict[str, object]) -> bytes:
    entry = {"source": "", "line": 1, "title": "", "fate": "added", "paper_id": None, "reason": "", "byline": ""}
    whole = {"source": "", "at": AT, "summary": "", "omitted": 0, "outcomes": [entry | change], "failures": []}
    whole["read_as"] = [{"source": "", "encoding": "UTF-16", "known_by": "mark", "damaged": 0}]
    return json.dumps(whole).encode()


def test_the_broken_files_below_are_broken_by_their_change_alone(tmp_path: Path) -> None:
    keep(tmp_path, REPORT, "page.txt", AT)
    files(tmp_path)[0].write_bytes(broken({}))
    assert isinstance(kept(tmp_path)[0], KeptReport)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b'"text"',
        b"\xff\xfe",
        b"{}",
        b"[" * 100_000,
        broken({"fate": "eaten"}),
        broken({"line": "4"}),
        broken({"paper_id": True}),
        broken({"title": None}),
        json.dumps({"source": "", "at": AT, "summary": "", "omitted": 0, "outcomes": {}, "failures": []}).encode(),
    ],
    ids=lambda data: repr(data[:20]),
)
def test_a_damaged_file_is_listed_as_such_and_hides_no_other(tmp_path: Path, data: bytes) -> None:
    keep(tmp_path, REPORT, "old", AT)
    keep(tmp_path, REPORT, "damaged", AT)
    keep(tmp_path, REPORT, "new", AT)
    damaged = files(tmp_path)[1]
    damaged.write_bytes(data)
    new, listed, old = kept(tmp_path)
    assert isinstance(new, KeptReport)
    assert isinstance(old, KeptReport)
    assert (new.source, old.source) == ("new", "old")
    assert isinstance(listed, UnreadableReport)
    assert listed.name == damaged.name
    assert "damaged" in listed.why


def test_a_file_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(tmp_path, REPORT, "page.txt", AT)
    monkeypatch.setattr(reports, "_MAX_BYTES", 20)
    (listed,) = kept(tmp_path)
    assert isinstance(listed, UnreadableReport)
    assert "larger" in listed.why


def test_a_file_that_cannot_be_opened_is_listed(tmp_path: Path) -> None:
    keep(tmp_path, REPORT, "page.txt", AT)
    (file,) = files(tmp_path)
    file.unlink()
    file.mkdir()
    (listed,) = kept(tmp_path)
    assert isinstance(listed, UnreadableReport)
    assert "cannot be read" in listed.why


def test_other_files_are_let_alone(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    other = tmp_path / "reports" / "notes.json"
    other.write_text("mine")
    for _ in range(KEPT_REPORTS + 1):
        keep(tmp_path, REPORT, "page.txt", AT)
    assert len(kept(tmp_path)) == KEPT_REPORTS
    assert other.read_text() == "mine"


@pytest.mark.parametrize("verb", ["write_text", "replace"])
def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str) -> None:
    keep(tmp_path, REPORT, "before", AT)

    def refuse(path: Path, *args: object) -> None:
        path.touch()
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, verb, refuse)
    with pytest.raises(UserError, match="No space left") as raised:
        keep(tmp_path, REPORT, "after", AT)
    assert raised.value.hint
    assert len(files(tmp_path)) == 1
    assert [report.source for report in kept(tmp_path)] == ["before"]


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("no folder")
    with pytest.raises(UserError, match="could not be kept"):
        keep(tmp_path, REPORT, "page.txt", AT)
    with pytest.raises(UserError, match="could not be read"):
        kept(tmp_path)
