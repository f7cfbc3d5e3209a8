"""The open story onto paper, or into a PDF of the same pages."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtWidgets import QFileDialog

from reader.app.desk import Desk
from reader.app.page.paper import DPI, PrintChoice, find_paper
from reader.app.page.print import Printing
from reader.app.print_dialog import PrintDialog
from reader.app.right_column import RightColumn
from reader.app.settings import Settings
from reader.app.telling import Telling
from reader.app.theme import Theme
from reader.app.window import Window
from reader.exchange.entries import Entry, make_name
from reader.exchange.files import Goal, write_file
from reader.exchange.formats import FORMATS
from reader.library.store import Library
from reader.model.problem import Problem

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_PRINTED = ("quotes", "names", "numbers", "note")


class PrintingOut(QObject):
    """Does Print…."""

    def __init__(
        self,
        window: Window,
        desk: Desk,
        theme: Theme,
        settings: Settings,
        library: Library,
        right: RightColumn,
        telling: Telling,
    ) -> None:
        super().__init__(window)
        self._window, self._desk, self._theme, self._settings = window, desk, theme, settings
        self._right, self._telling = right, telling
        self._printing = Printing(library.photo_path)

    def open_print(self) -> PrintDialog | None:
        """Show the open story as it will be printed; None where there is none."""
        self._right.notes.flush()
        reading = self._desk.reading
        if reading is None or not reading.article.blocks:
            return None
        kept = self._settings.text("print_choice").split()
        choice = PrintChoice(**{name: name in kept for name in _PRINTED})
        size = self._settings.text("paper")
        dialog = PrintDialog(reading, self._printing, self._theme, choice, size, self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.print_wanted.connect(lambda: self._print(dialog))
        dialog.save_wanted.connect(lambda: self._save_pdf(dialog))
        dialog.finished.connect(lambda _code: self._keep_print(dialog))
        dialog.open()
        return dialog

    def _keep_print(self, dialog: PrintDialog) -> None:
        kept = " ".join(name for name in _PRINTED if getattr(dialog.choice, name))
        self._settings.keep("print_choice", kept)
        self._settings.keep("paper", dialog.size_name)

    def _save_pdf(self, dialog: PrintDialog) -> None:
        folder = Path(self._settings.text("export_folder") or Path.home())
        entry = Entry(dialog.reading)
        path, _ = QFileDialog.getSaveFileName(dialog, self.tr("Save as PDF"), str(folder / f"{make_name(entry)}.pdf"))
        if path:
            self._settings.keep("export_folder", str(Path(path).parent))
            self.save_pdf(entry, dialog.choice, dialog.page_size, Path(path))
            dialog.accept()

    def save_pdf(self, entry: Entry, choice: PrintChoice, size: QPageSize, path: Path) -> None:
        """Write a story as PDF; what came of it is told at the foot of the page."""
        goal = Goal(path, is_folder=False, replaces=True)  # whoever named the file was asked
        try:
            write_file(FORMATS["pdf"], path, [self._printing.make_pdf(entry.reading, choice, size)], goal)
        except Problem as problem:
            self._telling.tell_problem(problem)
        else:
            self._telling.tell(self.tr("Saved as {0}.").format(path.name))

    def _print(self, dialog: PrintDialog) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # 10 ms and the system's printers, hardly ever needed

        printer = QPrinter()
        printer.setResolution(DPI)
        printer.setPageSize(dialog.page_size)
        printer.setFullPage(True)
        printer.setDocName(" ".join(dialog.reading.article.title.split()))
        if QPrintDialog(printer, dialog).exec() != QPrintDialog.DialogCode.Accepted:
            return
        printer.setResolution(DPI)
        self.print_on(printer, dialog)

    def print_on(self, printer: "QPrinter", dialog: PrintDialog) -> None:
        """Print the pages that were asked for on the paper the printer has; say what came of it."""
        keeper = QObject(self)
        paper = find_paper(printer.pageLayout().fullRectPoints().size().toSizeF())
        pages = self._printing.lay_out(dialog.reading, dialog.choice, paper, keeper)
        painter = QPainter()
        if painter.begin(printer):
            for place, number in enumerate(range(*_find_range(printer.fromPage(), printer.toPage(), pages.count))):
                if place:
                    printer.newPage()
                pages.paint(painter, number)
            painter.end()
            self._telling.tell(self.tr("Sent to the printer."))
            dialog.accept()
        else:
            what = self.tr("The printer did not take the pages.")
            self._telling.tell_problem(Problem(what, self.tr("See whether it is on, or save a PDF and print that.")))
        keeper.deleteLater()


def _find_range(first: int, last: int, count: int) -> tuple[int, int]:
    """Return the pages, from 0, that a print dialog asks for; 0 to 0 are all."""
    return (max(first - 1, 0), min(last, count)) if last else (0, count)
