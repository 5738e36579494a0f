"""The identifiers of papers: what is one, and the one way each is written here.

arXiv: https://info.arxiv.org/help/arxiv_identifier.html. DOI: ISO 26324 and the DOI Handbook. ISBN: ISO 2108, the ISBN
Users' Manual. PMID and PMCID: the numbers of PubMed and PubMed Central.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

_ARXIV_REGISTRANT = "10.48550"
_ARXIV_DOI = f"{_ARXIV_REGISTRANT}/arxiv."
_ARCHIVES = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga"
    "|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph"
    "|q-alg|q-bio|quant-ph|solv-int|supr-con"
)
_VERSION = r"(?P<version>v[1-9]\d{0,2})?"
_NEW = re.compile(rf"(?P<id>(?P<year>\d\d)(?P<month>0[1-9]|1[0-2])\.(?P<number>\d{{4,5}})){_VERSION}", re.ASCII)
_OLD = re.compile(
    rf"(?P<archive>{_ARCHIVES})(?:\.[a-z]{{2}})?/(?P<number>(?P<year>\d\d)(?P<month>0[1-9]|1[0-2])\d{{3}}){_VERSION}",
    re.ASCII | re.IGNORECASE,
)
_ARXIV_PREFIX = re.compile(
    r"arxiv:\s*"
    r"|(?:https?://)?(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html|format|src|e-print)/"
    r"|(?:https?://)?(?:www\.)?(?:huggingface\.co|hf\.co)/papers/"
    r"|(?:https?://)?(?:www\.)?alphaxiv\.org/(?:abs|overview|pdf)/"
    r"|(?:https?://)?ar5iv\.(?:labs\.arxiv\.)?org/(?:abs|html)/",
    re.IGNORECASE,
)
_URL_TAIL = re.compile(r"(?:\.pdf)?/?(?:[?#].*)?$", re.IGNORECASE | re.DOTALL)
_DOI_URL = re.compile(r"(?:https?://)?(?:www\.|dx\.)?doi\.org/", re.IGNORECASE)
_DOI_PREFIX = re.compile(r"doi:\s*", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s\x00-\x1f\x7f]+", re.ASCII)
_ISBN_PREFIX = re.compile(r"(?:urn:)?isbn(?:[- ]?1[03])?:?\s*", re.IGNORECASE)
_ISBN = re.compile(r"97[89](?:[ -]?\d){10}|\d(?:[ -]?\d){8}[ -]?[\dXx]", re.ASCII)
_PMID = re.compile(r"(?:pmid|pubmed(?: id)?)[:\s]\s*(?P<number>[1-9]\d{0,8})", re.ASCII | re.IGNORECASE)
_PMCID = re.compile(r"(?:pmcid:?\s*)?(?P<id>PMC[1-9]\d{2,8})(?:\.\d{1,2})?", re.ASCII | re.IGNORECASE)
_MAX_LENGTH = 2_000
_SHORT = 60
"""Characters that no number of a book or of PubMed reaches."""


class Kind(StrEnum):
    """What an identifier is one of; ADDRESS: a page that stands for a paper in an archive which gives no other id."""

    ARXIV = "arXiv"
    DOI = "doi"
    PMID = "PMID"
    PMCID = "PMCID"
    ISBN = "ISBN"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Identifier:
    """One identifier in the one way it is written here; `version` is that of an arXiv id, as "v2".

    As a text it is what a paper is called while nothing else is known of it.
    """

    kind: Kind
    value: str
    version: str = ""

    def __str__(self) -> str:
        return self.value if self.kind is Kind.ADDRESS else f"{self.kind}:{self.value}"


@dataclass(frozen=True, slots=True)
class ArxivId:
    """An arXiv identifier: `id` without version ("2409.13948", "math/0309136"), `version` as "v2" or empty."""

    id: str
    version: str = ""

    def __str__(self) -> str:
        return self.id + self.version


def parse_arxiv(text: str) -> ArxivId | None:
    """Read an arXiv id in any of its dresses: bare, `arXiv:`, a URL of arXiv or of a papers page, an arXiv DOI.

    The whole text must be the id. An old id loses its subject class, which arXiv counts as no part of it.
    """
    rest = text.strip()
    if not rest or len(rest) > _MAX_LENGTH:
        return None
    if prefix := _ARXIV_PREFIX.match(rest):
        rest = rest[prefix.end() :]
        if "/" in prefix.group():
            rest = _URL_TAIL.sub("", rest)
    elif doi := parse_doi(rest):
        if not doi.startswith(_ARXIV_DOI):
            return None
        rest = doi.removeprefix(_ARXIV_DOI)
    return _new_id(rest) or _old_id(rest)


def parse_doi(text: str) -> str | None:
    """Read a DOI, bare or behind `doi:` or a resolver's URL, and write it bare in lower case.

    The whole text must be the DOI; a full stop, comma or semicolon after it is no part of it.
    """
    rest = text.strip()
    if not rest or len(rest) > _MAX_LENGTH:
        return None
    if prefix := _DOI_PREFIX.match(rest):
        rest = rest[prefix.end() :]
    if url := _DOI_URL.match(rest):
        rest = unquote(re.split(r"[?#]", rest[url.end() :], maxsplit=1)[0])
    rest = rest.rstrip(".,;")
    return rest.lower() if _DOI.fullmatch(rest) else None


def doi_of_arxiv(arxiv_id: str) -> str:
    """Give the DOI that arXiv registers for one of its ids."""
    return _ARXIV_DOI + arxiv_id.lower()


def arxiv_of_doi(doi: str) -> ArxivId | None:
    """Give the arXiv id that a DOI stands for, or None where it is no arXiv DOI."""
    if _ARXIV_REGISTRANT not in doi:  # of thousands of DOIs, few are
        return None
    bare = parse_doi(doi)
    return parse_arxiv(bare) if bare and bare.startswith(_ARXIV_DOI) else None


def _new_id(text: str) -> ArxivId | None:
    """Read an id of April 2007 or later; its number has four digits until the end of 2014, then five."""
    found = _NEW.fullmatch(text)
    if not found:
        return None
    year, number = int(found["year"]), found["number"]
    begun = (year, int(found["month"])) >= (7, 4) and year < 91
    if not begun or int(number) == 0 or len(number) != (4 if year < 15 else 5):
        return None
    return ArxivId(found["id"], found["version"] or "")


def _old_id(text: str) -> ArxivId | None:
    """Read an id of July 1991 to March 2007."""
    found = _OLD.fullmatch(text)
    if not found:
        return None
    year, month = int(found["year"]), int(found["month"])
    when = (1900 + year if year >= 91 else 2000 + year, month)
    if not (1991, 7) <= when <= (2007, 3) or found["number"].endswith("000"):
        return None
    return ArxivId(f"{found['archive'].lower()}/{found['number']}", (found["version"] or "").lower())


def parse_isbn(text: str) -> str | None:
    """Read an ISBN of 10 or 13 digits, with hyphens or spaces or without, and write it with 13 digits and no hyphens.

    The whole text must be the ISBN, perhaps behind `ISBN`; one whose check digit is wrong is none.
    """
    rest = text.strip()[:_SHORT]
    if prefix := _ISBN_PREFIX.match(rest):
        rest = rest[prefix.end() :]
    if not _ISBN.fullmatch(rest):
        return None
    digits = re.sub(r"[ -]", "", rest).upper()
    if len(digits) == 13:
        return digits if digits[12] == _check_digit_13(digits) else None
    weighted = sum(weight * _value(digit) for weight, digit in zip(range(10, 0, -1), digits, strict=True))
    long = f"978{digits[:9]}"
    return long + _check_digit_13(long) if weighted % 11 == 0 else None


def _value(digit: str) -> int:
    return 10 if digit == "X" else int(digit)


def _check_digit_13(digits: str) -> str:
    """The last digit of an ISBN-13: the digits, weighted 1 and 3 in turn, add up to a multiple of 10."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits[:12]))
    return str(-total % 10)


def parse_pmid(text: str) -> str | None:
    """Read a PubMed number that says it is one ("PMID: 12345"), and write it bare."""
    found = _PMID.fullmatch(text.strip()[:_SHORT])
    return found["number"] if found else None


def parse_pmcid(text: str) -> str | None:
    """Read a number of PubMed Central, with `PMCID:` before it or not, and write it as "PMC123", without version."""
    found = _PMCID.fullmatch(text.strip()[:_SHORT])
    return found["id"].upper() if found else None


def stand_in_title(arxiv_id: str, doi: str) -> str:
    """What a paper is called while nothing but its identifier is known; empty where not even that is."""
    return f"arXiv:{arxiv_id}" if arxiv_id else f"doi:{doi}" if doi else ""
