"""The panel of sourcing: who is quoted and how much, in one sentence and in bars; a row leads to its quotes."""

from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPalette
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QMenu, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from reader.app.desk import Desk, Focus
from reader.app.messages import announce
from reader.app.panels.chips import HEIGHT, Chip
from reader.app.panels.notice import Message, Notice
from reader.app.panels.quote_filter import SourceKey, find_source
from reader.app.panels.quote_model import key_of
from reader.app.panels.quotes import QuoteList
from reader.app.panels.rows import plain_words
from reader.app.panels.sourcing_model import PartsRow, SourcingModel, TitleRow, UnquotedRow
from reader.app.panels.sourcing_picture import SourcingPicture
from reader.app.panels.sourcing_rows import SourcingDelegate, WaitingSources, wanted_of
from reader.app.panels.sourcing_words import say_sentence
from reader.app.panels.words import Words, WrappedWords
from reader.app.theme import BEFORE_WORDS, Theme, make_font
from reader.model.problem import Problem
from reader.model.reading import Reading

_LONGEST = 48  # letters of a source in the menu


class SourcingList(QuoteList):
    """The list of sources; Left and Right go from part to part of a row, a click knows which part it was on."""

    part_stepped = Signal(int)
    pointer_moved = Signal(object)  # QPointF | None, in the viewport

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.pressed_at: QPointF | None = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.pressed_at = None
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if step:
            self.part_stepped.emit(step)
            event.accept()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed_at = event.position()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.pointer_moved.emit(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointer_moved.emit(None)


class SourcingPanel(QWidget):
    """How much each source of the story is quoted, or in words why nothing is to be seen."""

    quotes_wanted = Signal(object, bool)  # QuoteFilter: these are to be shown, by speaker or as they stand

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sourcingPanel")
        self._desk, self._theme = desk, theme
        self._reading: Reading | None = None
        self._notice = Notice(theme, self)
        self._waiting = WaitingSources(theme, self)
        self._whole = QWidget(self)
        self._sentence = WrappedWords(theme, self._whole, make_font("serif", 18, 600), 24)
        self._sentence.setObjectName("sourcingSentence")
        self._model = SourcingModel(self)
        self._list = SourcingList(theme, self._whole)
        self._list.setObjectName("sourcingList")
        self._list.setAccessibleName(self.tr("Sources"))
        self._list.setModel(self._model)
        self._delegate = SourcingDelegate(self._model, theme, self._list)
        self._list.setItemDelegate(self._delegate)
        self.lens = Chip(theme, self._list.viewport(), menu=True)
        self.lens.setObjectName("lensChip")
        self._trouble = Message(theme, self._whole)
        self._trouble.hide()
        self._save = QPushButton(self.tr("Save as picture…"), self._whole)
        self._kinds = Words(theme, self._whole, "ink3", 12.5)
        self._kinds.setText(self.tr("PNG or SVG"))
        self._lay_out()
        self._stack = QStackedLayout(self)
        for part in (self._whole, self._notice, self._waiting):
            self._stack.addWidget(part)
        self.setAutoFillBackground(True)
        desk.article_opened.connect(self.show_reading)
        desk.reading_changed.connect(self.show_reading)
        desk.focus_changed.connect(self._show_focus)
        theme.changed.connect(self._dress)
        self._list.entered_row.connect(self._enter)
        self._list.part_stepped.connect(self._step_part)
        self._list.pointer_moved.connect(self._point_at)
        self._list.arranged.connect(self._place_lens)
        self._list.verticalScrollBar().valueChanged.connect(self._place_lens)
        self._list.selectionModel().currentChanged.connect(self._leave_part)
        self.lens.clicked.connect(self._ask_lens)
        self._save.clicked.connect(self.ask_where_to_save)
        self._dress()
        self.show_reading(desk.reading)

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(16, 14, 16, 5)
        head.addWidget(self._sentence)
        self._save.setProperty("rank", "quiet")
        self._save.setIconSize(BEFORE_WORDS)
        self._save.setFont(make_font("sans", 14))
        self._save.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 5, 16, 5)
        foot.addWidget(self._save)
        foot.addStretch(1)
        foot.addWidget(self._kinds)
        hair = QFrame()
        hair.setObjectName("hair")
        hair.setFixedHeight(1)
        trouble = QVBoxLayout()
        trouble.setContentsMargins(16, 4, 16, 8)
        trouble.addWidget(self._trouble)
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._list, 1)
        column.addLayout(trouble)
        column.addWidget(hair)
        column.addLayout(foot)

    def show_reading(self, reading: Reading | None) -> None:
        """Show a reading's sources, or say why there are none."""
        analysis = reading.analysis if reading else None
        self._reading = reading
        self._trouble.hide()
        self._model.show_reading(reading)
        self._delegate.part = None
        self._show_lens()
        self._show_focus(self._desk.focus)
        if reading is None or reading.is_unreadable:
            self._notice.show_words(self.tr("Who is quoted in the story, and how much."))
        elif analysis is None and reading.problem:
            self._notice.show_message("warning", "error", self.tr("No quotes were found"), reading.problem)
        elif analysis is not None and not analysis.quotes:
            self._notice.show_message("quote-direct", "ink2", self.tr("No quotes in this text"))
        if reading is None or (analysis is None and reading.problem) or (analysis and not analysis.quotes):
            self._stack.setCurrentWidget(self._notice)
        elif analysis is None:
            self._stack.setCurrentWidget(self._waiting)
        else:
            self._sentence.setText(say_sentence(reading.sourcing.sources))
            self._sentence.updateGeometry()
            self._stack.setCurrentWidget(self._whole)

    # where a row leads

    def _enter(self, index: QModelIndex) -> None:
        row = self._model.row_at(index)
        if isinstance(row, UnquotedRow):
            focus = self._desk.focus
            again = focus is not None and focus.kind == "entity" and focus.subject == row.subject
            self._desk.focus_on_entity(row.subject, focus.index + 1 if focus and again else 0)
            return
        pressed = self._list.pressed_at
        wanted = wanted_of(row, self._delegate.part_at(index, pressed) if pressed else self._delegate.part)
        if wanted:
            self.quotes_wanted.emit(*wanted)

    def _step_part(self, step: int) -> None:
        """Go to the next part of the row that the keyboard is at, and say it."""
        index = self._list.currentIndex()
        row = self._model.row_at(index) if index.isValid() else None
        if not isinstance(row, PartsRow) or not row.parts:
            return
        at = self._delegate.part
        self._delegate.part = (at + step) % len(row.parts) if at is not None else 0 if step > 0 else len(row.parts) - 1
        part = row.parts[self._delegate.part]
        announce(self._list, " ".join(filter(None, (part.words, part.more))))
        self._list.viewport().update()

    def _leave_part(self) -> None:
        self._delegate.part = None

    def _point_at(self, point: QPointF | None) -> None:
        self._delegate.pointer = point
        index = self._list.indexAt(point.toPoint()) if point else QModelIndex()
        leads = index.isValid() and not isinstance(self._model.row_at(index), TitleRow)
        self._list.viewport().setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
        self._list.viewport().update()

    # whose cues

    def _show_lens(self) -> None:
        """Say whose cues are shown."""
        sources = self._reading.sourcing.sources if self._reading else ()
        chosen = next((plain_words(source.name) for source in sources if key_of(source) == self._model.lens), "")
        self.lens.show_words(chosen or self.tr("All sources"))
        self.lens.setChecked(bool(chosen))
        self.lens.setAccessibleName(self.tr("Cues of {0}").format(self.lens.text()))
        self._place_lens()

    def make_lens_menu(self) -> QMenu:
        """Return the menu of whose cues can be shown: everybody's, or those of one source."""
        menu = QMenu(self)
        sources = self._reading.sourcing.sources if self._reading else ()
        choices: list[tuple[str, SourceKey | None]] = [(self.tr("All sources"), None)]
        choices += [(f"{plain_words(source.name)[:_LONGEST]} {source.quotes}", key_of(source)) for source in sources]
        for words, key in choices:
            action = menu.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(key == self._model.lens)
            action.triggered.connect(lambda _on=False, key=key: self.show_lens(key))
        return menu

    def show_lens(self, source: SourceKey | None) -> None:
        """Show the cues of one source, or of all; the list stays where it is."""
        place = self._list.verticalScrollBar().value()
        self._model.show_lens(source)
        self._list.doItemsLayout()
        self._list.verticalScrollBar().setValue(place)
        self._show_lens()

    def _ask_lens(self) -> None:
        self.lens.setChecked(self._model.lens is not None)
        menu = self.make_lens_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.lens.mapToGlobal(QPoint(0, HEIGHT)))

    def _place_lens(self) -> None:
        """Stand with the choice on the title over the cues."""
        index = self._model.index_of_lens()
        if index.isValid():
            rect = self._list.visualRect(index)
            self.lens.fit(rect.width() // 2)
            self.lens.move(rect.right() - 7 - self.lens.width(), rect.top() + 9)
        self.lens.setVisible(index.isValid())

    def _show_focus(self, focus: Focus | None) -> None:
        """Light the source of the chosen quote, or the chosen name."""
        reading = self._reading
        self._delegate.chosen = None
        self._delegate.chosen_entity = focus.subject if focus and focus.kind == "entity" else None
        if reading and reading.analysis and focus and focus.kind == "quote":
            quote = reading.analysis.quotes[focus.subject]
            self._delegate.chosen = find_source(quote, reading.article.text, reading.analysis.entity(quote.entity))
        self._list.viewport().update()

    # the picture

    def ask_where_to_save(self) -> None:
        """Ask for a file and write the picture into it."""
        if self._reading is None:
            return
        kinds = self.tr("Pictures (*.png);;Drawings (*.svg)")
        name, kind = QFileDialog.getSaveFileName(self, self.tr("Save as picture"), "sourcing.png", kinds)
        if name:
            path = Path(name)
            self.save_picture(path if path.suffix else path.with_suffix(".svg" if "svg" in kind else ".png"))

    def save_picture(self, path: Path) -> bool:
        """Write the picture into a file; where that fails say why."""
        if self._reading is None:
            return False
        try:
            SourcingPicture(self._reading, self._theme).save(path)
        except Problem as problem:
            self._trouble.show_message("warning", "error", problem.what, problem.advice)
            self._trouble.show()
            return False
        self._trouble.hide()
        return True

    def _dress(self) -> None:
        palette = self.palette()
        for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
            palette.setColor(role, self._theme.colour("chrome"))
        self.setPalette(palette)
        self._save.setIcon(self._theme.icon_before_words("export"))
        self._list.viewport().update()
