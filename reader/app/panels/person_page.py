"""The page of one person: all that is said of and by somebody in the whole library; a click opens the story there."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from reader.app.panels.chips import HEIGHT, Chip
from reader.app.panels.people_model import count_mentions, count_stories
from reader.app.panels.person import BackButton
from reader.app.panels.quote_words import count_quotes, name_of_kind
from reader.app.panels.quotes import QuoteList
from reader.app.panels.rows import ThinBar, plain_words
from reader.app.panels.said_model import LedRow, QuoteRow, SaidModel
from reader.app.panels.said_rows import SaidDelegate, measure_of
from reader.app.panels.story_model import show_date
from reader.app.panels.words import Words, WrappedWords
from reader.app.theme import Theme, make_font
from reader.library.people import Appearance, Person
from reader.model.analysis import QuoteKind

_KINDS: tuple[QuoteKind, ...] = ("direct", "partial", "indirect")
_NAME_LINE = 42
_SHAPE = 14


class PersonPage(QWidget):
    """Name, counts and filters over the list of what was said."""

    opened = Signal(object)  # LedRow
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("personPage")
        self._theme = theme
        self.person: Person | None = None
        self.model = SaidModel(self)
        self.back = BackButton(theme, self, self.tr("Back to the story"), "page")
        self._name = WrappedWords(theme, self, make_font("serif", 33, 600, tracking=-1.2), _NAME_LINE)
        self._facts = Words(theme, self, "ink2", 14)
        self.outlets, self.kinds = Chip(theme, self, menu=True), Chip(theme, self, menu=True)
        self.list = QuoteList(theme, self)
        self.list.setObjectName("saidList")
        self.list.setVerticalScrollBar(ThinBar(theme, self.list, "page"))
        self.list.setModel(self.model)
        self._rows = SaidDelegate(self.model, theme, self.list)
        self.list.setItemDelegate(self._rows)
        self.back.clicked.connect(self.left)
        self.outlets.clicked.connect(lambda: self._ask(self.outlets, self.make_outlets()))
        self.kinds.clicked.connect(lambda: self._ask(self.kinds, self.make_kinds()))
        self.list.entered_row.connect(self._enter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._head = QWidget(self)
        column.addWidget(self._head)
        column.addWidget(self.list, 1)
        for part in (self.back, self._name, self._facts, self.outlets, self.kinds):
            part.setParent(self._head)
        self.setAutoFillBackground(True)
        theme.changed.connect(self._dress)
        self._dress()

    def show_person(self, person: Person, appearances: Sequence[Appearance] | None) -> None:
        """Show a person; None where the stories are still being looked for."""
        if self.person != person:
            self.model.outlet, self.model.kind, self._rows.chosen = "", None, None
            self.list.scrollToTop()
        self.person = person
        self.model.show_appearances(appearances or ())
        self._name.setText(plain_words(person.name))
        self._facts.setText(self._say(person, appearances))
        for part in (self.list, self.outlets, self.kinds):
            part.setVisible(appearances is not None)
        words = self.tr("What the library has of {0}").format(plain_words(person.name))
        self.setAccessibleName(words)
        self.list.setAccessibleName(words)
        self._show_filters()

    def _say(self, person: Person, appearances: Sequence[Appearance] | None) -> str:
        if appearances is None:
            return self.tr("Looking through the library…")
        outlets = len({each.outlet for each in appearances if each.outlet})
        counted = ", ".join(
            (
                count_quotes(sum(len(each.quotes) for each in appearances)),
                count_mentions(sum(len(each.mentions) for each in appearances)),
                count_stories(len(appearances)),
            )
        )
        dates = sorted({each.published[:10] for each in appearances if each.published and show_date(each.published)})
        from_outlets = (
            "" if not outlets else self.tr("1 outlet") if outlets == 1 else self.tr("{0} outlets").format(outlets)
        )
        span = " – ".join(dict.fromkeys(show_date(date) for date in (dates[0], dates[-1]))) if dates else ""
        alone = self.tr("known by this one name, in one story alone") if person.story else ""
        newest = self.tr("the newest of {0}").format(count_stories(person.stories))
        part = newest if person.stories > len(appearances) else ""
        return " · ".join(filter(None, (counted, part, from_outlets, span, alone)))

    # filters

    def _show_filters(self) -> None:
        self.outlets.show_words(self.model.outlet or self.tr("All outlets"))
        self.outlets.setChecked(bool(self.model.outlet))
        self.kinds.show_words(name_of_kind(self.model.kind) if self.model.kind else self.tr("All kinds"))
        self.kinds.setChecked(self.model.kind is not None)
        self._arrange()

    def make_outlets(self) -> QMenu:
        """Return the menu of outlets."""
        menu = QMenu(self)
        for outlet in ("", *self.model.outlets()):
            action = menu.addAction((outlet or self.tr("All outlets")).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(outlet == self.model.outlet)
            action.triggered.connect(lambda _on=False, outlet=outlet: self.filter(outlet, self.model.kind))
        return menu

    def make_kinds(self) -> QMenu:
        """Return the menu of kinds of quotes."""
        menu = QMenu(self)
        kinds: tuple[QuoteKind | None, ...] = (None, *_KINDS)
        for kind in kinds:
            action = menu.addAction(name_of_kind(kind) if kind else self.tr("All kinds"))
            action.setCheckable(True)
            action.setChecked(kind == self.model.kind)
            action.triggered.connect(lambda _on=False, kind=kind: self.filter(self.model.outlet, kind))
        return menu

    def _ask(self, chip: Chip, menu: QMenu) -> None:
        self._show_filters()  # a click ticks a chip; the menu decides
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height())))

    def filter(self, outlet: str, kind: QuoteKind | None) -> None:
        """Show the quotes of one outlet ("": of all) and of one kind alone."""
        self.model.outlet, self.model.kind = outlet, kind
        self.model.arrange()
        self._show_filters()

    # what leads to a story

    def _enter(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if isinstance(row, LedRow):
            self._rows.chosen = row
            self.list.viewport().update()
            self.opened.emit(row)

    def take_focus(self) -> None:
        """Give the keyboard to the list, at the first quote."""
        first = self.model.first(lambda row: isinstance(row, QuoteRow))
        self.list.setCurrentIndex(first if first.isValid() else self.model.first())
        self.list.scrollToTop()
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def event(self, event: QEvent) -> bool:
        is_override = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_override and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]  # it is a QKeyEvent
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # how it stands

    def _arrange(self) -> None:
        left, width = measure_of(self.width() - ThinBar.WIDTH)
        self.back.setGeometry(left - 8, 12, self.back.sizeHint().width(), HEIGHT)
        y = 12 + HEIGHT + 8
        inset = _SHAPE + 10
        self._name.setGeometry(left + inset, y, width - inset, self._name.heightForWidth(width - inset))
        y = self._name.geometry().bottom() + 2
        x = left + width
        for chip in (self.kinds, self.outlets):
            chip.fit(200)
            x -= chip.width()
            chip.move(x, 12)
            x -= 8
        self._facts.setGeometry(left, y, width, 22)
        self._head.setFixedHeight(y + 26)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        left, _ = measure_of(self.width() - ThinBar.WIDTH)
        y = self._name.y() + _NAME_LINE // 2 - _SHAPE // 2 + 1
        QPainter(self).drawPixmap(left, y, self._theme.pixmap("person", "person", _SHAPE))

    def _dress(self) -> None:
        palette = self.palette()
        for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
            palette.setColor(role, self._theme.colour("page"))
        self.setPalette(palette)
        self.setStyleSheet(f"#saidList {{ background: {self._theme.colour('page').name()}; }}")
        self.list.viewport().update()
        self.update()
