"""The command line: a public interface, for people and for pipes.

Standard output carries only the answer, words go to standard error. Exit code 0 = done, 1 = something could not be
done, 2 = wrong usage. `--library` may stand before or after the command, `--json` after it.
"""

import readinglist.cli.export_command as export_command
import readinglist.cli.history_commands as history_commands
import readinglist.cli.import_command as import_command
import readinglist.cli.library_commands as library_commands
import readinglist.cli.paper_commands as paper_commands
from readinglist.cli.application import app

__all__ = ["app"]

for _commands in (import_command, export_command, paper_commands, history_commands, library_commands):
    _commands.register(app)
