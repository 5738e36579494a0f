"""A table whose columns nobody knows: what they hold is asked before the preview."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from readinglist.desktop.importing.columns_dialog import ColumnsDialog
from readinglist.importing.tables.columns import Field

User = Any

TABLE = "No;Werk;Wer\n1;Bees at night;Łuk, Ana\n2;Hens in forty gardens;Ash, Bo\n"


def asked(user: User) -> ColumnsDialog | None:
    return next((dialog for dialog in user.window.findChildren(ColumnsDialog) if dialog.isVisible()), None)


def opens(user: User, monkeypatch: Any, file: Path) -> ColumnsDialog:
    monkeypatch.setattr("readinglist.desktop.desk.ask_for_files", lambda parent: [file])
    user.presses("Ctrl+I")
    user.waits_until(lambda: asked(user) is not None)
    dialog = asked(user)
    assert dialog
    return dialog


def test_a_table_is_imported_once_its_columns_are_known(user: User, monkeypatch: Any, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(TABLE)
    dialog = opens(user, monkeypatch, file)
    dialog.choices["Werk"].set_field(Field.TITLE)
    dialog.choices["Wer"].set_field(Field.AUTHORS)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    user.waits_until(lambda: user.preview is not None)
    user.accepts_the_preview()
    user.waits_until(lambda: sorted(user.titles) == ["Bees at night", "Hens in forty gardens"])


def test_who_does_not_answer_imports_nothing(user: User, monkeypatch: Any, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(TABLE)
    QTest.keyClick(opens(user, monkeypatch, file), Qt.Key.Key_Escape)
    user.waits_until(lambda: asked(user) is None)
    user.waits()
    assert user.preview is None
    assert user.desk.empty.isVisible()
