"""The quotes of a story as a list, in the order of the text or by speaker: words, speaker, cue and kind, place."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, Qt
from PySide6.QtCore import QPersistentModelIndex as _Persistent

from reader.app.attributions import name_as_told, name_teller, say_attribution
from reader.app.doubt_words import say_doubts
from reader.app.panels.places import Places
from reader.app.panels.quote_filter import QuoteFacts, QuoteFilter, SourceKey, find_source
from reader.app.panels.quote_words import count_quotes, count_words, with_marks
from reader.app.panels.rows import plain_tip, plain_words
from reader.model.analysis import Analysis, Entity, Quote, QuoteKind
from reader.model.reading import QuotedSource, Reading
from reader.reading.doubts import doubts_of_quotes
from reader.reading.sourcing import cue_words

Index = QModelIndex | _Persistent

_TOP = QModelIndex()
_ALL = QuoteFilter()
_SHOWN = 400  # characters of a quote that may be seen in its row


class QuoteRow:
    """What a row says of a quote, made once; `marked` are its words in the marks that stand in the text."""

    __slots__ = ("detail", "facts", "marked", "named", "place", "quote", "reason", "speaker", "subject", "teller",
                 "text")  # fmt: skip

    def __init__(self, subject: int, quote: Quote, told: "Told", place: str) -> None:
        text, speaker = told.article.text, told.entities.get(quote.entity or "")
        self.subject, self.quote, self.text = subject, quote, text
        self.marked = plain_words(" … ".join(with_marks(part, text, quote.kind) for part in quote.parts)[:_SHOWN])
        written = quote.speaker.cut(text) if quote.speaker else ""
        self.named = bool(speaker or written)
        source = find_source(quote, text, speaker)
        self.speaker = plain_words(
            speaker.name if speaker else written or QCoreApplication.translate("QuoteModel", "speaker open")
        )
        self.teller = plain_words(name_teller(told.article, told.analysis, quote)) if quote.within is not None else ""
        self.detail = plain_words(say_attribution(text, quote))
        self.place = place
        self.reason = plain_words(say_doubts(told.doubts.get(subject, ())))
        self.facts = QuoteFacts(
            quote.kind,
            source,
            told.classes.get(source) or "open",
            quote.stance,
            cue_words(quote, text),
            subject in told.one_word,
            bool(self.reason),
        )

    @property
    def kind(self) -> QuoteKind:
        """Direct, partial or indirect."""
        return self.facts.kind

    @property
    def source(self) -> SourceKey:
        """Whose words these are."""
        return self.facts.source

    @property
    def doubtful(self) -> bool:
        """Whether it needs a look."""
        return self.facts.doubtful

    @property
    def words(self) -> str:
        """The words alone, all of them."""
        return " … ".join(" ".join(part.cut(self.text).split()) for part in self.quote.parts)


class Told:
    """What the rows are made of: a reading, with what is looked up for each quote."""

    def __init__(self, reading: Reading) -> None:
        self.article, self.analysis = reading.article, reading.analysis or Analysis()
        self.entities = {entity.key: entity for entity in self.analysis.entities}
        self.doubts = doubts_of_quotes(reading.doubts)
        self.one_word = frozenset(reading.sourcing.one_word)
        self.classes = {key_of(source): source.source_class for source in reading.sourcing.sources}
        self.words = {key_of(source): source.words for source in reading.sourcing.sources}


def key_of(source: QuotedSource) -> SourceKey:
    """Return by what the quotes of a source are found."""
    return SourceKey(source.entity, "" if source.entity else source.name.casefold())


class SpeakerRow:
    """The head over the quotes of one source: who that is, how many quotes and words."""

    __slots__ = ("all", "entity", "folded", "quotes", "source", "words")

    def __init__(self, source: SourceKey, entity: Entity | None, quotes: list[QuoteRow], words: int) -> None:
        self.source, self.entity, self.all, self.words = source, entity, quotes, words
        self.quotes = quotes
        self.folded = False

    @property
    def speaker(self) -> str:
        """The source's name, or its words in the story."""
        return self.all[0].speaker

    @property
    def count(self) -> str:
        """How much of it is shown."""
        shown, whole = len(self.quotes), len(self.all)
        if shown < whole:
            return QCoreApplication.translate("QuoteModel", "{0} of {1} quotes").format(shown, whole)
        parts = [count_quotes(whole)]
        if self.words:
            parts.append(count_words(self.words))
        return ", ".join(parts)


