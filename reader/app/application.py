"""Makes every object and joins every signal; what the first picture does not need is loaded after it."""

import signal
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from reader.app.desk import Desk
from reader.app.importing import Importing
from reader.app.looks import Looks, find_theme
from reader.app.opening import Opening
from reader.app.page.column import find_column
from reader.app.page.view import PageView
from reader.app.page_column import PageColumn
from reader.app.panels.library import LibraryPanel, StoryListModel
from reader.app.settings import Settings
from reader.app.status import StatusBar
from reader.app.theme import Theme, load_fonts, make_font
from reader.app.times import note_time
from reader.app.window import Window
from reader.app.worker import Worker
from reader.library.store import Library
from reader.model.problem import Problem
from reader.pipeline import versions
from reader.resources import find_resource

if TYPE_CHECKING:
    from reader.app.commands import Commands
    from reader.app.right_column import RightColumn

_LOOK_AT_LIBRARY = 1000  # ms between two looks whether another process wrote into it
_REFRESH = 40  # ms in which changes of the list are gathered
_PATIENCE = 400  # ms after which the rest is loaded though the first picture does not come


class Application(QObject):
    """One window on one library."""

    def __init__(self, folder: Path, sources: Sequence[str] = (), *, paste: bool = False) -> None:
        super().__init__()
        dress_application()
        self._library = Library(folder)
        self._settings = Settings(folder)
        self._theme = Theme(find_theme(self._settings.text("theme")))
        self._desk = Desk(self._library, self)
        self._worker = Worker(self)
        self._importing = Importing(self._library, self._worker, versions(), self)
        self._stories = StoryListModel(self._library, self)
        self.window = Window(self._theme, self._settings)
        self.setParent(self.window)
        self._theme.setParent(self)
        self._make_first_picture()
        self._refresh = QTimer(self, singleShot=True, interval=_REFRESH)
        self._look = QTimer(self, interval=_LOOK_AT_LIBRARY)
        self._right: RightColumn | None = None
        self._commands: Commands | None = None
        self._join()
        self._busy = True
        self._page.set_busy(True)
        self._open_first(sources, paste=paste)
        self._page.setFocus()
        self.window.show()
        QTimer.singleShot(_PATIENCE, self, self._load_rest)

    def _make_first_picture(self) -> None:
        window, desk, theme = self.window, self._desk, self._theme
        self._page = PageView(desk, theme, self._library.photo_path)
        self._page_column = PageColumn(self._page, theme, window.actions_)
        self._library_panel = LibraryPanel(desk, theme, self._stories)
        self._status = StatusBar(desk, theme, window.actions_)
        self._opening = Opening(self._library, desk, self._page, self._importing, self)
        self._looks = Looks(theme, self._settings, window.actions_, self._page)
        window.put_bar(self._status)
        window.put(window.library, self._library_panel)
        window.put(window.page, self._page_column)

    def _join(self) -> None:
        window, desk, importing, opening = self.window, self._desk, self._importing, self._opening
        window.painted.connect(lambda: note_time("window-painted"))
        window.painted.connect(lambda: QTimer.singleShot(0, self, self._load_rest))
        window.dropped.connect(lambda data: self._open(importing.hand_in_data(data)))
        window.resized.connect(self._show_text_edge)
        window.closing.connect(self._close)
        self._page.painted.connect(lambda: note_time("story-painted"))
        self._page.link_wanted.connect(open_link)
        desk.article_wanted.connect(opening.open_story)
        desk.note_saved.connect(self._refresh_soon)
        opening.opened.connect(self._library_panel.show_open)
        opening.state_changed.connect(self._show_state)
        opening.marked_read.connect(self._refresh_soon)
        importing.handed_in.connect(self._tell_known)
        importing.handed_in.connect(self._refresh_soon)
        importing.stored.connect(self._refresh_soon)
        importing.failed.connect(self._refresh_soon)
        importing.refused.connect(self._show_refusal)
        self._refresh.timeout.connect(desk.library_changed)
        desk.library_changed.connect(self._show_library)
        self._look.timeout.connect(self._look_at_library)

    def _open_first(self, sources: Sequence[str], *, paste: bool) -> None:
        story = None
        if paste:
            story = self._importing.hand_in_data(QGuiApplication.clipboard().mimeData())
        if sources:
            first = self._importing.hand_in_places(sources)
            story = story or first
        if not story and not (sources or paste) and not self._library.count():
            story = self._importing.hand_in_place(find_sample())
        story = story or self._opening.find_last()
        self._show_library()
        if story:
            self._opening.open_story(story)
        else:
            self._opening.show_nothing()

    def _load_rest(self) -> None:
        """Load what the first picture did without: panels, menus, dialogs, the working process."""
        if self._commands:
            return
        from reader.app.commands import Commands  # with the panels, a fifth of a second that the story need not wait
        from reader.app.right_column import make_right_column

        self._right = make_right_column(self._desk, self._theme, self._library.photo_path)
        self.window.put(self.window.right, self._right)
        self._right.try_again.connect(self._try_again)
        self._commands = Commands(
            self.window, self._desk, self._library, self._importing, self._opening, self._page,
            self._library_panel, self._right, self._looks, self._settings,
        )  # fmt: skip
        self.window.fill_menus()
        self._show_hint()
        self._tell_busy()
        self._worker.start()
        self._importing.ask_stale(self._worker.busy)
        self._look.start()

    # -- what goes on

    def _open(self, story: str | None) -> None:
        if story:
            self._opening.open_story(story)

    def _show_state(self, state: str, problem: str) -> None:
        column, story = self._page_column, self._opening.story
        if state == "page":
            column.show_page()
        elif state == "waiting":
            column.show_waiting()
        elif state == "empty" or story is None:
            column.show_empty()
        else:
            text = partial(self._importing.ask_for_text, story) if self._importing.can_show_text(story) else None
            name = self._library.story(story).title or self.tr("Pasted story")
            column.show_failed().show_problem(name, problem, partial(self._importing.ask_again, story), text)
        self._tell_busy()

    def _try_again(self) -> None:
        if self._opening.story:
            self._importing.ask_again(self._opening.story)

    def _tell_busy(self) -> None:
        """Say when all there is to see of the story is shown: then `busy` is False."""
        reading = self._desk.reading
        busy = self._right is None or (reading is not None and reading.analysis is None and not reading.problem)
        if self._right:
            self._right.show_problem(reading)
        if self._busy and not busy:
            self.window.repaint()  # so that what is measured was drawn
            note_time("panels-filled")
        self._busy = busy
        self._page.set_busy(busy)

    def _text_left(self) -> int:
        return find_column(self._page.width(), self._page.scale).left

    def _show_text_edge(self) -> None:
        self._status.set_text_edge(self._text_left())

    def _refresh_soon(self, *_told: object) -> None:
        if not self._refresh.isActive():
            self._refresh.start()

    def _show_library(self) -> None:
        self._stories.refresh()
        count = self._stories.rowCount()
        words = {0: self.tr("No stories"), 1: self.tr("1 story")}.get(count)
        self._status.show_stories(words or self.tr("{0} stories").format(QLocale().toString(count)))

    def _look_at_library(self) -> None:
        try:
            changed = self._library.changed_elsewhere()
        except Problem:
            return  # whoever next needs it is told
        if changed:
            self._desk.library_changed.emit()

    def _tell_known(self, _story: str, known: bool) -> None:
        if known and self._commands:
            self._page_column.show_toast(self.tr("This story is in the library already."), self._text_left())

    def _show_refusal(self, problem: Problem) -> None:
        self._library_panel.messages.show_message("refused", "error", problem.what, problem.advice, closes=True)

    def _show_hint(self) -> None:
        if self._settings.on("hint_seen") or not self._is_sample_alone():
            return
        from reader.app.messages import HintCard

        card = HintCard(self._theme, self._library_panel)
        card.done.connect(lambda: self._settings.keep("hint_seen", True))
        card.done.connect(lambda: self._library_panel.show_below(None))
        self._library_panel.show_below(card)

    def _is_sample_alone(self) -> bool:
        story = self._stories.story(0) if self._stories.rowCount() == 1 else None
        return story is not None and self._library.source(story.id).name == find_sample().name

    def _close(self) -> None:
        """Put the last things on the disk; the working process is not waited for."""
        if self._right:
            self._right.notes.flush()
        self._look.stop()
        self._refresh.stop()
        self._opening.keep_place()
        self._worker.stop()
        self._library.close()


