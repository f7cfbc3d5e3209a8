"""The line above the headline: who published the story, where, when, and how long it takes to read."""

from datetime import date

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QDate, QLocale

from reader.model.article import Article

_WORDS_A_MINUTE = 230
SEPARATOR = "\u2002·\u2002"
DETAILS = "details:published"  # where the kicker leads when no date is known


class KickerWord(Struct, frozen=True):
    """One entry of the kicker; a `missing` one says that something is not known."""

    text: str
    missing: bool = False


def make_kicker(article: Article) -> list[KickerWord]:
    """Return what the kicker says, in order."""
    source = article.source
    words = [KickerWord(text) for text in (source.agency or source.outlet, source.place) if text]
    published = format_date(source.published)
    words.append(KickerWord(published or QCoreApplication.translate("Kicker", "Date not given"), not published))
    minutes = max(round(len(article.text.split()) / _WORDS_A_MINUTE), 1)
    words.append(KickerWord(QCoreApplication.translate("Kicker", "{} min").format(minutes)))
    return words


def format_date(published: str | None) -> str:
    """Return an ISO date or datetime as “14 Mar 2024”, what is no date as it stands, and nothing for nothing."""
    words = published or ""
    if words[4:5] + words[7:8] != "--":
        return words
    try:
        day = date.fromisoformat(words[:10])
    except ValueError:
        return words
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM yyyy")
