"""That the guards of the root conftest bite: a small suite that breaks each rule runs under a copy of it."""

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

SUITE = """
import _thread, logging, os, subprocess, sys, threading, time
from pathlib import Path

import appdirs
import pytest

release = threading.Event()

def test_quiet():
    logging.getLogger("quiet").info("fine")

def test_logs_a_warning():
    logging.getLogger("loud").warning("the disk is full")

def test_logs_an_expected_warning(expected_warnings):
    logging.getLogger("loud").warning("as planned")
    assert [record.getMessage() for record in expected_warnings] == ["as planned"]

def test_expects_a_warning_in_vain(expected_warnings):
    pass

def test_thread_that_ends():
    threading.Thread(target=time.sleep, args=(0.1,), name="short").start()

@pytest.mark.parametrize("daemon", [True, False])
def test_leaks_a_thread(daemon):
    threading.Thread(target=release.wait, args=(10,), daemon=daemon, name="long").start()

def test_foreign_thread_that_ends():
    _thread.start_new_thread(threading.current_thread, ())

def test_leaks_a_foreign_thread():
    known = threading.Event()
    def work():
        threading.current_thread()
        known.set()
        release.wait(10)
    _thread.start_new_thread(work, ())
    known.wait()

def test_process_that_ends():
    subprocess.run([sys.executable, "-c", ""], check=True)

def test_leaks_a_process():
    global child
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(20)"])

@pytest.fixture(scope="module")
def shell():
    with subprocess.Popen(["sh"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as started:
        yield started

def test_process_that_was_there_before(shell):
    assert shell.poll() is None

def test_leaks_the_process_of_a_process(shell):
    print("sleep 20 > /dev/null & echo $!", file=shell.stdin, flush=True)
    assert int(shell.stdout.readline())

def test_end_of_the_leaks(shell):
    release.set()
    print("kill $!", file=shell.stdin, flush=True)
    child.kill()
    child.wait()

def test_home():
    real = os.environ["REAL_HOME"]
    for folder in (Path.home(), appdirs.user_data_dir("x"), appdirs.user_config_dir("x"), appdirs.user_cache_dir("x")):
        assert not Path(folder).is_relative_to(real)
    assert "READINGLIST_LIBRARY" not in os.environ
    (Path.home() / "trace").touch()

def test_home_is_fresh():
    assert not list(Path.home().iterdir())

def test_screen():
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"

def test_shared_data(shared_data):
    raise AssertionError("there is none here")
"""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What became of each test of the suite: "passed", or the words of its failure, error or skip."""
    root = tmp_path_factory.mktemp("checkout")
    (root / "tests").mkdir()
    conftest = Path(__file__).with_name("conftest.py").read_text()
    assert "GRACE_SECONDS = 2.0\n" in conftest
    (root / "tests" / "conftest.py").write_text(conftest.replace("GRACE_SECONDS = 2.0\n", "GRACE_SECONDS = 0.5\n"))
    (root / "tests" / "test_suite.py").write_text(SUITE)
    real_home = root / "real-home"
    real_home.mkdir()
    environment = os.environ | {
        "HOME": str(real_home),
        "XDG_DATA_HOME": str(real_home),
        "REAL_HOME": str(real_home),
        "READINGLIST_LIBRARY": str(real_home),
    }
    del environment["QT_QPA_PLATFORM"]
    options = ["--import-mode=importlib", "--junit-xml=report.xml", "-p", "no:cacheprovider"]
    subprocess.run(
        [sys.executable, "-m", "pytest", "tests", *options, f"--rootdir={root}", f"--basetemp={root / 'temporary'}"],
        cwd=root,
        env=environment,
        stdout=subprocess.DEVNULL,
        check=False,
    )
    found: dict[str, str] = {}
    for case in ElementTree.parse(root / "report.xml").iter("testcase"):
        verdict = "; ".join(f"{child.get('message')} {child.text}" for child in case) or "passed"
        found[case.get("name", "")] = verdict
    assert not list(real_home.iterdir())
    return found


@pytest.mark.parametrize(
    "test",
    [
        "test_quiet",
        "test_logs_an_expected_warning",
        "test_thread_that_ends",
        "test_foreign_thread_that_ends",
        "test_process_that_ends",
        "test_process_that_was_there_before",
        "test_end_of_the_leaks",
        "test_home",
        "test_home_is_fresh",
        "test_screen",
    ],
)
def test_what_is_right_passes(outcomes: dict[str, str], test: str) -> None:
    assert outcomes[test] == "passed"


@pytest.mark.parametrize(
    ("test", "words"),
    [
        ("test_logs_a_warning", "WARNING loud: the disk is full"),
        ("test_expects_a_warning_in_vain", "none was logged"),
        ("test_leaks_a_thread[True]", "['long']"),
        ("test_leaks_a_thread[False]", "['long']"),
        ("test_leaks_a_foreign_thread", "left running by the test: threads {"),
        ("test_leaks_a_process", "left running by the test: threads set() [], processes {"),
        ("test_leaks_the_process_of_a_process", "left running by the test: threads set() [], processes {"),
        ("test_shared_data", "not beside this checkout"),
    ],
)
def test_what_is_wrong_is_told(outcomes: dict[str, str], test: str, words: str) -> None:
    assert words in outcomes[test]
