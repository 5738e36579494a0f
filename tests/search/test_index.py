"""The index can be lost, damaged or strange; answers never suffer."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from readinglist.domain.query.parser import parse
from readinglist.errors import UserError
from readinglist.library.library import Library
from readinglist.search import stored_index as index_module
from readinglist.search.evaluate import search
from readinglist.search.index import PaperIndex
from readinglist.search.indexer import catch_up, rebuild, status
from readinglist.search.retrieval import Retrieval

Add = Callable[..., list[int]]


@pytest.fixture
def graphs(add: Add) -> list[int]:
    return add("Alpha graphs", "Beta graphs", "Gamma graphs", abstract="On graphs and trees. " * 40)


@pytest.fixture
def index(tmp_path: Path, library: Library, graphs: list[int]) -> PaperIndex:
    made = PaperIndex.open(tmp_path / "cache", library)
    assert catch_up(made, library)
    return made


def found(library: Library, index: PaperIndex, text: str = "graph") -> tuple[list[int], int]:
    result = search(library, index, parse(text))
    assert result is not None
    return sorted(result.ids), result.behind


def segment(index: PaperIndex) -> Path:
    (file,) = index.folder.glob("*.seg")
    return file


def contents(index: PaperIndex) -> Path:
    (file,) = index.folder.glob("*.toc")
    return file


def flip(file: Path) -> None:
    """Change every byte but the first and last few."""
    data = file.read_bytes()
    file.write_bytes(data[:16] + bytes(byte ^ 0x55 for byte in data[16:-16]) + data[-16:])


DAMAGE: dict[str, Callable[[PaperIndex], object]] = {
    "the folder is gone": lambda index: shutil.rmtree(index.folder),
    "the cache is gone": lambda index: shutil.rmtree(index.folder.parent),
    "the folder is empty": lambda index: [file.unlink() for file in index.folder.iterdir()],
    "the folder is a file": lambda index: (shutil.rmtree(index.folder), index.folder.write_text("x")),
    "the segment is gone": lambda index: segment(index).unlink(),
    "the segment is empty": lambda index: segment(index).write_bytes(b""),
    "the segment is cut": lambda index: os.truncate(segment(index), segment(index).stat().st_size // 2),
    "the segment is noise": lambda index: flip(segment(index)),
    "the contents are gone": lambda index: contents(index).unlink(),
    "the contents are noise": lambda index: flip(contents(index)),
    "the mark is gone": lambda index: (index.folder / "mark.json").unlink(),
    "the mark is noise": lambda index: (index.folder / "mark.json").write_bytes(b"\xff{"),
    "the mark is a list": lambda index: (index.folder / "mark.json").write_text("[1]"),
    "the mark is of other things": lambda index: (index.folder / "mark.json").write_text('{"seq": "x", "sew": 1}'),
}


@pytest.fixture
def _whoosh_lets_go() -> Iterator[None]:
    """Whoosh forgets to close files that it could not read; Python's collector does it, here, not in a later test."""
    yield
    gc.collect()


@pytest.mark.usefixtures("_whoosh_lets_go")
@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
@pytest.mark.parametrize("opened", [False, True], ids=["closed", "open"])
@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_mended_and_never_seen(
    library: Library, index: PaperIndex, graphs: list[int], tmp_path: Path, damage: str, opened: bool
) -> None:
    if opened:
        assert found(library, index) == (graphs, 0)
    DAMAGE[damage](index)
    others = PaperIndex.open(tmp_path / "cache", library)
    assert found(library, others)[0] == graphs
    assert found(library, index)[0] == graphs
    assert catch_up(others, library)
    for each in (index, others):
        assert found(library, each) == (graphs, 0)
    assert status(index, library).documents == 3


@pytest.mark.usefixtures("_whoosh_lets_go")
@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
@pytest.mark.parametrize("damage", DAMAGE)
def test_the_indexer_mends_what_nobody_searched(
    library: Library, index: PaperIndex, add: Add, graphs: list[int], damage: str
) -> None:
    DAMAGE[damage](index)
    graphs += add("Delta graphs")
    assert catch_up(index, library)
    assert found(library, index)[0] == graphs
    assert catch_up(index, library)
    assert found(library, index) == (graphs, 0)


