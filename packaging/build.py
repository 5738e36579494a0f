"""Makes what people install, into dist/: wheel and sdist, a bundle with its own Python, a Debian package of it.

Needs what `dev.py` needs; build tools are hash-locked in `requirements-build.txt` as everything else.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import debian_package
import dev
import system_libraries

ROOT = dev.ROOT
OUTPUT = ROOT / "dist"
WORK = ROOT / "build"
BUNDLE = OUTPUT / "readinglist"
MOST_BUNDLED_MB, MOST_PACKED_MB = 220, 80

HELP = """\
what to make:
  python    wheel and sdist, each built twice and compared, then checked
  bundle    the program with its own Python and Qt, in dist/readinglist/
  deb       a Debian package around the bundle
  sbom      the bill of materials of all that is bundled (CycloneDX)
  all       all of these

example:
  python3 packaging/build.py deb
"""


def python() -> None:
    """Build the wheel and the sdist, twice: what is published can be built again and is the same to the byte."""
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        for folder in (first, second):
            run("-m", "hatchling", "build", "--directory", folder)
        for built in sorted(Path(first).iterdir()):
            again = Path(second) / built.name
            if _digest(built) != _digest(again):
                raise SystemExit(f"{built.name} is not the same when it is built again.")
            shutil.copy2(built, OUTPUT)
            print(f"{built.name}: {_digest(built)}, the same twice")
    files = [str(path) for pattern in ("*.whl", "*.tar.gz") for path in OUTPUT.glob(pattern)]
    run("-m", "twine", "check", "--strict", *files)
    run("-m", "check_wheel_contents", *map(str, OUTPUT.glob("*.whl")))


def bundle() -> None:
    """Build the one-folder bundle, with the licences of all that is in it, and print its size."""
    run(
        *("-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "--distpath", str(OUTPUT)),
        *("--workpath", str(WORK), "packaging/readinglist.spec"),
    )
    run("packaging/bundled_licences.py", str(BUNDLE / "licences"))
    size = sum(path.stat().st_size for path in BUNDLE.rglob("*") if path.is_file() and not path.is_symlink()) / 1e6
    _hold(BUNDLE, size, MOST_BUNDLED_MB)


def deb() -> None:
    """Build the Debian package, and print its size."""
    bundle()
    package = debian_package.build(BUNDLE, OUTPUT, WORK / "deb")
    _hold(package, package.stat().st_size / 1e6, MOST_PACKED_MB)


def sbom() -> None:
    """Write the bill of materials: each package with version, licence and hash."""
    file = OUTPUT / "readinglist.cdx.json"
    run(
        *("-m", "cyclonedx_py", "requirements", str(dev.RUNTIME_LOCK), "--pyproject", str(ROOT / "pyproject.toml")),
        *("--output-reproducible", "--output-file", str(file)),
    )
    print(file.relative_to(ROOT))


def run(*arguments: str) -> None:
    """Run the environment's Python; everything that is made has the time of the last commit. Raises SystemExit."""
    said = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    environment = os.environ | {"SOURCE_DATE_EPOCH": said.strip(), "QT_QPA_PLATFORM": "offscreen"}
    if code := dev.call(arguments, environment):
        raise SystemExit(code)


def _hold(made: Path, size: float, most: int) -> None:
    """Print what was made and its size in MB. Raises SystemExit where that is too much."""
    print(f"{made.relative_to(ROOT)}: {size:.0f} MB (at most {most})")
    if size > most:
        raise SystemExit(f"{made.name} is too large.")


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


MADE: dict[str, Callable[[], None]] = {"python": python, "bundle": bundle, "deb": deb, "sbom": sbom}


def main() -> None:
    """Make what the command line names."""
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=[*MADE, "all"], help="one of the words below")
    asked = parser.parse_args()
    dev.set_up(system_libraries.QT_LIBRARIES | system_libraries.X11_LIBRARIES)
    dev.pip("--quiet", "--require-hashes", "--only-binary", ":all:", "--requirement", str(dev.BUILD_LOCK))
    OUTPUT.mkdir(exist_ok=True)
    for name in ("python", "deb", "sbom") if asked.what == "all" else (asked.what,):
        MADE[name]()


if __name__ == "__main__":
    main()
