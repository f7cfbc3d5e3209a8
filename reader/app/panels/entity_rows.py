"""Rows of the tree of entities: groups, entities, and the bars that stand for them while names are being found."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from reader.app.panels.entity_model import EntityModel, EntityRow, Index
from reader.app.panels.kinds import Group, role_of, title_of
from reader.app.panels.rows import RIGHT, KeyboardRing, Type, show_row, show_words
from reader.app.panels.waiting import WaitingRows
from reader.app.theme import Theme

GROUP_HEIGHT = 24
ROW_HEIGHT = 23
TALL_ROW_HEIGHT = 26  # in windows from 1080 high

_OUTSIDE = 8  # at the left of a row; at the right stands the scroll bar
_INSIDE = 8
_SHAPE_X, _NAME_X, _CHEVRON_X, _TITLE_X = 24, 47, 4, 22  # within a row
_GAP = 8


class EntityDelegate(QStyledItemDelegate):
    """Paints groups and entities; the chosen entity's row alone is `lit`."""

    def __init__(self, model: EntityModel, theme: Theme, view: QTreeView) -> None:
        super().__init__(view)
        self._model = model
        self._theme = theme
        self._view = view
        self._ring = KeyboardRing(view)
        self._title = Type("sans", 11.5, 600, tracking=6)
        self._name = Type("sans", 14, 600)
        self._second = Type("sans", 12.5)
        self._count = Type("sans", 12.5, tabular=True)
        self.row_height = ROW_HEIGHT
        self.chosen: int | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self.row_height if index.internalId() else GROUP_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRectF(option.rect)
        rect.setLeft(_OUTSIDE)
        row = self._model.row_at(index)
        chosen = row is not None and row.subject == self.chosen
        hovered = row is not None and bool(option.state & QStyle.StateFlag.State_MouseOver)
        ringed = self._ring.shown() and index == self._view.currentIndex()
        painter.save()
        show_row(painter, rect, self._theme, "lit" if chosen else "hover" if hovered else None, 5, ringed=ringed)
        if row:
            self._show_entity(painter, rect, row)
        else:
            self._show_group(painter, rect, index)
        painter.restore()

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
