"""Related papers, and what to read next, each with its reasons."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from readinglist.domain.suggestions import ReadNext, Related, RelatedPapers, Suggestion
from readinglist.domain.taste import Taste
from readinglist.library.library import Library
from readinglist.library.reads import PaperGist, gists
from readinglist.library.tastes import suggestible, taste
from readinglist.search.related.learning import Learner, Learnt
from readinglist.search.related.model import Model, Vector
from readinglist.search.related.store import TermsDamagedError, damage
from readinglist.search.related.terms import PAIR, names

Answer = TypeVar("Answer", RelatedPapers, ReadNext)

_WORD = re.compile(r"\w+")

REASONS = 3
"""Terms named as the reason."""

_LOOKED_AT = 10
"""Shared terms among which the reasons are found."""

_PAIR_TELLS = 1.5
"""How much more a pair says to the reader than a word of the same weight."""

_DISLIKED = 0.5
"""What the papers that are not liked count for, against those that are."""

_TASTE_TERMS = 300
"""Terms of a taste that are looked at: the heaviest."""


def related(library: Library, learner: Learner, paper_id: int, limit: int, *, most: int | None = None) -> RelatedPapers:
    """The papers that are most like a paper.

    `most` is how many papers may be learnt first, see `Learner.learn`.

    Raises:
        UserError: The disk refuses.
    """

    def answer(learnt: Learnt) -> RelatedPapers:
        found = _like(library, learnt.model, paper_id, limit) if learnt.model else ()
        return RelatedPapers(found, learnt.behind)

    return _answered(learner, most, answer)


def read_next(
    library: Library, learner: Learner, limit: int, *, unread_only: bool = True, most: int | None = None
) -> ReadNext:
    """The papers that come nearest to what the reader likes, of those that they have not judged.

    `most` is how many papers may be learnt first, see `Learner.learn`.

    Raises:
        UserError: The disk refuses.
    """
    with library.read() as session:
        liked = taste(session)
    if not liked.tells:
        return ReadNext(rated=liked.rated)

    def answer(learnt: Learnt) -> ReadNext:
        found = _fitting(library, learnt.model, liked, limit, unread_only) if learnt.model else ()
        return ReadNext(found, learnt.behind, liked.rated)

    return _answered(learner, most, answer)


def nearest(scores: NDArray[np.float64]) -> Iterator[NDArray[np.int64]]:
    """The places of the scores above 0 from the highest on, of equals the first first; a part at a time."""
    there = np.flatnonzero(scores > 0)
    first = 0
    for many in (256, 8_192, len(there)):
        if first >= len(there):
            return
        end = min(many, len(there))
        if end <= first:
            continue
        if end < len(there):
            least = np.partition(scores[there], len(there) - end)[len(there) - end]
            among = there[scores[there] >= least]
        else:
            among = there
        yield among[np.argsort(-scores[among], kind="stable")][first:end]
        first = end


def _answered(learner: Learner, most: int | None, answer: Callable[[Learnt], Answer]) -> Answer:
    """Answer by what is known; where that turns out to be damaged, learn it anew."""
    try:
        learnt = learner.learn(most=most)
        with damage():
            return answer(learnt)
    except TermsDamagedError:
        learner.forget()
        return answer(learner.learn(most=most))


def _like(library: Library, model: Model, paper_id: int, limit: int) -> tuple[Related, ...]:
    place = model.places([paper_id]).get(paper_id)
    if place is None:
        return ()
    vector = model.vector(place)
    scores = model.likeness(vector)
    scores[place] = 0
    found = next(nearest(scores), np.empty(0, np.int64))[:limit].tolist()
    shared = [_shared(model, vector, model.vector(other)) for other in found]
    ids = [paper_id, *(int(model.ids[other]) for other in found)]
    with library.read() as session:
        texts = {gist.id: gist for gist in gists(session, ids)}
    if paper_id not in texts:
        return ()
    called = names(_text(texts[paper_id]), set().union(*shared))
    return tuple(
        Related(other, texts[other].title, min(1.0, float(scores[place])), _reasons(terms, called))
        for place, other, terms in zip(found, ids[1:], shared, strict=True)
        if other in texts
    )


def _text(gist: PaperGist) -> str:
    return f"{gist.title} . {gist.abstract}"


def _fitting(library: Library, model: Model, liked: Taste, limit: int, unread_only: bool) -> tuple[Suggestion, ...]:
    places = model.places(list(liked.papers))
    factors, good = _factors({place: liked.papers[paper] for paper, place in places.items()})
    if not good:
        return ()
    profile = model.leaning(list(factors), list(factors.values())).heaviest(_TASTE_TERMS)
    scores = model.likeness(profile)
    scores[list(factors)] -= list(factors.values())  # what a paper that was read owes to being like itself
    found: list[int] = []
    with library.read() as session:
        for part in nearest(scores):
            ids = model.ids[part].tolist()
            wanted = suggestible(session, ids, unread_only=unread_only)
            found += [place for place, paper in zip(part.tolist(), ids, strict=True) if paper in wanted]
            if len(found) >= limit:
                break
        found = found[:limit]
        likes = _nearest_of(model, good, found)
        ids = [int(model.ids[place]) for place in (*found, *likes)]
        texts = {gist.id: gist for gist in gists(session, ids)}
    suggestions = []
    for place, like in zip(found, likes, strict=True):
        gist, other = texts[int(model.ids[place])], texts.get(int(model.ids[like]))
        shared = _shared(model, profile, model.vector(place))
        terms = _reasons(shared, names(_text(gist), shared))
        if other is not None:
            suggestions.append(Suggestion(gist.id, float(scores[place]), terms, other.id, other.title))
    return tuple(suggestions)


def _factors(likings: dict[int, float]) -> tuple[dict[int, float], list[int]]:
    """By which the papers' vectors are multiplied to be a taste, and the papers that are liked."""
    good = sum(liking for liking in likings.values() if liking > 0)
    bad = -sum(liking for liking in likings.values() if liking < 0)
    factors = {place: liking / good if liking > 0 else _DISLIKED * liking / bad for place, liking in likings.items()}
    return factors, [place for place, liking in likings.items() if liking > 0]


