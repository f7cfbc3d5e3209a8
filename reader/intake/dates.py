"""Full dates with a year, as texts in many languages write them."""

import re
from datetime import datetime

_MONTH_NAMES = """
january jan januar january janvier janv enero ene janeiro gennaio gen januari stycznia styczeń ocak tammikuuta ledna
february feb februar février févr febrero fevereiro fev febbraio februari lutego luty şubat helmikuuta února
march mar märz mars marzo março maart marca marzec mart maaliskuuta března mrz mär
april apr avril avr abril abr aprile kwietnia kwiecień nisan huhtikuuta dubna
may mai mayo maio maggio mag mei maj maja mayıs toukokuuta května
june jun juni juin junio junho giugno giu czerwca czerwiec haziran kesäkuuta června
july jul juli juillet juil julio julho luglio lug lipca lipiec temmuz heinäkuuta července
august aug août agosto ago augustus augusti sierpnia sierpień ağustos elokuuta srpna
september sep sept septembre septiembre setembro settembre set września wrzesień eylül syyskuuta září
october oct oktober okt octobre octubre outubro ottobre ott października październik ekim lokakuuta října
november nov novembre noviembre novembro listopada listopad kasım marraskuuta listopadu
december dec dezember dez décembre déc diciembre dic dezembro dicembre desember grudnia grudzień aralık joulukuuta
"""
_MONTHS = {name: number for number, line in enumerate(_MONTH_NAMES.strip().split("\n"), 1) for name in line.split()}
_MONTH = "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))
_ISO = re.compile(
    r"\b(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?\s?(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?(?!\d)"
)
_DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th|er|\.|º|ª)?\s+(?:de\s+|of\s+)?({_MONTH})\b\.?,?\s+(?:de\s+|del\s+)?(\d{{4}})\b", re.I
)
_MONTH_FIRST = re.compile(rf"\b({_MONTH})\b\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.I)
_DOTTED = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b")
_EASTERN = re.compile(r"(\d{4})\s?[年년.]\s?(\d{1,2})\s?[月월.]\s?(\d{1,2})\s?[日일.]")
_YEAR = re.compile(r"\d{4}")
_LABEL = r"(?:first\s+)?(?:published|posted|date|updated|last updated|issued|veröffentlicht|stand|publié|mis à jour)"
_BESIDE = re.compile(
    rf"\b(?:{_LABEL}|on|at|by|am|pm|a\.m\.|p\.m\.|um|uhr|le|à|el|las|alle|ore|om|the|of|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|"
    r"montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    r"lunes|martes|miércoles|jueves|viernes|sábado|domingo|gmt|utc|bst|cet|cest|est|edt|cst|cdt|pst|pdt|et)(?!\w)"
    r"|\d{1,2}[:.h]\d{2}(?::\d\d)?|[\s,.:;|/()·•–—-]",
    re.I,
)


def read_date(text: str) -> str | None:
    """Return the first full date of a text as ISO 8601 (with its time where that is written in ISO too), or None."""
    found = _find_dates(text)
    return found[0][1] if found else None


def read_date_line(line: str) -> str | None:
    """Return the date of a line that says a date and nothing else (“Published: 3 June 2024, 10:30 GMT”), or None."""
    if len(line) > 90:
        return None
    found = _find_dates(line)
    if not found:
        return None
    rest = line
    for words, _ in found:
        rest = rest.replace(words, " ")
    return found[0][1] if not _BESIDE.sub("", rest) else None


def read_iso(text: str) -> str | None:
    """Return an ISO 8601 date or datetime made regular (`2024-06-03T10:30:00+02:00`), or None."""
    match = _ISO.search(text)
    return _from_iso(match) if match else None


def _find_dates(text: str) -> list[tuple[str, str]]:
    if not _YEAR.search(text):
        return []
    found = [(match, _from_iso(match)) for match in _ISO.finditer(text)]
    found += [(match, _make(match[3], _MONTHS[match[2].lower()], match[1])) for match in _DAY_FIRST.finditer(text)]
    found += [(match, _make(match[3], _MONTHS[match[1].lower()], match[2])) for match in _MONTH_FIRST.finditer(text)]
    found += [(match, _make(match[3], match[2], match[1])) for match in _DOTTED.finditer(text)]
    found += [(match, _make(match[1], match[2], match[3])) for match in _EASTERN.finditer(text)]
    found.sort(key=lambda pair: pair[0].start())
    return [(match.group(), date) for match, date in found if date]


def _make(year: str, month: str | int, day: str) -> str | None:
    try:
        return datetime(int(year), int(month), int(day)).date().isoformat()
    except ValueError:
        return None


def _from_iso(match: re.Match[str]) -> str | None:
    date = _make(match[1], match[2], match[3])
    if date is None or match[4] is None:
        return date
    if int(match[4]) > 23 or int(match[5]) > 59 or int(match[6] or 0) > 59:
        return date
    zone = match[7] or ""
    zone = "+00:00" if zone in ("Z", "UTC", "GMT") else zone
    if len(zone) == 5:
        zone = f"{zone[:3]}:{zone[3:]}"
    return f"{date}T{match[4]}:{match[5]}:{match[6] or '00'}{zone}"
