"""The guide, the preferences and the report of a problem: loaded when they are asked for."""

import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from reader.app.faults import catch_faults
from reader.app.looks import Looks
from reader.app.settings import Settings
from reader.app.steps import Step
from reader.app.telling import Telling
from reader.app.theme import Theme
from reader.app.window import Window
from reader.library.store import Library
from reader.resources import find_resource

if TYPE_CHECKING:
    from reader.app.guide import Guide

_ICON = "desktop/org.dateline.dateline-128.png"


class Helping(QObject):
    """Joins what helps the reader along."""

    def __init__(
        self, window: Window, theme: Theme, settings: Settings, library: Library, looks: Looks, telling: Telling
    ) -> None:
        super().__init__(window)
        self._window, self._theme, self._settings = window, theme, settings
        self._library, self._looks, self._telling = library, looks, telling
        self._guide: Guide | None = None
        for name, deed in (
            ("guide", self.open_guide),
            ("preferences", self.open_preferences),
            ("report", self.open_report),
        ):
            window.actions_.join(name, deed)
        QApplication.setWindowIcon(QIcon(str(find_resource(_ICON))))
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._help_dialog)
        telling.guide_wanted.connect(lambda: self.open_guide("start.md"))
        if sys.excepthook is sys.__excepthook__:  # whoever has taken it already wants to know of faults himself
            catch_faults(library.folder, self._tell_fault)

    def open_guide(self, page: str = "") -> None:
        """Open the guide at a page, or at the one about what has the focus."""
        if self._guide is None:
            from reader.app.guide import Guide  # nobody waits for it at the start

            self._guide = Guide(self._theme, self._window.actions_, self._window)
        self._guide.open(page)

    def _help_dialog(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Let F1 open the guide in a dialog too: while it stands, the window's own keys rest."""
        dialog = now.window() if now else None
        if not isinstance(dialog, QDialog) or dialog.objectName() == "guideWindow" or dialog.property("helped"):
            return
        dialog.setProperty("helped", "true")
        keys = QKeySequence(self._window.actions_["guide"].shortcut())
        QShortcut(keys, dialog, partial(self._open_over, dialog))

    def _open_over(self, dialog: QDialog) -> None:
        """Open the guide as a window of the dialog's, or it would be blocked with the one behind."""
        from reader.app.guide import Guide  # as above

        Guide(self._theme, self._window.actions_, dialog).open()

    def open_preferences(self) -> None:
        """Open the preferences."""
        from reader.app.preferences import Preferences  # as above

        Preferences(self._window.actions_, self._settings, self._library, self._looks, self._window).open()

    def open_report(self) -> None:
        """Show what there is to tell of a problem."""
        from reader.app.report import make_report, show_report  # as above

        show_report(self._window, make_report(self._library, self._theme))

    def _tell_fault(self) -> None:
        words = self.tr("Something went wrong in Dateline itself.")
        self._telling.tell(words, Step(self.tr("Report a Problem"), self.open_report))
