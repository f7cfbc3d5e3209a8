"""What a story's sourcing shows, row by row: counts, classes, sources, who is paraphrased or never quoted, cues."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from reader.app.attributions import name_class, title_of_stance
from reader.app.panels.entity_model import Index
from reader.app.panels.kinds import name_of
from reader.app.panels.places import Places
from reader.app.panels.quote_filter import QuoteFilter, SourceKey
from reader.app.panels.quote_model import key_of
from reader.app.panels.quote_words import count_quotes, count_words
from reader.app.panels.rows import plain_words
from reader.app.panels.sourcing_words import Counts, count_all, say_share
from reader.model.analysis import Entity, QuoteKind
from reader.model.reading import ClassShare, CueClass, QuotedSource, Reading

_TOP = QModelIndex()
_OWN_WORDS: frozenset[QuoteKind] = frozenset({"direct", "partial"})
_MOST_WORDS = 24  # of single words shown


class Part(Struct, frozen=True):
    """Words in a row that lead to quotes of their own; `more` stands behind them in grey."""

    words: str
    wanted: QuoteFilter
    more: str = ""
    by_speaker: bool = False


class PartsRow:
    """Words that flow over as many lines as they need, each leading to its quotes; before them a title and a count."""

    __slots__ = ("count", "parts", "title", "wanted")

    def __init__(self, parts: tuple[Part, ...], wanted: QuoteFilter, title: str = "", count: str = "") -> None:
        self.parts, self.wanted, self.title, self.count = parts, wanted, title, count


class BarRow:
    """The bar of all quoted words, parted by the classes of their sources."""

    __slots__ = ("shares",)

    def __init__(self, shares: tuple[ClassShare, ...]) -> None:
        self.shares = shares

    @property
    def spoken(self) -> str:
        """The classes with their shares."""
        return ", ".join(f"{name_class(share.source_class)} {say_share(share.share)}" for share in self.shares)


class ClassRow:
    """A class of sources with what of it is quoted."""

    __slots__ = ("name", "percent", "share", "wanted")

    def __init__(self, share: ClassShare) -> None:
        self.share, self.name, self.percent = share, name_class(share.source_class), say_share(share.share)
        self.wanted = QuoteFilter(source_class=share.source_class or "open")


class SourceRow:
    """A source that is quoted; `most` are the words of the source quoted most."""

    __slots__ = ("key", "most", "name", "source")

    def __init__(self, source: QuotedSource, most: int) -> None:
        self.source, self.most = source, most
        self.name = plain_words(source.name)
        self.key = key_of(source)


class UnquotedRow:
    """Somebody who is spoken of and never quoted; `subject` is the entity's position in the analysis."""

    __slots__ = ("entity", "name", "subject")

    def __init__(self, subject: int, entity: Entity) -> None:
        self.subject, self.entity = subject, entity
        self.name = plain_words(entity.name)


class TitleRow:
    """The title over what follows; `columns` says that it names the columns of the sources, `lens` that cues follow."""

    __slots__ = ("columns", "lens", "words")

    def __init__(self, words: str, *, columns: bool = False, lens: bool = False) -> None:
        self.words, self.columns, self.lens = words, columns, lens


Row = SourceRow | UnquotedRow | TitleRow | PartsRow | BarRow | ClassRow


