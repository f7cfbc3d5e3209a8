"""The keys of every action, menu by menu, with a field that narrows them."""

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from reader.app.actions import MENUS, TABLE, Actions, Menu, Row
from reader.app.steps import Step, make_step_button, make_words
from reader.app.theme import make_font

_SIZE = QSize(440, 640)
_SIDE = 24


class ShortcutsDialog(QDialog):
    """Lists the keys; what is typed leaves the lines that hold it, in their words or in their keys."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Shortcuts"))
        self._actions = actions
        self._lines: dict[QWidget, str] = {}
        self._heads: dict[QWidget, list[QWidget]] = {}
        self.field = self._make_field()
        self._nothing = make_words(self, self.tr("No shortcut has these words."), "ink3")
        self._nothing.setContentsMargins(_SIDE, 0, _SIDE, 0)
        self._nothing.hide()
        close = make_step_button(self, Step(self.tr("Close"), self.accept), "first")
        close.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 12)
        column.setSpacing(12)
        field = QHBoxLayout()
        field.setContentsMargins(_SIDE, 0, _SIDE, 0)
        field.addWidget(self.field)
        column.addLayout(field)
        column.addWidget(self._nothing)
        column.addWidget(self._make_list(), 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignHCenter)
        self.resize(_SIZE)
        self.field.setFocus()

    def _make_field(self) -> QLineEdit:
        field = QLineEdit(self)
        field.setObjectName("shortcutSearch")
        field.setFont(make_font("sans", 14))
        field.setPlaceholderText(self.tr("Find a shortcut"))
        field.setAccessibleName(self.tr("Find a shortcut"))
        field.textChanged.connect(self._narrow)
        return field

    def _make_list(self) -> QScrollArea:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(_SIDE, 0, _SIDE, 16)
        column.setSpacing(0)
        for menu, title in MENUS:
            self._add_menu(column, content, menu, QCoreApplication.translate("Actions", title).replace("&", ""))
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)  # else it would be white in every theme
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def _add_menu(self, column: QVBoxLayout, content: QWidget, menu: Menu, title: str) -> None:
        head = make_words(content, title.upper(), "ink3")
        head.setFont(make_font("sans", 11.5, 600, tracking=6))
        head.setAccessibleName(title)
        head.setContentsMargins(0, 12, 0, 4)
        column.addWidget(head)
        self._heads[head] = []
        for row in TABLE:
            if row.menu == menu and row.keys:
                line = self._make_line(content, row)
                column.addWidget(line)
                self._heads[head].append(line)

    def _make_line(self, content: QWidget, row: Row) -> QWidget:
        line = QWidget(content)
        words = self._actions.plain_text(row).rstrip("…")
        inside = QHBoxLayout(line)
        inside.setContentsMargins(0, 2, 0, 2)
        inside.setSpacing(6)
        inside.addWidget(make_words(line, words), 1)
        shown = [show_keys(keys) for keys in row.keys if keys != "?"] or ["?"]
        for keys in shown:
            inside.addWidget(make_key(line, keys))
        self._lines[line] = " ".join((words, *shown)).casefold()
        return line

    def _narrow(self, words: str) -> None:
        wanted = words.casefold().replace("+", " ").split()
        for line, said in self._lines.items():
            line.setVisible(all(word in said for word in wanted))
        for head, lines in self._heads.items():
            head.setVisible(any(not line.isHidden() for line in lines))
        self._nothing.setVisible(all(line.isHidden() for line in self._lines))


def show_keys(keys: str) -> str:
    """Return a key sequence in the platform's words, a blank between its keys."""
    shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return shown.replace("++", " \N{FULLWIDTH PLUS SIGN}").replace("+", " ").replace("\N{FULLWIDTH PLUS SIGN}", "+")


def make_key(parent: QWidget, keys: str) -> QLabel:
    """Return keys in the frame of a key."""
    label = QLabel(keys, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("key", "true")
    label.setFont(make_font("sans", 11.5))
    return label
