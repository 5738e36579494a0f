"""What is in a library's file, read without the library's own code."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest

from readinglist.library.library import Library


@pytest.fixture
def ask(library: Library) -> Callable[..., list[tuple[Any, ...]]]:
    """Asks the library's file with plain SQL."""

    def query(statement: str, *values: object) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(library.file)) as connection:
            return connection.execute(statement, values).fetchall()

    return query
