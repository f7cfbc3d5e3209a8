"""The library's list with what stands above and below it."""

from collections.abc import Callable, Collection

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QToolButton, QVBoxLayout, QWidget

from reader.app.desk import Desk
from reader.app.panels.rows import ThinBar
from reader.app.panels.search_field import SearchField
from reader.app.panels.shelves import ShelfBar
from reader.app.panels.story_model import STORY, StoryListModel
from reader.app.panels.story_rows import ROW_HEIGHT, StoryDelegate
from reader.app.panels.words import Words
from reader.app.theme import Theme
from reader.app.viewport import make_viewport

_MOST_KEPT = 200  # chosen stories that are chosen again when the list was read anew
_NO_LIMIT = (1 << 24) - 1  # Qt's own


class StoryList(QListView):
    """The list itself: a click or Enter opens, the arrows only look."""

    opened = Signal(str)  # story id

    def __init__(self, stories: StoryListModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._viewport = make_viewport(self)
        self.setObjectName("libraryList")
        self.setAccessibleName(self.tr("Stories"))
        self._stories = stories
        self.rows = StoryDelegate(theme, self)
        self.setModel(stories)
        self.setItemDelegate(self.rows)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBar(ThinBar(theme, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.verticalScrollBar().setSingleStep(ROW_HEIGHT // 3)
        self.clicked.connect(self._click)
        self.selectionModel().selectionChanged.connect(self._show_chosen)
        theme.changed.connect(self.viewport().update)

    def open_row(self, row: int) -> bool:
        """Open the story of a row, if there is one."""
        story = self._stories.story(row) if 0 <= row < self._stories.rowCount() else None
        if story is None:
            return False
        self.setCurrentIndex(self._stories.index(row))
        self.opened.emit(story.id)
        return True

    def _click(self, index: QModelIndex) -> None:
        held = QGuiApplication.keyboardModifiers()
        if not held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier):
            self._open(index)  # else several are chosen

    def _show_chosen(self) -> None:
        self.rows.shows_chosen = len(self.selectionModel().selectedRows()) > 1
        self.viewport().update()

    def _open(self, index: QModelIndex) -> None:
        self.open_row(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)


class LibraryPanel(QWidget):
    """The list of stories with the one on the page chosen, and room below it for a word to the reader."""

    put_in_place = Signal()  # something else stands in the list's place, or the list again

    def __init__(self, desk: Desk, theme: Theme, stories: StoryListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stories = stories
        self.list = StoryList(stories, theme, self)
        self._theme = theme
        self._below: QWidget | None = None
        self._foot: QWidget | None = None
        self._results: QWidget | None = None
        self._step: Callable[[int], bool] | None = None
        self._chosen: Callable[[], tuple[str, ...]] | None = None
        self._kept: tuple[int, str, str, list[str]] = (0, "", "", [])
        self._empty: Words | None = None
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._column = QVBoxLayout()
        self._whole.addLayout(self._column, 1)
        self._column.setContentsMargins(0, 12, 0, 0)
        self._column.setSpacing(0)
        self.search = SearchField(theme, self)
        self.people = self._make_people()
        field = QHBoxLayout()
        field.setContentsMargins(12, 0, 8, 4)
        field.setSpacing(4)
        field.addWidget(self.search)
        field.addWidget(self.people)
        self._column.addLayout(field)
        self.shelves = ShelfBar(theme, self)
        self._column.addWidget(self.shelves)
        self._column.addSpacing(4)
        self._column.addWidget(self.list, 1)
        for told in (stories.modelReset, stories.rowsInserted):
            told.connect(self._show_rows)
        stories.rowsInserted.connect(self._follow_inserted)
        stories.modelAboutToBeReset.connect(self._keep_place)
        stories.modelReset.connect(self._show_place)
        self._show_rows()
        self.list.opened.connect(desk.article_wanted)
        theme.changed.connect(self._show_icon)
        self._show_icon()

    def _make_people(self) -> QToolButton:
        people = QToolButton(self)
        people.setObjectName("peopleButton")
        people.setIconSize(QSize(16, 16))
        people.setFixedSize(30, 30)
        people.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        people.setAccessibleName(self.tr("People in the library"))
        people.setToolTip(self.tr("People in the library"))
        return people

    def _show_icon(self) -> None:
        self.people.setIcon(self._theme.icon("people"))

    def show_open(self, story: str | None) -> None:
        """Show which story is on the page; None: none of them."""
        self.list.rows.open_story = story
        row = self._stories.row(story) if story else -1
        if row >= 0 and self.list.currentIndex().row() != row:
            self.list.setCurrentIndex(self._stories.index(row))
        self.list.viewport().update()

    def go_to_open(self) -> None:
        """Bring the row of the story on the page into view, wherever in the list it is."""
        story = self.list.rows.open_story
        row = self._stories.find_row(story) if story else -1
        if row >= 0:
            self.list.setCurrentIndex(self._stories.index(row))

    def _keep_place(self) -> None:
        """Remember which stories are chosen and which one stands on top: rows may be others' in a moment."""
        bar, chosen = self.list.verticalScrollBar(), self.list.selectionModel().selectedRows()
        top = self._stories.known(bar.value() // ROW_HEIGHT)
        current = self._stories.known(self.list.currentIndex().row())
        stories = [story for index in chosen[:_MOST_KEPT] if (story := self._stories.known(index.row()))]
        self._kept = (
            bar.value(),
            top.id if top else "",
            current.id if current else "",
            [story.id for story in stories],
        )

    def _show_place(self) -> None:
        """Choose the same stories again, and let the one on top stay there; at the top new ones are seen."""
        self.list.doItemsLayout()
        scroll, top, current, chosen = self._kept
        model = self.list.selectionModel()
        for story in chosen:
            row = self._stories.find_row(story)
            if row >= 0:
                model.select(self._stories.index(row), QItemSelectionModel.SelectionFlag.Select)
        row = self._stories.find_row(current) if current else -1
        if row >= 0:
            model.setCurrentIndex(self._stories.index(row), QItemSelectionModel.SelectionFlag.NoUpdate)
        row = self._stories.find_row(top) if top and scroll else -1
        self.list.verticalScrollBar().setValue(row * ROW_HEIGHT + scroll % ROW_HEIGHT if row >= 0 else scroll)

    def _follow_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        """Let the rows that are read stay where they are when others come on top of them."""
        bar = self.list.verticalScrollBar()
        scroll = bar.value()
        if first == 0 and scroll:
            self.list.doItemsLayout()
            bar.setValue(scroll + (last + 1) * ROW_HEIGHT)

    def put_above(self, widget: QWidget) -> None:
        """Put something above the list."""
        self._column.insertWidget(self._column.indexOf(self.list), widget)

    def put_foot(self, widget: QWidget) -> None:
        """Put something at the foot of the column, below whatever is listed."""
        self._whole.addWidget(widget)
        self._foot = widget
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._foot and event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._show_rows()  # a card beneath the rows gives its room to the foot
        return False

    def show_results(
        self,
        results: QWidget | None,
        step: Callable[[int], bool] | None = None,
        chosen: Callable[[], tuple[str, ...]] | None = None,
    ) -> None:
        """Let what was found stand in the list's place, or let the list come back.

        `step` goes on in it, and `chosen` tells which stories are meant where the keyboard is in it.
        """
        self._step, self._chosen = step, chosen
        if results is self._results:
            return
        if self._results:
            self._results.hide()
        if results and self._column.indexOf(results) < 0:
            self._column.addWidget(results, 1)
        self._results = results
        self._show_rows()
        if results:
            results.show()
        self.put_in_place.emit()

    def shows(self, results: QWidget) -> bool:
        """Say whether this stands in the list's place."""
        return self._results is results

    def show_below(self, card: QWidget | None) -> None:
        """Let a card stand beneath the first rows, or let the list have the whole column again."""
        if self._below:
            self._column.removeWidget(self._below)
            self._below.deleteLater()
        self._below = card
        if card:
            self._column.addWidget(card, 0, Qt.AlignmentFlag.AlignTop)
            self._column.addStretch(1)
        self._show_rows()

    def _show_rows(self) -> None:
        rows, searching = self._stories.rowCount(), self._results is not None
        if not rows and not self._empty:
            self._empty = self._make_empty()
        if self._empty:
            self._empty.setText(self._say_empty())
            self._empty.setVisible(not rows and not searching)
        card = self._below if self._foot is None or self._foot.isHidden() else None
        if self._below:
            self._below.setVisible(card is not None and not searching)
        self.list.setVisible(bool(rows) and not searching)
        self.shelves.setVisible(not searching)
        self.list.setMaximumHeight(min(rows, 3) * ROW_HEIGHT if card else _NO_LIMIT)

    def _make_empty(self) -> Words:
        words = Words(self._theme, self, "ink2", wrap=True)
        words.setContentsMargins(24, 12, 24, 0)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._column.insertWidget(self._column.indexOf(self.list), words, 1)
        return words

    def _say_empty(self) -> str:
        return {
            "all": self.tr("Your stories will be listed here, newest first. They stay on this disk."),
            "unread": self.tr("Nothing is unread."),
            "noted": self.tr("No story has a note yet."),
            "trash": self.tr("The trash is empty. Stories stay in it for thirty days."),
        }[self._stories.shelf]

    def chosen(self) -> tuple[str, ...]:
        """Return the stories that are meant: those chosen in the list, else the one on the page."""
        focus = self.window().focusWidget()
        if self._results and focus and self._results.isAncestorOf(focus):
            return self._chosen() if self._chosen else ()
        indexes = self.list.selectionModel().selectedRows()
        in_trash = self._stories.shelf == "trash"
        if in_trash or len(indexes) > 1 or (indexes and self.list.hasFocus()):
            stories = [index.data(STORY) for index in sorted(indexes, key=QModelIndex.row)]
            return tuple(story.id for story in stories if story)
        return (self.list.rows.open_story,) if self.list.rows.open_story else ()

    def find_beside(self, stories: Collection[str]) -> str | None:
        """Return the story to open when these are gone: the next below the open one, else the next above."""
        row = self._stories.find_row(self.list.rows.open_story or "")
        for rows in (range(max(row, 0), self._stories.rowCount()), range(row, -1, -1)):
            for place in rows:
                story = self._stories.story(place)
                if story and story.id not in stories:
                    return story.id
        return None

    def step(self, step: int) -> bool:
        """Open the story `step` rows below the open one, in the list that is shown; say whether there is one."""
        if self._step:
            return self._step(step)
        open_story = self.list.rows.open_story
        row = self._stories.find_row(open_story) if open_story else -1
        return self.list.open_row(row + step if row >= 0 else 0)
