"""Which fields of a foreign source are its reader's own, and so not for others."""

import re

_STATE = frozenset("readstatus ranking read rating stars starred favorite favourite".split())
_STATE_BEGINNINGS = ("x-readinglist-", "x-stars")

_PRIVATE = _STATE | frozenset(
    # what readers keep in JabRef, BibDesk, Papers, Mendeley, calibre, Zotero, Qiqqa, Paperlib and lists of what
    # to read: notes, tags, files, habits
    "priority relevance qualityassured printed comment comments review annote annotation notes mynote mynotes"
    " keywords keyword tags mendeley-tags mendeley-groups groups owner timestamp creationdate modificationdate"
    " date-added date-modified file pdf local-url localfile uri calibreid username __markedentry extra custom n1"
    " rn kw status shelf bookshelves flag folders readingstage datelastread lastread isfavourite isfavorite"
    " read_status read_status_date"
    " reading_progress time_added adddate lastopendate favoritedate dc:subject bib:memo".split()
)
_PRIVATE_BEGINNINGS = ("comment-", "x-", "bdsk-file-")
_PRIVATE_TEXT = re.compile(r"read\\?_status|^\s*rate\s*:|x-readinglist-", re.IGNORECASE | re.MULTILINE)


def is_private(name: str, value: str) -> bool:
    """Whether a foreign field tells of its reader, by its name or by what other programs write into it."""
    lower = name.lower()
    return lower in _PRIVATE or lower.startswith(_PRIVATE_BEGINNINGS) or bool(_PRIVATE_TEXT.search(value))


def is_state(name: str) -> bool:
    """Whether a foreign field says where its reader stood: what the reader says now takes its place."""
    lower = name.lower()
    return lower in _STATE or lower.startswith(_STATE_BEGINNINGS)
