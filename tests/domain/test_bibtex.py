"""Entry types and CSL types stand for each other."""

import pytest

from readinglist.domain.bibtex import OTHER_TYPE, csl_type, entry_type, publisher_field, venue_field


@pytest.mark.parametrize(
    "kind", ["misc", "article", "inproceedings", "book", "incollection", "phdthesis", "techreport", "online", "dataset"]
)
def test_the_common_types_come_back_as_they_were(kind: str) -> None:
    assert entry_type(csl_type(kind)) == kind


def test_unknown_types_are_the_other_one() -> None:
    assert csl_type("web_page") == OTHER_TYPE
    assert entry_type("hearing") == "misc"


def test_the_fields_of_a_type() -> None:
    assert [venue_field(kind) for kind in ("article", "inproceedings", "misc")] == ["journal", "booktitle", "journal"]
    assert [publisher_field(kind) for kind in ("book", "phdthesis", "report")] == ["publisher", "school", "institution"]
