"""Rows of an entity's card: whole descriptions and whole quotes, each with its place."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from reader.app.panels.entity_model import Index
from reader.app.panels.person_model import DescribedRow, PersonModel, SaidRow, SilentRow
from reader.app.panels.rows import RIGHT, KeyboardRing, PointedRow, Type, show_row, show_words
from reader.app.panels.sourcing_model import TitleRow
from reader.app.theme import Theme

_OUTSIDE, _INSIDE, _WORDS_X = 8, 8, 34
_PADDING, _LINE, _SECOND, _TITLE = 6, 20, 19, 36
_MOST_LINES = 40


class PersonDelegate(QStyledItemDelegate):
    """Paints descriptions and quotes; the chosen quote, or the description that is looked at, alone is `lit`."""

    def __init__(self, model: PersonModel, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._model, self._theme, self._view = model, theme, view
        self._ring, self._pointed = KeyboardRing(view), PointedRow(view)
        self._title = Type("sans", 11.5, 600, tracking=6)
        self._words, self._second = Type("serif", 15), Type("sans", 12.5, tabular=True)
        self._open = Type("sans", 14)
        self._lines: dict[tuple[str, float], list[str]] = {}
        self.chosen_quote: int | None = None
        self.chosen_mention: int | None = None
        model.modelReset.connect(self._lines.clear)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = self._model.row_at(index)
        if isinstance(row, TitleRow):
            return QSize(100, _TITLE)
        if isinstance(row, SilentRow):
            return QSize(100, _LINE + 2 * _PADDING)
        lines = len(self._lines_of(row, option.rect.width() - _OUTSIDE - _left_of(row) - _INSIDE))
        return QSize(100, 2 * _PADDING + lines * _LINE + _SECOND)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.row_at(index)
        rect = QRectF(option.rect).adjusted(_OUTSIDE, 0, 0, 0)
        painter.save()
        if isinstance(row, TitleRow):
            line = rect.adjusted(_INSIDE, 12, 0, 0)
            show_words(painter, line, row.words.upper(), self._title, self._theme.colour("ink3"))
        elif isinstance(row, SilentRow):
            show_words(painter, rect.adjusted(_INSIDE, 0, 0, 0), row.words, self._open, self._theme.colour("ink2"))
        else:
            ringed = self._ring.shown() and index == self._view.currentIndex()
            fill = "lit" if self._is_chosen(row) else "hover" if self._pointed.is_at(index) else None
            show_row(painter, rect, self._theme, fill, 6, ringed=ringed)
            self._show_said(painter, rect, row)
        painter.restore()

    def _is_chosen(self, row: DescribedRow | SaidRow) -> bool:
        if isinstance(row, SaidRow):
            return row.subject == self.chosen_quote
        return row.mention is not None and row.mention == self.chosen_mention

    def _show_said(self, painter: QPainter, rect: QRectF, row: DescribedRow | SaidRow) -> None:
        if isinstance(row, SaidRow):
            sign = self._theme.pixmap(f"quote-{row.kind}", "ink2", 14)
            painter.drawPixmap(round(rect.left()) + _INSIDE, round(rect.top()) + _PADDING + 3, sign)
        line = rect.adjusted(_left_of(row), _PADDING, -_INSIDE, 0)
        line.setHeight(_LINE)
        for words in self._lines_of(row, line.width()):
            show_words(painter, line, words, self._words, self._theme.colour("ink"))
            line.translate(0, _LINE)
        line.setHeight(_SECOND)
        if row.detail:
            show_words(painter, line, row.place, self._second, self._theme.colour("ink3"), RIGHT)
        show_words(painter, line, row.detail or row.place, self._second, self._theme.colour("ink2"))

    def _lines_of(self, row: DescribedRow | SaidRow, width: float) -> list[str]:
        key = (row.words, width)
        if key not in self._lines:
            self._lines[key] = wrap_words(row.words, self._words, width)
        return self._lines[key]


def _left_of(row: DescribedRow | SaidRow) -> int:
    return _WORDS_X if isinstance(row, SaidRow) else _INSIDE


def wrap_words(words: str, kind: Type, width: float) -> list[str]:
    """Return words in as many lines as they take in a width; what does not go into forty is elided."""
    if kind.fits(words, width):
        return [words]
    layout = QTextLayout(words, kind.font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    units = words.encode("utf-16-le", "surrogatepass")  # Qt counts UTF-16 units
    lines: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid() and len(lines) < _MOST_LINES:
        line.setLineWidth(max(width, 20))
        start, end = line.textStart(), line.textStart() + line.textLength()
        lines.append(units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass").rstrip())
    layout.endLayout()
    if len(lines) == _MOST_LINES:
        lines[-1] += "…"
    return lines
