"""What an export is for, which decides what leaves."""

from enum import StrEnum


class Profile(StrEnum):
    """Citing gives others what the world knows of the papers; moving takes along all that the reader keeps."""

    CITING = "citing"
    MOVING = "moving"
