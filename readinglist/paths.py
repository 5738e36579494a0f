"""Where things lie: the person's library, settings and cache, and the files that ship with the program."""

import os
from pathlib import Path

import appdirs

_NAME = "readinglist"


def library_folder() -> Path:
    """The library opened when none is named: `READINGLIST_LIBRARY`, else a folder in the user's data directory."""
    named = os.environ.get("READINGLIST_LIBRARY")
    return Path(named) if named else Path(appdirs.user_data_dir(_NAME, appauthor=False)) / "library"


def settings_file() -> Path:
    """The person's settings."""
    return Path(appdirs.user_config_dir(_NAME, appauthor=False)) / "settings.toml"


def window_file() -> Path:
    """Sizes and places of the window, apart from the settings since they belong to a screen, not to a person."""
    return Path(appdirs.user_config_dir(_NAME, appauthor=False)) / "window.toml"


def services_file() -> Path:
    """Which services are asked about papers: `READINGLIST_SERVICES`, else beside the settings."""
    named = os.environ.get("READINGLIST_SERVICES")
    return Path(named) if named else Path(appdirs.user_config_dir(_NAME, appauthor=False)) / "services.toml"


def cache_folder() -> Path:
    """What can be deleted at any time and is made again."""
    return Path(appdirs.user_cache_dir(_NAME, appauthor=False))


def resource(name: str) -> Path:
    """A file that ships with the program, by its path under `resources/`.

    An installed package carries them in `readinglist/_resources/`, a checkout beside the package.
    """
    package = Path(__file__).parent
    installed = package / "_resources"
    return (installed if installed.is_dir() else package.parent / "resources") / name
