"""The windows of a story's original: its source as text, and where its address leads."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from reader.app.steps import Step, make_step_button, make_words
from reader.app.theme import make_font
from reader.intake.encoding import read_characters
from reader.library.store import StoredSource

_MOST = 2_000_000  # bytes that are shown
_LONGEST_LINE = 2_000  # what is longer is shown in pieces: Qt would stand still over it
_SIZE = QSize(760, 620)

translate = QCoreApplication.translate


class OriginalDialog(QDialog):
    """A window with the stored source as text, beside the page."""

    def __init__(self, source: StoredSource, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("originalDialog")
        name = source.name or self.tr("Pasted story")
        self.setWindowTitle(self.tr("Original: {0}").format(name))
        self._source = source
        text, told = read_shown(source)
        self.words = make_words(self, told, "ink2")
        self.text = QPlainTextEdit(text, self)
        self.text.setObjectName("originalText")
        self.text.setAccessibleName(self.tr("The source as it came"))
        self.text.setReadOnly(True)
        self.text.setUndoRedoEnabled(False)
        self.text.setFont(make_font("sans", 14))
        self.text.setVisible(bool(text))
        folder = make_step_button(self, Step(self.tr("Show in Folder"), partial(_open_file, source.path.parent)))
        other = make_step_button(self, Step(self.tr("Open with Another Program…"), self._open_elsewhere))
        close = make_step_button(self, Step(self.tr("Close"), self.close), "first")
        foot = QHBoxLayout()
        foot.addWidget(other)
        foot.addWidget(folder)
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.words)
        column.addWidget(self.text, 1)
        if not text:
            column.addStretch(1)
        column.addLayout(foot)
        self.resize(_SIZE if text else QSize(_SIZE.width(), 180))
        (self.text if text else close).setFocus()

    def _open_elsewhere(self) -> None:
        _open_file(self._source.path)


class LinkDialog(QDialog):
    """Says where an address leads before it is opened."""

    def __init__(self, address: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("linkDialog")
        self.setWindowTitle(self.tr("Open Original Link"))
        self._address = address
        self.target = make_words(self, show_breakable(address))
        self.target.setObjectName("linkTarget")
        self.target.setAccessibleName(address)
        self.target.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        words = make_words(
            self, self.tr("The browser will open this address. The outlet will see that you come."), "ink2"
        )
        copy = make_step_button(self, Step(self.tr("Copy"), self._copy))
        cancel = make_step_button(self, Step(self.tr("Cancel"), self.reject), "quiet")
        self.go = make_step_button(self, Step(self.tr("Open in Browser"), self._open), "first")
        foot = QHBoxLayout()
        foot.addWidget(copy)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(words)
        column.addWidget(self.target)
        column.addStretch(1)
        column.addLayout(foot)
        self.setMinimumWidth(440)
        self.go.setDefault(True)
        self.go.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._address)

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl(self._address))
        self.accept()


def show_breakable(address: str) -> str:
    """Return an address with places where its lines may end; the marks for that are not seen."""
    return "".join(f"{letter}\u200b" if letter in "/?&=-_.#" else letter for letter in address)


def read_shown(source: StoredSource) -> tuple[str, str]:
    """Return what of a source can be shown as text, and words on what it is."""
    try:
        with source.path.open("rb") as file:
            data = file.read(_MOST + 1)
    except OSError:
        return "", translate(
            "OriginalDialog", "The source is not there any more: the library’s folder may have been moved."
        )
    text = read_characters(data[:_MOST]) if not data.startswith(b"%PDF") else None
    if text is None or "\0" in text or data[:2] == b"PK":
        return "", translate("OriginalDialog", "It is no text. It is kept as it came; another program can show it.")
    told = translate(
        "OriginalDialog", "The source as it came, as the text it is. A browser would load what it asks for."
    )
    if len(data) > _MOST:
        told = translate("OriginalDialog", "The first two million characters of the source as it came.")
    return "\n".join(piece for line in text.splitlines() for piece in _cut(line)), told


def _cut(line: str) -> list[str]:
    return [line[start : start + _LONGEST_LINE] for start in range(0, max(len(line), 1), _LONGEST_LINE)]


def _open_file(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
