"""What the person has set, for the commands that go by it."""

from readinglist import paths
from readinglist.cli.application import say
from readinglist.settings import Services, Settings, load


def settings() -> Settings:
    """Read the settings; what cannot be used of them is said."""
    found, notes = load(Settings, paths.settings_file())
    for note in notes:
        say(note)
    return found


def services() -> Services:
    """Read which services are asked about papers; what cannot be used of that is said."""
    found, notes = load(Services, paths.services_file())
    for note in notes:
        say(note)
    return found
