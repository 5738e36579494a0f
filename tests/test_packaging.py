"""The commands, the lock files and the wheel."""

import ast
import configparser
import email
import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

import readinglist

ROOT = Path(__file__).parents[1]
PACKAGING = ROOT / "packaging"
LOCKS = [PACKAGING / "requirements.txt", PACKAGING / "requirements-dev.txt"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def requirements(lock: Path) -> dict[str, str]:
    """Each pinned requirement of a lock file, "name==version", with the lines below it."""
    parts = re.split(r"^(\S+==\S+)", lock.read_text(), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
class TestLock:
    def test_names_no_address_and_no_path(self, lock: Path) -> None:
        assert not re.search(r"https?:|file:|index|find-links|(^|\s)/", lock.read_text())

    def test_holds_hashes_of_every_requirement(self, lock: Path) -> None:
        pinned = requirements(lock)
        assert pinned
        assert [name for name, rest in pinned.items() if "--hash=sha256:" not in rest] == []

    def test_pins_every_dependency_of_the_project(self, lock: Path) -> None:
        pinned = {requirement.partition("==")[0] for requirement in requirements(lock)}
        asked = PROJECT["project"]["dependencies"]
        if lock.name == "requirements-dev.txt":
            asked = asked + PROJECT["dependency-groups"]["dev"]
        assert {re.match(r"[\w-]+", line)[0].lower() for line in asked} <= pinned  # type: ignore[index]

    def test_keeps_qt_below_the_version_that_aborts(self, lock: Path) -> None:
        (version,) = [name.partition("==")[2] for name in requirements(lock) if name.startswith("pyside6==")]
        assert (6, 8) <= tuple(int(part) for part in version.split(".")[:2]) < (6, 12)


def test_both_locks_pin_the_same_versions() -> None:
    runtime, dev = (set(requirements(lock)) for lock in LOCKS)
    assert runtime <= dev


def test_every_dependency_has_its_reason() -> None:
    lines = re.findall(r'^    "[\w-]+[=<>~].*$', (ROOT / "pyproject.toml").read_text(), flags=re.MULTILINE)
    groups = PROJECT["dependency-groups"].values()
    assert len(lines) == len(PROJECT["project"]["dependencies"]) + sum(map(len, groups))
    assert [line for line in lines if not re.search(r'",\s+# \w.+', line)] == []


def test_no_package_the_program_needs_binds_it_to_the_gpl() -> None:
    """What is under the GPL or AGPL must leave the LGPL or another licence as a choice."""
    bound = {}
    for distribution in importlib.metadata.distributions():
        name = re.sub(r"[-_.]+", "-", distribution.name).lower()
        if f"{name}=={distribution.version}" in requirements(LOCKS[0]):
            words = distribution.metadata
            licence = " OR ".join([*words.get_all("License-Expression", []), *words.get_all("Classifier", [])])
            if re.search(r"\bA?GPL|Affero|GNU General", licence) and "LGPL" not in licence:
                bound[name] = licence
    assert bound == {}


def test_the_version_stands_in_one_place() -> None:
    assert "version" not in PROJECT["project"]
    assert importlib.metadata.version("readinglist") == readinglist.__version__


def test_the_values_of_the_domain_need_only_the_standard_library() -> None:
    foreign = {
        (path.name, name)
        for path in (ROOT / "readinglist" / "domain").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        for name in imported(node)
        if name.partition(".")[0] not in sys.stdlib_module_names and not name.startswith("readinglist.")
    }
    assert foreign == set()


def imported(node: ast.AST) -> list[str]:
    match node:
        case ast.Import():
            return [alias.name for alias in node.names]
        case ast.ImportFrom():
            return ["." * node.level + (node.module or "")]
    return []


class TestCommands:
    def test_help_names_every_command(self) -> None:
        outcome = subprocess.run(
            [sys.executable, PACKAGING / "dev.py", "--help"], capture_output=True, text=True, check=True
        )
        for command in ("run", "test", "check", "bench", "lock"):
            assert re.search(rf"^  {command} ", outcome.stdout, flags=re.MULTILINE)

    def test_an_unknown_command_is_wrong_usage(self) -> None:
        outcome = subprocess.run(
            [sys.executable, PACKAGING / "dev.py", "fly"], capture_output=True, text=True, check=False
        )
        assert outcome.returncode == 2
        assert "fly" in outcome.stderr

    def test_they_need_only_the_standard_library(self) -> None:
        subprocess.run(
            [sys.executable, "-E", "-s", "-S", PACKAGING / "dev.py", "--help"], capture_output=True, check=True
        )


def load(name: str) -> ModuleType:
    """A module of `packaging/`, which is no package, so that only its path leads to it."""
    spec = importlib.util.spec_from_file_location(name, PACKAGING / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux leaves Qt's libraries to the system")
class TestSystemLibraries:
    @pytest.fixture
    def module(self) -> ModuleType:
        return load("system_libraries")

    def test_what_does_not_load_is_missing(self, module: ModuleType) -> None:
        libraries = {"libc.so.6": "libc6", "libnowhere.so.9": "libnowhere9"}
        assert module.missing_packages(libraries, {"sh": "dash", "no-such-program": "nothing"}) == [
            "libnowhere9",
            "nothing",
        ]

    def test_what_the_tests_need_is_here(self, module: ModuleType) -> None:
        assert module.missing_packages(module.QT_LIBRARIES) == []

    def test_a_person_without_rights_is_told_the_exact_line(
        self, module: ModuleType, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("os.geteuid", lambda: 1000)
        monkeypatch.setattr("shutil.which", lambda program: f"/usr/bin/{program}")
        with pytest.raises(SystemExit) as ended:
            module.install(["libgl1", "libegl1"], "Qt needs them.")
        assert "    sudo apt-get install --no-install-recommends libgl1 libegl1\n" in str(ended.value)

    def test_another_system_is_told_the_names(self, module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("shutil.which", lambda program: None)
        with pytest.raises(SystemExit, match="missing: libgl1"):
            module.install(["libgl1"], "Qt needs them.")


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs Xvfb, which `dev.py run` installs without a screen")
class TestVirtualScreen:
    """That no server stays behind is for the root conftest to see."""

    @pytest.fixture
    def module(self) -> ModuleType:
        return load("virtual_screen")

    def test_two_at_a_time_have_their_own_displays(self, module: ModuleType) -> None:
        with module.virtual_screen() as one, module.virtual_screen() as other:
            assert re.fullmatch(r":\d+", one)
            assert re.fullmatch(r":\d+", other)
            assert one != other

    def test_it_ends_when_the_block_fails(self, module: ModuleType) -> None:
        with pytest.raises(ZeroDivisionError), module.virtual_screen():
            raise ZeroDivisionError

    def test_the_servers_own_words_are_told_when_it_does_not_start(
        self, module: ModuleType, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(module, "SIZE", "wide")
        said = r"did not start:\n[^$]*Invalid screen configuration wide"
        with pytest.raises(SystemExit, match=said), module.virtual_screen():
            pass


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=ROOT,
        env=os.environ | {"HOME": str(folder)},
        check=True,
        capture_output=True,
    )
    (path,) = folder.glob("*.whl")
    return zipfile.ZipFile(path)


class TestWheel:
    def read(self, wheel: zipfile.ZipFile, name: str) -> str:
        return wheel.read(f"readinglist-{readinglist.__version__}.dist-info/{name}").decode()

    def test_carries_every_resource(self, wheel: zipfile.ZipFile) -> None:
        resources = [path.relative_to(ROOT / "resources") for path in (ROOT / "resources").rglob("*") if path.is_file()]
        assert resources
        carried = {name for name in wheel.namelist() if name.startswith("readinglist/_resources/")}
        assert carried == {f"readinglist/_resources/{path.as_posix()}" for path in resources}

    def test_carries_every_module_and_no_test(self, wheel: zipfile.ZipFile) -> None:
        modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "readinglist").rglob("*.py")}
        assert {name for name in wheel.namelist() if name.endswith(".py")} == modules

    def test_starts_the_command_and_the_window(self, wheel: zipfile.ZipFile) -> None:
        entry_points = configparser.ConfigParser()
        entry_points.read_string(self.read(wheel, "entry_points.txt"))
        assert dict(entry_points["console_scripts"]) == {"readinglist": "readinglist.__main__:main"}
        assert dict(entry_points["gui_scripts"]) == {"readinglist-gui": "readinglist.__main__:gui"}

    def test_says_its_version_and_licence(self, wheel: zipfile.ZipFile) -> None:
        metadata = email.message_from_string(self.read(wheel, "METADATA"))
        assert metadata["Version"] == readinglist.__version__
        assert metadata["License-Expression"] == "MIT"
        assert "Reading List authors" in self.read(wheel, "licenses/LICENSE")
