import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import Result

Run = Callable[..., Result]
Answer = Callable[..., Any]
KEYS = ["added", "enriched", "unchanged", "likely", "skipped", "failed", "read_as", "ids", "papers"]
TITLES = ["Counting Bees With Cheap Microphones", "Which Knots Hold in Wet Ropes", "Pendulum Clocks"]


def counts(report: dict[str, Any]) -> list[int]:
    return [report[name] for name in KEYS[:4]]


def test_an_import_answers_with_counts_and_papers(answer: Answer, page: Path) -> None:
    report = answer("import", page)
    assert list(report) == KEYS
    assert counts(report) == [3, 0, 0, 0]
    assert report["failed"] == []
    assert report["ids"] == [1, 2, 3]
    assert [paper["title"] for paper in report["papers"]] == TITLES
    assert report["papers"][0]["code_urls"] == ["https://github.com/garden/bee-count"]
    again = answer("import", page)
    assert counts(again) == [0, 0, 3, 0]
    assert again["papers"] == report["papers"]
    assert len(answer("history")) == 1


def test_words_go_to_standard_error_and_the_answer_to_standard_output(run: Run, page: Path) -> None:
    said = run("import", page)
    assert said.stdout.splitlines() == [f"added\t{number}\t{title}" for number, title in enumerate(TITLES, 1)]
    assert said.stderr == "3 papers added.\n"


def test_what_fails_is_named_with_its_place_and_the_rest_is_imported(
    answer: Answer, page: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Ana, thank you for the cake.")
    report = answer("import", tmp_path / "missing.txt", letter, page, tmp_path / "empty", code=1)
    assert counts(report) == [3, 0, 0, 0]
    assert [(failure["source"], failure["line"]) for failure in report["failed"]] == [
        (str(tmp_path / "empty"), 0),
        (str(tmp_path / "missing.txt"), 0),
        (str(letter), 0),
    ]
    assert all(failure.keys() == {"source", "line", "message"} for failure in report["failed"])
    assert all(failure["source"] in failure["message"] for failure in report["failed"])


def test_a_broken_part_of_a_page_is_told_by_its_line(run: Run, page: Path) -> None:
    page.write_text(f"{page.read_text()}\nA Title Without Its Abstract\n")
    said = run("import", page, code=1)
    assert f"{page}:19: The title " in said.stderr
    assert "3 papers added, 1 failed" in said.stderr


def test_standard_input_is_a_source(answer: Answer, page: Path) -> None:
    assert counts(answer("import", "-", text=page.read_bytes())) == [3, 0, 0, 0]
    assert counts(answer("import", page)) == [0, 0, 3, 0]
    report = answer("import", "-", text=b"", code=1)
    assert [failure["source"] for failure in report["failed"]] == ["-"]


def test_a_dry_run_stores_nothing(answer: Answer, run: Run, page: Path, folder: Path) -> None:
    report = answer("import", page, "--dry-run")
    assert counts(report) == [3, 0, 0, 0]
    assert report["ids"] == report["papers"] == []
    assert not folder.exists(), "nor is a library made"
    run("import", page)
    page.write_text(page.read_text().replace("Pendulum Clocks", "Sundials in Winter"))
    report = answer("import", page, "--dry-run")
    assert counts(report) == [1, 0, 2, 0]
    assert report["ids"] == [1, 2]
    assert len(answer("list")) == 3
    assert "dry run" in run("import", page, "--dry-run").stderr


def test_the_format_can_be_named(run: Run, page: Path) -> None:
    run("import", page, "--format", "papers-page")
    said = run("import", page, "--format", "smoke", code=1).stderr
    assert "There is no format “smoke”. Known formats: " in said
    assert "papers-page" in said


def test_a_likely_paper_is_named_with_the_reason(run: Run, page: Path) -> None:
    run("import", page)
    page.write_text(page.read_text().replace("Two clocks", "Three clocks"))
    said = run("import", page)
    assert "likely: “Pendulum Clocks” (same title, but too short a one to tell papers apart)" in said.stderr
    assert f"{page}:15:" in said.stderr


def test_an_import_without_paths_is_wrong_usage(run: Run) -> None:
    run("import", code=2)


def test_a_file_s_odd_name_does_not_spoil_the_answer(process: Callable[..., Any], tmp_path: Path) -> None:
    done = process("import", b"no\xff.txt".decode("utf-8", "surrogateescape"), "--json", code=1)
    assert '"no\\udcff.txt"' in io.TextIOWrapper(io.BytesIO(done.stdout), "utf-8").read()


def test_the_columns_of_a_table_can_be_told(answer: Answer, run: Run, tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text("No;Werk;Wer\n1;Bees at night;Łuk, Ana\n2;Hens;Ash, Bo\n")
    said = run("import", table, code=1)
    assert "--map title=COLUMN" in said.stderr
    report = answer("import", table, "--map", "title=Werk", "--map", "authors=Wer")
    assert [paper["title"] for paper in report["papers"]] == ["Bees at night", "Hens"]
    assert report["papers"][0]["authors"] == [{"family": "Łuk", "given": "Ana"}]
    assert "no column “Gone”" in run("import", table, "--map", "title=Gone", code=1).stderr
    assert "FIELD=COLUMN" in run("import", table, "--map", "colour=Werk", code=1).stderr
