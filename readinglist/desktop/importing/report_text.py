"""A report of an import as plain text, to be copied."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePath

from readinglist.desktop.importing.import_rows import KINDS, Kind, failure_row, outcome_row
from readinglist.desktop.look.two_line_row import TwoLineRow
from readinglist.importing.decoding import told
from readinglist.importing.report import Fate, Report


def encodings_told(report: Report) -> list[str]:
    """What the sources were read as, by their names without folders: nothing where all are plain UTF-8."""
    return told(replace(read, source=PurePath(read.source).name or read.source) for read in report.read_as)


def guesses_told(report: Report) -> list[str]:
    """How many titles are to be checked, and how one is corrected: nothing where all are sure."""
    count = sum(report.fates[place] is Fate.ADDED for place in report.doubtful)
    if not count:
        return []
    if count == 1:
        return ["One title was only guessed. Correct it, if it is wrong, with F2 or a double click."]
    return [f"{count:,} titles were only guessed. Correct those that are wrong with F2 or a double click."]


def report_text(report: Report, heads: Iterable[str]) -> str:
    """All of a report, kind by kind in the order of the list, under the lines given."""
    rows: dict[Kind, list[TwoLineRow]] = {kind: [] for kind in Kind}
    rows[Kind.FAILED] = [failure_row(failure) for failure in report.failures]
    for outcome in report.outcomes:
        rows[KINDS[outcome.fate]].append(outcome_row(outcome, ticked=None))
    parts = ["\n".join(heads)]
    for kind, listed in rows.items():
        if listed:
            lines = (f"{row.title}\n    {row.detail}" for row in listed)
            parts.append("\n".join([f"{kind.label} ({len(listed):,})", *lines]))
    return "\n\n".join(parts) + "\n"
