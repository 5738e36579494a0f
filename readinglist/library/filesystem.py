"""What the file system under a library can do."""

from pathlib import Path

_NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "fuse.sshfs", "fuse.davfs", "davfs"})
_MOUNTS = Path("/proc/mounts")


def on_network(path: Path, mounts: Path = _MOUNTS) -> bool:
    """Whether `path` lies on a network mount, by Linux's table of mounts; elsewhere this is not known, and False."""
    if not mounts.is_file():
        return False
    resolved = path.resolve()
    table = [line.split(" ")[:3] for line in mounts.read_text().splitlines()]
    over = [(Path(point.replace(r"\040", " ")), kind) for _device, point, kind in table]
    holding = [(len(point.parts), kind) for point, kind in over if resolved.is_relative_to(point)]
    return bool(holding) and max(holding)[1] in _NETWORK


def journal_mode(path: Path) -> str:
    """SQLite's journal for a file there: WAL, except on a network mount, where its shared memory does not work."""
    return "DELETE" if on_network(path) else "WAL"
