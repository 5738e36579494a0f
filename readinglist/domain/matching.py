"""Whether a draft is a paper that the library has already, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from readinglist.domain.addresses import is_stand_in
from readinglist.domain.identifiers import Kind, arxiv_of_doi
from readinglist.domain.identity.numbers import numbers
from readinglist.domain.identity.publication import Stage, is_preprint_doi, publisher_doi, stage
from readinglist.domain.identity.similarity import YEARS_BETWEEN, near_titles, title_head
from readinglist.domain.normalise import collapse, name_key, title_key
from readinglist.domain.paper import Paper, Person

_TELLING_TITLE = 4
"""Words from which on a title tells a paper; below stand "Editorial", "Introduction" and their like."""

_TELLING_ABSTRACT = 20
"""Words from which on two equal abstracts are no coincidence."""

_TOLD = ("abstract", "venue", "publisher", "volume", "issue", "pages", "isbn", "issn", "language")
"""Facts that are equal in two accounts of one paper, where both tell them."""


_COLUMNS = frozenset(
    collapse(
        """
        abstracts | acknowledgements | acknowledgments | addendum | announcement | announcements | book review
        | book reviews | calendar | commentary | contents | contributors | correction | corrections | corrigendum
        | cover | editor s note | editorial | editorial board | editorial introduction | editors introduction
        | editors note | editor s introduction | erratum | errata | foreword | from the editor | from the editors
        | front matter | guest editorial | guest editor s introduction | guest editors introduction | in memoriam
        | in this issue | index | interview | introduction | introduction to the special issue | issue information
        | letter from the editor | letter to the editor | letters to the editor | list of reviewers | masthead
        | message from the chairs | message from the editor | news | obituary | preface | program committee | reply
        | retraction | reviewers | reviews | special issue | table of contents | title page | welcome
        """
    ).split(" | ")
)
"""Titles of columns: every issue has one, and they tell no paper."""

_CROWD = 3
"""Different works of one title from which on it tells no paper: "Annual report" comes every year."""


Key = tuple[str, str]
"""What two accounts of one paper have in common, behind the kind of thing that it is."""


class MatchKind(StrEnum):
    """What a draft is to the library. A VERSION is the same work, as a preprint and as published, or of another year.

    They stand in the order in which one of them decides.
    """

    SAME = "same"
    VERSION = "version"
    LIKELY = "likely"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stored paper that shares one of its keys with a draft."""

    id: int
    paper: Paper


@dataclass(frozen=True, slots=True)
class Match:
    """The verdict. `paper_id` is the stored paper that it speaks of, None for NEW; `reason` is for the reader."""

    kind: MatchKind
    paper_id: int | None
    reason: str


def identity_keys(paper: Paper) -> list[Key]:
    """What a paper shares with every paper that it may be: title, ids and numbers, first author and head of the title.

    Each key comes with its kind. Papers without a key in common are never the same.
    """
    title = title_key(paper.title)
    near = f"{name_key(paper.authors[0])}|{title_head(title)}" if paper.authors and title else ""
    keys = [("title", title), ("DOI", publisher_doi(paper)), ("arXiv id", _arxiv(paper)), ("author and title", near)]
    keys += ((number.kind, number.value) for number in numbers(paper))
    return [key for key in keys if key[1]]


def match(draft: Paper, candidates: Sequence[Candidate]) -> Match:
    """Find the paper among the candidates that the draft is; with doubts, the draft stays apart as LIKELY.

    Equal ids decide, then an equal title with an equal abstract, then a telling title whose other facts agree, then
    titles that are nearly equal. Of several that are the same, the first wins.
    """
    by_id = [_by_ids(draft, candidate) for candidate in candidates]
    titled = [candidate for candidate in candidates if _same_title(draft, candidate.paper)]
    if _tells_no_paper(draft, [candidate.paper for candidate in titled]):
        by_title = [_by_place(draft, candidate) for candidate in titled]
    else:
        by_title = [_by_title(draft, candidate, alone=len(titled) == 1) for candidate in titled]
    near = [_by_near_title(draft, candidate) for candidate in candidates]
    verdicts = [verdict for verdict in (*by_id, *by_title, *near) if verdict]
    for kind in MatchKind:
        for verdict in verdicts:
            if verdict.kind is kind:
                return verdict
    return Match(MatchKind.NEW, None, "no paper in the library shares its title or an id")


def are_preprint_and_print(one: Paper, other: Paper) -> bool:
    """Whether of two accounts one is of a preprint and the other of what was published."""
    return {stage(one), stage(other)} == {Stage.PREPRINT, Stage.PUBLISHED}


def _by_ids(draft: Paper, candidate: Candidate) -> Match | None:
    arxiv, known_arxiv = _arxiv(draft), _arxiv(candidate.paper)
    doi, known_doi = publisher_doi(draft), publisher_doi(candidate.paper)
    if arxiv and arxiv == known_arxiv:
        return Match(MatchKind.SAME, candidate.id, f"same arXiv id {arxiv}")
    if doi and doi == known_doi:
        if arxiv and known_arxiv:
            return Match(MatchKind.LIKELY, candidate.id, f"same DOI {doi}, but another arXiv id")
        return Match(MatchKind.SAME, candidate.id, f"same DOI {doi}")
    return _by_numbers(draft, candidate)


