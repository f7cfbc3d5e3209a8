"""The entities of a story as a tree of two levels: the groups, and in each its entities by number of mentions."""

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.app.panels.kinds import GROUPS, Group, group_of, name_of, title_of
from reader.app.panels.rows import plain_tip, plain_words
from reader.model.analysis import Entity
from reader.reading.doubts import UNSURE

Index = QModelIndex | QPersistentModelIndex

_TOP = QModelIndex()
_GROUP_FLAGS = Qt.ItemFlag.ItemIsEnabled
_ENTITY_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_GROUP_ID = 0  # internal id of a group's row; an entity's is one more than the row of its group


class EntityRow:
    """What a row says of an entity: its name, what is said beside it and how often it is mentioned."""

    __slots__ = ("dateline", "entity", "group", "subject")

    def __init__(self, subject: int, entity: Entity, dateline: str | None) -> None:
        self.subject = subject
        self.entity = entity
        self.group: Group = group_of(entity.kind)
        self.dateline = dateline

    @property
    def name(self) -> str:
        """The name, on one line."""
        return plain_words(self.entity.name)

    @property
    def count(self) -> str:
        """How often it is mentioned."""
        return str(len(self.entity.mentions))

    @property
    def unsure(self) -> bool:
        """Whether the entity is in doubt."""
        return self.entity.confidence < UNSURE

    @property
    def second(self) -> str:
        """Its role, else that the story was sent from there, else another name, else why it is in doubt."""
        entity = self.entity
        if entity.roles:
            return plain_words(entity.roles[0].text)
        if self.dateline and entity.kind == "place" and self.dateline in (entity.name, *entity.aliases):
            return QCoreApplication.translate("EntityRow", "dateline")
        alias = next((alias for alias in entity.aliases if alias != entity.name), None)
        if alias:
            return QCoreApplication.translate("EntityRow", "also “{0}”").format(plain_words(alias))
        return plain_words(entity.reason) if self.unsure else ""


class EntityModel(QAbstractItemModel):
    """Groups and their entities; a row's `subject` is the entity's position in the analysis."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: list[tuple[Group, list[EntityRow]]] = []
        self._places: dict[int, tuple[int, int]] = {}

    def show_entities(self, entities: tuple[Entity, ...], dateline: str | None = None) -> None:
        """Take other entities; `dateline` is the place the story was sent from."""
        self.beginResetModel()
        rows = [EntityRow(i, entity, dateline) for i, entity in enumerate(entities)]
        rows.sort(key=lambda row: -len(row.entity.mentions))
        grouped = [(group, [row for row in rows if row.group == group]) for group in GROUPS]
        self._groups = [(group, members) for group, members in grouped if members]
        self._places = {
            row.subject: (parent, child)
            for parent, (_, members) in enumerate(self._groups)
            for child, row in enumerate(members)
        }
        self.endResetModel()

    def row_at(self, index: Index) -> EntityRow | None:
        """Return what an entity's row says, or None for a group's."""
        if index.internalId() == _GROUP_ID:
            return None
        return self._groups[index.internalId() - 1][1][index.row()]

    def group_at(self, index: Index) -> Group:
        """Return the group of a group's row."""
        return self._groups[index.row()][0]

    def index_of(self, subject: int) -> QModelIndex:
        """Return the row of the entity at this position in the analysis; an invalid index where there is none."""
        if subject not in self._places:
            return _TOP
        parent, row = self._places[subject]
        return self.createIndex(row, 0, parent + 1)

    def index(self, row: int, column: int, parent: Index = _TOP) -> QModelIndex:
        if column != 0 or not 0 <= row < self.rowCount(parent):
            return _TOP
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _GROUP_ID)

    def parent(self, child: Index = _TOP) -> QModelIndex:  # type: ignore[override]  # QObject.parent() is hidden
        if not child.isValid() or child.internalId() == _GROUP_ID:
            return _TOP
        return self.createIndex(child.internalId() - 1, 0, _GROUP_ID)

    def rowCount(self, parent: Index = _TOP) -> int:
        if not parent.isValid():
            return len(self._groups)
        return len(self._groups[parent.row()][1]) if parent.internalId() == _GROUP_ID and parent.column() == 0 else 0

    def columnCount(self, parent: Index = _TOP) -> int:
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if index.internalId() == _GROUP_ID:
            return _GROUP_FLAGS
        return _ENTITY_FLAGS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.row_at(index)
        return self._entity_data(row, role) if row else self._group_data(index, role)

    def _group_data(self, index: Index, role: int) -> str | None:
        title = title_of(self.group_at(index))
        if role == Qt.ItemDataRole.DisplayRole:
            return title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{title}, {len(self._groups[index.row()][1])}"
        return None

    def _entity_data(self, row: EntityRow, role: int) -> str | None:
        if role == Qt.ItemDataRole.DisplayRole:
            return row.entity.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.name}, {name_of(row.entity.kind)}, {self._count_words(len(row.entity.mentions))}"
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return ". ".join(filter(None, (row.second, row.entity.reason if row.unsure else "")))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.entity.reason if row.unsure else row.second)
        return None

    def _count_words(self, count: int) -> str:
        return self.tr("1 mention") if count == 1 else self.tr("{0} mentions").format(count)
