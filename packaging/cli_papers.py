"""What goes with a command of the system, made from the command line itself: cli_papers.py manual|bash|zsh|fish.

The manual is in the man macros; source: man-pages(7) and groff_man(7).
"""

import sys
from collections.abc import Iterator
from typing import Any

import typer
from typer.completion import get_completion_script  # type: ignore[attr-defined]  # it is there, and not declared
from typer.core import TyperGroup
from typer.main import get_group

import readinglist
from readinglist.cli import app

NAME = "readinglist"


def manual() -> str:
    """The manual page: the program, then each command with its options."""
    group: TyperGroup = get_group(app)
    context = typer.Context(group, info_name=NAME)
    lines = [
        f'.TH READINGLIST 1 "" "{NAME} {readinglist.__version__}" "User Commands"',
        ".SH NAME",
        f"{NAME} \\- a reading list for research papers",
        ".SH SYNOPSIS",
        f".B {NAME}",
        "[\\fIoptions\\fR] \\fIcommand\\fR [\\fIarguments\\fR]",
        ".SH DESCRIPTION",
        *_text(group.help or ""),
        ".SH OPTIONS",
        *_options(group, context),
        ".SH COMMANDS",
    ]
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None, "it is in the list"
        within = typer.Context(command, info_name=name, parent=context)
        lines += [f".SS {_plain(' '.join([name, *command.collect_usage_pieces(within)]))}", *_text(command.help or "")]
        lines += _options(command, within)
    return "\n".join(lines)


def _options(command: Any, context: typer.Context) -> Iterator[str]:
    for parameter in command.params:
        if told := parameter.get_help_record(context):
            yield from (".TP", f"\\fB{_plain(told[0])}\\fR", _plain(told[1]))


def _text(text: str) -> Iterator[str]:
    """Paragraphs; one that begins with a backspace sign is set as it stands."""
    for paragraph in text.split("\n\n"):
        as_it_stands = paragraph.startswith("\b")
        yield from [".nf"] if as_it_stands else [".PP"]
        yield from (_plain(line) for line in paragraph.removeprefix("\b").strip("\n").split("\n"))
        if as_it_stands:
            yield ".fi"


def _plain(text: str) -> str:
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


def main() -> None:
    """Print what is asked for."""
    if sys.argv[1] == "manual":
        print(manual())
    else:
        print(get_completion_script(prog_name=NAME, complete_var="_READINGLIST_COMPLETE", shell=sys.argv[1]))


if __name__ == "__main__":
    main()
