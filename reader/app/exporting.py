"""Stories out of the window, into files of many forms or onto the clipboard."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from reader.app.export_dialog import ExportDialog, make_print_choice
from reader.app.librarian import Librarian
from reader.app.page.paper import PrintChoice, usual_size
from reader.app.page.print import Printing
from reader.app.panels.library import LibraryPanel
from reader.app.right_column import RightColumn
from reader.app.settings import Settings
from reader.app.telling import Telling
from reader.app.theme import Theme
from reader.app.window import Window
from reader.exchange.entries import Contents, Entry, make_name, read_entries
from reader.exchange.files import Goal, find_goal, write_list, write_stories
from reader.exchange.formats import FORMATS, Format, make_list, make_story
from reader.library.store import Library
from reader.model.article import Photo
from reader.model.problem import Problem
from reader.pipeline import versions

_CONTENTS = ("text", "notes", "quotes", "entities")


class Outcome(Struct):
    """What became of an export: the files, and the problem of each story that did not go out."""

    written: list[Path]
    failed: list[Problem]


class Exporting(QObject):
    """Does Export…: files are written in the library's thread, but pages of PDF are laid out in the window's."""

    def __init__(
        self,
        window: Window,
        theme: Theme,
        settings: Settings,
        library: Library,
        librarian: Librarian,
        panel: LibraryPanel,
        right: RightColumn,
        telling: Telling,
    ) -> None:
        super().__init__(window)
        self._window, self._theme, self._settings = window, theme, settings
        self._library, self._librarian, self._panel = library, librarian, panel
        self._right, self._telling = right, telling
        self._printing = Printing(library.photo_path)

    def open_export(self) -> ExportDialog | None:
        """Let a form be chosen for the chosen stories; None where there is none to export."""
        self._right.notes.flush()
        chosen = self._panel.chosen()
        failed: list[Problem] = []
        first = next(read_entries(self._library, chosen, lambda _story, problem: failed.append(problem)), None)
        if first is None:
            for problem in failed[:1]:
                self._telling.tell_problem(problem)
            return None
        kept = self._settings.text("export_contents").split()
        dialog = ExportDialog(
            first,
            len(chosen),
            versions(),
            self._printing,
            self._theme,
            self._settings.text("export_form"),
            Contents(**{name: name in kept for name in _CONTENTS}),
            self._window,
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.save_wanted.connect(lambda: self._ask_where(dialog, chosen, first))
        dialog.copy_wanted.connect(lambda: self._copy(dialog, chosen))
        dialog.finished.connect(lambda _code: self._keep_export(dialog))
        dialog.open()
        return dialog

    def _keep_export(self, dialog: ExportDialog) -> None:
        self._settings.keep("export_form", dialog.form)
        kept = " ".join(name for name in _CONTENTS if getattr(dialog.contents, name))
        self._settings.keep("export_contents", kept)

    def _ask_where(self, dialog: ExportDialog, chosen: Sequence[str], first: Entry) -> None:
        form = FORMATS[dialog.form]
        folder = Path(self._settings.text("export_folder") or Path.home())
        if form.name == "csv" or (form.is_apart and len(chosen) > 1):
            found = QFileDialog.getExistingDirectory(dialog, self.tr("Export Into"), str(folder))
            goal = find_goal(form, Path(found), is_one=False)
        else:
            name = make_name(first) if form.is_apart else "dateline"
            found, _ = QFileDialog.getSaveFileName(dialog, self.tr("Export"), str(folder / (name + form.suffix)))
            goal = Goal(Path(found), is_folder=False, replaces=True)  # the dialog has asked
        if found:
            self._settings.keep("export_folder", str(goal.path if goal.is_folder else goal.path.parent))
            self.export(form, chosen, dialog.contents, goal)
            dialog.accept()

    def export(self, form: Format, stories: Sequence[str], contents: Contents, goal: Goal) -> None:
        """Write stories; what came of it is told at the foot of the page."""
        if form.name == "pdf":
            self._write_pdfs(form, list(stories), make_print_choice(contents), goal, Outcome([], []))
            return
        self._librarian.look(partial(_write, form, stories, contents, goal), partial(self._tell, len(stories)))

    def _write_pdfs(
        self, form: Format, stories: list[str], choice: PrintChoice, goal: Goal, outcome: Outcome, done: int = 0
    ) -> None:
        """Write one PDF a turn of the event loop: the pages are laid out in the window's thread."""
        if not stories:
            self._tell(done, outcome)
            return

        def fail(_story: str, problem: Problem) -> None:
            outcome.failed.append(problem)

        entries = read_entries(self._library, stories[:1], fail)
        make = partial(self._make_pdf, choice)
        outcome.written += write_stories(form, entries, goal, make, fail)
        then = partial(self._write_pdfs, form, stories[1:], choice, goal, outcome, done + 1)
        QTimer.singleShot(0, self, then)

    def _make_pdf(self, choice: PrintChoice, entry: Entry) -> bytes:
        return self._printing.make_pdf(entry.reading, choice, usual_size())

    def _tell(self, count: int, told: Outcome | Problem) -> None:
        if isinstance(told, Problem):
            self._telling.tell_problem(told)
            return
        for problem in told.failed[:1]:
            more = self.tr("{0} of {1} stories were not exported.").format(len(told.failed), count)
            self._telling.tell_problem(
                Problem(more if count > 1 else problem.what, str(problem) if count > 1 else problem.advice)
            )
        if told.written:
            name = told.written[0].name if len(told.written) == 1 else told.written[0].parent.name
            self._telling.tell(self.tr("Exported to {0}.").format(name))

    def _copy(self, dialog: ExportDialog, chosen: Sequence[str]) -> None:
        form, contents = FORMATS[dialog.form], dialog.contents
        self._librarian.look(partial(_make_words, form, chosen, contents), partial(self._take_copy, form))

    def _take_copy(self, form: Format, told: str | Problem) -> None:
        if isinstance(told, Problem):
            self._telling.tell_problem(told)
            return
        data = QMimeData()
        data.setText(told)
        if form.name == "html":
            data.setHtml(told)
        QGuiApplication.clipboard().setMimeData(data)
        self._telling.tell(self.tr("Copied."))


def _write(form: Format, stories: Sequence[str], contents: Contents, goal: Goal, library: Library) -> Outcome:
    outcome = Outcome([], [])
    failed: dict[str, Problem] = {}
    entries: Callable[[], Iterator[Entry]] = partial(read_entries, library, stories, failed.__setitem__)
    if form.is_apart:

        def make(entry: Entry) -> bytes:
            pictures = partial(_read_photo, library, entry.reading.id)
            return make_story(form.name, entry, contents, versions(), pictures).encode("utf-8", "replace")

        outcome.written = write_stories(form, entries(), goal, make, failed.__setitem__)
    else:
        outcome.written = write_list(form, entries, goal, contents)
    outcome.failed = list(failed.values())
    return outcome


def _read_photo(library: Library, story: str, photo: Photo) -> bytes | None:
    path = library.photo_path(story, photo)
    return path.read_bytes() if path else None


def _make_words(form: Format, stories: Sequence[str], contents: Contents, library: Library) -> str:
    entries = read_entries(library, stories, lambda _story, _problem: None)
    if not form.is_apart:
        return "".join(make_list(form.name, entries, contents)).removeprefix("\ufeff")
    return "\n".join(make_story(form.name, entry, contents, versions()) for entry in entries)
