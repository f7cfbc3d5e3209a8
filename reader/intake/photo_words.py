"""What the file of a photograph says itself: caption, credit and place as IPTC and XMP keep them beside the pixels.

The fields are those of the IPTC Photo Metadata Standard 2023; where both kinds say something, XMP goes first.
"""

import io
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from lxml.etree import _Element
from msgspec.structs import replace
from PIL import Image, ImageFile, IptcImagePlugin

from reader.intake.encoding import clean_characters
from reader.intake.photos import find_formats, open_photographs
from reader.intake.safe_xml import read_words, read_xml
from reader.intake.source import HandedIn
from reader.model.article import Article, Photo, PhotoWords
from reader.model.problem import Problem

LARGEST_XMP = 1_000_000
LONGEST = 5_000
_IPTC = {
    (2, 105): "headline",
    (2, 120): "caption",
    (2, 80): "byline",
    (2, 110): "credit",
    (2, 90): "city",
    (2, 101): "country",
    (2, 55): "created",
}
_XMP = {
    "Headline": "headline",
    "description": "caption",
    "creator": "byline",
    "Credit": "credit",
    "City": "city",
    "Country": "country",
    "DateCreated": "created",
}
_DAY = re.compile(r"(\d{4})[-:]?(\d\d)?[-:]?(\d\d)?")
_Told = dict[str, list[str]]


def add_photo_words(article: Article, handed: HandedIn) -> Article:
    """Return the article with what the files of its photographs say themselves, where they came with it."""
    if not any(photo.image for photo in article.photos):
        return article
    find = open_photographs(article, handed)
    photos = tuple(_add_words(photo, find) for photo in article.photos)
    return article if photos == article.photos else replace(article, photos=photos)


def _add_words(photo: Photo, find: Callable[[str], bytes | None]) -> Photo:
    data = find(photo.image) if photo.image else None
    words = read_photo_words(data) if data else None
    return replace(photo, in_file=words) if words else photo


def read_photo_words(data: bytes) -> PhotoWords | None:
    """Return what the bytes of an image say beside their pixels, or None where they say nothing of it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of sizes, and no pixel is read here
            with Image.open(io.BytesIO(data), formats=find_formats()) as image:
                told, packet = _read_iptc(image), _find_packet(image)
    except Exception:  # each of Pillow's decoders fails in its own way on a damaged image
        return None
    told = {**told, **_read_xmp(packet)}
    one = {field: " ".join(words) for field, words in told.items() if field not in ("byline", "created")}
    created = next((day for words in told.get("created", ()) if (day := _read_day(words))), None)
    words = PhotoWords(byline=tuple(told.get("byline", ())), created=created, **one)
    return words if words != PhotoWords() else None


def _read_iptc(image: ImageFile.ImageFile) -> _Told:
    found: Mapping[Any, Any] = IptcImagePlugin.getiptcinfo(image) or {}
    told: _Told = {}
    for key, field in _IPTC.items():
        values = found.get(key) or []
        given: list[bytes] = values if isinstance(values, list) else [values]
        lines = [_clean(_decode(value)) for value in given]
        if any(lines):
            told[field] = [line for line in lines if line]
    return told


def _decode(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("cp1252", "replace")  # what programs write that say nothing of their encoding


def _find_packet(image: ImageFile.ImageFile) -> bytes:
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or image.getexif().get(700) or b""
    if isinstance(packet, str):
        packet = packet.encode("utf-8", "replace")
    return packet if isinstance(packet, bytes) and len(packet) <= LARGEST_XMP else b""


def _read_xmp(packet: bytes) -> _Told:
    if not packet:
        return {}
    try:
        root = read_xml(packet.strip(b"\x00 \r\n\t"))
    except Problem:
        return {}
    told: _Told = {}
    for name, words in _find_properties(root):
        field = _XMP.get(name)
        if field and words:
            told.setdefault(field, words)
    return told


def _find_properties(root: _Element) -> Iterator[tuple[str, list[str]]]:
    """Give the properties of each description, as attributes or as elements with one value or a list of them."""
    for description in root.iter("Description"):
        for name, value in description.attrib.items():
            yield str(name).rpartition("}")[2].rpartition(":")[2], [line for line in (_clean(str(value)),) if line]
        for element in description:
            items = list(element.iter("li"))
            if element.find("Alt") is not None:
                items = sorted(items, key=_is_translation)[:1]
            lines = (_clean(read_words(item)) for item in (items or [element]))
            yield str(element.tag), [line for line in lines if line]


def _is_translation(item: _Element) -> bool:
    return not any(str(name).endswith("lang") and value == "x-default" for name, value in item.attrib.items())


def _clean(words: str) -> str:
    return " ".join(clean_characters(words).split())[:LONGEST].strip("\x00 ")


def _read_day(words: str) -> str | None:
    """Return an ISO date, as much of it as is given, from “20240603” or “2024-06-03T10:00:00+02:00”."""
    match = _DAY.match(words)
    if not match or match[1] == "0000":
        return None
    parts = [match[1]]
    for part in (match[2], match[3]):
        if not part or part == "00":
            break
        parts.append(part)
    return "-".join(parts)
