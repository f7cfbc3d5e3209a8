"""A photograph as large as the page, with its caption; over the page until it is closed."""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QImageReader, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QToolButton, QWidget

from reader.app.theme import Theme, make_font

_EDGE = 28
_TOP = 44
_BETWEEN = 12
_WIDEST_WORDS = 640
_MOST_LINES = 4
_ENLARGED = 1.5  # beyond it a picture would only blur
_ON = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageDown: 1}
_BACK = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageUp: -1}
_CLOSING = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Picture(Struct, frozen=True):
    """A photograph's file and the words that stand with it."""

    path: Path
    caption: str
    credit: str


class LargePhoto(QWidget):
    """Shows one of some pictures; a click, Escape, Enter or the space bar closes it, arrow keys go to the others."""

    def __init__(self, page: QWidget, theme: Theme) -> None:
        super().__init__(page.parentWidget() or page)  # over the page, whose scroll bar Qt keeps above its own children
        self.setObjectName("largePhoto")
        self._page, self._theme = page, theme
        self._pictures: Sequence[Picture] = ()
        self._number = 0
        self._pixmap = QPixmap()
        self._natural = QSize()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._close = QToolButton(self)
        self._close.setFixedSize(30, 30)
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._close.setAccessibleName(self.tr("Close"))
        self._close.setToolTip(f"{self.tr('Close')} (Esc)")
        self._close.clicked.connect(self.leave)
        theme.changed.connect(self._dress)
        page.installEventFilter(self)
        self._dress()
        self.hide()

    @property
    def number(self) -> int:
        """Which of the pictures is shown, from 0."""
        return self._number

    def show_picture(self, pictures: Sequence[Picture], number: int) -> None:
        """Show picture `number` of some."""
        self._pictures = pictures
        self._cover()
        self._take(number)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave(self) -> None:
        """Give the page back."""
        if self.isVisible():
            self.hide()
            self._pixmap = QPixmap()
            self._page.setFocus(Qt.FocusReason.PopupFocusReason)

    def _take(self, number: int) -> None:
        self._number = number % len(self._pictures)
        picture = self._pictures[self._number]
        self._natural = QImageReader(str(picture.path)).size()
        self._pixmap = QPixmap()
        name = self.tr("Photograph {0} of {1}").format(self._number + 1, len(self._pictures))
        self.setAccessibleName(f"{name}: {picture.caption}" if picture.caption else name)
        self.update()

    def _dress(self) -> None:
        self._close.setIcon(self._theme.icon("close"))
        self.update()

    def _find_words(self, width: int) -> tuple[QRect, QRect]:
        """Return the boxes of caption and credit at the foot of a widget of some width."""
        picture = self._pictures[self._number]
        wide = min(width - 2 * _EDGE, _WIDEST_WORDS)
        left = (width - wide) // 2
        bottom = self.height() - _EDGE
        credit = QRect(left, bottom - 17, wide, 17) if picture.credit else QRect(left, bottom, wide, 0)
        metrics = QFontMetrics(make_font("serif", 15))
        wanted = metrics.boundingRect(QRect(0, 0, wide, 4000), Qt.TextFlag.TextWordWrap.value, picture.caption).height()
        height = min(wanted if picture.caption else 0, _MOST_LINES * metrics.lineSpacing())
        return QRect(left, credit.top() - 4 - height, wide, height), credit

    def _find_box(self, caption: QRect) -> QRect:
        room = QRect(_EDGE, _TOP, self.width() - 2 * _EDGE, caption.top() - _BETWEEN - _TOP)
        if self._natural.isEmpty() or room.isEmpty():
            return QRect()
        largest = (self._natural.toSizeF() * _ENLARGED).toSize()
        size = self._natural.scaled(room.size().boundedTo(largest), Qt.AspectRatioMode.KeepAspectRatio)
        box = QRect(room.topLeft(), size)
        box.moveCenter(room.center())
        return box

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        painter.fillRect(self.rect(), theme.colour("page"))
        if not self._pictures:
            return
        picture = self._pictures[self._number]
        caption, credit = self._find_words(self.width())
        box = self._find_box(caption)
        if not box.isEmpty():
            self._decode(picture.path, box.size())
            painter.drawPixmap(QRectF(box), self._pixmap, QRectF(self._pixmap.rect()))
        painter.setFont(make_font("serif", 15))
        painter.setPen(theme.colour("ink2"))
        painter.drawText(caption, Qt.TextFlag.TextWordWrap.value, picture.caption)
        painter.setFont(make_font("sans", 12.5, tabular=True))
        painter.setPen(theme.colour("ink3"))
        painter.drawText(credit, 0, picture.credit)
        if len(self._pictures) > 1:
            words = self.tr("{0} of {1}").format(self._number + 1, len(self._pictures))
            painter.drawText(QRect(_EDGE, 0, 200, _TOP), Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()

    def _decode(self, path: Path, size: QSize) -> None:
        ratio = self.devicePixelRatioF()
        wanted = (size.toSizeF() * ratio).toSize()
        if self._pixmap.size() != wanted:
            reader = QImageReader(str(path))
            reader.setScaledSize(wanted)
            self._pixmap = QPixmap.fromImage(reader.read())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page and self.isVisible():
            if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
                self._cover()
            elif event.type() == QEvent.Type.Hide:
                self.hide()
        return False

    def _cover(self) -> None:
        page, above = self._page, self.parentWidget()
        self.setGeometry(page.rect() if above is page else page.geometry())

    def event(self, event: QEvent) -> bool:
        """Keep the keys that close it or go on from those of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() in (*_CLOSING, *_ON, *_BACK):
                event.accept()
                return True
        elif event.type() == QEvent.Type.Resize:
            self._close.move(self.width() - self._close.width() - 10, 7)
        return super().event(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's names
        """Stay: what lies beneath is not to be reached."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _ON.get(Qt.Key(event.key())) or _BACK.get(Qt.Key(event.key()))
        if event.key() in _CLOSING:
            self.leave()
        elif step and len(self._pictures) > 1:
            self._take(self._number + step)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.leave()
