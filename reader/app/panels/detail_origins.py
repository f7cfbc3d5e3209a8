"""Where each thing that is said about a story came from, in words; and what the story says of its own date."""

import re
from collections.abc import Callable

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from reader.app.page.kicker import format_date
from reader.model.article import Article, Candidate, FieldName, Origin
from reader.model.reading import Reading

translate: Callable[[str, str], str] = QCoreApplication.translate

_ORIGINS: dict[Origin, str] = {
    "given": str(QT_TRANSLATE_NOOP("Details", "given with the file")),
    "json_ld": str(QT_TRANSLATE_NOOP("Details", "from the page’s JSON-LD")),
    "open_graph": str(QT_TRANSLATE_NOOP("Details", "from the page’s Open Graph tags")),
    "meta": str(QT_TRANSLATE_NOOP("Details", "from the page’s meta tags")),
    "microdata": str(QT_TRANSLATE_NOOP("Details", "from the page’s microdata")),
    "window_title": str(QT_TRANSLATE_NOOP("Details", "from the title of the page’s window")),
    "link": str(QT_TRANSLATE_NOOP("Details", "from the page’s canonical link")),
    "page": str(QT_TRANSLATE_NOOP("Details", "printed on the page")),
    "words": str(QT_TRANSLATE_NOOP("Details", "told by its words")),
}
_DECLARED = str(QT_TRANSLATE_NOOP("Details", "declared by the page"))
_AGENCY_FILES = ("nitf", "newsml", "ninjs")
_FROM_TEXT: dict[FieldName, str] = {
    "title": str(QT_TRANSLATE_NOOP("Details", "first line of the text")),
    "agency": str(QT_TRANSLATE_NOOP("Details", "from the dateline")),
    "byline": str(QT_TRANSLATE_NOOP("Details", "from the line that names the authors")),
    "published": str(QT_TRANSLATE_NOOP("Details", "from a line of the text")),
    "place": str(QT_TRANSLATE_NOOP("Details", "from the dateline")),
    "language": str(QT_TRANSLATE_NOOP("Details", "told by its words")),
}
_FROM_ANYWHERE: tuple[FieldName, ...] = ("agency", "place", "language")  # found in the words, whatever the file
_NONE_IN_TEXT: dict[FieldName, str] = {
    "title": str(QT_TRANSLATE_NOOP("Details", "the text has no headline")),
    "outlet": str(QT_TRANSLATE_NOOP("Details", "the text names none")),
    "agency": str(QT_TRANSLATE_NOOP("Details", "no agency in a dateline")),
    "byline": str(QT_TRANSLATE_NOOP("Details", "no line begins with “By”")),
    "published": str(QT_TRANSLATE_NOOP("Details", "the text names no day with its year")),
    "place": str(QT_TRANSLATE_NOOP("Details", "no dateline")),
    "language": str(QT_TRANSLATE_NOOP("Details", "it could not be told")),
    "address": str(QT_TRANSLATE_NOOP("Details", "the text has none")),
}
_NONE_ON_PAGE = str(QT_TRANSLATE_NOOP("Details", "the page says nothing of it"))
_NONE_IN_FILE = str(QT_TRANSLATE_NOOP("Details", "the file says nothing of it"))

_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_MONTHS = r"January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = re.compile(
    rf"\b(?:(?:{_MONTHS}|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.) \d{{1,2}}|\d{{1,2}} (?:{_MONTHS}))\b(?!,? \d{{4}})"
)
_LOOKED_AT = 6  # paragraphs from the first


def find_candidates(article: Article, field: FieldName) -> tuple[Candidate, ...]:
    """Return what the source says of a field, the most trusted first."""
    return tuple(candidate for candidate in article.source.candidates if candidate.field == field)


def name_origin(field: FieldName, origin: Origin) -> str:
    """Return where in a source something stands, in words."""
    return translate("Details", _DECLARED if (field, origin) == ("language", "page") else _ORIGINS[origin])


def find_origin(article: Article, field: FieldName) -> str:
    """Return where a field of an article, as it was found, came from, or why there is nothing in it."""
    value, kind = article.field(field), article.source.kind
    if not value:
        return translate("Details", _find_lack(field, kind))
    told = next((candidate for candidate in find_candidates(article, field) if candidate.value == value), None)
    if told:
        return name_origin(field, told.origin)
    if kind in _AGENCY_FILES and field != "language":
        return translate("Details", "from the agency’s file")
    if field in _FROM_TEXT and (kind == "text" or field in _FROM_ANYWHERE):
        return translate("Details", _FROM_TEXT[field])
    if kind == "eml":
        return translate("Details", "from the head of the message")
    return (
        translate("Details", "printed on the page")
        if kind in ("html", "mhtml")
        else translate("Details", "from the file")
    )


def find_days_without_year(reading: Reading) -> str:
    """Return a sentence on the days an undated story names without a year, or nothing where it names none."""
    article = reading.article
    paragraphs = [block.span.cut(article.text) for block in article.blocks if block.kind == "paragraph"][:_LOOKED_AT]
    text = "\n".join(paragraphs)
    weekday, day = _WEEKDAY.search(text), _DAY.search(text)
    named = [match.group() for match in (weekday, day) if match]
    if not named:
        return ""
    days = translate("Details", " and ").join(named)
    taken = next(
        (caption.taken for caption in (reading.analysis.captions if reading.analysis else ()) if caption.taken), ""
    )
    if not taken:
        return translate("Details", "The story says {0} but no year.").format(days)
    return translate("Details", "The story says {0} but no year; {1} is the photograph’s.").format(
        days, format_date(taken)
    )


def _find_lack(field: FieldName, kind: str) -> str:
    if kind == "text" or field in _FROM_ANYWHERE:
        return _NONE_IN_TEXT.get(field, _NONE_IN_FILE)
    return _NONE_ON_PAGE if kind in ("html", "mhtml") else _NONE_IN_FILE
