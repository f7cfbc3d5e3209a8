"""The entities of a story as a tree: the groups, in each its entities, below each of them its mentions."""

from collections.abc import Sequence
from typing import Any, Literal

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.app.doubt_words import say_doubts
from reader.app.panels.kinds import GROUPS, Group, group_of, name_of, title_of
from reader.app.panels.mention_rows import DetailRow, MentionRow, Surroundings, make_details
from reader.app.panels.rows import plain_tip, plain_words
from reader.model.analysis import Entity
from reader.model.article import Article
from reader.model.reading import Doubt
from reader.reading.doubts import doubts_of_entities

Index = QModelIndex | QPersistentModelIndex

_TOP = QModelIndex()
_GROUP_FLAGS = Qt.ItemFlag.ItemIsEnabled
_ENTITY_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_CHILD_FLAGS = _ENTITY_FLAGS | Qt.ItemFlag.ItemNeverHasChildren
_GROUP_ID = 0  # internal id of a group's row; an entity's is one more than its position in the analysis …
_CHILD = 1 << 40  # … and of what stands below an entity, by this much more

Order = Literal["mentions", "first", "name"]


class EntityRow:
    """What a row says of an entity: its name, what is said beside it and how often it is mentioned."""

    __slots__ = ("_around", "_children", "_details", "dateline", "doubt", "entity", "group", "subject")

    def __init__(
        self, subject: int, entity: Entity, dateline: str | None, around: Surroundings | None = None, doubt: str = ""
    ) -> None:
        self._around, self.doubt = around, doubt
        self._children: list[DetailRow | MentionRow] | None = None
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
        return bool(self.doubt)

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
        return plain_words(self.doubt)

    @property
    def children(self) -> list["DetailRow | MentionRow"]:
        """What stands below it when it is opened out, made when it is asked for."""
        if self._children is None:
            self._children = list(make_details(self.entity, self.doubt))
            mentions = self.entity.mentions
            if self._around:
                around = self._around
                self._children += [
                    MentionRow(self.subject, index, len(mentions), mention, around)
                    for index, mention in enumerate(mentions)
                ]
        return self._children

    def matches(self, words: str) -> bool:
        """Say whether words, in small letters, stand in its name, another name of it or a role."""
        said = (self.entity.name, *self.entity.aliases, *(role.text for role in self.entity.roles))
        return any(words in plain_words(name).casefold() for name in said)


Row = EntityRow | MentionRow | DetailRow


