"""How a quote is given to its source, in words: its kind, its cue and the class of that, who tells it, what source."""

from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from reader.app.lit import name_speaker
from reader.model.analysis import Analysis, Quote, QuoteKind, SourceClass, Stance
from reader.model.article import Article
from reader.reading.sourcing import cue_words

_KINDS: dict[QuoteKind, Any] = {
    "direct": QT_TRANSLATE_NOOP("Attributions", "direct"),
    "partial": QT_TRANSLATE_NOOP("Attributions", "partial"),
    "indirect": QT_TRANSLATE_NOOP("Attributions", "indirect"),
}
_STANCES: dict[Stance, Any] = {
    "neutral": QT_TRANSLATE_NOOP("Attributions", "neutral"),
    "claiming": QT_TRANSLATE_NOOP("Attributions", "claiming"),
    "denying": QT_TRANSLATE_NOOP("Attributions", "denying"),
    "accusing": QT_TRANSLATE_NOOP("Attributions", "accusing"),
    "asking": QT_TRANSLATE_NOOP("Attributions", "asking"),
    "writing": QT_TRANSLATE_NOOP("Attributions", "writing"),
    "thinking": QT_TRANSLATE_NOOP("Attributions", "thinking"),
}
_STANCE_TITLES: dict[Stance, Any] = {
    "neutral": QT_TRANSLATE_NOOP("Attributions", "Neutral"),
    "claiming": QT_TRANSLATE_NOOP("Attributions", "Claiming"),
    "denying": QT_TRANSLATE_NOOP("Attributions", "Denying"),
    "accusing": QT_TRANSLATE_NOOP("Attributions", "Accusing"),
    "asking": QT_TRANSLATE_NOOP("Attributions", "Asking"),
    "writing": QT_TRANSLATE_NOOP("Attributions", "Writing"),
    "thinking": QT_TRANSLATE_NOOP("Attributions", "Thinking"),
}
_CLASSES: dict[SourceClass | None, Any] = {
    "named": QT_TRANSLATE_NOOP("Attributions", "Named people"),
    "unnamed": QT_TRANSLATE_NOOP("Attributions", "Unnamed"),
    "institution": QT_TRANSLATE_NOOP("Attributions", "Institutions"),
    "document": QT_TRANSLATE_NOOP("Attributions", "Documents"),
    None: QT_TRANSLATE_NOOP("Attributions", "Source open"),
}


def _translate(words: Any) -> str:
    return QCoreApplication.translate("Attributions", words)


def name_kind(kind: QuoteKind) -> str:
    """Return the name of a kind of quotes: "direct"."""
    return _translate(_KINDS[kind])


def name_stance(stance: Stance) -> str:
    """Return the name of a class of cues, as it stands behind a cue: "denying"."""
    return _translate(_STANCES[stance])


def title_of_stance(stance: Stance) -> str:
    """Return the name of a class of cues as a title: "Denying"."""
    return _translate(_STANCE_TITLES[stance])


def name_class(source_class: SourceClass | None) -> str:
    """Return the name of a class of sources; None are those of whom nobody says what they are."""
    return _translate(_CLASSES[source_class])


def say_attribution(text: str, quote: Quote) -> str:
    """Return the kind, the cue and, where it is not neutral, the class of the cue: “partial · said, denying”."""
    stance = "" if quote.stance == "neutral" else name_stance(quote.stance)
    said = ", ".join(filter(None, (cue_words(quote, text), stance)))
    return " · ".join(filter(None, (name_kind(quote.kind), said)))


def name_teller(article: Article, analysis: Analysis, quote: Quote) -> str:
    """Return who tells what another said, where a quote stands within that of another source; else nothing."""
    if quote.within is None or not 0 <= quote.within < len(analysis.quotes):
        return ""
    outer = analysis.quotes[quote.within]
    if outer is quote or (outer.speaker is None and outer.entity is None):
        return ""
    teller = name_speaker(article, analysis, outer)
    return "" if teller == name_speaker(article, analysis, quote) else teller


def say_teller(teller: str) -> str:
    """Return who tells a quote, behind its cue: “as Chen Xu tells it”."""
    return _translate(_TELLS).format(teller) if teller else ""


def name_as_told(speaker: str, teller: str) -> str:
    """Return a speaker with who tells it: “China, as Chen Xu tells it”; without a teller the speaker alone."""
    return _translate(_TOLD).format(speaker, teller) if teller else speaker


_TELLS: Any = QT_TRANSLATE_NOOP("Attributions", "as {0} tells it")
_TOLD: Any = QT_TRANSLATE_NOOP("Attributions", "{0}, as {1} tells it")
