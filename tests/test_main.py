"""The entry points: which of them loads what."""

import sys
from pathlib import Path

import pytest

from readinglist import __main__


def test_gui_without_options_is_the_window_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    opened: list[tuple[Path, ...]] = []

    def run(*folders: Path) -> int:
        opened.append(folders)
        return 3

    monkeypatch.setattr("readinglist.app.run", run)
    monkeypatch.setenv("READINGLIST_LIBRARY", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["readinglist", "gui"])
    with pytest.raises(SystemExit) as ended:
        __main__.main()
    assert ended.value.code == 3
    assert opened[0][0] == tmp_path


def test_every_other_command_is_the_command_line_s(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["readinglist", "gui", "--help"])
    with pytest.raises(SystemExit) as ended:
        __main__.main()
    assert not ended.value.code
    assert "--screenshot" in capsys.readouterr().out
