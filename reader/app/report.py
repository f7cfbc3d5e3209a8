"""What there is to tell when something goes wrong: shown whole, copied on demand, sent to nobody."""

import platform
import sqlite3
from collections.abc import Iterator
from os import environ
from pathlib import Path

import PySide6
from PySide6.QtCore import QCoreApplication, QLocale, QSize, Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

import reader
from reader.app.faults import read_faults
from reader.app.steps import Step, make_step_button, make_words
from reader.app.theme import Theme, make_font
from reader.doctor import find_all
from reader.library.store import Library
from reader.pipeline import versions

translate = QCoreApplication.translate

_DESKTOP = ("XDG_CURRENT_DESKTOP", "XDG_SESSION_TYPE")
_SIZE = QSize(680, 620)


def make_report(library: Library, theme: Theme) -> str:
    """Return what is known of this machine and this Dateline, a line a thing; no word of a story or a note is in it."""
    parts = (
        _tell_program(),
        _tell_desktop(theme),
        _tell_library(library),
        _tell_checks(),
        _tell_faults(library.folder),
    )
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _tell_program() -> Iterator[str]:
    made = versions()
    yield f"Dateline {reader.__version__} (intake {made.intake}, analysis {made.analysis}, models {made.models})"
    yield f"Python {platform.python_version()}, {platform.python_implementation()}"
    yield f"Qt {qVersion()}, PySide6 {PySide6.__version__}; SQLite {sqlite3.sqlite_version}"


def _tell_desktop(theme: Theme) -> Iterator[str]:
    yield f"{platform.system()} {platform.release()}, {platform.machine()}"
    known = ", ".join(filter(None, map(environ.get, _DESKTOP)))
    yield f"display: {QGuiApplication.platformName()}" + (f" ({known})" if known else "")
    for screen in QGuiApplication.screens():
        size = screen.size()
        yield f"screen: {size.width()} × {size.height()}, {screen.devicePixelRatio():g} pixels for one"
    yield f"language: {QLocale().name()}; theme: {theme.name}"


def _tell_library(library: Library) -> Iterator[str]:
    file = library.folder / "library.db"
    size = file.stat().st_size / 1e6 if file.exists() else 0
    yield f"stories in the library: {library.count()}, {size:.1f} MB" + (", read-only" if library.is_read_only else "")


def _tell_checks() -> Iterator[str]:
    for finding in find_all():
        sign = "ok" if not finding.advice else "MISSING" if finding.vital else "note"
        yield f"{sign:8}{finding.what}: {without_home(finding.found)}"


def _tell_faults(folder: Path) -> Iterator[str]:
    lines = read_faults(folder)
    yield "last faults:" if lines else "last faults: none"
    yield from map(without_home, lines)


def without_home(words: str) -> str:
    """Return words that name no user: the home folder is written as ~."""
    home = str(Path.home())
    return words.replace(home, "~") if len(home) > 1 else words


def show_report(parent: QWidget, report: str) -> QDialog:
    """Show a report, every line of it, with a button that copies just this."""
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(translate("Help", "Report a Problem"))
    what = translate(
        "Help",
        "This is what there is to tell about this computer and this Dateline. No word of a story or a note is in it. "
        "Nothing is sent: copy it, and add what you did and what happened.",
    )
    text = QPlainTextEdit(report, dialog)
    text.setReadOnly(True)
    text.setObjectName("report")
    text.setAccessibleName(translate("Help", "The report"))
    text.setFont(make_font("sans", 13, tabular=True))
    text.setTabChangesFocus(True)
    told = make_words(dialog, "", "ok")
    words = translate("Help", "Copied.")

    def copy() -> None:
        QGuiApplication.clipboard().setText(text.toPlainText())
        told.setText(words)

    buttons = QHBoxLayout()
    buttons.addWidget(told, 1)
    buttons.addWidget(make_step_button(dialog, Step(translate("Help", "Close"), dialog.accept)))
    first = make_step_button(dialog, Step(translate("Help", "Copy"), copy), "first")
    buttons.addWidget(first)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(20, 16, 20, 16)
    column.setSpacing(12)
    column.addWidget(make_words(dialog, what, "ink2"))
    column.addWidget(text, 1)
    column.addLayout(buttons)
    dialog.resize(_SIZE)
    dialog.open()
    first.setFocus()
    return dialog
