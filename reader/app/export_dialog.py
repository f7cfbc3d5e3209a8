"""Exporting stories: the form, what goes in, and how it will look."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reader.app.page.paper import PrintChoice, find_paper, usual_size
from reader.app.page.print import Printing
from reader.app.paper_view import PaperView
from reader.app.preferences import Segments
from reader.app.steps import Step, make_step_button, make_words
from reader.app.theme import Theme
from reader.exchange.entries import Contents, Entry
from reader.exchange.formats import FORMATS, FormatName, make_story
from reader.model.analysis import Versions

_NAME = Qt.ItemDataRole.UserRole
_SIZE = (900, 640)
_FORMS = 216
_ROW = 30
_AROUND = 10  # the list's border and padding
_LONGEST_PREVIEW = 20_000
_TAKES: dict[str, tuple[str, ...]] = {
    "markdown": ("text", "notes", "quotes", "entities"),
    "html": ("text", "notes", "quotes", "entities"),
    "pdf": ("notes", "quotes", "entities"),
    **dict.fromkeys(("bibtex", "ris", "csl"), ("notes",)),
}


class ExportDialog(QDialog):
    """Shows a story as it will go out; nothing is written before it is asked for."""

    save_wanted = Signal()
    copy_wanted = Signal()

    def __init__(
        self,
        entry: Entry,
        count: int,
        versions: Versions,
        printing: Printing,
        theme: Theme,
        form: str,
        contents: Contents,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("exportDialog")
        self.setWindowTitle(self.tr("Export"))
        self._entry, self._count, self._versions = entry, count, versions
        self._pages = PaperView(printing, theme, self)
        self._words = self._make_preview()
        self.forms = self._make_forms()
        self._about = make_words(self, "", "ink2", px=12.5)
        names = {
            "text": self.tr("Text"),
            "notes": self.tr("Notes"),
            "quotes": self.tr("Quotes"),
            "entities": self.tr("Names"),
        }
        self.kinds: dict[str, QAction] = {}
        for name, words in names.items():
            action = self.kinds[name] = QAction(words, self)
            action.setCheckable(True)
            action.setChecked(getattr(contents, name))
            action.toggled.connect(self._show)
        self._lay_out()
        self.forms.currentItemChanged.connect(self._show)
        self.forms.setCurrentRow(max(list(FORMATS).index(form) if form in FORMATS else 0, 0))
        self.resize(*_SIZE)
        self.forms.setFocus()

    def _make_preview(self) -> QPlainTextEdit:
        words = QPlainTextEdit(self)
        words.setObjectName("exportPreview")
        words.setAccessibleName(self.tr("Preview"))
        words.setReadOnly(True)
        words.setTabChangesFocus(True)
        words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(9.5)
        words.setFont(font)
        words.document().setDocumentMargin(12)
        return words

    def _make_forms(self) -> QListWidget:
        forms = QListWidget(self)
        forms.setObjectName("formatList")
        forms.setAccessibleName(self.tr("Forms"))
        titles = {
            "markdown": self.tr("Markdown"),
            "html": self.tr("Web page (HTML)"),
            "pdf": self.tr("PDF"),
            "json": self.tr("JSON"),
            "csv": self.tr("Tables (CSV)"),
            "bibtex": self.tr("BibTeX"),
            "ris": self.tr("RIS"),
            "csl": self.tr("CSL-JSON"),
        }
        for name in FORMATS:
            item = QListWidgetItem(titles[name], forms)
            item.setData(_NAME, name)
            item.setSizeHint(QSize(0, _ROW))
        forms.setFixedHeight(_ROW * forms.count() + _AROUND)
        return forms

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self.forms)
        left.addWidget(self._about)
        left.addStretch(1)
        side = QWidget(self)
        side.setLayout(left)
        side.setFixedWidth(_FORMS)
        left.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._words)
        self._stack.addWidget(self._pages)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(Segments(self.tr("What goes in"), list(self.kinds.values()), self, together=False))
        right.addWidget(self._stack, 1)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(side)
        both.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(14)
        column.addLayout(both, 1)
        column.addLayout(self._make_foot())

    def _make_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        said = "" if self._count == 1 else self.tr("{0} stories; the first is shown.").format(self._count)
        words = make_words(self, said, "ink3")
        words.setWordWrap(False)
        self.copy = make_step_button(self, Step(self.tr("Copy"), self.copy_wanted.emit))
        self.save = make_step_button(self, Step(self.tr("Save…"), self.save_wanted.emit), "first")
        self.save.setDefault(True)
        cancel = make_step_button(self, Step(self.tr("Close"), self.reject), "quiet")
        foot.addWidget(words)
        foot.addStretch(1)
        for button in (cancel, self.copy, self.save):
            foot.addWidget(button)
        return foot

    @property
    def form(self) -> FormatName:
        """The form that is chosen."""
        name: FormatName = self.forms.currentItem().data(_NAME)
        return name

    @property
    def contents(self) -> Contents:
        """What is to go in."""
        return Contents(**{name: action.isChecked() for name, action in self.kinds.items()})

    @property
    def print_choice(self) -> PrintChoice:
        """The same for paper."""
        return make_print_choice(self.contents)

    def _show(self) -> None:
        form = self.form
        for name, action in self.kinds.items():
            action.setEnabled(name in _TAKES.get(form, ()))
        self._about.setText(self._say(form))
        self.copy.setEnabled(form != "pdf")
        if form == "pdf":
            paper = find_paper(usual_size().sizePoints().toSizeF())
            self._pages.show_pages(self._entry.reading, self.print_choice, paper)
            self._stack.setCurrentWidget(self._pages)
            return
        made = make_story(form, self._entry, self.contents, self._versions).lstrip("\ufeff")
        self._words.setLineWrapMode(
            QPlainTextEdit.LineWrapMode.NoWrap if form == "csv" else QPlainTextEdit.LineWrapMode.WidgetWidth
        )
        self._words.setPlainText(made if len(made) <= _LONGEST_PREVIEW else f"{made[:_LONGEST_PREVIEW]}\n…")
        self._stack.setCurrentWidget(self._words)

    def _say(self, form: str) -> str:
        return {
            "markdown": self.tr("For Obsidian and other note programs. A later export updates the file."),
            "html": self.tr("One file for any browser, with its photographs. It loads nothing."),
            "pdf": self.tr("Pages as Print… lays them out."),
            "json": self.tr("Everything, for programs: text, names, quotes and their places."),
            "csv": self.tr("quotes.csv and entities.csv, for spreadsheets."),
            "bibtex": self.tr("For LaTeX and JabRef; all stories in one file."),
            "ris": self.tr("For EndNote, Zotero and Mendeley; all stories in one file."),
            "csl": self.tr("For Pandoc and Zotero; all stories in one file."),
        }[form]


def make_print_choice(contents: Contents) -> PrintChoice:
    """Return what of it stands on paper: names have strokes."""
    return PrintChoice(quotes=contents.quotes, names=contents.entities, note=contents.notes)
