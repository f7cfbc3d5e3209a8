"""Finding in the note: a line over its field while it is asked for."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QToolButton, QWidget

from reader.app.theme import Theme, make_font

_LONGEST = 200
_MOST = 1000  # places that are marked
_OWN = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3)


class _Field(QLineEdit):
    """A line that keeps Escape, Enter and F3 for finding in the note."""

    stepped = Signal(int)
    left = Signal()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _OWN:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in _OWN:
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)


class NoteFind(QWidget):
    """Marks every place of some words in a note, and goes from one to the next."""

    HEIGHT = 32
    shown = Signal()  # or shown no longer

    def __init__(self, theme: Theme, edit: QPlainTextEdit, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._edit = theme, edit
        self._hits: list[QTextCursor] = []
        self._current = -1
        self.setObjectName("noteFind")
        self.field = _Field(self)
        self.field.setObjectName("noteFindField")
        self.field.setFont(make_font("sans", 14))
        self.field.setMaxLength(_LONGEST)
        self.field.setPlaceholderText(self.tr("Find in the note"))
        self.field.setAccessibleName(self.tr("Find in the note"))
        self._count = QLabel(self)
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._count.setProperty("role", "ink3")
        self._count.setFont(make_font("sans", 12.5, tabular=True))
        self._buttons = {
            "up": self._make_button(self.tr("Previous place"), "Shift+F3", lambda: self.step(-1)),
            "down": self._make_button(self.tr("Next place"), "F3", lambda: self.step(1)),
            "close": self._make_button(self.tr("Close"), "Esc", self.close_line),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        row.addWidget(self._count)
        for button in self._buttons.values():
            row.addWidget(button)
        self.field.textChanged.connect(self._look)
        self.field.stepped.connect(self.step)
        self.field.left.connect(self.close_line)
        theme.changed.connect(self._dress)
        self._dress()
        self.hide()

    def _make_button(self, words: str, keys: str, deed: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setIconSize(QSize(14, 14))
        button.setFixedSize(26, 26)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(words)
        button.setToolTip(f"{words} ({keys})")
        button.clicked.connect(deed)
        return button

    def open_line(self) -> None:
        """Ask for words; those chosen in the note are taken for them."""
        selected = self._edit.textCursor().selectedText()
        if selected and "\u2029" not in selected:
            self.field.setText(selected)
        self.show()
        self.shown.emit()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._look()

    def close_line(self) -> None:
        """Go away, and give the keyboard back to the note."""
        if self.isHidden():
            return
        inside = self.isAncestorOf(self.window().focusWidget() or self._edit)
        self.hide()
        self._edit.setExtraSelections([])
        if inside:
            self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.shown.emit()

    def step(self, step: int) -> None:
        """Go to the next place (1) or the one before (-1), round and round."""
        self._hits = self._find_hits()
        if self._hits:
            self._current = (self._current + step) % len(self._hits)
            self._edit.setTextCursor(self._hits[self._current])
            self._edit.ensureCursorVisible()
        self._show()

    def _look(self) -> None:
        """Find the words anew, and go to the first place at or behind the caret."""
        self._hits = self._find_hits()
        start = self._edit.textCursor().selectionStart()
        at = (place for place, hit in enumerate(self._hits) if hit.selectionStart() >= start)
        self._current = next(at, 0) - 1
        if self._hits:
            self.step(1)
        else:
            self._show()

    def _find_hits(self) -> list[QTextCursor]:
        words = self.field.text()
        hits: list[QTextCursor] = []
        hit = QTextCursor(self._edit.document())
        while words and len(hits) < _MOST:
            hit = self._edit.document().find(words, hit, QTextDocument.FindFlag(0))
            if hit.isNull():
                break
            hits.append(hit)
        return hits

    def _show(self) -> None:
        marks = []
        for hit in self._hits:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = hit
            mark.format = self._format()
            marks.append(mark)
        self._edit.setExtraSelections(marks)
        missed = self.tr("Not in the note") if self.field.text() else ""
        place = self.tr("{0} of {1}").format(self._current + 1, len(self._hits))
        self._count.setText(place if self._hits else missed)

    def _format(self) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setBackground(self._theme.colour("found"))
        return form

    def _dress(self) -> None:
        for name, button in self._buttons.items():
            button.setIcon(self._theme.icon(name, size=14))
        if not self.isHidden():
            self._show()
