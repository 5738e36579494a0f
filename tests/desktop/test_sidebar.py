import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from readinglist.desktop.look.theme import Theme
from readinglist.desktop.sidebar import Sidebar
from readinglist.desktop.sidebar_model import ENTRY_ROLE, Entry, SidebarModel, entries
from readinglist.domain.query.scope import ALL_PAPERS, FAVOURITES, READ_NEXT, WITH_NOTES, Scope
from readinglist.domain.reading import Counts
from readinglist.domain.status import Status
from readinglist.settings import Appearance

COUNTS = Counts({Status.INBOX: 31, Status.READ: 1}, 7, 9, (("maps", 5), ("rivers", 1)))
INBOX, DROPPED, MAPS = Scope.of_status(Status.INBOX), Scope.of_status(Status.DROPPED), Scope.of_tag("maps")


@pytest.fixture
def sidebar(qtbot: QtBot, theme: Theme) -> Sidebar:
    sidebar = Sidebar(theme)
    qtbot.addWidget(sidebar)
    sidebar.resize(232, 700)
    sidebar.set_counts(COUNTS)
    sidebar.show()
    sidebar.activateWindow()
    sidebar.setFocus()
    return sidebar


def view(sidebar: Sidebar) -> QListView:
    return sidebar.findChild(QListView)


def index_of(sidebar: Sidebar, scope: Scope) -> QModelIndex:
    model = view(sidebar).model()
    rows = (model.index(row, 0) for row in range(model.rowCount()))
    return next(index for index in rows if index.data(ENTRY_ROLE).what == scope)


def selected(sidebar: Sidebar) -> list[object]:
    return [index.data(ENTRY_ROLE).what for index in view(sidebar).selectedIndexes()]


def test_order() -> None:
    scopes = [entry.what for entry in entries(COUNTS) if isinstance(entry.what, Scope)]
    statuses = [Scope.of_status(status) for status in Status]
    assert scopes == [*statuses, READ_NEXT, ALL_PAPERS, FAVOURITES, WITH_NOTES, MAPS, Scope.of_tag("rivers")]


def test_without_tags_there_is_no_heading_for_them() -> None:
    assert len(entries(Counts())) == len(entries(COUNTS)) - 4


def test_only_an_inbox_that_is_not_empty_is_strong() -> None:
    assert [entry.what for entry in entries(COUNTS) if entry.strong] == [INBOX]
    assert not any(entry.strong for entry in entries(Counts()))


def test_all_papers_are_selected_at_first(sidebar: Sidebar) -> None:
    assert sidebar.scope == ALL_PAPERS
    assert selected(sidebar) == [ALL_PAPERS]


def test_a_click_chooses(qtbot: QtBot, sidebar: Sidebar) -> None:
    where = view(sidebar).visualRect(index_of(sidebar, MAPS)).center()
    with qtbot.waitSignal(sidebar.scope_chosen) as caught:
        QTest.mouseClick(view(sidebar).viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert caught.args == [MAPS]
    assert sidebar.scope == MAPS


def test_the_keyboard_passes_over_what_parts_the_groups(sidebar: Sidebar) -> None:
    sidebar.set_scope(DROPPED)
    QTest.keyClick(view(sidebar), Qt.Key.Key_Down)
    assert sidebar.scope == READ_NEXT
    for _ in range(4):
        QTest.keyClick(view(sidebar), Qt.Key.Key_Down)
    assert sidebar.scope == MAPS
    for _ in range(5):
        QTest.keyClick(view(sidebar), Qt.Key.Key_Up)
    assert sidebar.scope == DROPPED


def test_letters_do_not_search(sidebar: Sidebar) -> None:
    QTest.keyClick(view(sidebar), Qt.Key.Key_I)
    assert sidebar.scope == ALL_PAPERS


def test_set_scope_announces_once(qtbot: QtBot, sidebar: Sidebar) -> None:
    with qtbot.waitSignal(sidebar.scope_chosen) as caught:
        sidebar.set_scope(INBOX)
    assert caught.args == [INBOX]
    with qtbot.assertNotEmitted(sidebar.scope_chosen):
        sidebar.set_scope(INBOX)
        sidebar.set_scope(Scope.of_tag("nowhere"))
    assert sidebar.scope == INBOX


@pytest.mark.parametrize(
    "counts",
    [
        Counts({Status.READ: 3}, tags=(("maps", 9), ("rivers", 2))),
        Counts({Status.READ: 3}, tags=(("a new one", 1), ("maps", 9))),
    ],
)
def test_the_selection_stays_when_counts_change(qtbot: QtBot, sidebar: Sidebar, counts: Counts) -> None:
    sidebar.set_scope(MAPS)
    with qtbot.assertNotEmitted(sidebar.scope_chosen):
        sidebar.set_counts(counts)
    assert sidebar.scope == MAPS
    assert selected(sidebar) == [MAPS]
    assert index_of(sidebar, MAPS).data(ENTRY_ROLE) == Entry(MAPS, 9)


def test_a_tag_that_is_gone_gives_way_to_all_papers(qtbot: QtBot, sidebar: Sidebar) -> None:
    sidebar.set_scope(MAPS)
    with qtbot.waitSignal(sidebar.scope_chosen) as caught:
        sidebar.set_counts(Counts({Status.READ: 3}))
    assert caught.args == [ALL_PAPERS]
    assert selected(sidebar) == [ALL_PAPERS]


def test_import(qtbot: QtBot, sidebar: Sidebar) -> None:
    with qtbot.waitSignal(sidebar.import_clicked):
        QTest.mouseClick(sidebar.import_button, Qt.MouseButton.LeftButton)


def test_screen_readers_hear_the_count() -> None:
    model = SidebarModel()
    model.set_counts(COUNTS)
    spoken = [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert "Inbox, 31 papers" in spoken
    assert "Read, 1 paper" in spoken
    assert "Tag rivers, 1 paper" in spoken


def test_a_zero_is_not_shown_and_a_count_is(sidebar: Sidebar, theme: Theme) -> None:
    ground = theme.color("surface.sidebar")

    def inked(scope: Scope) -> bool:
        rect = view(sidebar).visualRect(index_of(sidebar, scope))
        image = view(sidebar).viewport().grab(rect).toImage()
        return any(
            image.pixelColor(x, y) != ground for x in range(image.width() - 60, image.width()) for y in range(30)
        )

    assert inked(INBOX)
    assert not inked(DROPPED)


def test_both_looks(sidebar: Sidebar, theme: Theme) -> None:
    for appearance in (Appearance.LIGHT, Appearance.DARK):
        theme.use(appearance)
        image = sidebar.grab().toImage()
        assert image.pixelColor(3, 300) == theme.color("surface.sidebar")
        assert image.pixelColor(3, 690) == theme.color("surface.sidebar")
