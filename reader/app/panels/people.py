"""Everybody in the library, in the place of the list of stories; a click shows all that one of them said."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from reader.app.panels.entity_model import Index
from reader.app.panels.people_model import PERSON, PeopleModel, say_presence
from reader.app.panels.person import BackButton
from reader.app.panels.quotes import QuoteList
from reader.app.panels.rows import RIGHT, KeyboardRing, PointedRow, Type, plain_words, show_row, show_words
from reader.app.panels.words import Words
from reader.app.theme import Theme, make_font
from reader.library.people import Person

ROW_HEIGHT = 54
_SIGN = 14
_PAUSE = 120  # ms without a keystroke until names are looked for


class PeopleDelegate(QStyledItemDelegate):
    """Draws a person: the shape and the name, how often quoted, how often mentioned."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._ring, self._pointed = KeyboardRing(view), PointedRow(view)
        self._name, self._line = Type("sans", 14, 600), Type("sans", 12.5, tabular=True)
        self.chosen: Person | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        person: Person | None = index.data(PERSON)
        if person is None:
            return
        painter.save()
        row: QRect = option.rect
        card = QRectF(row.adjusted(8, 0, 0, 0))
        chosen = person == self.chosen
        fill = "row" if chosen else "hover" if self._pointed.is_at(index) else None
        ringed = index == self._view.currentIndex() and self._ring.shown()
        show_row(painter, card, self._theme, fill, 6, ringed=ringed)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent"))
            painter.drawRoundedRect(QRectF(card.left(), card.top() + 7, 3, card.height() - 14), 1.5, 1.5)
        line = QRectF(row.left() + 46, row.top() + 8, row.width() - 46 - 12, 20)
        painter.drawPixmap(row.left() + 24, round(line.top()) + 3, self._theme.pixmap("person", "person", _SIGN))
        ink2 = self._theme.colour("ink2")
        count = QRectF(line.right() - 50, line.top(), 50, line.height())
        width = show_words(painter, count, str(person.quotes) if person.quotes else "", self._line, ink2, RIGHT)
        name = line.adjusted(0, 0, -width - 8, 0)
        show_words(painter, name, plain_words(person.name), self._name, self._theme.colour("ink"))
        show_words(painter, line.translated(0, 20), say_presence(person), self._line, ink2)
        painter.restore()


class PeoplePanel(QWidget):
    """The list, and over it a field for the beginning of a name."""

    chosen = Signal(object)  # Person
    wanted = Signal(str)  # words of names to be listed
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("peoplePanel")
        self.setAccessibleName(self.tr("People in the library"))
        self.model = PeopleModel(self)
        self.back = BackButton(theme, self, self.tr("All stories"))
        self.back.clicked.connect(self.left)
        self.field = QLineEdit(self)
        self.field.setObjectName("peopleFilter")
        self.field.setFont(make_font("sans", 14))
        self.field.setPlaceholderText(self.tr("Names that begin so"))
        self.field.setAccessibleName(self.tr("Filter the people"))
        self._order, self._counted = Words(theme, self, "ink2", 12.5), Words(theme, self, "ink2", 12.5)
        self._order.setText(self.tr("Most mentioned first"))
        self._counted.setText(self.tr("quotes"))
        self.list = QuoteList(theme, self)
        self.list.setObjectName("peopleList")
        self.list.setAccessibleName(self.tr("People"))
        self.list.setUniformItemSizes(True)
        self.list.setModel(self.model)
        self._rows = PeopleDelegate(theme, self.list)
        self.list.setItemDelegate(self._rows)
        self._nobody = Words(theme, self, "ink2", wrap=True)
        self._nobody.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._nobody.setContentsMargins(24, 6, 24, 0)
        self._arrange()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(lambda: self.wanted.emit(self.field.text()))
        self.field.textChanged.connect(lambda: self._pause.start())
        self.field.returnPressed.connect(self.enter_list)
        self.list.entered_row.connect(self._enter)
        theme.changed.connect(self.list.viewport().update)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        around = QVBoxLayout()
        around.setContentsMargins(12, 0, 12, 0)
        around.addWidget(self.field)
        back = QHBoxLayout()
        back.setContentsMargins(16, 0, 12, 0)
        back.addWidget(self.back)
        back.addStretch(1)
        column.addLayout(back)
        column.addLayout(around)
        self._head = QWidget(self)
        self._head.setFixedHeight(24)
        for words in (self._order, self._counted):
            words.setParent(self._head)
        column.addWidget(self._head)
        column.addWidget(self._nobody, 1)
        column.addWidget(self.list, 1)
        self._nobody.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self._counted.sizeHint().width()
        self._order.setGeometry(24, 0, max(self.width() - 60 - width, 0), 24)
        self._counted.setGeometry(self.width() - 20 - width, 0, width, 24)

    def show_people(self, people: Sequence[Person], *, more: bool) -> None:
        """List people; where there is nobody, say so."""
        self.model.show_people(people, more=more)
        words = self.tr("Nobody of this name is in the library.") if self.field.text().strip() else ""
        self._nobody.setText(words or self.tr("People named in your stories will be listed here."))
        self._nobody.setVisible(not people)
        self._head.setVisible(bool(people))
        self.list.setVisible(bool(people))
        if self._rows.chosen:
            self.show_chosen(self._rows.chosen)

    def show_chosen(self, person: Person | None) -> None:
        """Show whose page is open."""
        self._rows.chosen = person
        row = self.model.row_of(person) if person else -1
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))
        self.list.viewport().update()

    def enter_list(self) -> None:
        """Give the keyboard to the list."""
        if self.model.rowCount():
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self.model.index(0))
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _enter(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(PERSON))

    def event(self, event: QEvent) -> bool:
        is_override = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_override and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]  # it is a QKeyEvent
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Down and self.field.hasFocus():
            self.enter_list()
        else:
            super().keyPressEvent(event)
