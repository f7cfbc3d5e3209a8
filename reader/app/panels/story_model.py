"""The stories of a library as a model: rows are read a page at a time."""

from collections.abc import Sequence
from typing import Any, Protocol, cast, get_args

from PySide6.QtCore import QDate, QLocale, QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt, QTimer

from reader.library.listing import Order, Shelf, Story
from reader.model.problem import Problem

STORY = Qt.ItemDataRole.UserRole
_READ_AGAIN = 3  # pages that are compared when something changed
_PAGE = 100  # stories read from the library at once
_PAGES = 20  # that are kept
_LONG = 10_000  # rows: of a longer list it is learned in idle moments where they are
_LEARNS_AFTER = 1_000  # ms
_LEARNS_EACH = 20  # ms; a step takes one

_Index = QModelIndex | QPersistentModelIndex


class Listed(Protocol):
    """What the list needs of the library."""

    def count(self, shelf: Shelf = "all") -> int:
        """Return how many stories there are."""
        ...

    def stories(
        self, first: int = 0, count: int = 100, shelf: Shelf = "all", order: Order = "saved"
    ) -> Sequence[Story]:
        """Return stories from row `first` on."""
        ...

    def place_of(self, story: str, shelf: Shelf = "all", order: Order = "saved") -> int | None:
        """Return the row of a story."""
        ...

    def survey(self, shelf: Shelf = "all", order: Order = "saved") -> bool:
        """Learn a little more of where the rows of a long list are; say whether there is more to learn."""
        ...


class StoryListModel(QStringListModel):
    """The stories of a library; rows are read when they are looked at, so that a hundred thousand cost no more.

    It is a list of empty words: a view asks for the number of rows once or twice for every row that there is, and
    Qt's own class answers that without Python.
    """

    def __init__(self, library: Listed, parent: QObject | None = None, order: Order = "saved") -> None:
        super().__init__(parent)
        self.insertRows(0, library.count())
        self._library = library
        self.shelf: Shelf = "all"
        self.order = order
        self._pages: dict[int, Sequence[Story]] = {}
        self._learning = QTimer(self)
        self._learning.timeout.connect(self._learn)
        self._learn_soon()

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
            if len(self._pages) >= _PAGES:
                self._pages.pop(next(iter(self._pages)))
            self._pages[number] = self._library.stories(number * _PAGE, _PAGE, self.shelf, self.order)
        page = self._pages[number]
        return page[place] if 0 <= place < len(page) else None

    def choose(self, shelf: Shelf, order: Order) -> None:
        """List another shelf, or in another order."""
        if (shelf, order) != (self.shelf, self.order):
            self.shelf, self.order = shelf, order
            self._begin_anew(self._library.count(shelf))

    def find_row(self, story: str) -> int:
        """Return the row of a story wherever it is, or -1 where it is not listed."""
        row = self.row(story)
        if row < 0:
            place = self._library.place_of(story, self.shelf, self.order)
            return -1 if place is None else place
        return row

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
        count = self._library.count(self.shelf)
        added = count - self.rowCount()
        if added == 0 and self._read_again():
            self._learn_soon()
            self.dataChanged.emit(self.index(0), self.index(max(count - 1, 0)))
            return
        behind = self._library.stories(added, 1, self.shelf, self.order) if added > 0 and first else ()
        if first and behind and behind[0].id == first[0].id:
            self._pages.clear()
            self.insertRows(0, added)
            self._learn_soon()
        else:
            self._begin_anew(count)

    def known(self, row: int) -> Story | None:
        """Return the story of a row as it was last read, or None where it was not read."""
        number, place = divmod(row, _PAGE)
        page = self._pages.get(number, ())
        return page[place] if 0 <= place < len(page) else None

    def _read_again(self) -> bool:
        """Read the rows anew that were looked at last, forget the others, and say whether each is still the same story.

        A row that is chosen must never become another story's unnoticed.
        """
        kept = dict(list(self._pages.items())[-_READ_AGAIN:])
        fresh = {number: self._library.stories(number * _PAGE, _PAGE, self.shelf, self.order) for number in kept}
        same = len(kept) == len(self._pages) and all(
            [story.id for story in fresh[number]] == [story.id for story in page] for number, page in kept.items()
        )
        if same:
            self._pages = fresh
        return same

    def _begin_anew(self, count: int) -> None:
        self.beginResetModel()
        self._pages.clear()
        self.blockSignals(True)  # all is new: nobody need know of the rows that go or come
        self.removeRows(0, self.rowCount())
        self.insertRows(0, count)
        self.blockSignals(False)
        self.endResetModel()
        self._learn_soon()

    def _learn_soon(self) -> None:
        if self.rowCount() > _LONG:
            self._learning.start(_LEARNS_AFTER)
        else:
            self._learning.stop()

    def _learn(self) -> None:
        try:
            is_more = self._library.survey(self.shelf, self.order)
        except Problem:  # whoever looks at the rows is told
            is_more = False
        self._learning.setInterval(_LEARNS_EACH if is_more else _LEARNS_AFTER)  # a change has all of it learned anew

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


def read_order(chosen: str) -> Order:
    """Return a setting as an order."""
    return cast(Order, chosen) if chosen in get_args(Order) else "saved"
