"""What reading and writing BibTeX have in common: entry types against CSL item types, and the names of the months.

Sources: the BibTeX documentation (btxdoc), the BibLaTeX manual 2.1, and the types of CSL 1.0.2.
"""

# Of several entry types with one CSL type the first is the one written.
_CSL_TYPES = {
    "misc": "document",
    "article": "article-journal",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "book": "book",
    "mvbook": "book",
    "collection": "book",
    "mvcollection": "book",
    "proceedings": "book",
    "mvproceedings": "book",
    "reference": "book",
    "mvreference": "book",
    "manual": "book",
    "incollection": "chapter",
    "inbook": "chapter",
    "bookinbook": "chapter",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "inreference": "entry",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "techreport": "report",
    "report": "report",
    "booklet": "pamphlet",
    "unpublished": "manuscript",
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
    "software": "software",
    "dataset": "dataset",
    "patent": "patent",
    "periodical": "periodical",
    "review": "review",
    "suppperiodical": "article-journal",
    "video": "motion_picture",
    "movie": "motion_picture",
    "audio": "song",
    "music": "song",
    "standard": "standard",
}
_ENTRY_TYPES = {csl: entry for entry, csl in reversed(_CSL_TYPES.items())}

OTHER_TYPE = "document"
"""The CSL type of what no other describes."""


_BOOK_TITLE_TYPES = frozenset(
    "inproceedings conference incollection inbook bookinbook suppbook suppcollection inreference".split()
)
_PUBLISHER_FIELDS = {
    "phdthesis": "school",
    "mastersthesis": "school",
    "thesis": "institution",
    "techreport": "institution",
    "report": "institution",
    "manual": "organization",
    "online": "organization",
}

TYPE_FIELD = "bibtex-type"
"""The key in a paper's `extra` under which the entry type stands where the paper's type does not tell it."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The months as BibTeX's macros name them."""


def csl_type(entry_type: str) -> str:
    """Give the CSL type of an entry type in lower case; OTHER_TYPE for an unknown one."""
    return _CSL_TYPES.get(entry_type, OTHER_TYPE)


def entry_type(csl: str) -> str:
    """Give the entry type that is written for a CSL type; "misc" where there is none."""
    return _ENTRY_TYPES.get(csl, "misc")


def venue_field(entry_type: str) -> str:
    """Name the field in which an entry of a type says where the paper appeared."""
    return "booktitle" if entry_type in _BOOK_TITLE_TYPES else "journal"


def publisher_field(entry_type: str) -> str:
    """Name the field in which an entry of a type says who brought the paper out."""
    return _PUBLISHER_FIELDS.get(entry_type, "publisher")
