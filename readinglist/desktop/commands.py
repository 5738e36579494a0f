"""All that the window can be told to do: one row for each. Menus, keys and the sheet of keys are read from here."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from readinglist.domain.query.scope import READ_NEXT
from readinglist.domain.status import MAX_RATING, Status
from readinglist.domain.text import count_of
from readinglist.exporting.citing.styles import STYLES
from readinglist.settings import Appearance

if TYPE_CHECKING:
    from readinglist.desktop.desk import Desk

STATUS_KEYS = {
    Status.INBOX: "I",
    Status.QUEUED: "Q",
    Status.READING: "R",
    Status.SKIMMED: "M",
    Status.READ: "E",
    Status.DROPPED: "D",
}


class Group(StrEnum):
    """Where a command stands in the menu and in the sheet of keys."""

    LIBRARY = "Library"
    MOVE = "Move about"
    STATUS = "Status"
    PAPER = "Paper"
    CITE = "Cite"
    RATING = "Stars"
    VIEW = "View"


@dataclass(frozen=True, slots=True)
class Command:
    """Something to do. `keys` are Qt key sequences, the first of them shown; `needs_paper`: only with one selected."""

    id: str
    group: Group
    text: str
    keys: tuple[str, ...]
    run: Callable[[], None]
    needs_paper: bool = False


def commands(desk: "Desk") -> tuple[Command, ...]:
    """The commands of a desk that has its library."""
    opening, citing = desk.opening, desk.exports.citing

    def look_up() -> None:
        desk.imports.look_up(desk.papers.selected_papers)

    return (
        Command("import", Group.LIBRARY, "Import papers…", ("Ctrl+I",), desk.choose_files),
        Command("import-folder", Group.LIBRARY, "Import a folder…", ("Ctrl+Shift+I",), desk.imports.choose_folder),
        Command("paste", Group.LIBRARY, "Paste papers, links or ids", ("Ctrl+V",), desk.paste),
        Command("export", Group.LIBRARY, "Export papers…", ("Ctrl+E",), desk.exports.ask),
        Command("undo", Group.LIBRARY, "Undo", ("Ctrl+Z",), desk.paper_actions.undo),
        Command("redo", Group.LIBRARY, "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), desk.paper_actions.redo),
        Command("reports", Group.LIBRARY, "Import reports…", (), desk.imports.show_reports),
        Command("duplicates", Group.LIBRARY, "Duplicates…", ("Ctrl+Shift+D",), desk.duplicates.find),
        Command("quit", Group.LIBRARY, "Quit", ("Ctrl+Q",), desk.quit),
        Command("next", Group.MOVE, "Next paper", ("J",), partial(desk.papers.step, 1)),
        Command("previous", Group.MOVE, "Previous paper", ("K",), partial(desk.papers.step, -1)),
        Command("read-next", Group.MOVE, "What to read next", ("Ctrl+R",), partial(desk.sidebar.set_scope, READ_NEXT)),
        Command("search", Group.MOVE, "Search", ("/", "Ctrl+F"), desk.papers.search_bar.begin),
        Command("back", Group.MOVE, "Back to the list; leave the search", ("Esc",), desk.go_back),
        *(
            Command(
                f"status-{status}",
                Group.STATUS,
                f"Mark as {status.label}",
                (key,),
                partial(desk.paper_actions.set_status, status),
                needs_paper=True,
            )
            for status, key in STATUS_KEYS.items()
        ),
        Command("open", Group.PAPER, "Open the paper", ("O",), opening.open_paper, needs_paper=True),
        Command("attach", Group.PAPER, "Attach a file…", ("Ctrl+Shift+A",), opening.attach_file, needs_paper=True),
        Command("note", Group.PAPER, "Write the note", ("N",), desk.write_note, needs_paper=True),
        Command("tags", Group.PAPER, "Add a tag", ("T",), desk.add_tag, needs_paper=True),
        Command("look-up", Group.PAPER, "Look up details", ("Ctrl+L",), look_up, needs_paper=True),
        Command("star", Group.PAPER, "Favourite", ("S",), desk.paper_actions.toggle_starred, needs_paper=True),
        Command("merge", Group.PAPER, "Merge", ("Ctrl+M",), desk.paper_actions.merge, needs_paper=True),
        Command("split", Group.PAPER, "Split", ("Ctrl+Shift+M",), desk.paper_actions.split, needs_paper=True),
        Command("delete", Group.PAPER, "Delete", ("Del",), desk.paper_actions.delete, needs_paper=True),
        Command("bibtex", Group.CITE, "Copy BibTeX", ("Ctrl+Shift+C",), citing.copy_bibtex, needs_paper=True),
        Command("cite", Group.CITE, "Copy citation", ("C",), citing.copy_citation, needs_paper=True),
        *(
            Command(
                f"cite-{style.name}",
                Group.CITE,
                f"Copy in the style {style.words}",
                (),
                partial(citing.copy_as, style.name),
                needs_paper=True,
            )
            for style in STYLES
        ),
        *(
            Command(
                f"rate-{stars}",
                Group.RATING,
                count_of(stars, "star") if stars else "No stars",
                (str(stars),),
                partial(desk.paper_actions.set_rating, stars),
                needs_paper=True,
            )
            for stars in range(MAX_RATING + 1)
        ),
        Command("density", Group.VIEW, "Tall or compact rows", ("Ctrl+D",), desk.toggle_density),
        *(
            Command(f"theme-{choice}", Group.VIEW, f"Colours: {choice}", (), partial(desk.use_theme, choice))
            for choice in Appearance
        ),
        Command("keys", Group.VIEW, "All keys", ("F1",), desk.show_keys),
    )
