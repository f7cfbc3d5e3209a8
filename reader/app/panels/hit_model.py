"""What was found in the library, as a model: more of it is asked for when the end of the list is seen."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from reader.app.panels.story_model import show_date
from reader.library.passages import Passage
from reader.library.search import Hit

HIT = Qt.ItemDataRole.UserRole

_Index = QModelIndex | QPersistentModelIndex


class HitListModel(QAbstractListModel):
    """The hits of one search, as far as they were looked at."""

    more_wanted = Signal(int)  # the row from which on

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: list[Hit] = []
        self._has_more = False

    def show_hits(self, hits: Sequence[Hit], *, more: bool) -> None:
        """Show these hits in place of those before; `more` says that there may be others."""
        self.beginResetModel()
        self._hits, self._has_more = list(hits), more
        self.endResetModel()

    def add_hits(self, hits: Sequence[Hit], *, more: bool) -> None:
        """Let others follow."""
        self._has_more = more
        if hits:
            self.beginInsertRows(QModelIndex(), len(self._hits), len(self._hits) + len(hits) - 1)
            self._hits.extend(hits)
            self.endInsertRows()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._hits)

    def canFetchMore(self, parent: _Index) -> bool:
        return self._has_more and not parent.isValid()

    def fetchMore(self, parent: _Index) -> None:
        if self.canFetchMore(parent):
            self._has_more = False
            self.more_wanted.emit(len(self._hits))

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
