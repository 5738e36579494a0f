"""The types of references that RIS, by a code, and EndNote, by a name, tell apart, against CSL item types.

Sources: the types of the RIS specification (2011), EndNote's reference types, and the types of CSL 1.0.2.
"""

from readinglist.domain.bibtex import OTHER_TYPE

_TYPES = (
    ("JOUR", "Journal Article", "article-journal"),
    ("EJOUR", "Electronic Article", "article-journal"),
    ("ABST", "Abstract", "article-journal"),
    ("INPR", "In Press", "article-journal"),
    ("JFULL", "Journal", "periodical"),
    ("MGZN", "Magazine Article", "article-magazine"),
    ("CTLG", "Catalog", "article-magazine"),
    ("NEWS", "Newspaper Article", "article-newspaper"),
    ("BOOK", "Book", "book"),
    ("EBOOK", "Electronic Book", "book"),
    ("EDBOOK", "Edited Book", "book"),
    ("SER", "Serial", "book"),
    ("CLSWK", "Classical Work", "classic"),
    ("ANCIENT", "Ancient Text", "classic"),
    ("CHAP", "Book Section", "chapter"),
    ("ECHAP", "Electronic Book Section", "chapter"),
    ("CONF", "Conference Proceedings", "paper-conference"),
    ("CPAPER", "Conference Paper", "paper-conference"),
    ("THES", "Thesis", "thesis"),
    ("RPRT", "Report", "report"),
    ("GOVDOC", "Government Document", "report"),
    ("STAND", "Standard", "standard"),
    ("DICT", "Dictionary", "entry-dictionary"),
    ("ENCYC", "Encyclopedia", "entry-encyclopedia"),
    ("DATA", "Dataset", "dataset"),
    ("AGGR", "Aggregated Database", "dataset"),
    ("DBASE", "Online Database", "dataset"),
    ("COMP", "Computer Program", "software"),
    ("WEB", "Web Page", "webpage"),
    ("ELEC", "Electronic Source", "webpage"),
    ("BLOG", "Blog", "post-weblog"),
    ("MANSCPT", "Manuscript", "manuscript"),
    ("UNPB", "Unpublished Work", "manuscript"),
    ("UNBILL", "Unenacted Bill", "bill"),
    ("PAMP", "Pamphlet", "pamphlet"),
    ("PAT", "Patent", "patent"),
    ("MAP", "Map", "map"),
    ("ART", "Artwork", "graphic"),
    ("SLIDE", "Slide", "graphic"),
    ("FIGURE", "Figure", "figure"),
    ("CHART", "Chart or Table", "figure"),
    ("EQUA", "Equation", "figure"),
    ("MPCT", "Film or Broadcast", "motion_picture"),
    ("VIDEO", "Video", "motion_picture"),
    ("ADVS", "Audiovisual Material", "motion_picture"),
    ("MULTI", "Online Multimedia", "motion_picture"),
    ("MUSIC", "Music", "song"),
    ("SOUND", "Sound Recording", "song"),
    ("PCOMM", "Personal Communication", "personal_communication"),
    ("ICOMM", "Internet Communication", "personal_communication"),
    ("BILL", "Bill", "bill"),
    ("CASE", "Case", "legal_case"),
    ("LEGAL", "Legal Rule or Regulation", "regulation"),
    ("STAT", "Statute", "legislation"),
    ("HEAR", "Hearing", "hearing"),
    ("GRANT", "Grant", OTHER_TYPE),
    ("GEN", "Generic", OTHER_TYPE),
)
_CODES = {code: code for code, _, _ in _TYPES} | {name.upper(): code for code, name, _ in _TYPES}
_CSL = {code: csl for code, _, csl in _TYPES}
_WRITTEN = {csl: code for code, _, csl in reversed(_TYPES)} | {OTHER_TYPE: "GEN", "article": "JOUR"}

BOOKS = frozenset({"book", "classic"})
"""The CSL types of what is a book: its second title is that of a series, and its number of pages no range."""


def code_of(written: str) -> str:
    """The code of a type given by code or by name; "GEN" for an unknown one."""
    return _CODES.get(written.strip().upper(), "GEN")


def csl_type(code: str) -> str:
    """The CSL type of a code."""
    return _CSL[code]


def is_told_by(written: str, csl: str) -> bool:
    """Whether a CSL type tells all that a written type does: of several with one CSL type the first one."""
    code = _CODES.get(written.strip().upper())
    return code is not None and _WRITTEN[csl] == code
