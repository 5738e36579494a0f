"""What the list says of what came, above it, and in place of it where nothing did."""

from readinglist.desktop.papers.suggested import Suggested
from readinglist.domain.query.expression import EVERYTHING, Query
from readinglist.domain.query.scope import ALL_PAPERS, READ_NEXT, Scope
from readinglist.domain.status import Status
from readinglist.domain.text import count_of

_INBOX = Scope.of_status(Status.INBOX)


def how_many(count: int, query: Query, scope: Scope, behind: int = 0, unread: int = 0) -> str:
    """The line under the title; `behind` counts papers that the index does not know yet, `unread` PDFs."""
    searched = query.node != EVERYTHING
    if not count and not searched:
        return ""
    found = " found" if searched else ", nearest to what you like first" if scope == READ_NEXT else ""
    lacking = (
        f" · {behind:,} not indexed yet" if behind else f" · {count_of(unread, 'PDF')} not read yet" if unread else ""
    )
    return f"{count_of(count, 'paper')}{found}{lacking}"


def why_nothing(query: Query, scope: Scope, suggested: Suggested) -> tuple[str, str]:
    """The sentence of an empty list, and the words of what could be done instead, if anything."""
    if scope == READ_NEXT and not suggested.ids:
        return suggested.silence, "Go to all papers" if suggested.needs_ratings else ""
    if query.node != EVERYTHING:
        where = f"Nothing for “{query.text.strip()}” in {scope.label}."
        return where, "" if scope == ALL_PAPERS else "Search all papers"
    return "All sorted." if scope == _INBOX else f"No papers in {scope.label}.", ""
