"""What became different in the library, whoever did it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """The papers that one or more commits touched, those that are gone among them.

    `seq` is the number of the latest change seen, to ask on from.
    """

    papers: frozenset[int] = field(default_factory=frozenset)
    removed: frozenset[int] = field(default_factory=frozenset)
    seq: int = 0

    def __bool__(self) -> bool:
        return bool(self.papers)
