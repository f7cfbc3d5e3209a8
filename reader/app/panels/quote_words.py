"""Words about quotes: their marks as they stand in the text, their kind, how many they are."""

from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from reader.model.analysis import QuoteKind
from reader.model.span import Span

_OPENING, _CLOSING = frozenset("“„‟”«»\"'‘‚‹›「『＂"), frozenset("”“»«\"'’‘›‹」』＂")
_SPACES = "\u00a0\u202f "  # « so »
_KINDS: dict[QuoteKind, Any] = {
    "direct": QT_TRANSLATE_NOOP("QuoteWords", "direct"),
    "partial": QT_TRANSLATE_NOOP("QuoteWords", "partial"),
    "indirect": QT_TRANSLATE_NOOP("QuoteWords", "indirect"),
}


def with_marks(part: Span, text: str, kind: QuoteKind) -> str:
    """Return the words of a quote's part in the marks that stand around them in the text, if any do."""
    words = part.cut(text)
    if kind == "indirect":
        return words
    before, after = text[max(part.start - 2, 0) : part.start], text[part.end : part.end + 2]
    opening, closing = before.rstrip(_SPACES)[-1:], after.lstrip(_SPACES)[:1]
    return f"{opening if opening in _OPENING else ''}{words}{closing if closing in _CLOSING else ''}"


def count_quotes(count: int) -> str:
    """Return a number of quotes in words."""
    if count == 1:
        return QCoreApplication.translate("QuoteWords", "1 quote")
    return QCoreApplication.translate("QuoteWords", "{0} quotes").format(count)


def count_words(count: int) -> str:
    """Return a number of words in words."""
    if count == 1:
        return QCoreApplication.translate("QuoteWords", "1 word")
    return QCoreApplication.translate("QuoteWords", "{0} words").format(count)


def name_of_kind(kind: QuoteKind) -> str:
    """Return the name of a kind of quotes: "direct"."""
    return QCoreApplication.translate("QuoteWords", _KINDS[kind])
