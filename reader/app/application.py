"""Makes every object and joins every signal; what the first picture does not need is loaded after it."""

from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from reader.app.desk import Desk
from reader.app.looks import Looks, find_theme
from reader.app.opening import Opening
from reader.app.page.view import PageView
from reader.app.page_column import PageColumn
from reader.app.panels.library import LibraryPanel
from reader.app.panels.story_model import StoryListModel, read_order
from reader.app.settings import Settings
from reader.app.status import StatusBar
from reader.app.theme import Theme, ThemeName, load_fonts, make_font
from reader.app.times import note_time
from reader.app.turns import NotesInTurn
from reader.app.window import Window
from reader.library.store import Library
from reader.model.problem import Problem
from reader.pipeline import versions
from reader.resources import find_resource

if TYPE_CHECKING:
    from reader.app.commands import Commands
    from reader.app.importing import Importing
    from reader.app.right_column import RightColumn
    from reader.app.telling import Telling
    from reader.app.worker import Worker

SAMPLE = "sample/story.txt"
DESKTOP_ID = "org.dateline.dateline"  # of the menu entry, its description and the icon too
_LOOK_AT_LIBRARY = 1000  # ms between two looks whether another process wrote into it
_REFRESH = 40  # ms in which changes of the list are gathered
_PATIENCE = 400  # ms after which the rest is loaded though the first picture does not come


