"""The pane of one paper: what it shows, announces, and never opens."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from readinglist.desktop.commands import STATUS_KEYS
from readinglist.desktop.look.text_label import TextLabel
from readinglist.desktop.look.theme import Theme
from readinglist.desktop.page.details_panel import DetailsPanel
from readinglist.domain.paper import Paper, Person
from readinglist.domain.query.expression import TextField
from readinglist.domain.reading import Origin, PaperDetails
from readinglist.domain.status import Status

PAPER = Paper(
    "Counting foxes <b>at night</b>",
    authors=(Person("Łuk", "Ana"), Person(literal="The Night Watch")),
    abstract="Foxes were counted. See https://example.org/foxes.",
    date="2024-03",
    venue="Journal of Hedges",
    doi="10.1000/fox",
    arxiv_id="2401.00001",
    arxiv_version="v2",
    code_urls=("https://github.com/den/foxes",),
)
DETAILS = PaperDetails(
    7,
    PAPER,
    "2026-03-11T10:00:00.000Z",
    Status.READING,
    4,
    True,
    tags=("night", "foxes"),
    note="a note",
    origins=(Origin("page.txt", "papers-page", "Mar 11", "2026-03-11T10:00:00.000Z"),),
)


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> DetailsPanel:
    panel = DetailsPanel(theme, STATUS_KEYS)
    qtbot.addWidget(panel)
    panel.resize(580, 800)
    panel.show()
    return panel


def buttons(panel: DetailsPanel) -> dict[str, QPushButton]:
    QApplication.processEvents()
    return {button.text(): button for button in panel.findChildren(QPushButton) if button.isVisible()}


def test_it_shows_what_is_known(panel: DetailsPanel) -> None:
    panel.show_paper(DETAILS)
    assert panel.paper_id == 7
    assert panel.title.toPlainText() == PAPER.title
    assert panel.authors.text == "Ana Łuk, The Night Watch"
    facts = panel.facts.text()
    for part in ("2024", "Journal of Hedges", "arXiv:2401.00001v2", "doi:10.1000/fox", "from a papers page of Mar 11"):
        assert part in facts
    assert panel.abstract.text == PAPER.abstract
    assert panel.note.text == "a note"
    assert {"arXiv", "DOI", "github.com/den/foxes"} <= set(buttons(panel))


def test_no_paper_shows_none(panel: DetailsPanel) -> None:
    panel.show_paper(DETAILS)
    panel.show_paper(None)
    assert panel.paper_id is None
    assert not panel.title.isVisible()
    assert panel.note.text == ""


def test_a_paper_of_which_little_is_known_shows_no_empty_lines(panel: DetailsPanel) -> None:
    panel.show_paper(PaperDetails(1, Paper("Foxes"), "2026-03-11T10:00:00.000Z"))
    assert not panel.authors.isVisible()
    assert panel.abstract.text == "No abstract."
    assert set(buttons(panel)) == {"Add tag"}


def test_words_found_are_marked_and_counted(panel: DetailsPanel) -> None:
    def marks(text: str, field: TextField) -> list[tuple[int, int]]:
        return [(0, 5), (6, 10)] if field is TextField.ABSTRACT else []

    panel.show_paper(DETAILS, marks)
    assert len(list(panel.abstract.strokes())) == 2
    assert "2 matches" in [label.text() for label in panel.findChildren(TextLabel)]


def test_what_the_reader_does_is_announced_and_not_yet_shown(qtbot: QtBot, panel: DetailsPanel) -> None:
    panel.show_paper(DETAILS)
    with qtbot.waitSignal(panel.status_chosen) as chosen:
        panel.status_row.status_chosen.emit(Status.READ)
    assert chosen.args == [Status.READ]
    with qtbot.waitSignal(panel.link_activated) as link:
        buttons(panel)["arXiv"].click()
    assert link.args == ["https://arxiv.org/abs/2401.00001v2"]


def test_links_change_with_the_paper(panel: DetailsPanel) -> None:
    panel.show_paper(DETAILS)
    panel.show_paper(replace(DETAILS, id=8, paper=Paper("Hens", urls=("https://hens.example/x",))))
    assert "hens.example/x" in buttons(panel)
    assert "arXiv" not in buttons(panel)


def test_several_selected_are_said(panel: DetailsPanel) -> None:
    panel.show_paper(DETAILS)
    panel.show_count(3)
    said = [label.text() for label in panel.findChildren(TextLabel) if label.isVisible()]
    assert any(text.startswith("3 papers selected") for text in said)
    panel.show_count(1)
    said = [label.text() for label in panel.findChildren(TextLabel) if label.isVisible()]
    assert not any("papers selected" in text for text in said)


def test_a_long_label_is_cut_and_the_whole_address_is_in_the_tip(panel: DetailsPanel) -> None:
    url = "https://github.com/" + "a" * 90
    panel.show_paper(replace(DETAILS, id=9, paper=Paper("Hens", code_urls=(url,))))
    [button] = [button for text, button in buttons(panel).items() if text.startswith("github")]
    assert button.text().endswith("…")
    assert button.toolTip() == f"<p>{url}</p>"
