"""Brings the related papers of the paper in view from the worker to the page."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from readinglist.desktop.page.related_section import RelatedSection

if TYPE_CHECKING:  # it loads the worker's client, for which the window does not wait
    from readinglist.desktop.work.suggestions import Suggestions


class RelatedKeeper(QObject):
    """Answers the section's questions, and has it ask anew when the worker knows more.

    `go_to` shows the paper that is chosen.
    """

    def __init__(self, suggestions: "Suggestions", section: RelatedSection, go_to: Callable[[int], None]) -> None:
        super().__init__(section)
        self._suggestions = suggestions
        self._section = section
        section.wanted.connect(self._find)
        section.paper_chosen.connect(go_to)
        suggestions.learnt.connect(section.refresh)
        section.refresh()

    def _find(self, paper: int) -> None:
        self._suggestions.related(self._section, paper, partial(self._section.show_related, paper))
