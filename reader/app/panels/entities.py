"""The panel of entities: who and what a story speaks of, each under one name; a click goes to a mention."""

from PySide6.QtCore import QLocale, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QFrame, QStackedLayout, QTreeView, QWidget

from reader.app.desk import Desk, Focus
from reader.app.panels.entity_model import EntityModel
from reader.app.panels.entity_rows import ROW_HEIGHT, TALL_ROW_HEIGHT, EntityDelegate, WaitingEntities
from reader.app.panels.kinds import Group
from reader.app.panels.notice import Notice
from reader.app.panels.rows import ThinBar
from reader.app.panels.window_height import WindowHeight
from reader.app.theme import Theme
from reader.model.analysis import Analysis
from reader.model.reading import Reading

_TALL_WINDOW = 1080


class EntityTree(QTreeView):
    """A tree whose rows are entered by a click, Enter or the space bar; arrow keys only move to them."""

    entered_row = Signal(QModelIndex)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("entityTree")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollBar(ThinBar(theme, self))
        self.clicked.connect(self.entered_row)
        self.doubleClicked.connect(self.entered_row)  # a second click soon after the first is told as this alone

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.currentIndex().isValid():
                self.entered_row.emit(self.currentIndex())
            event.accept()
        else:
            super().keyPressEvent(event)


class EntitiesPanel(QWidget):
    """The tree of entities, or in words why there is none."""

    counts_changed = Signal(int)  # how many entities there are; -1 while nobody knows

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._theme = theme
        self._analysis: Analysis | None = None
        self._count = -1
        self._folded: set[Group] = set()
        self._model = EntityModel(self)
        self._tree = EntityTree(theme, self)
        self._tree.setModel(self._model)
        self._delegate = EntityDelegate(self._model, theme, self._tree)
        self._tree.setItemDelegate(self._delegate)
        self._tree.setAccessibleName(self.tr("Entities"))
        self._notice = Notice(theme, self)
        self._waiting = WaitingEntities(theme, self)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 4, 0, 0)
        for part in (self._tree, self._notice, self._waiting):
            self._stack.addWidget(part)
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
        self._tree.expanded.connect(lambda index: self._folded.discard(self._model.group_at(index)))
        self._tree.collapsed.connect(lambda index: self._folded.add(self._model.group_at(index)))
        WindowHeight(self).changed.connect(self._show_height)

    @property
    def count(self) -> int:
        """How many entities there are, or -1 while nobody knows."""
        return self._count

    def show_reading(self, reading: Reading | None) -> None:
        """Fill the tree with a reading's entities, or say why it has none."""
        analysis = reading.analysis if reading else None
        if reading is None or analysis is None or analysis is not self._analysis:
            self._analysis = analysis
            self._fill(reading, analysis or Analysis())
        if reading is None:
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
            self._stack.setCurrentWidget(self._tree)
        self._tell_count(len(analysis.entities) if analysis and analysis.names_read else -1)

    def _fill(self, reading: Reading | None, analysis: Analysis) -> None:
        folded = set(self._folded)
        self._model.show_entities(analysis.entities, reading.article.source.place if reading else None)
        for row in range(self._model.rowCount()):
            index = self._model.index(row, 0)
            self._tree.setExpanded(index, self._model.group_at(index) not in folded)
        self._show_focus(self._desk.focus)

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
            return
        focus = self._desk.focus
        again = focus is not None and focus.kind == "entity" and focus.subject == row.subject
        self._desk.focus_on_entity(row.subject, focus.index + 1 if focus and again else 0)

    def _show_focus(self, focus: Focus | None) -> None:
        self._delegate.chosen = focus.subject if focus and focus.kind == "entity" else None
        index = QModelIndex() if self._delegate.chosen is None else self._model.index_of(self._delegate.chosen)
        if index.isValid():
            self._tree.setCurrentIndex(index)
            self._tree.scrollTo(index)
        else:
            self._tree.clearSelection()
        self._tree.viewport().update()

    def _show_height(self, height: int) -> None:
        row_height = TALL_ROW_HEIGHT if height >= _TALL_WINDOW else ROW_HEIGHT
        if row_height != self._delegate.row_height:
            self._delegate.row_height = self._waiting.row_height = row_height
            self._tree.scheduleDelayedItemsLayout()
            self._waiting.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._delegate.chosen is not None:
            self._tree.scrollTo(self._model.index_of(self._delegate.chosen))

    def _dress(self) -> None:
        palette = self.palette()
        for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
            palette.setColor(role, self._theme.colour("chrome"))
        self.setPalette(palette)
        self._tree.viewport().update()
