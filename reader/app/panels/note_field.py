"""The field in which notes are written, and the words beside it that say how the note stands."""

from PySide6.QtCore import Property, QEvent, QMimeData, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from reader.app.panels.passage import Passage, read_line
from reader.app.panels.rows import ThinBar
from reader.app.panels.words import Words
from reader.app.theme import Theme, make_font
from reader.app.viewport import make_viewport

_FIELD = (
    (QPalette.ColorRole.Base, "field"),
    (QPalette.ColorRole.Text, "ink"),
    (QPalette.ColorRole.PlaceholderText, "ink3"),
    (QPalette.ColorRole.Highlight, "select"),
    (QPalette.ColorRole.HighlightedText, "ink"),
)
_BAR_X = 3  # within the sheet's margin


class NoteStatus(Words):
    """Says how the note stands, with a sign; `saved` is True where everything written is on disk."""

    _SIGN = 19  # px a sign takes at the left

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, "ok", 12.5)
        self._sign = ""
        self._saved = True
        self.setObjectName("noteStatus")

    def show_status(self, words: str, role: str, sign: str = "", *, saved: bool) -> None:
        """Say something else, in a colour role and with an icon."""
        self._saved = saved
        self._sign = sign
        self.setText(words)
        self.setVisible(bool(words))  # an empty place would be read out as one
        self.set_role(role)
        font = self.font()
        font.setWeight(font.Weight.DemiBold if role == "error" else font.Weight.Normal)
        self.setFont(font)
        self.setContentsMargins(self._SIGN if sign else 0, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._sign:
            QPainter(self).drawPixmap(0, (self.height() - 14) // 2, self.theme.pixmap(self._sign, self.role, 14))

    def _is_saved(self) -> bool:
        return self._saved

    saved = Property(bool, _is_saved)


class NoteEdit(QPlainTextEdit):
    """The field in which notes are written; files dropped on it are the window's to take.

    A bar stands at the left of lines that quote the story. Their last words lead back: by a click, or from anywhere in
    the line by Ctrl+Enter.
    """

    left = Signal()
    passage_entered = Signal(object)  # Passage
    find_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("noteEdit")
        self.setFont(make_font("sans", 14))
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(ThinBar(theme, self, "field"))
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._viewport = make_viewport(self)
        self._viewport.setCursor(Qt.CursorShape.IBeamCursor)
        self._viewport.setMouseTracking(True)
        self._viewport.setAcceptDrops(True)

    def dress(self) -> None:
        """Take the theme's colours."""
        palette = self.palette()
        for place, role in _FIELD:
            palette.setColor(place, self._theme.colour(role))
        self.setPalette(palette)

    def add_line(self, line: str) -> None:
        """Write a line below the one with the caret, or into it where it is empty; one undo takes it back."""
        cursor = self.textCursor()
        cursor.clearSelection()
        cursor.beginEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        cursor.insertText(f"\n{line}" if cursor.block().text() else line)
        if cursor.atEnd():
            cursor.insertText("\n")
        else:
            cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _passage_at(self, point: QPoint) -> Passage | None:
        """Return the passage to which the words under a point lead back."""
        cursor = self.cursorForPosition(point)
        found = read_line(cursor.block().text())
        if found is None or not self.cursorRect(cursor).adjusted(-12, 0, 12, 0).contains(point):
            return None
        at = len(
            cursor.block().text().encode("utf-16-le")[: 2 * cursor.positionInBlock()].decode("utf-16-le", "ignore")
        )
        return found.passage if found.link.start <= at <= found.link.end else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = not event.buttons() and self._passage_at(event.position().toPoint())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor)
        self.setToolTip(self.tr("Go to this passage (Ctrl+Enter)") if over else "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        passage = self._passage_at(event.position().toPoint())
        if passage and event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.passage_entered.emit(passage)

    def event(self, event: QEvent) -> bool:
        is_override = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_override and event.matches(QKeySequence.StandardKey.Find):  # type: ignore[attr-defined]
            event.accept()  # it is a QKeyEvent, and the note is meant, not the page
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Find):
            self.find_wanted.emit()
            return
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        found = read_line(self.textCursor().block().text()) if control else None
        if found and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.passage_entered.emit(found.passage)
            event.accept()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        block = self.firstVisibleBlock()
        while block.isValid():
            place = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if place.top() > event.rect().bottom():
                break
            if read_line(block.text()):
                left, height = round(place.left()) + _BAR_X, round(place.height())
                painter.fillRect(left, round(place.top()), 2, height, self._theme.colour("line2"))
            block = block.next()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return not source.hasUrls() and super().canInsertFromMimeData(source)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 40)
