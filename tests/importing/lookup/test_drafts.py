"""What is about to be imported, looked up first."""

from collections.abc import Callable
from typing import Any

import pytest

from readinglist.importing.lookup.client import Client
from readinglist.importing.lookup.drafts import completed
from readinglist.importing.pipeline import store
from readinglist.importing.preparing import Prepared, prepare
from readinglist.importing.report import Fate
from readinglist.importing.source import source_from_text
from readinglist.library.library import Library

Make = Callable[..., Client]
TEXT = "2409.00001\n10.1000/fox\nhttps://openreview.net/forum?id=rJl-b3Rc_7\n"


@pytest.fixture
def complete(client: Make, local_services: Any) -> Callable[[str], Prepared]:
    def run(text: str) -> Prepared:
        with client() as who:
            return completed(prepare([source_from_text("pasted", text)]), who, local_services.settings)

    return run


def test_bare_drafts_become_papers(complete: Any, local_services: Any, answers: Any, library: Library) -> None:
    local_services.answer("arxiv", answers.feed(("2409.00001", "Owls")))
    local_services.answer("crossref", answers.crossref("10.1000/fox", "Foxes"))
    whole = complete(TEXT)
    titles = [draft.draft.paper.title for draft in whole.drafts]
    assert titles == ["Owls", "Foxes", "https://openreview.net/forum?id=rJl-b3Rc_7"]
    assert whole.failures == ()
    assert store(library, whole).count(Fate.ADDED) == 3
    assert store(library, complete(TEXT)).count(Fate.UNCHANGED) == 3


def test_what_is_unknown_is_told_with_its_line_and_imported_all_the_same(
    complete: Any, local_services: Any, answers: Any, library: Library
) -> None:
    local_services.answer("arxiv", answers.feed(("2409.00001", "Owls")))
    whole = complete(TEXT)
    [failure] = whole.failures
    assert (failure.source, failure.line) == ("pasted", 2)
    assert failure.message == (
        "“doi:10.1000/fox” is kept under its identifier: Crossref, DataCite and OpenAlex do not know it. "
        "Check its spelling."
    )
    assert store(library, whole).count(Fate.ADDED) == 3


def test_without_a_connection_all_is_kept_for_later(client: Make, local_services: Any, library: Library) -> None:
    settings = local_services.settings
    local_services.close()
    with client() as who:
        whole = completed(prepare([source_from_text("pasted", TEXT)]), who, settings)
    assert [draft.draft.paper.title for draft in whole.drafts][:2] == ["arXiv:2409.00001", "doi:10.1000/fox"]
    assert [failure.message for failure in whole.failures] == [
        "Kept for later under the bare identifier: 2 papers. There is no connection to arXiv. There is no connection "
        "to Crossref. Look up the details once it can be asked."
    ]
    assert store(library, whole).count(Fate.ADDED) == 3


def test_papers_with_a_title_are_not_looked_up(complete: Any, local_services: Any) -> None:
    whole = complete("@article{fox, title = {Foxes}, doi = {10.1000/fox}}")
    assert len(whole.drafts) == 1
    assert local_services.asked == []
