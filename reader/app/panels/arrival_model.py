"""What is on its way into the library, as a model: no more rows than are looked at, changed by as little as can be."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.app.arrivals import WAITING, Arrival, Arrivals
from reader.app.panels.rows import plain_words

ARRIVAL = Qt.ItemDataRole.UserRole
_PAGE = 60  # rows that are there at once; others come as the end is seen

_Index = QModelIndex | QPersistentModelIndex


class ArrivalListModel(QAbstractListModel):
    """The rows of the list of arrivals."""

    def __init__(self, arrivals: Arrivals, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arrivals = arrivals
        self._rows: list[Arrival] = []
        self._states: list[str] = []  # as they were last shown
        self._most = _PAGE

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def canFetchMore(self, parent: _Index) -> bool:
        return not parent.isValid() and len(self._rows) >= self._most

    def fetchMore(self, parent: _Index) -> None:
        if self.canFetchMore(parent):
            self._most += _PAGE
            self.refresh()

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        arrival = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return plain_words(arrival.name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{plain_words(arrival.name)}. {self.say(arrival)}"
        return arrival if role == ARRIVAL else None

    def row(self, arrival: Arrival) -> int:
        """Return the row of an arrival, or -1."""
        return self._rows.index(arrival) if arrival in self._rows else -1

    def say(self, arrival: Arrival) -> str:
        """Return an arrival's state in words."""
        return {
            "queued": self.tr("Waiting"),
            "kept": self.tr("Waiting"),
            "fetching": self.tr("Fetching the page…"),
            "reading": self.tr("Reading…"),
            "finding": self.tr("Finding names and quotes…"),
            "done": self.tr("In the library already") if arrival.is_known else self.tr("Read"),
            "failed": arrival.problem.what if arrival.problem else "",
        }[arrival.state]

    def refresh(self) -> None:
        """Show what there is now: rows that stay keep their place, choice and focus."""
        wanted = self._arrivals.shown(self._most)
        self._take_away({arrival.key for arrival in wanted})
        for place, arrival in enumerate(wanted):
            if place < len(self._rows) and self._rows[place] is arrival:
                continue
            if arrival in self._rows:
                self._move(self._rows.index(arrival), place)
            else:
                self.beginInsertRows(QModelIndex(), place, place)
                self._rows.insert(place, arrival)
                self._states.insert(place, arrival.state)
                self.endInsertRows()
        for place, arrival in enumerate(self._rows):
            if self._states[place] != arrival.state and {self._states[place], arrival.state} != set(WAITING):
                self.dataChanged.emit(self.index(place), self.index(place))
            self._states[place] = arrival.state

    def _take_away(self, kept: set[int]) -> None:
        for place in reversed(range(len(self._rows))):
            if self._rows[place].key not in kept:
                self.beginRemoveRows(QModelIndex(), place, place)
                del self._rows[place], self._states[place]
                self.endRemoveRows()

    def _move(self, old: int, new: int) -> None:
        """Move a row further up: those above it stand already."""
        self.beginMoveRows(QModelIndex(), old, old, QModelIndex(), new)
        self._rows.insert(new, self._rows.pop(old))
        self._states.insert(new, self._states.pop(old))
        self.endMoveRows()
