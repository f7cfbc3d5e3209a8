"""An e-book (EPUB) opened: its package, its pages in the order of reading, its list of contents."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec
from lxml.etree import _Element
from msgspec import Struct

from reader.intake.archive import Archive, resolve_name
from reader.intake.encoding import read_characters
from reader.intake.safe_xml import find_words, read_words, read_xml
from reader.model.problem import Problem

CONTAINER = "META-INF/container.xml"
LOCKS = "META-INF/encryption.xml"
PART = "META-INF/part.json"
_PAGES = ("application/xhtml+xml", "text/html", "application/xml")
_NCX = "application/x-dtbncx+xml"
_DAMAGED = Problem(
    "This e-book is damaged: what it is made of cannot be found.", "Get it once more, or paste the story."
)
_TAG = re.compile(r"<[a-z][^<>]*>", re.I)
_NAMED = re.compile(r"\s(?:xml:)?(?:id|name)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.I)
_NOT_BEFORE = ("</", "<!", "<?", "<img", "<image")
_MOST_BEFORE = 20


class Part(Struct, frozen=True):
    """What is kept with a chapter that was taken out of a book: its title in the list of contents there."""

    title: str = ""


class Entry(Struct, frozen=True):
    """A line of the list of contents with those below it; `page` None: a mere heading, `anchor` "": a whole page."""

    label: str
    page: str | None
    anchor: str
    entries: tuple["Entry", ...] = ()


class Book:
    """An EPUB held in memory.

    Raises:
        Problem: it is damaged, or locked by its publisher.
    """

    def __init__(self, data: bytes) -> None:
        self.archive = Archive(data)
        self.package_name, self.package = _open_package(self.archive)
        self._items = {item.get("id"): item for item in self.package.iterfind("manifest/item")}
        self.pages = self._find_pages()
        self._refuse_locked()

    @property
    def told(self) -> _Element:
        """What the book says of itself."""
        found = self.package.find("metadata")
        return self.package if found is None else found

    @cached_property
    def part(self) -> Part | None:
        """What is said of the one chapter that this is, where it was taken out of a book."""
        data = self.archive.read(PART)
        try:
            return msgspec.json.decode(data, type=Part) if data else None
        except msgspec.DecodeError:
            return None

    def read_page(self, name: str) -> str:
        """Return the characters of a page, "" where it is not there or blank."""
        data = self.archive.read(name)
        text = (read_characters(data) or "") if data else ""
        return text if text.strip() else ""

    def find_entries(self) -> tuple[Entry, ...]:
        """Return the lines of the list of contents, as EPUB 3 has it (`nav`) or EPUB 2 (NCX)."""
        for item in self._items.values():
            if "nav" in (item.get("properties") or "").split() and (opened := self._open(item)):
                name, root = opened
                lists = list(root.iter("nav"))
                toc = next((one for one in lists if "toc" in find_types(one)), lists[0] if lists else None)
                start = toc.find(".//ol") if toc is not None else None
                entries = () if start is None else tuple(_read_list(start, name))
                if entries:
                    return entries
        for item in self._items.values():
            if item.get("media-type") == _NCX and (opened := self._open(item)):
                name, root = opened
                return tuple(_read_points(root.iterfind("navMap/navPoint"), name))
        return ()

    @cached_property
    def page_types(self) -> dict[str, set[str]]:
        """What the guide and the landmarks call whole pages: cover, toc, notes."""
        found: dict[str, set[str]] = {}
        for place in self.package.iterfind("guide/reference"):
            name = resolve_name(self.package_name, place.get("href", ""))
            if name and "#" not in place.get("href", ""):
                found.setdefault(name, set()).add(place.get("type", "").lower())
        for item in self._items.values():
            if "nav" in (item.get("properties") or "").split() and (opened := self._open(item)):
                for link in (link for one in opened[1].iter("nav") for link in one.iter("a")):
                    name = resolve_name(opened[0], link.get("href", ""))
                    if name and "#" not in link.get("href", ""):
                        found.setdefault(name, set()).update(find_types(link))
        return found

    def _open(self, item: _Element) -> tuple[str, _Element] | None:
        name = resolve_name(self.package_name, item.get("href", ""))
        data = self.archive.read(name) if name else None
        return (name, read_xml(data)) if name and data else None

    def _find_pages(self) -> tuple[str, ...]:
        lists = {place.get("href", "").split("#")[0] for place in self.package.iterfind("guide/reference[@type='toc']")}
        pages = []
        for reference in self.package.iterfind("spine/itemref"):
            item = self._items.get(reference.get("idref"))
            if item is None or reference.get("linear") == "no" or "nav" in (item.get("properties") or "").split():
                continue
            address = item.get("href", "")
            name = resolve_name(self.package_name, address)
            if name and address not in lists and item.get("media-type", _PAGES[0]) in _PAGES:
                pages.append(name)
        if not pages:
            raise _DAMAGED
        return tuple(dict.fromkeys(pages))

    def _refuse_locked(self) -> None:
        locks = self.archive.read(LOCKS)
        locked = {place.get("URI") for place in read_xml(locks).iter("CipherReference")} if locks else set()
        if locked & set(self.pages):
            raise Problem(
                "This e-book is locked by its publisher.", "Paste the story from the program that may open it."
            )


def find_types(element: _Element) -> set[str]:
    """Return what an element of a book is said to be (`epub:type`, ARIA's `role`)."""
    values = (value for name, value in element.attrib.items() if str(name).endswith(("}type", ":type", "role")))
    return {word.removeprefix("doc-") for value in values for word in str(value).lower().split()}


def find_anchors(text: str) -> dict[str, int]:
    """Return where the element of each name begins in a page; one that opens others begins with the outermost."""
    found: dict[str, int] = {}
    for tag in _TAG.finditer(text):
        for name in _NAMED.finditer(tag.group()):
            found.setdefault(name[1] or name[2] or "", tag.start())
    return found


def find_cut(text: str, anchors: dict[str, int], anchor: str) -> int:
    """Return where a page is cut before the element named `anchor` and the tags that open right before it; else 0."""
    position = anchors.get(anchor, 0)
    for _ in range(_MOST_BEFORE):
        before = text.rfind("<", 0, position)
        tag = text[before:position].rstrip()
        if before < 0 or not tag.endswith(">") or tag.lower().startswith(_NOT_BEFORE):
            break
        position = before
    return position


def _open_package(archive: Archive) -> tuple[str, _Element]:
    container = archive.read(CONTAINER)
    root = next(read_xml(container).iter("rootfile"), None) if container else None
    name = root.get("full-path") if root is not None else None
    name = name or next((name for name in archive.names if name.endswith(".opf")), "")
    package = archive.read(name)
    if package is None:
        raise _DAMAGED
    return name, read_xml(package)


def _read_list(lines: _Element, base: str) -> Iterator[Entry]:
    for line in lines.iterfind("li"):
        link = line.find("a")
        heading = line.find("span") if link is None else link
        below = line.find("ol")
        entries = () if below is None else tuple(_read_list(below, base))
        yield _make_entry(read_words(heading), "" if link is None else link.get("href", ""), base, entries)


def _read_points(points: Iterable[_Element], base: str) -> Iterator[Entry]:
    for point in points:
        content = point.find("content")
        address = "" if content is None else content.get("src", "")
        entries = tuple(_read_points(point.iterfind("navPoint"), base))
        yield _make_entry(find_words(point, "navLabel/text"), address, base, entries)


def _make_entry(label: str, address: str, base: str, entries: tuple[Entry, ...]) -> Entry:
    return Entry(label, resolve_name(base, address), address.partition("#")[2], entries)
