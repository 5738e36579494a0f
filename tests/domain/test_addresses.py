"""Addresses of papers, as they stand in a browser's address bar: which paper each leads to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.addresses import identify, is_stand_in
from readinglist.domain.identifiers import Identifier, Kind


@pytest.mark.parametrize(
    ("address", "doi"),
    [
        ("https://dl.acm.org/doi/10.1145/3000000.3000001", "10.1145/3000000.3000001"),
        ("https://dl.acm.org/doi/abs/10.1145/3000000.3000001", "10.1145/3000000.3000001"),
        ("https://dl.acm.org/doi/pdf/10.1145/3000000.3000001?download=true", "10.1145/3000000.3000001"),
        ("https://link.springer.com/article/10.1007/s10000-021-05946-3#Sec1", "10.1007/s10000-021-05946-3"),
        ("https://link.springer.com/content/pdf/10.1007/s10000-021-05946-3.pdf", "10.1007/s10000-021-05946-3"),
        ("https://link.springer.com/chapter/10.1007/978-3-030-00000-8_13", "10.1007/978-3-030-00000-8_13"),
        ("https://onlinelibrary.wiley.com/doi/full/10.1002/fox.202000001", "10.1002/fox.202000001"),
        (
            "https://onlinelibrary.wiley.com/doi/10.1002/(SICI)1097-1(199806)49:8%3C693::AID-FOX4%3E3.0.CO;2-O/abstract",
            "10.1002/(sici)1097-1(199806)49:8<693::aid-fox4>3.0.co;2-o",
        ),
        ("https://www.nature.com/articles/s41586-021-00000-2", "10.1038/s41586-021-00000-2"),
        ("https://www.nature.com/articles/nature10000.pdf", "10.1038/nature10000"),
        ("https://www.pnas.org/doi/full/10.1073/pnas.1600000114", "10.1073/pnas.1600000114"),
        ("https://www.biorxiv.org/content/10.1101/2020.07.15.200000v3.full.pdf+html", "10.1101/2020.07.15.200000"),
        ("https://www.biorxiv.org/content/biorxiv/early/2019/04/29/600000.full.pdf", "10.1101/600000"),
        ("https://www.medrxiv.org/content/10.1101/2020.07.15.20000000v1", "10.1101/2020.07.15.20000000"),
        ("https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0100000", "10.1371/journal.pone.0100000"),
        (
            "https://journals.plos.org/plosone/article/file?id=10.1371/journal.pone.0100000&type=printable",
            "10.1371/journal.pone.0100000",
        ),
        ("https://www.tandfonline.com/doi/abs/10.1080/01.2017.1?journalCode=x", "10.1080/01.2017.1"),
        ("https://www.science.org/doi/10.1126/science.aaa0001", "10.1126/science.aaa0001"),
        ("https://academic.oup.com/foxes/article/doi/10.1093/foxes/btz000/5500000", "10.1093/foxes/btz000"),
        ("https://www.frontiersin.org/articles/10.3389/ffox.2020.00001/full", "10.3389/ffox.2020.00001"),
        ("https://aclanthology.org/P16-1001/", "10.18653/v1/p16-1001"),
        ("https://www.aclweb.org/anthology/D19-1001v2.pdf", "10.18653/v1/d19-1001"),
        ("https://aclanthology.org/2020.acl-main.7.pdf", "10.18653/v1/2020.acl-main.7"),
        ("https://doi.org/10.1000/FOX", "10.1000/fox"),
    ],
)
def test_publishers_addresses_hold_dois(address: str, doi: str) -> None:
    assert identify(address) == Identifier(Kind.DOI, doi)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("https://www.alphaxiv.org/overview/2409.13948v1", Kind.ARXIV, "2409.13948"),
        ("https://huggingface.co/papers/2409.13948", Kind.ARXIV, "2409.13948"),
        (
            "https://openreview.net/forum?id=rJl-b3Rc_7&noteId=x",
            Kind.ADDRESS,
            "https://openreview.net/forum?id=rJl-b3Rc_7",
        ),
        ("https://openreview.net/pdf?id=rJl-b3Rc_7", Kind.ADDRESS, "https://openreview.net/forum?id=rJl-b3Rc_7"),
        ("https://aclanthology.org/P05-1001", Kind.ADDRESS, "https://aclanthology.org/P05-1001/"),
        ("https://aclanthology.org/2020.lrec-1.1/", Kind.ADDRESS, "https://aclanthology.org/2020.lrec-1.1/"),
        ("https://pubmed.ncbi.nlm.nih.gov/31000000/", Kind.PMID, "31000000"),
        ("https://www.ncbi.nlm.nih.gov/pubmed/31000000", Kind.PMID, "31000000"),
        ("https://europepmc.org/article/MED/31000000", Kind.PMID, "31000000"),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC7000000/", Kind.PMCID, "PMC7000000"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC7000000/pdf/fox.pdf", Kind.PMCID, "PMC7000000"),
        ("https://europepmc.org/articles/PMC7000000", Kind.PMCID, "PMC7000000"),
        ("https://books.google.com/books?vid=ISBN0262033844", Kind.ISBN, "9780262033848"),
        ("https://openlibrary.org/isbn/9780262033848", Kind.ISBN, "9780262033848"),
        ("PMID: 31000000", Kind.PMID, "31000000"),
        ("pmcid: pmc7000000.1", Kind.PMCID, "PMC7000000"),
        ("ISBN-10: 0-262-03384-4", Kind.ISBN, "9780262033848"),
    ],
)
def test_other_identifiers(text: str, kind: Kind, value: str) -> None:
    found = identify(text)
    assert found is not None
    assert (found.kind, found.value) == (kind, value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "foxes",
        "and/or",
        "31000000",
        "https://example.org/2409.13948",
        "https://ieeexplore.ieee.org/document/7700000",
        "https://www.nature.com/articles",
        "https://openreview.net/group?id=ICLR.cc/2020",
        "https://aclanthology.org/venues/acl/",
        "https://pubmed.ncbi.nlm.nih.gov/?term=foxes",
        "https://books.google.com/books?vid=ISBN0262033845",
        "file:///10.1000/fox",
        "https://[broken/10.1000/fox",
        "https://dl.acm.org/doi/10.1145/1 and more",
        "x" * 100_000,
    ],
)
def test_what_names_no_paper(text: str) -> None:
    assert identify(text) is None


@given(
    st.sampled_from(["https://dl.acm.org/doi/", "https://www.nature.com/", "openreview.net/", "ISBN ", ""]), st.text()
)
def test_any_text_is_looked_at_without_an_error(head: str, text: str) -> None:
    identify(head + text)


@pytest.mark.parametrize(
    "identifier",
    [
        Identifier(Kind.ARXIV, "2409.13948"),
        Identifier(Kind.DOI, "10.1000/fox"),
        Identifier(Kind.PMID, "31000000"),
        Identifier(Kind.PMCID, "PMC7000000"),
        Identifier(Kind.ISBN, "9780262033848"),
        Identifier(Kind.ADDRESS, "https://openreview.net/forum?id=rJl-b3Rc_7"),
    ],
)
def test_what_an_identifier_is_called_is_read_as_it_again(identifier: Identifier) -> None:
    assert identify(str(identifier)) == identifier
    assert is_stand_in(str(identifier))


def test_a_title_that_only_mentions_an_identifier_is_a_title() -> None:
    assert not is_stand_in("Notes on arXiv:2409.13948")
    assert not is_stand_in("1984")
