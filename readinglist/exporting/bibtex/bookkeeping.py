"""Which fields of a foreign source are the books that its provider keeps, and tell a reader of references nothing.

Crossref, OpenAlex, Semantic Scholar and Hugging Face answer with counts, ids and times of their own beside what is
known of a paper. Import keeps them; for citing they are left out: everything that is JSON of several values, which no
style of references can print, and the single values named here.
"""

import re

_NAMES = frozenset(
    # Crossref
    "reference-count references-count is-referenced-by-count score prefix member update-policy"
    # OpenAlex
    " countries_distinct_count institutions_distinct_count has_fulltext fulltext_origin cited_by_count"
    " cited_by_percentile_year is_retracted is_paratext is_oa is_authors_truncated locations_count"
    " referenced_works_count ngrams_url cited_by_api_url updated_date created_date fwci"
    # Semantic Scholar
    " paperId corpusId citationCount influentialCitationCount referenceCount isOpenAccess"
    # Hugging Face
    " publishedAt numComments upvotes thumbnail discussionId isAuthorParticipating submittedOnDailyAt ai_summary"
    " githubStars mediaUrl".split()
)
_PROVIDER = {"source": "Crossref"}
_PROVIDER_ID = re.compile(r"https://openalex\.org/\w+")
_JSON = re.compile(r'\{"[^"]*":.*\}|\[\s*[\[{"].*\]', re.DOTALL)


def is_bookkeeping(name: str, value: str) -> bool:
    """Whether a foreign field is its provider's own affair, by its name or by what it holds."""
    return (
        name in _NAMES
        or _PROVIDER.get(name) == value
        or (name == "id" and _PROVIDER_ID.fullmatch(value) is not None)
        or _JSON.fullmatch(value) is not None
    )
