"""Rows of the sourcing: how high they are, how they are painted, and what of them lies under a point."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reader.app.panels.class_signs import show_sign
from reader.app.panels.entity_model import Index
from reader.app.panels.kinds import group_of, role_of
from reader.app.panels.quote_filter import QuoteFilter, SourceKey
from reader.app.panels.quote_words import count_quotes, count_words
from reader.app.panels.rows import RIGHT, KeyboardRing, PointedRow, Type, show_row, show_words
from reader.app.panels.sourcing_model import (
    BarRow,
    ClassRow,
    PartsRow,
    Row,
    SourceRow,
    SourcingModel,
    TitleRow,
    UnquotedRow,
)
from reader.app.panels.waiting import WaitingRows
from reader.app.theme import Theme
from reader.model.analysis import SourceClass

ROW, TITLE, COLUMNS, CLASS = 26, 40, 60, 24
_OUTSIDE, _INSIDE = 8, 8
_BAR, _CLASSES, _BETWEEN = 10, 14, 2
_NUMBER = 44  # px of a column of numbers
_LINE, _ROUND = 19, 3  # a line of flowing words, and above and below them
_TITLED, _COUNTED = 78, 30  # before the words of a class of cues
_APART = 12
_LEAST = 3.0  # px of a bar of which there is any


class SourcePainter:
    """Paints every row, in the list and in the saved picture alike."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.name = Type("sans", 14)
        self.count = Type("sans", 12.5, tabular=True)
        self.strong = Type("sans", 12.5, 600, tabular=True)
        self.title = Type("sans", 11.5, 600, tracking=6)

    def height_of(self, row: Row, width: float) -> int:
        """Return how high a row is in a width."""
        if isinstance(row, TitleRow):
            return COLUMNS if row.columns else TITLE
        if isinstance(row, PartsRow):
            boxes = self.lay_parts(row, width)
            return max(round(boxes[-1].bottom()) + _ROUND if boxes else 0, CLASS)
        return CLASS if isinstance(row, ClassRow) else _CLASSES + 14 if isinstance(row, BarRow) else ROW

    def lay_parts(self, row: PartsRow, width: float) -> list[QRectF]:
        """Return where the parts of a row stand in it, one that is too long on a line of its own."""
        left = _TITLED + _COUNTED if row.title else 0
        x, y, boxes = float(left), float(_ROUND), []
        gap = _APART if row.title or any(part.more for part in row.parts) else self.count.width(" ")
        for part in row.parts:
            more = self.count.width(f"{part.more}") + 5 if part.more else 0
            taken = min(self.count.width(part.words) + more, width - left)
            if x > left and x + taken > width:
                x, y = float(left), y + _LINE
            boxes.append(QRectF(x, y, taken, _LINE))
            x += taken + gap
        return boxes

    def lay_bar(self, row: BarRow, width: float) -> list[QRectF]:
        """Return the boxes of the classes in their bar."""
        whole = sum(share.words for share in row.shares) or 1
        room = width - _BETWEEN * (len(row.shares) - 1)
        widths = [max(room * share.words / whole, _LEAST) for share in row.shares]
        over = sum(widths) - room
        widest = widths.index(max(widths))
        widths[widest] -= over  # what is too small to be seen is shown, at the cost of what is largest
        x, boxes = 0.0, []
        for taken in widths:
            boxes.append(QRectF(x, 6, taken, _CLASSES))
            x += taken + _BETWEEN
        return boxes

    def show(self, painter: QPainter, rect: QRectF, row: Row, legend: tuple[str, str, str, str]) -> None:
        """Paint a row; `legend` are the words for own words, paraphrased, words and quotes."""
        if isinstance(row, TitleRow):
            self._show_title(painter, rect, row, legend)
        elif isinstance(row, SourceRow):
            self._show_source(painter, rect, row)
        elif isinstance(row, UnquotedRow):
            self._show_unquoted(painter, rect, row)
        elif isinstance(row, ClassRow):
            self._show_class(painter, rect, row)
        elif isinstance(row, BarRow):
            for share, box in zip(row.shares, self.lay_bar(row, rect.width()), strict=True):
                self._show_class_sign(painter, box.translated(rect.topLeft()), share.source_class)
        else:
            self.show_parts(painter, rect, row)

    def show_parts(
        self, painter: QPainter, rect: QRectF, row: PartsRow, pointed: int | None = None, at: int | None = None
    ) -> None:
        """Paint flowing words; those `pointed` at are underlined, those the keyboard is `at` have its ring."""
        grey, ink = self.theme.colour("ink3"), self.theme.colour("ink" if row.title else "ink2")
        if row.title:
            first = QRectF(rect.left(), rect.top() + _ROUND, _TITLED, _LINE)
            show_words(painter, first, row.title, self.name, self.theme.colour("ink"))
            count = QRectF(first.right(), first.top(), _COUNTED - 10, _LINE)
            show_words(painter, count, row.count, self.count, grey, RIGHT)
        for number, (part, place) in enumerate(zip(row.parts, self.lay_parts(row, rect.width()), strict=True)):
            box = place.translated(rect.topLeft())
            more = self.count.width(part.more) + 5 if part.more else 0
            taken = show_words(painter, box.adjusted(0, 0, 1 - more, 0), part.words, self.count, ink)
            show_words(painter, box.adjusted(taken + 5, 0, 1, 0), part.more, self.count, grey)
            if number == pointed:
                painter.fillRect(QRectF(box.left(), box.bottom() - 3, taken, 1), ink)
            if number == at:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(self.theme.colour("ring"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box.adjusted(-3, 0, 3, 0), 3, 3)

    def _show_title(self, painter: QPainter, rect: QRectF, row: TitleRow, legend: tuple[str, str, str, str]) -> None:
        """Paint a title, and with `columns` the legend beside and the columns' names below it."""
        own, paraphrased, words, quotes = legend
        top = QRectF(rect.left(), rect.top() + 14, rect.width(), 18)
        show_words(painter, top, row.words.upper(), self.title, self.theme.colour("ink3"))
        if not row.columns:
            return
        right = rect.right()
        for said, full in ((paraphrased, False), (own, True)):
            width = self.count.width(said)
            line = QRectF(right - width - 22, top.top(), width + 22, top.height())
            self._show_box(painter, QRectF(line.left(), line.center().y() - 4, 14, 8), full=full)
            show_words(painter, line.adjusted(20, 0, 2, 0), said, self.count, self.theme.colour("ink2"))
            right = line.left() - 12
        line = QRectF(rect.left(), rect.bottom() - 22, rect.width(), 18)
        grey = self.theme.colour("ink3")
        show_words(painter, line, quotes, self.count, grey, RIGHT)
        show_words(painter, line.adjusted(0, 0, -_NUMBER, 0), words, self.count, grey, RIGHT)

    def _show_source(self, painter: QPainter, rect: QRectF, row: SourceRow) -> None:
        """Paint a source's name, bar, words and quotes."""
        source, grey = row.source, self.theme.colour("ink2")
        show_words(painter, rect, str(source.quotes), self.count, grey, RIGHT)
        show_words(painter, rect.adjusted(0, 0, -_NUMBER, 0), str(source.words), self.count, grey, RIGHT)
        room = rect.width() - 2 * _NUMBER
        named = rect.adjusted(0, 0, 0, 0)
        named.setWidth(room * 0.52)
        show_words(painter, named, row.name, self.name, self.theme.colour("ink"))
        bar = QRectF(named.right() + 8, round(rect.center().y() - _BAR / 2), room - named.width() - 8, _BAR)
        bar.setWidth(max(bar.width() * source.words / max(row.most, 1), _LEAST if source.verbatim else 2 * _LEAST))
        own = bar.adjusted(0, 0, 0, 0)
        own.setWidth(bar.width() * source.verbatim / max(source.words, 1))
        self._show_box(painter, bar, full=False)
        if own.width() > 0:
            painter.fillRect(own, self.theme.colour("accent"))

    def _show_class(self, painter: QPainter, rect: QRectF, row: ClassRow) -> None:
        """Paint a class's sign and name, its quotes, words and share."""
        self._show_class_sign(
            painter, QRectF(rect.left(), round(rect.center().y()) - 6, 12, 12), row.share.source_class
        )
        ink, grey = self.theme.colour("ink"), self.theme.colour("ink2")
        show_words(painter, rect, row.percent, self.strong, ink, RIGHT)
        line = rect.adjusted(0, 0, -_NUMBER, 0)
        for said in (count_words(row.share.words), count_quotes(row.share.quotes)):
            taken = show_words(painter, line, said, self.count, grey, RIGHT)
            line.setRight(line.right() - max(taken + 8, 68))
        show_words(painter, line.adjusted(22, 0, 0, 0), row.name, self.name, ink)

    def _show_class_sign(self, painter: QPainter, box: QRectF, source_class: SourceClass | None) -> None:
        colour, none = self.theme.colour("ink2"), self.theme.colour("none")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        show_sign(painter, box, source_class, colour, none)

    def _show_unquoted(self, painter: QPainter, line: QRectF, row: UnquotedRow) -> None:
        group = group_of(row.entity.kind)
        shape = self.theme.pixmap(group, role_of(group), 14)
        painter.drawPixmap(round(line.left()), round(line.center().y()) - 7, shape)
        count = str(len(row.entity.mentions))
        taken = show_words(painter, line, count, self.count, self.theme.colour("ink3"), RIGHT)
        show_words(painter, line.adjusted(22, 0, -taken - 10, 0), row.name, self.name, self.theme.colour("ink"))

    def _show_box(self, painter: QPainter, box: QRectF, *, full: bool) -> None:
        painter.setPen(QPen(self.theme.colour("accent"), 1.5))
        painter.setBrush(self.theme.colour("accent") if full else Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0.75, 0.75, -0.75, -0.75))