class SourcingModel(QAbstractListModel):
    """The rows of a story's sourcing; the cues are those of all sources, or of one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self.lens: SourceKey | None = None
        self._reading: Reading | None = None

    def show_reading(self, reading: Reading | None) -> None:
        """Take the sources of another reading."""
        self.lens = None
        self._show(reading)

    def show_lens(self, source: SourceKey | None) -> None:
        """Show the cues of one source, or of all."""
        self.lens = source
        self._show(self._reading)

    def _show(self, reading: Reading | None) -> None:
        self.beginResetModel()
        self._reading = reading
        self.rows = list(self._make_rows(reading)) if reading and reading.analysis else []
        self.endResetModel()

    def _make_rows(self, reading: Reading) -> Iterator[Row]:
        sourcing = reading.sourcing
        yield self._make_counts(count_all(reading))
        if any(share.words for share in sourcing.classes):
            yield BarRow(sourcing.classes)
        yield from map(ClassRow, sourcing.classes)
        if sourcing.sources:
            yield TitleRow(self.tr("By source"), columns=True)
        most = max((source.words for source in sourcing.sources), default=0)
        yield from (SourceRow(source, most) for source in sourcing.sources)
        yield from self._make_paraphrased(reading)
        yield from self._make_unquoted(reading)
        yield from self._make_lens(reading)

    def _make_counts(self, counts: Counts) -> PartsRow:
        sources = self.tr("1 source") if counts.sources == 1 else self.tr("{0} sources").format(counts.sources)
        everything = QuoteFilter()
        parts = (
            Part(f"{count_quotes(counts.quotes)},", everything),
            Part(f"{sources}.", everything, by_speaker=True),
            Part(f"{count_words(counts.words)},", everything),
            Part(self.tr("{0} of them verbatim.").format(counts.verbatim), QuoteFilter(kinds=_OWN_WORDS)),
        )
        return PartsRow(parts, everything)

    def _make_paraphrased(self, reading: Reading) -> Iterator[Row]:
        """Yield who is quoted without a single word between marks, where others are quoted with some."""
        found = [source for source in reading.sourcing.sources if source.paraphrased]
        if not found or reading.analysis is None:
            return
        places = Places(reading.article)
        yield TitleRow(self.tr("Paraphrased only"))
        firsts = [places.name(reading.analysis.quotes[source.first].parts[0]) for source in found]
        parts = (
            Part(plain_words(source.name), QuoteFilter(source=key_of(source)), first)
            for source, first in zip(found, firsts, strict=True)
        )
        yield PartsRow(tuple(parts), QuoteFilter(source=key_of(found[0])))

    def _make_unquoted(self, reading: Reading) -> Iterator[Row]:
        not_quoted = set(reading.sourcing.not_quoted)
        entities = reading.analysis.entities if reading.analysis else ()
        others = [UnquotedRow(i, entity) for i, entity in enumerate(entities) if entity.key in not_quoted]
        others.sort(key=lambda row: -len(row.entity.mentions))
        if others:
            yield TitleRow(self.tr("Spoken of, never quoted"))
            yield from others

    def _make_lens(self, reading: Reading) -> Iterator[Row]:
        """Yield the classes of cues with their cues, and what is quoted in a single word."""
        sourcing = reading.sourcing
        if not sourcing.cues:
            return
        of_one = next((source.cues for source in sourcing.sources if key_of(source) == self.lens), sourcing.cues)
        yield TitleRow(self.tr("Cues by class"), lens=True)
        yield from (self._make_cues(cues) for cues in of_one)
        if self.lens is None and sourcing.one_word:
            yield self._make_single_words(reading)

    def _make_cues(self, cues: CueClass) -> PartsRow:
        of_class = QuoteFilter(source=self.lens, stance=cues.stance)
        parts = tuple(
            Part(
                plain_words(cue.words) or self.tr("no cue"),
                QuoteFilter(source=self.lens, stance=cues.stance, cue=cue.words),
                str(cue.quotes),
            )
            for cue in cues.cues
        )
        return PartsRow(parts, of_class, title_of_stance(cues.stance), str(cues.quotes))

    def _make_single_words(self, reading: Reading) -> PartsRow:
        quotes = reading.analysis.quotes if reading.analysis else ()
        single = QuoteFilter(one_word=True)
        shown = reading.sourcing.one_word[:_MOST_WORDS]
        words = (" ".join(part.cut(reading.article.text) for part in quotes[i].parts).strip(" .,;:!?") for i in shown)
        parts = tuple(Part(f"“{said}”", single) for said in dict.fromkeys(map(plain_words, words)))
        return PartsRow(parts, single, self.tr("One word"), str(len(reading.sourcing.one_word)))

    def row_at(self, index: Index) -> Row:
        """Return what a row says."""
        return self.rows[index.row()]

    def index_of(self, key: SourceKey) -> QModelIndex:
        """Return the row of a source; an invalid index where it has none."""
        for number, row in enumerate(self.rows):
            if isinstance(row, SourceRow) and row.key == key:
                return self.index(number)
        return _TOP

    def index_of_lens(self) -> QModelIndex:
        """Return the title over the cues; an invalid index where there are none."""
        for number, row in enumerate(self.rows):
            if isinstance(row, TitleRow) and row.lens:
                return self.index(number)
        return _TOP

    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        row = self.rows[index.row()]
        if isinstance(row, TitleRow | BarRow):  # the keyboard has the classes below their bar
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(row)
        if isinstance(row, TitleRow):
            return None
        if isinstance(row, BarRow):
            return row.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.name if isinstance(row, SourceRow | UnquotedRow) else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self._described(row)
        return None

    def _shown(self, row: Row) -> str:
        if isinstance(row, TitleRow):
            return row.words
        if isinstance(row, BarRow):
            return ""
        if isinstance(row, PartsRow):
            return " ".join(filter(None, (row.title, *(part.words for part in row.parts))))
        return row.name

    def _described(self, row: Row) -> str:
        if isinstance(row, UnquotedRow):
            return self.tr("Shows the mentions")
        if isinstance(row, PartsRow):
            return self.tr("Shows these quotes; Left and Right go from part to part")
        return self.tr("Shows these quotes")

    def _spoken(self, row: SourceRow | UnquotedRow | PartsRow | ClassRow) -> str:
        if isinstance(row, UnquotedRow):
            mentions = len(row.entity.mentions)
            counted = self.tr("1 mention") if mentions == 1 else self.tr("{0} mentions").format(mentions)
            return f"{row.name}, {name_of(row.entity.kind)}, {counted}"
        if isinstance(row, PartsRow):
            said = ", ".join(" ".join(filter(None, (part.words.rstrip(",."), part.more))) for part in row.parts)
            return ": ".join(filter(None, (" ".join(filter(None, (row.title, row.count))), said)))
        if isinstance(row, ClassRow):
            return f"{row.name}, {count_quotes(row.share.quotes)}, {count_words(row.share.words)}, {row.percent}"
        source = row.source
        own = self.tr("{0} of them verbatim").format(source.verbatim)
        return f"{row.name}, {count_words(source.words)}, {own}, {count_quotes(source.quotes)}"
