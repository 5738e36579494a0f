"""The pages that can be read in the window: the user guide, and what each version brought."""

import re
from dataclasses import dataclass

from readinglist import paths

_RELEASE = re.compile(r"^## (?P<version>\d+(?:\.\d+)+)\b", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `name` is what links call it; `text` is Markdown, unless the page is `plain`."""

    name: str
    title: str
    text: str
    plain: bool = False


def guide() -> list[Page]:
    """The pages of the user guide, in its order, which is that of the files' names."""
    return [
        Page(file.name, text.partition("\n")[0].removeprefix("# "), text)
        for file in sorted(paths.resource("help").glob("*.md"))
        for text in [file.read_text("utf-8")]
    ]


def changelog() -> str:
    """All that versions brought, in Markdown, the newest version first."""
    return paths.resource("changelog.md").read_text("utf-8")


def news(text: str, seen: str) -> str:
    """What a changelog tells of versions after `seen`, in Markdown; empty where there are none."""
    parts = [
        text[match.start() : after.start() if after else None].strip()
        for match, after in _with_next(list(_RELEASE.finditer(text)))
        if _number(match["version"]) > _number(seen)
    ]
    return "\n\n".join(parts)


def _with_next(matches: list[re.Match[str]]) -> list[tuple[re.Match[str], re.Match[str] | None]]:
    return list(zip(matches, [*matches[1:], None], strict=True))


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))
