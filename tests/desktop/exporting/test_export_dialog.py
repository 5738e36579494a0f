"""What the export dialog says and asks."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from readinglist.desktop.exporting.export_dialog import ExportDialog, Order, Which
from readinglist.desktop.look.text_label import TextLabel
from readinglist.desktop.look.theme import Theme
from readinglist.exporting.formats import FORMATS
from readinglist.exporting.profile import Profile
from readinglist.settings import Appearance

Open = Callable[..., ExportDialog]


@pytest.fixture
def open_dialog(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Open:
    def open_it(
        selected: int = 3, listed: int = 412, everything: int = 1203, passing: tuple[Which, ...] = (Which.SELECTED,)
    ) -> ExportDialog:
        counts = {Which.SELECTED: selected, Which.LISTED: listed, Which.ALL: everything}
        dialog = ExportDialog(theme, counts, tmp_path, passing)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return open_it


def said(dialog: ExportDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(TextLabel) if label.isVisible())


def test_it_says_how_many_papers_and_what_leaves(open_dialog: Open) -> None:
    dialog = open_dialog()
    assert dialog.go.text() == "Export 3 papers"
    assert "notes stay here" in said(dialog)
    dialog.profile.menu().actions()[1].trigger()
    assert "notes leave with the papers" in said(dialog)
    dialog.which.menu().actions()[2].trigger()
    assert dialog.go.text() == "Export 1,203 papers"


def test_a_format_without_a_place_for_it_is_for_citing_alone(open_dialog: Open) -> None:
    dialog = open_dialog()
    dialog.profile.menu().actions()[1].trigger()
    names = [known.name for known in FORMATS]
    dialog.format.menu().actions()[names.index("html")].trigger()
    assert dialog.profile.choice is Profile.CITING
    assert not dialog.profile.isEnabled()
    assert "HTML never carries" in said(dialog)
    dialog.format.menu().actions()[0].trigger()
    assert dialog.profile.isEnabled()


def test_the_ending_follows_the_format_unless_it_is_the_readers_own(open_dialog: Open, tmp_path: Path) -> None:
    dialog = open_dialog()
    names = [known.name for known in FORMATS]
    dialog.format.menu().actions()[names.index("ris")].trigger()
    assert dialog.path == tmp_path / "papers.ris"
    dialog.file.setText(str(tmp_path / "den.txt"))
    dialog.format.menu().actions()[names.index("csv")].trigger()
    assert dialog.path == tmp_path / "den.txt"


def test_a_selection_cannot_be_followed_and_what_is_there_is_announced(open_dialog: Open, tmp_path: Path) -> None:
    (tmp_path / "papers.bib").touch()
    dialog = open_dialog()
    assert "papers.bib is there already, and is replaced." in said(dialog)
    assert not dialog.keep.isEnabled()
    assert "What is chosen passes" in said(dialog)
    dialog.choose_which(Which.LISTED)
    assert dialog.keep.isEnabled()
    dialog.file.setText(str(tmp_path / "other.bib"))
    assert "is replaced" not in said(dialog)
    dialog.file.setText("  ")
    assert dialog.path is None
    assert not dialog.go.isEnabled()


def test_a_list_that_is_no_query_cannot_be_followed_either(open_dialog: Open) -> None:
    dialog = open_dialog(passing=(Which.SELECTED, Which.LISTED))
    for which in Which:
        dialog.choose_which(which)
        assert dialog.keep.isEnabled() == (which is Which.ALL)


def test_an_empty_list_is_not_offered(open_dialog: Open) -> None:
    assert len(open_dialog(0, 0, 5).which.menu().actions()) == 1


def test_what_is_wanted_is_announced(
    qtbot: QtBot, open_dialog: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "chosen.bib"), ""))
    dialog = open_dialog()
    dialog.choose.click()
    dialog.keep.setChecked(True)  # of no use with a selection
    with qtbot.waitSignal(dialog.accepted_with) as told:
        dialog.go.click()
    assert told.args == [Order(Which.SELECTED, "bibtex", Profile.CITING, tmp_path / "chosen.bib", False)]


@pytest.mark.parametrize("scheme", [Appearance.LIGHT, Appearance.DARK])
def test_it_is_whole_in_a_narrow_window_in_both_schemes(open_dialog: Open, theme: Theme, scheme: Appearance) -> None:
    theme.use(scheme)
    dialog = open_dialog()
    dialog.resize(dialog.minimumSizeHint())
    assert dialog.width() <= 400
    for button in (dialog.go, dialog.choose):
        assert button.width() >= button.sizeHint().width()
