"""What the reader looks at: all papers, those in one status, favourites, those with a note or a tag, suggestions."""

from dataclasses import dataclass
from enum import StrEnum

from readinglist.domain.query.expression import EVERYTHING, Node, Or, State, StateField
from readinglist.domain.status import Status
from readinglist.domain.taste import UNREAD


class ScopeKind(StrEnum):
    """The kinds of scope."""

    STATUS = "status"
    ALL = "all"
    STARRED = "starred"
    NOTED = "noted"
    TAG = "tag"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Scope:
    """One entry of the sidebar. `value` is the status's value or the tag's name, else empty."""

    kind: ScopeKind
    value: str = ""

    @classmethod
    def of_status(cls, status: Status) -> "Scope":
        """Make the scope of the papers in one status."""
        return cls(ScopeKind.STATUS, status.value)

    @classmethod
    def of_tag(cls, tag: str) -> "Scope":
        """Make the scope of the papers with a tag."""
        return cls(ScopeKind.TAG, tag)

    @property
    def label(self) -> str:
        """The words shown to the reader."""
        match self.kind:
            case ScopeKind.STATUS:
                return Status(self.value).label
            case ScopeKind.TAG:
                return self.value
            case ScopeKind.ALL:
                return "All papers"
            case ScopeKind.STARRED:
                return "Favourites"
            case ScopeKind.NOTED:
                return "With notes"
            case ScopeKind.NEXT:
                return "Read next"

    def may_hold(self, status: Status) -> bool:
        """Whether a paper of the scope may still be in it when it comes to this status."""
        match self.kind:
            case ScopeKind.STATUS:
                return self.value == status
            case ScopeKind.NEXT:
                return status in UNREAD
            case _:
                return True

    @property
    def node(self) -> Node:
        """The expression that the papers of the scope fulfil."""
        match self.kind:
            case ScopeKind.STATUS:
                return State(StateField.STATUS, self.value, self.value)
            case ScopeKind.TAG:
                return State(StateField.TAGGED, self.value, self.value)
            case ScopeKind.ALL:
                return EVERYTHING
            case ScopeKind.STARRED:
                return State(StateField.STARRED, True, True)
            case ScopeKind.NOTED:
                return State(StateField.HAS, "note", "note")
            case ScopeKind.NEXT:
                return Or(tuple(State(StateField.STATUS, status.value, status.value) for status in UNREAD))


ALL_PAPERS = Scope(ScopeKind.ALL)
FAVOURITES = Scope(ScopeKind.STARRED)
WITH_NOTES = Scope(ScopeKind.NOTED)
READ_NEXT = Scope(ScopeKind.NEXT)
"""Of the unread papers those that come near to the reader's taste; which these are is found out by looking at them."""
