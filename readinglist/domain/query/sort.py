"""The orders in which papers can be listed."""

from enum import StrEnum


class Sort(StrEnum):
    """An order; each puts first what a reader looks for first. RELEVANCE is a search's own, without words as ADDED."""

    ADDED = "added"
    YEAR = "year"
    TITLE = "title"
    AUTHOR = "author"
    RATING = "rating"
    STATUS = "status"
    READ = "read"
    RELEVANCE = "relevance"

    @property
    def label(self) -> str:
        """What it is called in a menu."""
        return {Sort.AUTHOR: "First author", Sort.READ: "Recently read"}.get(self, self.value.capitalize())
