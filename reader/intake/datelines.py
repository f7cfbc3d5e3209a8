"""The dateline a story opens with: “GENEVA (AP) — ”."""

import re

from msgspec import Struct

from reader.intake.dates import read_date

_DASH = r"(?:\s*[—–―]\s*|\s+-{1,3}\s+|\s*--\s*|-\s+)"
_PLACE = r"[^\W\d_](?:[^\W\d_]|[.'’/ -]){1,40}?(?:,\s*[^\W\d_](?:[^\W\d_]|[.'’ -]){1,30}?)?"
_DAY = r"(?:,\s*(?P<date>[^(),—–]{0,20}\d[^(),—–]{0,12}(?:,\s*\d{4})?))?"
_AGENCY = r"\(\s*(?P<agency>[^\W\d_][\w.&/' -]{0,35}?)\s*\)"
_WITH_AGENCY = re.compile(rf"\s*(?:(?P<place>{_PLACE}){_DAY}\s*)?{_AGENCY}{_DASH}(?=\S)")
_ALONE = re.compile(rf"\s*(?P<place>{_PLACE}){_DAY}\s*(?:[—–―]|--|(?<=\s)-(?=\s))\s*(?=\S)")
_NO_PLACES = re.compile(
    r"\b(?:breaking|updated?|live|watch|video|audio|exclusive|analysis|opinion|comment|editorial|correction|photos|"
    r"advisory|alert|urgent|listen|read|note|more|new|just|developing|explainer|factbox)\b",
    re.I,
)
_LITTLE = re.compile(
    r"de|del|da|do|dos|das|di|la|le|les|las|los|du|des|et|y|e|of|and|the|on|upon|in|sur|sous|au|aux|am|an|der|den|van|al"
)
_PART = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_ABBREVIATION = re.compile(r"(?:[A-Z]\.){2,}")


class Dateline(Struct, frozen=True):
    """Where and through which agency a story was filed; its first `end` characters are the dateline."""

    end: int
    place: str | None
    agency: str | None
    published: str | None


def find_dateline(text: str) -> Dateline | None:
    """Return the dateline at the start of a paragraph, or None."""
    head = text[:160]
    match = _WITH_AGENCY.match(head)
    if match:
        return _make(match, match["agency"])
    match = _ALONE.match(head)
    if match and match["place"].split(",")[0].isupper() and not _is_label(match["place"]):
        return _make(match, None)
    return None


def make_name(place: str) -> str:
    """Return a place printed in capitals in the form of a name: RIO DE JANEIRO is Rio de Janeiro, D.C. stays."""
    if "," in place:
        return ", ".join(make_name(part.strip()) for part in place.split(","))
    if not place.isupper():
        return place
    kept = {match.span() for match in _ABBREVIATION.finditer(place)}

    def write(match: re.Match[str]) -> str:
        if any(start <= match.start() < end for start, end in kept):
            return match.group()
        word = match.group().lower()
        if match.start() and _LITTLE.fullmatch(word) and place[match.start() - 1] in " -":
            return word
        return "".join(part if part in "’'" else part.capitalize() for part in re.split("([’'])", word))

    return _PART.sub(write, place)


def _make(match: re.Match[str], agency: str | None) -> Dateline:
    place = (match["place"] or "").strip(" ,")
    return Dateline(match.end(), make_name(place) or None, agency, read_date(match["date"] or ""))


def _is_label(place: str) -> bool:
    return len(place) < 3 or len(place.split()) > 5 or _NO_PLACES.search(place) is not None
