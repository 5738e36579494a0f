"""How a window gets its desk: a piece at a time, each in a turn of the event loop of its own.

Each piece is loaded when its turn comes, and on the GUI thread: PySide makes its types when they are first used, and
two threads that do so at once bring the program down.
"""

from collections.abc import Generator
from typing import TYPE_CHECKING

from readinglist.desktop.look.theme import Theme
from readinglist.settings import Settings, WindowPlace

if TYPE_CHECKING:
    from readinglist.desktop.desk import Desk


def furnish(theme: Theme, settings: Settings, place: WindowPlace) -> Generator[None, None, "Desk"]:
    """Make the desk of a window, a piece with each step."""
    from readinglist.desktop.sidebar import Sidebar

    yield
    sidebar = Sidebar(theme)
    yield
    from readinglist.desktop.papers.paper_list import PaperList
    from readinglist.domain.query.sort import Sort

    yield
    papers = PaperList(theme, Sort(settings.sort) if settings.sort in set(Sort) else Sort.ADDED)
    yield
    from readinglist.desktop.commands import STATUS_KEYS
    from readinglist.desktop.page.details_panel import DetailsPanel

    yield
    details = DetailsPanel(theme, STATUS_KEYS)
    yield
    from readinglist.desktop.desk import Desk

    yield
    return Desk(theme, settings, place, sidebar, papers, details)
