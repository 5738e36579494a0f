"""The services' answers in their shapes, and a clock whose waiting takes no time."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from readinglist.importing.lookup.client import Client
from readinglist.importing.lookup.turn import Clock

ENTRY = """<entry>
  <id>http://arxiv.org/abs/{id}v2</id><updated>2024-10-01T00:00:00Z</updated><published>2024-09-20T00:00:00Z</published>
  <title>{title}</title><summary>  Owls turn their heads. We say how far.{code}</summary>
  <author><name>Ana Owl</name></author><author><name>Tom van der Hen</name></author>{doi}
  <link href="http://arxiv.org/abs/{id}v2" rel="alternate"/><arxiv:primary_category term="cs.OW"/>
</entry>"""
FEED = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">
<id>http://arxiv.org/api/x</id>{entries}</feed>
"""


class FakeClock:
    """A clock that moves only when somebody waits."""

    def __init__(self) -> None:
        self.time = 1_800_000_000.0
        self.waited = 0.0

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += seconds
        self.waited += seconds


class Answers:
    """What the services say of made-up papers."""

    @staticmethod
    def feed(*papers: tuple[str, str], doi: str = "", code: str = "") -> str:
        told = f"<arxiv:doi>{doi}</arxiv:doi>" if doi else ""
        entries = (ENTRY.format(id=number, title=title, doi=told, code=code) for number, title in papers)
        return FEED.format(entries="".join(entries))

    @staticmethod
    def feed_error(said: str) -> str:
        return FEED.format(
            entries="<entry><id>https://arxiv.org/api/errors#incorrect_id_format_for_abc</id><title>Error</title>"
            f"<summary>{said}</summary></entry>"
        )

    @staticmethod
    def crossref(doi: str, title: str, **more: Any) -> str:
        work = {
            "DOI": doi.upper(),
            "type": "journal-article",
            "title": [title],
            "author": [{"given": "Ana", "family": "Owl"}],
            "container-title": ["Journal of Night Work"],
            "volume": "7",
            "issued": {"date-parts": [[2024, 10]]},
            "reference": [{"key": "1", "unstructured": "a long list"}],
            "indexed": {"timestamp": 1},
            **more,
        }
        return json.dumps({"status": "ok", "message-type": "work", "message": work})

    @staticmethod
    def datacite(doi: str, title: str) -> str:
        facts = {
            "doi": doi,
            "titles": [{"title": title}],
            "creators": [{"name": "Owl, Ana", "givenName": "Ana", "familyName": "Owl", "nameType": "Personal"}],
            "publicationYear": 2023,
            "types": {"resourceTypeGeneral": "Dataset", "citeproc": "dataset"},
            "publisher": "Barn Archive",
            "descriptions": [{"description": "Calls of owls.", "descriptionType": "Abstract"}],
        }
        return json.dumps({"data": {"id": doi, "type": "dois", "attributes": facts}})

    @staticmethod
    def openalex(doi: str, title: str) -> str:
        work = {
            "id": "https://openalex.org/W1",
            "doi": f"https://doi.org/{doi}",
            "title": title,
            "authorships": [{"author": {"display_name": "Ana Owl"}}],
            "abstract_inverted_index": {"Owls": [0], "sleep": [1], "by": [2], "day.": [3]},
            "publication_year": 2024,
        }
        return json.dumps(work)

    @staticmethod
    def hugging_face(number: str, title: str) -> str:
        return json.dumps(
            {
                "id": number,
                "title": title,
                "summary": "Owls turn their heads.",
                "authors": [{"_id": "1", "name": "Ana Owl", "hidden": False}],
                "publishedAt": "2024-09-20T00:00:00.000Z",
                "upvotes": 12,
                "githubRepo": "https://github.com/barn/owls",
                "ai_summary": "An owl.",
            }
        )

    @staticmethod
    def pubmed(*papers: tuple[str, str]) -> str:
        articles = "".join(
            f"<PubmedArticle><MedlineCitation><PMID Version='1'>{number}</PMID><Article>"
            f"<Journal><Title>Journal of Night Work</Title></Journal><ArticleTitle>{title}.</ArticleTitle>"
            "<AuthorList><Author><LastName>Owl</LastName><ForeName>Ana B</ForeName></Author></AuthorList>"
            "</Article></MedlineCitation></PubmedArticle>"
            for number, title in papers
        )
        return (
            '<?xml version="1.0" ?><!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle//EN" '
            f'"https://dtd.nlm.nih.gov/x.dtd"><PubmedArticleSet>{articles}</PubmedArticleSet>'
        )

    @staticmethod
    def open_library(isbn: str, title: str) -> str:
        book = {
            "title": title,
            "subtitle": "a natural history",
            "authors": [{"name": "Ana Owl"}],
            "publishers": [{"name": "Meadow Press"}],
            "publish_date": "March 2009",
            "identifiers": {"isbn_13": [isbn]},
            "number_of_pages": 320,
            "url": "https://openlibrary.org/books/OL1M",
        }
        return json.dumps({f"ISBN:{isbn}": book})


@pytest.fixture
def answers() -> type[Answers]:
    return Answers


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def client(tmp_path: Path, clock: FakeClock) -> Callable[..., Client]:
    """Makes clients that share a cache and a clock."""

    def make(**options: Any) -> Client:
        given = Clock(clock.now, clock.sleep, lambda: 0.5)
        return Client(tmp_path / "cache", options.pop("mailto", ""), clock=given, **options)

    return make
