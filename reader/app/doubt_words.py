"""What needs a look, in a sentence: said by its kind and the words in it, so that it can be said in any language."""

from collections.abc import Iterable

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from reader.model.reading import Doubt
from reader.reading.doubts import ABOUT_NAMES, SENTENCES
from reader.reading.reasons import find_reasons

MARKED: tuple[object, ...] = (
    QT_TRANSLATE_NOOP("Doubts", "It is not said whose words these are."),
    QT_TRANSLATE_NOOP("Doubts", "The speaker is a guess."),
    QT_TRANSLATE_NOOP("Doubts", "These words are given to {0} and to {1}."),
    QT_TRANSLATE_NOOP("Doubts", "This quotation mark has no partner."),
    QT_TRANSLATE_NOOP("Doubts", "More than one person here is called {0}: {1}."),
    QT_TRANSLATE_NOOP("Doubts", "“{0}” may not be a name."),
    QT_TRANSLATE_NOOP("Doubts", "“{1}” could also be {0}."),
    QT_TRANSLATE_NOOP("Doubts", "The story says little of what “{0}” names."),
    QT_TRANSLATE_NOOP("Doubts", "The speaker is taken from the quote before."),
    QT_TRANSLATE_NOOP("Doubts", "The speaker is taken from the paragraph before."),
    QT_TRANSLATE_NOOP("Doubts", "The speaker is taken from the last quote, some paragraphs before."),
    QT_TRANSLATE_NOOP("Doubts", "The speaker is taken from the sentence before."),
    QT_TRANSLATE_NOOP("Doubts", "Whose words they are is taken from the noun they stand beside."),
    QT_TRANSLATE_NOOP("Doubts", "The words before may not govern the quote."),
    QT_TRANSLATE_NOOP("Doubts", "These may not be words reported."),
    QT_TRANSLATE_NOOP("Doubts", "These marks may quote nobody."),
    QT_TRANSLATE_NOOP("Doubts", "Nobody is named as the speaker."),
    QT_TRANSLATE_NOOP("Doubts", "The closing quotation mark is missing."),
    QT_TRANSLATE_NOOP("Doubts", "“{0}” is taken to be {1}."),
    QT_TRANSLATE_NOOP("Doubts", "It is not clear who “{0}” is."),
    QT_TRANSLATE_NOOP("Doubts", "“{0}”, as “{1}” tells it."),
    QT_TRANSLATE_NOOP("Doubts", "“{0}” may be “{1}” or “{2}”."),
    QT_TRANSLATE_NOOP("Doubts", "“{0}” may be “{1}”."),
)


def say_doubt(doubt: Doubt) -> str:
    """Return why something needs a look."""
    for form in (SENTENCES.get(doubt.kind, ""), *ABOUT_NAMES.values()):
        if form and _fits(form, doubt):
            return _translate(form).format(*doubt.values)
    reasons = find_reasons(doubt.text)
    return " ".join(_translate(reason.form).format(*reason.values) if reason.values else _translate(reason.form)
                    for reason in reasons)  # fmt: skip


def say_doubts(doubts: Iterable[Doubt]) -> str:
    """Return all that needs a look about one thing, in sentences."""
    return " ".join(dict.fromkeys(map(say_doubt, doubts)))


def _fits(form: str, doubt: Doubt) -> bool:
    try:
        return form.format(*doubt.values) == doubt.text
    except IndexError:
        return False


def _translate(form: str) -> str:
    return QCoreApplication.translate("Doubts", form)
