"""An empty library, and what is in a library's file, read without the library's own code."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from readinglist.domain.paper import Paper
from readinglist.library import papers
from readinglist.library.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library(tmp_path / "library", origin="test")
    yield opened
    opened.close()


@pytest.fixture
def add(library: Library) -> Callable[..., list[int]]:
    """Stores papers with these titles, and with further facts the same for all."""

    def store(*titles: str, **facts: Any) -> list[int]:
        with library.transaction("Add") as tx:
            return [papers.add(tx, Paper(title=title, **facts)) for title in titles]

    return store


@pytest.fixture
def ask(library: Library) -> Callable[..., list[tuple[Any, ...]]]:
    """Asks the library's file with plain SQL."""

    def query(statement: str, *values: object) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(library.file)) as connection:
            return connection.execute(statement, values).fetchall()

    return query
