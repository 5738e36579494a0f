"""The Debian package around the bundle: where its files go, what it depends on, and what it says of itself.

Source of the layout: the Filesystem Hierarchy Standard 3.0 and the Debian Policy Manual 4.6.
"""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime
from html import escape
from pathlib import Path

import dev

ROOT = dev.ROOT
LINUX = ROOT / "packaging" / "linux"
MAINTAINER = "The Reading List authors <readinglist@localhost>"
PYTHON = str(dev.PYTHON)
COMPLETIONS = {
    "bash": "bash-completion/completions/readinglist",
    "zsh": "zsh/vendor-completions/_readinglist",
    "fish": "fish/vendor_completions.d/readinglist.fish",
}
"""Where the shells look for how a command's words go on, under /usr/share."""

ICON_SIZES = (16, 22, 24, 32, 48, 64, 128, 256)

_ALSO_NEEDED = ("libc6", "libegl1", "libgl1", "libxcb-cursor0", "fontconfig")
"""What the bundle loads without being linked to it."""

CONTROL = """\
Package: readinglist
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {kilobytes}
Depends: {depends}
Section: science
Priority: optional
Description: reading list for research papers
 Collects papers from pages, bibliographies, links and PDFs; shows them in a
 list that is filtered and triaged by keyboard; keeps read state, stars, tags
 and notes in one folder of the reader's; finds anything again by any word.
 .
 Works without an account and without a network.
"""


def build(bundle: Path, libraries: Iterable[str], output: Path, work: Path) -> Path:
    """Lay the files out and pack them; `libraries` are paths of the system's that the bundle is linked to."""
    shutil.rmtree(work, ignore_errors=True)
    version = re.search(r'__version__ = "(.+)"', (ROOT / "readinglist" / "__init__.py").read_text())
    assert version, "readinglist/__init__.py says the version"
    _lay_out(bundle, work)
    architecture = _said("dpkg", "--print-architecture").strip()
    about = work / "DEBIAN" / "control"
    about.parent.mkdir()
    about.write_text(
        CONTROL.format(
            version=version[1],
            architecture=architecture,
            maintainer=MAINTAINER,
            kilobytes=sum(path.stat().st_size for path in work.rglob("*") if path.is_file()) // 1024,
            depends=", ".join(depends(libraries)),
        )
    )
    package = output / f"readinglist_{version[1]}_{architecture}.deb"
    subprocess.run(["dpkg-deb", "--build", "--root-owner-group", "-Zxz", work, package], check=True)
    return package


def depends(libraries: Iterable[str]) -> list[str]:
    """The Debian packages that hold these files, by name."""
    owners = _said("dpkg", "--search", *{str(Path(path).resolve()) for path in libraries})
    return sorted({line.split(":")[0] for line in owners.splitlines()} | set(_ALSO_NEEDED))


def _lay_out(bundle: Path, work: Path) -> None:
    share, programs = work / "usr" / "share", work / "usr" / "bin"
    program = work / "usr" / "lib" / "readinglist"
    shutil.copytree(bundle, program, symlinks=True)
    programs.mkdir(parents=True)
    (programs / "readinglist").symlink_to("../lib/readinglist/readinglist")
    _write(share / "applications" / "readinglist.desktop", (LINUX / "readinglist.desktop").read_text())
    _write(share / "metainfo" / "readinglist.metainfo.xml", metainfo())
    _write(share / "doc" / "readinglist" / "copyright", _copyright())
    _write_packed(share / "doc" / "readinglist" / "changelog.gz", (ROOT / "resources" / "changelog.md").read_text())
    _write_packed(share / "man" / "man1" / "readinglist.1.gz", _said(PYTHON, "packaging/cli_papers.py", "manual"))
    for shell, place in COMPLETIONS.items():
        _write(share / place, _said(PYTHON, "packaging/cli_papers.py", shell))
    _draw_icons(share / "icons" / "hicolor")
    for path in work.rglob("*"):
        if path.is_dir():
            path.chmod(0o755)
        elif not path.is_symlink():
            path.chmod(0o755 if path == program / "readinglist" else 0o644)


def metainfo() -> str:
    """What software centres show, with the releases that the changelog names."""
    versions = re.findall(r"^## (\S+)", (ROOT / "resources" / "changelog.md").read_text(), re.MULTILINE)
    date = datetime.now(UTC).date().isoformat()
    releases = "".join(f'<release version="{escape(version)}" date="{date}"/>' for version in versions)
    return (LINUX / "readinglist.metainfo.xml").read_text().replace("@RELEASES@", releases)


def _copyright() -> str:
    licence = "\n".join(f" {line}" if line else " ." for line in (ROOT / "LICENSE").read_text().splitlines()[2:])
    return (LINUX / "copyright").read_text().replace("@MIT@", licence)


def _draw_icons(folder: Path) -> None:
    """The icon as it is drawn, and in the sizes of desktops that do not draw it themselves."""
    drawing = ROOT / "resources" / "readinglist.svg"
    _write(folder / "scalable" / "apps" / "readinglist.svg", drawing.read_text())
    for size in ICON_SIZES:
        file = folder / f"{size}x{size}" / "apps" / "readinglist.png"
        file.parent.mkdir(parents=True)
        _said(PYTHON, "packaging/draw_icon.py", str(drawing), str(size), str(file))


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def _write_packed(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(gzip.compress(text.encode(), mtime=0))


def _said(*command: str) -> str:
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
