import platform
from pathlib import Path

import pytest

from readinglist.desktop.help.licences import parts


def install(folder: Path, name: str, metadata: str, files: dict[str, bytes]) -> None:
    """A package as an installer leaves it."""
    about = folder / f"{name}-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text(f"Metadata-Version: 2.4\nName: {name}\nVersion: 1.0\n{metadata}")
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    (about / "RECORD").write_text("".join(f"{path},,\n" for path in files))


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    needs = "Requires-Dist: Owl.Kit>=1\nRequires-Dist: moth; extra == 'night'\nRequires-Dist: not-here\n"
    install(tmp_path, "zoo", f"License-Expression: MIT\n{needs}", {"zoo-1.0.dist-info/licenses/LICENSE": b"Take it."})
    install(
        tmp_path, "owl_kit", "License: BSD\nRequires-Dist: bee\n", {"owl_kit/files/OFL.txt": "© Öwl".encode("latin-1")}
    )
    install(tmp_path, "moth", "License: MIT\n", {})
    long = "License: " + "You may do this and that. " * 9
    classes = "Classifier: License :: OSI Approved :: Apache Software License\n"
    install(tmp_path, "bee", f"{long}\n{classes}Requires-Dist: zoo\n", {"bee/code.py": b""})
    monkeypatch.syspath_prepend(tmp_path)


@pytest.mark.usefixtures("installed")
def test_all_that_is_needed_is_told_with_its_licence() -> None:
    made_of = parts("zoo")
    assert [(part.name, part.version, part.licence) for part in made_of] == [
        ("zoo", "1.0", "MIT"),
        ("bee", "1.0", "Apache Software License"),
        ("owl_kit", "1.0", "BSD"),
        ("Python", platform.python_version(), "PSF-2.0"),
    ]


@pytest.mark.usefixtures("installed")
def test_texts_are_those_that_the_packages_bring_in_whatever_encoding() -> None:
    texts = {part.name: part.text for part in parts("zoo")}
    assert (texts["zoo"], texts["owl_kit"], texts["bee"]) == ("Take it.", "© Öwl", "")


def test_without_a_package_there_is_python() -> None:
    assert [part.name for part in parts("no-such-package")] == ["Python"]