def dress_application() -> None:
    """Give the QApplication its fonts and names, once."""
    application = QApplication.instance()
    if isinstance(application, QApplication) and "Source Sans Pro" not in QFontDatabase.families():
        load_fonts()
        application.setFont(make_font("sans", 14))
        application.setApplicationDisplayName("Dateline")
        QGuiApplication.setDesktopFileName("dateline")


def find_sample() -> Path:
    """Return the story that comes with Dateline."""
    return find_resource("sample/story.txt")


def open_link(address: str) -> None:
    """Hand an address to the browser: http and https alone."""
    url = QUrl(address)
    if url.scheme() in ("http", "https"):
        QDesktopServices.openUrl(url)


def run(library: Path, sources: Sequence[str] = (), *, paste: bool = False) -> int:
    """Open the window and stay until it is closed; return the exit status."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Dateline")
    try:
        first = Application(library, sources, paste=paste)
    except Problem as problem:
        print(f"dateline: {problem}", file=sys.stderr)
        tell_problem(problem)
        return 1
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: first.window.close())
    return application.exec()


def tell_problem(problem: Problem) -> None:
    """Tell a problem that keeps the window from opening, to whoever did not start it from a terminal."""
    box = QMessageBox(QMessageBox.Icon.Critical, "Dateline", problem.what)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(problem.advice)
    box.exec()
