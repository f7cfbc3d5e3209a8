"""The library's list: a row of fixed height for each story, the newest first, read a page at a time."""

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import (
    QAbstractListModel,
    QDate,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from reader.app.desk import Desk
from reader.app.panels.rows import (
    KeyboardRing,
    PointedRow,
    ThinBar,
    Type,
    break_words,
    plain_words,
    show_row,
    show_words,
)
from reader.app.panels.words import Words
from reader.app.theme import Theme
from reader.library.listing import Story

ROW_HEIGHT = 98
_PAGE = 100  # stories read from the library at once
_NO_LIMIT = (1 << 24) - 1  # Qt's own
STORY = Qt.ItemDataRole.UserRole

_Index = QModelIndex | QPersistentModelIndex


class Shelf(Protocol):
    """What the list needs of the library."""

    def count(self) -> int:
        """Return how many stories there are."""
        ...

    def stories(self, first: int = 0, count: int = 100) -> Sequence[Story]:
        """Return stories from row `first` on, the newest first."""
        ...


class StoryListModel(QAbstractListModel):
    """The stories of a library; rows are read when they are looked at, so that a hundred thousand cost no more."""

    def __init__(self, shelf: Shelf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._count = shelf.count()
        self._pages: dict[int, Sequence[Story]] = {}

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else self._count

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        story = self.story(index.row())
        if story is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return story.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._sentence(story)
        return story if role == STORY else None

    def story(self, row: int) -> Story | None:
        """Return the story of a row, or None where the library has shrunk meanwhile."""
        number, place = divmod(row, _PAGE)
        if number not in self._pages:
            if len(self._pages) > 20:
                self._pages.clear()
            self._pages[number] = self._shelf.stories(number * _PAGE, _PAGE)
        page = self._pages[number]
        return page[place] if 0 <= place < len(page) else None

    def row(self, story: str) -> int:
        """Return the row of a story among those that have been looked at, or -1."""
        for number, page in self._pages.items():
            for place, known in enumerate(page):
                if known.id == story:
                    return number * _PAGE + place
        return -1

    def refresh(self) -> None:
        """Read the rows anew; stories that came on top push the others down without a jump."""
        first = self._pages.get(0)
        count = self._shelf.count()
        added = count - self._count
        if added == 0:
            self._pages.clear()
            self.dataChanged.emit(self.index(0), self.index(max(count - 1, 0)))
            return
        behind = self._shelf.stories(added, 1) if added > 0 and first else ()
        if first and behind and behind[0].id == first[0].id:
            self.beginInsertRows(QModelIndex(), 0, added - 1)
            self._take(count)
            self.endInsertRows()
        else:
            self.beginResetModel()
            self._take(count)
            self.endResetModel()

    def _take(self, count: int) -> None:
        self._pages.clear()
        self._count = count

    def _sentence(self, story: Story) -> str:
        parts = [
            story.title,
            story.outlet or story.agency or "",
            show_date(story.published) or self.tr("date not given"),
        ]
        parts.append(", ".join(story.people))
        if story.state == "failed":
            parts.append(story.problem)
        if story.noted:
            parts.append(self.tr("with a note"))
        return ". ".join(part for part in parts if part)


def show_date(published: str | None) -> str:
    """Return an ISO 8601 date or datetime as the reader's language writes it, or "" where there is none."""
    date = QDate.fromString((published or "")[:10], Qt.DateFormat.ISODate)
    return QLocale().toString(date, "d MMM yyyy") if date.isValid() else ""


class StoryDelegate(QStyledItemDelegate):
    """Draws a story's row: headline in two lines or with its first words, outlet and date, people."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._ring = KeyboardRing(view)
        self._pointed = PointedRow(view)
        self.open_story: str | None = None
        self._headline, self._words = Type("serif", 15, 600), Type("serif", 14)
        self._line, self._italic = Type("sans", 12.5, tabular=True), Type("sans", 12.5, italic=True)
        self._broken: dict[tuple[str, int], tuple[str, str]] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(200, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        story: Story | None = index.data(STORY)
        if story is None:
            return
        painter.save()
        row: QRect = option.rect
        self._show_ground(painter, row, index, chosen=story.id == self.open_story)
        if story.unread and story.id != self.open_story:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent"))
            painter.drawEllipse(QRectF(row.left() + 13, row.top() + 16, 6, 6))
        text = QRectF(row.adjusted(24, 9, -20, 0))
        self._show_headline(painter, text, story)
        self._show_source(painter, text, story)
        self._show_people(painter, text, story)
        painter.restore()

    def _show_ground(self, painter: QPainter, row: QRect, index: _Index, *, chosen: bool) -> None:
        card = QRectF(row.adjusted(8, 0, -8, 0))
        hovered = self._pointed.is_at(index)
        ringed = index == self._view.currentIndex() and self._ring.shown()
        fill = "row" if chosen else "hover" if hovered else None
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not fill and not self._next_is_open(index):
            painter.fillRect(QRect(row.left() + 24, row.bottom(), row.width() - 44, 1), self._theme.colour("line"))
        show_row(painter, card, self._theme, fill, 6, ringed=ringed)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent"))
            painter.drawRoundedRect(QRectF(card.left(), card.top() + 7, 3, card.height() - 14), 1.5, 1.5)

    def _next_is_open(self, index: _Index) -> bool:
        following: Story | None = index.model().index(index.row() + 1, 0).data(STORY) if self.open_story else None
        return following is not None and following.id == self.open_story

    def _show_headline(self, painter: QPainter, text: QRectF, story: Story) -> None:
        ink = self._theme.colour("ink")
        first, second = self._break(plain_words(story.title) or self.tr("Untitled"), int(text.width()))
        show_words(painter, _line_of(text, 0, 20), first, self._headline, ink)
        if second:
            show_words(painter, _line_of(text, 20, 20), second, self._headline, ink)
        elif story.first_words:
            words = plain_words(story.first_words)
            show_words(painter, _line_of(text, 20, 20), words, self._words, self._theme.colour("ink2"))

    def _show_source(self, painter: QPainter, text: QRectF, story: Story) -> None:
        line = _line_of(text, 42, 18)
        if story.noted:
            sign = QPoint(round(text.right()) - 14, round(line.top()) + 2)
            painter.drawPixmap(sign, self._theme.pixmap("note", "ink2", 14))
            line.setRight(line.right() - 24)
        ink = self._theme.colour("ink2")
        if story.state == "failed":
            show_words(painter, line, self.tr("Could not be read"), self._line, self._theme.colour("error"))
            return
        if story.state == "waiting":
            show_words(painter, line, self.tr("Reading…"), self._italic, ink)
            return
        date = show_date(story.published)
        origin = plain_words(story.outlet or story.agency or "")
        before = " · ".join(filter(None, (origin, date))) if date else f"{origin} · " if origin else ""
        width = show_words(painter, line, before, self._line, ink)
        if not date:
            show_words(painter, line.adjusted(width, 0, 0, 0), self.tr("date not given"), self._italic, ink)

    def _show_people(self, painter: QPainter, text: QRectF, story: Story) -> None:
        line, ink = _line_of(text, 60, 18), self._theme.colour("ink3")
        if story.state == "failed":
            show_words(painter, line, plain_words(story.problem), self._line, ink)
        elif story.state == "read":
            show_words(painter, line, self.tr("Finding names…"), self._italic, ink)
        elif story.people:
            show_words(painter, line, plain_words(", ".join(story.people)), self._line, ink)

    def _break(self, title: str, width: int) -> tuple[str, str]:
        key = (title, width)
        if key not in self._broken:
            if len(self._broken) > 500:
                self._broken.clear()
            self._broken[key] = break_words(title, self._headline, width)
        return self._broken[key]


def _line_of(text: QRectF, top: float, height: float) -> QRectF:
    return QRectF(text.left(), text.top() + top, text.width(), height)


class StoryList(QListView):
    """The list itself: a click or Enter opens, the arrows only look."""

    opened = Signal(str)  # story id

    def __init__(self, stories: StoryListModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.verticalScrollBar().setSingleStep(ROW_HEIGHT // 3)
        self.clicked.connect(self._open)
        theme.changed.connect(self.viewport().update)

    def open_row(self, row: int) -> bool:
        """Open the story of a row, if there is one."""
        story = self._stories.story(row) if 0 <= row < self._stories.rowCount() else None
        if story is None:
            return False
        self.setCurrentIndex(self._stories.index(row))
        self.opened.emit(story.id)
        return True

    def _open(self, index: QModelIndex) -> None:
        self.open_row(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)


class LibraryPanel(QWidget):
    """The list of stories with the one on the page chosen, and room below it for a word to the reader."""

    def __init__(self, desk: Desk, theme: Theme, stories: StoryListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stories = stories
        self.list = StoryList(stories, theme, self)
        self._theme = theme
        self._below: QWidget | None = None
        self._empty: Words | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 12, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.list, 1)
        for told in (stories.modelReset, stories.rowsInserted):
            told.connect(self._show_rows)
        self._show_rows()
        self.list.opened.connect(desk.article_wanted)

    def show_open(self, story: str | None) -> None:
        """Show which story is on the page; None: none of them."""
        self.list.rows.open_story = story
        row = self._stories.row(story) if story else -1
        if row >= 0 and self.list.currentIndex().row() != row:
            self.list.setCurrentIndex(self._stories.index(row))
        self.list.viewport().update()

    def put_above(self, widget: QWidget) -> None:
        """Put something above the list."""
        self._column.insertWidget(0, widget)

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
        rows = self._stories.rowCount()
        if self._empty:
            self._empty.setVisible(not rows)
        elif not rows:
            self._empty = self._make_empty()
        self.list.setVisible(bool(rows))
        self.list.setMaximumHeight(min(rows, 3) * ROW_HEIGHT if self._below else _NO_LIMIT)

    def _make_empty(self) -> Words:
        words = Words(self._theme, self, "ink2", wrap=True)
        words.setText(self.tr("Your stories will be listed here, newest first. They stay on this disk."))
        words.setContentsMargins(24, 12, 24, 0)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._column.insertWidget(self._column.indexOf(self.list), words, 1)
        return words

    def step(self, step: int) -> bool:
        """Open the story `step` rows below the open one; say whether there is one."""
        open_story = self.list.rows.open_story
        row = self._stories.row(open_story) if open_story else -1
        return self.list.open_row(row + step if row >= 0 else 0)
