"""What a person can set, and apart from it the places of the window and the services; each a frozen dataclass in TOML.

A value that cannot be used falls back to its default, with a note; keys that this version does not know survive.
"""

import tomllib
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar


class Appearance(StrEnum):
    """Which colours the window has: one of the schemes, or whatever the system shows."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Density(StrEnum):
    """How much of the list goes on a screen: two lines for a paper, or one."""

    CARDS = "cards"
    COMPACT = "compact"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings. `sort` is an order of the list and `citation_style` a style of citations, by their names.

    `cite_key_pattern` is in the language of `exporting/citing/cite_key_pattern.py`. `version_seen` is the version
    that was used last: what came after it is told once.
    """

    theme: Appearance = Appearance.SYSTEM
    density: Density = Density.CARDS
    sort: str = "added"
    citation_style: str = "apa"
    cite_key_pattern: str = "{author}{year}{title}"
    version_seen: str = ""


@dataclass(frozen=True, slots=True)
class WindowPlace:
    """Where the window was and how its columns divided it, in pixels; all zero = not known yet."""

    x: int = 0
    y: int = 0
    width: int = 0
    height: int = 0
    papers: int = 0
    details: int = 0


@dataclass(frozen=True, slots=True)
class Services:
    """Whether facts about papers are looked up, as whom, and where.

    `mailto` is an e-mail address that is told to the services, which serve those who give one more readily. The others
    are the addresses of the services' APIs.
    """

    look_up: bool = True
    mailto: str = ""
    arxiv: str = "https://export.arxiv.org/api/query"
    crossref: str = "https://api.crossref.org/works"
    datacite: str = "https://api.datacite.org/dois"
    pubmed: str = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi"
    pmc: str = "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles/"
    huggingface: str = "https://huggingface.co/api/papers"
    openalex: str = "https://api.openalex.org/works"
    openlibrary: str = "https://openlibrary.org/api/books"


Kept = TypeVar("Kept", Settings, WindowPlace, Services)


def load(kind: type[Kept], file: Path) -> tuple[Kept, tuple[str, ...]]:
    """Read a file of settings; one that is not there holds the defaults.

    Returns:
        The settings, and notes in words on what could not be used.
    """
    try:
        document = tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return kind(), ()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return kind(), (f"{file} cannot be read, so the defaults are used: {error}.",)
    values: dict[str, Any] = {}
    notes: list[str] = []
    for field in fields(kind):
        if field.name in document:
            wanted = type(field.default)
            try:
                values[field.name] = _value(document[field.name], wanted)
            except ValueError:
                notes.append(
                    f"{file}: {field.name} = {document[field.name]!r} cannot be used; it is {field.default!s} for now."
                )
    return kind(**values), tuple(notes)


def _value(value: object, wanted: type) -> object:
    if issubclass(wanted, StrEnum):
        return wanted(str(value))
    if type(value) is not wanted:
        raise ValueError(value)
    return value


def save(kept: Settings | WindowPlace | Services, file: Path) -> None:
    """Write a file of settings whole, keeping the keys and comments that are none of ours. Raises OSError."""
    import tomlkit  # only writing needs it, and the window is not to wait for it
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, TOMLKitError):
        document = tomlkit.document()
    for name, value in asdict(kept).items():
        document[name] = str(value) if isinstance(value, StrEnum) else value
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(".new")
    unfinished.write_text(tomlkit.dumps(document), "utf-8")
    unfinished.replace(file)  # atomic: a crash leaves the old file or the new one
