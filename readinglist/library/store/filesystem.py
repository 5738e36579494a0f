"""What the file system under a library can do."""

import re
from pathlib import Path

_NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "fuse.sshfs", "fuse.davfs", "davfs"})
_MOUNTS = Path("/proc/mounts")
_ESCAPE = re.compile(r"\\([0-7]{3})")  # how the table writes spaces and the like


def on_network(path: Path, mounts: Path = _MOUNTS) -> bool:
    """Whether `path` lies on a network mount, by Linux's table of mounts; elsewhere this is not known, and False."""
    if not mounts.is_file():
        return False
    resolved = path.resolve()
    holding: tuple[int, str] = (0, "")
    for line in mounts.read_text("utf-8", "surrogateescape").splitlines():
        _device, point, kind = line.split(" ")[:3]
        mounted = Path(_ESCAPE.sub(lambda found: chr(int(found[1], 8)), point))
        if resolved.is_relative_to(mounted) and len(mounted.parts) >= holding[0]:  # the last of several hides the rest
            holding = len(mounted.parts), kind
    return holding[1] in _NETWORK


def journal_mode(path: Path) -> str:
    """SQLite's journal for a file there: WAL, except on a network mount, where its shared memory does not work."""
    return "DELETE" if on_network(path) else "WAL"
