"""`dateline export`: stories of the library in the forms of other programs."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING

from reader import pipeline
from reader.cli.arguments import STANDARD_INPUT, Arguments
from reader.cli.lines import print_problem, print_text
from reader.cli.statuses import DONE, MACHINE_LACKS, SOME_FAILED
from reader.exchange.entries import Contents, Entry, Pictures, read_entries
from reader.exchange.files import ForeignFile, Goal, find_goal, write_list, write_stories
from reader.exchange.formats import FORMATS, Format, make_list, make_story
from reader.library.store import Library
from reader.model.article import Photo
from reader.model.problem import Problem

if TYPE_CHECKING:
    from reader.app.page.print import Printing

_AT_A_TIME = 100


def export_stories(arguments: Arguments) -> int:
    """Write stories into a file, a folder or to standard output; one that cannot be had is told, the rest follow.

    Raises:
        Problem: nothing could be written.
    """
    form = FORMATS[arguments.to]
    if form.name == "pdf" and (lack := _prepare_printing()):
        print_problem("", lack)
        return MACHINE_LACKS
    with closing(Library(arguments.library)) as library:
        export = Export(library, form, arguments.ids)
        if arguments.target is None or str(arguments.target) == STANDARD_INPUT:
            export.print()
        else:
            goal = find_goal(form, arguments.target, is_one=len(arguments.ids) == 1, replaces=arguments.replace)
            if form.is_apart:
                written = write_stories(form, export.entries(), goal, export.make, export.fail)
            else:
                written = write_all(export, form, goal)
            for path in written:
                print_text(str(path))
    return SOME_FAILED if export.failed else DONE


class Export:
    """One export from a library: its stories one at a time, and which of them failed."""

    def __init__(self, library: Library, form: Format, ids: Iterable[str]) -> None:
        self._library, self._form = library, form
        self._ids = list(dict.fromkeys(ids))
        self._versions = pipeline.versions()
        self._printing: Printing | None = None
        self.failed: dict[str, Problem] = {}

    def entries(self) -> Iterator[Entry]:
        """Yield the stories that were named, else all of the library but those in the trash."""
        return read_entries(self._library, self._ids or _find_stories(self._library), self.fail)

    def fail(self, story: str, problem: Problem) -> None:
        """Tell of a story that does not go out, once."""
        if story not in self.failed:
            self.failed[story] = problem
            print_problem(story, name_way_out(problem))

    def make(self, entry: Entry) -> bytes:
        """Return a story in the form that was asked for."""
        if self._form.name == "pdf":
            from reader.app.page.print import Printing  # Qt, which no other form needs

            self._printing = self._printing or Printing(self._library.photo_path)
            return self._printing.make_pdf(entry.reading)
        words = make_story(self._form.name, entry, Contents(), self._versions, self._pictures(entry))
        return words.encode("utf-8", "replace")

    def print(self) -> None:
        """Write to standard output: lists as they are, JSON a line a story, one story of any other form."""
        entries = self.entries()
        if not self._form.is_apart:
            pieces: Iterable[bytes] = (
                piece.encode("utf-8", "replace") for piece in make_list(self._form.name, entries, Contents())
            )
        elif self._form.name == "json":
            pieces = map(self.make, entries)
        else:
            pieces = self._make_only(entries)
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()

    def _make_only(self, entries: Iterator[Entry]) -> Iterator[bytes]:
        first = list(islice(entries, 2))
        if len(first) > 1:
            what = f"Several stories do not go into one {self._form.name} file."
            raise Problem(what, "Name a folder for them: --out FOLDER.")
        yield from map(self.make, first)

    def _pictures(self, entry: Entry) -> Pictures:
        def find(photo: Photo) -> bytes | None:
            path = self._library.photo_path(entry.reading.id, photo)
            return path.read_bytes() if path else None

        return find


def write_all(export: Export, form: Format, goal: Goal) -> list[Path]:
    """Write a form in which all stories stand, and return the files."""
    try:
        return write_list(form, export.entries, goal, Contents())
    except ForeignFile as problem:
        raise name_way_out(problem) from None


def name_way_out(problem: Problem) -> Problem:
    """Return a problem with what helps on the command line."""
    if isinstance(problem, ForeignFile):
        return Problem(problem.what, "Choose another name, or say --replace.")
    return problem


def _find_stories(library: Library) -> Iterator[str]:
    for page in count():
        stories = library.stories(page * _AT_A_TIME, _AT_A_TIME)
        if not stories:
            return
        yield from (story.id for story in stories)


def _prepare_printing() -> Problem | None:
    """Let Qt do without a display; return what the machine lacks for laying pages out."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from reader.cli.window import find_lack  # what starts Qt is loaded for the one form that needs it

    return find_lack()
