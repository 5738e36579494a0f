"""Where things lie."""

from pathlib import Path

import pytest

from readinglist import paths


def test_the_library_named_in_the_environment_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert paths.library_folder().is_relative_to(Path.home())
    monkeypatch.setenv("READINGLIST_LIBRARY", str(tmp_path))
    assert paths.library_folder() == tmp_path


def test_the_places_are_apart() -> None:
    places = {paths.library_folder(), paths.settings_file(), paths.window_file(), paths.cache_folder()}
    assert len(places) == 4
    assert not paths.cache_folder().is_relative_to(paths.library_folder())


def test_shipped_files_are_found() -> None:
    assert paths.resource("readinglist.svg").is_file()
    assert paths.resource("icons/search.svg").is_file()
