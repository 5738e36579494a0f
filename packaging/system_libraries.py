"""The system's own libraries and programs that the Python packages rely on, and how to get them.

What is missing is found by loading it, since a package's name says little: the same library comes from packages with
other names on other releases, and from no package at all in many containers.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping

QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libbrotlidec.so.1": "libbrotli1",
}
"""What Qt's core, graphics, widgets, SVG, PDF and network libraries link to, with the Debian package of each."""

X11_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
"""What Qt's `xcb` platform plug-in adds to open a window on an X server."""

WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
"""What Qt's `wayland` platform plug-in adds."""

VIRTUAL_SCREEN_PROGRAMS = {"Xvfb": "xvfb"}
"""The X server that draws into memory, for a machine without a screen."""


def loads(library: str) -> bool:
    """Whether the dynamic linker finds `library`, such as "libGL.so.1", and everything it links to."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages(libraries: Mapping[str, str], programs: Mapping[str, str] | None = None) -> list[str]:
    """The Debian packages of the libraries that don't load and the programs that aren't on the path."""
    if sys.platform != "linux":
        return []
    missing = {package for library, package in libraries.items() if not loads(library)}
    missing |= {package for program, package in (programs or {}).items() if shutil.which(program) is None}
    return sorted(missing)


def install(packages: Iterable[str], why: str) -> None:
    """Install Debian packages as root; otherwise leave with the exact line for the person to run.

    Raises SystemExit when they cannot be installed from here.
    """
    names = " ".join(packages)
    if shutil.which("apt-get") is None:
        raise SystemExit(f"{why} These Debian packages, or your system's like of them, are missing: {names}")
    line = f"apt-get install --no-install-recommends {names}"
    if os.geteuid() != 0:
        raise SystemExit(f"{why} Run this, then try again:\n\n    sudo {line}\n")
    print(f"{why} Installing {names} ...", flush=True)
    for command in (["apt-get", "update"], [*line.split(), "--yes"]):
        outcome = subprocess.run(
            command,
            env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if outcome.returncode != 0:
            raise SystemExit(f"{outcome.stdout}\n`{' '.join(command)}` failed; what it said stands above.")
