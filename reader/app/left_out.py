"""Which files of folders and archives were left out, and why: to be looked through and copied."""

from collections.abc import Iterable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from reader.app.steps import Step, make_step_button, make_words
from reader.app.theme import make_font
from reader.model.problem import Problem

_WIDEST = 400  # px of the names' column; a longer one pushes its reason on


class LeftOutDialog(QDialog):
    """Lists what was left out, a file a line."""

    def __init__(self, left_out: Iterable[tuple[str, Problem]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Left Out"))
        self.text = QPlainTextEdit(self)
        self.text.setObjectName("leftOut")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(make_font("sans", 14))
        self.text.setAccessibleName(self.tr("Files that were left out"))
        lines = [(_one_line(name), problem.what) for name, problem in left_out]
        self.text.setPlainText("\n".join("\t".join(line) for line in lines))
        widest = max((self.text.fontMetrics().horizontalAdvance(name) for name, _ in lines), default=0)
        self.text.setTabStopDistance(min(widest, _WIDEST) + 24)
        words = self.tr("These files were not taken for stories. Hand one in by itself to have it read all the same.")
        buttons = QHBoxLayout()
        buttons.addWidget(make_step_button(self, Step(self.tr("Copy"), self.copy)))
        buttons.addStretch(1)
        buttons.addWidget(make_step_button(self, Step(self.tr("Close"), self.accept), "first"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(make_words(self, words, "ink2"))
        column.addWidget(self.text, 1)
        column.addLayout(buttons)
        self.resize(640, 420)

    def copy(self) -> None:
        """Put the list on the clipboard."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())


def _one_line(name: str) -> str:
    return " ".join(name.split())
