"""Bad input at the command line: exit code 1, words on standard error, the same in --json, and the rest is in.

How each is found is in `tests/importing/test_bad_input.py`.
"""

import json
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Run = Callable[..., Result]
Answer = Callable[..., Any]
Process = Callable[..., Any]

MIB = 2**20
NOBODY = 65_534
BIB = "@article{bees, title = {Bees in forty gardens},\n  note = {naïve façade – 5 €}}\n\n@book{knots, title = {Knots"


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        (b"\0\1\2\3" * 100, 0, ["is not text", "copy the text you want"]),
        (b"%PDF-1.7 x", 0, ["is a damaged PDF", "fetch it again"]),
        (b"", 0, ["is empty", "Check that it was saved"]),
        (b"Dear Ana, thank you for the jam.\n", 0, ["holds no papers", "It reads BibTeX"]),
        (b"<?xml version='1.0'?>\n<fox/>\n", 0, ["is XML", "Export it as BibTeX"]),
        (b"@book{knots, title = {Knots", 1, ["the text ends before its closing brace", "correct it and import again"]),
    ],
    ids=["binary", "PDF", "empty", "no papers", "XML", "cut"],
)
def test_it_names_file_place_and_remedy_and_imports_the_rest(
    run: Run, answer: Answer, page: Path, tmp_path: Path, content: bytes, line: int, said: list[str]
) -> None:
    bad = tmp_path / "bad file.bib"
    bad.write_bytes(content)
    words = run("import", "--dry-run", bad, code=1).stderr
    for part in (str(bad), *said):
        assert part in words
    assert "No papers found" in words or "1 failed" in words
    report = answer("import", bad, page, code=1)
    [failure] = report["failed"]
    assert (failure["source"], failure["line"]) == (str(bad), line)
    assert all(part in failure["message"] for part in said)
    assert report["added"] == 3


def test_a_bib_cut_within_an_entry_gives_the_entries_before_it(run: Run, tmp_path: Path) -> None:
    bib = tmp_path / "cut.bib"
    bib.write_text(BIB)
    words = run("import", bib, code=1).stderr
    assert f"{bib}:4: The entry “knots” is broken: the text ends before its closing brace." in words
    assert "Bees in forty gardens" in run("list").stdout


@pytest.mark.parametrize(
    ("name", "mark", "encoding", "known_by"),
    [
        ("utf-16-le", b"\xff\xfe", "UTF-16", "mark"),
        ("utf-16-be", b"\xfe\xff", "UTF-16", "mark"),
        ("utf-16-le", b"", "UTF-16", "guess"),
        ("cp1252", b"", "Windows-1252", "guess"),
        ("latin-1", b"", "Latin-1", "guess"),
    ],
)
def test_the_encoding_is_told(
    run: Run, answer: Answer, tmp_path: Path, name: str, mark: bytes, encoding: str, known_by: str
) -> None:
    text = "@article{bees, title = {Größe und façade}}\n" if name == "latin-1" else f"{BIB}}}}}\n"
    bib = tmp_path / "old.bib"
    bib.write_bytes(mark + text.encode(name))
    words = run("import", bib).stderr
    assert f"{bib} was read as {encoding}" in words
    assert ("guess" in words) == (known_by == "guess")
    report = answer("import", bib)
    assert report["read_as"] == [{"source": str(bib), "encoding": encoding, "known_by": known_by, "damaged": 0}]
    titles = sorted(paper["title"] for paper in answer("list"))
    assert titles == (["Größe und façade"] if name == "latin-1" else ["Bees in forty gardens", "Knots"])


def test_of_utf8_nothing_is_told(answer: Answer, page: Path) -> None:
    assert answer("import", page)["read_as"] == []


def test_a_line_of_200_mb_is_answered_in_little_memory(process: Process, tmp_path: Path) -> None:
    file = tmp_path / "line.txt"
    with file.open("wb") as stream:
        stream.truncate(200 * MIB)

    resource = pytest.importorskip("resource", reason="needs a limit on memory")

    def have_little_memory() -> None:
        resource.setrlimit(resource.RLIMIT_DATA, (180 * MIB, 180 * MIB))

    done = process("import", file, code=1, preexec_fn=have_little_memory)
    assert f"{file} is 200 MiB, larger than 64 MiB, the most that is read at once." in done.stderr.decode()
    assert b"split it" in done.stderr


def test_an_empty_folder_a_missing_file_and_a_broken_link_are_said(run: Run, page: Path, tmp_path: Path) -> None:
    (tmp_path / "link.bib").symlink_to(tmp_path / "gone.bib")
    (tmp_path / "empty").mkdir()
    words = run("import", tmp_path / "empty", tmp_path / "no.bib", tmp_path / "link.bib", page, code=1).stderr
    assert f"{tmp_path / 'empty'} holds neither PDFs nor bibliographies. Name the files" in words
    assert f"There is no file {tmp_path / 'no.bib'}. Check the spelling" in words
    assert f"{tmp_path / 'link.bib'} is a link to a file that is not there." in words
    assert "3 papers added, 3 failed." in words


@pytest.fixture
def someone_else() -> Iterator[Path]:
    """A folder with a file that this user may not read; root, who may read everything, is somebody else meanwhile."""
    if os.name == "nt":
        pytest.skip("needs the permissions of Unix")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        (folder / "secret.bib").write_text(BIB)
        (folder / "secret.bib").chmod(0)
        root = os.geteuid() == 0
        if root:
            os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            if root:
                os.seteuid(0)


def test_a_file_that_may_not_be_read(run: Run, someone_else: Path) -> None:
    secret = someone_else / "secret.bib"
    words = run("import", secret, "--library", someone_else / "library", code=1).stderr
    assert f"{secret} may not be read. Ask its owner for permission" in words


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MiB, which only root can make."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("only root can make a small disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def many(file: Path, count: int) -> Path:
    entries = (f"@misc{{k{n}, title = {{Study {n} of bees}}, abstract = {{{'Bees. ' * 40}}}}}" for n in range(count))
    file.write_text("\n".join(entries))
    return file


def test_a_full_disk_is_said_and_costs_nothing_that_was_there(
    process: Process, small_disk: Path, page: Path, tmp_path: Path
) -> None:
    library = small_disk / "library"
    process("import", page, "--library", library)
    done = process("import", many(tmp_path / "many.bib", 4_000), "--library", library, code=1)
    said = done.stderr.decode()
    assert "the disk is full. Free some space and try again; what was stored before is safe." in said
    assert "Traceback" not in said
    papers = json.loads(process("list", "--json", "--library", library).stdout)
    assert {"Counting Bees With Cheap Microphones", "Pendulum Clocks"} <= {paper["title"] for paper in papers}


def test_a_backup_to_a_full_disk_is_said(process: Process, small_disk: Path, tmp_path: Path) -> None:
    process("import", many(tmp_path / "many.bib", 6_000))
    said = process("backup", small_disk / "copy", code=1).stderr.decode()
    assert f"The library could not be copied to {small_disk / 'copy'}" in said
    assert "full" in said
    assert "Traceback" not in said
