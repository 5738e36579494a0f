"""Answers on disk: for a while, within bounds, and never in the way."""

import os
from pathlib import Path

import pytest

from readinglist.importing.lookup.cache import Answer, Cache


class Time:
    now = 1_000.0


def make(folder: Path, max_bytes: int = 1_000_000) -> Cache:
    return Cache(folder, lambda: Time.now, max_bytes)


def test_an_answer_lasts_as_long_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = Answer(200, "Schuhu, 🦉\n")
    make(tmp_path / "new").put("https://a.example", answer, 60.0)
    assert make(tmp_path / "new").get("https://a.example") == answer
    assert make(tmp_path / "new").get("https://b.example") is None
    monkeypatch.setattr(Time, "now", 1_061.0)
    assert make(tmp_path / "new").get("https://a.example") is None


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"address": "https://a.example"}', b"\xff", b"7"])
def test_a_damaged_answer_is_none(tmp_path: Path, damage: bytes) -> None:
    cache = make(tmp_path)
    cache.put("https://a.example", Answer(200, "hoo"), 60.0)
    [file] = tmp_path.iterdir()
    file.write_bytes(damage)
    assert cache.get("https://a.example") is None


def test_the_oldest_answers_go_when_there_is_no_room(tmp_path: Path) -> None:
    cache = make(tmp_path, max_bytes=10_000)
    for number in range(30):
        cache.put(f"https://a.example/{number}", Answer(200, "x" * 900), 60.0)
        for file in tmp_path.iterdir():
            if file.stat().st_mtime > 100_000:
                os.utime(file, (number, number))
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) <= 10_000
    assert cache.get("https://a.example/0") is None
    assert cache.get("https://a.example/29") is not None
    assert make(tmp_path, max_bytes=10_000).get("https://a.example/28") is not None
