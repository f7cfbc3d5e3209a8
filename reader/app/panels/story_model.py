"""The stories of a library as a model: rows are read a page at a time."""

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import QAbstractListModel, QDate, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.library.listing import Story

STORY = Qt.ItemDataRole.UserRole
_PAGE = 100  # stories read from the library at once

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
