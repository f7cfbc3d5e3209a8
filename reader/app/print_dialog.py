"""Printing a story: what goes onto the paper and which paper, with the pages beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup, QPageSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from reader.app.page.paper import PrintChoice, find_paper, usual_size
from reader.app.page.print import Pages, Printing
from reader.app.paper_view import PaperView
from reader.app.steps import Step, make_step_button, make_words
from reader.app.theme import Theme, make_font
from reader.model.reading import Reading

SIZES = {"A4": QPageSize.PageSizeId.A4, "Letter": QPageSize.PageSizeId.Letter}
_SIZE = (860, 660)
_TOOLS = 212


class PrintDialog(QDialog):
    """Shows the pages as they will be; nothing is printed or written before it is asked for."""

    print_wanted = Signal()
    save_wanted = Signal()

    def __init__(
        self, reading: Reading, printing: Printing, theme: Theme, choice: PrintChoice, size: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("printDialog")
        self.setWindowTitle(self.tr("Print"))
        self.reading = reading
        self.view = PaperView(printing, theme, self)
        self.view.setObjectName("paperPreview")
        self._kinds = {
            "quotes": self._make_choice(self.tr("Quotes in the margin"), on=choice.quotes),
            "names": self._make_choice(self.tr("Strokes under names"), on=choice.names),
            "numbers": self._make_choice(self.tr("Paragraph numbers"), on=choice.numbers),
            "note": self._make_choice(self.tr("Your note at the end"), on=choice.note),
        }
        self._kinds["note"].setEnabled(bool(reading.note.text.strip()))
        self._sizes = {name: self._make_choice(name, on=False) for name in SIZES}
        group = QActionGroup(self)
        for action in self._sizes.values():
            group.addAction(action)
        self._sizes[size if size in SIZES else find_usual()].setChecked(True)
        self._count = make_words(self, "", "ink3")
        self._count.setObjectName("pageCount")
        self._lay_out()
        for action in (*self._kinds.values(), *self._sizes.values()):
            action.toggled.connect(self._show)
        self.resize(*_SIZE)
        self._show()
        self.print.setFocus()

    def _make_choice(self, words: str, *, on: bool) -> QAction:
        action = QAction(words, self)
        action.setCheckable(True)
        action.setChecked(on)
        return action

    def _lay_out(self) -> None:
        tools = QVBoxLayout()
        tools.setContentsMargins(0, 16, 20, 16)
        tools.setSpacing(6)
        self._add_group(tools, self.tr("On the paper"), list(self._kinds.values()))
        tools.addSpacing(14)
        self._add_group(tools, self.tr("Paper"), list(self._sizes.values()))
        tools.addSpacing(10)
        tools.addWidget(self._count)
        tools.addStretch(1)
        self.print = make_step_button(self, Step(self.tr("Print…"), self.print_wanted.emit), "first")
        self.print.setDefault(True)
        self.save = make_step_button(self, Step(self.tr("Save as PDF…"), self.save_wanted.emit))
        cancel = make_step_button(self, Step(self.tr("Close"), self.reject), "quiet")
        for button in (self.print, self.save, cancel):
            tools.addWidget(button)
        column = QWidget(self)
        column.setFixedWidth(_TOOLS)
        column.setLayout(tools)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addWidget(self.view, 1)
        row.addWidget(column)

    def _add_group(self, column: QVBoxLayout, title: str, actions: Sequence[QAction]) -> None:
        head = make_words(self, title.upper(), "ink3")
        head.setFont(make_font("sans", 11.5, 600, tracking=6))
        column.addWidget(head)
        for action in actions:
            button = QToolButton(self)
            button.setDefaultAction(action)
            button.setProperty("segment", "true")
            button.setFont(make_font("sans", 14))
            button.setSizePolicy(button.sizePolicy().Policy.Expanding, button.sizePolicy().verticalPolicy())
            button.setAccessibleName(f"{title}: {action.text()}")
            column.addWidget(button)

    @property
    def choice(self) -> PrintChoice:
        """What is to stand on the paper."""
        return PrintChoice(**{name: action.isChecked() for name, action in self._kinds.items()})

    @property
    def size_name(self) -> str:
        """The name of the paper."""
        return next(name for name, action in self._sizes.items() if action.isChecked())

    @property
    def page_size(self) -> QPageSize:
        """The paper."""
        return QPageSize(SIZES[self.size_name])

    def _show(self) -> None:
        if any(action.isChecked() for action in self._sizes.values()):
            paper = find_paper(self.page_size.sizePoints().toSizeF())
            self._say(self.view.show_pages(self.reading, self.choice, paper))

    def _say(self, pages: Pages) -> None:
        count = pages.count
        self._count.setText(self.tr("1 page") if count == 1 else self.tr("{0} pages").format(count))


def find_usual() -> str:
    """Return the name of the paper that is usual where the reader lives."""
    usual = usual_size().id()
    return next((name for name, size in SIZES.items() if size == usual), "A4")
