"""A library that does not open: why, what of it is whole, and the way to a backup without starting anew."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from reader.app.checking import find_all, make_lines
from reader.app.restore_dialog import RestoreDialog
from reader.app.steps import Step, make_step_button, make_words
from reader.app.style import make_palette, make_style_sheet
from reader.app.theme import Theme
from reader.library.backups import find_backups
from reader.library.check import Finding
from reader.library.restoring import Difference, compare, restore
from reader.library.trouble import BRING_BACK
from reader.model.problem import Problem


class Rescue(QDialog):
    """Stands where the window would; accepted when a backup was brought back."""

    def __init__(self, folder: Path, problem: Problem, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self.setWindowTitle(self.tr("Dateline"))
        self.setPalette(make_palette(theme))
        self.setStyleSheet(make_style_sheet(theme))
        findings = _find(folder)
        self._told = make_words(self, "", "error")
        self._told.hide()
        self.backups = make_step_button(self, Step(self.tr("Restore a backup…"), self.open_backups), "first")
        folder_button = make_step_button(self, Step(self.tr("Show folder"), self._show_folder))
        close = make_step_button(self, Step(self.tr("Close"), self.reject), "quiet")
        buttons = QHBoxLayout()
        buttons.addWidget(folder_button)
        buttons.addStretch(1)
        buttons.addWidget(close)
        buttons.addWidget(self.backups)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(make_words(self, problem.what, weight=600, px=17))
        column.addWidget(make_words(self, self._say_advice(problem), "ink2"))
        if findings:
            self.lines = make_lines(findings, self)
            column.addWidget(self.lines, 1)
        column.addWidget(self._told)
        column.addLayout(buttons)
        self.resize(560, 380 if findings else 220)

    def _say_advice(self, problem: Problem) -> str:
        """Say what can be done here; the advice for the command line is left out."""
        kept = self.tr("Nothing was changed: your stories’ sources, photographs and notes lie in the folder as files.")
        way = self.tr("Bring a backup back: what it would change is shown first, and the damaged file is set aside.")
        return f"{kept} {way}" if problem.advice == BRING_BACK else f"{problem.advice} {kept}"

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def open_backups(self) -> RestoreDialog:
        """Let a backup be chosen; what it would change is shown first."""
        dialog = RestoreDialog(find_backups(self._folder), self)
        dialog.looked_at.connect(lambda path: dialog.show_difference(path, self._compare(path)))
        dialog.confirmed.connect(self.restore)
        dialog.open()
        return dialog

    def _compare(self, path: Path) -> Difference | Problem:
        try:
            return compare(self._folder, path)
        except Problem as problem:
            return problem

    def restore(self, path: Path) -> None:
        """Bring a backup back; the damaged database is set aside and kept."""
        try:
            restore(self._folder, path, datetime.now(UTC))
        except Problem as problem:
            self._told.setText(str(problem))
            self._told.show()
        else:
            self.accept()


def _find(folder: Path) -> Sequence[Finding]:
    """Return what is said of single stories, where the database can be read at all."""
    with suppress(Problem, OSError):
        findings = find_all(folder)
        return findings if any(finding.story for finding in findings) else ()
    return ()
