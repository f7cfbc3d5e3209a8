"""Dates as captions write them, in the commoner languages of the press."""

import re
from functools import cache

from msgspec import Struct

from reader.model.span import Span
from reader.resources import find_resource

_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})"
_ISO = re.compile(rf"\b{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)\b")
_NUMBERS = re.compile(rf"\b{_DAY}(?P<stop>[./])\s?(?P<month>\d{{1,2}})(?P=stop)\s?{_YEAR}\b")


class FoundDate(Struct, frozen=True):
    """A date in a text: `iso` is a day (2020-02-26) or, where no day is given, a month (2020-02)."""

    span: Span
    iso: str


@cache
def _months() -> dict[str, int]:
    lines = find_resource("lexicons/months.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {form: int(number) for number, forms in rows for form in forms.split()}


@cache
def _spelled() -> tuple[re.Pattern[str], ...]:
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    month = rf"(?P<month>{names})\b\.?"
    return (
        re.compile(rf"\b{month}\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}\b", re.IGNORECASE),
        re.compile(
            rf"\b{_DAY}(?:st|nd|rd|th|er|º|°|\.)?\s+(?:of\s+|de\s+|d[’']\s?)?{month},?\s+(?:de\s+|del\s+)?{_YEAR}\b",
            re.IGNORECASE,
        ),
        re.compile(rf"\b{month},?\s+(?:of\s+|de\s+|del\s+)?{_YEAR}\b", re.IGNORECASE),
    )


def find_dates(text: str) -> list[FoundDate]:
    """Find the dates of a text that name their year, in order; of 03/04/2020 the day is not guessed."""
    found: list[FoundDate] = []
    for pattern in (_ISO, *_spelled(), _NUMBERS):
        for match in pattern.finditer(text):
            span = Span(*match.span())
            iso = _iso(match)
            if iso and not any(span.overlaps(other.span) for other in found):
                found.append(FoundDate(span, iso))
    return sorted(found, key=lambda date: date.span)


def _iso(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    month = _months().get(parts["month"].lower()) or (int(parts["month"]) if parts["month"].isdigit() else 0)
    day = int(parts.get("day") or 0)
    if parts.get("stop") == "/" and month > 12 >= day:
        month, day = day, month
    elif parts.get("stop") == "/" and day <= 12 and day != month:
        return None
    if not 1 <= month <= 12 or day > 31 or (parts.get("day") and not day):
        return None
    return f"{parts['year']}-{month:02d}" + (f"-{day:02d}" if day else "")
