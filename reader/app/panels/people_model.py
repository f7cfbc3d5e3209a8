"""Everybody in the library as a model: more of them are asked for when the end of the list is seen."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, Qt, Signal

from reader.app.panels.entity_model import Index
from reader.app.panels.quote_words import count_quotes
from reader.library.people import Person

PERSON = Qt.ItemDataRole.UserRole
_TOP = QModelIndex()


class PeopleModel(QAbstractListModel):
    """The people of a library, as far as they were looked at."""

    more_wanted = Signal(int)  # the row from which on

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._people: list[Person] = []
        self._has_more = False

    def show_people(self, people: Sequence[Person], *, more: bool) -> None:
        """List these in place of those before; `more` says that there may be others."""
        self.beginResetModel()
        self._people, self._has_more = list(people), more
        self.endResetModel()

    def add_people(self, people: Sequence[Person], *, more: bool) -> None:
        """Let others follow."""
        self._has_more = more
        if people:
            self.beginInsertRows(_TOP, len(self._people), len(self._people) + len(people) - 1)
            self._people.extend(people)
            self.endInsertRows()

    def row_of(self, person: Person) -> int:
        """Return the row of a person, or -1."""
        key = (person.name, person.story)
        return next((row for row, each in enumerate(self._people) if (each.name, each.story) == key), -1)

    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._people)

    def canFetchMore(self, parent: Index) -> bool:
        return self._has_more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._has_more = False
            self.more_wanted.emit(len(self._people))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        person = self._people[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return person.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join((person.name, count_quotes(person.quotes), say_presence(person)))
        return person if role == PERSON else None


def say_presence(person: Person) -> str:
    """Return in words how often, and in how many stories, somebody is mentioned."""
    mentions = count_mentions(person.mentions)
    if person.story:
        return QCoreApplication.translate("People", "{0}, known by this name in one story").format(mentions)
    return QCoreApplication.translate("People", "{0} in {1}").format(mentions, count_stories(person.stories))


def count_mentions(count: int) -> str:
    """Return a number of mentions in words."""
    if count == 1:
        return QCoreApplication.translate("People", "1 mention")
    return QCoreApplication.translate("People", "{0} mentions").format(count)


def count_stories(count: int) -> str:
    """Return a number of stories in words."""
    if count == 1:
        return QCoreApplication.translate("People", "1 story")
    return QCoreApplication.translate("People", "{0} stories").format(count)
