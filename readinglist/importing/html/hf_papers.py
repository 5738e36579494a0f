"""The papers in the JSON from which Hugging Face's pages make themselves: the daily list, a search, one paper.

It stands in the attribute `data-props` of the page's parts, and in scripts of the type application/json. The items have
the shape of the daily papers' JSON. The page of one paper tells of that one, and not of those it recommends.
"""

import json
from collections.abc import Iterator, Sequence

from readinglist.domain.identifiers import parse_arxiv
from readinglist.importing.json_records import hf_daily
from readinglist.importing.json_records.reading import Json
from readinglist.importing.source import Draft

_LISTS = ("dailyPapers", "papers", "results", "items")
_MAX_DEPTH = 6


def drafts(pieces: Sequence[str]) -> list[Draft]:
    """The papers in pieces of JSON, each once."""
    told = [value for piece in pieces if isinstance(value := _decoded(piece), dict)]
    for value in told:
        paper = value.get("paper")
        if isinstance(paper, dict) and _is_paper(paper):
            return _drafted([value])
    return _drafted(item for value in told for item in _items(value, 0))


def _drafted(items: "Iterator[Json] | list[Json]") -> list[Draft]:
    found: dict[str, Draft] = {}
    for item in items:
        draft = hf_daily.draft(item)
        if isinstance(draft, Draft):
            found.setdefault(draft.paper.arxiv_id or draft.paper.title, draft)
    return list(found.values())


def _items(value: Json, depth: int) -> Iterator[Json]:
    """The items of the lists of papers, wherever in the JSON they are."""
    for name, inner in value.items():
        if name in _LISTS and isinstance(inner, list):
            for each in inner:
                if isinstance(each, dict):
                    facts = each.get("paper")
                    if _is_paper(facts if isinstance(facts, dict) else each):
                        yield each
        elif isinstance(inner, dict) and depth < _MAX_DEPTH:
            yield from _items(inner, depth + 1)


def _is_paper(facts: Json) -> bool:
    identifier, title = facts.get("id"), facts.get("title")
    return isinstance(title, str) and isinstance(identifier, str) and parse_arxiv(identifier) is not None


def _decoded(piece: str) -> object:
    try:
        return json.loads(piece)
    except (ValueError, RecursionError):  # another part of the page
        return None
