"""What was found in the library: how much, in which order, and the list of it."""

from PySide6.QtCore import QEvent, QLocale, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QCursor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QMenu, QPushButton, QVBoxLayout, QWidget

from reader.app.panels.hit_model import HIT, HitListModel
from reader.app.panels.hit_rows import ROW_HEIGHT, HitDelegate
from reader.app.panels.rows import ThinBar
from reader.app.panels.search_chips import SearchChips
from reader.app.panels.words import Words
from reader.app.steps import Step, make_step_button
from reader.app.theme import Theme, make_font


class HitList(QListView):
    """The list of what was found: a click or Enter opens, Escape leaves."""

    opened = Signal(object)  # Hit
    left = Signal()
    above = Signal()  # the arrow up from the first row

    def __init__(self, hits: HitListModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("hitList")
        self.setAccessibleName(self.tr("Found in the library"))
        self.rows = HitDelegate(theme, self)
        self.setModel(hits)
        self.setItemDelegate(self.rows)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBar(ThinBar(theme, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalScrollBar().setSingleStep(ROW_HEIGHT // 3)
        self.clicked.connect(self.open_index)
        theme.changed.connect(self.viewport().update)

    def open_index(self, index: QModelIndex) -> None:
        """Open what is in a row."""
        if index.isValid():
            self.setCurrentIndex(index)
            self.opened.emit(index.data(HIT))

    def event(self, event: QEvent) -> bool:
        is_override = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_override and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]  # it is a QKeyEvent
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_index(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.above.emit()
        else:
            super().keyPressEvent(event)


class Results(QWidget):
    """Stands in the list's place while something is searched for."""

    order_chosen = Signal(str)  # newest, ranked
    search_left = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.hits = HitListModel(self)
        self.list = HitList(self.hits, theme, self)
        self.chips = SearchChips(theme, self)
        self._count = Words(theme, self, "ink2", 12.5)
        self._order = QPushButton(self)
        self._order.setProperty("rank", "quiet")
        self._order.setFont(make_font("sans", 12.5))
        self._order.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._orders = self._make_orders()
        self._nothing = Words(theme, self, "ink2", wrap=True)
        self._nothing.setContentsMargins(24, 12, 24, 8)
        self._below = self._make_way_out()
        head = QHBoxLayout()
        head.setContentsMargins(24, 0, 10, 0)
        head.addWidget(self._count, 1)
        head.addWidget(self._order)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.chips)
        column.addLayout(head)
        column.addWidget(self._nothing)
        column.addWidget(self._below, 1)
        column.addWidget(self.list, 1)
        self.show_nothing("")

    def _make_way_out(self) -> QWidget:
        below = QWidget(self)
        column = QVBoxLayout(below)
        column.setContentsMargins(24, 0, 24, 0)
        leave = make_step_button(below, Step(self.tr("Show all stories"), self.search_left.emit))
        column.addWidget(leave, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        column.addStretch(1)
        return below

    def _make_orders(self) -> dict[str, QAction]:
        menu, group = QMenu(self._order), QActionGroup(self)
        orders = {}
        for name, words in (("newest", self.tr("Newest first")), ("ranked", self.tr("Best first"))):
            action = menu.addAction(words)
            action.setCheckable(True)
            group.addAction(action)
            action.triggered.connect(lambda _checked=False, name=name: self.order_chosen.emit(name))
            orders[name] = action
        self._order.setMenu(menu)
        return orders

    def find_kept(self) -> int:
        """Return how many of the first rows are not to move: to the one that is pointed at, chosen or scrolled to."""
        listed = self.list
        pointed = listed.indexAt(listed.viewport().mapFromGlobal(QCursor.pos())) if listed.underMouse() else None
        if pointed and pointed.isValid():
            return pointed.row() + 1
        if listed.hasFocus():
            return listed.currentIndex().row() + 1
        return listed.indexAt(QPoint(20, 1)).row() + 1 if listed.verticalScrollBar().value() else 0

    def show_order(self, name: str) -> None:
        """Say in which order the hits stand."""
        self._orders[name].setChecked(True)
        self._order.setText(self._orders[name].text())
        self._order.setAccessibleName(self.tr("Order: {0}").format(self._orders[name].text()))

    def show_count(self, count: int | None) -> None:
        """Say how many stories were found; None while they are counted."""
        words = {None: self.tr("Searching…"), 0: self.tr("Nothing found"), 1: self.tr("1 story")}.get(count)
        self._count.setText(words or self.tr("{0} stories").format(QLocale().toString(count or 0)))

    def show_nothing(self, words: str) -> None:
        """Say why there is no list, or with no words show it."""
        self._nothing.setText(words)
        self._nothing.setVisible(bool(words))
        self._below.setVisible(bool(words))
        self.list.setVisible(not words)
