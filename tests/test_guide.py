"""The user guide speaks of what is there.

How it is written, which is what these tests rely on: *slanted* is the name of a command as the menu has it, its first
key after it in parentheses; `code` is a key, a call of the command line, something to type into the search box, a
setting or a value of one, a name in the library's folder or a pattern of cite keys; `code:` is a field of the search.
"""

import re
import shlex
from dataclasses import fields
from typing import Any
from unittest.mock import MagicMock

import pytest
import typer
from PySide6.QtGui import QKeySequence
from typer.main import get_group

from readinglist import paths
from readinglist.cli import app
from readinglist.desktop.commands import commands
from readinglist.desktop.help.pages import Page, guide
from readinglist.domain.paper import Paper
from readinglist.domain.query.expression import TextField
from readinglist.domain.query.parser import parse
from readinglist.domain.query.sort import Sort
from readinglist.exporting.citing import cite_key_pattern
from readinglist.exporting.citing.styles import STYLES
from readinglist.library.library import FILE_NAME
from readinglist.settings import Appearance, Density, Services, Settings

PAGES = guide()
COMMANDS = {command.text.rstrip("…"): command for command in commands(MagicMock())}
KEYS = {key for command in COMMANDS.values() for key in command.keys}
OWN_KEYS = {"Enter", "Esc", "Space", "Up", "Down", "A", "M", "Shift", "Ctrl"}
"""Keys of lists, fields and dialogs, which are not those of commands."""

SETTINGS = {field.name for field in fields(Settings)}
SERVICES = {field.name for field in fields(Services)}
VALUES = {*Appearance, *Density, *Sort, *(style.name for style in STYLES), "true", "false"}

page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def page_of(name: str) -> Page:
    return next(page for page in PAGES if page.name == name)


def code(text: str) -> list[str]:
    return re.findall(r"`([^`\n]+)`", text)


def is_key(text: str) -> bool:
    return text in KEYS | OWN_KEYS and bool(QKeySequence(text).toString() or text in ("Shift", "Ctrl"))


def wrong_in_call(line: str) -> str:
    """What the command line does not know of a call; empty where it knows all."""
    group: Any = get_group(app)
    context = typer.Context(group, info_name="readinglist")
    words = shlex.split(line)[1:]
    while words and isinstance(group, typer.core.TyperGroup):
        found = group.get_command(context, words[0])
        if found is None:
            return words[0]
        group = found
        words.pop(0)
    known = {name for parameter in group.params for name in (*parameter.opts, *parameter.secondary_opts)} | {"--help"}
    return next((word for word in words if word.startswith("-") and word not in known), "")


@page
def test_every_command_named_is_in_the_menu(page: Page) -> None:
    named = re.findall(r"(?<![*\w])\*([^*\n]+)\*(?!\*)", page.text)
    assert [name for name in named if name not in COMMANDS] == []


@page
def test_the_key_after_a_command_is_its_own(page: Page) -> None:
    told = re.findall(r"\*([^*\n]+)\* \(`([^`]+)`\)", page.text) + [
        (name, key) for key, name in re.findall(r"^\| `([^`]+)` \| \*([^*]+)\*", page.text, re.MULTILINE)
    ]
    assert [(name, key) for name, key in told if COMMANDS[name].keys[0] != key] == []


@page
def test_every_link_leads_to_a_page_and_says_its_title(page: Page) -> None:
    titles = {other.name: other.title for other in PAGES}
    assert [link for link in re.findall(r"\[([^\]]+)\]\(([^)]+)\)", page.text) if titles.get(link[1]) != link[0]] == []


@page
def test_all_that_is_set_as_code_is_there(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("READINGLIST_SERVICES")
    searches = set(typed()) if page.name == "05-search.md" else set()
    named = {FILE_NAME, "files/", "backups/", "reports/", paths.settings_file().name, paths.services_file().name}
    unknown = [
        text
        for text in code(page.text)
        if not (
            is_key(text)
            or text in searches | named | SETTINGS | SERVICES | VALUES | {"--json"}
            or text.rstrip(":") in set(TextField)
            or (text.startswith("{") and key_by(text))
            or text.split()[0] == "readinglist"
        )
    ]
    assert unknown == []


@page
def test_every_call_is_one_that_the_command_line_knows(page: Page) -> None:
    calls = [text for text in code(page.text) if text.startswith("readinglist")]
    assert {call: wrong for call in calls if (wrong := wrong_in_call(call))} == {}


def typed() -> list[str]:
    """What the tables of the page on searching say that one writes."""
    return re.findall(r"^\| `([^`]+)` \|", page_of("05-search.md").text, re.MULTILINE)


@pytest.mark.parametrize("text", typed())
def test_every_search_is_understood(text: str) -> None:
    assert parse(text).remarks == ()
    assert parse(text).node != parse("").node
    if ":" in text:
        assert parse(text).node != parse(text.replace(":", " ")).node, "it was taken for text"


def test_the_guide_tells_of_every_command_of_the_command_line() -> None:
    group: Any = get_group(app)
    told = {call.split()[1] for call in code(page_of("10-command-line.md").text) if " " in call}
    assert told >= set(group.list_commands(typer.Context(group)))


def test_the_guide_tells_of_every_setting_and_service() -> None:
    told = set(code(page_of("09-settings.md").text))
    assert told >= SETTINGS | SERVICES


def test_the_guide_tells_of_every_command_of_the_window_that_has_a_key() -> None:
    text = "\n".join(page.text for page in PAGES)
    untold = [name for name, command in COMMANDS.items() if command.keys and f"`{command.keys[0]}`" not in text]
    assert [name for name in untold if not re.fullmatch(r"[2-4] stars", name)] == []


def key_by(pattern: str) -> str:
    return cite_key_pattern.maker(pattern)(Paper(title="Owls at night", authors=()))


def test_the_default_pattern_is_the_one_that_is_told() -> None:
    assert f"The pattern `{Settings().cite_key_pattern}`" in page_of("09-settings.md").text
