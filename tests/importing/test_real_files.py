"""Every real file at hand, in any format: it is read or refused in words, and none of its records vanishes."""

import re
from pathlib import Path

import pytest

from readinglist.importing.preparing import Prepared, prepare_files
from readinglist.importing.source import read_source

RECORDS = {
    "bibtex": r"^[^\S\n]*@(?!(?:comment|string|preamble|control|set|xdata|ieeetranbstctl)\b)\w+[ \t]*[{(]",
    "ris": r"^[ \ufeff]*TY[ \t]{1,2}-[ \t]*\S",
    "nbib": r"^(?:PMID ?- |OWN ?- ERIC)",
    "refer": r"^%0 ",
    "endnote-xml": r"<record>",
    "arxiv-atom": r"<entry>",
}
"""By format, what begins a record."""

SHARED = Path(__file__).parents[3] / "shared" / "data"
FOLDERS = sorted(folder.name for folder in SHARED.iterdir() if folder.is_dir()) if SHARED.is_dir() else ["(none)"]


def read(path: Path) -> Prepared:
    return prepare_files([path])


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_record_is_read_or_told(folder: str, shared_data: Path) -> None:
    for path in sorted((shared_data / folder).iterdir()):
        prepared = read(path)
        assert prepared.drafts or prepared.failures, path
        assert all(failure.message.strip() and failure.line >= 0 for failure in prepared.failures), path
        assert all(sourced.draft.paper.title for sourced in prepared.drafts), path
        for name in {sourced.format for sourced in prepared.drafts} & RECORDS.keys():
            begun = len(re.findall(RECORDS[name], read_source(path).text, re.MULTILINE | re.IGNORECASE))
            assert len(prepared.drafts) + len(prepared.failures) >= begun, path


def test_a_library_of_thousands_is_read_whole(shared_data: Path) -> None:
    prepared = read(shared_data / "bibtex_load" / "CDL-bibliography__cdl.bib")
    assert (len(prepared.drafts), prepared.failures) == (6_315, ())
