"""Finding on the page, from the keys to the count in the bar at the bottom; going to paragraphs and photographs."""

from PySide6.QtCore import QObject, Qt

from reader.app.actions import Actions
from reader.app.lit import lit_hit
from reader.app.page.find_bar import FindBar
from reader.app.page.view import PageView
from reader.app.status import StatusBar
from reader.app.theme import Theme

_LONGEST = 100


class Finding(QObject):
    """Joins the find bar, which is made when it is first asked for, with the page and the counter."""

    def __init__(self, actions: Actions, page: PageView, status: StatusBar, theme: Theme) -> None:
        super().__init__(page)
        self._actions, self._page, self._status, self._theme = actions, page, status, theme
        self._bar: FindBar | None = None
        self._words = ""
        self._from = 0
        actions.join("find", self.open)
        actions.join("find_next", lambda: self.step(1))
        actions.join("find_previous", lambda: self.step(-1))
        actions.join("paragraph", self.ask_paragraph)
        actions.join("photograph", page.show_photo)
        page.finder.changed.connect(self._tell)
        page.escaped.connect(self._escape)

    def open(self) -> None:
        """Ask for words; a short selection is taken for them."""
        selected = " ".join(self._page.selected_text().split())
        words = selected if 0 < len(selected) <= _LONGEST else self._words
        self._from = self._page.find_seen()
        bar = self._find_bar()
        bar.open_for_words(words)
        self._look_for(words)

    def show_words(self, words: str, offset: int) -> None:
        """Show where words stand on the page, and go to the first place at or behind an offset of its text."""
        self._from = offset
        self._look_for(words)
        self.enter_page()

    def enter_page(self) -> None:
        """Give the keyboard to the page."""
        self._page.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, step: int) -> None:
        """Go to the next hit or the one before; where nothing is looked for, ask."""
        if not self._words or self._bar is None or not self._page.finder.words:
            self.open()
        else:
            self._page.finder.step(step)

    def ask_paragraph(self) -> None:
        """Ask for the number of a paragraph."""
        if self._page.count_paragraphs():
            self._page.finder.clear()
            self._find_bar().open_for_paragraph(self._page.count_paragraphs())

    def _find_bar(self) -> FindBar:
        if self._bar is None:
            self._bar = FindBar(self._page, self._theme, self._actions["find_next"], self._actions["find_previous"])
            self._bar.words_changed.connect(self._look_for)
            self._bar.entered.connect(lambda backwards: self.step(-1 if backwards else 1))
            self._bar.paragraph_wanted.connect(self._page.go_to_paragraph)
            self._bar.closed.connect(self._page.finder.clear)
        self._bar.set_text_edge(self._page.text_edge())
        return self._bar

    def _look_for(self, words: str) -> None:
        self._words = words or self._words
        self._page.finder.look_for(words, self._from)

    def _escape(self) -> None:
        if self._bar:
            self._bar.close_bar()

    def _tell(self) -> None:
        finder = self._page.finder
        found = lit_hit(finder.words, finder.current, len(finder.hits)) if finder.words else None
        self._status.show_found(found)
        if self._bar and self._bar.purpose == "words":
            missed = bool(finder.words.strip()) and not finder.hits
            self._bar.tell(self.tr("Not on this page") if missed else "")