class QuoteModel(QAbstractListModel):
    """The quotes of an analysis that are wanted, in the order of the text or under a head for each source."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.quotes: list[QuoteRow] = []  # all of them; a row's place is the quote's position in the analysis
        self.speakers: list[SpeakerRow] = []  # who has most quotes first, those without a speaker last
        self.by_speaker = False
        self.wanted = QuoteFilter()
        self._rows: list[QuoteRow | SpeakerRow] = []
        self._places: dict[int, int] = {}

    def show_reading(self, reading: Reading | None, wanted: QuoteFilter = _ALL) -> None:
        """Take the quotes of another reading, of which those are wanted."""
        self.beginResetModel()
        self.wanted = wanted
        self.quotes, self.speakers = [], []
        if reading and reading.analysis:
            told, places = Told(reading), Places(reading.article)
            self.quotes = [
                QuoteRow(subject, quote, told, places.name(quote.parts[0]))
                for subject, quote in enumerate(reading.analysis.quotes)
            ]
            self.speakers = _find_speakers(self.quotes, told)
        self._arrange()
        self.endResetModel()

    def arrange(self, *, by_speaker: bool | None = None, wanted: QuoteFilter | None = None) -> None:
        """Show the quotes in another order, or others of them."""
        self.beginResetModel()
        self.by_speaker = self.by_speaker if by_speaker is None else by_speaker
        self.wanted = self.wanted if wanted is None else wanted
        self._arrange()
        self.endResetModel()

    def fold(self, speaker: SpeakerRow, *, folded: bool) -> None:
        """Fold the quotes of a source under their head, or unfold them."""
        first = self._rows.index(speaker) + 1
        count = len(speaker.quotes)
        if folded == speaker.folded or not count:
            return
        speaker.folded = folded
        if folded:
            self.beginRemoveRows(_TOP, first, first + count - 1)
            self._arrange()
            self.endRemoveRows()
        else:
            self.beginInsertRows(_TOP, first, first + count - 1)
            self._arrange()
            self.endInsertRows()
        self.dataChanged.emit(self.index(first - 1), self.index(first - 1))

    def _arrange(self) -> None:
        if self.by_speaker:
            self._rows = []
            for speaker in self.speakers:
                speaker.quotes = [row for row in speaker.all if self._wants(row)]
                if speaker.quotes:
                    self._rows += [speaker] if speaker.folded else [speaker, *speaker.quotes]
        else:
            self._rows = [row for row in self.quotes if self._wants(row)]
        self._places = {row.subject: place for place, row in enumerate(self._rows) if isinstance(row, QuoteRow)}

    def _wants(self, row: QuoteRow) -> bool:
        return self.wanted.wants(row.facts)

    def count_wanted(self) -> int:
        """Return how many quotes are wanted, folded ones included."""
        return sum(map(self._wants, self.quotes))

    def row_at(self, index: Index) -> QuoteRow | SpeakerRow:
        """Return what a row says."""
        return self._rows[index.row()]

    def index_of(self, subject: int) -> QModelIndex:
        """Return the row of the quote at this position in the analysis; an invalid index where it is not shown."""
        return self.index(self._places[subject]) if subject in self._places else _TOP

    def speaker_of(self, subject: int) -> SpeakerRow | None:
        """Return the head over a quote, where quotes stand by speaker and this one is wanted."""
        if not self.by_speaker or subject >= len(self.quotes):
            return None
        row = self.quotes[subject]
        return next((speaker for speaker in self.speakers if row in speaker.quotes), None)

    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        return self._quote_data(row, role) if isinstance(row, QuoteRow) else self._speaker_data(row, role)

    def _quote_data(self, row: QuoteRow, role: int) -> str | None:
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            speaker = name_as_told(row.speaker, row.teller)
            return ", ".join((speaker, row.detail.replace(" · ", ", "), row.place)) + f": {row.marked}"
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return row.reason
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.reason)
        return None

    def _speaker_data(self, row: SpeakerRow, role: int) -> str | None:
        if role == Qt.ItemDataRole.DisplayRole:
            return row.speaker
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.speaker}, {row.count}"
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self.tr("folded") if row.folded else self.tr("unfolded")
        return None


def _find_speakers(quotes: list[QuoteRow], told: Told) -> list[SpeakerRow]:
    """Return a head for each source, in order of the number of its quotes."""
    found: dict[SourceKey, list[QuoteRow]] = {}
    for row in quotes:
        found.setdefault(row.source, []).append(row)
    heads = [
        SpeakerRow(source, told.entities.get(source.entity or ""), rows, told.words.get(source, 0))
        for source, rows in found.items()
    ]
    heads.sort(key=lambda head: (head.source == SourceKey(), -len(head.all)))
    return heads
