"""EPUB books: the chapters of the spine in order as one article, their headings as subheads."""

from lxml.etree import _Element

from reader.intake.agency import AgencyStory, make_agency_draft, read_stamp, read_web_address, unique
from reader.intake.archive import Archive, resolve_name
from reader.intake.blocks import Draft
from reader.intake.encoding import read_characters
from reader.intake.safe_xml import find_words, read_words, read_xml
from reader.intake.source import HandedIn, refuse_markup
from reader.intake.whole import Whole, read_markup
from reader.model.problem import Problem

LARGEST_BOOK = 20_000_000
_CONTAINER = "META-INF/container.xml"
_PAGES = ("application/xhtml+xml", "text/html", "application/xml")
_DAMAGED = Problem(
    "This e-book is damaged: what it is made of cannot be found.", "Get it once more, or paste the story."
)


def read_epub(handed: HandedIn) -> Draft:
    """Return the draft of a book; contents lists and what stands outside the reading order are left out.

    Raises:
        Problem: it is damaged, locked, made to unpack without end, or over 20 million characters long.
    """
    archive = Archive(handed.data)
    package_name, package = _open_package(archive)
    chapters = _find_chapters(package, package_name)
    _refuse_locked(archive, chapters)
    story = Whole()
    length = 0
    for name in chapters:
        chapter = _read_chapter(archive, name, handed)
        length += sum(len(piece.text) for piece in chapter.pieces)
        if length > LARGEST_BOOK:
            raise Problem("This book is over 20 million characters long.", "Hand in the story alone.")
        story += chapter
    if not any(piece.kind != "subhead" for piece in story.pieces):
        raise Problem("There are no words in this e-book: its pages are pictures.", "Paste the text of the story.")
    told = package.find("metadata")
    return make_agency_draft(_make_story(package if told is None else told, story))


def _make_story(told: _Element, story: Whole) -> AgencyStory:
    return AgencyStory(
        story=story,
        headline=find_words(told, ".//title"),
        byline=", ".join(unique(read_words(creator) for creator in told.iterfind(".//creator"))),
        address=read_web_address(*(read_words(source) for source in told.iterfind(".//source"))),
        outlet=find_words(told, ".//publisher") or None,
        published=next(
            (date for told_date in told.iterfind(".//date") if (date := read_stamp(read_words(told_date)))), None
        ),
        language=find_words(told, ".//language") or None,
        copyright=find_words(told, ".//rights") or None,
        subjects=unique(read_words(subject) for subject in told.iterfind(".//subject")),
    )


def _open_package(archive: Archive) -> tuple[str, _Element]:
    container = archive.read(_CONTAINER)
    root = next(read_xml(container).iter("rootfile"), None) if container else None
    name = root.get("full-path") if root is not None else None
    name = name or next((name for name in archive.names if name.endswith(".opf")), "")
    package = archive.read(name)
    if package is None:
        raise _DAMAGED
    return name, read_xml(package)


def _find_chapters(package: _Element, package_name: str) -> list[str]:
    items = {item.get("id"): item for item in package.iterfind("manifest/item")}
    lists = {place.get("href", "").split("#")[0] for place in package.iterfind("guide/reference[@type='toc']")}
    chapters = []
    for reference in package.iterfind("spine/itemref"):
        item = items.get(reference.get("idref"))
        if item is None or reference.get("linear") == "no" or "nav" in (item.get("properties") or "").split():
            continue
        address = item.get("href", "")
        name = resolve_name(package_name, address)
        if name and address not in lists and item.get("media-type", _PAGES[0]) in _PAGES:
            chapters.append(name)
    if not chapters:
        raise _DAMAGED
    return list(dict.fromkeys(chapters))


def _refuse_locked(archive: Archive, chapters: list[str]) -> None:
    locks = archive.read("META-INF/encryption.xml")
    locked = {place.get("URI") for place in read_xml(locks).iter("CipherReference")} if locks else set()
    if locked & set(chapters):
        raise Problem("This e-book is locked by its publisher.", "Paste the story from the program that may open it.")


def _read_chapter(archive: Archive, name: str, handed: HandedIn) -> Whole:
    data = archive.read(name)
    text = read_characters(data) if data else None
    if not text or not text.strip():
        return Whole()
    refuse_markup(text)
    whole = read_markup(text, handed)
    return whole.place_images(lambda image: image if image.startswith("http") else resolve_name(name, image))
