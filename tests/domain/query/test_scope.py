import pytest

from readinglist.domain.query.expression import EVERYTHING, Or, State, StateField
from readinglist.domain.query.scope import ALL_PAPERS, FAVOURITES, READ_NEXT, WITH_NOTES, Scope
from readinglist.domain.status import Status


@pytest.mark.parametrize(
    ("scope", "label", "node"),
    [
        (Scope.of_status(Status.QUEUED), "Queued", State(StateField.STATUS, "queued", "queued")),
        (Scope.of_tag("in-context"), "in-context", State(StateField.TAGGED, "in-context", "in-context")),
        (ALL_PAPERS, "All papers", EVERYTHING),
        (FAVOURITES, "Favourites", State(StateField.STARRED, True, True)),
        (
            READ_NEXT,
            "Read next",
            Or((State(StateField.STATUS, "inbox", "inbox"), State(StateField.STATUS, "queued", "queued"))),
        ),
        (WITH_NOTES, "With notes", State(StateField.HAS, "note", "note")),
    ],
)
def test_label_and_node(scope: Scope, label: str, node: object) -> None:
    assert scope.label == label
    assert scope.node == node


def test_a_scope_may_hold_papers_of_some_statuses() -> None:
    assert [status for status in Status if READ_NEXT.may_hold(status)] == [Status.INBOX, Status.QUEUED]
    assert [status for status in Status if Scope.of_status(Status.READ).may_hold(status)] == [Status.READ]
    assert all(ALL_PAPERS.may_hold(status) and Scope.of_tag("a").may_hold(status) for status in Status)


def test_scopes_are_values() -> None:
    assert Scope.of_tag("a") == Scope.of_tag("a") != Scope.of_status(Status.READ)
    assert len({Scope.of_status(status) for status in Status}) == 6
