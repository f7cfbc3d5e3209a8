"""Edit › Copy: what is selected where the keyboard is, else what is selected on the page."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from reader.app.page.view import PageView
from reader.app.window import Window


class Copying(QObject):
    """Joins the action; fields and page take its keys themselves."""

    def __init__(self, window: Window, page: PageView) -> None:
        super().__init__(window)
        self._page = page
        window.actions_.join("copy", self.copy)

    def copy(self) -> None:
        """Put on the clipboard what is selected, or the words of the row that is chosen in a list."""
        words = find_selected(QApplication.focusWidget()) or self._page.selected_text()
        if words:
            QGuiApplication.clipboard().setText(words)


def find_selected(widget: QWidget | None) -> str:
    """Return what is selected in a field, a page or a list; "" where that is nothing."""
    if isinstance(widget, PageView):
        return widget.selected_text()
    if isinstance(widget, QLineEdit):
        return widget.selectedText()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.textCursor().selection().toPlainText()
    if isinstance(widget, QAbstractItemView):
        return str(widget.currentIndex().data(Qt.ItemDataRole.DisplayRole) or "")
    return ""
