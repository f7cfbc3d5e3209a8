"""Rows of the list of quotes, and the bars that stand for them while quotes are being found."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from reader.app.attributions import name_as_told, say_teller
from reader.app.panels.kinds import group_of, role_of
from reader.app.panels.quote_filter import SourceKey
from reader.app.panels.quote_model import Index, QuoteModel, QuoteRow, SpeakerRow
from reader.app.panels.quote_tools import TOOLS_HEIGHT
from reader.app.panels.rows import RIGHT, KeyboardRing, PointedRow, Type, break_words, show_row, show_words
from reader.app.panels.waiting import WaitingRows
from reader.app.theme import Theme

_OUTSIDE = 8  # at the left of a row; at the right stands the scroll bar
_INSIDE = 8
_WORDS_X = 34  # within a row
_PADDING, _LINE, _SECOND, _STEP = 6, 20, 18, 19
_REASON, _SIGN = 18, 19  # px of a line that says why, and before it
_HEAD = 30


class QuoteDelegate(QStyledItemDelegate):
    """Paints quotes and the heads over them; the chosen quote's row alone is `lit`, with room for its tools."""

    def __init__(self, model: QuoteModel, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._model = model
        self._theme = theme
        self._view = view
        self._ring = KeyboardRing(view)
        self._pointed = PointedRow(view)
        self._words = Type("serif", 15)
        self._speaker = Type("sans", 12.5, 600)
        self._open = Type("sans", 12.5, italic=True)
        self._second = Type("sans", 12.5, tabular=True)
        self._head = Type("sans", 14, 600)
        self._lines: dict[int, tuple[str, str]] = {}
        self._lines_width = self._heights_width = 0.0
        self._heights: dict[int, int] = {}
        self.chosen: int | None = None
        model.modelReset.connect(self._lines.clear)
        model.modelReset.connect(self._heights.clear)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = self._model.row_at(index)
        if isinstance(row, SpeakerRow):
            return QSize(100, _HEAD)
        width = option.rect.width() - _OUTSIDE - _WORDS_X - _INSIDE
        tools = TOOLS_HEIGHT if row.subject == self.chosen else 0
        return QSize(100, self._height_of(row, width) + tools)

    def _height_of(self, row: QuoteRow, width: float) -> int:
        """Return how high a row is without its tools; measured once, for all are asked at each step."""
        if width != self._heights_width:
            self._heights.clear()
            self._heights_width = width
        if row.subject not in self._heights:
            lines = 1 if self._words.fits(row.marked, width) else 2
            reason = len(self._reason_lines(row.reason, width))
            self._heights[row.subject] = 2 * _PADDING + lines * _LINE + _STEP + reason * _REASON + bool(reason)
        return self._heights[row.subject]

    def place_of_tools(self, rect: QRect) -> QPoint:
        """Return where the tools stand in the chosen quote's row."""
        return QPoint(_OUTSIDE + _WORDS_X - 6, rect.bottom() + 1 - TOOLS_HEIGHT - _PADDING + 3)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRectF(option.rect)
        rect.setLeft(_OUTSIDE)
        row = self._model.row_at(index)
        chosen = isinstance(row, QuoteRow) and row.subject == self.chosen
        hovered = self._pointed.is_at(index)
        ringed = self._ring.shown() and index == self._view.currentIndex()
        painter.save()
        show_row(painter, rect, self._theme, "lit" if chosen else "hover" if hovered else None, 6, ringed=ringed)
        if isinstance(row, QuoteRow):
            self._show_quote(painter, rect, row)
        else:
            self._show_head(painter, rect, row)
        painter.restore()

    def _show_head(self, painter: QPainter, rect: QRectF, row: SpeakerRow) -> None:
        middle = round(rect.center().y())
        left = round(rect.left())
        painter.drawPixmap(left + 8, middle - 6, self._theme.pixmap("forward" if row.folded else "down", "ink2", 12))
        line = rect.adjusted(_WORDS_X - 7, 0, -_INSIDE, 0)
        if row.entity:
            group = group_of(row.entity.kind)
            painter.drawPixmap(round(line.left()), middle - 7, self._theme.pixmap(group, role_of(group), 14))
            line.setLeft(line.left() + 22)
        named = row.source != SourceKey()
        taken = show_words(
            painter, line.adjusted(0, 0, -self._second.width(row.count) - 8, 0), row.speaker,
            self._head if named else self._open, self._theme.colour("ink" if named else "ink3"),
        )  # fmt: skip
        line.setLeft(line.left() + taken + 8)
        show_words(painter, line, row.count, self._second, self._theme.colour("ink2"))

    def _show_quote(self, painter: QPainter, rect: QRectF, row: QuoteRow) -> None:
        icon = self._theme.pixmap(f"quote-{row.kind}", "ink2", 14)
        painter.drawPixmap(round(rect.left()) + _INSIDE, round(rect.top()) + _PADDING + 3, icon)
        line = QRectF(rect.left() + _WORDS_X, rect.top() + _PADDING, rect.width() - _WORDS_X - _INSIDE, _LINE)
        for words in filter(None, self._lines_of(row, line.width())):
            show_words(painter, line, words, self._words, self._theme.colour("ink"))
            line.translate(0, _LINE)
        line.setHeight(_SECOND)
        line.translate(0, 1)
        self._show_speaker(painter, line, row)
        if row.reason:
            line.translate(0, _STEP)
            painter.drawPixmap(round(line.left()), round(line.top()) + 2, self._theme.pixmap("doubt", "doubt", 14))
        for words in self._reason_lines(row.reason, line.width()):
            show_words(painter, line.adjusted(_SIGN, 0, 0, 0), words, self._second, self._theme.colour("doubt"))
            line.translate(0, _REASON)

    def _show_speaker(self, painter: QPainter, line: QRectF, row: QuoteRow) -> None:
        place = show_words(painter, line, row.place, self._second, self._theme.colour("ink3"), RIGHT)
        line = line.adjusted(0, 0, -place - 10, 0)
        if not self._model.by_speaker:
            detail, speaker = self._second.width(row.detail), name_as_told(row.speaker, row.teller)
            room = QRectF(line)
            room.setWidth(max(line.width() - detail - 8, line.width() * 0.4))
            face, colour = (self._speaker, "ink") if row.named else (self._open, "ink3")
            taken = show_words(painter, room, speaker, face, self._theme.colour(colour))
            line.setLeft(line.left() + taken + 8)
        said = (row.detail, say_teller(row.teller) if self._model.by_speaker else "")
        show_words(painter, line, " · ".join(filter(None, said)), self._second, self._theme.colour("ink2"))

    def _reason_lines(self, reason: str, width: float) -> list[str]:
        """Return why a quote needs a look, on as many lines as it takes, at most two."""
        return [words for words in break_words(reason, self._second, width - _SIGN) if words]

    def _lines_of(self, row: QuoteRow, width: float) -> tuple[str, str]:
        if width != self._lines_width:
            self._lines.clear()
            self._lines_width = width
        if row.subject not in self._lines:
            self._lines[row.subject] = break_words(row.marked, self._words, width)
        return self._lines[row.subject]


class WaitingQuotes(WaitingRows):
    """Bars for the quotes to come."""

    _ROWS = ((270, 240), (120,), (262, 284), (190,), (276, 90))

    def show_rows(self, painter: QPainter, bottom: float) -> None:
        top = 0.0
        for widths in self._ROWS:
            height = 2 * _PADDING + len(widths) * _LINE + _STEP
            if top + height > bottom:
                return
            self.show_bar(painter, _OUTSIDE + _INSIDE + 2, top + _PADDING + _LINE / 2, 10)
            x, room = _OUTSIDE + _WORDS_X, self.width() - _OUTSIDE - _WORDS_X - 16
            for number, width in enumerate((*widths, 110)):
                self.show_bar(painter, x, top + _PADDING + _LINE * (number + 0.5), min(width, room))
            top += height
