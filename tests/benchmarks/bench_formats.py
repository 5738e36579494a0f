"""How much of what Zotero's own translators read from a file we read too, field by field.

bench_formats.py [WORD ...]     only the files whose names hold one of the words, such as "BibTeX"

A file's share is matched/expected: the fields, over all its items, that Zotero expects to hold something, and those of
them in which we read the same. Texts are the same when they read the same: markup, maths signs and the shape of blanks,
dashes and quotation marks do not count. What we read beyond Zotero's expectation is told and not counted. Each
difference is explained, by rules that know no file (`format_differences.py`); the last table counts them by rule.
"""

import argparse
import html
import json
import re
import statistics
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from format_differences import UNEXPLAINED, Difference, explanation, shortened

from readinglist.domain.normalise import title_key
from readinglist.domain.paper import Person
from readinglist.errors import UserError
from readinglist.importing.bibtex.latex import decode
from readinglist.importing.formats import parse
from readinglist.importing.source import Draft, read_source

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"
FILE_BAR, MEAN_BAR = 0.90, 0.95

_TEXTS = {
    "title": ("title", "caseName", "nameOfAct", "subject"),
    "date": ("date", "dateDecided", "dateEnacted", "issueDate"),
    "DOI": ("DOI",),
    "abstract": ("abstractNote",),
    "venue": (
        "publicationTitle",
        "proceedingsTitle",
        "bookTitle",
        "encyclopediaTitle",
        "dictionaryTitle",
        "blogTitle",
        "websiteTitle",
        "forumTitle",
        "programTitle",
        "reporter",
        "code",
    ),
    "publisher": ("publisher", "institution", "university", "distributor", "studio", "label", "company", "network"),
    "volume": ("volume", "reporterVolume", "codeVolume"),
    "issue": ("issue", "reportNumber", "patentNumber", "billNumber", "publicLawNumber", "docketNumber"),
    "pages": ("pages", "firstPage", "codePages"),
    "ISBN": ("ISBN",),
    "ISSN": ("ISSN",),
    "url": ("url",),
    "language": ("language",),
}
_IN_EXTRA = re.compile(r"^(DOI|ISBN|ISSN): *(.+)$", re.MULTILINE)
_TAG = re.compile(r"<[^<>]*>")
_SCRIPT = re.compile(r"[_^](?=\{|\w)")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_QUOTES = dict.fromkeys(map(ord, "‘’‚`´"), "'") | dict.fromkeys(map(ord, "“”„"), '"')
_MONTHS = {
    name: f"{number:02}" for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """A file's fields: how many Zotero expects and how many are matched, a line for each difference, and the rules."""

    file: Path
    expected: int
    matched: int
    lines: tuple[str, ...]
    explained: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        return self.matched / self.expected if self.expected else 1.0


def told_by_zotero(item: Mapping[str, Any]) -> dict[str, list[str]]:
    """The fields of an item of Zotero's, under our names."""
    extra = dict(_IN_EXTRA.findall(item.get("extra", "")))
    told = {
        name: [next((str(item[key]) for key in keys if item.get(key)), extra.get(name, ""))]
        for name, keys in _TEXTS.items()
    }
    creators = item.get("creators", ())
    told["editors"] = [_zotero_name(creator) for creator in creators if creator.get("creatorType") == "editor"]
    authors = [
        creator for creator in creators if creator.get("creatorType") not in ("editor", "seriesEditor", "translator")
    ]
    own = [creator for creator in authors if creator.get("creatorType") not in ("contributor", "bookAuthor")]
    told["authors"] = [_zotero_name(creator) for creator in own]
    told["tags"] = [tag if isinstance(tag, str) else tag["tag"] for tag in item.get("tags", ())]
    told["notes"] = [note if isinstance(note, str) else note["note"] for note in item.get("notes", ())]
    return {name: [value for value in values if value.strip()] for name, values in told.items()}


def _zotero_name(creator: Mapping[str, str]) -> str:
    return creator.get("name") or f"{creator.get('firstName', '')} {creator.get('lastName', '')}".strip()


def told_by_us(draft: Draft) -> dict[str, list[str]]:
    """The fields of a draft. What BibTeX calls a `note` is kept as the paper's own, and is a note in Zotero."""
    paper = draft.paper
    told = {
        "title": [paper.title],
        "date": [paper.date],
        "DOI": [paper.doi],
        "abstract": [paper.abstract],
        "venue": [paper.venue],
        "publisher": [paper.publisher],
        "volume": [paper.volume],
        "issue": [paper.issue],
        "pages": [paper.pages],
        "ISBN": [paper.isbn],
        "ISSN": [paper.issn],
        "url": list(paper.urls),
        "language": [paper.language],
        "authors": list(map(_our_name, paper.authors)),
        "editors": list(map(_our_name, paper.editors)),
        "tags": list(draft.state.tags),
        "notes": [*draft.state.notes, decode(paper.extra.get("note", ""))],
    }
    return {name: [value for value in values if value] for name, values in told.items()}


def _our_name(person: Person) -> str:
    return person.literal or f"{person.given} {person.family}".strip()


def readable(text: str) -> str:
    """A text as it reads: without markup, blanks as one space, dashes and quotation marks of one kind."""
    bare = html.unescape(_TAG.sub("", text))
    bare = _SCRIPT.sub("", bare).translate(dict.fromkeys(map(ord, "{}$"))) if "$" in bare else bare
    bare = unicodedata.normalize("NFKC", bare.translate(_DASHES | _QUOTES))
    return " ".join(re.sub(r"-+", "-", bare).split())


def readable_date(text: str) -> str:
    """A date as digits, year first: "2013-03", of whatever shape it was written in."""
    words = re.findall(r"[A-Za-z]+|\d+", text)
    months = [_MONTHS[word[:3].lower()] for word in words if word[:3].lower() in _MONTHS]
    years = [word for word in words if len(word) == 4 and word.isdigit()]
    if not months or not years:
        return "-".join(word.zfill(2) for word in words if word.isdigit() and int(word))
    days = [word.zfill(2) for word in words if word.isdigit() and len(word) <= 2]
    return "-".join([*years[:1], *months[:1], *days[:1]])


def readable_identifier(text: str) -> str:
    return re.sub(r"[\s-]", "", text).lower()


_READABLE: dict[str, Callable[[str], str]] = {
    "date": readable_date,
    "DOI": readable_identifier,
    "ISBN": readable_identifier,
    "ISSN": readable_identifier,
    "authors": title_key,
    "editors": title_key,
}


def agree(name: str, theirs: list[str], ours: list[str]) -> bool:
    """Whether two values of one field say the same; tags and notes in any order, and one of our addresses is enough."""
    read = _READABLE.get(name, readable)
    mine, expected = [read(value) for value in ours], [read(value) for value in theirs]
    if name in ("tags", "notes"):
        return Counter(map(str.casefold, mine)) == Counter(map(str.casefold, expected))
    return set(expected) <= set(mine) if name == "url" else mine == expected


def compare(file: Path) -> Comparison:
    """Read a file and hold it against what Zotero reads from it.

    Raises UserError where no format of ours reads it.
    """
    items = json.loads((SHARED / "expected_zotero" / f"{file.stem}.expected.json").read_text(encoding="utf-8"))
    parsed = parse(read_source(file))
    told = [told_by_us(draft) for draft in parsed.drafts]
    lines = [f"{parsed.format}: line {failure.line}: {failure.message}" for failure in parsed.failures]
    if len(items) != len(told):
        lines.append(f"{len(items)} items expected, {len(told)} read")
    explained = []
    expected = matched = 0
    for number, item in enumerate(items):
        theirs = told_by_zotero(item)
        ours = _counterpart(theirs, number, told) if len(items) != len(told) else told[number]
        for name, values in theirs.items():
            mine = ours.get(name, [])
            if values:
                expected += 1
                matched += agree(name, values, mine)
            if values and not agree(name, values, mine):
                why = explanation(Difference(name, values, mine, is_item_read=bool(ours)))
                explained.append(why)
                lines.append(f"item {number + 1} {name}: expected {shortened(values)}, read {shortened(mine)} ({why})")
            elif mine and not values:
                lines.append(f"item {number + 1} {name}: beyond what is expected: {shortened(mine)}")
    return Comparison(file, expected, matched, tuple(lines), tuple(explained))


def _counterpart(theirs: dict[str, list[str]], number: int, told: list[dict[str, list[str]]]) -> dict[str, list[str]]:
    """What we read of one of Zotero's items where the numbers differ: what has its title, the nearest in place."""
    same = [place for place, ours in enumerate(told) if agree("title", theirs["title"], ours["title"])]
    return told[min(same, key=lambda place: abs(place - number))] if same else {}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="*", help="only files whose names hold one of these")
    words = parser.parse_args().words
    if not SHARED.is_dir():
        print(f"Nothing to compare with: {SHARED} is not there.")
        return 0
    by_format: dict[str, list[float]] = {}
    rules: Counter[str] = Counter()
    for file in sorted(SHARED.glob("*/zotero-translators__*")):
        if file.parent.name == "expected_zotero" or (words and not any(word in file.name for word in words)):
            continue
        try:
            compared = compare(file)
        except UserError as error:
            compared = Comparison(file, 0, 0, (f"not read: {error}",))
            share = 0.0
        else:
            share = compared.share
        rules.update(compared.explained)
        by_format.setdefault(file.parent.name, []).append(share)
        print(f"{file.name}: {compared.matched}/{compared.expected} = {share:.2f}", flush=True)
        for line in compared.lines:
            print(f"    {line}")
    print("differences by what explains them:")
    for rule, count in rules.most_common():
        print(f"{count:5}  {rule}")
    means = {name: statistics.mean(shares) for name, shares in by_format.items()}
    for name, mean in means.items():
        print(f"{name:14} {len(by_format[name]):3} files  mean {mean:.3f}  {'ok' if mean >= FILE_BAR else 'MISS'}")
    if means:
        total = statistics.mean(means.values())
        print(f"mean of the formats {total:.3f}  {'ok' if total >= MEAN_BAR else 'MISS'} (bar {MEAN_BAR})")
        print(f"differences {UNEXPLAINED}: {rules[UNEXPLAINED]}  {'MISS' if rules[UNEXPLAINED] else 'ok'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
