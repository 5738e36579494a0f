"""Keeps the terms of a library's papers, and the model made of them, up with the library."""

from collections.abc import Callable
from dataclasses import dataclass

from readinglist.library.following import latest_text_seq, texts_changed_since
from readinglist.library.library import Library
from readinglist.library.reads import gists
from readinglist.search.related.counts import GONE, MOST_PAPERS, Batch, counted, merged, print_of
from readinglist.search.related.model import Model
from readinglist.search.related.store import Mark, TermsDamagedError, TermStore
from readinglist.search.related.terms import Stretches

_FEW_BATCHES = 16
"""Batches, beside one for so many papers as go into one, that are not worth being merged."""

_MOST_STRETCHES = 250_000
"""Different stretches of text that are remembered while papers are counted: about 60 MB."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """What is known of the library's papers: the model, and how many papers' latest texts it does not have."""

    model: Model | None
    behind: int


class Learner:
    """Learns one library's papers, for one process."""

    def __init__(self, store: TermStore, library: Library) -> None:
        self._store = store
        self._library = library
        self._stretches = Stretches()

    def learn(
        self,
        *,
        most: int | None = None,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Learnt:
        """Learn what changed in the library, and give what is known then.

        Where more than `most` papers changed, so many are learnt, and no model is made before all are. `progress` is
        told how many papers are done of how many. Where another process is at it, what is there is given.

        Raises:
            UserError: The disk refuses.
        """
        with self._store.lock() as free:
            if not free:
                return self._present(self._store.mark())
            try:
                return self._learn(self._begin(), most, progress, cancelled)
            except TermsDamagedError:
                return self._learn(self._store.nothing(), most, progress, cancelled)

    def forget(self) -> None:
        """Take what is there for damaged: it is learnt anew."""
        with self._store.lock() as free:
            if free:
                self._store.add(self._store.nothing(), None, 0)

    def close(self) -> None:
        """Let go of the files."""
        self._store.close()

    def _begin(self) -> Mark:
        with self._library.read() as session:
            newest = latest_text_seq(session)
        mark = self._store.mark()
        return mark if mark.seq <= newest else self._store.nothing()

    def _present(self, mark: Mark) -> Learnt:
        with self._library.read() as session:
            behind = len(texts_changed_since(session, mark.seq))
        try:
            return Learnt(self._store.model(mark), behind)
        except TermsDamagedError:  # whoever has the lock, or comes next, makes it anew
            return Learnt(None, behind)

    def _learn(
        self,
        mark: Mark,
        most: int | None,
        progress: Callable[[int, int], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> Learnt:
        with self._library.read() as session:
            total = len(texts_changed_since(session, mark.seq))
        done = 0
        prints = self._prints(mark) if total else {}
        while done < total and (most is None or done < most) and not (cancelled and cancelled()):
            mark, count = self._learn_batch(mark, prints)
            done += count
            if progress:
                progress(done, total)
        if done < total:
            return Learnt(None, total - done)
        self._stretches = Stretches()  # of use to many papers at once, and too large to be kept for the next one
        if len(mark.batches) > _FEW_BATCHES + 2 * mark.rows // MOST_PAPERS:
            mark = self._store.replace_batches(mark, merged(self._store.batches(mark)))
        if not mark.model:
            mark = self._store.write_model(mark)
        return Learnt(self._store.model(mark), 0)

    def _learn_batch(self, mark: Mark, prints: dict[int, int]) -> tuple[Mark, int]:
        """Learn the next papers that changed, and say how many there were; `prints` are those of all that are known."""
        with self._library.read() as session:
            changes = texts_changed_since(session, mark.seq, MOST_PAPERS)
            present = gists(session, [paper_id for paper_id, _seq, _gone in changes])
        new = [gist for gist in present if prints.get(gist.id) != print_of(gist)]
        there = {gist.id for gist in present}
        gone = [paper_id for paper_id, _seq, _gone in changes if paper_id in prints and paper_id not in there]
        prints |= {gist.id: print_of(gist) for gist in new}
        for paper_id in gone:
            del prints[paper_id]
        if len(self._stretches) > _MOST_STRETCHES:
            self._stretches = Stretches()
        batch = counted(new, gone, self._stretches) if new or gone else None
        return self._store.add(mark, batch, changes[-1][1]), len(changes)

    def _prints(self, mark: Mark) -> dict[int, int]:
        return known_prints(self._store.batches(mark))


def known_prints(batches: list[Batch]) -> dict[int, int]:
    """The prints of the papers' texts by their ids, of those that are there."""
    prints: dict[int, int] = {}
    for batch in batches:
        prints.update(zip(batch.ids.tolist(), batch.prints.tolist(), strict=True))
    return {paper_id: number for paper_id, number in prints.items() if number != GONE}
