"""The Debian package around the bundle: where its files go, what it depends on, and what it says of itself.

Source of the layout: the Filesystem Hierarchy Standard 3.0 and the Debian Policy Manual 4.6.
"""

from __future__ import annotations

import gzip
import shutil
import subprocess
import tempfile
from pathlib import Path

import dev
import releases

ROOT = dev.ROOT
LINUX = ROOT / "packaging" / "linux"
MAINTAINER = "The Reading List authors <readinglist@localhost>"
APP_ID = "localhost.readinglist"
"""The id in the metainfo, to be one under the project's own domain before it is published anywhere."""

PYTHON = str(dev.PYTHON)
COMPLETIONS = {
    "bash": "bash-completion/completions/readinglist",
    "zsh": "zsh/vendor-completions/_readinglist",
    "fish": "fish/vendor_completions.d/readinglist.fish",
}
"""Where the shells look for how a command's words go on, under /usr/share."""

ICON_SIZES = (16, 22, 24, 32, 48, 64, 128, 256)

_ALSO_NEEDED = ("fontconfig-config",)
"""What the program reads without being linked to it."""

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


def build(bundle: Path, output: Path, work: Path) -> Path:
    """Lay the files out and pack them. Raises SystemExit when the changelog does not tell of this version."""
    shutil.rmtree(work, ignore_errors=True)
    version = releases.current()
    _lay_out(bundle, work)
    (work / "DEBIAN").mkdir()  # by which dpkg-shlibdeps knows the folder for a package
    architecture = _said("dpkg", "--print-architecture").strip()
    about = work / "DEBIAN" / "control"
    about.write_text(
        CONTROL.format(
            version=version,
            architecture=architecture,
            maintainer=MAINTAINER,
            kilobytes=sum(path.stat().st_size for path in work.rglob("*") if path.is_file()) // 1024,
            depends=", ".join(depends(work)),
        )
    )
    package = output / f"readinglist_{version}_{architecture}.deb"
    subprocess.run(["dpkg-deb", "--build", "--root-owner-group", "-Zxz", work, package], check=True)
    return package


def depends(tree: Path) -> list[str]:
    """The Debian packages whose libraries those of a package's tree are linked to.

    Raises subprocess.CalledProcessError where a library is neither in the tree nor in a package.
    """
    linked = [path for path in tree.rglob("*") if path.is_file() and not path.is_symlink() and _is_elf(path)]
    folders = sorted({path.parent for path in linked})
    with tempfile.TemporaryDirectory() as folder:
        about = Path(folder) / "debian" / "control"
        about.parent.mkdir()
        about.write_text("Source: readinglist\n\nPackage: readinglist\nArchitecture: any\n")
        command = ["dpkg-shlibdeps", "-O", "--warnings=1", "--ignore-missing-info", *(f"-l{each}" for each in folders)]
        said = subprocess.run(
            [*command, *map(str, linked)], cwd=folder, check=True, stdout=subprocess.PIPE, text=True
        ).stdout
    return sorted([*said.strip().removeprefix("shlibs:Depends=").split(", "), *_ALSO_NEEDED])


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _lay_out(bundle: Path, work: Path) -> None:
    share, programs = work / "usr" / "share", work / "usr" / "bin"
    program = work / "usr" / "lib" / "readinglist"
    shutil.copytree(bundle, program, symlinks=True)
    programs.mkdir(parents=True)
    (programs / "readinglist").symlink_to("../lib/readinglist/readinglist")
    _write(share / "applications" / "readinglist.desktop", (LINUX / "readinglist.desktop").read_text())
    _write(share / "metainfo" / f"{APP_ID}.metainfo.xml", metainfo())
    _write(share / "lintian" / "overrides" / "readinglist", (LINUX / "lintian-overrides").read_text())
    _write(share / "doc" / "readinglist" / "copyright", _copyright())
    _write_packed(share / "doc" / "readinglist" / "changelog.gz", releases.debian_changelog(MAINTAINER))
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
    told = "".join(f'<release version="{each.version}" date="{each.date}"/>' for each in releases.read())
    return (LINUX / "readinglist.metainfo.xml").read_text().replace("@RELEASES@", told)


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
