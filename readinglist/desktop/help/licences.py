"""What the program is made of, with versions and licences, as the metadata of the installed packages tell it.

Source of the fields: the core metadata specification of the Python Packaging Authority.
"""

import platform
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

_NAME = re.compile(r"[A-Za-z0-9][\w.-]*")
_PYTHON_TEXT = "The licence of Python, with those of what it holds, is at https://docs.python.org/3/license.html."
_BEGINNINGS = ("licen", "copying", "notice", "ofl")
"""How the names of files with licences begin."""

_LONGEST = 80
"""Characters: in the field of the licence some packages have its whole text."""


@dataclass(frozen=True, slots=True)
class Part:
    """A package. `licence` is its name or names, `text` what it says, where the package brings that along."""

    name: str
    version: str
    licence: str
    text: str


def parts(package: str = "readinglist") -> list[Part]:
    """The package, Python, and all else that it needs, by name; Python alone where it is not installed as a package."""
    python = Part("Python", platform.python_version(), "PSF-2.0", _PYTHON_TEXT)
    return sorted([python, *map(_part, _needed(package))], key=lambda part: (part.name != package, part.name.lower()))


def _needed(package: str) -> Iterator[Distribution]:
    seen: set[str] = set()
    names = [package]
    while names:
        name = names.pop()
        if _key(name) in seen:
            continue
        seen.add(_key(name))
        try:
            found = distribution(name)
        except PackageNotFoundError:  # needed elsewhere, on another system or by another Python
            continue
        yield found
        # What is needed only for an extra of a package is not bundled.
        names += [match[0] for line in found.requires or () if "extra ==" not in line and (match := _NAME.match(line))]


def _key(name: str) -> str:
    """The name as the index of packages compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _part(found: Distribution) -> Part:
    files = sorted(
        path
        for file in found.files or ()
        if file.name.lower().startswith(_BEGINNINGS) and (path := Path(str(file.locate()))).is_file()
    )
    texts = "\n\n".join(_decoded(path.read_bytes()).strip() for path in files)
    return Part(found.metadata["Name"], found.version, _licence(found), texts)


def _decoded(text: bytes) -> str:
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:  # the names of old authors
        return text.decode("latin-1")


def _licence(found: Distribution) -> str:
    about = found.metadata
    for said in (*about.get_all("License-Expression", []), *about.get_all("License", [])):
        first: str = said.strip().partition("\n")[0].strip()
        if first and len(first) <= _LONGEST:
            return first
    classes = [each for each in about.get_all("Classifier", []) if each.startswith("License ::")]
    return ", ".join(each.rpartition(":: ")[2] for each in classes) or "see its text"
