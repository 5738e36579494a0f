"""What the reader keeps of a paper, under the names by which a moving export carries it in any format.

Beside it go the paper's own facts, since each format says some of them in another way than they were: `moved.py` of the
importing puts them back.
"""

import json
from dataclasses import fields

from readinglist.domain.paper import Paper
from readinglist.domain.reading import OWN, PaperDetails
from readinglist.domain.status import Status

NAMES = tuple(OWN + name for name in ("status", "status-at", "rating", "starred", "tags", "note", "added"))
NOTE, TAGS = OWN + "note", OWN + "tags"
EXTRA = OWN + "extra"
"""Under this go the foreign fields of a paper that have no place of their own in a format, as a JSON object."""

FACTS = OWN + "facts"
"""Under this go the paper's own facts as a JSON object, by the names of its fields."""

Value = str | int | bool | list[str]

_JABREF_STATUS = {
    Status.QUEUED: ("priority", "prio2"),
    Status.SKIMMED: ("readstatus", "skimmed"),
    Status.READ: ("readstatus", "read"),
}


def own_fields(details: PaperDetails) -> dict[str, Value]:
    """All of it by name; what is not set is left out. Times are ISO 8601."""
    values: tuple[Value, ...] = (
        details.status.value,
        details.status_at,
        details.rating,
        details.starred,
        list(details.tags),
        details.note,
        details.added,
    )
    return {name: value for name, value in zip(NAMES, values, strict=True) if value}


def own_texts(details: PaperDetails) -> dict[str, str]:
    """The same as texts: tags as a JSON list, since a tag may hold any separator; a favourite as "true"."""
    return {name: as_text(value) for name, value in own_fields(details).items()}


def as_text(value: Value) -> str:
    """A value as one text."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def paper_facts(paper: Paper) -> dict[str, object]:
    """What is known of a paper, but for its `extra`, of which only the names are told.

    A person is a list of three texts: family, given, literal. Title and abstract are left out where they are of letters
    and common marks alone, which every format says as they are.
    """
    told: dict[str, object] = {}
    for name in (field.name for field in fields(Paper)):
        value = getattr(paper, name)
        if name in ("authors", "editors"):
            value = [[person.family, person.given, person.literal] for person in value]
        if value and not (name in ("title", "abstract") and _is_plain(value)):
            told[name] = list(value) if isinstance(value, tuple) or name == "extra" else value
    return told


def _is_plain(text: str) -> bool:
    return all(character.isalnum() or character in " .,:;()?!/" for character in text) and text == " ".join(
        text.split()
    )


def one_line(value: object) -> str:
    """A value as JSON in ASCII, which no format folds or breaks."""
    return json.dumps(value)


def jabref_fields(details: PaperDetails) -> dict[str, str]:
    """What of it JabRef has fields for, as texts. Source: JabRef's SpecialField and SpecialFieldValue.

    It has no word for a paper that is being read or was dropped, and none for the inbox.
    """
    fields = dict([_JABREF_STATUS[details.status]]) if details.status in _JABREF_STATUS else {}
    if details.rating:
        fields["ranking"] = f"rank{details.rating}"
    return fields | {"keywords": ", ".join(details.tags), "comment": details.note}
