"""What an agency's file says in fields of its own, put together into a story."""

import re
from collections.abc import Iterable

from msgspec import Struct

from reader.intake.blocks import Draft, Piece, shorten
from reader.intake.bylines import read_byline, read_names
from reader.intake.datelines import find_dateline
from reader.intake.dates import read_iso
from reader.intake.language import find_language
from reader.intake.whole import Whole

_BASIC_DATE = re.compile(r"\s*(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?\s*$")
_HEAD = 3
_SPACE = re.compile(r"\s+")


class AgencyStory(Struct, frozen=True):
    """The fields of a story as they are given; `byline` and `dateline` are lines as printed, `story` all the rest."""

    story: Whole
    headline: str = ""
    standfirsts: tuple[str, ...] = ()
    byline: str = ""
    dateline: str = ""
    place: str | None = None
    address: str | None = None
    outlet: str | None = None
    agency: str | None = None
    published: str | None = None
    language: str | None = None
    copyright: str | None = None
    subjects: tuple[str, ...] = ()


def make_agency_draft(given: AgencyStory) -> Draft:
    """Return the draft of a story; what its text says again at its start (headline, byline) stands there once."""
    head = [
        Piece("headline", given.headline) if given.headline else None,
        *(Piece("standfirst", words) for words in given.standfirsts if not _opens_with(given.story, words)),
        Piece("byline", given.byline) if given.byline else None,
        Piece("byline", given.dateline) if not _opens_with(given.story, given.dateline) else None,
    ]
    pieces = tuple(piece for piece in head if piece)
    said = {_fold(piece.text) for piece in pieces}
    story = given.story.keep(lambda i, piece: i >= _HEAD or _fold(piece.text) not in said)
    whole = Whole(pieces) + story
    paragraphs = [piece.text for piece in story.pieces if piece.kind == "paragraph"]
    dateline = next((found for text in paragraphs[:3] if (found := find_dateline(text))), None)
    return Draft(
        title=given.headline or shorten(next((piece.text for piece in whole.pieces), "")),
        pieces=whole.pieces,
        pictures=whole.pictures,
        address=given.address,
        outlet=given.outlet,
        byline=read_byline(given.byline) or read_names(given.byline),
        published=given.published,
        language=find_language("\n".join(paragraphs), given.language),
        place=given.place or (dateline.place if dateline else None),
        agency=given.agency or (dateline.agency if dateline else None),
        copyright=given.copyright,
        subjects=given.subjects,
    )


def read_stamp(text: str | None) -> str | None:
    """Return a date or time, in ISO 8601's extended or basic form (`20260503T101500Z`), in the extended one."""
    basic = _BASIC_DATE.match(text or "")
    if not basic:
        return read_iso(text or "")
    year, month, day, hour, minute, second, zone = basic.groups()
    time = f"T{hour}:{minute}:{second or '00'}{zone or ''}" if hour else ""
    return read_iso(f"{year}-{month}-{day}{time}")


def read_web_address(*candidates: str | None) -> str | None:
    """Return the first of the candidates that is an address of the web."""
    return next((a.strip() for a in candidates if a and a.strip().lower().startswith(("http://", "https://"))), None)


def unique(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words that say something, each once, in order, on one line."""
    lines = (_SPACE.sub(" ", word).strip() for word in words)
    return tuple(dict.fromkeys(line for line in lines if line))


def _opens_with(story: Whole, words: str) -> bool:
    """Say whether the story itself begins with the words, or a long part of them; no words are always said."""
    if not words:
        return True
    opening = _fold(" ".join(piece.text for piece in story.pieces[: _HEAD + 1]))
    return _fold(words)[:80] in opening


def _fold(text: str) -> str:
    return _SPACE.sub(" ", text).strip(" .—–-").casefold()
