"""The card of a person, or of anything named: every description and every quote of the story, word for word."""

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reader.app.desk import Desk, Focus
from reader.app.doubt_words import say_doubts
from reader.app.panels.chips import HEIGHT, Pressed, SignButton
from reader.app.panels.kinds import group_of, name_of, role_of
from reader.app.panels.person_model import DescribedRow, PersonModel, SaidRow
from reader.app.panels.person_rows import PersonDelegate
from reader.app.panels.quote_words import count_quotes, count_words
from reader.app.panels.quotes import QuoteList
from reader.app.panels.rows import plain_words, show_words
from reader.app.panels.words import WrappedWords
from reader.app.theme import Theme, make_font
from reader.model.analysis import Entity
from reader.model.reading import Reading
from reader.reading.doubts import doubts_of_entities

_SIDE = 16


class BackButton(Pressed):
    """Leads back to the list: a sign and words, filled while it is pointed at."""

    def __init__(self, theme: Theme, parent: QWidget, words: str, ground: str = "chrome") -> None:
        super().__init__(theme, parent)
        self._ground = ground
        self.setText(words)
        self.setAccessibleName(words)
        self.setToolTip(f"{words} (Esc)")

    def sizeHint(self) -> QSize:
        return QSize(round(self.usual.width(self.text())) + 38, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill = "hover" if self.hovered else self._ground
        self.show_frame(painter, self.rounded(6), fill, fill)
        painter.drawPixmap(8, self.height() // 2 - 7, self.theme.pixmap("back", "ink2", 14))
        line = QRectF(self.rect()).adjusted(28, 0, 0, 0)
        show_words(painter, line, self.text(), self.usual, self.theme.colour("ink2"))


class PersonHead(QWidget):
    """The name with its shape, what it is, how often it is mentioned and quoted, its other names, its doubt."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entity: Entity | None = None
        self.back = BackButton(theme, self, self.tr("All names"))
        self.library = SignButton(theme, self, "search", self.tr("Find in Library"))
        self.library.setObjectName("findInLibrary")
        self._name = WrappedWords(theme, self, make_font("serif", 20, 600), 26)
        self._facts = WrappedWords(theme, self, make_font("sans", 12.5, tabular=True), 18, "ink2")
        self._doubt = WrappedWords(theme, self, make_font("sans", 12.5), 18, "doubt")
        theme.changed.connect(self.update)

    def show_entity(self, entity: Entity, facts: str, doubt: str = "") -> None:
        """Show another entity."""
        self._entity = entity
        self._name.setText(plain_words(entity.name))
        self._facts.setText(facts)
        self._doubt.setText(plain_words(doubt))
        self._doubt.setVisible(bool(doubt))
        self._arrange()
        self.update()

    def _arrange(self) -> None:
        width = self.width() - 2 * _SIDE
        self.back.setGeometry(_SIDE - 8, 6, self.back.sizeHint().width(), HEIGHT)
        self.library.move(self.width() - _SIDE - self.library.width() + 8, 8)
        y = 6 + HEIGHT + 6
        self._name.setGeometry(_SIDE + 22, y, width - 22, self._name.heightForWidth(width - 22))
        y = self._name.geometry().bottom() + 5
        parts = ((self._facts, 0), (self._doubt, 19)) if not self._doubt.isHidden() else ((self._facts, 0),)
        for part, inset in parts:
            part.setGeometry(_SIDE + inset, y, width - inset, part.heightForWidth(width - inset))
            y = part.geometry().bottom() + 3
        if self.height() != y + 2:
            self.setFixedHeight(y + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._entity is None:
            return
        painter = QPainter(self)
        group = group_of(self._entity.kind)
        shape = self._theme.pixmap(group, role_of(group), 14)
        painter.drawPixmap(_SIDE, self._name.y() + 6, shape)
        if not self._doubt.isHidden():
            painter.drawPixmap(_SIDE, self._doubt.y() + 2, self._theme.pixmap("doubt", "doubt", 14))


class PersonCard(QWidget):
    """Everything the story says of an entity and everything it is quoted with."""

    closed = Signal()

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("personCard")
        self._desk, self._theme = desk, theme
        self.subject: int | None = None
        self._head = PersonHead(theme, self)
        self._model = PersonModel(self)
        self._list = QuoteList(theme, self)
        self._list.setObjectName("personList")
        self._list.setModel(self._model)
        self._delegate = PersonDelegate(self._model, theme, self._list)
        self._list.setItemDelegate(self._delegate)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._list, 1)
        self._head.back.clicked.connect(self.closed)
        self._head.library.clicked.connect(self._ask_library)
        self._list.entered_row.connect(self._enter)
        desk.focus_changed.connect(self._show_focus)
        theme.changed.connect(self._dress)
        self._dress()

    def show_entity(self, reading: Reading, subject: int) -> None:
        """Show the card of the entity at a position in the analysis."""
        assert reading.analysis is not None
        entity = reading.analysis.entities[subject]
        self.subject = subject
        doubts = doubts_of_entities(reading.doubts).get(subject, ())
        self._head.show_entity(entity, self._facts_of(reading, entity), say_doubts(doubts))
        self._model.show_entity(reading, entity)
        words = self.tr("Card of {0}").format(plain_words(entity.name))
        self.setAccessibleName(words)
        self._list.setAccessibleName(words)
        self._show_focus(self._desk.focus)

    def take_focus(self) -> None:
        """Give the keyboard to the list, at its first row."""
        self._list.setCurrentIndex(self._model.first())
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _ask_library(self) -> None:
        reading = self._desk.reading
        if reading and reading.analysis and self.subject is not None and self.subject < len(reading.analysis.entities):
            self._desk.library_wanted.emit(reading.analysis.entities[self.subject])

    def _facts_of(self, reading: Reading, entity: Entity) -> str:
        mentions = len(entity.mentions)
        counted = self.tr("1 mention") if mentions == 1 else self.tr("{0} mentions").format(mentions)
        source = next((source for source in reading.sourcing.sources if source.entity == entity.key), None)
        facts = [name_of(entity.kind), counted]
        if source:
            facts += [count_quotes(source.quotes), count_words(source.words)]
        others = [f"“{plain_words(alias)}”" for alias in entity.aliases if alias != entity.name]
        also = self.tr("also {0}").format(", ".join(others)) if others else ""
        return " · ".join(filter(None, (*facts, also)))

    def _enter(self, index: QModelIndex) -> None:
        row = self._model.row_at(index)
        if isinstance(row, SaidRow):
            self._desk.focus_on_quote(row.subject)
        elif isinstance(row, DescribedRow) and row.mention is not None and self.subject is not None:
            self._desk.focus_on_entity(self.subject, row.mention)
        elif isinstance(row, DescribedRow):
            self._desk.go_to(row.span)

    def _show_focus(self, focus: Focus | None) -> None:
        entity = focus if focus and focus.kind == "entity" and focus.subject == self.subject else None
        self._delegate.chosen_quote = focus.subject if focus and focus.kind == "quote" else None
        self._delegate.chosen_mention = entity.index if entity else None
        self._list.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        palette = self.palette()
        for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
            palette.setColor(role, self._theme.colour("chrome"))
        self.setPalette(palette)
        self._list.viewport().update()