class Application(QObject):
    """One window on one library."""

    loaded = Signal()  # everything stands
    filled = Signal()  # all there is to see of the story is shown

    def __init__(
        self, folder: Path, sources: Sequence[str] = (), *, paste: bool = False, theme: ThemeName | None = None
    ) -> None:
        super().__init__()
        dress_application()
        self._panels_filled = self._was_filled = self.is_filled = self._closed = False
        self.worker: Worker | None = None
        self._importing: Importing | None = None
        self.right: RightColumn | None = None
        self._telling: Telling | None = None
        self._commands: Commands | None = None
        self._library = Library(folder)
        self._settings = Settings(folder)
        self._theme = Theme(theme or find_theme(self._settings.text("theme")))
        self._turn = Lock()
        self.desk = Desk(NotesInTurn(self._library, self._turn), self)
        self._stories = StoryListModel(self._library, self, read_order(self._settings.text("order")))
        self.window = Window(self._theme, self._settings)
        self.setParent(self.window)
        self._theme.setParent(self)
        self._refresh = QTimer(self, singleShot=True, interval=_REFRESH)
        self._look = QTimer(self, interval=_LOOK_AT_LIBRARY)
        self._make_first_picture()
        self._join_first_picture()
        self._page.set_busy(True)
        self.window.show()  # nothing is painted before the event loop runs, and the page is laid out once, in its size
        self._open_first(sources, paste=paste)
        self._page.setFocus()
        QTimer.singleShot(_PATIENCE, self, self._load_panels)

    def _make_first_picture(self) -> None:
        window, desk, theme = self.window, self.desk, self._theme
        self._page = PageView(desk, theme, self._library.photo_path)
        self._page_column = PageColumn(self._page)
        self._library_panel = LibraryPanel(desk, theme, self._stories)
        counts = self._settings.numbers("shelf_counts")
        if len(counts) == 2:
            self._library_panel.shelves.show_counts(*counts)  # as last counted, so that nothing jumps
        self._library_panel.search.show_keys(window.actions_["search"].shortcut().toString())
        self._status = StatusBar(desk, theme, window.actions_)
        self.opening = Opening(self._library, desk, self._page, self)
        self._looks = Looks(theme, self._settings, window.actions_, self._page)
        window.put_bar(self._status)
        window.put(window.library, self._library_panel)
        window.put(window.page, self._page_column)

    def _join_first_picture(self) -> None:
        window, desk, opening = self.window, self.desk, self.opening
        window.painted.connect(lambda: note_time("window-painted"))
        window.painted.connect(lambda: QTimer.singleShot(0, self, self._load_panels))
        window.resized.connect(self._show_text_edge)
        self._page.column_changed.connect(self._show_text_edge)
        window.closed.connect(self._close)
        self._page.painted.connect(lambda: note_time("story-painted"))
        desk.article_wanted.connect(opening.open_story)
        desk.note_saved.connect(self._refresh_soon)
        opening.opened.connect(self._library_panel.show_open)
        opening.changed.connect(self._tell_busy)
        opening.marked_read.connect(self._refresh_soon)
        self._refresh.timeout.connect(desk.library_changed)
        desk.library_changed.connect(self._show_library)
        self._look.timeout.connect(self._look_at_library)
        self._stories.modelReset.connect(lambda: self._status.show_stories(self._stories.rowCount()))

    def _open_first(self, sources: Sequence[str], *, paste: bool) -> None:
        story = None
        if paste:
            story = self._find_importing().hand_in_data(QGuiApplication.clipboard().mimeData())
        if sources:
            story = self._find_importing().hand_in_places(sources) or story
        if not (sources or paste) and not self._library.count():
            story = self._find_importing().hand_in_place(find_resource(SAMPLE), shows=False)
        story = story or self.opening.find_first(self._settings.text("first_story"))
        self._show_library()
        if story:
            self.opening.open_story(story)
        else:
            self.opening.show_nothing()

    # what the first picture did without

    def _find_importing(self) -> "Importing":
        """Return what hands sources in; a window that only opens a story it has makes it after the first picture."""
        if self._importing is None:
            from reader.app.importing import Importing  # 20 ms, and the story need not wait
            from reader.app.worker import Worker

            self.worker = Worker(self)
            self._importing = Importing(self._library, self.worker, versions(), self._turn, self)
            self._importing.handed_in.connect(self._refresh_soon)
            self._importing.came.connect(self.opening.open_story)
            self._importing.looked.connect(self._tell_busy)
            self.opening.write = self._importing.write
            for told in (self._importing.stored, self._importing.failed):
                told.connect(self._refresh_soon)
                told.connect(self.opening.show_anew)
        return self._importing

    def _load_panels(self) -> None:
        """Load the panels about the story, and with the next turn of the event loop the rest."""
        if self.right or self._closed:
            return
        from reader.app.right_column import RightColumn  # 60 ms, and the story need not wait

        self._look.start()
        self.right = RightColumn(self.desk, self._theme, self._library.photo_path, self._settings)
        self.window.put(self.window.right, self.right)
        self.window.closing.connect(self.right.keep_note)
        self._note_filled()
        QTimer.singleShot(0, self, self._load_rest)

    def _load_rest(self) -> None:
        """Load menus, messages, what the actions do, and the working process."""
        if self.right is None or self._closed:
            return
        from reader.app.adding_photographs import AddingPhotographs
        from reader.app.analysing_again import AnalysingAgain
        from reader.app.backing_up import BackingUp
        from reader.app.commands import Commands  # 40 ms, and the panels need not wait
        from reader.app.copying import Copying
        from reader.app.details import Details
        from reader.app.finding import Finding
        from reader.app.handing_in import HandingIn
        from reader.app.helping import Helping
        from reader.app.keeping import Keeping
        from reader.app.mending_photographs import MendingPhotographs
        from reader.app.missing_font import MissingFont
        from reader.app.original import Originals
        from reader.app.outgoing import Outgoing
        from reader.app.panel_menus import PanelMenus
        from reader.app.people import People
        from reader.app.reading_order import order_reading
        from reader.app.replacing import Replacing
        from reader.app.rereading import Rereadings
        from reader.app.searching import Searching
        from reader.app.shelving import Shelving
        from reader.app.telling import Telling
        from reader.app.upkeep import Upkeep

        importing = self._find_importing()
        self._telling = Telling(
            self.window, self._theme, self._settings, self._library, self._stories, self.opening, importing,
            self._library_panel, self._page_column, self.right, self._status,
        )  # fmt: skip
        self._commands = Commands(
            self.window, self.desk, self._library, importing, self.opening, self._page, self._library_panel,
            self.right, self._looks,
        )  # fmt: skip
        AnalysingAgain(importing, self._status)
        Copying(self.window, self._page)
        PanelMenus(self.window, self._page, self.right, self._telling)
        finding = Finding(self.window.actions_, self._page, self._status, self._theme)
        searching = Searching(
            self.window, self.desk, self._theme, self._settings, self._library, importing.librarian,
            self._library_panel, self.opening, finding,
        )  # fmt: skip
        People(
            self.window, self.desk, self._theme, importing.librarian, self._library_panel, self._page_column,
            self.opening, self._telling, searching.search_for,
        )  # fmt: skip
        shelving = Shelving(
            self.window, self.desk, self._settings, importing.librarian, self._library_panel, self._stories,
            self.opening, self._telling,
        )  # fmt: skip
        HandingIn(self.window, self._theme, importing, self.opening, self._library_panel, shelving)
        Replacing(self._theme, self.desk, importing, self.opening, self._library_panel, shelving, self._telling)
        details = Details(
            self.window, self.desk, self._theme, self._page, self.opening, importing, self._telling, shelving.undo,
            is_read_only=self._library.is_read_only,
        )  # fmt: skip
        AddingPhotographs(self.window, self.desk, self._library, details, self.right.photo, self._telling)
        MendingPhotographs(self.window, self.desk, self._library).mended.connect(self.opening.show_anew)
        Originals(self.window, self.desk, self._library)
        Rereadings(
            self.window, self.desk, self._theme, self._library, self.opening, importing, self._telling,
            self._page_column, self.right, shelving.undo,
        )  # fmt: skip
        MissingFont(self.desk, self._page_column)
        BackingUp(self.window, self.desk, self._library, importing.librarian, self.opening, self.right, self._telling)
        Outgoing(
            self.window, self.desk, self._theme, self._settings, self._library, importing.librarian,
            self._library_panel, self.right, self._telling,
        )  # fmt: skip
        Helping(self.window, self._theme, self._settings, self._library, self._looks, self._telling)
        self.keeping = Keeping(
            self.window, self.desk, self._theme, self._settings, self._library, importing.librarian,
            self._library_panel, self._stories, self.opening, self.right, self._telling,
        )  # fmt: skip
        if not self._library.is_read_only:
            upkeep = Upkeep(importing.librarian, self)
            upkeep.indexed.connect(self._refresh_soon)
            upkeep.failed.connect(self._telling.tell_problem)
        self.window.dropped.connect(self._commands.take_data)
        self.opening.work_wanted.connect(importing.ask)
        self.window.fill_menus()
        self._tell_busy()
        if self.worker:
            self.worker.start()
        importing.ask_stale()
        if self.opening.story:
            importing.ask(self.opening.story)
        order_reading(self.window)
        self.loaded.emit()

    # what goes on

    def _tell_busy(self) -> None:
        """Say when all there is to see of the story is shown: then `busy` is False."""
        self._note_filled()
        is_coming = self._importing is not None and self._importing.awaits_first
        self.is_filled = self._panels_filled and self._commands is not None and not is_coming
        self._page.set_busy(not self.is_filled)
        if self.is_filled:
            self.filled.emit()

    def _note_filled(self) -> None:
        reading = self.desk.reading
        filled = self.right is not None and (reading is None or bool(reading.analysis or reading.problem))
        if self.right and filled and not self._was_filled:
            self._was_filled = True
            self.right.repaint()  # so that what is measured was drawn
            note_time("panels-filled")
        self._panels_filled = filled

    def _show_text_edge(self) -> None:
        self._status.set_text_edge(self._page.text_edge(self._page_column.width()))

    def _refresh_soon(self, *_told: object) -> None:
        if not self._refresh.isActive():
            self._refresh.start()

    def _show_library(self) -> None:
        self._stories.refresh()
        self._status.show_stories(self._stories.rowCount())

    def _look_at_library(self) -> None:
        try:
            changed = self._library.changed_elsewhere()
        except Problem:
            return  # whoever next needs the library is told
        if changed:
            self.desk.library_changed.emit()

    @property
    def problem(self) -> Problem | None:
        """What is wrong with the first source that was refused, or with the story that is shown."""
        if self._telling and self._telling.refused:
            return self._telling.refused[0]
        return Problem(self.desk.reading.problem) if self.desk.reading and self.desk.reading.problem else None

    def show_panel(self, name: str) -> None:
        """Bring a panel to the front, once everything stands."""
        if self._commands:
            self._commands.show_panel(name)

    def take(self, sources: Sequence[str], *, paste: bool = False, typed: bytes | None = None) -> None:
        """Open what a later start was to open, once everything stands."""
        if self._commands:
            self._commands.take_handed(sources, paste=paste, typed=typed)

    def _close(self) -> None:
        if not self._closed:
            self.opening.write = self.opening.write_here
            with self._turn:
                self.opening.keep_place()
                if self._importing:
                    self._importing.librarian.begin_no_more()  # what waits would remember an earlier story
            self.leave()

    def leave(self) -> None:
        """End, and remember nothing of it; the working process is not waited for."""
        if self._closed:
            return
        self._closed = True
        self.window.hide()
        self._look.stop()
        self._refresh.stop()
        self.opening.leave()
        if self._importing:
            self._importing.leave()
        if self.worker:
            self.worker.stop()
        self._library.close()


def dress_application() -> None:
    """Give the QApplication its fonts and names, once."""
    application = QApplication.instance()
    if isinstance(application, QApplication) and not application.property("dressed"):
        load_fonts()
        application.setFont(make_font("sans", 14))
        application.setApplicationDisplayName("Dateline")
        QGuiApplication.setDesktopFileName(DESKTOP_ID)
        application.setProperty("dressed", True)
