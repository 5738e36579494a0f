"""The values of tagged formats, which know no markup of names, dates and numbers, as a paper holds them."""

import html
import re
from collections.abc import Iterable

from readinglist.domain.bibtex import MONTHS
from readinglist.domain.identifiers import ArxivId, parse_arxiv, parse_doi
from readinglist.domain.normalise import collapse
from readinglist.domain.paper import Person
from readinglist.importing.bibtex.dates import month_and_day, precise, year_of
from readinglist.importing.natural_name import in_natural_order

_PARAGRAPH = re.compile(r"\n\s*\n")
_ANONYMOUS = frozenset({"et al", "et al.", "others", "and others", "[anonymous]"})
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+")
_DIGITS = re.compile(r"(\d{4})(\d\d)?(\d\d)?", re.ASCII)
_NUMBERS = re.compile(r"(\d{4})[-/.](\d{1,2})?(?:[-/.](\d{1,2})?)?(?P<rest>[-/T ].*)?", re.ASCII | re.DOTALL)
_MONTH_ONLY = re.compile(rf"(?:{'|'.join(MONTHS)})[a-z]*\.?|\d+|[\s,./-]+", re.IGNORECASE | re.ASCII)
_ISSN = re.compile(r"(?<!\d)(?<!\d-)\d{4}-?\d{3}[\dXx](?![\d-])", re.ASCII)
_ISBN = re.compile(r"(?<![\d-])(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx](?![\d-])", re.ASCII)
_DOI_WORD = re.compile(r"\bdoi:?\s+(?=10\.)|\s*\[doi\]$", re.IGNORECASE)
_URL_GAP = re.compile(r"(?<![\s;,])[\s;,]+(?=(?:https?:)?//|www\.)")
_BLOCK_END = re.compile(r"</(?:p|div|li|h\d)>\s*|<br\s*/?>\s*", re.IGNORECASE)
_MARKUP = re.compile(r"<(?:p|div|span|br|ul|ol|li|b|i|em|strong|a|h\d|blockquote)\b", re.IGNORECASE)
_MARK = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)


def paragraphs(text: str) -> str:
    """A running text, each paragraph in one line, with a blank line between."""
    return "\n\n".join(filter(None, map(collapse, _PARAGRAPH.split(text))))


def person(name: str) -> Person | None:
    """Read "Family, Given", "Family, Given, Suffix", "Given Family" or "Family I.", or a name that is not split.

    Not split are a single word and a name with a comma at its end, the mark by which EndNote knows corporate names.
    """
    whole = collapse(name)
    if whole.lower() in _ANONYMOUS:
        return None
    family, comma, given = (part.strip() for part in whole.partition(","))
    if comma and family and given.strip(" ,"):
        return Person(family, ", ".join(filter(None, (part.strip() for part in given.split(",")))))
    words = family.split()
    if comma or len(words) < 2:
        bare = whole.strip(" ,;")
        return Person(literal=bare) if bare else None
    if _INITIALS.fullmatch(words[-1]) and not _INITIALS.fullmatch(words[0]):
        return Person(" ".join(words[:-1]), words[-1])
    return in_natural_order(words)


def persons(names: Iterable[str]) -> tuple[Person, ...]:
    """Read names, of which some programs write several in a line or parted by semicolons; empty ones are left out."""
    read = (person(name) for listed in names for name in re.split(r"[;\n]", listed))
    return tuple(one for one in read if one)


def iso_date(text: str) -> tuple[str, bool]:
    """Read a date in figures or words: ISO 8601 as precise as known, and whether that says all of it.

    "2001/09/01/", "2001///", "20010901", "2015/october", "1993 Oct 8", "April 6, 2004"; of a range its beginning.
    A year of two digits is none.
    """
    written = collapse(text).strip(" /")
    if found := _DIGITS.fullmatch(written):
        return precise(found[1], found[2] or "", found[3] or ""), True
    if found := _NUMBERS.fullmatch(written):
        month, day = (f"{int(part):02}" if part and int(part) else "" for part in (found[2], found[3]))
        date = precise(found[1], month, day)
        if month or not found["rest"] or not re.search("[a-z]", found["rest"], re.IGNORECASE):
            return date, not (found["rest"] or "").strip("/ ")
    year, _ = year_of(written)
    if not year:
        return "", False
    rest = written.replace(year, " ", 1)
    date = precise(year, *month_and_day(rest, ""))
    return date, not _MONTH_ONLY.sub("", rest) and len(re.findall(r"\w+", rest)) == date.count("-")


def best_date(written: Iterable[str]) -> str:
    """Of the dates that a record gives, the most precise one of the year that it names first."""
    dates = [date for text in written if (date := iso_date(text)[0])]
    return max((date for date in dates if date[:4] == dates[0][:4]), key=len, default="")


def says_all(date: str, written: str) -> bool:
    """Whether a date holds all that is written."""
    read, is_whole = iso_date(written)
    return is_whole and date.startswith(read) if read else not written.strip(" /")


def numbers(values: Iterable[str]) -> tuple[str, str, list[str]]:
    """Sort standard numbers: the ISBNs, the ISSNs, each with a space between, and the values that hold neither."""
    isbns: list[str] = []
    issns: list[str] = []
    others = []
    for value in values:
        found_isbns = [found.strip() for found in _ISBN.findall(value)]
        found_issns = [] if found_isbns else _ISSN.findall(value)
        isbns += found_isbns
        issns += found_issns
        if not found_isbns and not found_issns:
            others.append(value)
    return " ".join(dict.fromkeys(isbns)), " ".join(dict.fromkeys(issns)), others


def tags(keywords: Iterable[str]) -> list[str]:
    """Keywords, one a line or parted by semicolons; a comma may belong to one."""
    return [tag for listed in keywords for part in re.split(r"[;\n]", listed) if (tag := collapse(part))]


def doi_in(value: str) -> str:
    """The DOI that a value is, with or without its resolver or label; empty where it is none."""
    return parse_doi(_DOI_WORD.sub("", collapse(value))) or ""


def arxiv_in(values: Iterable[str]) -> ArxivId:
    """The arXiv id that one of the values names as such; without id where none does."""
    words = (word.strip("[](),;.") for value in values if "arxiv" in value.lower() for word in value.split())
    return next((found for word in words if "arxiv" in word.lower() and (found := parse_arxiv(word))), ArxivId(""))


def urls(values: Iterable[str]) -> list[str]:
    """Addresses, of which several may stand in one value; one without its scheme gets it."""
    lines = (line for value in values for line in value.split("\n"))
    found = (url.strip(" \t;,") for line in lines for url in _URL_GAP.split(line))
    return list(dict.fromkeys(_with_scheme(url) for url in found if url))


def _with_scheme(url: str) -> str:
    if url.startswith("//"):
        return f"https:{url}"
    return f"http://{url}" if url.lower().startswith("www.") else url


def note(text: str) -> str:
    """A note without the HTML that Zotero writes into plain formats; its lines stay, since it may hold a list."""
    if _MARKUP.search(text):
        text = html.unescape(_MARK.sub("", _BLOCK_END.sub("\n\n", text)))
    return re.sub(r"\n{3,}", "\n\n", text).strip()
