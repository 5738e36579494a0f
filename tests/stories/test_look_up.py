"""Papers by their identifiers in the window, looked up at the services on this computer."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest

from readinglist.desktop.importing.import_rows import Kind
from readinglist.desktop.look.buttons import Button
from readinglist.domain.query.scope import ALL_PAPERS
from readinglist.domain.status import Status
from readinglist.settings import save

User = Any
WORK = """{"status": "ok", "message": {"DOI": "10.1000/fox", "title": ["Foxes dig by night"], "type": "journal-article",
"author": [{"family": "Fox", "given": "Eve"}], "abstract": "They do.", "issued": {"date-parts": [[2020, 3]]}}}"""


@pytest.fixture
def services(local_services: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The services on this computer, which the window is set to ask."""
    local_services.answer("crossref/10.1000%2Ffox", WORK)
    file = tmp_path / "services.toml"
    save(local_services.settings, file)
    monkeypatch.setenv("READINGLIST_SERVICES", str(file))
    return local_services


@pytest.fixture
def online(services: Any, user: User) -> User:
    """The person, whose window asks the local services."""
    user.restarts()
    return user


def rows_in(dialog: Any) -> list[str]:
    """All that the rows of a preview say."""
    model = dialog.table.rows
    role = Qt.ItemDataRole.AccessibleTextRole
    return [model.index(row, 0).data(role) for row in range(model.rowCount())]


def test_a_pasted_doi_is_a_whole_paper_in_the_preview(online: User) -> None:
    online.pastes("Have you seen doi:10.1000/fox?")
    assert online.preview is not None
    assert "Foxes dig by night" in rows_in(online.preview)[0]
    online.accepts_the_preview()
    online.waits_until(lambda: online.paper == "Foxes dig by night")
    assert online.desk.details.authors.text == "Eve Fox"


def test_what_could_not_be_asked_is_kept_and_looked_up_later(services: Any, online: User, reply: Any) -> None:
    services.answer("crossref", reply("", 429, {"Retry-After": "3600"}))
    online.pastes("10.1000/hen")
    assert online.preview.table.rows.counts == {Kind.FAILED: 1, Kind.NEW: 1}
    assert "Kept for later under the bare identifier: 1 paper. Crossref is busy" in rows_in(online.preview)[0]
    online.accepts_the_preview()
    assert "1 paper added, 1 failed" in online.banner
    online.looks_at(ALL_PAPERS)
    assert online.titles == ["doi:10.1000/hen"]
    online.presses("E", "5")
    services.answer("crossref", WORK.replace("10.1000/fox", "10.1000/hen"))
    online.presses("Ctrl+L")
    online.waits_until(lambda: online.titles == ["Foxes dig by night"])
    assert online.banner == "1 paper enriched."
    line = online.desk.papers.model.index(0, 0).data(0x0100)
    assert (line.status, line.rating, line.year) == (Status.READ, 5, 2020)
    online.presses("Ctrl+L")
    assert online.banner == "Nothing is missing of them that could be looked up."
    online.presses("Ctrl+Z")
    online.waits_until(lambda: online.titles == ["doi:10.1000/hen"])


def test_a_long_look_up_holds_nothing_up_and_can_be_stopped(
    services: Any, online: User, page: Path, reply: Any
) -> None:
    services.answer("crossref", reply("", 429, {"Retry-After": "50"}))
    online.desk.imports.take(text("10.1000/hen"))
    online.waits_until(lambda: online.banner == "Looking up 1 of 1")
    online.desk.imports.take_files([page])
    online.waits_until(lambda: online.preview is not None)
    QTest.keyClick(online.preview, Qt.Key.Key_Escape)
    online.waits_until(lambda: online.preview is None)


def test_a_look_up_is_stopped_in_the_banner(services: Any, online: User, reply: Any) -> None:
    services.answer("crossref", reply("", 429, {"Retry-After": "50"}))
    online.desk.imports.take(text("10.1000/hen"))
    online.waits_until(lambda: online.banner == "Looking up 1 of 1")
    [cancel] = [button for button in online.desk.banner.findChildren(Button) if button.text() == "Cancel"]
    online.clicks(cancel)
    online.waits_until(lambda: online.banner == "The import was stopped. Nothing of it was kept.")
    assert online.desk.empty.isVisible()


def test_switched_off_the_command_says_so(user: User) -> None:
    user.pastes("10.1000/fox")
    user.accepts_the_preview()
    user.looks_at(ALL_PAPERS)
    assert user.titles == ["doi:10.1000/fox"]
    user.presses("Ctrl+L")
    assert user.banner == "Looking papers up is switched off. Set look_up = true in services.toml."


def text(what: str) -> QMimeData:
    mime = QMimeData()
    mime.setText(what)
    return mime
