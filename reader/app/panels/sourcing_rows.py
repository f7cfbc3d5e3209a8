"""Rows of sources: a bar for the words of each, full where they stand between marks, hollow where paraphrased."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reader.app.panels.entity_model import Index
from reader.app.panels.kinds import group_of, role_of
from reader.app.panels.quote_filter import SourceKey
from reader.app.panels.rows import RIGHT, KeyboardRing, PointedRow, Type, show_row, show_words
from reader.app.panels.sourcing_model import SourceRow, SourcingModel, TitleRow, UnquotedRow
from reader.app.panels.waiting import WaitingRows
from reader.app.theme import Theme

ROW, TITLE, COLUMNS = 26, 40, 60
_OUTSIDE, _INSIDE = 8, 8
_BAR = 10
_NUMBER = 44  # px of a column of numbers


class SourcePainter:
    """Paints titles, sources and their bars, in the list and in the saved picture alike."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.name = Type("sans", 14)
        self.count = Type("sans", 12.5, tabular=True)
        self.title = Type("sans", 11.5, 600, tracking=6)

    def show_title(self, painter: QPainter, rect: QRectF, row: TitleRow, own: str, paraphrased: str) -> None:
        """Paint a title, and with `columns` the legend beside and the columns' names below it."""
        top = QRectF(rect.left(), rect.top() + 14, rect.width(), 18)
        show_words(painter, top, row.words.upper(), self.title, self.theme.colour("ink3"))
        if not row.columns:
            return
        right = rect.right()
        for words, full in ((paraphrased, False), (own, True)):
            width = self.count.width(words)
            line = QRectF(right - width - 22, top.top(), width + 22, top.height())
            self._show_box(painter, QRectF(line.left(), line.center().y() - 4, 14, 8), full=full)
            show_words(painter, line.adjusted(20, 0, 2, 0), words, self.count, self.theme.colour("ink2"))
            right = line.left() - 12

    def show_columns(self, painter: QPainter, rect: QRectF, words: str, quotes: str) -> None:
        """Paint the names of the columns of numbers."""
        line = QRectF(rect.left(), rect.bottom() - 22, rect.width(), 18)
        grey = self.theme.colour("ink3")
        show_words(painter, line, quotes, self.count, grey, RIGHT)
        show_words(painter, line.adjusted(0, 0, -_NUMBER, 0), words, self.count, grey, RIGHT)

    def show_source(self, painter: QPainter, rect: QRectF, row: SourceRow) -> None:
        """Paint a source's name, bar, words and quotes."""
        source, grey = row.source, self.theme.colour("ink2")
        show_words(painter, rect, str(source.quotes), self.count, grey, RIGHT)
        show_words(painter, rect.adjusted(0, 0, -_NUMBER, 0), str(source.words), self.count, grey, RIGHT)
        room = rect.width() - 2 * _NUMBER
        named = rect.adjusted(0, 0, 0, 0)
        named.setWidth(room * 0.52)
        show_words(painter, named, row.name, self.name, self.theme.colour("ink"))
        bar = QRectF(named.right() + 8, round(rect.center().y() - _BAR / 2), room - named.width() - 8, _BAR)
        bar.setWidth(max(bar.width() * source.words / max(row.most, 1), 3.0 if source.verbatim else 6.0))
        own = bar.adjusted(0, 0, 0, 0)
        own.setWidth(bar.width() * source.verbatim / max(source.words, 1))
        self._show_box(painter, bar, full=False)
        if own.width() > 0:
            painter.fillRect(own, self.theme.colour("accent"))

    def _show_box(self, painter: QPainter, box: QRectF, *, full: bool) -> None:
        painter.setPen(QPen(self.theme.colour("accent"), 1.5))
        painter.setBrush(self.theme.colour("accent") if full else Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0.75, 0.75, -0.75, -0.75))


class SourcingDelegate(QStyledItemDelegate):
    """Paints sources; the source of the chosen quote alone is `lit`."""

    def __init__(self, model: SourcingModel, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._model, self._theme, self._view = model, theme, view
        self._ring, self._pointed = KeyboardRing(view), PointedRow(view)
        self._painter = SourcePainter(theme)
        self.chosen: SourceKey | None = None
        self.chosen_entity: int | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = self._model.row_at(index)
        if isinstance(row, TitleRow):
            return QSize(100, COLUMNS if row.columns else TITLE)
        return QSize(100, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.row_at(index)
        rect = QRectF(option.rect).adjusted(_OUTSIDE, 0, 0, 0)
        line = rect.adjusted(_INSIDE, 0, -_INSIDE, 0)
        painter.save()
        if isinstance(row, TitleRow):
            self._painter.show_title(painter, line, row, self.tr("own words"), self.tr("paraphrased"))
            if row.columns:
                self._painter.show_columns(painter, line, self.tr("words"), self.tr("quotes"))
        else:
            of_source = isinstance(row, SourceRow) and row.key == self.chosen
            chosen = of_source or (isinstance(row, UnquotedRow) and row.subject == self.chosen_entity)
            fill = "lit" if chosen else "hover" if self._pointed.is_at(index) else None
            ringed = self._ring.shown() and index == self._view.currentIndex()
            show_row(painter, rect, self._theme, fill, 5, ringed=ringed)
            if isinstance(row, SourceRow):
                self._painter.show_source(painter, line, row)
            else:
                self._show_unquoted(painter, line, row)
        painter.restore()

    def _show_unquoted(self, painter: QPainter, line: QRectF, row: UnquotedRow) -> None:
        group = group_of(row.entity.kind)
        shape = self._theme.pixmap(group, role_of(group), 14)
        painter.drawPixmap(round(line.left()), round(line.center().y()) - 7, shape)
        count, paint = str(len(row.entity.mentions)), self._painter
        taken = show_words(painter, line, count, paint.count, self._theme.colour("ink3"), RIGHT)
        show_words(painter, line.adjusted(22, 0, -taken - 10, 0), row.name, paint.name, self._theme.colour("ink"))


class WaitingSources(WaitingRows):
    """Bars for the sources to come."""

    _WIDTHS = (120, 60, 44, 24, 12)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)

    def show_rows(self, painter: QPainter, bottom: float) -> None:
        for number, width in enumerate(self._WIDTHS):
            centre = 40 + ROW * (number + 0.5)
            if centre + ROW / 2 > bottom:
                return
            self.show_bar(painter, 16, centre, 90)
            self.show_bar(painter, self.width() / 2, centre, min(width, self.width() / 2 - 90))
