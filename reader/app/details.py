"""What the reader corrects about a story: the window of its details, and how each change is written and undone."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from reader.app.desk import Desk, SaveCorrections
from reader.app.importing import Importing
from reader.app.opening import Opening
from reader.app.page.kicker import DETAILS
from reader.app.page.view import PageView
from reader.app.steps import Step
from reader.app.telling import Telling
from reader.app.theme import Theme
from reader.app.undo import Correcting, Undo
from reader.app.window import Window
from reader.library.store import CorrectionsMoved
from reader.model.article import FieldName, FieldValue
from reader.model.marks import Correction, Corrections, PhotoAdded
from reader.model.problem import Problem
from reader.model.reading import Reading

if TYPE_CHECKING:
    from reader.app.details_dialog import DetailsDialog


class Details(QObject):
    """Opens the window of details and writes what is changed there, through the desk; all of it can be undone."""

    def __init__(
        self,
        window: Window,
        desk: Desk,
        theme: Theme,
        page: PageView,
        opening: Opening,
        importing: Importing,
        telling: Telling,
        undo: Undo,
        *,
        is_read_only: bool,
    ) -> None:
        super().__init__(window)
        self._window, self._desk, self._theme, self._undo = window, desk, theme, undo
        self._opening, self._importing, self._telling = opening, importing, telling
        self._is_read_only = is_read_only
        self._dialog: DetailsDialog | None = None
        self._revisions: dict[str, int] = {}  # of each story, as this window left it
        self._failed: Problem | None = None
        window.actions_.join("details", self.open)
        page.link_wanted.connect(self._follow)
        desk.article_opened.connect(self._take_opened)
        desk.reading_changed.connect(self._show)
        desk.corrections_saved.connect(self._take_saved)
        desk.corrections_failed.connect(self._take_failed)
        opening.changed.connect(self._show_possible)
        self._take_opened(desk.reading)
        self._show_possible()

    # the window

    def open(self, field: FieldName = "title") -> "DetailsDialog":
        """Show the details of the open story, with the keyboard in a field."""
        from reader.app.details_dialog import DetailsDialog  # with what reads dates: not before it is wanted

        if self._dialog is None:
            steps = (
                Step(QCoreApplication.translate("Details", "As it came"), self.reset_all),
                Step(QCoreApplication.translate("Details", "Original"), self._window.actions_["original"].trigger),
            )
            dialog = DetailsDialog(self._theme, steps, self._window, is_read_only=self._is_read_only)
            dialog.changed.connect(self.correct)
            dialog.reset_wanted.connect(self.reset)
            dialog.undo_wanted.connect(self._undo.undo_deed)
            dialog.redo_wanted.connect(self._undo.redo_deed)
            self._window.closing.connect(lambda _event: dialog.close())
            self._dialog = dialog
        self._dialog.show_reading(self._desk.reading)
        if not self._dialog.isVisible():
            self._dialog.find_room()
        self._dialog.show()
        self._dialog.activateWindow()
        self._dialog.go_to(field)
        return self._dialog

    def _follow(self, address: str) -> None:
        if address == DETAILS:
            self.open("published")

    def _show_possible(self) -> None:
        self._window.actions_["details"].setEnabled(self._desk.reading is not None)

    def _take_opened(self, reading: Reading | None) -> None:
        self._show(reading)
        self._undo.show_story(reading.id if reading else "")

    def _show(self, reading: Reading | None) -> None:
        if self._dialog and self._dialog.isVisible():
            self._dialog.show_reading(reading)

    # changes

    def correct(self, reading: Reading, field: FieldName, value: FieldValue) -> None:
        """Let a field of a story be as the reader says; said as it was found, it is not corrected any more."""
        same = (value or None) == (reading.as_found.field(field) or None)
        made = reading.corrections.without_field(field) if same else reading.corrections.with_field(field, value)
        self._correct(reading, made, self._name(field))

    def add_photo(self, reading: Reading, photo: PhotoAdded) -> None:
        """Join a photograph to a story, so that it can be undone."""
        self._change(
            reading,
            reading.corrections.with_photo(photo),
            QCoreApplication.translate("Details", "Add {0}").format(photo.name),
        )

    def reset(self, reading: Reading, field: FieldName) -> None:
        """Let a field of a story be as it was found."""
        self._correct(reading, reading.corrections.without_field(field), self._name(field))

    def reset_all(self) -> None:
        """Let everything about the open story be as it was found."""
        if reading := self._desk.reading:
            as_it_came = Corrections(reading.corrections.photos, reading.corrections.revision)
            self._correct(reading, as_it_came, QCoreApplication.translate("Details", "Details"))

    def _correct(self, reading: Reading, made: Corrections, name: str) -> None:
        self._change(reading, made, QCoreApplication.translate("Details", "Correct {0}").format(name))

    def _change(self, reading: Reading, made: Corrections, words: str) -> None:
        before, story = reading.corrections, reading.id
        if made.made == before.made:
            return
        if before.revision != self._revisions.get(story, before.revision):
            self._undo.of_story(
                story
            ).clear()  # another window was here since: what was before that is not ours to undo
        self._revisions[story] = before.revision
        if self._write(story, made.made):
            self._undo.of_story(story).push(Correcting(words, story, before.made, made.made, self))

    def write(self, story: str, made: tuple[Correction, ...], words: str) -> None:
        """Write all that is corrected about a story, as that is undone or done again, and tell of it in `words`."""
        if self._write(story, made):
            self._telling.tell(words)

    def _write(self, story: str, made: tuple[Correction, ...]) -> bool:
        self._failed = None
        self._desk.apply(SaveCorrections(story, made, self._revisions.get(story, 0)))
        return self._failed is None

    def _take_saved(self, story: str, corrections: Corrections) -> None:
        self._revisions[story] = corrections.revision
        before = self._desk.reading
        self._opening.show_anew(story)
        after = self._desk.reading
        if before and after and before.article.source.language != after.article.source.language:
            self._importing.analyse_again(story)
        self._desk.library_changed.emit()

    def _take_failed(self, story: str, problem: Problem) -> None:
        self._failed = problem
        self._telling.tell_problem(problem)
        if isinstance(problem, CorrectionsMoved):
            self._revisions[story] = problem.corrections.revision
            self._undo.forget(story)
            self._opening.show_anew(story)

    def _name(self, field: FieldName) -> str:
        if self._dialog:
            return self._dialog.rows[field].label.text()
        return field
