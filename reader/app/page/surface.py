"""The sheet the article lies on: a text edit that only reads, loads nothing and scrolls like a page."""

from typing import cast

from PySide6.QtCore import QEasingCurve, QMimeData, QPointF, QPropertyAnimation, Qt, QUrl
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QMenu, QScrollBar, QTextEdit, QWidget

from reader.app.page.document import PageDocument
from reader.app.viewport import make_viewport

_SCROLL_MS = 140
_LINE = 60
_SCROLLING = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)


class ReadingSurface(QTextEdit):
    """Holds a PageDocument (or none); copies what the article's text says; keys scroll it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: PageDocument | None = None
        self.setReadOnly(True)
        self.setAcceptDrops(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._viewport = make_viewport(self)
        self._viewport.setCursor(Qt.CursorShape.IBeamCursor)
        self._viewport.setMouseTracking(True)
        self._viewport.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._motion = QPropertyAnimation(self.verticalScrollBar(), b"value", self)
        self._motion.setDuration(_SCROLL_MS)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)

    def set_scroll_bar(self, bar: QScrollBar) -> None:
        """Scroll by another bar."""
        self.setVerticalScrollBar(bar)
        self._motion.setTargetObject(bar)

    def scroll_to(self, place: int) -> None:
        """Scroll at once."""
        self._motion.stop()
        self.reach(place)
        self.verticalScrollBar().setValue(place)

    def glide_to(self, place: int) -> None:
        """Scroll in a short motion; at once further than two pages, and where motion is not wanted."""
        bar = self.verticalScrollBar()
        self.reach(place)
        place = max(min(place, bar.maximum()), 0)
        if abs(place - bar.value()) > 2 * self.viewport().height() or not self._moves():
            self.scroll_to(place)
            return
        self._motion.stop()
        self._motion.setStartValue(bar.value())
        self._motion.setEndValue(place)
        self._motion.start()

    def scroll_goal(self) -> int:
        """Return where the page stands, or is about to stand."""
        moving = self._motion.state() == QPropertyAnimation.State.Running
        return int(self._motion.endValue()) if moving else self.verticalScrollBar().value()

    def reach(self, place: int) -> None:
        """Lay out as much as is seen at a place, so that the page can be scrolled there."""
        bottom = place + self.viewport().height()
        if self._page and not self._page.built and self._page.size().height() < bottom:
            while not self._page.built and self._page.size().height() < bottom:
                self._page.build()
            self._tell_size()

    def build_whole(self) -> None:
        """Lay out all that is still to come."""
        while self._page and not self._page.build(1.0):
            pass
        self._tell_size()

    def _tell_size(self) -> None:
        """Let the scroll bar know the height at once; Qt would wait for its own timer."""
        layout = self.document().documentLayout()
        layout.documentSizeChanged.emit(layout.documentSize())

    def link_at(self, point: QPointF) -> str:
        """Return the address under a point of the viewport, or nothing; the layer above (touch.py) knows it."""
        raise NotImplementedError

    def _moves(self) -> bool:
        """Say whether motion is wanted: not where the desktop forbids it, nor where nobody sees it."""
        if not self.isVisible() or QGuiApplication.platformName() == "offscreen":
            return False
        from PySide6.QtWidgets import QStyle  # its dozen large enums cost 8 ms of the start

        return self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self) > 0

    def loadResource(self, type: int, name: QUrl | str) -> object:  # noqa: A002 - Qt's names
        """Load nothing: a null image keeps Qt from looking for files itself."""
        return QImage()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl the window changes the text size."""
        self._motion.stop()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by the keys that elsewhere move a caret; with Shift they select."""
        self._motion.stop()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Space and held in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        ):
            self._scroll_by(Qt.Key.Key_PageUp if held else Qt.Key.Key_PageDown)
        elif event.key() in _SCROLLING and held in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ControlModifier,
        ):
            self._scroll_by(Qt.Key(event.key()))
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            if event.matches(QKeySequence.StandardKey.SelectAll):
                self.build_whole()
            super().keyPressEvent(event)

    def _scroll_by(self, key: Qt.Key) -> None:
        bar = self.verticalScrollBar()
        page = max(self.viewport().height() - _LINE, _LINE)
        if key == Qt.Key.Key_End:
            self.build_whole()
        steps = {Qt.Key.Key_Up: -_LINE, Qt.Key.Key_Down: _LINE, Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page}
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        self.scroll_to(ends[key] if key in ends else bar.value() + steps[key])

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be copied."""
        menu = QMenu(self)
        menu.addAction(self.tr("Copy"), self.copy).setEnabled(self.textCursor().hasSelection())
        address = self.link_at(QPointF(self.viewport().mapFrom(self, event.pos())))
        if address:
            menu.addAction(self.tr("Copy Link Address"), lambda: QGuiApplication.clipboard().setText(address))
        menu.addAction(self.tr("Select All"), self._select_whole)
        self.add_to_menu(menu, QPointF(self.viewport().mapFrom(self, event.pos())))
        menu.exec(event.globalPos())
        menu.deleteLater()

    def add_to_menu(self, menu: QMenu, point: QPointF) -> None:
        """Add what can be done with what is under a point of the viewport."""

    def _select_whole(self) -> None:
        self.build_whole()
        self.selectAll()

    def copy(self) -> None:
        """Put the selected words on the clipboard, as they stand in the article's text.

        They are put there as text: data made in Python would outlive Python where a platform keeps it in a static.
        """
        if self.textCursor().hasSelection():
            QGuiApplication.clipboard().setText(self.selected_text())

    def createMimeDataFromSelection(self) -> QMimeData:
        """Give the same to what is dragged, and to X11's primary selection."""
        data = QMimeData()
        data.setText(self.selected_text())
        return data

    def selected_text(self) -> str:
        """Return the selected words of the article, or where there are none those of our own lines."""
        words = ""
        if self._page:
            page, text = self._page, self._page.article.text
            rows = self.selected_ranges()
            words = "\n".join("\t".join(page.map.text_of(*stretch, text) for stretch in row) for row in rows)
        return words or self.textCursor().selection().toPlainText()

    def selected_ranges(self) -> list[list[tuple[int, int]]]:
        """Return the document's stretches that are selected: one, or within a table those of cells, row by row."""
        cursor = self.textCursor()
        table = cursor.currentTable()
        if not cursor.hasComplexSelection() or table is None:
            return [[(cursor.selectionStart(), cursor.selectionEnd())]]
        first_row, rows, first_column, columns = cast(tuple[int, int, int, int], cursor.selectedTableCells())
        return [
            [
                (cell.firstPosition(), cell.lastPosition())
                for cell in (table.cellAt(row, column) for column in range(first_column, first_column + columns))
            ]
            for row in range(first_row, first_row + rows)
        ]
