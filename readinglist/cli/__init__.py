"""The command line: a public interface, for people and for pipes.

Standard output carries only the answer, words go to standard error. Exit code 0 = done, 1 = something could not be
done, 2 = wrong usage. `--library` may stand before or after the command, `--json` after it.
"""

from readinglist.cli.application import app

__all__ = ["app"]
