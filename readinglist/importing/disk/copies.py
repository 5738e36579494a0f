"""The files of drafts on their way into the library: hashed once, copied before the library is written to."""

from collections.abc import Callable, Sequence
from pathlib import Path

from readinglist.domain.file_names import file_name
from readinglist.domain.paper import Paper
from readinglist.errors import UserError
from readinglist.importing.choices import Answer
from readinglist.importing.decisions import SourcedDraft, decide
from readinglist.importing.disk.reading import Cancelled
from readinglist.importing.report import Fate
from readinglist.importing.source import Failure
from readinglist.library import files
from readinglist.library.files import Copy
from readinglist.library.lasting import CancelledError
from readinglist.library.library import Library


class Copies:
    """Copies files into a library, each once. `failures` tells of those that could not be copied."""

    def __init__(self, library_folder: Path) -> None:
        self.failures: list[Failure] = []
        self._folder = library_folder
        self._copies: dict[Path, Copy | None] = {}
        self._hashes: dict[Path, str] = {}
        self._is_begun = False

    def hash_of(self, file: Path) -> str:
        """The hash of a file's content; empty where it cannot be read, which copying it will tell."""
        if file not in self._hashes:
            try:
                self._hashes[file] = files.hash_of(file)
            except OSError:
                self._hashes[file] = ""
        return self._hashes[file]

    def of(self, file: Path, paper: Paper) -> Copy | None:
        """The copy of a file, made where there is none yet and named after its paper; None where there can be none."""
        if file not in self._copies:
            self._copies[file] = self._made(file, paper)
        return self._copies[file]

    def _made(self, file: Path, paper: Paper) -> Copy | None:
        if not self._is_begun:
            self._is_begun = True
            files.remove_unfinished(self._folder)
        try:
            made = files.copy_in(self._folder, file, file_name(paper, file.suffix))
        except UserError as error:
            self.failures.append(Failure(str(file), 0, str(error)))
            return None
        self._hashes[file] = made.sha256
        return made


def copy_files(
    library: Library,
    drafts: Sequence[tuple[SourcedDraft, Answer]],
    copies: Copies,
    progress: Callable[[int], None],
    cancelled: Cancelled,
) -> Callable[[int], None]:
    """Copy the files that the drafts bring, while nobody has to wait for it; what is returned tells further progress.

    What ends between this and the storing leaves copies that belong to no paper, and are found when they come again.

    Raises CancelledError.
    """
    if not any(sourced.draft.files for sourced, _ in drafts):
        return progress
    with library.read() as view:
        decisions = decide(view, [draft for draft, _ in drafts], [answer for _, answer in drafts], copies.hash_of)
    for done, decision in enumerate(decisions):
        if cancelled():
            raise CancelledError
        progress(done)
        if decision.fate not in (Fate.UNCHANGED, Fate.SKIPPED):
            for file in decision.sourced.draft.files:
                copies.of(file, decision.paper)
    return lambda done: None  # copying was what took its time
