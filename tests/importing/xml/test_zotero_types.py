import pytest

from readinglist.importing.xml.zotero_types import csl_type, is_known, item_type


@pytest.mark.parametrize("item", ["journalArticle", "book", "preprint", "thesis", "film", "letter", "treaty"])
def test_an_item_type_and_its_csl_type_name_one_another(item: str) -> None:
    assert item_type(csl_type(item, "")) == item


def test_zoteros_type_goes_before_the_class() -> None:
    assert csl_type("report", "bib:Article") == "report"
    assert csl_type("", "bib:Article") == "article-journal"
    assert csl_type("scroll", "bib:Article") == "document"
    assert csl_type("", "owl:Thing") == "document"


def test_classes_of_works_are_known() -> None:
    assert is_known("schema:ScholarlyArticle")
    assert not is_known("foaf:Person")