def test_damage_met_in_a_search_is_mended(
    library: Library, index: PaperIndex, graphs: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object) -> None:
        raise KeyError("a term that is not there")

    with monkeypatch.context() as damaged:
        damaged.setattr(Retrieval, "hits", stumble)
        assert found(library, index) == (graphs, 3)
    assert index.mark() is None
    assert catch_up(index, library)
    assert found(library, index) == (graphs, 0)


def test_a_complaint_about_an_index_that_is_no_more_harms_no_newer_one(library: Library, index: PaperIndex) -> None:
    old = index.mark()
    assert old is not None
    assert rebuild(index, library)
    index.discard(old)
    assert index.mark() not in (None, old)


def test_a_copied_library_has_an_index_of_its_own(
    library: Library, index: PaperIndex, add: Add, graphs: list[int], tmp_path: Path
) -> None:
    library.close()
    shutil.copytree(library.folder, tmp_path / "copy")
    graphs += add("Delta graphs")
    copy = Library(tmp_path / "copy", origin="test")
    copied = PaperIndex.open(tmp_path / "cache", copy)
    assert copy.id == library.id
    assert copied.folder != index.folder
    assert found(copy, copied) == (graphs[:3], 3)
    assert catch_up(copied, copy)
    assert catch_up(index, library)
    assert found(copy, copied) == (graphs[:3], 0)
    assert found(library, index) == (graphs, 0)
    copy.close()


def test_one_library_has_one_index_by_whatever_path(library: Library, index: PaperIndex, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(library.folder)
    linked = Library(tmp_path / "link", origin="test")
    assert PaperIndex.open(tmp_path / "cache", linked).folder == index.folder
    linked.close()


def test_an_older_library_in_the_same_place_is_not_answered_for(
    library: Library, index: PaperIndex, add: Add, graphs: list[int], tmp_path: Path
) -> None:
    library.close()
    shutil.copytree(library.folder, tmp_path / "earlier")
    graphs += add("Delta graphs")
    assert catch_up(index, library)
    library.close()
    shutil.rmtree(library.folder)
    shutil.copytree(tmp_path / "earlier", library.folder)
    earlier = Library(library.folder, origin="test")
    again = PaperIndex.open(tmp_path / "cache", earlier)
    assert found(earlier, again) == (graphs[:3], 3)
    assert catch_up(again, earlier)
    assert found(earlier, again) == (graphs[:3], 0)
    earlier.close()


def test_a_restored_library_has_its_index_built_anew(library: Library, index: PaperIndex, tmp_path: Path) -> None:
    before = index.mark()
    assert before is not None
    library.epoch = "another"
    restored = PaperIndex.open(tmp_path / "cache", library)
    assert restored.mark() is None
    assert catch_up(restored, library)
    after = restored.mark()
    assert after is not None
    assert (after.epoch, after.seq) == ("another", before.seq)
    assert after.build != before.build


def test_another_version_of_the_schema_is_built_anew(
    library: Library, index: PaperIndex, graphs: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module, "VERSION", 10_000)
    assert index.mark() is None
    assert found(library, index) == (graphs, 3)


@pytest.mark.skipif(os.name == "nt", reason="permissions and links are those of POSIX")
@pytest.mark.parametrize("trick", ["a link", "writable by others", "of another user"])
def test_an_index_that_others_may_have_made_is_not_opened(
    library: Library, index: PaperIndex, graphs: list[int], tmp_path: Path, trick: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert index.folder.stat().st_mode & 0o777 == 0o700
    if trick == "a link":
        index.folder.rename(tmp_path / "elsewhere")
        index.folder.symlink_to(tmp_path / "elsewhere")
    elif trick == "writable by others":
        index.folder.chmod(0o722)
    else:
        ours = os.getuid()
        monkeypatch.setattr(os, "getuid", lambda: ours + 1)
    opened: list[object] = []
    original = index_module.open_dir
    with monkeypatch.context() as watching:
        watching.setattr(index_module, "open_dir", lambda *given, **named: opened.append(given))
        assert found(library, index) == (graphs, 3)
    assert not opened
    assert index_module.open_dir is original
    monkeypatch.undo()
    if trick != "of another user":
        assert catch_up(index, library)
        assert not index.folder.is_symlink()
        assert index.folder.stat().st_mode & 0o777 == 0o700
        assert found(library, index) == (graphs, 0)


def test_a_disk_that_refuses_is_said(library: Library, graphs: list[int], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    index = PaperIndex.open(tmp_path / "file", library)
    with pytest.raises(UserError, match="search index"):
        catch_up(index, library)
    assert found(library, index) == (graphs, 3)
