"""How long before or after a story its photograph was taken, in words and without a verdict."""

from datetime import date
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_DAY, _MONTH, _YEAR = len("2024-03-14"), len("2024-03"), 365.25
_FEW_DAYS, _FEW_WEEKS = 14, 60  # days up to which days, and then weeks, are counted
_BEFORE: dict[str, Any] = {
    "days": QT_TRANSLATE_NOOP("Distance", "{0} days before the story"),
    "weeks": QT_TRANSLATE_NOOP("Distance", "{0} weeks before the story"),
    "months": QT_TRANSLATE_NOOP("Distance", "{0} months before the story"),
    "year": QT_TRANSLATE_NOOP("Distance", "a year before the story"),
    "years": QT_TRANSLATE_NOOP("Distance", "{0} years before the story"),
}
_AFTER: dict[str, Any] = {
    "days": QT_TRANSLATE_NOOP("Distance", "{0} days after the story"),
    "weeks": QT_TRANSLATE_NOOP("Distance", "{0} weeks after the story"),
    "months": QT_TRANSLATE_NOOP("Distance", "{0} months after the story"),
    "year": QT_TRANSLATE_NOOP("Distance", "a year after the story"),
    "years": QT_TRANSLATE_NOOP("Distance", "{0} years after the story"),
}


def say_distance(taken: str, published: str) -> str:
    """Return how far a photograph is from its story: "2½ years before the story".

    Both are ISO dates. Of a photograph the day may be missing: then months and years alone are told. Without its month,
    or without the story's day, nothing is.
    """
    try:
        story = date.fromisoformat(published[:_DAY])
        exact = len(taken) >= _DAY
        photo = date.fromisoformat(taken[:_DAY] if exact else f"{taken}-{min(story.day, 28):02}")
    except ValueError:
        return ""
    days = (story - photo).days
    near = _say_near(days)
    if near or abs(days) < _FEW_WEEKS:
        return (near or _say_days(days)) if exact else ""
    return _say_long(days)


def _say_near(days: int) -> str:
    translate = QCoreApplication.translate
    return {
        0: translate("Distance", "the day of the story"),
        1: translate("Distance", "the day before the story"),
        -1: translate("Distance", "the day after the story"),
    }.get(days, "")


def _say_days(days: int) -> str:
    unit, count = ("days", abs(days)) if abs(days) < _FEW_DAYS else ("weeks", round(abs(days) / 7))
    return _say(days, unit, str(count))


def _say_long(days: int) -> str:
    months = round(abs(days) / _YEAR * 12)
    if months == 12:
        return _say(days, "year", "")
    if months < 18:
        return _say(days, "months", str(months))
    halves = round(abs(days) / _YEAR * 2)
    return _say(days, "years", f"{halves // 2}{'½' if halves % 2 else ''}")


def _say(days: int, unit: str, count: str) -> str:
    words = _BEFORE if days > 0 else _AFTER
    return QCoreApplication.translate("Distance", words[unit]).format(count)
