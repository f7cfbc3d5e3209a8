"""How a story's row is drawn: headline in two lines or with its first words, outlet and date, people."""

from datetime import UTC, datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from reader.app.panels.rows import KeyboardRing, PointedRow, Type, break_words, plain_words, show_row, show_words
from reader.app.panels.story_model import STORY, show_date
from reader.app.theme import Theme
from reader.library.listing import Story
from reader.library.trash import count_days_left

ROW_HEIGHT = 98

_Index = QModelIndex | QPersistentModelIndex


class StoryDelegate(QStyledItemDelegate):
    """Draws a story's row: headline in two lines or with its first words, outlet and date, people."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._ring = KeyboardRing(view)
        self._pointed = PointedRow(view)
        self.open_story: str | None = None
        self.shows_chosen = False  # several stories are chosen
        self._headline, self._words = Type("serif", 15, 600), Type("serif", 14)
        self._line, self._italic = Type("sans", 12.5, tabular=True), Type("sans", 12.5, italic=True)
        self._broken: dict[tuple[str, int], tuple[str, str]] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(200, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        story: Story | None = index.data(STORY)
        if story is None:
            return
        painter.save()
        row: QRect = option.rect
        self._show_ground(painter, row, index, chosen=story.id == self.open_story)
        if story.unread and story.id != self.open_story:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent"))
            painter.drawEllipse(QRectF(row.left() + 13, row.top() + 16, 6, 6))
        text = QRectF(row.adjusted(24, 9, -20, 0))
        self._show_headline(painter, text, story)
        self._show_source(painter, text, story)
        self._show_people(painter, text, story)
        painter.restore()

    def _show_ground(self, painter: QPainter, row: QRect, index: _Index, *, chosen: bool) -> None:
        card = QRectF(row.adjusted(8, 0, -8, 0))
        hovered = self._pointed.is_at(index)
        ringed = index == self._view.currentIndex() and self._ring.shown()
        held = self.shows_chosen and self._view.selectionModel().isSelected(index)
        fill = "row" if chosen or held else "hover" if hovered else None
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not fill and not self._next_is_open(index):
            painter.fillRect(QRect(row.left() + 24, row.bottom(), row.width() - 44, 1), self._theme.colour("line"))
        show_row(painter, card, self._theme, fill, 6, ringed=ringed)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent"))
            painter.drawRoundedRect(QRectF(card.left(), card.top() + 7, 3, card.height() - 14), 1.5, 1.5)

    def _next_is_open(self, index: _Index) -> bool:
        following: Story | None = index.model().index(index.row() + 1, 0).data(STORY) if self.open_story else None
        return following is not None and following.id == self.open_story

    def _show_headline(self, painter: QPainter, text: QRectF, story: Story) -> None:
        ink = self._theme.colour("ink")
        first, second = self._break(plain_words(story.title) or self.tr("Untitled"), int(text.width()))
        show_words(painter, _line_of(text, 0, 20), first, self._headline, ink)
        if second:
            show_words(painter, _line_of(text, 20, 20), second, self._headline, ink)
        elif story.first_words:
            words = plain_words(story.first_words)
            show_words(painter, _line_of(text, 20, 20), words, self._words, self._theme.colour("ink2"))

    def _show_source(self, painter: QPainter, text: QRectF, story: Story) -> None:
        line = _line_of(text, 42, 18)
        if story.noted:
            sign = QPoint(round(text.right()) - 14, round(line.top()) + 2)
            painter.drawPixmap(sign, self._theme.pixmap("note", "ink2", 14))
            line.setRight(line.right() - 24)
        ink = self._theme.colour("ink2")
        if story.state == "failed":
            show_words(painter, line, self.tr("Could not be read"), self._line, self._theme.colour("error"))
            return
        if story.state == "waiting":
            show_words(painter, line, self.tr("Reading…"), self._italic, ink)
            return
        date = show_date(story.published)
        origin = plain_words(story.outlet or story.agency or "")
        before = " · ".join(filter(None, (origin, date))) if date else f"{origin} · " if origin else ""
        width = show_words(painter, line, before, self._line, ink)
        if not date:
            show_words(painter, line.adjusted(width, 0, 0, 0), self.tr("date not given"), self._italic, ink)

    def _show_people(self, painter: QPainter, text: QRectF, story: Story) -> None:
        line, ink = _line_of(text, 60, 18), self._theme.colour("ink3")
        if story.trashed:
            show_words(painter, line, self._say_days(story.trashed), self._line, self._theme.colour("doubt"))
        elif story.state == "failed":
            show_words(painter, line, plain_words(story.problem), self._line, ink)
        elif story.state == "read":
            show_words(painter, line, self.tr("Finding names…"), self._italic, ink)
        elif story.people:
            show_words(painter, line, plain_words(", ".join(story.people)), self._line, ink)

    def _say_days(self, trashed: str) -> str:
        days = count_days_left(trashed, datetime.now(UTC))
        if days > 1:
            return self.tr("Deleted in {0} days").format(days)
        return self.tr("Deleted within a day")

    def _break(self, title: str, width: int) -> tuple[str, str]:
        key = (title, width)
        if key not in self._broken:
            if len(self._broken) > 500:
                self._broken.clear()
            self._broken[key] = break_words(title, self._headline, width)
        return self._broken[key]


def _line_of(text: QRectF, top: float, height: float) -> QRectF:
    return QRectF(text.left(), text.top() + top, text.width(), height)
