"""Papers by their identifiers on the command line: looked up at the services on this computer, never elsewhere."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from readinglist.settings import save

Answer = Callable[..., Any]
Run = Callable[..., Any]
FEED = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom"><entry>
<id>http://arxiv.org/abs/2409.13948v1</id>
<title>Owls turn their heads</title><published>2024-09-20T00:00:00Z</published>
<summary>How far, and why. Code at https://github.com/barn/owls</summary><author><name>Ana Owl</name></author></entry>
</feed>"""
WORK = """{"status": "ok", "message": {"DOI": "10.1000/fox", "title": ["Foxes dig"], "type": "journal-article",
"author": [{"family": "Fox", "given": "Eve"}], "abstract": "They do.", "issued": {"date-parts": [[2020, 3]]}}}"""


@pytest.fixture
def services(local_services: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The services on this computer, which the command line is set to ask."""
    local_services.answer("arxiv", FEED)
    local_services.answer("crossref/10.1000%2Ffox", WORK)
    file = tmp_path / "services.toml"
    save(local_services.settings, file)
    monkeypatch.setenv("READINGLIST_SERVICES", str(file))
    return local_services


def test_identifiers_and_files_are_imported_together(answer: Answer, services: Any, page: Path) -> None:
    report = answer("import", "10.1000/fox", "https://arxiv.org/abs/2409.13948", page)
    assert report["added"] == 5
    assert report["failed"] == []
    assert [paper["title"] for paper in report["papers"]][:2] == ["Foxes dig", "Owls turn their heads"]
    assert report["papers"][1]["code_urls"] == ["https://github.com/barn/owls"]
    assert len(answer("history")) == 1


def test_offline_keeps_what_was_given_and_look_up_brings_the_rest(answer: Answer, run: Run, services: Any) -> None:
    report = answer("import", "--offline", "10.1000/fox", "arXiv:2409.13948")
    assert [paper["title"] for paper in report["papers"]] == ["doi:10.1000/fox", "arXiv:2409.13948"]
    assert services.asked == []
    run("set", 1, "--status", "read", "--rating", 5)
    assert answer("lookup", "status:read") == {"enriched": [1], "unchanged": [], "failed": []}
    said = run("lookup")
    assert said.stdout.startswith("enriched\t2\tOwls turn their heads\tadds title, authors, abstract")
    assert said.stderr == "Looking up 1 paper…\n1 paper enriched.\n"
    foxes, owls = answer("list")
    assert (foxes["title"], foxes["status"], foxes["rating"]) == ("Foxes dig", "read", 5)
    assert owls["authors"][0]["family"] == "Owl"
    assert run("lookup").stderr == "Nothing is missing that could be looked up.\n"
    run("undo")
    assert [paper["title"] for paper in answer("list")] == ["Foxes dig", "arXiv:2409.13948"]


def test_without_a_connection_the_identifier_is_kept_and_said_so(answer: Answer, run: Run, services: Any) -> None:
    services.close()
    said = run("import", "10.1000/fox", code=1)
    assert "Kept for later under the bare identifier: 1 paper. There is no connection to Crossref." in said.stderr
    assert [paper["title"] for paper in answer("list")] == ["doi:10.1000/fox"]
    assert "There is no connection to Crossref." in run("lookup", code=1).stderr


def test_what_nobody_knows_is_said(run: Run, services: Any) -> None:
    said = run("import", "10.1000/fox", "10.1000/none", code=1)
    assert "command line:2: “doi:10.1000/none” is kept under its identifier: Crossref, DataCite and" in said.stderr
    assert "2 papers added, 1 failed." in said.stderr


def test_a_file_of_that_name_is_the_file(
    answer: Answer, services: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("2409.13948").write_text("@misc{hen, title = {Hens}}")
    assert [paper["title"] for paper in answer("import", "2409.13948")["papers"]] == ["Hens"]


def test_switched_off_nobody_is_asked(run: Run, answer: Answer) -> None:
    assert answer("import", "10.1000/fox")["papers"][0]["title"] == "doi:10.1000/fox"
    said = run("lookup", code=1).stderr
    assert "switched off" in said
    assert "look_up = true" in said


def test_what_cannot_be_used_of_the_services_is_said(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "services.toml"
    file.write_text("look_up = false\nmailto = 7\n")
    monkeypatch.setenv("READINGLIST_SERVICES", str(file))
    assert "mailto = 7 cannot be used" in run("import", "10.1000/fox").stderr


def test_a_dry_run_looks_up_and_stores_nothing(run: Run, services: Any, folder: Path) -> None:
    assert run("import", "--dry-run", "10.1000/fox").stdout == "added\t\tFoxes dig\n"
    assert not folder.exists()
