"""Which kind of records a JSON text holds, told by the names in its beginning."""

import re

_HEAD = 1_000_000
_START = re.compile(r"[\s\ufeff]*[\[{]")
_NAME = re.compile(r'(?<!\\)"([A-Za-z_][\w-]{0,60})"\s*:')
_TITLES = re.compile(r'(?<!\\)"title"\s*:\s*\[')
_ITEM = re.compile(r'[\[{,]\s*"paper"\s*:\s*\{')
_PRINTED = re.compile(r'[\[,:]\s*"\{\'paper\':')
_OPENALEX = re.compile(r'"https?://(?:api\.)?openalex\.org/(?:works/)?W\d')
_TYPE = re.compile(r'(?<!\\)"type"\s*:\s*"([a-z_-]{1,30})"')

CSL_TYPES = frozenset(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset"
    " document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation"
    " manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical"
    " personal_communication post post-weblog regulation report review review-book software song speech standard thesis"
    " treaty webpage".split()
)
"""The item types of CSL 1.0.2."""

_CROSSREF = frozenset(
    "message-type is-referenced-by-count reference-count references-count content-domain short-container-title"
    " published-online published-print".split()
)
_CSL = frozenset({"issued", "container-title", "citation-key", "date-parts"})


def kind_of_records(text: str) -> str:
    """The name of the format whose records a JSON text holds, or empty. Only the beginning of the text is looked at."""
    head = text[:_HEAD]
    if not _START.match(head):
        return ""
    names = set(_NAME.findall(head))
    if _ITEM.search(head[:2_000]) or _PRINTED.search(head[:2_000]) or {"upvotes", "summary", "title"} <= names:
        return "hf-daily"
    if names & {"authorships", "abstract_inverted_index"} or _OPENALEX.search(head):
        return "openalex"
    if names & {"paperId", "citingPaper", "citedPaper"} or {"externalIds", "title"} <= names:
        return "semantic-scholar"
    if names & _CROSSREF or ("DOI" in names and _TITLES.search(head)):
        return "crossref"
    is_item = not CSL_TYPES.isdisjoint(_TYPE.findall(head)) and not names.isdisjoint({"id", "issued", "citation-key"})
    return "csl-json" if is_item or (names & _CSL and "title" in names) else ""
