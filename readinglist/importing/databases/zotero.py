"""Zotero's data folder: `zotero.sqlite`, and the attached files under `storage/<key>/`.

Tables: Zotero's `userdata.sql`; the values of an item's fields stand one a row (`itemData`). Collections become tags
with their path ("Bees/Gardens"), notes and annotations become notes in Markdown. What lies in Zotero's bin is left
there, and so are the items of news feeds.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from readinglist.domain.normalise import collapse
from readinglist.domain.paper import Paper, Person
from readinglist.domain.text import count_of
from readinglist.importing import zotero_fields
from readinglist.importing.databases import attached
from readinglist.importing.databases.database import Cell, Database, number, text
from readinglist.importing.databases.folders import paths_of_folders
from readinglist.importing.source import Draft, Failure
from readinglist.importing.state_words import moment
from readinglist.importing.xml.notes import markdown
from readinglist.importing.xml.told import is_web, tags

FORMAT = "zotero"
FILE = "zotero.sqlite"
TABLES = ("items", "itemData", "itemDataValues", "fields", "itemTypes")

_NO_PAPERS = frozenset({"attachment", "note", "annotation"})
_STORED = frozenset({0, 1})
_LINKED_FILE, _LINKED_URL = 2, 3
_STORAGE = "storage:"
_NAMED_IN_FULL = 8


@dataclass(frozen=True, slots=True)
class _Attachment:
    """An attachment: `mode` as Zotero numbers it, `path` as written."""

    id: int
    mode: int
    path: str


class _Library:
    """The tables as they belong together, by the id of the item."""

    def __init__(self, database: Database, storage: Path) -> None:
        self.storage = storage
        self.binned = {number(item) for (item,) in database.rows("deletedItems", "itemID")}
        types = _named(database.rows("itemTypes", "itemTypeID", "typeName"))
        feeds = {number(library) for library, kind in database.rows("libraries", "libraryID", "type") if kind == "feed"}
        self.types: dict[int, str] = {}
        self.keys: dict[int, str] = {}
        self.added: dict[int, str] = {}
        for item, kind, library, key, added in database.rows(
            "items", "itemID", "itemTypeID", "libraryID", "key", "dateAdded"
        ):
            if number(item) not in self.binned and number(library) not in feeds:
                self.types[number(item)] = types.get(number(kind), "document")
                self.keys[number(item)] = text(key)
                self.added[number(item)] = text(added)
        self.fields = self._fields(database)
        self.people = self._people(database)
        self.tags = self._tags(database)
        self.notes: dict[int, list[str]] = defaultdict(list)
        self.loose_notes: list[str] = []
        for item, parent, note in database.rows("itemNotes", "itemID", "parentItemID", "note"):
            if number(item) in self.types and (written := markdown(text(note))):
                (self.notes[number(parent)] if parent is not None else self.loose_notes).append(written)
        self.attachments: dict[int, list[_Attachment]] = defaultdict(list)
        for item, parent, mode, path in database.rows("itemAttachments", "itemID", "parentItemID", "linkMode", "path"):
            if number(item) in self.types:
                owner = number(item) if parent is None else number(parent)
                self.attachments[owner].append(_Attachment(number(item), number(mode), text(path)))
        self.annotations = self._annotations(database)

    def _fields(self, database: Database) -> dict[int, dict[str, str]]:
        names = _named(database.rows("fields", "fieldID", "fieldName"))
        values = _named(database.rows("itemDataValues", "valueID", "value"))
        found: dict[int, dict[str, str]] = defaultdict(dict)
        for item, field, value in database.rows("itemData", "itemID", "fieldID", "valueID"):
            if name := names.get(number(field)):
                found[number(item)][name] = values.get(number(value), "")
        return found

    def _people(self, database: Database) -> dict[int, list[tuple[str, Person]]]:
        roles = _named(database.rows("creatorTypes", "creatorTypeID", "creatorType"))
        known: dict[int, Person] = {}
        for creator, first, last in database.rows("creators", "creatorID", "firstName", "lastName"):
            family, given = collapse(text(last)), collapse(text(first))
            known[number(creator)] = Person(family, given) if family and given else Person(literal=family or given)
        found: dict[int, list[tuple[int, str, Person]]] = defaultdict(list)
        for item, creator, role, order in database.rows(
            "itemCreators", "itemID", "creatorID", "creatorTypeID", "orderIndex"
        ):
            person = known.get(number(creator))
            if person and person.short:
                found[number(item)].append((number(order), roles.get(number(role), "author"), person))
        return {
            item: [(role, person) for _, role, person in sorted(listed, key=lambda each: each[0])]
            for item, listed in found.items()
        }

    def _tags(self, database: Database) -> dict[int, list[str]]:
        names = _named(database.rows("tags", "tagID", "name"))
        found: dict[int, list[str]] = defaultdict(list)
        for item, tag in database.rows("itemTags", "itemID", "tagID"):
            found[number(item)].append(names.get(number(tag), ""))
        binned = {number(collection) for (collection,) in database.rows("deletedCollections", "collectionID")}
        paths = paths_of_folders(
            (number(collection), collapse(text(name)), number(parent))
            for collection, name, parent in database.rows(
                "collections", "collectionID", "collectionName", "parentCollectionID"
            )
            if number(collection) not in binned
        )
        for collection, item in database.rows("collectionItems", "collectionID", "itemID"):
            found[number(item)].append(paths.get(number(collection), ""))
        return found

    def _annotations(self, database: Database) -> dict[int, list[str]]:
        """What was marked and remarked in each attachment, in the order of its pages."""
        found: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for item, parent, marked, comment, page, order in database.rows(
            "itemAnnotations", "itemID", "parentItemID", "text", "comment", "pageLabel", "sortIndex"
        ):
            if number(item) in self.types and (said := annotation(text(marked), text(comment), text(page))):
                found[number(parent)].append((text(order), said))
        return {item: [said for _, said in sorted(listed)] for item, listed in found.items()}


def annotation(marked: str, comment: str, page: str) -> str:
    """A passage that was marked and what was remarked on it, in Markdown; empty where neither is there."""
    parts = [f"> {collapse(marked)}"] if marked.strip() else []
    parts += [comment.strip()] if comment.strip() else []
    if parts and page.strip():
        parts[-1] += f" (p. {collapse(page)})"
    return "\n\n".join(parts)


def read(database: Database, path: Path) -> tuple[list[Draft], list[Failure]]:
    """Read all items, each with the files of its attachments that lie where they should."""
    library = _Library(database, path.parent / "storage")
    drafts: list[Draft] = []
    failures: list[Failure] = []
    missing: list[str] = []
    for item, kind in library.types.items():
        if kind not in _NO_PAPERS or (kind == "attachment" and item in library.attachments):
            draft = _draft(library, item, kind, missing.append)
            if draft.paper.title:
                drafts.append(draft)
            else:
                key = library.keys[item]
                failures.append(Failure(str(path), 0, f"The item {key} has no title. Give it one, and import again."))
    if library.loose_notes:
        said = f"{count_of(len(library.loose_notes), 'note')} of no item: “{library.loose_notes[0][:60]}”."
        failures.append(
            Failure(str(path), 0, f"{said} If they matter, add their papers by hand, and the notes to them.")
        )
    if missing:
        named = ", ".join(missing[:_NAMED_IN_FULL]) + ("…" if len(missing) > _NAMED_IN_FULL else "")
        said = f"{count_of(len(missing), 'attached file')} could not come along, for it is not in the folder: {named}."
        failures.append(Failure(str(path), 0, f"{said} Attach what you have by hand."))
    return drafts, failures


def _draft(library: _Library, item: int, kind: str, miss: Callable[[str], None]) -> Draft:
    fields = library.fields.get(item, {})
    paper, state = zotero_fields.told("" if kind == "attachment" else kind, fields)
    authors, editors, others = zotero_fields.people(library.people.get(item, []))
    files, urls = _files(library, item, miss)
    if kind == "attachment" and files and not fields.get("title"):
        paper = replace(paper, title=files[0].stem)
    fitting, too_long = tags(library.tags.get(item, []))
    extra = {**paper.extra, **others} | ({"tags": "\n".join(too_long)} if too_long else {})
    notes = [*library.notes.get(item, []), *_remarks(library, item)]
    return Draft(
        _with(paper, authors, editors, urls, extra),
        0,
        replace(state, tags=fitting, notes=tuple(notes), added=moment(library.added[item]) or ""),
        tuple(files),
    )


def _with(
    paper: Paper,
    authors: tuple[Person, ...],
    editors: tuple[Person, ...],
    urls: Iterable[str],
    extra: Mapping[str, str],
) -> Paper:
    links = tuple(dict.fromkeys([*paper.urls, *filter(is_web, urls)]))
    return replace(paper, authors=authors, editors=editors, urls=links, extra=extra)


def _remarks(library: _Library, item: int) -> list[str]:
    marked = [said for each in library.attachments.get(item, []) for said in library.annotations.get(each.id, [])]
    return ["\n\n".join(["## Annotations", *marked])] if marked else []


def _files(library: _Library, item: int, miss: Callable[[str], None]) -> tuple[list[Path], list[str]]:
    """The attached files that are there, and the addresses that are attached."""
    files: list[Path] = []
    urls: list[str] = []
    for each in library.attachments.get(item, []):
        if each.mode == _LINKED_URL:
            urls.append(library.fields.get(each.id, {}).get("url", ""))
            continue
        found = None
        if each.mode in _STORED and each.path.startswith(_STORAGE) and not library.storage.is_symlink():
            found = attached.inside(library.storage, library.keys[each.id], each.path.removeprefix(_STORAGE))
        elif each.mode == _LINKED_FILE:
            found = attached.linked(each.path)
        if found:
            files.append(found)
        elif each.path:
            miss(each.path.removeprefix(_STORAGE)[:200])
    return files, urls


def _named(rows: Iterable[tuple[Cell, ...]]) -> dict[int, str]:
    """A table of two columns, the id of a thing and what it is called."""
    return {number(key): text(value) for key, value in rows}
