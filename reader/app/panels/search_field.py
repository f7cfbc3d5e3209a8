"""The field in which the library is searched."""

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from reader.app.panels.rows import RIGHT, Type, show_words
from reader.app.theme import Theme, make_font

HEIGHT = 32
_LONGEST = 1000  # what a query may have
_SIGN, _BEFORE = 16, 34  # px of the icon; where the words begin
_AFTER = 30  # px left for the cross that empties it
_OWN = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchField(QLineEdit):
    """A line to search in, with its sign at the left; the keys that lead to it, or what empties it, at the right."""

    entered = Signal()
    left = Signal()  # Escape
    down = Signal()  # the arrow: to what was found

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keys = ""
        self._kind = Type("sans", 11.5)
        self.setObjectName("searchField")
        self.setAccessibleName(self.tr("Search the library"))
        self.setPlaceholderText(self.tr("Search the library"))
        self.setFont(make_font("sans", 14))
        self.setMaxLength(_LONGEST)
        self.setFixedHeight(HEIGHT)
        self.setTextMargins(_BEFORE - 10, 0, _AFTER - 10, 0)
        theme.changed.connect(self.update)

    def show_keys(self, keys: str) -> None:
        """Show the keys that lead here, while nothing is searched for."""
        self._keys = keys.replace("+", " ")
        self.update()

    def _cross(self) -> QRect:
        return QRect(self.width() - _AFTER, 0, _AFTER, self.height())

    def event(self, event: QEvent) -> bool:
        is_override = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_override and event.key() in _OWN:  # type: ignore[attr-defined]  # it is a QKeyEvent
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in _OWN:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.down.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.text() and self._cross().contains(event.position().toPoint()):
            self.clear()
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = bool(self.text()) and self._cross().contains(event.position().toPoint())
        self.setCursor(Qt.CursorShape.ArrowCursor if over else Qt.CursorShape.IBeamCursor)
        super().mouseMoveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        middle = (self.height() - _SIGN) // 2
        painter.drawPixmap(11, middle, self._theme.pixmap("search", "ink" if self.hasFocus() else "ink2", _SIGN))
        if self.text():
            painter.drawPixmap(self.width() - 26, middle + 1, self._theme.pixmap("close", "ink2", 14))
        elif self._keys:
            place = QRectF(self.width() - 80, 0, 69, self.height())
            show_words(painter, place, self._keys, self._kind, self._theme.colour("ink2"), RIGHT)
        painter.end()
