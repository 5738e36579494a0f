"""What a known paper learns from another account of it."""

from dataclasses import replace
from typing import Any

from readinglist.domain.addresses import is_stand_in
from readinglist.domain.identifiers import arxiv_of_doi
from readinglist.domain.identity.publication import Stage, is_preprint_doi, stage
from readinglist.domain.paper import Paper

_NAMES = {
    "title": "title",
    "authors": "authors",
    "editors": "editors",
    "abstract": "abstract",
    "type": "type",
    "venue": "venue",
    "publisher": "publisher",
    "volume": "volume",
    "issue": "issue",
    "pages": "pages",
    "doi": "DOI",
    "arxiv_id": "arXiv id",
    "arxiv_version": "arXiv version",
    "isbn": "ISBN",
    "issn": "ISSN",
    "language": "language",
    "citekey": "cite key",
}
_FILLED = tuple(name for name in _NAMES if name not in ("type", "arxiv_version"))
_DEFAULT_TYPE = Paper("").type
_VAGUE_TYPES = (_DEFAULT_TYPE, "document", "")
"""What a source says that does not know: it is no better than the default."""

_OF_PUBLICATION = ("venue", "publisher", "volume", "issue", "pages", "isbn", "issn")
"""What is said of where a work came out: a preprint's is another place than that of the published work."""


def enriched(known: Paper, draft: Paper) -> Paper:
    """Fill what the known paper lacks from the draft; what is known stays as it is.

    A title that only stands in for the unknown one gives way to it. Only a date that says the known one more
    precisely replaces it, and a type other than the default replaces the default. Links are united, the known first.

    Of a preprint and what was published of it, the published one says where and when the work came out. A preprint's
    own DOI, other than arXiv's, is then kept as a link.
    """
    known, draft = _of_one_publication(known, draft)
    learned = {name: getattr(draft, name) for name in _FILLED if not getattr(known, name) and getattr(draft, name)}
    if is_stand_in(known.title) and not is_stand_in(draft.title):
        learned["title"] = draft.title
    better = replace(
        known,
        **learned,
        date=draft.date if _more_precise(known.date, draft.date) else known.date,
        type=draft.type if known.type == _DEFAULT_TYPE and draft.type not in _VAGUE_TYPES else known.type,
        urls=_united(known.urls, draft.urls),
        code_urls=_united(known.code_urls, draft.code_urls),
        extra={**draft.extra, **known.extra},
    )
    if not better.arxiv_version and better.arxiv_id == draft.arxiv_id:
        better = replace(better, arxiv_version=draft.arxiv_version)
    return known if better == known else better


def _of_one_publication(known: Paper, draft: Paper) -> tuple[Paper, Paper]:
    """Two accounts; one of a preprint is without what the other, of the published work, says better."""
    stages = stage(known), stage(draft)
    bare_known, bare_draft = _without_preprint_doi(known, draft), _without_preprint_doi(draft, known)
    if stages == (Stage.PREPRINT, Stage.PUBLISHED):
        bare_known = _without_publication(bare_known, draft)
    elif stages == (Stage.PUBLISHED, Stage.PREPRINT):
        bare_draft = _without_publication(bare_draft, known)
    return bare_known, bare_draft


def _without_preprint_doi(paper: Paper, other: Paper) -> Paper:
    """The paper with a preprint's DOI in its other form, where the DOI of the published work is told."""
    if not is_preprint_doi(paper.doi) or not other.doi or is_preprint_doi(other.doi):
        return paper
    if arxiv := arxiv_of_doi(paper.doi):
        return replace(paper, doi="", arxiv_id=paper.arxiv_id or arxiv.id)
    return replace(paper, doi="", urls=_united(paper.urls, (f"https://doi.org/{paper.doi}",)))


def _without_publication(preprint: Paper, published: Paper) -> Paper:
    unplaced: dict[str, Any] = dict.fromkeys(_OF_PUBLICATION, "")
    return replace(
        preprint,
        **unplaced,
        date="" if published.date else preprint.date,
        type=preprint.type if published.type in _VAGUE_TYPES else _DEFAULT_TYPE,
    )


def additions(known: Paper, better: Paper) -> tuple[str, ...]:
    """Name, in words for the reader, what the better account of a paper has over the known one."""
    names = [word for name, word in _NAMES.items() if getattr(known, name) != getattr(better, name)]
    if known.date != better.date:
        names.append("date" if known.date else "year")
    names += _counted("link", len(better.urls) - len(known.urls))
    names += _counted("code link", len(better.code_urls) - len(known.code_urls))
    names += [key for key in better.extra if key not in known.extra]
    return tuple(names)


def _more_precise(known: str, drafted: str) -> bool:
    return drafted.startswith(f"{known}-") if known else bool(drafted)


def _united(known: tuple[str, ...], drafted: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*known, *drafted)))


def _counted(word: str, count: int) -> list[str]:
    return [] if count <= 0 else [word if count == 1 else f"{count} {word}s"]
