"""A story that is here already in another copy: both are kept, or the new one takes the old one's place."""

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QDateTime, QLocale, QObject, Qt
from PySide6.QtGui import QUndoCommand

from reader.app.desk import Desk
from reader.app.importing import Importing
from reader.app.messages import Messages
from reader.app.opening import Opening
from reader.app.panels.library import LibraryPanel
from reader.app.shelving import Shelving
from reader.app.steps import Step
from reader.app.telling import Telling
from reader.app.theme import Theme
from reader.library.listing import Story
from reader.library.store import Library, Replacement
from reader.model.problem import Problem

_KEY = "twin"


class Double(Struct, frozen=True):
    """A story that has just come and the one that was here before it."""

    new: Story
    old: Story
    same_address: bool


class Replacing(QObject):
    """Offers one pair after the other; nothing is replaced by itself, and what is replaced can be undone."""

    def __init__(
        self,
        theme: Theme,
        desk: Desk,
        importing: Importing,
        opening: Opening,
        panel: LibraryPanel,
        shelving: Shelving,
        telling: Telling,
    ) -> None:
        super().__init__(panel)
        self._desk, self._importing, self._opening = desk, importing, opening
        self._shelving, self._telling = shelving, telling
        self._waiting: deque[Double] = deque()
        self._messages = Messages(theme, panel, most=1)
        panel.put_above(self._messages)
        importing.arrived.connect(self._look)

    def _look(self, story: str) -> None:
        self._importing.librarian.look(partial(_find_double, story), self._take_double)

    def _take_double(self, told: Double | Problem | None) -> None:
        if isinstance(told, Double) and all(waiting.new.id != told.new.id for waiting in self._waiting):
            self._waiting.append(told)
            self._offer()

    def _offer(self) -> None:
        """Show the first of those that wait."""
        self._messages.take_away(_KEY)
        if not self._waiting:
            return
        double = self._waiting[0]
        steps = [
            Step(self.tr("Keep both"), self._go_on),
            Step(self.tr("Replace the old one"), partial(self._replace, double), equal=True),
        ]
        if len(self._waiting) > 1:
            steps.append(Step(self.tr("Keep all {0}").format(len(self._waiting)), self._keep_all))
        saved = self.tr("This story is here already, saved on {0}.").format(_show_day(double.old.saved))
        self._messages.show_message(_KEY, "plain", saved, self._say(double), steps)

    def _say(self, double: Double) -> str:
        title = double.old.title or self.tr("Untitled")
        if double.same_address:
            words = self.tr("“{0}” came from the same address.")
        else:
            words = self.tr("“{0}” has nearly the same words.")
        note = self.tr("Its note goes along if it is replaced.") if double.old.noted else ""
        return f"{words.format(title)} {note}".strip()

    def _go_on(self) -> None:
        if self._waiting:
            self._waiting.popleft()
        self._offer()

    def _keep_all(self) -> None:
        self._waiting.clear()
        self._offer()

    def _replace(self, double: Double) -> None:
        self._go_on()
        self.replace(double.old.id, double.new.id, self._take_replaced)

    def replace(self, old: str, new: str, then: Callable[[Any], None]) -> None:
        """Let a story take another's place; `then` is told what was done."""
        self._importing.librarian.do(lambda library: library.replace(old, new), then)

    def _take_replaced(self, told: Replacement | Problem) -> None:
        if isinstance(told, Problem):
            self._telling.tell_problem(told)
            return
        words = self.tr("Replaced. The old one is in the trash.")
        self._shelving.push(Replaced(words, told, self), words)
        self.show(told.new, told.old)

    def show(self, story: str, instead_of: str) -> None:
        """Bring list and page up to date: the page shows `story` where it showed the other."""
        if self._opening.story == instead_of:
            self._opening.open_story(story)
        else:
            self._opening.show_anew(story)
        self._desk.library_changed.emit()

    def undo(self, done: Replacement) -> None:
        """Bring the old story back, as it was."""

        def bring_back(told: Problem | None) -> None:
            if told:
                self._telling.tell_problem(told)
                return
            self._telling.tell(self.tr("The old one is back."))
            self._opening.show_anew(done.new)
            self._desk.library_changed.emit()

        self._importing.librarian.do(lambda library: library.undo_replace(done), bring_back)


class Replaced(QUndoCommand):
    """A story that took another's place."""

    def __init__(self, words: str, done: Replacement, replacing: Replacing) -> None:
        super().__init__(words)
        self._done, self._replacing = done, replacing
        self._is_done = True

    def redo(self) -> None:
        if self._is_done:  # it was before it was put here
            self._is_done = False
        else:
            self._replacing.replace(self._done.old, self._done.new, self._take_again)

    def _take_again(self, told: Replacement | Problem) -> None:
        if isinstance(told, Replacement):
            self._done = told
            self._replacing.show(told.new, told.old)

    def undo(self) -> None:
        self._replacing.undo(self._done)


def _find_double(story: str, library: Library) -> Double | None:
    """Return the likest story to one that has just come, unless there is none."""
    article = library.reading(story).article
    twins = library.find_twins(article, library.source(story).address, besides=story)
    if not twins:
        return None
    return Double(library.story(story), library.story(twins[0].story), twins[0].same_address)


def _show_day(saved: str) -> str:
    moment = QDateTime.fromString(saved, Qt.DateFormat.ISODateWithMs).toLocalTime()
    return QLocale().toString(moment.date(), "d MMM yyyy")
