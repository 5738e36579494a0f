r"""The groups of JabRef as tags: those that an entry names in `groups`, and those that name their entries.

A comment `jabref-meta: grouping:` holds the tree, a group a line with its depth: `1 StaticGroup:Bees\;0\;...;`.
Semicolons end the groups, and behind a backslash the parts of one. Before version 4 a group (`ExplicitGroup`) listed
the keys of its entries. Groups that are searches have no entries of their own.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from readinglist.domain.reading import ReaderState
from readinglist.importing.bibtex.latex import decode
from readinglist.importing.xml.told import tags

_META = "jabref-meta:"
_TREE = re.compile(r"@comment\s*\{\s*jabref-meta:\s*group(?:ing|stree):", re.IGNORECASE)
_GROUP = re.compile(r"\s*(\d{1,2}) (\w+):((?:[^\\;]|\\.)*);", re.DOTALL)
_PART = re.compile(r"(?<!\\)\\;")
_LONGEST = 1_000_000
"""Characters of a tree of groups."""

_OF_ENTRIES = frozenset({"StaticGroup", "ExplicitGroup", "AllEntriesGroup"})
_FIELD = "groups"
_BETWEEN = re.compile(r"\s*[,;]\s*")


@dataclass(frozen=True, slots=True)
class Groups:
    """The tree: `paths` by the name of a group ("Insects/Bees"), and by the key of an entry the paths that list it."""

    paths: Mapping[str, str] = field(default_factory=dict)
    listed: Mapping[str, list[str]] = field(default_factory=dict)

    def told(self, state: ReaderState, fields: Mapping[str, str], key: str) -> ReaderState:
        """The state of an entry with the groups that it is in among its tags."""
        named = [name for name in _BETWEEN.split(decode(fields.get(_FIELD, ""))) if name]
        paths = [*(self.paths.get(name, name) for name in named), *self.listed.get(key, [])]
        if not paths:
            return state
        known = {tag.casefold() for tag in state.tags}
        fitting, _ = tags(path for path in paths if path.casefold() not in known)
        return replace(state, tags=(*state.tags, *fitting))


def groups(text: str) -> Groups:
    """Read the tree of groups in a bibliography; an empty one where it has none."""
    start = _TREE.search(text) if _META in text else None
    if not start:
        return Groups()
    written = text[start.end() : start.end() + _LONGEST].replace("\n", "")
    paths: dict[str, str] = {}
    listed: dict[str, list[str]] = defaultdict(list)
    above: list[str] = []
    at = 0
    while group := _GROUP.match(written, at):
        at = group.end()
        depth, kind = int(group[1]), group[2]
        name, *parts = (part.replace("\\\\", "\\").strip() for part in _PART.split(group[3]))
        above = above[: max(depth - 1, 0)] + ([name] if name else [])
        path = "/".join(above)
        if kind in _OF_ENTRIES and name:
            paths.setdefault(name, path)
            for key in parts[1:] if kind == "ExplicitGroup" else ():
                if key:
                    listed[key].append(path)
    return Groups(paths, listed)
