"""Papers that are alike, and what to read next."""

from pathlib import Path
from typing import Any

import pytest

from readinglist.domain.query.scope import ALL_PAPERS, READ_NEXT
from readinglist.domain.status import Status

User = Any

SUBJECTS = {
    "Bees": "We count the wing beats of honey bees in noisy garden recordings, and tell honey bees from wild bees by "
    "the pitch of their wing beats alone, over a summer of recordings from many hives and gardens.",
    "Knots": "We tie climbing knots in wet ropes and load the knots until the ropes slip, and explain by the stiffness "
    "of ropes which knots hold under sudden loads and which slip after a night in the rain.",
}


PLACES = "Norway Chile Malta Ghana Nepal Samoa Cuba Egypt Laos Peru Iran Fiji".split()


def subjects_page() -> str:
    """A papers page with six papers on each subject, in turn."""
    places = iter(PLACES)
    papers = [
        f"{name} of {next(places)} and Their Ways\n\n{text}\n" for _ in range(6) for name, text in SUBJECTS.items()
    ]
    return "Get trending papers in your email inbox!\n\nSubscribe\n\nMar 11\n\n" + "\n".join(papers)


@pytest.fixture
def bee_friend(user: User, tmp_path: Path) -> User:
    """A person with six papers on bees and six on knots."""
    page = tmp_path / "subjects.txt"
    page.write_text(subjects_page())
    user.imports(page)
    user.waits_until(lambda: len(user.titles) == 12)
    return user


def related(user: User) -> list[str]:
    section = user.desk.details.related
    return [row.text() for row in section.rows if row.isVisibleTo(section)]


def rate_bees(user: User, count: int) -> None:
    user.looks_at(ALL_PAPERS)
    user.searches("honey")
    user.presses("Return")
    for _ in range(count):
        user.presses("5", "J")
    user.searches("")
    user.presses("Esc")


def test_the_page_shows_what_is_like_the_paper_after_a_pause(bee_friend: User) -> None:
    bee_friend.presses("J", "K")
    assert related(bee_friend) == []
    bee_friend.waits_until(lambda: related(bee_friend))
    subject = bee_friend.paper.split()[0]
    assert len(related(bee_friend)) == 5
    assert all(title.startswith(subject) for title in related(bee_friend))
    assert bee_friend.paper not in related(bee_friend)


def test_a_related_paper_is_gone_to_by_keyboard_wherever_it_is(bee_friend: User) -> None:
    bee_friend.presses("Q")
    bee_friend.looks_at(Status.QUEUED)
    queued = bee_friend.paper
    bee_friend.waits_until(lambda: related(bee_friend))
    wanted = related(bee_friend)[0]
    assert wanted not in bee_friend.titles
    bee_friend.desk.details.related.rows[0].setFocus()
    bee_friend.presses("Space")
    bee_friend.waits_until(lambda: bee_friend.paper == wanted)
    assert bee_friend.desk.sidebar.scope == ALL_PAPERS
    assert queued in bee_friend.titles


def test_a_paper_without_others_like_it_shows_none(reader: User) -> None:
    reader.waits_for(600)
    reader.waits()
    assert related(reader) == []


def test_what_to_read_next_says_what_to_do_until_four_papers_are_rated(bee_friend: User) -> None:
    bee_friend.presses("Ctrl+R")
    nothing = bee_friend.desk.papers.nothing
    bee_friend.waits_until(nothing.isVisible)
    bee_friend.waits_until(lambda: "Rate four papers" in nothing.text)
    assert bee_friend.titles == []
    assert bee_friend.paper == ""
    rate_bees(bee_friend, 3)
    bee_friend.presses("Ctrl+R")
    bee_friend.waits_until(lambda: "1 more paper" in nothing.text)


def test_what_to_read_next_is_unread_on_the_subject_liked_and_says_why(bee_friend: User) -> None:
    rate_bees(bee_friend, 4)
    bee_friend.presses("Ctrl+R")
    bee_friend.waits_until(lambda: bee_friend.titles)
    assert len(bee_friend.titles) == 2
    assert all(title.startswith("Bees") for title in bee_friend.titles)
    assert not bee_friend.desk.papers.header.sort_button.isVisible()
    bee_friend.waits_until(lambda: "like “Bees of" in bee_friend.hint(0))


def test_a_suggestion_that_is_read_leaves_the_list_and_undo_brings_it_back(bee_friend: User) -> None:
    rate_bees(bee_friend, 4)
    bee_friend.looks_at(READ_NEXT)
    bee_friend.waits_until(lambda: len(bee_friend.titles) == 2)
    first, second = bee_friend.titles
    bee_friend.presses("E")
    bee_friend.waits_until(lambda: bee_friend.titles == [second])
    assert bee_friend.paper == second
    bee_friend.presses("Ctrl+Z")
    bee_friend.waits_until(lambda: bee_friend.titles == [first, second])


def test_a_search_looks_among_the_suggestions(bee_friend: User) -> None:
    rate_bees(bee_friend, 4)
    bee_friend.looks_at(READ_NEXT)
    bee_friend.waits_until(lambda: len(bee_friend.titles) == 2)
    bee_friend.searches("wing")
    assert len(bee_friend.titles) == 2
    bee_friend.searches("ropes")
    assert bee_friend.titles == []
    bee_friend.presses("Ctrl+A", "Del", "Esc")
    bee_friend.waits_until(lambda: len(bee_friend.titles) == 2)
    bee_friend.looks_at(ALL_PAPERS)
    assert len(bee_friend.titles) == 12
    assert bee_friend.desk.papers.header.sort_button.isVisible()
