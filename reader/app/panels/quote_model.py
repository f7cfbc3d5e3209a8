"""The quotes of a story as a list in the order of the text: words, speaker, cue and kind, place."""

from bisect import bisect_right
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QAbstractListModel, QCoreApplication, QModelIndex, QObject, Qt
from PySide6.QtCore import QPersistentModelIndex as _Persistent

from reader.app.panels.rows import plain_tip, plain_words
from reader.model.analysis import Analysis, Entity, Quote, QuoteKind
from reader.model.article import Article, BlockKind
from reader.model.span import Span
from reader.reading.doubts import UNSURE

Index = QModelIndex | _Persistent

_TOP = QModelIndex()
_OPENING, _CLOSING = frozenset("“„‟”«»\"'‘‚‹›「『＂"), frozenset("”“»«\"'’‘›‹」』＂")
_SHOWN = 400  # characters of a quote that may be seen in its row
_SPACES = "\u00a0\u202f "  # « so »
_KINDS: dict[QuoteKind, Any] = {
    "direct": QT_TRANSLATE_NOOP("QuoteModel", "direct"),
    "partial": QT_TRANSLATE_NOOP("QuoteModel", "partial"),
    "indirect": QT_TRANSLATE_NOOP("QuoteModel", "indirect"),
}
_BLOCKS: dict[BlockKind, Any] = {
    "headline": QT_TRANSLATE_NOOP("QuoteModel", "headline"),
    "standfirst": QT_TRANSLATE_NOOP("QuoteModel", "standfirst"),
    "subhead": QT_TRANSLATE_NOOP("QuoteModel", "subhead"),
    "list_item": QT_TRANSLATE_NOOP("QuoteModel", "list"),
    "blockquote": QT_TRANSLATE_NOOP("QuoteModel", "block quote"),
    "table_row": QT_TRANSLATE_NOOP("QuoteModel", "table"),
    "caption": QT_TRANSLATE_NOOP("QuoteModel", "caption"),
}


class QuoteRow:
    """What a row says of a quote, made once; `marked` are its words in the marks that stand in the text."""

    __slots__ = ("detail", "kind", "marked", "named", "place", "quote", "reason", "speaker", "text")

    def __init__(self, quote: Quote, article: Article, speaker: Entity | None, place: str) -> None:
        text = article.text
        self.quote, self.text = quote, text
        self.kind: QuoteKind = quote.kind
        self.marked = plain_words(" … ".join(_with_marks(part, text, quote.kind) for part in quote.parts)[:_SHOWN])
        written = quote.speaker.cut(text) if quote.speaker else ""
        self.named = bool(speaker or written)
        self.speaker = plain_words(
            speaker.name if speaker else written or QCoreApplication.translate("QuoteModel", "speaker open")
        )
        cue = plain_words(quote.cue.cut(text)) if quote.cue else ""
        self.detail = " · ".join(filter(None, (_tr(_KINDS[quote.kind]), cue)))
        self.place = place
        unsure = quote.confidence < UNSURE or not self.named
        self.reason = plain_words(quote.reason) if unsure else ""
        if not self.reason and quote.confidence < UNSURE and self.named:
            self.reason = QCoreApplication.translate("QuoteModel", "The speaker is a guess")

    @property
    def words(self) -> str:
        """The words alone, all of them."""
        return " … ".join(" ".join(part.cut(self.text).split()) for part in self.quote.parts)


class QuoteModel(QAbstractListModel):
    """The quotes of an analysis; a row's number is the quote's position there."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[QuoteRow] = []

    def show_quotes(self, article: Article | None, analysis: Analysis) -> None:
        """Take the quotes of another analysis."""
        self.beginResetModel()
        if article:
            places = _Places(article)
            entities = {entity.key: entity for entity in analysis.entities}
            self._rows = [
                QuoteRow(quote, article, entities.get(quote.entity or ""), places.name(quote.parts[0]))
                for quote in analysis.quotes
            ]
        else:
            self._rows = []
        self.endResetModel()

    def row_at(self, index: Index) -> QuoteRow:
        """Return what a row says."""
        return self._rows[index.row()]

    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join((row.speaker, row.detail.replace(" · ", ", "), row.place)) + f": {row.marked}"
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return row.reason
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.reason)
        return None


class _Places:
    """Names places of a text: "¶4" in the fourth paragraph, elsewhere the kind of the block."""

    def __init__(self, article: Article) -> None:
        self._starts = [block.span.start for block in article.blocks]
        self._names = []
        number = 0
        for block in article.blocks:
            number += block.kind == "paragraph"
            known = _tr(_BLOCKS[block.kind]) if block.kind in _BLOCKS else ""
            self._names.append(f"¶{number}" if block.kind == "paragraph" else known)

    def name(self, span: Span) -> str:
        """Return the name of the place where a span begins."""
        at = bisect_right(self._starts, span.start) - 1
        return self._names[at] if at >= 0 else ""


def _with_marks(part: Span, text: str, kind: QuoteKind) -> str:
    words = part.cut(text)
    if kind == "indirect":
        return words
    before, after = text[max(part.start - 2, 0) : part.start], text[part.end : part.end + 2]
    opening, closing = before.rstrip(_SPACES)[-1:], after.lstrip(_SPACES)[:1]
    return f"{opening if opening in _OPENING else ''}{words}{closing if closing in _CLOSING else ''}"


def _tr(words: Any) -> str:
    return QCoreApplication.translate("QuoteModel", words)
