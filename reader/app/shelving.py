"""The shelves of the library: which is shown and how it is sorted, what is put into the trash and taken out of it."""

from collections.abc import Sequence
from functools import partial
from typing import get_args

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QUndoCommand
from PySide6.QtWidgets import QMenu

from reader.app.desk import Desk
from reader.app.librarian import Librarian
from reader.app.opening import Opening
from reader.app.panels.library import LibraryPanel
from reader.app.panels.story_model import StoryListModel
from reader.app.settings import Settings
from reader.app.steps import Step
from reader.app.telling import Telling
from reader.app.undo import Moving, Undo
from reader.app.window import Window
from reader.library.listing import Order, Shelf
from reader.library.store import Library
from reader.model.problem import Problem

_FEW = 100
_CHOSEN = ("export", "mark_unread", "trash", "restore")  # what is done with chosen stories


class Shelving(QObject):
    """Keeps list, tabs and what can be done with the chosen stories up to date; the library's thread writes."""

    def __init__(
        self,
        window: Window,
        desk: Desk,
        settings: Settings,
        librarian: Librarian,
        panel: LibraryPanel,
        stories: StoryListModel,
        opening: Opening,
        telling: Telling,
    ) -> None:
        super().__init__(window)
        self._actions, self._desk, self._settings = window.actions_, desk, settings
        self._librarian, self._panel, self._stories = librarian, panel, stories
        self._opening, self._telling = opening, telling
        self.undo = Undo(window.actions_, self)
        self._is_counting = False
        panel.shelves.chosen.connect(self._show_shelf)
        panel.shelves.sort.setMenu(window.actions_.make_submenu("Order", panel.shelves.sort))
        for order in get_args(Order):
            self._actions.join(f"order_{order}", partial(self._sort, order))
        self._actions[f"order_{stories.order}"].setChecked(True)
        self._actions.join("mark_unread", self.mark_unread)
        self._actions.join("trash", self.move_to_trash)
        self._actions.join("restore", self.restore)
        panel.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        panel.list.customContextMenuRequested.connect(self._show_menu)
        desk.library_changed.connect(self._count)
        opening.changed.connect(self._show_possible)
        panel.list.selectionModel().selectionChanged.connect(self._show_possible)
        self._count()
        self._show_possible()

    # which stories are listed

    def _show_shelf(self, shelf: Shelf) -> None:
        self._stories.choose(shelf, self._stories.order)
        self._panel.list.scrollToTop()
        self._panel.go_to_open()
        self._show_possible()

    def _sort(self, order: Order) -> None:
        self._settings.keep("order", order)
        self._stories.choose(self._stories.shelf, order)
        self._panel.list.scrollToTop()
        self._panel.go_to_open()

    def _count(self) -> None:
        if not self._is_counting:
            self._is_counting = True
            self._librarian.look(lambda library: (library.count("unread"), library.count("noted")), self._show_counts)

    def _show_counts(self, told: tuple[int, int] | Problem) -> None:
        self._is_counting = False
        if not isinstance(told, Problem):
            self._panel.shelves.show_counts(*told)
            self._settings.keep("shelf_counts", f"{told[0]} {told[1]}")

    # what is done with them

    def _show_possible(self, *_told: object) -> None:
        some, in_trash = bool(self._panel.chosen()), self._stories.shelf == "trash"
        self._actions["restore"].setEnabled(some and in_trash)
        self._actions["trash"].setEnabled(some and not in_trash)
        self._actions["mark_unread"].setEnabled(some and not in_trash)

    def _show_menu(self, place: QPoint) -> None:
        listed = self._panel.list
        if listed.indexAt(place).isValid():
            listed.setFocus(Qt.FocusReason.MouseFocusReason)
            menu = QMenu(listed)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addActions([self._actions[name] for name in _CHOSEN if self._actions[name].isEnabled()])
            menu.popup(listed.viewport().mapToGlobal(place))

    def mark_unread(self) -> None:
        """Give the chosen stories their dot again; the open one does not lose it by being open."""
        chosen = self._panel.chosen()
        if self._opening.story in chosen:
            self._opening.read_timer.stop()

        def mark(library: Library) -> None:
            with library.together():
                for story in chosen:
                    library.mark_read(story, unread=True)

        self._librarian.do(mark, self._take_marked)

    def _take_marked(self, told: Problem | None) -> None:
        if told:
            self._telling.tell_problem(told)
        self._desk.library_changed.emit()

    def move_to_trash(self) -> None:
        """Put the chosen stories into the trash; that can be undone."""
        self._begin(self._panel.chosen(), trashed=True)

    def restore(self) -> None:
        """Bring the chosen stories back from the trash."""
        self._begin(self._panel.chosen(), trashed=False)

    def put_away(self, stories: Sequence[str]) -> None:
        """Put stories into the trash that are not wanted after all; that can be undone."""
        self._begin(stories, trashed=True)

    def push(self, command: QUndoCommand, words: str) -> None:
        """Let something that was done in the library be undone, and tell of it."""
        self.undo.library.push(command)
        self._telling.tell(words, Step(self.tr("Undo"), self.undo.library.undo))

    def _begin(self, chosen: Sequence[str], *, trashed: bool) -> None:
        if not chosen:
            return
        # beside so many that were cancelled none is looked for: each row would have to be read
        following = self._panel.find_beside(chosen) if len(chosen) <= _FEW else None
        then = partial(self._take_begun, trashed=trashed, following=following)
        self._librarian.do(partial(_move, chosen, trashed=trashed), then)

    def _take_begun(self, told: Sequence[str] | Problem, *, trashed: bool, following: str | None) -> None:
        if isinstance(told, Problem):
            self._telling.tell_problem(told)
            return
        if not told:
            return
        if trashed and self._opening.story in told:
            following = following or self._opening.find_last()
            if following:
                self._opening.open_story(following)
            else:
                self._opening.show_nothing()
        words = self._say(len(told), trashed=trashed)
        self.push(Moving(words, told, self, trashed=trashed), words)
        self._desk.library_changed.emit()

    def move(self, stories: Sequence[str], *, trashed: bool) -> None:
        """Move stories into the trash or out of it, as something is undone or done again."""
        self._librarian.do(partial(_move, stories, trashed=trashed), partial(self._take_moved, trashed=trashed))

    def _take_moved(self, told: Sequence[str] | Problem, *, trashed: bool) -> None:
        if isinstance(told, Problem):
            self._telling.tell_problem(told)
        elif told:
            self._telling.tell(self._say(len(told), trashed=trashed))
            if not trashed:
                self._opening.open_story(told[0])
        else:
            self._telling.tell(self.tr("Another window did that already."))
        self._desk.library_changed.emit()

    def _say(self, count: int, *, trashed: bool) -> str:
        if trashed:
            return (
                self.tr("Moved to the trash.")
                if count == 1
                else self.tr("{0} stories moved to the trash.").format(count)
            )
        return self.tr("Restored.") if count == 1 else self.tr("{0} stories restored.").format(count)


def _move(stories: Sequence[str], library: Library, *, trashed: bool) -> tuple[str, ...]:
    return library.move_to_trash(stories) if trashed else library.restore(stories)
