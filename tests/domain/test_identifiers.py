import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.identifiers import (
    ArxivId,
    arxiv_of_doi,
    doi_of_arxiv,
    parse_arxiv,
    parse_doi,
    parse_isbn,
    parse_pmcid,
    parse_pmid,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2409.13948", "2409.13948"),
        (" 2409.13948v2 ", "2409.13948v2"),
        ("arXiv:0704.0001", "0704.0001"),
        ("arxiv: 1412.6980v9", "1412.6980v9"),
        ("https://arxiv.org/abs/1501.00001v3", "1501.00001v3"),
        ("http://www.arxiv.org/pdf/1501.00001v3.pdf", "1501.00001v3"),
        ("https://export.arxiv.org/abs/2409.13948", "2409.13948"),
        ("https://arxiv.org/html/2409.13948v1#S2", "2409.13948v1"),
        ("https://huggingface.co/papers/2409.13948?q=x", "2409.13948"),
        ("huggingface.co/papers/2409.13948", "2409.13948"),
        ("https://doi.org/10.48550/arXiv.2409.13948", "2409.13948"),
        ("10.48550/ARXIV.MATH/0309136", "math/0309136"),
        ("math.GT/0309136v2", "math/0309136v2"),
        ("hep-th/9603067", "hep-th/9603067"),
        ("https://arxiv.org/abs/quant-ph/0201082v1", "quant-ph/0201082v1"),
    ],
)
def test_arxiv_ids(text: str, expected: str) -> None:
    assert str(parse_arxiv(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2409.1394",
        "1412.69801",
        "2413.00001",
        "2400.00001",
        "2409.00000",
        "0703.0001",
        "2409.13948v0",
        "2409.13948 and more",
        "12409.13948",
        "１２０９.１３９４",
        "math/0704001",
        "hep-th/9013067",
        "nonsense/0309136",
        "math.GT/0309000",
        "https://example.org/abs/2409.13948",
        "https://huggingface.co/papers",
        "https://arxiv.org/list/cs.LG/recent",
        "10.1000/182",
        "x" * 100_000,
    ],
)
def test_what_is_no_arxiv_id(text: str) -> None:
    assert parse_arxiv(text) is None


def test_version_stands_apart() -> None:
    assert parse_arxiv("2409.13948v12") == ArxivId("2409.13948", "v12")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10.1000/182", "10.1000/182"),
        ("doi:10.1000/ABC", "10.1000/abc"),
        ("DOI: 10.1000/182.", "10.1000/182"),
        ("https://doi.org/10.1000/182?x=1", "10.1000/182"),
        ("http://dx.doi.org/10.1002/%28SICI%291097-0258", "10.1002/(sici)1097-0258"),
        (
            "10.1002/(SICI)1521-3951(199911)216:1<135::AID-PSSB135>3.0.CO;2-#",
            "10.1002/(sici)1521-3951(199911)216:1<135::aid-pssb135>3.0.co;2-#",
        ),
        ("10.1000.10/123", "10.1000.10/123"),
    ],
)
def test_dois(text: str, expected: str) -> None:
    assert parse_doi(text) == expected


@pytest.mark.parametrize("text", ["", "10.1000", "10.1000/", "10.10/x", "11.1000/x", "10.1000/a b", "see 10.1000/182"])
def test_what_is_no_doi(text: str) -> None:
    assert parse_doi(text) is None


def test_arxiv_dois() -> None:
    assert doi_of_arxiv("2409.13948") == "10.48550/arxiv.2409.13948"
    assert arxiv_of_doi("https://doi.org/10.48550/arXiv.2409.13948") == ArxivId("2409.13948")
    assert arxiv_of_doi("10.1000/182") is None
    assert arxiv_of_doi("2409.13948") is None


new_ids = st.builds("{:02}{:02}.{:05}".format, st.integers(15, 90), st.integers(1, 12), st.integers(1, 99_999))
old_ids = st.builds(
    "{}/{:02}{:02}{:03}".format,
    st.sampled_from(["math", "hep-th", "cond-mat", "q-bio"]),
    st.sampled_from([92, 99, 0, 6]),
    st.integers(1, 12),
    st.integers(1, 999),
)


@given(
    st.one_of(new_ids, old_ids),
    st.sampled_from(["", "v1", "v12"]),
    st.sampled_from(["{}", "arXiv:{}", "https://arxiv.org/abs/{}", "https://arxiv.org/pdf/{}.pdf"]),
)
def test_every_dress_of_an_id_is_the_id(bare: str, version: str, dress: str) -> None:
    assert parse_arxiv(dress.format(bare + version)) == ArxivId(bare, version)
    assert arxiv_of_doi(doi_of_arxiv(bare)) == ArxivId(bare)


@given(st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S"]), min_size=1, max_size=30))
def test_a_doi_is_read_back(suffix: str) -> None:
    doi = parse_doi(f"10.1000/{suffix}")
    if doi is not None:
        assert parse_doi(doi) == parse_doi(f"doi:{doi}") == doi


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    found = parse_arxiv(text)
    assert found is None or parse_arxiv(str(found)) == found
    doi = parse_doi(text)
    assert doi is None or parse_doi(doi) == doi


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0262033844", "9780262033848"),
        ("0-262-03384-4", "9780262033848"),
        ("ISBN 978-0-262-03384-8", "9780262033848"),
        ("isbn-13: 978 0 262 03384 8", "9780262033848"),
        ("080442957X", "9780804429573"),
        ("urn:isbn:080442957x", "9780804429573"),
        ("0262033845", None),
        ("9780262033847", None),
        ("97802620338480", None),
        ("1234567890123", None),
        ("ISBN", None),
    ],
)
def test_isbns(text: str, expected: str | None) -> None:
    assert parse_isbn(text) == expected


@given(st.integers(0, 10**9 - 1), st.sampled_from(["", "-", " "]))
def test_every_isbn_of_10_digits_is_one_of_13_and_no_other_check_digit_will_do(number: int, gap: str) -> None:
    body = f"{number:09}"
    total = sum(int(digit) * (10 - place) for place, digit in enumerate(body))
    check = -total % 11
    accepted = [digit for digit in "0123456789X" if parse_isbn(f"{body[0]}{gap}{body[1:4]}{gap}{body[4:]}{gap}{digit}")]
    assert accepted == ["X" if check == 10 else str(check)]
    long = parse_isbn(body + accepted[0])
    assert long is not None
    assert long[3:12] == body
    assert parse_isbn(long) == long
    other = f"{long[:12]}{(int(long[12]) + 1) % 10}"
    assert parse_isbn(other) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("PMID: 123", "123"), ("pmid 123", "123"), ("123", None), ("PMID: 0123", None), ("PMID: 1234567890", None)],
)
def test_numbers_of_pubmed(text: str, expected: str | None) -> None:
    assert parse_pmid(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("PMC7000000", "PMC7000000"), ("PMCID: PMC7000000.2", "PMC7000000"), ("PMCS", None), ("7000000", None)],
)
def test_numbers_of_pubmed_central(text: str, expected: str | None) -> None:
    assert parse_pmcid(text) == expected