def _by_numbers(draft: Paper, candidate: Candidate) -> Match | None:
    """PubMed numbers works; an ISBN, which editions and volumes may share, tells only what has no title yet."""
    known = candidate.paper
    mine = numbers(draft)
    shared = [number for number in numbers(known) if number in mine] if mine else []
    if not shared or _clashing_id(draft, known):
        return None
    [number, *_] = shared
    if number.kind is Kind.ISBN and not (is_stand_in(draft.title) or is_stand_in(known.title)):
        return None
    return Match(MatchKind.SAME, candidate.id, f"same {number.kind} {number.value}")


def _tells_no_paper(draft: Paper, titled: Sequence[Paper]) -> bool:
    """Whether a title is that of a column, or of so many works that nobody could say which is meant."""
    if title_key(draft.title) in _COLUMNS:
        return True
    works = {(name_key(paper.authors[0]) if paper.authors else "", paper.year) for paper in titled}
    return len(titled) >= _CROWD and len(works) >= _CROWD


def _by_place(draft: Paper, candidate: Candidate) -> Match | None:
    """Of a title that tells no paper, only the same abstract or the same pages of the same volume are the same one."""
    known = candidate.paper
    if _clashing_id(draft, known):
        return None
    if _same_abstract(draft, known):
        return Match(MatchKind.SAME, candidate.id, "same title and abstract")
    placed = all(getattr(draft, name) and getattr(known, name) for name in ("venue", "volume", "pages"))
    if placed and _authors_agree(draft.authors, known.authors) and _told_alike(draft, known):
        return Match(MatchKind.SAME, candidate.id, "same title and authors, on the same pages")
    return None


def _by_title(draft: Paper, candidate: Candidate, *, alone: bool) -> Match | None:
    known = candidate.paper
    telling = len(title_key(draft.title).split()) >= _TELLING_TITLE
    authors = _authors_agree(draft.authors, known.authors)
    years = _years_agree(draft.year, known.year)
    if clash := _clashing_id(draft, known):
        if not (telling and authors):
            return None
        if clash == "DOI" and years is False:
            return Match(MatchKind.VERSION, candidate.id, f"{_other_year(draft, known)}, with a DOI of its own")
        return Match(MatchKind.LIKELY, candidate.id, f"same title and authors, but another {clash}")
    if telling and authors and are_preprint_and_print(draft, known):
        return Match(MatchKind.VERSION, candidate.id, _other_version(draft))
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
    if authors is False:
        return Match(MatchKind.LIKELY, candidate.id, "same title, but other authors")
    if years is False and authors:
        return Match(MatchKind.VERSION, candidate.id, _other_year(draft, known))
    if years is False:
        return Match(MatchKind.LIKELY, candidate.id, f"same title, but of {draft.year} and not {known.year}")
    if authors or years:
        agreed = " and ".join(word for word, agree in (("authors", authors), ("year", years)) if agree)
        return Match(MatchKind.SAME, candidate.id, f"same title and {agreed}")
    return Match(MatchKind.LIKELY, candidate.id, "same title, but no authors or years to compare")


def _by_near_title(draft: Paper, candidate: Candidate) -> Match | None:
    """Two titles that differ a little may be one where authors and years agree and no identifier says otherwise."""
    known = candidate.paper
    if draft.year is None or known.year is None or abs(draft.year - known.year) > YEARS_BETWEEN:
        return None
    if not draft.authors or not known.authors or name_key(draft.authors[0]) != name_key(known.authors[0]):
        return None
    likeness = near_titles(draft.title, known.title)
    if not likeness or _clashing_id(draft, known) or not _authors_agree(draft.authors, known.authors):
        return None
    return Match(MatchKind.LIKELY, candidate.id, f"{likeness}, and the same authors")


def _other_version(draft: Paper) -> str:
    if stage(draft) is Stage.PUBLISHED:
        return "another version: the published one of your preprint"
    return "another version: the preprint of your published one"


def _other_year(draft: Paper, known: Paper) -> str:
    return f"another version: same title and authors, but of {draft.year} and not {known.year}"


def _arxiv(paper: Paper) -> str:
    """The arXiv id, which an arXiv DOI also tells."""
    if paper.arxiv_id or not paper.doi:
        return paper.arxiv_id
    found = arxiv_of_doi(paper.doi)
    return found.id if found else ""


def _clashing_id(draft: Paper, known: Paper) -> str:
    """Which identifiers speak against one work; a preprint's DOI and that of the print do not."""
    mine, theirs = _arxiv(draft), _arxiv(known)
    if mine and theirs and mine != theirs:
        return "arXiv id"
    mine, theirs = publisher_doi(draft), publisher_doi(known)
    if mine and theirs and mine != theirs and is_preprint_doi(mine) == is_preprint_doi(theirs):
        return "DOI"
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
    return _told_alike(draft, known)


def _told_alike(draft: Paper, known: Paper) -> bool:
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
