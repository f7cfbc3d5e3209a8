"""The page under the pointer and the Tab key: names, quotes and links that can be gone to."""

import builtins
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from reader.app.page.furniture import find_picture
from reader.app.page.kicker import DETAILS
from reader.app.page.lines import Lines
from reader.app.page.margin import Margin
from reader.app.page.marks import MarkedMention, PageMarks, QuotePart, Shown
from reader.app.page.painter import MarkPainter, find_box
from reader.app.page.pointer import find_letter, find_link, find_mention, find_offset
from reader.app.page.surface import ReadingSurface

COMFORT = 56  # logical pixels between what is gone to and the page's edge that need no scrolling
_LONGEST_TARGET = 300
_STILL = 4  # logical pixels a pointer may move in a click


class Under(NamedTuple):
    """What is under the pointer: a mention, the address of a link, a text offset, a quote or its note, a picture."""

    mention: MarkedMention | None = None
    address: str = ""
    offset: int | None = None
    part: QuotePart | None = None
    note: int | None = None
    photo: int | None = None

    @property
    def quote(self) -> int | None:
        """The quote that is pointed at, by its words or by its note."""
        return self.part.quote if self.part else self.note


class TouchedSurface(ReadingSurface):
    """Tells which mention, quote or link was clicked; Tab goes from link to link, Enter follows one."""

    link_wanted = Signal(str)  # an http or https address was clicked
    link_hovered = Signal(str)  # the address under the pointer or the Tab key, or nothing
    mention_clicked = Signal(int, int)  # position of an entity, and of its mention
    quote_clicked = Signal(int, int)  # position of a quote, and of its part
    photo_clicked = Signal(int)  # number of a photograph that has a picture

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = Lines()
        self._margin: Margin | None = None
        self._marks = PageMarks(None)
        self._painter: MarkPainter | None = None
        self._shown = Shown()
        self._pressed: QPoint | None = None
        self._link = ""
        self._under = Under()
        self._stop = -1

    def bring_into_view(self, box: QRectF) -> None:
        """Scroll to a box of the document, unless it can be seen in comfort."""
        height = self.viewport().height()
        top = self.scroll_goal()
        if not (top + COMFORT <= box.top() and box.bottom() <= top + height - COMFORT):
            self.glide_to(round(box.top() - height / 3))

    def find_place(self, position: int, end: int) -> QRectF | None:
        """Return the box of the first line of a stretch of the document."""
        page = self._page
        if page is None:
            return None
        block = page.findBlock(position)
        corner = page.documentLayout().blockBoundingRect(block)
        start = block.position()
        for stretch in self._lines.boxes(block, corner, position - start, end - start):
            return find_box(page.settings[block.blockNumber()], stretch)
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click began."""
        self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
        self._set_stop(-1)
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take a click on a name, a link or a quote."""
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        still = pressed is not None and (event.position().toPoint() - pressed).manhattanLength() < _STILL
        if still and not self.textCursor().hasSelection():
            self._click(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word, as everywhere."""
        self._pressed = None
        super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what a click here would do."""
        super().mouseMoveEvent(event)
        if not event.buttons():
            self._hover(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        """Forget what was under the pointer."""
        super().leaveEvent(event)
        self._set_hovered(Under())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Forget which link the Tab key had reached."""
        super().focusOutEvent(event)
        self._set_stop(-1)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's names
        """Go to the next link on the page, and after the last one to the next widget."""
        if not self.hasFocus():
            return super().focusNextPrevChild(next)
        stops = self._page.stops() if self._page else []
        goal = self._stop + (1 if next else -1)
        if self._stop < 0 and next:
            seen = (i for i, (position, end, _) in enumerate(stops) if self._is_below_top(position, end))
            goal = builtins.next(seen, len(stops))
        if not 0 <= goal < len(stops):
            self._set_stop(-1)
            return super().focusNextPrevChild(next)
        self._set_stop(goal)
        box = self.find_place(*stops[goal][:2])
        if box:
            self.bring_into_view(box)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow the link that the Tab key has reached; everything else is the surface's."""
        if self._stop >= 0 and self._page and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.link_wanted.emit(self._page.stops()[self._stop][2])
        else:
            super().keyPressEvent(event)

    def link_at(self, point: QPointF) -> str:
        """Return the address under a point of the viewport, or nothing."""
        address = self._find_under(point).address
        return "" if address == DETAILS else address

    def _is_below_top(self, position: int, end: int) -> bool:
        box = self.find_place(position, end)
        return box is not None and box.bottom() > self.verticalScrollBar().value()

    def _set_stop(self, stop: int) -> None:
        if stop == self._stop or not self._page or not self._painter:
            return
        self._stop = stop
        stops = self._page.stops()
        self._painter.stop = stops[stop][:2] if stop >= 0 else None
        self.link_hovered.emit(stops[stop][2] if stop >= 0 else "")
        self.viewport().update()

    def _find_under(self, point: QPointF) -> Under:
        """Return what is under a point of the viewport."""
        page = self._page
        place = QPointF(point.x(), point.y() + self.verticalScrollBar().value())
        letter = find_letter(page, self._lines, place) if page else None
        if page is None or letter is None:
            note = self._margin.note_at(place) if self._margin and self._shown.shows("quote") else None
            photo = find_picture(page, place) if page and place.x() >= page.column.left else None
            return Under(note=note.quote if note else None, photo=photo)
        mention = find_mention(page, self._lines, self._marks, letter, place) if self._shown.marks else None
        if mention and not self._is_marked(mention):
            mention = None
        offset = find_offset(page, letter)
        quoted = offset is not None and self._shown.shows("quote")
        part = self._marks.part_at(offset) if offset is not None and quoted else None
        return Under(mention, find_link(page, letter), offset, part)

    def _is_marked(self, mention: MarkedMention) -> bool:
        """Say whether a mention can be seen: its kind is shown, or its entity is the chosen one."""
        focus = self._painter.focus if self._painter else None
        chosen = focus is not None and focus.kind == "entity" and focus.subject == mention.entity
        return chosen or self._shown.shows(mention.kind)

    def _click(self, point: QPointF) -> None:
        under = self._find_under(point)
        if under.mention:
            self.mention_clicked.emit(under.mention.entity, under.mention.index)
        elif under.address:
            self.link_wanted.emit(under.address)
        elif under.part:
            self.quote_clicked.emit(under.part.quote, under.part.index)
        elif under.note is not None:
            self.quote_clicked.emit(under.note, 0)
        elif under.photo is not None:
            self.photo_clicked.emit(under.photo)

    def _hover(self, point: QPointF) -> None:
        under = self._find_under(point)
        self._set_hovered(under)
        shape = Qt.CursorShape.ArrowCursor
        if under.mention or under.address or under.note is not None or under.photo is not None:
            shape = Qt.CursorShape.PointingHandCursor
        elif under.offset is not None:
            shape = Qt.CursorShape.IBeamCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    def _set_hovered(self, under: Under) -> None:
        self._under = under
        painter = self._painter
        if painter and (painter.hovered, painter.pointed) != (under.mention, under.quote):
            painter.hovered, painter.pointed = under.mention, under.quote
            self.viewport().update()
        address = "" if under.mention else under.address
        if address != self._link:
            self._link = address
            shown = address if len(address) <= _LONGEST_TARGET else address[:_LONGEST_TARGET] + "…"
            if address == DETAILS:
                shown = self.tr("Say when this was published")
            if address:
                from html import escape  # the first picture does not wait for it

                self.setToolTip(f"<p style='white-space:pre-wrap'>{escape(shown)}</p>")
            else:
                self.setToolTip("")
                QToolTip.hideText()
            self.link_hovered.emit(address)
