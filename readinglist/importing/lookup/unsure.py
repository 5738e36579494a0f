"""Which drafts are looked up before they are stored: those of which an identifier is known, and the title is not."""

from dataclasses import replace

from readinglist.domain.identifiers import stand_in_title
from readinglist.domain.normalise import title_key
from readinglist.domain.paper import Paper
from readinglist.importing.lookup.routes import is_bare, route
from readinglist.importing.source import Draft, Guess


def is_unsure(draft: Draft) -> bool:
    """Whether a draft's title only stands in for the unknown one, or was guessed, and a service may know it."""
    return is_bare(draft.paper) or (bool(draft.doubt) and bool(route(draft.paper)))


def asked_about(draft: Draft) -> Paper:
    """What is sure of a draft: of one whose title was guessed, its identifiers alone."""
    paper = draft.paper
    if not draft.doubt:
        return paper
    return Paper(
        stand_in_title(paper.arxiv_id, paper.doi),
        doi=paper.doi,
        arxiv_id=paper.arxiv_id,
        arxiv_version=paper.arxiv_version,
        urls=paper.urls,
    )


def found(draft: Draft, paper: Paper) -> Draft:
    """The draft with what was found; where its title was guessed quite otherwise, the reader is asked to look at it."""
    mine, theirs = title_key(draft.paper.title), title_key(paper.title)
    if draft.guess is None or not draft.doubt or draft.guess.is_name or mine in theirs or theirs in mine:
        return replace(draft, paper=paper, guess=None)
    said = f"the file seems to be called “{draft.paper.title[:200]}”: check whether this is the paper"
    return replace(draft, paper=paper, guess=Guess(paper.title, said))
