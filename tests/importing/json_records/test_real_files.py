"""Real files, which lie beside the project where they are at hand: every record is read or told."""

import json
import re
from pathlib import Path
from types import ModuleType

import pytest

from readinglist.domain.paper import Paper
from readinglist.importing.json_records import crossref, csl_json, hf_daily, openalex, semantic_scholar
from readinglist.importing.source import read_source

DATA = Path(__file__).parents[4] / "shared" / "data"
MODULES = (hf_daily, openalex, semantic_scholar, crossref, csl_json)
FOLDERS = {
    "hf_daily_json": "hf-daily",
    "openalex": "openalex",
    "semanticscholar_json": "semantic-scholar",
    "crossref_json": "crossref",
    "csl_json": "csl-json",
}
FIELDS = {
    "title": lambda paper: paper.title,
    "date": lambda paper: paper.date,
    "DOI": lambda paper: paper.doi,
    "ISSN": lambda paper: paper.issn,
    "issue": lambda paper: paper.issue,
    "volume": lambda paper: paper.volume,
    "language": lambda paper: paper.language,
    "pages": lambda paper: paper.pages.replace("–", "-"),
    "publisher": lambda paper: paper.publisher,
    "university": lambda paper: paper.publisher,
    "publicationTitle": lambda paper: paper.venue,
    "bookTitle": lambda paper: paper.venue,
    "proceedingsTitle": lambda paper: paper.venue,
}

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the folder of real files, ../shared/data, is not there")


def module_of(text: str) -> ModuleType | None:
    claiming = [module for module in MODULES if module.looks_like(text)]
    assert len(claiming) <= 1
    return claiming[0] if claiming else None


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_record_is_read_or_told(folder: str) -> None:
    for path in sorted((DATA / folder).iterdir()):
        source = read_source(path)
        if path.name.startswith("papis") and path.name.endswith("_out.json"):
            assert module_of(source.text) is None, "papis's own records, not Crossref's"
            continue
        module = module_of(source.text)
        assert module is not None, path.name
        assert FOLDERS[folder] == module.FORMAT or path.name == "citation-js__doi.json"
        parsed = module.parse(source)
        titles = len(re.findall(r'"paper":', source.text)) if module is hf_daily else 0
        assert len(parsed.drafts) >= max(titles, 1), path.name
        told = [failure for failure in parsed.failures if "no title" not in failure.message]
        assert told == [], path.name


def test_no_other_real_file_is_claimed() -> None:
    for folder in sorted(DATA.iterdir()):
        if folder.name in (*FOLDERS, "pdf", "bibtex_load", "expected_zotero") or not folder.is_dir():
            continue
        for path in folder.iterdir():
            text = path.read_bytes()[:300_000].decode("utf-8", "replace")
            assert module_of(text) is None, path


def shares(paper: Paper, tags: tuple[str, ...], expected: dict[str, object]) -> tuple[int, int]:
    """How many of the fields that Zotero expects are the same, of how many."""
    pairs = [(read(paper), expected[name]) for name, read in FIELDS.items() if name in expected]
    authors: object = [
        {"firstName": one.given, "lastName": one.family, "creatorType": "author"} for one in paper.authors
    ]
    pairs += [(authors, expected["creators"])]
    pairs += [(sorted(tags), sorted(tag["tag"] for tag in expected["tags"]))]  # type: ignore[attr-defined]
    return sum(ours == theirs for ours, theirs in pairs), len(pairs)


def test_openalex_is_read_as_zotero_reads_it() -> None:
    scores = []
    for path in sorted((DATA / "expected_zotero").glob("zotero-translators__OpenAlex*")):
        source = read_source(DATA / "openalex" / path.name.replace(".expected", ""))
        [draft] = openalex.parse(source).drafts
        [expected] = json.loads(path.read_text("utf-8"))
        same, of = shares(draft.paper, draft.state.tags, expected)
        scores.append(same / of)
    assert len(scores) >= 4
    assert sum(scores) / len(scores) >= 0.95, scores
