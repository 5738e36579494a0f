"""Where things lie."""

from pathlib import Path

import pytest

from readinglist import paths


def test_the_library_named_in_the_environment_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert paths.library_folder().is_relative_to(Path.home())
    monkeypatch.setenv("READINGLIST_LIBRARY", str(tmp_path))
    assert paths.library_folder() == tmp_path


def test_the_services_can_be_named_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READINGLIST_SERVICES", str(tmp_path / "mine.toml"))
    assert paths.services_file() == tmp_path / "mine.toml"
    monkeypatch.delenv("READINGLIST_SERVICES")
    assert paths.services_file().parent == paths.settings_file().parent


def test_the_places_are_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("READINGLIST_SERVICES")
    files = {paths.settings_file(), paths.window_file(), paths.services_file()}
    assert len(files | {paths.library_folder(), paths.cache_folder()}) == 5
    assert not paths.cache_folder().is_relative_to(paths.library_folder())


def test_shipped_files_are_found() -> None:
    assert paths.resource("readinglist.svg").is_file()
    assert paths.resource("icons/search.svg").is_file()
