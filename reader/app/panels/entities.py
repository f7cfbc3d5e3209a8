"""The panel of entities: who and what a story speaks of, each under one name; a click goes to a mention."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedLayout, QVBoxLayout, QWidget

from reader.app.desk import Desk, Focus
from reader.app.panels.entity_model import EntityModel, EntityRow, Order
from reader.app.panels.entity_rows import ROW_HEIGHT, TALL_ROW_HEIGHT, EntityDelegate, WaitingEntities
from reader.app.panels.entity_tools import EntityTools, FilterField
from reader.app.panels.entity_tree import EntityTree
from reader.app.panels.kinds import Group
from reader.app.panels.mention_rows import MentionRow
from reader.app.panels.notice import Notice
from reader.app.panels.window_height import WindowHeight
from reader.app.theme import Theme
from reader.model.analysis import Analysis
from reader.model.reading import Reading

if TYPE_CHECKING:
    from reader.app.panels.person import PersonCard

_TALL_WINDOW = 1080


class EntitiesPanel(QWidget):
    """The tree of entities, or in words why there is none."""

    counts_changed = Signal(int)  # how many entities there are; -1 while nobody knows

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._theme = theme
        self._analysis: Analysis | None = None
        self._reading: Reading | None = None
        self._card: PersonCard | None = None
        self._count = -1
        self._folded: set[Group] = set()
        self._open: set[int] = set()  # entities that are opened out
        self._model = EntityModel(self)
        self._tree = EntityTree(theme, self)
        self._tree.setModel(self._model)
        self._delegate = EntityDelegate(self._model, theme, self._tree)
        self._tree.setItemDelegate(self._delegate)
        self._tree.setAccessibleName(self.tr("Entities"))
        self._tools = EntityTools(theme, self._tree.viewport())
        self._filter = FilterField(self)
        self._notice = Notice(theme, self)
        self._none = Notice(theme, self)
        self._none.show_message("filter", "ink2", self.tr("No name with these letters"))
        self._waiting = WaitingEntities(theme, self)
        self._stack = QStackedLayout()
        self._stack.setContentsMargins(0, 4, 0, 0)
        for part in (self._tree, self._notice, self._none, self._waiting):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._filter)
        column.addLayout(self._stack, 1)
        self.setAutoFillBackground(True)
        self._join()
        self._dress()
        self.show_reading(desk.reading)

    def _join(self) -> None:
        self._desk.article_opened.connect(self.show_reading)
        self._desk.reading_changed.connect(self.show_reading)
        self._desk.focus_changed.connect(self._show_focus)
        self._theme.changed.connect(self._dress)
        self._tree.entered_row.connect(self._enter)
        self._tree.expanded.connect(lambda index: self._note_open(index, opened=True))
        self._tree.collapsed.connect(lambda index: self._note_open(index, opened=False))
        self._tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._tree.customContextMenuRequested.connect(self._ask)
        self._tree.arranged.connect(self._place_tools)
        self._tree.verticalScrollBar().valueChanged.connect(self._place_tools)
        self._tools.filter.toggled.connect(self._show_filter)
        self._tools.order_chosen.connect(self._choose_order)
        self._filter.changed.connect(self._show_wanted)
        self._filter.closed.connect(self._leave_filter)
        self._filter.left_down.connect(lambda: self._tree.setFocus(Qt.FocusReason.TabFocusReason))
        self._none.add_button(self.tr("Show all names")).clicked.connect(self._filter.close_empty)
        WindowHeight(self).changed.connect(self._show_height)

    @property
    def count(self) -> int:
        """How many entities there are, or -1 while nobody knows."""
        return self._count

    def show_reading(self, reading: Reading | None) -> None:
        """Fill the tree with a reading's entities, or say why it has none."""
        analysis = reading.analysis if reading else None
        self._reading = reading
        self._filter.hide()
        if reading is None or analysis is None or analysis is not self._analysis:
            self._analysis = analysis
            self._fill(reading, analysis or Analysis())
        if reading is None or reading.is_unreadable:
            self._show_notice(
                self.tr("People, organisations, places and groups, each under one name, with a count of its mentions.")
            )
        elif analysis is None and not reading.problem:
            self._stack.setCurrentWidget(self._waiting)
        elif analysis is None:
            self._show_message("warning", "error", self.tr("No names were found"), reading.problem)
        elif not analysis.names_read:
            self._show_other_language(reading.article.source.language)
        elif not analysis.entities:
            self._show_message("not-a-name", "ink2", self.tr("No names in this text"))
        else:
            self._show_rows()
        self._tell_count(len(analysis.entities) if analysis and analysis.names_read else -1)

    def _show_rows(self) -> None:
        self._stack.setCurrentWidget(self._tree if self._model.rowCount() else self._none)
        self._filter.setVisible(self._tools.filter.isChecked())

    def _fill(self, reading: Reading | None, analysis: Analysis) -> None:
        article = reading.article if reading else None
        self._open.clear()
        dateline, doubts = article.source.place if article else None, reading.doubts if reading else ()
        self._model.show_entities(analysis.entities, dateline, article, doubts)
        self._unfold()

    def _unfold(self) -> None:
        """Fold and open out what was before; while names are looked for all groups are open."""
        folded, opened = set(self._folded), set(self._open)
        for row in range(self._model.rowCount()):
            index = self._model.index(row, 0)
            self._tree.setExpanded(index, bool(self._model.wanted) or self._model.group_at(index) not in folded)
        for subject in opened:
            self._tree.setExpanded(self._model.index_of(subject), True)
        self._folded, self._open = folded, opened
        self._show_focus(self._desk.focus)

    def _note_open(self, index: QModelIndex, *, opened: bool) -> None:
        row = self._model.row_at(index)
        if isinstance(row, EntityRow):
            (self._open.add if opened else self._open.discard)(row.subject)
        else:
            (self._folded.discard if opened else self._folded.add)(self._model.group_at(index))
        self._tree.viewport().update()

    # one entity's card

    def show_card(self, subject: int) -> None:
        """Show everything about an entity in the list's place."""
        if self._reading is None or self._reading.analysis is None:
            return
        if self._card is None:
            from reader.app.panels.person import PersonCard  # 3 ms, and the panels in front need not wait

            self._card = PersonCard(self._desk, self._theme, self)
            self._card.closed.connect(self.close_card)
            self._stack.addWidget(self._card)
        self._card.show_entity(self._reading, subject)
        self._filter.hide()
        self._stack.setCurrentWidget(self._card)
        self._card.take_focus()

    def close_card(self) -> None:
        """Show the list again, and give it the keyboard."""
        self._show_rows()
        self._tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, point: QPoint) -> None:
        """Offer what can be done with the entity under the pointer, or with the one whose mention it is."""
        index = QPersistentModelIndex(self._tree.indexAt(point))
        row = self._model.row_at(index) if index.isValid() else None
        if not isinstance(row, EntityRow | MentionRow):
            return
        menu = self.make_menu(row.subject)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._tree.viewport().mapToGlobal(point))

    def make_menu(self, subject: int) -> QMenu:
        """Return the menu of an entity."""
        opened = self._tree.isExpanded(self._model.index_of(subject))
        menu = QMenu(self)
        menu.addAction(self.tr("Card")).triggered.connect(lambda: self.show_card(subject))
        menu.addAction(self.tr("Find in Library")).triggered.connect(lambda: self._ask_library(subject))
        words = self.tr("Close its mentions") if opened else self.tr("Open out its mentions")
        menu.addAction(words).triggered.connect(
            lambda: self._tree.setExpanded(self._model.index_of(subject), not opened)
        )
        return menu

    def _ask_library(self, subject: int) -> None:
        if self._reading and self._reading.analysis:
            self._desk.library_wanted.emit(self._reading.analysis.entities[subject])

    # looking through

    def _show_filter(self, shown: bool) -> None:
        if shown:
            self._filter.open()
        else:
            self._filter.close_empty()

    def _leave_filter(self) -> None:
        self._tools.filter.setChecked(False)
        self._tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_wanted(self, words: str) -> None:
        self._model.arrange(wanted=words)
        self._stack.setCurrentWidget(self._tree if self._model.rowCount() else self._none)
        self._unfold()

    def _choose_order(self, order: Order) -> None:
        self._model.arrange(order=order)
        self._unfold()

    def _place_tools(self) -> None:
        """Stand with filter and order on the first group's row."""
        top = self._tree.visualRect(self._model.index(0, 0)).top()
        self._tools.move(self._tree.viewport().width() - self._tools.width() - 2, top)

    def _show_notice(self, words: str) -> None:
        self._notice.show_words(words)
        self._stack.setCurrentWidget(self._notice)

    def _show_message(self, sign: str, role: str, bold: str, plain: str = "") -> None:
        self._notice.show_message(sign, role, bold, plain)
        self._stack.setCurrentWidget(self._notice)

    def _show_other_language(self, language: str | None) -> None:
        code = QLocale.codeToLanguage(language or "")
        known = code not in (QLocale.Language.AnyLanguage, QLocale.Language.C)
        name = QLocale.languageToString(code)
        bold = self.tr("This story is in {0}").format(name) if known else self.tr("This story is not in English")
        plain = self.tr("Quotes are found by their marks and the caption is read. Names are found in English only.")
        self._show_message("story", "ink2", bold, plain)

    def _tell_count(self, count: int) -> None:
        if count != self._count:
            self._count = count
            self.counts_changed.emit(count)

    def _enter(self, index: QModelIndex) -> None:
        row = self._model.row_at(index)
        if row is None:
            self._tree.setExpanded(index, not self._tree.isExpanded(index))
        elif isinstance(row, MentionRow):
            self._desk.focus_on_entity(row.subject, row.index)
        elif isinstance(row, EntityRow):
            self._enter_entity(row)

    def _enter_entity(self, row: EntityRow) -> None:
        focus = self._desk.focus
        again = focus is not None and focus.kind == "entity" and focus.subject == row.subject
        self._desk.focus_on_entity(row.subject, focus.index + 1 if focus and again else 0)

    def _show_focus(self, focus: Focus | None) -> None:
        entity = focus if focus and focus.kind == "entity" else None
        self._delegate.chosen = entity.subject if entity else None
        self._delegate.chosen_mention = entity.index if entity else 0
        if entity and self._card and self._stack.currentWidget() is self._card and entity.subject != self._card.subject:
            self._follow(entity.subject)
        index = self._chosen_index()
        if index.isValid():
            self._tree.setCurrentIndex(index)
            self._tree.scrollTo(index)
        else:
            self._tree.clearSelection()
        self._tree.viewport().update()

    def _follow(self, subject: int) -> None:
        """Let the card be that of the entity chosen now."""
        if self._card and self._reading and self._reading.analysis:
            self._card.show_entity(self._reading, subject)

    def _chosen_index(self) -> QModelIndex:
        """Return the row of what is chosen: of the mention where the entity is opened out."""
        if self._delegate.chosen is None:
            return QModelIndex()
        index = self._model.index_of(self._delegate.chosen)
        if index.isValid() and self._tree.isExpanded(index):
            return self._model.index_of_mention(self._delegate.chosen, self._delegate.chosen_mention)
        return index

    def _show_height(self, height: int) -> None:
        row_height = TALL_ROW_HEIGHT if height >= _TALL_WINDOW else ROW_HEIGHT
        if row_height != self._delegate.row_height:
            self._delegate.row_height = self._waiting.row_height = row_height
            self._tree.scheduleDelayedItemsLayout()
            self._waiting.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._delegate.chosen is not None:
            self._tree.scrollTo(self._chosen_index())

    def _dress(self) -> None:
        palette = self.palette()
        for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
            palette.setColor(role, self._theme.colour("chrome"))
        self.setPalette(palette)
        self._tree.viewport().update()
