"""Rows of the tree of entities: groups, entities, and the bars that stand for them while names are being found."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from reader.app.panels.entity_model import EntityModel, EntityRow, Index
from reader.app.panels.kinds import Group, role_of, title_of
from reader.app.panels.mention_rows import DetailRow, MentionRow
from reader.app.panels.rows import RIGHT, KeyboardRing, PointedRow, Type, show_row, show_words
from reader.app.panels.waiting import WaitingRows
from reader.app.theme import Theme

GROUP_HEIGHT = 24
ROW_HEIGHT = 23
TALL_ROW_HEIGHT = 26  # in windows from 1080 high
MENTION_HEIGHT = 25
OPENER = 30  # px at the left of an entity's row where a click opens it out

_OUTSIDE = 8  # at the left of a row; at the right stands the scroll bar
_INSIDE = 8
_SHAPE_X, _NAME_X, _CHEVRON_X, _TITLE_X = 24, 47, 4, 22  # within a row
_GAP = 8
_PLACE_WIDTH = 30  # of "¶14"; longer names of places push the words on


class EntityDelegate(QStyledItemDelegate):
    """Paints groups and entities; the chosen entity's row alone is `lit`."""

    def __init__(self, model: EntityModel, theme: Theme, view: QTreeView) -> None:
        super().__init__(view)
        self._model = model
        self._theme = theme
        self._view = view
        self._ring = KeyboardRing(view)
        self._pointed = PointedRow(view)
        self._title = Type("sans", 11.5, 600, tracking=6)
        self._name = Type("sans", 14, 600)
        self._second = Type("sans", 12.5)
        self._count = Type("sans", 12.5, tabular=True)
        self._around, self._mention = Type("serif", 14), Type("serif", 14, 600)
        self.row_height = ROW_HEIGHT
        self.chosen: int | None = None
        self.chosen_mention = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = self._model.row_at(index)
        if isinstance(row, EntityRow):
            return QSize(100, self.row_height)
        return QSize(100, GROUP_HEIGHT if row is None else MENTION_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRectF(option.rect)
        rect.setLeft(_OUTSIDE)
        row = self._model.row_at(index)
        ringed = self._ring.shown() and index == self._view.currentIndex()
        hovered = row is not None and self._pointed.is_at(index)
        current = isinstance(row, MentionRow) and (row.subject, row.index) == (self.chosen, self.chosen_mention)
        chosen = isinstance(row, EntityRow) and row.subject == self.chosen
        fill = "now" if current else "lit" if chosen else "hover" if hovered else None
        painter.save()
        show_row(painter, rect, self._theme, fill, 5, ringed=ringed)
        if isinstance(row, EntityRow):
            if hovered or chosen or ringed or self._view.isExpanded(index):
                self._show_opener(painter, rect, index)
            self._show_entity(painter, rect, row)
        elif isinstance(row, MentionRow):
            self._show_mention(painter, rect, row, current=current and not ringed)
        elif isinstance(row, DetailRow):
            self._show_detail(painter, rect, row)
        else:
            self._show_group(painter, rect, index)
        painter.restore()

    def _show_opener(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        chevron = self._theme.pixmap("down" if self._view.isExpanded(index) else "forward", "ink2", 12)
        painter.drawPixmap(round(rect.left() + _CHEVRON_X), round(rect.center().y() - 6), chevron)

    def _show_mention(self, painter: QPainter, rect: QRectF, row: MentionRow, *, current: bool) -> None:
        if current:
            painter.setPen(QPen(self._theme.colour("edge"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(0.75, 0.75, -0.75, -0.75), 4.5, 4.5)
        grey, ink = self._theme.colour("ink" if current else "ink3"), self._theme.colour("ink")
        line = rect.adjusted(_NAME_X, 0, -_INSIDE, 0)
        taken = show_words(painter, line, row.place, self._count, grey)
        line.setLeft(line.left() + (max(_PLACE_WIDTH, taken + 8) if taken else 0))
        for words, kind in ((row.before, self._around), (row.words, self._mention), (row.after, self._around)):
            if line.width() > 8 and words:
                line.setLeft(line.left() + show_words(painter, line, words, kind, ink))

    def _show_detail(self, painter: QPainter, rect: QRectF, row: DetailRow) -> None:
        line = rect.adjusted(_NAME_X, 0, -_INSIDE, 0)
        if row.kind == "doubt":
            middle = round(rect.center().y()) - 7
            painter.drawPixmap(round(line.left()), middle, self._theme.pixmap("doubt", "doubt", 14))
            line.setLeft(line.left() + 19)
        role = "doubt" if row.kind == "doubt" else "ink2"
        show_words(painter, line, row.words, self._second, self._theme.colour(role))

    def _show_group(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        chevron = self._theme.pixmap("down" if self._view.isExpanded(index) else "forward", "ink2", 12)
        painter.drawPixmap(round(rect.left() + _CHEVRON_X), round(rect.center().y() - 6), chevron)
        line = QRectF(rect)
        line.setLeft(rect.left() + _TITLE_X)
        grey = self._theme.colour("ink3")
        width = show_words(painter, line, title_of(self._model.group_at(index)).upper(), self._title, grey)
        line.setLeft(line.left() + width + 6)
        show_words(painter, line, str(self._model.rowCount(index)), self._count, grey)

    def _show_entity(self, painter: QPainter, rect: QRectF, row: EntityRow) -> None:
        middle = round(rect.center().y()) - 7
        shape = self._theme.pixmap(row.group, role_of(row.group), 14)
        painter.drawPixmap(round(rect.left() + _SHAPE_X), middle, shape)
        line = QRectF(rect)
        line.setRight(rect.right() - _INSIDE)
        count = show_words(painter, line, row.count, self._count, self._theme.colour("ink3"), RIGHT)
        line.setLeft(rect.left() + _NAME_X)
        line.setRight(line.right() - count - 10)
        sign = _GAP + 14 if row.unsure else 0
        line.setWidth(line.width() - sign)
        taken = show_words(painter, line, row.name, self._name, self._theme.colour("ink"))
        line.setLeft(line.left() + taken)
        if row.unsure:
            painter.drawPixmap(round(line.left() + _GAP), middle, self._theme.pixmap("doubt", "doubt", 14))
            line.translate(sign, 0)
        line.setLeft(line.left() + _GAP)
        if row.second and line.width() > 24:
            show_words(painter, line, row.second, self._second, self._theme.colour("ink2"))


class WaitingEntities(WaitingRows):
    """Bars for the people, organisations and places to come."""

    _BARS: tuple[tuple[Group, tuple[int, ...]], ...] = (
        ("person", (54, 112, 106, 76)),
        ("organisation", (98, 152, 136, 132)),
        ("place", (40, 48, 56)),
    )

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._title = Type("sans", 11.5, 600, tracking=6)
        self.row_height = ROW_HEIGHT

    def show_rows(self, painter: QPainter, bottom: float) -> None:
        y = 0.0
        for group, widths in self._BARS:
            line = QRectF(_OUTSIDE + _TITLE_X, y, self.width(), GROUP_HEIGHT)
            if line.bottom() > bottom:
                return
            show_words(painter, line, title_of(group).upper(), self._title, self.theme.colour("ink3"))
            y = line.bottom()
            for width in widths:
                if y + self.row_height > bottom:
                    return
                self.show_bar(painter, _OUTSIDE + _SHAPE_X + 2.5, y + self.row_height / 2, 9)
                self.show_bar(painter, _OUTSIDE + _NAME_X, y + self.row_height / 2, width)
                y += self.row_height
