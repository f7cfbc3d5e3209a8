"""The dialogs of the Help menu: shortcuts, licences, about."""

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QFontDatabase, QIcon
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

import reader
from reader.app.actions import Actions
from reader.app.shortcuts import ShortcutsDialog
from reader.app.steps import Step, make_step_button, make_words
from reader.app.theme import make_font
from reader.licences import find_libraries, read_licence
from reader.resources import find_resource

translate = QCoreApplication.translate


def show_shortcuts(parent: QWidget, actions: Actions) -> None:
    """Show every action that has keys, menu by menu."""
    ShortcutsDialog(actions, parent).open()


def show_licences(parent: QWidget) -> None:
    """Show under which licences Dateline and all that it stands on may be used."""
    lines = [find_resource("licences/SHIPPED.md").read_text("utf-8"), ""]
    lines += [f"{each.metadata['Name']} {each.version}: {read_licence(each)}" for each in find_libraries()]
    text = QPlainTextEdit("\n".join(lines))
    text.setReadOnly(True)
    text.setAccessibleName(translate("Help", "Licences"))
    text.setTabChangesFocus(True)
    text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))  # its columns stand by blanks
    _show(parent, translate("Help", "Licences"), text, QSize(860, 600), side=20)


def show_about(parent: QWidget) -> None:
    """Show what this is, and its version."""
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(24, 16, 24, 8)
    icon = QLabel(content)
    icon.setPixmap(QIcon(str(find_resource("desktop/org.dateline.dateline-128.png"))).pixmap(QSize(64, 64)))
    column.addWidget(icon)
    column.addSpacing(8)
    name = make_words(content, "Dateline")
    name.setFont(make_font("serif", 26, 600, tracking=-1.2))
    column.addWidget(name)
    column.addWidget(make_words(content, translate("Help", "Version {0}").format(reader.__version__), "ink3"))
    words = translate("Help", "A reading desk for the news: who says what, about whom, on whose word.")
    column.addWidget(make_words(content, words))
    promise = translate("Help", "It works on this computer alone: it asks nobody and tells nobody.")
    column.addWidget(make_words(content, promise, "ink2"))
    column.addStretch(1)
    _show(parent, translate("Help", "About Dateline"), content, QSize(420, 300))


def _show(parent: QWidget, title: str, content: QWidget, size: QSize, side: int = 0) -> None:
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(side, max(side, 8), side, 12)
    column.setSpacing(12)
    column.addWidget(content, 1)
    close = make_step_button(dialog, Step(translate("Help", "Close"), dialog.accept), "first")
    column.addWidget(close, 0, Qt.AlignmentFlag.AlignHCenter)
    dialog.resize(size)
    dialog.open()
    close.setFocus()
