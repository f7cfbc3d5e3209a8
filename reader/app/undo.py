"""What the reader did, to be undone and done again: one place for all of it."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtGui import QUndoCommand, QUndoGroup, QUndoStack
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from reader.app.actions import Actions
from reader.library.store import Rereading as Reread
from reader.model.marks import Correction


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


class Corrector(Protocol):
    """What writes all that is corrected about a story, and tells what came of it."""

    def write(self, story: str, made: tuple[Correction, ...], words: str) -> None:
        """Write it and tell of it in these words."""
        ...


class Correcting(QUndoCommand):
    """What the reader corrected about a story, and how that was before."""

    def __init__(
        self,
        words: str,
        story: str,
        before: tuple[Correction, ...],
        after: tuple[Correction, ...],
        corrector: Corrector,
    ) -> None:
        super().__init__(words)
        self._story, self._before, self._after, self._corrector = story, before, after, corrector
        self._is_done = True

    def redo(self) -> None:
        if self._is_done:  # it was before it was put here
            self._is_done = False
        else:
            words = QCoreApplication.translate("Undo", "Done again: {0}").format(self.text())
            self._corrector.write(self._story, self._after, words)

    def undo(self) -> None:
        words = QCoreApplication.translate("Undo", "Undone: {0}").format(self.text())
        self._corrector.write(self._story, self._before, words)


class Swapper(Protocol):
    """What puts one text of a story in the place of another, by and by, and tells what came of it."""

    def swap(self, command: "Rereading") -> None:
        """Undo what was done, and tell the command what has been done then."""
        ...


class Rereading(QUndoCommand):
    """A text that took the place of an earlier one; `done` is what was done last."""

    def __init__(self, words: str, done: Reread, swapper: Swapper) -> None:
        super().__init__(words)
        self.done, self._swapper = done, swapper
        self._is_done = True

    def redo(self) -> None:
        if self._is_done:  # it was before it was put here
            self._is_done = False
        else:
            self._swapper.swap(self)

    def undo(self) -> None:
        self._swapper.swap(self)


class Undo(QObject):
    """Undoes in the field that is written in, else about the open story, else in the library."""

    def __init__(self, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._actions = actions
        self._group = QUndoGroup(self)
        self.library = QUndoStack(self)
        self._stories: dict[str, QUndoStack] = {}
        self._open = ""
        self._undone: QUndoStack | None = None  # where something was undone last: that is done again first
        self._add(self.library)
        self._group.setActiveStack(self.library)
        actions.join("undo", self.undo)
        actions.join("redo", self.redo)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._show_possible)
        self._show_possible()

    def of_story(self, story: str) -> QUndoStack:
        """Return what was done about one story."""
        if story not in self._stories:
            self._stories[story] = QUndoStack(self)
            self._add(self._stories[story])
        return self._stories[story]

    def show_story(self, story: str) -> None:
        """Let what was done about another story, or about none (""), be undone from now on."""
        self._open, self._undone = story, None
        self._show_possible()

    def forget(self, story: str) -> None:
        """Forget what was done about a story: it is not as it was left. This may be said amidst an undoing."""
        QTimer.singleShot(0, self.of_story(story), self.of_story(story).clear)

    def undo(self) -> None:
        """Undo what was done last."""
        field = _find_field()
        if field and _can(field, QLineEdit.isUndoAvailable):
            field.undo()
        else:
            self.undo_deed()

    def redo(self) -> None:
        """Do again what was undone last."""
        field = _find_field()
        if field and _can(field, QLineEdit.isRedoAvailable):
            field.redo()
        else:
            self.redo_deed()

    def undo_deed(self) -> None:
        """Undo what was done last about the open story, else in the library, whatever field has the keyboard."""
        stack = self._undone = self._find_stack(QUndoStack.canUndo)
        self._group.setActiveStack(stack)
        self._group.undo()

    def redo_deed(self) -> None:
        """Do again what was undone last there."""
        last = self._undone
        stack = last if last and last.canRedo() else self._find_stack(QUndoStack.canRedo)
        self._group.setActiveStack(stack)
        self._group.redo()

    def _add(self, stack: QUndoStack) -> None:
        self._group.addStack(stack)
        stack.canUndoChanged.connect(self._show_possible)
        stack.canRedoChanged.connect(self._show_possible)

    def _find_stack(self, can: Callable[[QUndoStack], bool]) -> QUndoStack:
        own = self._stories.get(self._open)
        return own if own and can(own) else self.library

    def _show_possible(self, *_told: object) -> None:
        writes = _find_field() is not None
        self._actions["undo"].setEnabled(writes or self._find_stack(QUndoStack.canUndo).canUndo())
        self._actions["redo"].setEnabled(writes or self._find_stack(QUndoStack.canRedo).canRedo())


def _find_field() -> QLineEdit | QPlainTextEdit | QTextEdit | None:
    field: QWidget | None = QApplication.focusWidget()
    if isinstance(field, QLineEdit | QPlainTextEdit | QTextEdit) and not field.isReadOnly():
        return field
    return None


def _can(field: QLineEdit | QPlainTextEdit | QTextEdit, is_available: Callable[[QLineEdit], bool]) -> bool:
    """Say whether a field undoes; one of a line does not keep others from it once there is nothing more in it."""
    return not isinstance(field, QLineEdit) or is_available(field)
