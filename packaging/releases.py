"""The versions that `resources/changelog.md` tells of, and what Debian wants to read of them."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import format_datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHANGELOG = ROOT / "resources" / "changelog.md"

_HEADING = re.compile(r"^## (\d+(?:\.\d+)+) \((\d{4}-\d{2}-\d{2})\)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Release:
    """A version, the day it came out, and what it brought, in Markdown."""

    version: str
    date: date
    text: str


def read(changelog: str | None = None) -> list[Release]:
    """All releases, newest first."""
    parts = _HEADING.split(CHANGELOG.read_text("utf-8") if changelog is None else changelog)[1:]
    return [
        Release(version, date.fromisoformat(day), text.strip())
        for version, day, text in zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    ]


def current() -> str:
    """The version of the program. Raises SystemExit unless it is the newest one that the changelog tells of."""
    said = re.search(r'__version__ = "(.+)"', (ROOT / "readinglist" / "__init__.py").read_text())
    newest = read()[0].version
    if said is None or said[1] != newest:
        raise SystemExit(f"The changelog's newest version is {newest}, the program's {said and said[1]}.")
    return newest


def debian_changelog(maintainer: str) -> str:
    """The changelog as deb-changelog(5) has it: an entry for each release, a line for each point."""
    entries = []
    for release in read():
        points = re.split(r"^- ", release.text, flags=re.MULTILINE)
        lines = [
            textwrap.fill(" ".join(_plain(point).split()), 79, initial_indent="  * ", subsequent_indent="    ")
            for point in points
            if point.strip()
        ]
        day = format_datetime(datetime(release.date.year, release.date.month, release.date.day, tzinfo=UTC))
        head = f"readinglist ({release.version}) unstable; urgency=medium"
        entries.append("\n".join([head, "", *lines, "", f" -- {maintainer}  {day}", ""]))
    return "\n".join(entries)


def _plain(text: str) -> str:
    return text.replace("**", "").replace("`", "")