class EntityModel(QAbstractItemModel):
    """Groups, their entities and what stands below them; a `subject` is an entity's position in the analysis."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.order: Order = "mentions"
        self.wanted = ""
        self._all: list[EntityRow] = []
        self._groups: list[tuple[Group, list[EntityRow]]] = []
        self._places: dict[int, tuple[int, int]] = {}

    def show_entities(
        self,
        entities: tuple[Entity, ...],
        dateline: str | None = None,
        article: Article | None = None,
        doubts: Sequence[Doubt] = (),
    ) -> None:
        """Take other entities; `dateline` is the place the story was sent from, `article` holds their mentions."""
        said = {subject: say_doubts(found) for subject, found in doubts_of_entities(doubts).items()}
        self.beginResetModel()
        around = Surroundings(article) if article else None
        self._all = [EntityRow(i, entity, dateline, around, said.get(i, "")) for i, entity in enumerate(entities)]
        self._arrange()
        self.endResetModel()

    def arrange(self, *, order: Order | None = None, wanted: str | None = None) -> None:
        """Show the entities in another order, or those alone in whose names some words stand."""
        self.beginResetModel()
        self.order = order or self.order
        self.wanted = self.wanted if wanted is None else " ".join(wanted.casefold().split())
        self._arrange()
        self.endResetModel()

    def _arrange(self) -> None:
        rows = sorted((row for row in self._all if row.matches(self.wanted)), key=self._rank)
        grouped = [(group, [row for row in rows if row.group == group]) for group in GROUPS]
        self._groups = [(group, members) for group, members in grouped if members]
        self._places = {
            row.subject: (parent, child)
            for parent, (_, members) in enumerate(self._groups)
            for child, row in enumerate(members)
        }

    def _rank(self, row: EntityRow) -> tuple[Any, ...]:
        if self.order == "name":
            return (row.name.casefold(),)
        mentions = row.entity.mentions
        first = min((mention.span.start for mention in mentions), default=0)
        return (first,) if self.order == "first" else (-len(mentions), row.subject)

    def row_at(self, index: Index) -> Row | None:
        """Return what a row says, or None for a group's."""
        number = index.internalId()
        if number == _GROUP_ID:
            return None
        if number > _CHILD:
            return self._row_of(number - _CHILD - 1).children[index.row()]
        return self._row_of(number - 1)

    def _row_of(self, subject: int) -> EntityRow:
        parent, child = self._places[subject]
        return self._groups[parent][1][child]

    def group_at(self, index: Index) -> Group:
        """Return the group of a group's row."""
        return self._groups[index.row()][0]

    def index_of(self, subject: int) -> QModelIndex:
        """Return the row of the entity at this position in the analysis; an invalid index where there is none."""
        if subject not in self._places:
            return _TOP
        return self.createIndex(self._places[subject][1], 0, subject + 1)

    def index_of_mention(self, subject: int, index: int) -> QModelIndex:
        """Return the row of a mention; an invalid index where there is none."""
        if subject not in self._places:
            return _TOP
        children = self._row_of(subject).children
        row = len(children) - len(self._row_of(subject).entity.mentions) + index
        return self.createIndex(row, 0, subject + 1 + _CHILD) if 0 <= row < len(children) else _TOP

    def index(self, row: int, column: int, parent: Index = _TOP) -> QModelIndex:
        if column != 0 or not 0 <= row < self.rowCount(parent):
            return _TOP
        if not parent.isValid():
            return self.createIndex(row, column, _GROUP_ID)
        if parent.internalId() == _GROUP_ID:
            return self.createIndex(row, column, self._groups[parent.row()][1][row].subject + 1)
        return self.createIndex(row, column, parent.internalId() + _CHILD)

    def parent(self, child: Index = _TOP) -> QModelIndex:  # type: ignore[override]  # QObject.parent() is hidden
        if not child.isValid() or child.internalId() == _GROUP_ID:
            return _TOP
        if child.internalId() > _CHILD:
            return self.index_of(child.internalId() - _CHILD - 1)
        return self.createIndex(self._places[child.internalId() - 1][0], 0, _GROUP_ID)

    def rowCount(self, parent: Index = _TOP) -> int:
        if not parent.isValid():
            return len(self._groups)
        number = parent.internalId()
        if parent.column() != 0 or number > _CHILD:
            return 0
        return len(self._groups[parent.row()][1]) if number == _GROUP_ID else len(self._row_of(number - 1).children)

    def hasChildren(self, parent: Index = _TOP) -> bool:
        if not parent.isValid() or parent.internalId() == _GROUP_ID:
            return self.rowCount(parent) > 0
        return parent.internalId() < _CHILD and self.rowCount(parent) > 0

    def columnCount(self, parent: Index = _TOP) -> int:
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if index.internalId() == _GROUP_ID:
            return _GROUP_FLAGS
        return _CHILD_FLAGS if index.internalId() > _CHILD else _ENTITY_FLAGS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.row_at(index)
        if isinstance(row, EntityRow):
            return self._entity_data(row, role)
        return self._group_data(index, role) if row is None else _child_data(row, role)

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


def _child_data(row: MentionRow | DetailRow, role: int) -> str | None:
    if role == Qt.ItemDataRole.DisplayRole:
        return row.words
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return row.sentence if isinstance(row, MentionRow) else row.words
    if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, DetailRow):
        return plain_tip(row.words)
    return None
