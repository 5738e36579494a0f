"""Many records as one block of bytes, for a process that will look at a few of them."""

import pickle
from array import array
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar, overload

_Record = TypeVar("_Record")


class Packed(Sequence[_Record], Generic[_Record]):
    """A sequence that makes each record anew when it is asked for.

    To another process it crosses as two objects, however many records there are. Of 10,000 outcomes as they are, the
    window would have to make 10,000 objects at once, and hold them for the garbage collector to walk.
    """

    def __init__(self, records: Iterable[_Record]) -> None:
        parts = [pickle.dumps(record, pickle.HIGHEST_PROTOCOL) for record in records]
        self._ends = array("Q")
        end = 0
        for part in parts:
            end += len(part)
            self._ends.append(end)
        self._bytes = b"".join(parts)

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, place: int) -> _Record: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[_Record]: ...
    def __getitem__(self, place: int | slice) -> _Record | Sequence[_Record]:
        """Make one record, or several."""
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        place = range(len(self))[place]
        begin = self._ends[place - 1] if place else 0
        record: _Record = pickle.loads(self._bytes[begin : self._ends[place]])  # noqa: S301  bytes of our own making
        return record
