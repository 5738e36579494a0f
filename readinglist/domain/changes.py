"""What became different in the library, whoever did it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """The papers that one or more commits touched.

    `papers` holds the ids of all that changed, came or went; `added` those that are new or came back,
    `removed` those that are gone. `seq` is the number of the latest change seen, to ask on from.
    """

    papers: frozenset[int] = field(default_factory=frozenset)
    added: frozenset[int] = field(default_factory=frozenset)
    removed: frozenset[int] = field(default_factory=frozenset)
    seq: int = 0

    def __bool__(self) -> bool:
        return bool(self.papers)