class SourcingDelegate(QStyledItemDelegate):
    """Paints the rows; the source of the chosen quote alone is `lit`. `part` is where in a row the keyboard is."""

    def __init__(self, model: SourcingModel, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._model, self._theme, self._view = model, theme, view
        self._ring, self._pointed = KeyboardRing(view), PointedRow(view)
        self._painter = SourcePainter(theme)
        self._legend = self.tr("own words"), self.tr("paraphrased"), self.tr("words"), self.tr("quotes")
        self.chosen: SourceKey | None = None
        self.chosen_entity: int | None = None
        self.part: int | None = None
        self.pointer: QPointF | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width() - _OUTSIDE - 2 * _INSIDE
        return QSize(100, self._painter.height_of(self._model.row_at(index), width))

    def _line_of(self, rect: QRectF) -> QRectF:
        return rect.adjusted(_OUTSIDE + _INSIDE, 0, -_INSIDE, 0)

    def part_at(self, index: Index, point: QPointF) -> int | None:
        """Return which of a row's parts, or of a bar's classes, lies under a point of the view."""
        row, line = self._model.row_at(index), self._line_of(QRectF(self._view.visualRect(index)))
        boxes = []
        if isinstance(row, PartsRow):
            boxes = self._painter.lay_parts(row, line.width())
        elif isinstance(row, BarRow):
            boxes = self._painter.lay_bar(row, line.width())
        found = (
            i for i, box in enumerate(boxes) if box.translated(line.topLeft()).adjusted(-2, 0, 2, 0).contains(point)
        )
        return next(found, None)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.row_at(index)
        whole = QRectF(option.rect)
        line = self._line_of(whole)
        painter.save()
        if not isinstance(row, TitleRow | BarRow):
            of_source = isinstance(row, SourceRow) and row.key == self.chosen
            chosen = of_source or (isinstance(row, UnquotedRow) and row.subject == self.chosen_entity)
            pointed = self._pointed.is_at(index)
            ringed = self._ring.shown() and index == self._view.currentIndex()
            on_part = ringed and self.part is not None and isinstance(row, PartsRow)
            fill = "lit" if chosen else "hover" if pointed else None
            show_row(painter, whole.adjusted(_OUTSIDE, 0, 0, 0), self._theme, fill, 5, ringed=ringed and not on_part)
            if isinstance(row, PartsRow):
                under = self.part_at(index, self.pointer) if pointed and self.pointer else None
                self._painter.show_parts(painter, line, row, under, self.part if on_part else None)
                painter.restore()
                return
        self._painter.show(painter, line, row, self._legend)
        painter.restore()


def wanted_of(row: Row, part: int | None) -> tuple[QuoteFilter, bool] | None:
    """Return which quotes a row, or a part of it, leads to, and whether by speaker; None where it leads to none."""
    if isinstance(row, PartsRow) and part is not None and part < len(row.parts):
        return row.parts[part].wanted, row.parts[part].by_speaker
    if isinstance(row, BarRow):
        return (QuoteFilter(source_class=row.shares[part].source_class or "open"), False) if part is not None else None
    if isinstance(row, SourceRow):
        return QuoteFilter(source=row.key), False
    return (row.wanted, False) if isinstance(row, PartsRow | ClassRow) else None


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