def _nearest_of(model: Model, liked: Sequence[int], places: Sequence[int]) -> list[int]:
    """Of the liked papers, other than itself, the one that is most like each paper."""
    owner, vectors = model.vectors(liked)
    numbers = {place: number for number, place in enumerate(liked)}
    found = []
    weight_of = np.zeros(len(model.hashes), np.float32)
    for place in places:
        vector = model.vector(place)
        weight_of[vector.terms] = vector.weights
        likeness = np.bincount(owner, weight_of[vectors.terms] * vectors.weights, len(liked))
        if place in numbers:
            likeness[numbers[place]] = -1
        found.append(liked[int(likeness.argmax())])
        weight_of[vector.terms] = 0
    return found


def _shared(model: Model, one: Vector, other: Vector) -> dict[int, float]:
    """The terms that bring two vectors near to each other, the weightiest first: their numbers and their shares."""
    terms, here, there = np.intersect1d(one.terms, other.terms, assume_unique=True, return_indices=True)
    hashes = model.hashes[terms]
    shares = one.weights[here] * other.weights[there] * np.where(hashes >= PAIR, _PAIR_TELLS, 1.0)
    order = np.argsort(-shares, kind="stable")[:_LOOKED_AT]
    return {
        number: share for number, share in zip(hashes[order].tolist(), shares[order].tolist(), strict=True) if share > 0
    }


def _reasons(shared: dict[int, float], called: dict[int, str]) -> tuple[str, ...]:
    """The names of the weightiest terms, none of which only says again what is in another."""
    reasons: list[str] = []
    told: list[set[str]] = []
    for number in shared:
        name = called.get(number, "")
        words = set(_WORD.findall(name.lower()))
        if words and not any(words <= said or said <= words for said in told):
            reasons.append(name)
            told.append(words)
            if len(reasons) == REASONS:
                break
    return tuple(reasons)
