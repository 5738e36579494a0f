"""Folders within folders, by their ids, as tags."""

from collections.abc import Iterable

_DEEPEST = 20


def paths_of_folders(folders: Iterable[tuple[int, str, int]]) -> dict[int, str]:
    """The path of each folder ("Bees/Gardens") from rows of id, name and the id of its parent.

    A parent that is unknown, or that a folder is within itself, ends the path.
    """
    known = {folder: (name, parent) for folder, name, parent in folders}
    paths = {}
    for folder in known:
        names: list[str] = []
        seen: set[int] = set()
        at = folder
        while at in known and at not in seen and len(names) < _DEEPEST:
            seen.add(at)
            name, at = known[at]
            names.insert(0, name)
        paths[folder] = "/".join(filter(None, names))
    return paths
