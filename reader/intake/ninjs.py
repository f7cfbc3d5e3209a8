"""ninjs, news in JSON (IPTC's ninjs 1, 2 and 3): the text in its richest form, and the pictures that belong to it."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from reader.intake.agency import AgencyStory, make_agency_draft, read_stamp, read_web_address, unique
from reader.intake.blocks import Draft
from reader.intake.credits import find_credit_tail
from reader.intake.encoding import read_characters
from reader.intake.plain import read_plain
from reader.intake.source import HandedIn
from reader.intake.whole import Whole, make_figures, read_markup
from reader.model.problem import Problem

LARGEST_JSON = 20_000_000
_MOST_PHOTOS = 500
_ADVICE = "Ask for the story in another format, or paste its text."
_TAG = re.compile(r"<(?:p|div|h\d|br|ul|section|article|body|html)\b", re.I)
_TAGS = re.compile(r"<[^<>]*>")

_Item = dict[str, Any]


def read_ninjs(handed: HandedIn) -> Draft:
    """Return the draft of a ninjs item; a package without a text of its own gives that of its first part.

    Raises:
        Problem: it is no JSON, or no item.
    """
    item = _read_item(handed.data)
    parts = [part for part in _associations(item) if part.get("type") not in ("audio", "video", "graphic")]
    story = _read_body(item, handed)
    text = next((part for part in parts if part.get("type") in ("text", "composite") and _bodies(part)), None)
    if not story.pieces and text is not None and not _is_photo(item):
        story, parts, item = _read_body(text, handed), parts + list(_associations(text)), {**item, **text}
    known = {picture.image for picture in story.pictures}
    photos = [part for part in ([item] if _is_photo(item) else []) + parts if _is_photo(part)][:_MOST_PHOTOS]
    figures = [_read_photo(photo, known) for photo in photos]
    return make_agency_draft(_make_story(item, story + make_figures([f for f in figures if f])))


def _read_item(data: bytes) -> _Item:
    text = read_characters(data) if len(data) <= LARGEST_JSON else None
    if text is None:
        raise Problem("This JSON is larger than 20 MB or no text at all.", _ADVICE)
    try:
        found = json.loads(text, object_pairs_hook=lambda pairs: {key.lower(): value for key, value in pairs})
    except (ValueError, RecursionError) as error:
        raise Problem("This JSON is broken and cannot be read.", _ADVICE) from error
    if not isinstance(found, dict):
        raise Problem("This JSON is no story.", _ADVICE)
    return found


def _make_story(item: _Item, story: Whole) -> AgencyStory:
    body = any(piece.kind == "paragraph" for piece in story.pieces)
    return AgencyStory(
        story=story,
        headline=_plain(_main(item, "headline")) or _word(item, "title") or _word(item, "name"),
        standfirsts=(_plain(_main(item, "description")),) if body and not _is_photo(item) else (),
        byline=_word(item, "byline") or _word(item, "by"),
        place=_word(item, "located") or None,
        address=read_web_address(_word(item, "uri")),
        outlet=_word(item, "copyrightholder") or None,
        agency=_names(item, "infosource")[0] if _names(item, "infosource") else None,
        published=next(
            (date for name in ("firstcreated", "contentcreated", "versioncreated") if (date := _date(item, name))), None
        ),
        language=_word(item, "language") or None,
        copyright=_word(item, "copyrightnotice") or _word(item, "copyrightholder") or None,
        subjects=unique(_names(item, "subject") or _names(item, "subjects")),
    )


def _read_body(item: _Item, handed: HandedIn) -> Whole:
    """Return the text of an item, from the form of it that keeps most of its structure."""
    bodies = sorted(_bodies(item), key=lambda body: bool(_TAG.search(body[:2_000])), reverse=True)
    for body in bodies:
        if _TAG.search(body[:2_000]):
            whole = read_markup(body, handed, read_web_address(_word(item, "uri")) or "")
        else:
            draft = read_plain(body, handed)
            whole = Whole(tuple(draft.pieces), tuple(draft.pictures))
        if whole.pieces:
            return whole
    return Whole()


def _bodies(item: _Item) -> list[str]:
    """Return every form of an item's text that is HTML or plain; other markup has no place in a story."""
    bodies = [text for kind, text in _forms(item, "body", "bodies") if "xml" not in kind or "html" in kind]
    return [text for text in bodies if text.strip() and not re.match(r"\s*<(?:\?xml|(?!html)\w*nitf)", text, re.I)]


def _main(item: _Item, name: str) -> str:
    forms = _forms(item, name, f"{name}s")
    return next((text for kind, text in forms if "main" in kind), next((text for _, text in forms if text), ""))


def _forms(item: _Item, stem: str, several: str) -> list[tuple[str, str]]:
    """Return the forms of a text with the words that tell them apart: `body_html` in ninjs 1, `bodies` in 2 and 3."""
    found = [(name, text) for name, text in item.items() if re.fullmatch(rf"{stem}(?:_\w+)?", name)]
    entries = (entry for entry in _list(item.get(several)) if isinstance(entry, dict))
    found += [(f"{e.get('role') or ''} {e.get('contenttype') or ''}".lower(), e.get("value")) for e in entries]
    return [(kind, text) for kind, text in found if isinstance(text, str)]


def _associations(item: _Item) -> Iterator[_Item]:
    found = item.get("associations")
    for entry in found.values() if isinstance(found, dict) else _list(found):
        yield from (part for part in _list(entry) if isinstance(part, dict))


def _is_photo(item: _Item) -> bool:
    return item.get("type") in ("picture", "photo", "image")


def _read_photo(item: _Item, known: set[str | None]) -> tuple[str | None, str, str] | None:
    """Return image, caption and credit of a picture, or None where the text itself shows one of its versions."""
    image, versions = _find_image(item)
    if versions & known:
        return None
    caption = _plain(_main(item, "description")) or _plain(_main(item, "headline"))
    credit = next((said for name in ("creditline", "byline", "by") if (said := _word(item, name))), "")
    if not credit and (tail := find_credit_tail(caption)):
        caption, credit = caption[: tail.start].rstrip(), caption[tail.first : tail.last]
    return image, caption, credit or _word(item, "copyrightholder") or _word(item, "copyrightnotice")


def _find_image(item: _Item) -> tuple[str | None, set[str]]:
    """Return the address of the largest version of a picture, and those of all."""
    renditions = item.get("renditions")
    found = list(renditions.values()) if isinstance(renditions, dict) else _list(renditions)
    images = [
        (_number(entry.get("width")), entry["href"])
        for entry in found
        if isinstance(entry, dict) and isinstance(entry.get("href"), str) and entry["href"]
    ]
    return (max(images, key=lambda image: image[0])[1] if images else None), {address for _, address in images}


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) and abs(value) < 1e9 else 0.0


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _word(item: _Item, name: str) -> str:
    value = item.get(name)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _names(item: _Item, name: str) -> list[str]:
    found = (entry.get("name") if isinstance(entry, dict) else entry for entry in _list(item.get(name)))
    return [word for word in found if isinstance(word, str) and word.strip()]


def _date(item: _Item, name: str) -> str | None:
    return read_stamp(_word(item, name))


def _plain(text: str) -> str:
    """Return words without their tags, on one line."""
    if "<" in text:
        text = html.unescape(_TAGS.sub(" ", text))
    return " ".join(text.split())
