"""What was found in the library, as a model: more of it is asked for when the end of the list is seen."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from reader.app.panels.story_model import show_date
from reader.library.passages import Passage
from reader.library.search import Hit

HIT = Qt.ItemDataRole.UserRole

_Index = QModelIndex | QPersistentModelIndex


class HitListModel(QAbstractListModel):
    """The hits of one search, as far as they were looked at."""

    more_wanted = Signal(int)  # the place from which on

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: list[Hit] = []
        self._has_more = False
        self._asked = 0  # the place from which on there are others

    def show_hits(self, hits: Sequence[Hit], *, more: bool) -> None:
        """Show these hits in place of those before; `more` says that there may be others."""
        if self._hits == list(hits) and self._has_more == more:
            return  # what the reader has chosen stays
        self.beginResetModel()
        self._hits, self._has_more, self._asked = list(hits), more, len(hits)
        self.endResetModel()

    def show_behind(self, kept: int, hits: Sequence[Hit], *, more: bool) -> None:
        """Show these hits behind the first `kept`, which stay where they are."""
        stay = {hit.story.id for hit in self._hits[:kept]}
        self._has_more, self._asked = more, len(hits)
        if kept < len(self._hits):
            self.beginRemoveRows(QModelIndex(), kept, len(self._hits) - 1)
            del self._hits[kept:]
            self.endRemoveRows()
        self._append([hit for hit in hits if hit.story.id not in stay])

    def add_hits(self, hits: Sequence[Hit], *, more: bool) -> None:
        """Let others follow."""
        self._has_more, self._asked = more, self._asked + len(hits)
        known = {hit.story.id for hit in self._hits}
        self._append([hit for hit in hits if hit.story.id not in known])

    def _append(self, hits: Sequence[Hit]) -> None:
        if hits:
            self.beginInsertRows(QModelIndex(), len(self._hits), len(self._hits) + len(hits) - 1)
            self._hits.extend(hits)
            self.endInsertRows()

    def remove(self, stories: Collection[str]) -> None:
        """Take stories out that are gone; the other rows stay chosen and pointed at."""
        for row in range(len(self._hits) - 1, -1, -1):
            if self._hits[row].story.id in stories:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._hits[row]
                self.endRemoveRows()

    def first_stories(self, count: int) -> list[str]:
        """Return the stories of the first rows."""
        return [hit.story.id for hit in self._hits[:count]]

    def row_of(self, story: str | None) -> int:
        """Return the row of a story, or -1."""
        return next((row for row, hit in enumerate(self._hits) if hit.story.id == story), -1)

    def outlets(self) -> list[str]:
        """Return the outlets of what is found, those with most of it first."""
        counted = Counter(hit.story.outlet for hit in self._hits if hit.story.outlet)
        return [outlet for outlet, _ in counted.most_common()]

    def speakers(self) -> list[str]:
        """Return who says the quotes that are found, the most often first."""
        counted = Counter(passage.speaker for hit in self._hits for passage in hit.passages if passage.speaker)
        return [speaker for speaker, _ in counted.most_common()]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._hits)

    def canFetchMore(self, parent: _Index) -> bool:
        return self._has_more and not parent.isValid()

    def fetchMore(self, parent: _Index) -> None:
        if self.canFetchMore(parent):
            self._has_more = False
            self.more_wanted.emit(self._asked)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        hit = self._hits[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.story.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._sentence(hit)
        return hit if role == HIT else None

    def show_places(self, hit: Hit) -> str:
        """Say in which parts of a story something was found."""
        words = {
            "headline": self.tr("headline"),
            "text": self.tr("text"),
            "quote": self.tr("quote"),
            "note": self.tr("your note"),
            "name": self.tr("name"),
            "outlet": self.tr("outlet"),
        }
        return ", ".join(dict.fromkeys(words[passage.where] for passage in hit.passages))

    def _sentence(self, hit: Hit) -> str:
        story, passage = hit.story, find_shown(hit)
        date = show_date(story.published) or self.tr("date not given")
        words = passage.words if passage else ""
        parts = (story.title, story.outlet or story.agency or "", date, self.show_places(hit), words)
        return ". ".join(part for part in parts if part)


def find_shown(hit: Hit) -> Passage | None:
    """Return the passage a row shows: one of text, quotes or the note before the headline, which stands above it."""
    others = [passage for passage in hit.passages if passage.where != "headline"]
    return next(iter(others), None)
