"""The sample papers: titles and facts, and a sentence of our own on each; no abstract of theirs."""

import json
from pathlib import Path

import pytest

from readinglist import paths
from readinglist.domain.paper import Paper
from readinglist.importing import formats
from readinglist.importing.source import read_source

RUN = 7
"""Words in a row that would be a copied clause."""


@pytest.fixture(scope="module")
def sample() -> list[Paper]:
    parsed = formats.parse(read_source(paths.resource("sample_papers.bib")))
    assert parsed.failures == ()
    return [draft.paper for draft in parsed.drafts]


def test_there_are_65_each_with_a_title_and_a_sentence(sample: list[Paper]) -> None:
    assert len(sample) == 65
    assert len({paper.title for paper in sample}) == 65
    assert all(20 <= len(paper.abstract.split()) <= 50 for paper in sample)
    assert len({paper.arxiv_id for paper in sample if paper.arxiv_id}) == 50


def test_only_what_is_attested_is_told(sample: list[Paper], shared_data: Path) -> None:
    facts = json.loads((shared_data / "hf_page_text" / "seed_papers.json").read_text())["papers"]
    for paper, fact in zip(sample, facts, strict=True):
        assert paper.title == fact["title"]
        if fact["evidence"] in ("single", "indirect"):
            assert (paper.authors, paper.year, paper.arxiv_id) == ((), None, "")
        else:
            assert (paper.year, paper.arxiv_id) == (fact["year"], fact["arxiv_id"])


def test_no_clause_is_the_abstracts(sample: list[Paper], shared_data: Path) -> None:
    [page] = (shared_data / "hf_page_text").glob("seed_*.txt")
    words = page.read_text().lower().split()
    runs = {tuple(words[place : place + RUN]) for place in range(len(words))}
    for paper in sample:
        ours = paper.abstract.lower().split()
        assert not any(tuple(ours[place : place + RUN]) in runs for place in range(len(ours) - RUN + 1)), paper.title
