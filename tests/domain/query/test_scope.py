import pytest

from readinglist.domain.query.expression import EVERYTHING, State, StateField
from readinglist.domain.query.scope import ALL_PAPERS, FAVOURITES, WITH_NOTES, Scope
from readinglist.domain.status import Status


@pytest.mark.parametrize(
    ("scope", "label", "node"),
    [
        (Scope.of_status(Status.QUEUED), "Queued", State(StateField.STATUS, "queued", "queued")),
        (Scope.of_tag("in-context"), "in-context", State(StateField.TAGGED, "in-context", "in-context")),
        (ALL_PAPERS, "All papers", EVERYTHING),
        (FAVOURITES, "Favourites", State(StateField.STARRED, True, True)),
        (WITH_NOTES, "With notes", State(StateField.HAS, "note", "note")),
    ],
)
def test_label_and_node(scope: Scope, label: str, node: object) -> None:
    assert scope.label == label
    assert scope.node == node


def test_scopes_are_values() -> None:
    assert Scope.of_tag("a") == Scope.of_tag("a") != Scope.of_status(Status.READ)
    assert len({Scope.of_status(status) for status in Status}) == 6
