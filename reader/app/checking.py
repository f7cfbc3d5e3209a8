"""What of a library is hurt, story by story: asked for in the menu, looked for in the library's thread."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from reader.app.librarian import Librarian
from reader.app.steps import Step, make_step_button, make_words
from reader.app.telling import Telling
from reader.app.theme import make_font
from reader.app.window import Window
from reader.library.check import Finding, check
from reader.library.store import Library
from reader.model.problem import Problem

_MOST = 2_000  # lines


class Checking(QObject):
    """Looks the whole library through and tells what it found."""

    def __init__(self, window: Window, library: Library, librarian: Librarian, telling: Telling) -> None:
        super().__init__(window)
        self._window, self._library, self._librarian, self._telling = window, library, librarian, telling
        self._is_checking = False
        window.actions_.join("check_library", self.begin)

    def begin(self) -> None:
        """Look everything through; the window goes on meanwhile."""
        if not self._is_checking:
            self._is_checking = True
            self._telling.tell(self.tr("Checking the library…"))
            self._librarian.look(partial(find_all, self._library.folder), self._take)

    def _take(self, told: Sequence[Finding] | Problem) -> None:
        self._is_checking = False
        if isinstance(told, Problem):
            self._telling.tell_problem(told)
        elif told:
            Findings(told, self._window).open()
        else:
            self._telling.tell(self.tr("Nothing is hurt."))


class Findings(QDialog):
    """What was found, a line each."""

    def __init__(self, findings: Sequence[Finding], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Check Library"))
        hurt = sum(finding.hurt for finding in findings)
        words = (
            self.tr("Nothing is hurt, but some things are worth knowing.")
            if not hurt
            else self.tr("1 thing is hurt. All the rest can be read.")
            if hurt == 1
            else self.tr("{0} things are hurt. All the rest can be read.").format(hurt)
        )
        self.lines = make_lines(findings, self)
        close = make_step_button(self, Step(self.tr("Close"), self.reject), "first")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(make_words(self, words))
        column.addWidget(self.lines, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(560, 420)


def make_lines(findings: Sequence[Finding], parent: QWidget) -> QPlainTextEdit:
    """Return findings as words that can be read, chosen and copied."""
    lines = QPlainTextEdit("\n".join(map(say, findings)), parent)
    lines.setObjectName("findings")
    lines.setReadOnly(True)
    lines.setFont(make_font("sans", 14))
    lines.setTabChangesFocus(True)
    lines.setAccessibleName(QCoreApplication.translate("Checking", "What was found"))
    return lines


def find_all(folder: Path, _library: Library | None = None) -> list[Finding]:
    """Return what is hurt in a library, or worth knowing; what cannot even be looked through is said."""
    findings = []
    for finding in check(folder):
        findings.append(finding)
        if len(findings) == _MOST:
            break
    return findings


def say(finding: Finding) -> str:
    """Return a finding on one line."""
    title = " ".join(finding.title.split())
    where = f"“{title}”" if title else finding.story
    return f"{where}: {finding.what}" if where else finding.what
