"""Which story is on the page: opening, the way back, where each was left, and when it counts as read."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QObject, QTimer, Signal

from reader.app.desk import Desk
from reader.app.lit import WORDS_A_MINUTE
from reader.app.page.view import PageView
from reader.library.store import Library
from reader.model.article import Article, Source
from reader.model.problem import Problem
from reader.model.reading import Reading

Write = Callable[[Callable[[Library], object], Callable[[object], None]], None]
State = Literal["empty", "waiting", "failed", "page"]
_LEAST_SECONDS = 5
_LAST = "article"  # what the library remembers: the story last open
_PLACE = "place "  # and how far down each was read


class Opening(QObject):
    """Puts stories on the desk."""

    opened = Signal(str)  # story id: it is what the reader sees now, whatever there is of it
    changed = Signal()  # what there is of it, and so perhaps the state
    marked_read = Signal(str)
    trail_changed = Signal()
    work_wanted = Signal(str)  # story id: what is still to be done for it is wanted now

    def __init__(self, library: Library, desk: Desk, page: PageView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library, self._desk, self._page = library, desk, page
        self.story: str | None = None
        self.state: State = "empty"
        self._trail: list[str] = []
        self._at = -1
        self._places: dict[str, float] = {}
        self.write: Write = self.write_here
        self.read_timer = QTimer(self, singleShot=True)
        self.read_timer.timeout.connect(self._mark_read)

    def find_first(self, wanted: str) -> str | None:
        """Return the story a window opens with: the one last open here or, when that is `wanted`, the newest."""
        return self._find_newest() if wanted == "newest" else self.find_last()

    def find_last(self) -> str | None:
        """Return the story last open here, else the newest, or None in an empty library."""
        last = self._library.remembered(_LAST)
        if last and self.is_there(last):
            return last
        return self._find_newest()

    def _find_newest(self) -> str | None:
        newest = self._library.stories(0, 1)
        return newest[0].id if newest else None

    def is_there(self, story: str) -> bool:
        """Say whether a story is in the library, and not in its trash."""
        try:
            return self._library.story(story).trashed is None
        except Problem:
            return False

    def open_story(self, story: str) -> None:
        """Show a story and remember it as one step of the way."""
        if story == self.story:
            return
        del self._trail[self._at + 1 :]
        self._trail.append(story)
        self._at = len(self._trail) - 1
        self._show(story)

    def step(self, step: int) -> None:
        """Go back (-1) or forward (1) among the stories that were opened."""
        if self.can_step(step):
            self._at += step
            self._show(self._trail[self._at])

    def can_step(self, step: int) -> bool:
        """Say whether there is a story to go to."""
        return 0 <= self._at + step < len(self._trail)

    def show_nothing(self) -> None:
        """Show that there is no story."""
        self.keep_place()
        self.story = None
        self._desk.show(None)
        self._take_state(None)

    def _show(self, story: str) -> None:
        self.keep_place()
        self.story = story
        reading = self._find_reading(story)
        self._desk.show(reading)
        self._go_to_last_place(story)
        self._start_to_read(reading)
        self.opened.emit(story)
        self.trail_changed.emit()
        self._take_state(reading)
        self.work_wanted.emit(story)

    def show_anew(self, story: str) -> None:
        """Show what there is of a story now, if it is the open one."""
        if story == self.story:
            reading = self._find_reading(story)
            fresh = self._desk.reading is None or not self._desk.reading.article.blocks
            self._desk.show(reading)
            if fresh:
                self._start_to_read(reading)
            self._take_state(reading)

    def _find_reading(self, story: str) -> Reading:
        """Return a story's reading; of one without a text, a reading that holds its name, its note and the problem."""
        try:
            return self._library.reading(story)
        except Problem as problem:
            row = self._library.story(story)
            told = str(problem) if row.state == "failed" else ""
            article = Article(Source(kind="", sha256=""), row.title, "", ())
            return Reading(story, article, self._library.note(story), problem=told)

    def _take_state(self, reading: Reading | None) -> None:
        if reading is None:
            self.state = "empty"
        elif reading.article.blocks:
            self.state = "page"
        else:
            self.state = "failed" if reading.problem else "waiting"
        self.changed.emit()

    def leave(self) -> None:
        """Let nothing more happen by itself."""
        self.read_timer.stop()

    # where it was left, and when it counts as read

    def keep_place(self) -> None:
        """Remember the open story and how far down it was read; a full disk only means that this is forgotten."""
        if self.story is None or self.state != "page":
            return
        story, place = self.story, self._page.scroll_place()
        self._places[story] = place

        def remember(library: Library) -> None:
            library.remember(_LAST, story)
            library.remember(_PLACE + story, f"{place:.5f}")

        self.write(remember, lambda _told: None)

    def write_here(self, work: Callable[[Library], object], then: Callable[[object], None]) -> None:
        """Write in this thread; a Problem is told to `then` like any other outcome."""
        try:
            told = work(self._library)
        except Problem as problem:
            told = problem
        then(told)

    def _go_to_last_place(self, story: str) -> None:
        place = self._places.get(story) or self._library.remembered(_PLACE + story)
        if place:
            self._page.go_to_place(float(place))

    def _start_to_read(self, reading: Reading) -> None:
        """Let a story count as read when it was open for half its reading time, never by a glance."""
        words = len(reading.article.text.split())
        self.read_timer.stop()
        if words and self._library.story(reading.id).unread:
            seconds = max(words / WORDS_A_MINUTE * 60 / 2, _LEAST_SECONDS)
            self.read_timer.start(round(seconds * 1000))

    def _mark_read(self) -> None:
        if self.story:
            story = self.story
            self.write(lambda library: library.mark_read(story), lambda told: self._tell_read(story, told))

    def _tell_read(self, story: str, told: object) -> None:
        if not isinstance(told, Problem):
            self.marked_read.emit(story)
