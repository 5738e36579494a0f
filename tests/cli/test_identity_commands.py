from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Run = Callable[..., Result]
Answer = Callable[..., Any]

PREPRINT = """@misc{roe2020, title = {Which Knots Hold in Wet Ropes}, author = {Roe, Jane}, year = 2020,
  eprint = {2003.00001}, archiveprefix = {arXiv}}
"""
PRINT = """@article{roe2021, title = {Which Knots Hold in Wet Ropes}, author = {Roe, Jane}, year = 2021,
  journal = {Journal of Knots}, doi = {10.1000/knots}}
"""
NEAR = """@article{roe2020b, title = {Which Knots Hold in Wet Rope}, author = {Roe, Jane}, year = 2020,
  note = {Read this one.}}
"""


@pytest.fixture
def bring(tmp_path: Path, answer: Answer) -> Callable[..., Any]:
    """Imports a text as a file."""

    def import_(text: str, *arguments: str) -> Any:
        file = tmp_path / "some.bib"
        file.write_text(text)
        return answer("import", file, *arguments)

    return import_


def test_a_likely_paper_is_added_merged_or_skipped_as_told(
    bring: Callable[..., Any], answer: Answer, run: Run, folder: Path
) -> None:
    bring(PREPRINT)
    assert bring(NEAR, "--likely", "skip", "--dry-run")["skipped"] == 1
    report = bring(NEAR, "--likely", "skip")
    assert (report["skipped"], report["ids"]) == (1, [])
    assert bring(NEAR, "--likely", "merge")["enriched"] == 1
    assert len(answer("list")) == 1
    run("undo")
    assert bring(NEAR)["likely"] == 1
    assert [pair["kind"] for pair in answer("duplicates")] == ["likely"]
    assert len(answer("list")) == 2
    run("import", folder, "--likely", "apart", code=2)


def test_the_print_of_a_preprint_is_one_work_with_it_and_can_be_split(
    bring: Callable[..., Any], answer: Answer, run: Run
) -> None:
    bring(PREPRINT)
    report = bring(PRINT)
    assert (report["enriched"], report["ids"]) == (1, [1])
    [paper] = report["papers"]
    assert (paper["doi"], paper["arxiv_id"], paper["venue"]) == ("10.1000/knots", "2003.00001", "Journal of Knots")
    split = answer("split", 1)
    assert [(each["doi"], each["arxiv_id"]) for each in split] == [("", "2003.00001"), ("10.1000/knots", "")]
    assert answer("duplicates") == [], "what was split is kept apart"
    assert bring(PRINT)["unchanged"] == 1
    run("undo")
    assert len(answer("list")) == 1


def test_papers_are_merged_by_number(bring: Callable[..., Any], answer: Answer, run: Run) -> None:
    bring(PREPRINT)
    bring(NEAR)
    assert [paper["id"] for paper in answer("merge", 2, 1)] == [2]
    assert "Merge 2 papers" in run("history").stdout
    run("undo")
    assert len(answer("list")) == 2
    assert "different papers" in run("merge", 1, 1, code=1).stderr
    assert "no paper 7" in run("merge", 1, 7, code=1).stderr
    assert "was not merged" in run("split", 1, code=1).stderr


def test_duplicates_are_merged_the_likely_ones_only_when_told(
    bring: Callable[..., Any], answer: Answer, run: Run
) -> None:
    bring(PREPRINT)
    bring(NEAR)
    assert [pair["merged"] for pair in answer("duplicates", "--merge")] == [False]
    said = run("duplicates", "--merge", "--likely")
    assert "1 pair merged" in said.stderr
    assert said.stdout.startswith("likely\t1\t2\tnearly the same title")
    assert [paper["id"] for paper in answer("list")] == [1]
    run("undo")
    assert len(answer("list")) == 2


def test_a_dropped_paper_stays_dropped_and_a_deleted_one_is_new(
    bring: Callable[..., Any], answer: Answer, run: Run, tmp_path: Path
) -> None:
    bring(PREPRINT)
    run("set", 1, "--status", "dropped")
    file = tmp_path / "again.bib"
    file.write_text(PREPRINT + PRINT)
    said = run("import", file).stderr
    assert said.count("it stays dropped") == 2
    assert "2 stay dropped" in said
    assert answer("show", 1)["status"] == "dropped"
    run("delete", 1)
    assert bring(PREPRINT)["added"] == 1
