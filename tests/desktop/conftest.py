"""What every widget test needs: the look, made once as the program makes it."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from readinglist.desktop.look.fonts import load_packaged_fonts
from readinglist.desktop.look.theme import Theme
from readinglist.settings import Appearance


@pytest.fixture(scope="session")
def _shared_theme(qapp: QApplication) -> Theme:
    load_packaged_fonts()
    return Theme(qapp, Appearance.LIGHT)


@pytest.fixture
def theme(_shared_theme: Theme) -> Iterator[Theme]:
    """The light look; a test that switches it gets it put back."""
    yield _shared_theme
    _shared_theme.use(Appearance.LIGHT)
