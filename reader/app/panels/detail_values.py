"""What is said about a story, as it stands in a field, and back: dates, names, languages, addresses."""

import re
from datetime import UTC, date, datetime, timedelta
from functools import cache

from PySide6.QtCore import QCoreApplication, QLocale, QUrl

from reader.app.page.kicker import format_date
from reader.intake.dates import read_date_line
from reader.model.article import FieldName, FieldValue
from reader.model.problem import Problem

_TIME = re.compile(r"(?<![\d-])(\d{1,2})[:h](\d{2})(?::(\d{2}))?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?(?![\d-])")
_ISO_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ](\d\d:\d\d)(?::(\d\d))?(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$")
_DATES: tuple[FieldName, ...] = ("published", "changed")
_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*")


def translate(words: str) -> str:
    """Return words of the details in the reader's language."""
    return QCoreApplication.translate("Details", words)


def show_value(field: FieldName, value: FieldValue) -> str:
    """Return a value as it stands in its field; nothing for none."""
    if not value:
        return ""
    if isinstance(value, tuple):
        return _show_names(value)
    if field in _DATES:
        return _show_moment(value)
    if field == "language":
        return _show_language(value)
    return " ".join(value.split())


def read_value(field: FieldName, words: str) -> FieldValue:
    """Return what was written into a field; nothing written is None.

    Raises:
        Problem: it is no date, language or address; the sentence says what is.
    """
    words = " ".join(words.split())
    if not words:
        return None
    if field == "byline":
        return _read_names(words) or None
    if field in _DATES:
        return _read_moment(words)
    if field == "language":
        return _read_language(words)
    if field == "address":
        return _read_address(words)
    return words


# names


def _show_names(names: tuple[str, ...]) -> str:
    if any("," in name or re.search(r"\band\b|&", name) for name in names):
        return "; ".join(names) + (";" if len(names) == 1 else "")
    return ", ".join(names)


def _read_names(words: str) -> tuple[str, ...]:
    """Return the names in a list; with a semicolon in it nothing else parts them."""
    parts = words.split(";") if ";" in words else re.split(r",|\band\b|&", words)
    return tuple(dict.fromkeys(filter(None, (" ".join(part.split()) for part in parts))))


# dates


def _show_moment(iso: str) -> str:
    day, time = format_date(iso), _ISO_TIME.match(iso)
    if not time:
        return day
    seconds = f":{time[2]}" if time[2] and time[2] != "00" else ""
    zone = f" {time[3]}" if time[3] else ""
    return f"{day}, {time[1]}{seconds}{zone}"


def _read_moment(words: str) -> str:
    time = _TIME.search(words)
    rest = f"{words[: time.start()]} {words[time.end() :]}" if time else words
    if iso := re.match(r"(\d{4}-\d\d-\d\d)T?\s", rest):
        rest = f"{iso[1]} {rest[iso.end() :]}"
    day = read_date_line(rest)
    if day is None:
        what = translate("This is not a day.")
        raise Problem(what, translate("Write day, month and year: 14 Mar 2024, or 2024-03-14."))
    if date.fromisoformat(day[:10]) > datetime.now(UTC).date() + timedelta(days=1):
        raise Problem(translate("That day is still to come."), translate("Look at the year."))
    return day[:10] + _make_time(time) if time else day


def _make_time(time: re.Match[str]) -> str:
    hours, minutes, seconds = int(time[1]), int(time[2]), int(time[3] or 0)
    if hours > 23 or minutes > 59 or seconds > 59:
        raise Problem(translate("There is no such time of day."), translate("Write it as 10:30, or leave it out."))
    zone = {None: "", "Z": "+00:00", "UTC": "+00:00", "GMT": "+00:00"}.get(time[4], time[4])
    zone = f"{zone[:3]}:{zone[3:]}" if zone and len(zone) == 5 else zone
    return f"T{hours:02}:{minutes:02}:{seconds:02}{zone}"


# languages and addresses


def _show_language(code: str) -> str:
    language = QLocale.codeToLanguage(code.partition("-")[0])
    return code if language == QLocale.Language.AnyLanguage else QLocale.languageToString(language)


def _read_language(words: str) -> str:
    known = _find_languages().get(words.casefold())
    if known:
        return known
    if _CODE.fullmatch(words):
        code = QLocale.languageToCode(QLocale.codeToLanguage(re.split("[-_]", words)[0].lower()))
        if code:
            return code
    raise Problem(
        translate("This language is not known by that name."), translate("Write it as French, or as its code: fr.")
    )


@cache
def _find_languages() -> dict[str, str]:
    """Return the code of each language by its name in English and in itself, in small letters."""
    named: dict[str, str] = {}
    for language in QLocale.Language:
        code = QLocale.languageToCode(language)
        if code and language not in (QLocale.Language.AnyLanguage, QLocale.Language.C):
            named.setdefault(QLocale(language).nativeLanguageName().casefold(), code)
            named[QLocale.languageToString(language).casefold()] = code
    return named


def _read_address(words: str) -> str:
    address = words if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", words) else f"https://{words}"
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    if url.scheme().lower() not in ("http", "https"):
        raise Problem(translate("An address begins with http:// or https://."), "")
    if not url.isValid() or "." not in url.host() or " " in words:
        raise Problem(translate("This is not an address."), translate("Copy it from the browser’s own line."))
    return address
