"""Whether an account of a paper is of its preprint or of what was published of it."""

import re
from enum import Enum, auto

from readinglist.domain.identifiers import arxiv_of_doi
from readinglist.domain.normalise import title_key
from readinglist.domain.paper import Paper

_PREPRINT_VENUE = re.compile(
    r"\b(arxiv|corr|biorxiv|medrxiv|chemrxiv|psyarxiv|socarxiv|eartharxiv|techrxiv|ssrn|preprints?|research square"
    r"|openreview|eprints?|working papers?)\b"
)
_PREPRINT_DOI = re.compile(
    r"10\.(?:48550/arxiv\."  # arXiv
    r"|1101/(?:\d{4}\.\d\d\.\d\d\.)?\d{6,8}(?:v\d+)?$"  # bioRxiv and medRxiv, beside the journals of their press
    r"|64898/|26434/|31234/|31235/|31219/|31223/|36227/|20944/|2139/|21203/rs)"
)
"""DOIs of preprint servers, by the prefixes that are registered for them at Crossref and DataCite."""


class Stage(Enum):
    """How far the work was when an account of it was given."""

    UNKNOWN = auto()
    PREPRINT = auto()
    PUBLISHED = auto()


def is_preprint_doi(doi: str) -> bool:
    """Whether a DOI is one that a preprint server gave."""
    return bool(doi) and _PREPRINT_DOI.match(doi.lower()) is not None


def stage(paper: Paper) -> Stage:
    """Tell a preprint by its identifier or its server's name, and what was published by its own DOI or venue.

    An account with a venue and an arXiv id is of the published work: it tells where the preprint was.
    """
    venue = title_key(paper.venue)
    if (paper.doi and not is_preprint_doi(paper.doi)) or (venue and not _PREPRINT_VENUE.search(venue)):
        return Stage.PUBLISHED
    return Stage.PREPRINT if paper.arxiv_id or paper.doi or venue else Stage.UNKNOWN


def publisher_doi(paper: Paper) -> str:
    """The DOI in lower case; that of arXiv is none, since it counts as the arXiv id it stands for."""
    return "" if paper.doi and arxiv_of_doi(paper.doi) else paper.doi.lower()
