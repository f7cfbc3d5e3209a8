"""What the reader did, to be undone and done again: one place for all of it."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand, QUndoGroup, QUndoStack
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from reader.app.actions import Actions


class Mover(Protocol):
    """What moves stories into the trash and out of it, by and by, and tells what came of it."""

    def move(self, stories: Sequence[str], *, trashed: bool) -> None:
        """Move stories into the trash, or out of it."""
        ...


class Moving(QUndoCommand):
    """Stories that were moved into the trash, or out of it."""

    def __init__(self, words: str, stories: Sequence[str], mover: Mover, *, trashed: bool) -> None:
        super().__init__(words)
        self._stories, self._mover, self._trashed = tuple(stories), mover, trashed
        self._is_done = True

    def redo(self) -> None:
        if self._is_done:  # it was before it was put here
            self._is_done = False
        else:
            self._mover.move(self._stories, trashed=self._trashed)

    def undo(self) -> None:
        self._mover.move(self._stories, trashed=not self._trashed)


class Undo(QObject):
    """Undoes in the field that is written in, else in the library."""

    def __init__(self, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._actions = actions
        self._group = QUndoGroup(self)
        self.library = QUndoStack(self)
        self._group.addStack(self.library)
        self._group.setActiveStack(self.library)
        actions.join("undo", self.undo)
        actions.join("redo", self.redo)
        for changed in (self._group.canUndoChanged, self._group.canRedoChanged):
            changed.connect(self._show_possible)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._show_possible)
        self._show_possible()

    def undo(self) -> None:
        """Undo what was done last."""
        field = _find_field()
        if field:
            field.undo()
        else:
            self._group.undo()

    def redo(self) -> None:
        """Do again what was undone last."""
        field = _find_field()
        if field:
            field.redo()
        else:
            self._group.redo()

    def _show_possible(self, *_told: object) -> None:
        writes = _find_field() is not None
        self._actions["undo"].setEnabled(writes or self._group.canUndo())
        self._actions["redo"].setEnabled(writes or self._group.canRedo())


def _find_field() -> QLineEdit | QPlainTextEdit | QTextEdit | None:
    field: QWidget | None = QApplication.focusWidget()
    if isinstance(field, QLineEdit | QPlainTextEdit | QTextEdit) and not field.isReadOnly():
        return field
    return None
