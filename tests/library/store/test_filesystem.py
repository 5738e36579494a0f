from pathlib import Path

import pytest

from readinglist.library.store.filesystem import journal_mode, on_network

TABLE = r"""/dev/sda1 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
/dev/sda2 /home ext4 rw 0 0
server:/papers /home/ana/papers nfs4 rw,vers=4.2 0 0
//server/lab /mnt/lab\040share\134x cifs rw 0 0
tmpfs /home/ana/papers/local tmpfs rw 0 0
systemd-1 /auto autofs rw 0 0
server:/auto /auto 9p rw 0 0
server:/old /over nfs rw 0 0
/dev/sdb1 /over ext4 rw 0 0
"""


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    file = tmp_path / "mounts"
    file.write_bytes(TABLE.encode() + b"/dev/sdc1 /mnt/\xff\xfe vfat rw 0 0\n")
    return file


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/home/ana/library", False),
        ("/home/ana/papers", True),
        ("/home/ana/papers/reading/library.sqlite", True),
        ("/home/ana/papers-at-home", False),
        ("/home/ana/papers/local/library", False),
        ("/mnt/lab share\\x/library", True),
        ("/mnt/lab", False),
        ("/auto/library", True),
        ("/over/library", False),
        ("/elsewhere", False),
    ],
)
def test_the_innermost_mount_decides(mounts: Path, path: str, expected: bool) -> None:
    assert on_network(Path(path), mounts) is expected


def test_where_there_is_no_table_nothing_is_known(tmp_path: Path) -> None:
    assert on_network(Path("/home"), tmp_path / "missing") is False


def test_a_local_folder_takes_the_write_ahead_log(tmp_path: Path) -> None:
    assert journal_mode(tmp_path) == "WAL"
