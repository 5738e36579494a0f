"""The reports of past imports, kept as JSON files in the library's folder so that they can be opened again."""

import json
import re
import uuid
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

from readinglist.errors import UserError
from readinglist.importing.decoding import KnownBy, ReadAs
from readinglist.importing.report import Fate, Outcome, Report
from readinglist.importing.source import Failure

KEPT_REPORTS = 50
KEPT_OUTCOMES = 2_000
"""Outcomes kept in full of one report, and failures likewise; of the others the summary holds the count."""

LONGEST_TEXT = 1_000
"""Characters kept of any one text in a report."""

_MAX_BYTES = 64 * 1024 * 1024
"""No file of ours is larger: 4,000 records of a few texts each."""

_INTEREST = {Fate.LIKELY: 0, Fate.SKIPPED: 1, Fate.ENRICHED: 2, Fate.ADDED: 3, Fate.UNCHANGED: 4}
"""Which outcomes are kept first where there are too many: those a reader may have to look into."""

_NAME = re.compile(r"[0-9]{6,9}-[0-9a-f]{8}\.json")

_Record = TypeVar("_Record", Outcome, Failure, ReadAs)


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A report with its time (`at`, as ISO 8601), what was imported (`source`) and the counts in words (`summary`).

    `omitted` outcomes and failures were too many to be kept; `summary` counts them too.
    """

    source: str
    at: str
    report: Report
    summary: str
    omitted: int = 0


@dataclass(frozen=True, slots=True)
class UnreadableReport:
    """A file among the reports that holds none, and why, in words."""

    name: str
    why: str


def keep(folder: Path, report: Report, source: str, at: str) -> None:
    """Keep a report in the library at `folder`, and the newest 50 in all. `at` is its time as ISO 8601.

    Raises UserError where the disk refuses; no half-written report is left then.
    """
    reports = folder / "reports"
    outcomes = _most_telling(report.outcomes)
    failures = report.failures[:KEPT_OUTCOMES]
    document = {
        "source": _short(source),
        "at": at,
        "summary": report.summary(),
        "omitted": len(report.outcomes) - len(outcomes) + len(report.failures) - len(failures),
        "outcomes": [_shortened(outcome) for outcome in outcomes],
        "failures": [_shortened(failure) for failure in failures],
        "read_as": [_shortened(read) for read in report.read_as[:KEPT_OUTCOMES]],
    }
    try:
        reports.mkdir(parents=True, exist_ok=True)
        newest = next(iter(_files(reports)), None)
        # A clock may go back, a number does not; the second part keeps two processes from writing one file.
        name = f"{_number(newest) + 1 if newest else 1:06}-{uuid.uuid4().hex[:8]}.json"
        unfinished = reports / f"{name}.new"
        try:
            unfinished.write_text(json.dumps(document), "utf-8")
            unfinished.replace(reports / name)
        except OSError:
            unfinished.unlink(missing_ok=True)
            raise
        for old in _files(reports)[KEPT_REPORTS:]:
            old.unlink(missing_ok=True)
    except OSError as error:
        raise UserError(
            f"The report of this import could not be kept in {reports}: {error.strerror or error}.",
            "What was imported is safe. Free some space, or see whether the folder may be written to.",
        ) from error


def kept(folder: Path) -> list[KeptReport | UnreadableReport]:
    """The reports kept in the library at `folder`, newest first. Raises UserError where the folder cannot be read."""
    try:
        return [_read(file) for file in _files(folder / "reports")]
    except OSError as error:
        raise UserError(
            f"The reports in {folder / 'reports'} could not be read: {error.strerror or error}.",
            "See whether the folder may be read.",
        ) from error


def _files(reports: Path) -> list[Path]:
    """The files of reports, newest first."""
    try:
        files = [file for file in reports.iterdir() if _NAME.fullmatch(file.name)]
    except FileNotFoundError:
        return []  # nothing was kept yet
    return sorted(files, key=lambda file: (_number(file), file.name), reverse=True)


def _number(file: Path) -> int:
    return int(file.name.split("-")[0])


def _most_telling(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """As many outcomes as are kept, those of most interest, in their order."""
    places = sorted(range(len(outcomes)), key=lambda place: _INTEREST[outcomes[place].fate])[:KEPT_OUTCOMES]
    return [outcomes[place] for place in sorted(places)]


def _shortened(record: Outcome | Failure | ReadAs) -> dict[str, object]:
    values = asdict(record)
    values.pop("compared", None)  # the facts of what a preview compares
    return {name: _short(value) if isinstance(value, str) else value for name, value in values.items()}


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"


def _read(file: Path) -> KeptReport | UnreadableReport:
    try:
        with file.open("rb") as stream:
            data = stream.read(_MAX_BYTES + 1)
        if len(data) > _MAX_BYTES:
            return UnreadableReport(file.name, "It is larger than any report.")
        return _kept_report(json.loads(data))
    except OSError as error:
        return UnreadableReport(file.name, f"It cannot be read: {error.strerror or error}.")
    except (ValueError, TypeError, KeyError, RecursionError):
        return UnreadableReport(file.name, "It is damaged, or of another version of Reading List.")


def _kept_report(document: dict[str, object]) -> KeptReport:
    """Check and take over what a file holds. Raises KeyError, TypeError or ValueError for what is no report."""
    outcomes = _records(document["outcomes"], _outcome)
    failures = _records(document["failures"], _failure)
    read_as = _records(document.get("read_as", []), _read_as)  # a report of an early version has none
    return KeptReport(
        source=_text(document["source"]),
        at=_text(document["at"]),
        report=Report(outcomes, failures, read_as),
        summary=_text(document["summary"]),
        omitted=_whole(document["omitted"]),
    )


def _records(value: object, make: Callable[[dict[str, object]], _Record]) -> tuple[_Record, ...]:
    if not isinstance(value, list):
        raise TypeError(value)
    return tuple(make(entry) for entry in value)


def _outcome(entry: dict[str, object]) -> Outcome:
    paper_id, twin = entry["paper_id"], entry.get("twin")  # a report of an early version tells no twin
    return Outcome(
        source=_text(entry["source"]),
        line=_whole(entry["line"]),
        title=_text(entry["title"]),
        fate=Fate(_text(entry["fate"])),
        paper_id=None if paper_id is None else _whole(paper_id),
        reason=_text(entry["reason"]),
        byline=_text(entry["byline"]),
        twin=None if twin is None else _whole(twin),
        dropped=entry.get("dropped") is True,
        doubt=_text(entry.get("doubt", "")),  # a report of an early version has none
    )


def _failure(entry: dict[str, object]) -> Failure:
    return Failure(_text(entry["source"]), _whole(entry["line"]), _text(entry["message"]))


def _read_as(entry: dict[str, object]) -> ReadAs:
    return ReadAs(
        _text(entry["source"]), _text(entry["encoding"]), KnownBy(_text(entry["known_by"])), _whole(entry["damaged"])
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(value)
    return value
