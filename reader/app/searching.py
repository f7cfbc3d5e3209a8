"""Searching the library: from what is typed to the list of what was found, and on to the passage on the page."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QObject, QTimer

from reader.app.desk import Desk
from reader.app.finding import Finding
from reader.app.librarian import Librarian
from reader.app.opening import Opening
from reader.app.panels.hit_model import HIT
from reader.app.panels.library import LibraryPanel
from reader.app.panels.results import Results
from reader.app.panels.search_filters import add_filter, find_scope, remove_fields
from reader.app.reading_order import order_reading
from reader.app.settings import Settings
from reader.app.theme import Theme
from reader.app.window import Window
from reader.library.passages import Passage
from reader.library.query import read_query
from reader.library.search import LOOKED_THROUGH, Hit, SearchOrder
from reader.library.store import Library
from reader.model.problem import Problem

_AT_ONCE = 10  # hits that fill the column
_MORE = 40
_LOOKED_AFTER = 200  # rows of what was found that are looked at again after a change
_PAUSE = 250  # ms without a keystroke until each place is counted


class Searching(QObject):
    """Shows the newest hits at once; how many there are, and the best of them, comes from the library's thread."""

    def __init__(
        self,
        window: Window,
        desk: Desk,
        theme: Theme,
        settings: Settings,
        library: Library,
        librarian: Librarian,
        panel: LibraryPanel,
        opening: Opening,
        finding: Finding,
    ) -> None:
        super().__init__(window)
        self._window, self._desk, self._theme, self._settings = window, desk, theme, settings
        self._library, self._librarian = library, librarian
        self._panel, self._opening, self._finding = panel, opening, finding
        self._typed = ""
        self._turn = 0  # answers to an earlier search are not shown
        self._results: Results | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._count_places)
        field = panel.search
        field.textChanged.connect(self.search)
        field.entered.connect(self._open_first)
        field.left.connect(self._leave)
        field.down.connect(self._enter_list)
        window.actions_.join("search", self.enter)
        desk.library_changed.connect(self._search_again)
        opening.opened.connect(self._show_open)
        if field.text():
            self.search(field.text())

    def enter(self) -> None:
        """Go to the field; what stands in it is ready to be overwritten."""
        if not self._window.actions_["library"].isChecked():
            self._window.show_column("library", shown=True)
        self._panel.search.setFocus()
        self._panel.search.selectAll()

    def search_for(self, words: str) -> None:
        """Search for something as if it had been typed."""
        self.enter()
        self._panel.search.setText(words)
        self._panel.search.end(False)

    def search(self, typed: str) -> None:
        """Show what is found; with nothing typed the list of stories comes back."""
        is_other = typed != self._typed
        self._typed = typed
        self._turn += 1
        if not typed.strip():
            self._pause.stop()
            self._panel.show_results(None)
            return
        results = self._find_results()
        results.chips.show_typed(typed)
        if is_other:
            results.chips.show_counts({})
        self._pause.start()
        if find_scope(typed) == "quotes":
            self._ask_for_quotes(typed)  # each story found has to be looked at: not in this thread
            return
        try:
            hits = self._library.search(typed, 0, _AT_ONCE)
        except Problem as problem:
            self._tell(problem)
            return
        self._show_first(hits, more=len(hits) == _AT_ONCE and self._order == "newest", goes_up=is_other)
        results.show_count(None if len(hits) == _AT_ONCE else len(hits))
        if len(hits) == _AT_ONCE:
            self._ask_for_more(typed)

    def _show_first(self, hits: Sequence[Hit], *, more: bool, goes_up: bool = True) -> None:
        results = self._find_results()
        results.hits.show_hits(hits, more=more)
        if goes_up:
            results.list.scrollToTop()
        results.chips.offer(results.hits.outlets(), results.hits.speakers())
        results.show_nothing("" if hits else self.tr("No story has all these words."))
        self._panel.show_results(results, self._step, self._find_chosen)

    def _ask_for_quotes(self, typed: str) -> None:
        results, turn, order = self._find_results(), self._turn, self._order
        results.show_count(None)
        self._panel.show_results(results, self._step, self._find_chosen)

        def find(library: Library) -> list[Hit] | None:
            return library.search(typed, 0, _MORE, order) if turn == self._turn else None

        def take(told: Sequence[Hit] | Problem | None) -> None:
            if isinstance(told, Problem):
                self._tell(told)
            elif told is not None and turn == self._turn:
                self._show_first(told, more=len(told) == _MORE)
                results.show_count(len(told) if len(told) < _MORE else None)
                if len(told) == _MORE:
                    self._ask_for_more(typed)

        self._librarian.look(find, take)

    def _count_places(self) -> None:
        """Count the stories in which it is found anywhere, in quotes and in notes."""
        typed, turn = remove_fields(self._typed, "in"), self._turn
        if not read_query(typed).terms:
            return

        def count(library: Library) -> dict[str, str] | None:
            if turn != self._turn:
                return None
            whole = library.count_hits(typed)
            notes, quotes = (library.count_hits(add_filter(typed, "in", scope)) for scope in ("notes", "quotes"))
            more = "+" if whole > LOOKED_THROUGH else ""
            return {"": _show(whole), "quotes": _show(quotes) + more, "notes": _show(notes)}

        def take(told: dict[str, str] | Problem | None) -> None:
            if isinstance(told, dict) and turn == self._turn:
                self._find_results().chips.show_counts(told)

        self._librarian.look(count, take)

    def _ask_for_more(self, typed: str) -> None:
        turn = self._turn

        def count(library: Library) -> int | None:
            return library.count_hits(typed) if turn == self._turn else None

        def rank(library: Library) -> list[Hit] | None:
            return library.search(typed, 0, _MORE, "ranked") if turn == self._turn else None

        is_ranked = self._order == "ranked" and find_scope(typed) != "quotes"
        self._librarian.look(count, lambda told: self._show_count(turn, told))
        if is_ranked:
            self._librarian.look(rank, lambda told: self._show_ranked(turn, told))

    def _search_again(self) -> None:
        """Bring the list up to date after a change; where the reader is in the midst of it, only what is gone goes."""
        if not (self._typed.strip() and self._results):
            return
        if self._results.find_kept():
            stories = self._results.hits.first_stories(_LOOKED_AFTER)
            self._results.hits.remove({story for story in stories if not self._opening.is_there(story)})
        else:
            self.search(self._typed)

    @property
    def _order(self) -> SearchOrder:
        return "ranked" if self._settings.text("search_order") == "ranked" else "newest"

    def _choose_order(self, order: str) -> None:
        self._settings.keep("search_order", order)
        self._find_results().show_order(order)
        self.search(self._typed)

    # answers of the library's thread

    def _show_count(self, turn: int, told: int | Problem | None) -> None:
        if isinstance(told, int) and turn == self._turn:
            self._find_results().show_count(told)

    def _show_ranked(self, turn: int, told: Sequence[Hit] | Problem | None) -> None:
        if told is None or isinstance(told, Problem) or turn != self._turn:
            return
        results = self._find_results()
        kept = results.find_kept()  # what is pointed at stays where it is
        if kept:
            results.hits.show_behind(kept, told, more=len(told) == _MORE)
        else:
            results.hits.show_hits(told, more=len(told) == _MORE)
        results.chips.offer(results.hits.outlets(), results.hits.speakers())

    def _add_more(self, first: int) -> None:
        typed, turn, order = self._typed, self._turn, self._order

        def find(library: Library) -> list[Hit] | None:
            return library.search(typed, first, _MORE, order) if turn == self._turn else None

        self._librarian.look(find, lambda told: self._take_more(turn, told))

    def _take_more(self, turn: int, told: Sequence[Hit] | Problem | None) -> None:
        if told is not None and not isinstance(told, Problem) and turn == self._turn:
            self._find_results().hits.add_hits(told, more=len(told) == _MORE)

    def _tell(self, problem: Problem) -> None:
        results = self._find_results()
        results.hits.show_hits((), more=False)
        results.show_count(0)
        results.show_nothing(str(problem))
        self._panel.show_results(results, self._step, self._find_chosen)

    # from the list to the page

    def _find_results(self) -> Results:
        if self._results is None:
            self._results = Results(self._theme, self._panel)
            self._results.show_order(self._order)
            self._results.order_chosen.connect(self._choose_order)
            self._results.hits.more_wanted.connect(self._add_more)
            self._results.list.opened.connect(self.open_hit)
            self._results.list.left.connect(self._leave)
            self._results.search_left.connect(self._leave)
            self._results.list.above.connect(self._panel.search.setFocus)
            self._results.chips.retyped.connect(self._retype)
            self._results.chips.wants_words.connect(self._ask_words)
            self._results.chips.left.connect(self._leave)
            self._show_open(self._opening.story)
            order_reading(self._panel)
        return self._results

    def _show_open(self, story: str | None) -> None:
        if self._results:
            self._results.list.rows.open_story = story
            self._results.list.viewport().update()

    def _retype(self, typed: str) -> None:
        """Take what a chip made of what was typed."""
        if typed.strip():
            self._panel.search.setText(typed)
        else:
            self._leave()

    def _ask_words(self, beginning: str) -> None:
        """Let the reader go on typing a condition."""
        field = self._panel.search
        words = field.text().rstrip()
        field.setText(f"{words} {beginning}" if words else beginning)
        field.setFocus()
        field.end(False)

    def _step(self, step: int) -> bool:
        """Open what was found `step` rows below the open story; say whether there is such a row."""
        results = self._find_results()
        row = results.hits.row_of(self._opening.story)
        row = row + step if row >= 0 else max(results.list.currentIndex().row(), 0)
        if not 0 <= row < results.hits.rowCount():
            return False
        results.list.open_index(results.hits.index(row))
        return True

    def _find_chosen(self) -> tuple[str, ...]:
        """Return the story of the row that is chosen in what was found, where the keyboard is there."""
        hit = self._results.list.currentIndex().data(HIT) if self._results and self._results.list.hasFocus() else None
        return (hit.story.id,) if hit else ()

    def _enter_list(self) -> None:
        if self._results and self._results.hits.rowCount():
            self._results.list.setFocus()
            self._results.list.setCurrentIndex(self._results.hits.index(0))

    def _open_first(self) -> None:
        if self._results and self._typed.strip():
            self._results.list.open_index(self._results.hits.index(0))

    def _leave(self) -> None:
        """Empty the field; where it is empty already, go back to the page."""
        if self._panel.search.text():
            self._panel.search.clear()
            self._panel.search.setFocus()
        else:
            self._finding.enter_page()

    def open_hit(self, hit: Hit) -> None:
        """Open a story at the passage that was found in it."""
        self._opening.open_story(hit.story.id)
        reading = self._desk.reading
        if reading is None or reading.id != hit.story.id:
            return
        passage = _find_on_page(hit)
        if passage is None:
            return
        if passage.place and not passage.found:
            self._desk.go_to(passage.place)
            return
        if passage.found:
            words = passage.found[0].cut(passage.words)
            if passage.place and len(passage.place.cut(reading.article.text)) < 80:
                words = passage.place.cut(reading.article.text)
            self._finding.show_words(words, passage.place.start if passage.place else 0)


def _show(count: int) -> str:
    return QLocale().toString(count)


def _find_on_page(hit: Hit) -> Passage | None:
    """Return the passage to go to: one with a place in the text, else one whose words stand in it."""
    by_kind = sorted(hit.passages, key=lambda passage: passage.place is None)
    return next((each for each in by_kind if each.where not in ("note", "outlet")), None)
