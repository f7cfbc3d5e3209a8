"""What a story's sourcing comes to, in counts and a sentence."""

from typing import Any

from msgspec import Struct
from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from reader.app.panels.rows import plain_words
from reader.model.analysis import Analysis
from reader.model.reading import QuotedSource, Reading

_NEAR = 0.035  # how far a share may lie from the fraction in words
_LEAST = 0.3  # below this share of the words nobody stands out
_LONGEST = 60
_SHORT = 24  # letters of a name that is not parted at the end of a line
_SHARES: tuple[tuple[float, Any], ...] = (
    (1.0, QT_TRANSLATE_NOOP("Sourcing", "Nearly every quoted word is from {0}.")),
    (9 / 10, QT_TRANSLATE_NOOP("Sourcing", "Nine quoted words in ten are from {0}.")),
    (4 / 5, QT_TRANSLATE_NOOP("Sourcing", "Four quoted words in five are from {0}.")),
    (3 / 4, QT_TRANSLATE_NOOP("Sourcing", "Three quoted words in four are from {0}.")),
    (2 / 3, QT_TRANSLATE_NOOP("Sourcing", "Two quoted words in three are from {0}.")),
    (3 / 5, QT_TRANSLATE_NOOP("Sourcing", "Three quoted words in five are from {0}.")),
    (1 / 2, QT_TRANSLATE_NOOP("Sourcing", "Half of the quoted words are from {0}.")),
    (2 / 5, QT_TRANSLATE_NOOP("Sourcing", "Two quoted words in five are from {0}.")),
    (1 / 3, QT_TRANSLATE_NOOP("Sourcing", "One quoted word in three is from {0}.")),
)


class Counts(Struct, frozen=True):
    """How many quotes, sources and words there are, and how many of the words stand between marks."""

    quotes: int
    sources: int
    words: int
    verbatim: int


def count_all(reading: Reading) -> Counts:
    """Return what is quoted in a story; quotes without a speaker are counted, but they have no source."""
    sources, classes = reading.sourcing.sources, reading.sourcing.classes
    quotes = len((reading.analysis or Analysis()).quotes)
    words, verbatim = sum(share.words for share in classes), sum(share.verbatim for share in classes)
    return Counts(quotes, len(sources), words, verbatim)


def say_share(share: float) -> str:
    """Return a share as a percentage; what is there at all is never 0 %."""
    said = QCoreApplication.translate("Sourcing", "{0} %")
    return said.format("<1" if 0 < share < 0.005 else round(share * 100))


def say_sentence(sources: tuple[QuotedSource, ...]) -> str:
    """Return one sentence: how much of what is quoted comes from the source quoted most."""
    translate = QCoreApplication.translate
    if not sources:
        return translate("Sourcing", "Nobody is named for what is quoted.")
    name = plain_words(sources[0].name)
    name = name.replace(" ", "\u00a0") if len(name) <= _SHORT else name
    name = name if len(name) <= _LONGEST else name[:_LONGEST].rstrip() + "…"
    if len(sources) == 1 and sources[0].share > 1 - 1e-9:
        return translate("Sourcing", "Every quoted word is from {0}.").format(name)
    share = sources[0].share
    near = min(_SHARES, key=lambda known: abs(known[0] - share))
    if share < _LEAST or (len(sources) > 1 and sources[1].words == sources[0].words):
        return translate("Sourcing", "No source is quoted far more than the others.")
    if abs(near[0] - share) <= _NEAR:
        return translate("Sourcing", near[1]).format(name)
    return translate("Sourcing", "{0} % of the quoted words are from {1}.").format(round(share * 100), name)
