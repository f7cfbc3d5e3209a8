"""Rows of a person's page: whole descriptions and quotes, each with outlet and date, in the page's measure."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from reader.app.panels.entity_model import Index
from reader.app.panels.person_rows import wrap_words
from reader.app.panels.rows import RIGHT, KeyboardRing, PointedRow, Type, show_row, show_words
from reader.app.panels.said_model import DescriptionRow, HeadingRow, LedRow, QuoteRow, SaidModel, StoryRow, TimelineRow
from reader.app.panels.story_model import show_date
from reader.app.panels.timeline import TimelinePainter
from reader.app.theme import Theme

MEASURE = 680
LEAST_SIDE = 32
_PADDING, _LINE, _SECOND, _HEADING, _QUIET = 8, 22, 19, 46, 30
_DATE, _OUTLET = 96, 132  # px of a quote's first and last column
_NARROW = 520  # px of the measure under which outlet and date stand below the words


class SaidDelegate(QStyledItemDelegate):
    """Paints them; the chosen quote alone is `lit`."""

    def __init__(self, model: SaidModel, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._model, self._theme, self._view = model, theme, view
        self._ring, self._pointed = KeyboardRing(view), PointedRow(view)
        self._heading, self._count = Type("sans", 11.5, 600, tracking=6), Type("sans", 12.5, tabular=True)
        self._words, self._second = Type("serif", 16), Type("sans", 12.5, tabular=True)
        self._title, self._quiet = Type("serif", 15, 600), Type("sans", 14)
        self._timeline = TimelinePainter(theme)
        self._lines: dict[tuple[str, float], list[str]] = {}
        self.chosen: LedRow | None = None
        model.modelReset.connect(self._lines.clear)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = self._model.row_at(index)
        if isinstance(row, HeadingRow):
            return QSize(100, _HEADING)
        if isinstance(row, TimelineRow):
            return QSize(100, self._timeline.height(row))
        if not isinstance(row, LedRow):
            return QSize(100, _QUIET)
        lines = len(self._lines_of(row, self._place_of(row, _measure(option.rect.width(), 0)).width()))
        return QSize(100, 2 * _PADDING + lines * _LINE + _SECOND)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.row_at(index)
        rect = _measure(option.rect.width(), option.rect.top(), option.rect.height())
        painter.save()
        if isinstance(row, HeadingRow):
            self._show_heading(painter, rect, row)
        elif isinstance(row, TimelineRow):
            chosen = self.chosen if isinstance(self.chosen, QuoteRow) else None
            self._timeline.show(painter, rect, row, chosen)
        elif isinstance(row, LedRow):
            ringed = self._ring.shown() and index == self._view.currentIndex()
            fill = "lit" if row is self.chosen else "hover" if self._pointed.is_at(index) else None
            show_row(painter, rect.adjusted(-12, 0, 12, -1), self._theme, fill, 6, ringed=ringed)
            if not isinstance(row, DescriptionRow) and not fill:
                line = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
                painter.fillRect(line, self._theme.colour("line"))
            self._show_led(painter, rect, row)
        else:
            show_words(painter, rect, row.words, self._quiet, self._theme.colour("ink2"))
        painter.restore()

    def _show_heading(self, painter: QPainter, rect: QRectF, row: HeadingRow) -> None:
        line = rect.adjusted(0, 18, 0, 0)
        width = show_words(painter, line, row.words.upper(), self._heading, self._theme.colour("ink3"))
        if row.count >= 0:
            line.setLeft(line.left() + width + 8)
            show_words(painter, line, str(row.count), self._count, self._theme.colour("ink3"))

    def _show_led(self, painter: QPainter, rect: QRectF, row: LedRow) -> None:
        ink, ink2 = self._theme.colour("ink"), self._theme.colour("ink2")
        place = self._place_of(row, rect)
        line = QRectF(place.left(), rect.top() + _PADDING, place.width(), _LINE)
        first = QRectF(rect.left(), line.top(), rect.width(), _LINE)
        wide = self._is_wide(rect)
        if row.kind:
            sign = self._theme.pixmap(f"quote-{row.kind}", "ink2", 14)
            painter.drawPixmap(round(place.left()) - 24, round(line.top()) + 4, sign)
        if wide and not isinstance(row, DescriptionRow):
            date = show_date(row.date) or self.tr("date not given")
            show_words(painter, QRectF(first.left(), first.top(), _DATE - 4, _LINE), date, self._second, ink2)
            outlet = QRectF(first.right() - _OUTLET, first.top(), _OUTLET, _LINE)
            show_words(painter, outlet, row.outlet, self._second, ink2, RIGHT)
        face = self._title if isinstance(row, StoryRow) else self._words
        for words in self._lines_of(row, place.width()):
            show_words(painter, line, words, face, ink)
            line.translate(0, _LINE)
        line.setHeight(_SECOND)
        below = row.detail if wide and not isinstance(row, DescriptionRow) else ""
        below = below or " · ".join(filter(None, (row.detail, row.source)))
        show_words(painter, line, below, self._second, ink2)

    def _is_wide(self, rect: QRectF) -> bool:
        return rect.width() >= _NARROW

    def _place_of(self, row: LedRow, rect: QRectF) -> QRectF:
        """Return the column in which the words of a row stand."""
        if isinstance(row, DescriptionRow):
            return rect
        before = _DATE if self._is_wide(rect) else 0
        return rect.adjusted(before + 24, 0, -_OUTLET - 12 if self._is_wide(rect) else 0, 0)

    def _lines_of(self, row: LedRow, width: float) -> list[str]:
        key = (row.words, width)
        if key not in self._lines:
            self._lines[key] = wrap_words(row.words, self._title if isinstance(row, StoryRow) else self._words, width)
        return self._lines[key]


def _measure(width: int, top: int, height: int = 0) -> QRectF:
    """Return the column of the page's measure within a row of the list."""
    room = min(width - 2 * LEAST_SIDE, MEASURE)
    return QRectF((width - room) // 2, top, room, height)


def measure_of(width: int) -> tuple[int, int]:
    """Return left edge and width of the measure in a list as wide."""
    place = _measure(width, 0)
    return round(place.left()), round(place.width())
