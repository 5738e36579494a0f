"""Turns at a service, between processes too."""

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from readinglist.importing.lookup.turn import Turns

HOLD = """
import sys, time
from pathlib import Path
from readinglist.importing.lookup.turn import Turns
with Turns(Path(sys.argv[1]), 0.0, time.time, time.sleep).taken():
    print("mine", flush=True)
    sys.stdin.read()
"""


def test_a_time_that_cannot_be_or_cannot_be_read_costs_no_more_than_one_pause(tmp_path: Path, clock: Any) -> None:
    file = tmp_path / "barn.turn"
    for written, waited in (("1e300", 3.0), ("nonsense", 3.0), ("", 0.0), ("5.0", 0.0)):
        file.write_text(written)
        before = clock.waited
        with Turns(file, 3.0, clock.now, clock.sleep).taken():
            assert clock.waited - before == pytest.approx(waited)


def test_another_process_is_waited_for_and_its_death_too(tmp_path: Path) -> None:
    file = tmp_path / "barn.turn"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"mine\n"
        tries = 0

        def sleep(seconds: float) -> None:
            nonlocal tries
            tries += seconds > 0
            if tries == 3:
                holder.kill()
            time.sleep(seconds)

        with Turns(file, 0.0, time.time, sleep).taken():
            assert holder.wait(5) != 0
    assert tries >= 3


def test_an_error_within_gives_the_turn_back(tmp_path: Path, clock: Any) -> None:
    turns = Turns(tmp_path / "barn.turn", 0.0, clock.now, clock.sleep)
    with pytest.raises(ValueError, match="hoo"), turns.taken():
        raise ValueError("hoo")
    with turns.taken():
        assert clock.waited == 0
