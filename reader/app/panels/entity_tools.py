"""How the list of entities is looked through: a field that filters it, and its order."""

from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from reader.app.panels.chips import SignButton
from reader.app.panels.entity_model import Order
from reader.app.theme import Theme, make_font

_ORDERS: dict[Order, Any] = {
    "mentions": QT_TRANSLATE_NOOP("EntityTools", "Most mentions first"),
    "first": QT_TRANSLATE_NOOP("EntityTools", "In order of first mention"),
    "name": QT_TRANSLATE_NOOP("EntityTools", "By name"),
}


class FilterField(QWidget):
    """A field for words of a name; Escape empties and closes it, the down arrow leads to the list."""

    changed = Signal(str)
    closed = Signal()
    left_down = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = QLineEdit(self)
        self.field.setObjectName("entityFilter")
        self.field.setFont(make_font("sans", 14))
        self.field.setPlaceholderText(self.tr("Names with these letters"))
        self.field.setAccessibleName(self.tr("Filter the entities"))
        self.field.setClearButtonEnabled(False)
        self.field.textChanged.connect(self.changed)
        self.setFixedHeight(40)
        self.hide()

    def open(self) -> None:
        """Show the field and give it the keyboard."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def close_empty(self) -> None:
        """Empty the field and hide it."""
        self.field.clear()
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_empty()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_down.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.field.setGeometry(16, 6, self.width() - 32, 30)
        super().resizeEvent(event)


class EntityTools(QWidget):
    """Filter and order, at the right of the first group's row."""

    order_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.order: Order = "mentions"
        self.filter = SignButton(theme, self, "filter", self.tr("Filter the entities"))
        self.filter.setObjectName("entityFilterButton")
        self.filter.setCheckable(True)
        self.sort = SignButton(theme, self, "sort", self.tr("Order of the entities"))
        self.sort.setObjectName("entitySortButton")
        self.sort.move(self.filter.width(), 0)
        self.sort.clicked.connect(self._ask_order)
        self.resize(self.sort.geometry().right() + 1, self.sort.height())

    def make_order_menu(self) -> QMenu:
        """Return the menu of orders."""
        menu = QMenu(self)
        group = QActionGroup(menu)
        for order, words in _ORDERS.items():
            action = menu.addAction(QCoreApplication.translate("EntityTools", words))
            action.setCheckable(True)
            action.setChecked(order == self.order)
            action.triggered.connect(lambda _on=False, order=order: self._choose(order))
            group.addAction(action)
        return menu

    def _choose(self, order: Order) -> None:
        self.order = order
        self.order_chosen.emit(order)

    def _ask_order(self) -> None:
        menu = self.make_order_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.sort.mapToGlobal(QPoint(0, self.sort.height())))
