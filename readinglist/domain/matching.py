"""Whether a draft is a paper that the library has already, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from readinglist.domain.identifiers import arxiv_of_doi
from readinglist.domain.normalise import collapse, name_key, title_key
from readinglist.domain.paper import Paper, Person

_TELLING_TITLE = 4
"""Words from which on a title tells a paper; below stand "Editorial", "Introduction" and their like."""

_TELLING_ABSTRACT = 20
"""Words from which on two equal abstracts are no coincidence."""

_TOLD = ("abstract", "venue", "publisher", "volume", "issue", "pages", "isbn", "issn", "language")
"""Facts that are equal in two accounts of one paper, where both tell them."""


class MatchKind(StrEnum):
    """What a draft is to the library."""

    SAME = "same"
    LIKELY = "likely"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stored paper that shares a DOI, an arXiv id or a title key with a draft."""

    id: int
    paper: Paper


@dataclass(frozen=True, slots=True)
class Match:
    """The verdict. `paper_id` is the stored paper that a SAME or LIKELY speaks of; `reason` is for the reader."""

    kind: MatchKind
    paper_id: int | None
    reason: str


def identity_keys(paper: Paper) -> list[tuple[str, str]]:
    """What a paper shares with every paper that it may be: its title's key, its DOI, its arXiv id; each with its kind.

    Papers without a key in common are never the same.
    """
    keys = [("title", title_key(paper.title)), ("DOI", _doi(paper)), ("arXiv id", _arxiv(paper))]
    return [key for key in keys if key[1]]


def match(draft: Paper, candidates: Sequence[Candidate]) -> Match:
    """Find the paper among the candidates that the draft is; with doubts, the draft stays apart as LIKELY.

    Equal ids decide, then an equal title with an equal abstract, then a telling title whose other facts agree.
    Of several that are the same, the first wins.
    """
    by_id = [_by_ids(draft, candidate) for candidate in candidates]
    titled = [candidate for candidate in candidates if _same_title(draft, candidate.paper)]
    by_title = [_by_title(draft, candidate, alone=len(titled) == 1) for candidate in titled]
    verdicts = [verdict for verdict in (*by_id, *by_title) if verdict]
    for kind in (MatchKind.SAME, MatchKind.LIKELY):
        for verdict in verdicts:
            if verdict.kind is kind:
                return verdict
    return Match(MatchKind.NEW, None, "no paper in the library shares its title or an id")


def _by_ids(draft: Paper, candidate: Candidate) -> Match | None:
    arxiv, known_arxiv = _arxiv(draft), _arxiv(candidate.paper)
    doi, known_doi = _doi(draft), _doi(candidate.paper)
    if arxiv and arxiv == known_arxiv:
        return Match(MatchKind.SAME, candidate.id, f"same arXiv id {arxiv}")
    if doi and doi == known_doi:
        if arxiv and known_arxiv:
            return Match(MatchKind.LIKELY, candidate.id, f"same DOI {doi}, but another arXiv id")
        return Match(MatchKind.SAME, candidate.id, f"same DOI {doi}")
    return None


def _by_title(draft: Paper, candidate: Candidate, *, alone: bool) -> Match | None:
    known = candidate.paper
    telling = len(title_key(draft.title).split()) >= _TELLING_TITLE
    authors = _authors_agree(draft.authors, known.authors)
    if clash := _clashing_id(draft, known):
        if telling and authors:
            return Match(MatchKind.LIKELY, candidate.id, f"same title and authors, but another {clash}")
        return None
    if _same_abstract(draft, known):
        return Match(MatchKind.SAME, candidate.id, "same title and abstract")
    if not telling:
        if alone and _nothing_differs(draft, known):
            return Match(MatchKind.SAME, candidate.id, "same short title, authors and year, and nothing differs")
        return Match(MatchKind.LIKELY, candidate.id, "same title, but too short a one to tell papers apart")
    if _bare(draft) or _bare(known):
        if alone:
            return Match(MatchKind.SAME, candidate.id, "same title, and nothing speaks against it")
        return Match(MatchKind.LIKELY, candidate.id, "several papers have the same title")
    years = _years_agree(draft.year, known.year)
    if authors is False:
        return Match(MatchKind.LIKELY, candidate.id, "same title, but other authors")
    if years is False:
        return Match(MatchKind.LIKELY, candidate.id, f"same title, but of {draft.year} and not {known.year}")
    if authors or years:
        agreed = " and ".join(word for word, agree in (("authors", authors), ("year", years)) if agree)
        return Match(MatchKind.SAME, candidate.id, f"same title and {agreed}")
    return Match(MatchKind.LIKELY, candidate.id, "same title, but no authors or years to compare")


def _arxiv(paper: Paper) -> str:
    """The arXiv id, which an arXiv DOI also tells."""
    if paper.arxiv_id or not paper.doi:
        return paper.arxiv_id
    found = arxiv_of_doi(paper.doi)
    return found.id if found else ""


def _doi(paper: Paper) -> str:
    """The publisher's DOI; that of arXiv counts as the arXiv id it stands for."""
    return "" if paper.doi and arxiv_of_doi(paper.doi) else paper.doi.lower()


def _clashing_id(draft: Paper, known: Paper) -> str:
    for kind, read in (("arXiv id", _arxiv), ("DOI", _doi)):
        mine, theirs = read(draft), read(known)
        if mine and theirs and mine != theirs:
            return kind
    return ""


def _same_title(draft: Paper, known: Paper) -> bool:
    key = title_key(draft.title)
    return bool(key) and key == title_key(known.title)


def _same_abstract(draft: Paper, known: Paper) -> bool:
    abstract = collapse(draft.abstract)
    return abstract.count(" ") + 1 >= _TELLING_ABSTRACT and abstract == collapse(known.abstract)


def _nothing_differs(draft: Paper, known: Paper) -> bool:
    """Whether two accounts of a short title are of one paper: same authors and year, and all that both tell is equal.

    A title of one word does not do: one editor writes several with the title "Editorial" in a year.
    """
    if " " not in title_key(draft.title) or len(draft.authors) != len(known.authors):
        return False
    if not _authors_agree(draft.authors, known.authors) or draft.year is None or draft.year != known.year:
        return False
    return all(
        not mine or not theirs or title_key(mine) == title_key(theirs)
        for mine, theirs in ((getattr(draft, name), getattr(known, name)) for name in _TOLD)
    )


def _bare(paper: Paper) -> bool:
    """Whether a paper tells nothing by which it could be told from another of its title."""
    return not (paper.authors or paper.year or paper.doi or paper.arxiv_id)


def _years_agree(mine: int | None, theirs: int | None) -> bool | None:
    """Whether two years are those of one paper, a preprint's and its print's; None where one is unknown."""
    return None if mine is None or theirs is None else abs(mine - theirs) <= 1


def _authors_agree(mine: Sequence[Person], theirs: Sequence[Person]) -> bool | None:
    """Whether two author lists, one of them perhaps cut short, are of one paper; None where one is empty."""
    if not mine or not theirs:
        return None
    shorter, longer = sorted((mine, theirs), key=len)
    if not _same_person(shorter[0], longer[0]):
        return False
    return all(any(_same_person(one, other) for other in longer) for one in shorter)


def _same_person(one: Person, other: Person) -> bool:
    """Whether two names may be one person's: one family name, and given names that share their first letter."""
    if one.literal or other.literal:
        return title_key(one.full) == title_key(other.full)
    given, other_given = title_key(one.given), title_key(other.given)
    return name_key(one) == name_key(other) and (not given or not other_given or given[0] == other_given[0])
