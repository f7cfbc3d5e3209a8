"""Small things to press above a list: chips that filter it, and two halves of which one is in force."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from reader.app.panels.rows import Type, plain_tip, plain_words, show_words
from reader.app.theme import Theme

HEIGHT = 28  # what can be hit; what is drawn is 4 px lower
_INSIDE, _SIGN, _CHEVRON = 9, 14, 12
_REMOVING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)


class Pressed(QAbstractButton):
    """A button drawn by us, with a ring where the keyboard brought the focus."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.usual, self.strong = Type("sans", 12.5, tabular=True), Type("sans", 12.5, 600, tabular=True)
        self._ringed = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.update)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ringed = event.reason() in _KEYBOARD
        super().focusInEvent(event)

    def show_frame(self, painter: QPainter, path: QPainterPath, border: str, fill: str | None) -> None:
        """Paint what lies under the words: a fill by colour role, or none, and a border or the ring."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self.theme.colour(fill) if fill else Qt.BrushStyle.NoBrush)
        ringed = self.hasFocus() and self._ringed
        painter.setPen(QPen(self.theme.colour("ring" if ringed else border), 2 if ringed else 1))
        painter.drawPath(path)

    def rounded(self, radius: float) -> QPainterPath:
        """Return the outline of the whole button with round corners."""
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        return path

    @property
    def hovered(self) -> bool:
        """Whether the pointer is over it."""
        return self.underMouse() and self.isEnabled()


class Chip(Pressed):
    """A word and a count in a rounded frame; filled while it filters."""

    def __init__(
        self, theme: Theme, parent: QWidget, role: str = "ink2", sign: str = "", *, menu: bool = False
    ) -> None:
        super().__init__(theme, parent)
        self._role, self._sign, self._menu = role, sign, menu
        self.setCheckable(True)

    def show_words(self, words: str) -> None:
        """Take other words."""
        self.setText(words)
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        signs = (_SIGN + 5 if self._sign else 0) + (_CHEVRON + 4 if self._menu else 0)
        return QSize(round(self.strong.width(self.text())) + 2 * _INSIDE + signs + 1, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        frame = QRectF(self.rect()).adjusted(1, 2, -1, -2)
        path = QPainterPath()
        path.addRoundedRect(frame, 12, 12)
        border = self._role if self._role == "doubt" else "line2"
        fill = "row" if self.isChecked() else "hover" if self.hovered else None
        self.show_frame(painter, path, border, fill)
        line = frame.adjusted(_INSIDE - 1, 0, 1 - _INSIDE, 0)
        if self._sign:
            place = QPoint(round(line.left()), round(frame.center().y()) - 7)
            painter.drawPixmap(place, self.theme.pixmap(self._sign, self._role, _SIGN))
            line.setLeft(line.left() + _SIGN + 5)
        if self._menu:
            line.setRight(line.right() - _CHEVRON - 4)
            place = QPoint(round(line.right()) + 4, round(frame.center().y()) - 6)
            painter.drawPixmap(place, self.theme.pixmap("down", "ink2", _CHEVRON))
        role = "ink" if self.isChecked() and self._role == "ink2" else self._role
        face = self.strong if self.isChecked() else self.usual
        room = max((line.width() - face.width(self.text())) / 2, 0.0)
        show_words(painter, line.adjusted(room, 0, 0, 0), self.text(), face, self.theme.colour(role))

    def fit(self, width: int) -> None:
        """Take at most a width; words that do not fit stand in the tip."""
        self.resize(min(self.sizeHint().width(), width), HEIGHT)
        self.setToolTip(plain_tip(self.text()) if self.sizeHint().width() > width else "")


class RemovableChip(Pressed):
    """A condition with a cross: a click, Delete or Backspace takes it away."""

    def __init__(self, theme: Theme, parent: QWidget, words: str) -> None:
        super().__init__(theme, parent)
        self.setText(plain_words(words))
        self.setAccessibleName(self.tr("Filter {0}, remove").format(self.text()))
        self.setToolTip(self.tr("Remove this filter"))

    def sizeHint(self) -> QSize:
        return QSize(round(self.strong.width(self.text())) + 2 * _INSIDE + _CHEVRON + 7, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        frame = QRectF(self.rect()).adjusted(1, 2, -1, -2)
        path = QPainterPath()
        path.addRoundedRect(frame, 12, 12)
        self.show_frame(painter, path, "line2", "hover" if self.hovered else "row")
        line = frame.adjusted(_INSIDE, 0, -_INSIDE - _CHEVRON - 4, 0)
        show_words(painter, line, self.text(), self.strong, self.theme.colour("ink"))
        place = QPoint(round(frame.right()) - _INSIDE - _CHEVRON + 2, round(frame.center().y()) - _CHEVRON // 2)
        painter.drawPixmap(place, self.theme.pixmap("close", "ink2", _CHEVRON))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _REMOVING:
            self.click()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _REMOVING:
            event.accept()
            return True
        return super().event(event)


class _Half(Pressed):
    """One part of a segment."""

    def __init__(self, theme: Theme, parent: QWidget, words: str, *, first: bool, last: bool) -> None:
        super().__init__(theme, parent)
        self._first, self._last = first, last
        self.setText(words)
        self.setAccessibleName(words)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.resize(round(self.strong.width(words)) + 21, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        frame = QRectF(self.rect()).adjusted(0.5, 2.5, -0.5, -2.5)
        path = QPainterPath()
        path.addRoundedRect(frame, 6, 6)
        square = QPainterPath()
        if not self._first:
            square.addRect(QRectF(frame.left(), frame.top(), 8, frame.height()))
        if not self._last:
            square.addRect(QRectF(frame.right() - 8, frame.top(), 8, frame.height()))
        fill = "row" if self.isChecked() else "hover" if self.hovered else None
        self.show_frame(painter, path.united(square).simplified(), "line2", fill)
        face, role = (self.strong, "ink") if self.isChecked() else (self.usual, "ink2")
        room = max((frame.width() - face.width(self.text())) / 2, 0.0)
        show_words(painter, frame.adjusted(room, 0, 0, 0), self.text(), face, self.theme.colour(role))


class Segment(QWidget):
    """Two or three words of which one is in force; arrow keys go from one to the other."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget, words: Sequence[str]) -> None:
        super().__init__(parent)
        x, last = 0, len(words) - 1
        self._halves = []
        for number, word in enumerate(words):
            half = _Half(theme, self, word, first=number == 0, last=number == last)
            half.move(x, 0)
            half.toggled.connect(lambda on, number=number: self.chosen.emit(number) if on else None)
            x += half.width() - 1
            self._halves.append(half)
        self.setGeometry(QRect(0, 0, x + 1, HEIGHT))
        self._halves[0].setChecked(True)

    def choose(self, number: int) -> None:
        """Put another word in force."""
        self._halves[number].setChecked(True)


class SignButton(Pressed):
    """A sign alone, as high as a row; filled while it is on."""

    SIZE = QSize(28, 24)

    def __init__(self, theme: Theme, parent: QWidget, sign: str, words: str) -> None:
        super().__init__(theme, parent)
        self._sign = sign
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.resize(self.SIZE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill = "row" if self.isChecked() or self.isDown() else "hover" if self.hovered else "chrome"
        self.show_frame(painter, self.rounded(5), fill, fill)
        role = "ink" if self.isChecked() else "ink2"
        painter.drawPixmap(
            QPoint(self.width() // 2 - 7, self.height() // 2 - 7), self.theme.pixmap(self._sign, role, 14)
        )
