"""All a story says of one of its people, or of anything named in it: each description and each quote, word for word."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from reader.app.attributions import say_attribution
from reader.app.panels.entity_model import Index
from reader.app.panels.places import Places
from reader.app.panels.quote_words import with_marks
from reader.app.panels.rows import plain_words
from reader.app.panels.sourcing_model import TitleRow
from reader.model.analysis import Entity, QuoteKind
from reader.model.reading import Reading
from reader.model.span import Span

_TOP = QModelIndex()


class DescribedRow:
    """A description as it stands in the story; `mention` is its number among the mentions if it is one of them."""

    __slots__ = ("mention", "place", "span", "words")

    def __init__(self, words: str, place: str, span: Span, mention: int | None) -> None:
        self.words, self.place, self.span, self.mention = words, place, span, mention

    detail = ""
    kind: QuoteKind | None = None


class SaidRow:
    """A quote; `subject` is its position in the analysis."""

    __slots__ = ("detail", "kind", "place", "subject", "words")

    def __init__(self, words: str, kind: QuoteKind, detail: str, place: str, subject: int) -> None:
        self.words, self.kind, self.detail, self.place, self.subject = words, kind, detail, place, subject


class SilentRow:
    """A line of ours where there is nothing to list."""

    __slots__ = ("words",)

    def __init__(self, words: str) -> None:
        self.words = words


Row = TitleRow | DescribedRow | SaidRow | SilentRow


def find_descriptions(reading: Reading, entity: Entity) -> list[DescribedRow]:
    """Return roles beside the name and the descriptions that stand for it, in order, each place once."""
    text, places = reading.article.text, Places(reading.article)
    found: dict[Span, int | None] = {role.span: None for role in entity.roles}
    for number, mention in enumerate(entity.mentions):
        if mention.form == "description" and not any(span.overlaps(mention.span) for span in found):
            found[mention.span] = number
    return [
        DescribedRow(f"“{plain_words(span.cut(text))}”", places.name(span), span, number)
        for span, number in sorted(found.items())
    ]


def find_quotes(reading: Reading, entity: Entity) -> list[SaidRow]:
    """Return every quote of an entity, in the order of the text."""
    text, places = reading.article.text, Places(reading.article)
    rows = []
    for subject, quote in enumerate(reading.analysis.quotes if reading.analysis else ()):
        if quote.entity == entity.key:
            words = plain_words(" … ".join(with_marks(part, text, quote.kind) for part in quote.parts))
            detail = plain_words(say_attribution(text, quote))
            rows.append(SaidRow(words, quote.kind, detail, places.name(quote.parts[0]), subject))
    return rows


class PersonModel(QAbstractListModel):
    """The rows of one entity's card."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def show_entity(self, reading: Reading | None, entity: Entity | None) -> None:
        """Take another entity, or none."""
        self.beginResetModel()
        self._rows = self._make_rows(reading, entity) if reading and entity else []
        self.endResetModel()

    def _make_rows(self, reading: Reading, entity: Entity) -> list[Row]:
        described, said = find_descriptions(reading, entity), find_quotes(reading, entity)
        rows: list[Row] = [TitleRow(self.tr("As described"))]
        rows += described or [SilentRow(self.tr("Not described in this story"))]
        rows.append(TitleRow(self.tr("Quotes")))
        rows += said or [SilentRow(self.tr("Not quoted in this story"))]
        return rows

    def row_at(self, index: Index) -> Row:
        """Return what a row says."""
        return self._rows[index.row()]

    def first(self) -> QModelIndex:
        """Return the first row that leads somewhere."""
        leading = (i for i, row in enumerate(self._rows) if isinstance(row, DescribedRow | SaidRow))
        number = next(leading, None)
        return _TOP if number is None else self.index(number)

    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or not isinstance(self._rows[index.row()], DescribedRow | SaidRow):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words
        if role == Qt.ItemDataRole.AccessibleTextRole and isinstance(row, DescribedRow | SaidRow):
            return ", ".join(filter(None, (row.detail.replace(" · ", ", "), row.place))) + f": {row.words}"
        return None
