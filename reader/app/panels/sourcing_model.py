"""The sources of a story as a list: those quoted, with their words, and below them those spoken of but never quoted."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from reader.app.panels.entity_model import Index
from reader.app.panels.kinds import name_of
from reader.app.panels.quote_filter import SourceKey
from reader.app.panels.quote_words import count_quotes, count_words
from reader.app.panels.rows import plain_words
from reader.model.analysis import Entity
from reader.model.reading import QuotedSource, Reading

_TOP = QModelIndex()


class SourceRow:
    """A source that is quoted; `most` are the words of the source quoted most."""

    __slots__ = ("key", "most", "name", "source")

    def __init__(self, source: QuotedSource, most: int) -> None:
        self.source, self.most = source, most
        self.name = plain_words(source.name)
        self.key = SourceKey(source.entity, "" if source.entity else source.name.casefold())


class UnquotedRow:
    """Somebody who is spoken of and never quoted; `subject` is the entity's position in the analysis."""

    __slots__ = ("entity", "name", "subject")

    def __init__(self, subject: int, entity: Entity) -> None:
        self.subject, self.entity = subject, entity
        self.name = plain_words(entity.name)


class TitleRow:
    """The title over what follows; `columns` says that it names the columns of the sources."""

    __slots__ = ("columns", "words")

    def __init__(self, words: str, *, columns: bool = False) -> None:
        self.words, self.columns = words, columns


Row = SourceRow | UnquotedRow | TitleRow


class SourcingModel(QAbstractListModel):
    """The rows of a story's sourcing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def show_reading(self, reading: Reading | None) -> None:
        """Take the sources of another reading."""
        self.beginResetModel()
        self._rows = self._make_rows(reading) if reading and reading.analysis else []
        self.endResetModel()

    def _make_rows(self, reading: Reading) -> list[Row]:
        sources = reading.sourcing.sources
        most = max((source.words for source in sources), default=0)
        rows: list[Row] = [SourceRow(source, most) for source in sources]
        if rows:
            rows.insert(0, TitleRow(self.tr("By source"), columns=True))
        not_quoted = set(reading.sourcing.not_quoted)
        entities = reading.analysis.entities if reading.analysis else ()
        others = [UnquotedRow(i, entity) for i, entity in enumerate(entities) if entity.key in not_quoted]
        others.sort(key=lambda row: -len(row.entity.mentions))
        if others:
            rows += [TitleRow(self.tr("Spoken of, never quoted")), *others]
        return rows

    def row_at(self, index: Index) -> Row:
        """Return what a row says."""
        return self._rows[index.row()]

    def index_of(self, key: SourceKey) -> QModelIndex:
        """Return the row of a source; an invalid index where it has none."""
        for number, row in enumerate(self._rows):
            if isinstance(row, SourceRow) and row.key == key:
                return self.index(number)
        return _TOP

    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if isinstance(self._rows[index.row()], TitleRow):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if isinstance(row, TitleRow):
            return row.words if role == Qt.ItemDataRole.DisplayRole else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self.tr("Shows these quotes") if isinstance(row, SourceRow) else self.tr("Shows the mentions")
        return None

    def _spoken(self, row: SourceRow | UnquotedRow) -> str:
        if isinstance(row, UnquotedRow):
            mentions = len(row.entity.mentions)
            counted = self.tr("1 mention") if mentions == 1 else self.tr("{0} mentions").format(mentions)
            return f"{row.name}, {name_of(row.entity.kind)}, {counted}"
        source = row.source
        own = self.tr("{0} of them verbatim").format(source.verbatim)
        return f"{row.name}, {count_words(source.words)}, {own}, {count_quotes(source.quotes)}"
