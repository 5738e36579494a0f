"""Writes the licence texts of all that is bundled: bundled_licences.py FOLDER, run in the project's environment.

The packages are those that About tells of. Python's text is taken from where it was built or from Debian, Qt's from
Debian's base-files, since neither brings one along in a package.
"""

import platform
import sys
import sysconfig
from pathlib import Path

from readinglist.desktop.help.licences import Part, parts

COMMON = Path("/usr/share/common-licenses")
QT_LICENCES = [COMMON / "LGPL-3", COMMON / "GPL-3"]
"""What Qt and PySide are bundled under; the one adds to the other."""


def texts_of(part: Part) -> str:
    """The text of a package's licences. Raises SystemExit where there is none: without it, it may not be bundled."""
    if part.name.lower().startswith(("pyside6", "shiboken6")):
        return "\n\n".join(file.read_text("utf-8") for file in QT_LICENCES)
    if part.name == "Python":
        version = platform.python_version_tuple()
        places = [
            Path(sysconfig.get_path("stdlib")) / "LICENSE.txt",
            Path(f"/usr/share/doc/python{version[0]}.{version[1]}/copyright"),
        ]
        return next((place.read_text("utf-8") for place in places if place.exists()), "") or _missing(part)
    return part.text or _missing(part)


def _missing(part: Part) -> str:
    raise SystemExit(f"{part.name} is bundled, and there is no text of its licence.")


def main() -> None:
    """Write a file for each package."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for part in parts():
        (folder / f"{part.name}.txt").write_text(
            f"{part.name} {part.version}: {part.licence}\n\n{texts_of(part)}\n", "utf-8"
        )


if __name__ == "__main__":
    main()
