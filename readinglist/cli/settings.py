"""The person's settings, for the commands that go by them."""

from readinglist import paths
from readinglist.cli.application import say
from readinglist.settings import Settings, load


def settings() -> Settings:
    """Read the settings; what cannot be used of them is said."""
    found, notes = load(Settings, paths.settings_file())
    for note in notes:
        say(note)
    return found
