"""Who is in the library, and what one of them said in all of it: from a name in a story and back to a story."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt

from reader.app.desk import Desk
from reader.app.librarian import Librarian
from reader.app.opening import Opening
from reader.app.page_column import PageColumn
from reader.app.panels.library import LibraryPanel
from reader.app.panels.people import PeoplePanel
from reader.app.panels.person_page import PersonPage
from reader.app.panels.rows import plain_words
from reader.app.panels.said_model import LedRow
from reader.app.reading_order import order_reading
from reader.app.telling import Telling
from reader.app.theme import Theme
from reader.app.window import Window
from reader.library.alphabet import sort_key
from reader.library.people import Appearance, Person
from reader.library.store import Library
from reader.model.analysis import Entity
from reader.model.problem import Problem

_AT_ONCE = 100
_MOST_STORIES = 1_000  # that are looked through for one person, the newest


class People(QObject):
    """Shows list and page; both are looked up in the library's thread."""

    def __init__(
        self,
        window: Window,
        desk: Desk,
        theme: Theme,
        librarian: Librarian,
        panel: LibraryPanel,
        column: PageColumn,
        opening: Opening,
        telling: Telling,
        search: Callable[[str], object],
    ) -> None:
        super().__init__(window)
        self._window, self._desk, self._librarian, self._search = window, desk, librarian, search
        self._library_panel, self._column, self._opening, self._telling = panel, column, opening, telling
        self._turn = 0  # answers to what was asked before are not shown
        self._is_open = False  # a person's page stands in the page's place
        self.panel, self.page = PeoplePanel(theme, panel), PersonPage(theme, column)
        self.panel.hide()
        column.put(self.page)
        self.panel.wanted.connect(self._look_up)
        self.panel.chosen.connect(self.open_person)
        self.panel.left.connect(self.close)
        self.panel.model.more_wanted.connect(self._add_more)
        self.page.opened.connect(self._open_story)
        self.page.left.connect(self._leave_page)
        panel.put_in_place.connect(self._show_action)
        opening.opened.connect(self._give_way)
        opening.changed.connect(self._stay)
        desk.library_changed.connect(self._refresh)
        desk.library_wanted.connect(self.find_entity)
        desk.focus_changed.connect(self._show_possible)
        window.actions_.join("people", lambda: self.close() if panel.shows(self.panel) else self.show())
        window.actions_.join("in_library", self._find_chosen)
        panel.people.clicked.connect(window.actions_["people"].trigger)
        keys = window.actions_["people"].shortcut().toString()
        panel.people.setToolTip(f"{panel.people.accessibleName()} ({keys})")
        self._show_possible()

    # the list

    def show(self) -> None:
        """List everybody in the place of the stories."""
        if not self._window.actions_["library"].isChecked():
            self._window.show_column("library", shown=True)
        self._library_panel.show_results(self.panel)
        order_reading(self._library_panel)
        self._look_up(self.panel.field.text())
        self.panel.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._show_action()

    def close(self) -> None:
        """Bring stories and story back."""
        if self._library_panel.shows(self.panel):
            self._library_panel.show_results(None)
        self._leave_page()

    def _show_action(self) -> None:
        self._window.actions_["people"].setChecked(self._library_panel.shows(self.panel))

    def _look_up(self, words: str) -> None:
        self._librarian.look(partial(_find_people, words, 0), partial(self._show_people, words))

    def _show_people(self, words: str, told: Sequence[Person] | Problem) -> None:
        if isinstance(told, Problem):
            self._telling.tell_problem(told)
        elif words == self.panel.field.text():
            self.panel.show_people(told, more=len(told) == _AT_ONCE)

    def _add_more(self, first: int) -> None:
        words = self.panel.field.text()

        def take(told: Sequence[Person] | Problem) -> None:
            if not isinstance(told, Problem) and words == self.panel.field.text():
                self.panel.model.add_people(told, more=len(told) == _AT_ONCE)

        self._librarian.look(partial(_find_people, words, first), take)

    def _refresh(self) -> None:
        """Bring both up to date after a change, unless the reader is in the midst of the list."""
        if self._library_panel.shows(self.panel) and not self.panel.list.verticalScrollBar().value():
            self._look_up(self.panel.field.text())

    # one person

    def find_entity(self, entity: Entity) -> None:
        """Show what the library has of somebody named in the open story; of what is no person, the stories."""
        name = plain_words(entity.name)
        if entity.kind != "person":
            self._search(f'name:"{name}" '.replace('""', ""))
            return
        story = self._opening.story or ""
        then = partial(self._take_found, entity)
        self._librarian.look(partial(_find_person, name, story), then)

    def _find_chosen(self) -> None:
        subject, reading = self._desk.chosen_entity(), self._desk.reading
        if subject is not None and reading and reading.analysis:
            self.find_entity(reading.analysis.entities[subject])

    def _show_possible(self, *_told: object) -> None:
        self._window.actions_["in_library"].setEnabled(self._desk.chosen_entity() is not None)

    def _take_found(self, entity: Entity, told: Person | Problem | None) -> None:
        if isinstance(told, Problem):
            self._telling.tell_problem(told)
        elif told is None:
            self._telling.tell(self.tr("{0} is not in the library yet.").format(plain_words(entity.name)))
        else:
            self.open_person(told)

    def open_person(self, person: Person) -> None:
        """Show the page of a person in the story's place."""
        self._turn += 1
        turn = self._turn
        self._is_open = True
        self.page.show_person(person, None)
        self.panel.show_chosen(person)
        self._bring()
        self._librarian.look(
            lambda library: library.appearances(person, _MOST_STORIES) if turn == self._turn else None,
            lambda told: self._take_appearances(turn, person, told),
        )

    def _bring(self) -> None:
        self._column.bring(self.page)
        self._window.top.legend.setVisible(False)

    def _take_appearances(self, turn: int, person: Person, told: Sequence[Appearance] | Problem | None) -> None:
        if turn != self._turn or told is None:
            return
        if isinstance(told, Problem):
            self._telling.tell_problem(told)
            self._leave_page()
            return
        self.page.show_person(person, told)
        if self._is_open and not self.panel.list.hasFocus():
            self.page.take_focus()

    def _open_story(self, row: LedRow) -> None:
        if row.story == self._opening.story:
            self._leave_page()  # it is the open one
        else:
            self._desk.article_wanted.emit(row.story)
        reading = self._desk.reading
        if reading and reading.id == row.story and reading.analysis:
            self._desk.go_to(row.place)

    def _leave_page(self) -> None:
        if self._is_open:
            self._give_way()
            self._opening.changed.emit()  # whatever there is of the story is shown again

    def _give_way(self, *_told: object) -> None:
        self._turn += 1
        self._is_open = False
        self.panel.show_chosen(None)

    def _stay(self) -> None:
        """Stand on while something about the story behind it changes."""
        if self._is_open:
            self._bring()


def _find_people(words: str, first: int, library: Library) -> list[Person]:
    return library.people(words, first, _AT_ONCE)


def _find_person(name: str, story: str, library: Library) -> Person | None:
    """Return the person of a name: the one of this story where somebody goes by one word alone."""
    same = [person for person in library.people(name) if sort_key(person.name) == sort_key(name)]
    return next((person for person in same if person.story in (None, story)), None)
