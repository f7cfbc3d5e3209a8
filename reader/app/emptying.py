"""Emptying the trash: how long things stay in it, and a question before anything is deleted."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QWidget

from reader.app.desk import Desk
from reader.app.librarian import Librarian
from reader.app.opening import Opening
from reader.app.panels.library import LibraryPanel
from reader.app.panels.story_model import StoryListModel
from reader.app.panels.words import Words
from reader.app.steps import Step, make_step_button
from reader.app.telling import Telling
from reader.app.theme import Theme
from reader.app.window import Window
from reader.library.store import Library
from reader.model.problem import Problem


class TrashBar(QWidget):
    """Stands over the list of the trash."""

    def __init__(self, theme: Theme, empty: Step, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("trashBar")
        words = Words(theme, self, "ink2", 12.5, wrap=True)
        words.setText(self.tr("Stories stay for thirty days."))
        self.button = make_step_button(self, empty)
        self.button.setObjectName("emptyTrash")
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 4, 12, 8)
        row.addWidget(words, 1)
        row.addWidget(self.button)
        self.hide()


class Emptying(QObject):
    """Empties the trash when the reader has said yes."""

    def __init__(
        self,
        window: Window,
        desk: Desk,
        theme: Theme,
        librarian: Librarian,
        panel: LibraryPanel,
        stories: StoryListModel,
        opening: Opening,
        telling: Telling,
    ) -> None:
        super().__init__(window)
        self._window, self._desk, self._librarian = window, desk, librarian
        self._panel, self._stories, self._opening, self._telling = panel, stories, opening, telling
        self._bar = TrashBar(theme, Step(self.tr("Empty Trash…"), self.ask), panel)
        panel.put_above(self._bar)
        window.actions_.join("empty_trash", self.ask)
        panel.shelves.chosen.connect(self._show_possible)
        panel.put_in_place.connect(self._show_possible)
        stories.modelReset.connect(self._show_possible)
        stories.rowsInserted.connect(self._show_possible)
        desk.library_changed.connect(self._show_possible)
        self._show_possible()

    def _show_possible(self, *_told: object) -> None:
        in_trash = self._stories.shelf == "trash" and self._stories.rowCount() > 0
        self._bar.setVisible(in_trash and self._panel.shelves.isVisibleTo(self._panel))
        self._window.actions_["empty_trash"].setEnabled(in_trash)

    def make_question(self) -> QMessageBox:
        """Return the question: nothing of this can be undone."""
        count = self._stories.rowCount()
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        one = self.tr("Delete the story in the trash?")
        box.setText(one if count == 1 else self.tr("Delete the {0} stories in the trash?").format(count))
        box.setInformativeText(
            self.tr("Their texts, sources and notes are deleted, and this cannot be undone. Backups keep them for now.")
        )
        cancel = box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.addButton(self.tr("Empty Trash"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(cancel)
        box.setEscapeButton(cancel)
        return box

    def ask(self) -> None:
        """Ask whether all that is in the trash is to be deleted."""
        if not self._window.actions_["empty_trash"].isEnabled():
            return
        box = self.make_question()
        box.exec()
        if box.buttonRole(box.clickedButton()) == QMessageBox.ButtonRole.DestructiveRole:
            self.empty()

    def empty(self) -> None:
        """Delete all that is in the trash."""
        self._librarian.do(_empty, self._take_emptied)

    def _take_emptied(self, told: int | Problem) -> None:
        if isinstance(told, Problem):
            self._telling.tell_problem(told)
            return
        self._desk.library_changed.emit()
        if self._opening.story and not self._opening.is_there(self._opening.story):
            following = self._opening.find_last()
            if following:
                self._opening.open_story(following)
            else:
                self._opening.show_nothing()
        self._telling.tell(self.tr("The trash is empty."))


def _empty(library: Library) -> int:
    return library.empty_trash(whole=True)
