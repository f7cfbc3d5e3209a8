"""The ways out of the window, Export… and Print…: what they need is loaded when they are first asked for."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader.app.desk import Desk
from reader.app.librarian import Librarian
from reader.app.panels.library import LibraryPanel
from reader.app.right_column import RightColumn
from reader.app.settings import Settings
from reader.app.telling import Telling
from reader.app.theme import Theme
from reader.app.window import Window
from reader.library.store import Library

if TYPE_CHECKING:
    from reader.app.exporting import Exporting
    from reader.app.printing import PrintingOut


class Outgoing(QObject):
    """Joins both actions, and lets them be chosen where there is a story."""

    def __init__(
        self,
        window: Window,
        desk: Desk,
        theme: Theme,
        settings: Settings,
        library: Library,
        librarian: Librarian,
        panel: LibraryPanel,
        right: RightColumn,
        telling: Telling,
    ) -> None:
        super().__init__(window)
        self._window, self._desk, self._theme, self._settings = window, desk, theme, settings
        self._library, self._librarian, self._panel = library, librarian, panel
        self._right, self._telling = right, telling
        self._exporting: Exporting | None = None
        self._printing: PrintingOut | None = None
        window.actions_.join("export", lambda: self.exporting.open_export())
        window.actions_.join("print", lambda: self.printing.open_print())
        desk.article_opened.connect(self._show_possible)
        desk.reading_changed.connect(self._show_possible)
        panel.list.selectionModel().selectionChanged.connect(self._show_possible)
        self._show_possible()

    def _show_possible(self, *_told: object) -> None:
        is_read = bool(self._desk.reading and self._desk.reading.article.blocks)
        self._window.actions_["print"].setEnabled(is_read)
        self._window.actions_["export"].setEnabled(is_read or len(self._panel.chosen()) > 1)

    @property
    def exporting(self) -> "Exporting":
        """What exports."""
        if self._exporting is None:
            from reader.app.exporting import Exporting  # 40 ms with all its forms, and no start needs it

            self._exporting = Exporting(
                self._window, self._theme, self._settings, self._library, self._librarian, self._panel, self._right,
                self._telling,
            )  # fmt: skip
        return self._exporting

    @property
    def printing(self) -> "PrintingOut":
        """What prints."""
        if self._printing is None:
            from reader.app.printing import PrintingOut  # as above

            self._printing = PrintingOut(
                self._window, self._desk, self._theme, self._settings, self._library, self._right, self._telling
            )
        return self._printing
