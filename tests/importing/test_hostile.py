"""Files made to harm: each is refused in words, or read, in little time and memory; nothing is stored half."""

import json
import time
import tracemalloc
from collections.abc import Callable

import pytest

from readinglist.domain.query.parser import parse
from readinglist.errors import UserError
from readinglist.importing.pipeline import store
from readinglist.importing.preparing import Prepared, prepare
from readinglist.importing.source import source_from_bytes, source_from_text
from readinglist.library import lists
from readinglist.library.library import Library

SECONDS = 2.0
"""Of the processor, which the load of a machine does not change."""

MB = 2**20
LEVELS = 200_000
MANY = 100_000

BILLION_LAUGHS = (
    '<?xml version="1.0"?>\n<!DOCTYPE xml [\n<!ENTITY a0 "ha">\n'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">\n' for n in range(1, 12))
    + "]>\n<xml><records><record><titles><title>&a11;</title></titles></record></records></xml>"
)
OUTSIDE = (
    '<?xml version="1.0"?>\n<!DOCTYPE xml [<!ENTITY secret SYSTEM "file:///etc/hostname">'
    '<!ENTITY % more SYSTEM "http://127.0.0.1:9/x.dtd"> %more;]>\n'
    "<xml><records><record><titles><title>A &secret;</title></titles></record></records></xml>"
)
ENDNOTE = "<xml><records><record><titles><title>{}</title></titles></record></records></xml>"

REFUSED = {
    "entities within entities": BILLION_LAUGHS,
    "entities from outside": OUTSIDE,
    "deep XML": ENDNOTE.format("<style>" * LEVELS + "A" + "</style>" * LEVELS),
    "deep JSON lists": "[" * LEVELS + "]" * LEVELS,
    "deep JSON in an item": '[{"id": "k", "type": "book", "title": "A", "custom": '
    + '{"a":' * LEVELS
    + "1"
    + "}" * (LEVELS + 2),
    "open braces": "@book{a, title = " + "{" * 4_000_000,
    "open entries": "@article{" * 450_000,
    "open entries, a line each": "@article{\n" * 400_000,
    "a long field": f"@book{{a, title = {{A}}, note = {{{'x ' * 5 * MB}}}}}",
    "a long title of RIS": f"TY  - JOUR\nTI  - {'x' * 10 * MB}\nER  - \n",
    "a long title of CSL": json.dumps([{"id": "k", "type": "book", "title": "x " * 5 * MB}]),
}
READ = {
    "deep braces": f"@book{{a, title = {{A {'{' * 20_000}B{'}' * 20_000}}}}}",
    "authors in BibTeX": f"@book{{a, title = {{A}}, author = {{{' and '.join(['Fox, Ann'] * MANY)}}}}}",
    "authors in LaTeX": f"@book{{a, title = {{A}}, author = {{{' and '.join(['F{o}x, Ann'] * 40_000)}}}}}",
    "authors in RIS": "TY  - BOOK\nTI  - A\n" + "AU  - Fox, Ann\n" * MANY + "ER  - \n",
    "authors in CSL": json.dumps(
        [{"id": "k", "type": "book", "title": "A", "author": [{"family": "Fox", "given": "Ann"}] * MANY}]
    ),
    "authors in EndNote": "<xml><records><record><titles><title>A</title></titles><contributors><authors>"
    + "<author>Fox, Ann</author>" * MANY
    + "</authors></contributors></record></records></xml>",
    "NUL bytes": f"@book{{a, title = {{A\0B}}, note = {{{'x' * 1_000}\0\0}}}}",
    "a long abstract": f"TY  - JOUR\nTI  - A\nAB  - {'x ' * 5 * MB}\nER  - \n",
}


def timed(work: Callable[[], Prepared]) -> Prepared:
    begun = time.process_time()
    prepared = work()
    assert time.process_time() - begun < SECONDS
    return prepared


def read(text: str) -> Prepared:
    return timed(lambda: prepare([source_from_text("hostile", text)]))


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_a_paper_is_told(text: str) -> None:
    prepared = read(text)
    assert prepared.failures
    assert all(len(failure.message) < 500 for failure in prepared.failures)
    assert all(len(sourced.draft.paper.title) < 10 for sourced in prepared.drafts)


@pytest.mark.parametrize("text", READ.values(), ids=READ)
def test_what_is_much_but_a_paper_is_read(text: str) -> None:
    [sourced] = read(text).drafts
    assert sourced.draft.paper.title.startswith("A")


def test_no_entity_brings_a_file_in() -> None:
    prepared = read(OUTSIDE)
    assert not any("/etc" in sourced.draft.paper.title for sourced in prepared.drafts)
    assert not prepared.drafts


@pytest.mark.parametrize("name", ["entities within entities", "open entries", "deep JSON lists"])
def test_memory_stays_in_proportion_to_the_text(name: str) -> None:
    text = REFUSED[name]
    tracemalloc.start()
    try:
        prepare([source_from_text("hostile", text)])
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 20 * len(text) + 50 * MB


def test_several_encodings_in_one_file() -> None:
    """What is no text in the encoding of the rest is shown as such and told; nothing else is lost."""
    data = "@book{a, title = {Bäume}}\n".encode() * 50 + "@book{b, title = {Höhle}}\n".encode("latin-1")
    prepared = prepare([source_from_bytes("mixed.bib", data)])
    titles = [sourced.draft.paper.title for sourced in prepared.drafts]
    assert titles == [*["Bäume"] * 50, "H\ufffdhle"]
    [read_as] = prepared.read_as
    assert read_as.damaged == 1


@pytest.mark.parametrize("data", [b"\0" * 1_000, b"A\0\0B" * 500, bytes(range(256)) * 8])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(UserError, match="is not text"):
        source_from_bytes("bytes", data)


def test_nothing_is_stored_half(library: Library) -> None:
    """What is read of a hostile file is whole papers, and undone at once."""
    sources = [source_from_text(name, text) for name, text in (REFUSED | READ).items() if len(text) < MB]
    report = store(library, prepare(sources))
    assert report.ids
    with library.read() as session:
        assert sorted(lists.matching(session, parse("").node)) == sorted(report.ids)
    library.undo()
    with library.read() as session:
        assert lists.matching(session, parse("").node) == []
