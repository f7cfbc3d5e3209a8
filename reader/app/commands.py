"""What the actions do: hand in, look at panels and themes, go from story to story."""

from collections.abc import Callable, Sequence
from functools import partial
from types import ModuleType

from PySide6.QtCore import QMimeData, QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from reader.app.desk import Desk
from reader.app.importing import Importing
from reader.app.looks import Looks
from reader.app.opening import Opening
from reader.app.page.view import PageView
from reader.app.panels.library import LibraryPanel
from reader.app.panels.notes import NotesPanel
from reader.app.panels.photo import PhotoCard
from reader.app.right_column import RightColumn
from reader.app.window import Window
from reader.intake.source import HandedIn
from reader.library.store import Library
from reader.resources import find_resource

_ENDINGS = (
    "*.txt *.md *.html *.htm *.xhtml *.mhtml *.mht *.eml *.docx *.pdf *.epub *.json *.ninjs *.xml *.nitf *.warc *.gz"
)


class Commands(QObject):
    """Joins every action of the window to what it does."""

    def __init__(
        self,
        window: Window,
        desk: Desk,
        library: Library,
        importing: Importing,
        opening: Opening,
        page: PageView,
        stories: LibraryPanel,
        right: RightColumn,
        looks: Looks,
    ) -> None:
        super().__init__(window)
        self._window, self._desk, self._library, self._importing = window, desk, library, importing
        self._opening, self._stories, self._right, self._looks = opening, stories, right, looks
        self._page = page
        self._actions = window.actions_
        for name, deed in self._find_deeds().items():
            self._actions.join(name, deed)
        self._join_panel("photo", right.photo)
        self._join_panel("notes", right.notes)
        page.link_wanted.connect(open_link)
        opening.trail_changed.connect(self._show_trail)
        desk.focus_changed.connect(self._show_chosen)
        page.selectionChanged.connect(self._show_chosen)
        self._show_trail()
        self._show_chosen()

    def _join_panel(self, name: str, panel: PhotoCard | NotesPanel) -> None:
        action = self._actions[name]
        action.setChecked(not panel.folded)
        panel.folded_changed.connect(lambda folded: action.setChecked(not folded))

    def _find_deeds(self) -> dict[str, Callable[[], object]]:
        desk, window = self._desk, self._window
        themes: dict[str, Callable[[], object]] = {
            name: partial(self._looks.choose, name) for name in ("system", "light", "dark", "sepia")
        }
        return themes | {
            "paste": self.paste,
            "open": self.open_files,
            "folder": self._show_folder,
            "close": window.close,
            "quit": QApplication.closeAllWindows,
            "library": lambda: window.show_column("library", shown=self._actions["library"].isChecked()),
            "right": lambda: window.show_column("right", shown=self._actions["right"].isChecked()),
            "photo": lambda: self._show_panel("photo", self._right.photo),
            "notes": lambda: self._show_panel("notes", self._right.notes),
            "entities": lambda: self._enter_tab("entities"),
            "quotes": lambda: self._enter_tab("quotes"),
            "sourcing": lambda: self._enter_tab("sourcing"),
            "cite": self._right.cite,
            "into_notes": lambda: self._right.take_into_note(self._page.selected_span()),
            "person": self._show_card,
            "larger": lambda: self._looks.scale_text(1),
            "smaller": lambda: self._looks.scale_text(-1),
            "normal": lambda: self._looks.scale_text(0),
            "full": self._show_full,
            "panel_up": lambda: self._right.move_panel(-1),
            "panel_down": lambda: self._right.move_panel(1),
            "layout": self._reset_layout,
            "back": lambda: self._opening.step(-1),
            "forward": lambda: self._opening.step(1),
            "next_story": lambda: self._stories.step(1),
            "previous_story": lambda: self._stories.step(-1),
            "next_mention": lambda: desk.step_mention(1),
            "previous_mention": lambda: desk.step_mention(-1),
            "next_quote": lambda: desk.step_quote(1),
            "previous_quote": lambda: desk.step_quote(-1),
            "next_doubt": lambda: desk.step_doubt(1),
            "previous_doubt": lambda: desk.step_doubt(-1),
            "nothing": lambda: desk.focus_on(None),
            "shortcuts": lambda: _load_help().show_shortcuts(window, self._actions),
            "sample": self.open_sample,
            "licences": lambda: _load_help().show_licences(window),
            "about": lambda: _load_help().show_about(window),
        }

    # handing in

    def paste(self) -> None:
        """Hand in what lies on the clipboard."""
        self.open(self._importing.hand_in_data(QGuiApplication.clipboard().mimeData()))

    def open_files(self) -> None:
        """Ask for files and hand them in."""
        kinds = self.tr("Stories ({endings});;All files (*)").format(endings=_ENDINGS)
        files, _ = QFileDialog.getOpenFileNames(self._window, self.tr("Open"), "", kinds)
        if files:
            self._importing.take_in_places(files)

    def open_sample(self) -> None:
        """Open the story that comes with Dateline."""
        self.open(self._importing.hand_in_place(find_resource("sample/story.txt"), shows=False))

    def take_data(self, data: QMimeData) -> None:
        """Hand in what was dropped."""
        self.open(self._importing.hand_in_data(data))

    def take_handed(self, sources: Sequence[str], *, paste: bool, typed: bytes | None) -> None:
        """Hand in what another start of the program was given; standard input is `typed`."""
        if paste:
            self.paste()
        if typed is not None:
            self.open(self._importing.hand_in(HandedIn(typed)))
        if sources:
            self._importing.take_in_places(sources)

    def open(self, story: str | None) -> None:
        """Open a story that was handed in, unless it was refused."""
        if story:
            self._opening.open_story(story)

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._library.folder)))

    # panels

    def _show_right(self) -> None:
        if not self._actions["right"].isChecked():
            self._window.show_column("right", shown=True)

    def show_panel(self, name: str) -> None:
        """Bring a panel to the front: library, photo, entities, quotes, sourcing or notes."""
        if name == "library":
            self._window.show_column("library", shown=True)
        elif name in ("entities", "quotes", "sourcing"):
            self._enter_tab(name)
        else:
            self._show_right()
            (self._right.photo if name == "photo" else self._right.notes).fold(False)

    def _show_panel(self, name: str, panel: PhotoCard | NotesPanel) -> None:
        shown = self._actions[name].isChecked() or not self._actions["right"].isChecked()
        self._show_right()
        panel.fold(not shown)
        self._actions[name].setChecked(shown)

    def _enter_tab(self, name: str) -> None:
        self._show_right()
        self._right.enter_tab(name)

    def _show_card(self) -> None:
        self._show_right()
        self._right.show_card()

    def _show_full(self) -> None:
        if self._actions["full"].isChecked():
            self._window.showFullScreen()
        else:
            self._window.showNormal()

    def _reset_layout(self) -> None:
        self._window.reset_layout()
        self._right.order.reset()
        self._right.photo.fold(False)
        self._right.notes.fold(False)

    def _show_chosen(self) -> None:
        """Let be done with a quote, or with selected words, what can be done now."""
        focus = self._desk.focus
        quote = focus is not None and focus.kind == "quote"
        self._actions["cite"].setEnabled(quote)
        self._actions["person"].setEnabled(self._desk.chosen_entity() is not None)
        self._actions["into_notes"].setEnabled(quote or self._page.textCursor().hasSelection())

    def _show_trail(self) -> None:
        self._actions["back"].setEnabled(self._opening.can_step(-1))
        self._actions["forward"].setEnabled(self._opening.can_step(1))


def _load_help() -> ModuleType:
    from reader.app import help as dialogs  # lists the installed packages: 50 ms that the start need not pay

    return dialogs


def open_link(address: str) -> None:
    """Hand an address to the browser: http and https alone."""
    url = QUrl(address)
    if url.scheme() in ("http", "https"):
        QDesktopServices.openUrl(url)
