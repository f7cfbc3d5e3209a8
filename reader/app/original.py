"""The source of a story as it came: its text in a window of ours, its file for another program, its address."""

from PySide6.QtCore import QObject, QUrl
from PySide6.QtWidgets import QDialog

from reader.app.desk import Desk
from reader.app.window import Window
from reader.library.store import Library


class Originals(QObject):
    """Shows what the open story was read from, and opens its address in the browser; both only when asked to."""

    def __init__(self, window: Window, desk: Desk, library: Library) -> None:
        super().__init__(window)
        self._window, self._desk, self._library = window, desk, library
        window.actions_.join("original", self.show_original)
        window.actions_.join("original_link", self.ask_for_link)
        desk.article_opened.connect(self._show_possible)
        desk.reading_changed.connect(self._show_possible)
        self._show_possible()

    def _show_possible(self, *_told: object) -> None:
        reading = self._desk.reading
        self._window.actions_["original"].setEnabled(reading is not None)
        self._window.actions_["original_link"].setEnabled(bool(reading and find_link(reading.article.source.address)))

    def show_original(self) -> QDialog | None:
        """Show the source of the open story as the text it is; nothing in it is run or loaded."""
        from reader.app.original_dialogs import OriginalDialog  # with what finds out encodings: not before it is wanted

        if self._desk.reading is None:
            return None
        dialog = OriginalDialog(self._library.source(self._desk.reading.id), self._window)
        dialog.show()
        return dialog

    def ask_for_link(self) -> QDialog | None:
        """Show where the open story's address leads, and open it in the browser when that is wanted."""
        from reader.app.original_dialogs import LinkDialog  # as above

        address = find_link(self._desk.reading.article.source.address) if self._desk.reading else ""
        if not address:
            return None
        dialog = LinkDialog(address, self._window)
        dialog.open()
        return dialog


def find_link(address: str | None) -> str:
    """Return an address that may be opened, http and https alone, as the browser will get it; else nothing."""
    url = QUrl(address or "")
    if url.scheme().lower() not in ("http", "https") or not url.host():
        return ""
    return url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
