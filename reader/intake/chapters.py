"""The chapters of a book as stories of their own, and why what is no story in it was left out."""

import html
import io
import mimetypes
import re
import zipfile
from collections.abc import Iterator

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from reader.intake.archive import resolve_name
from reader.intake.book import CONTAINER, PART, Book, Entry, Part, find_anchors, find_cut
from reader.intake.epub import LARGEST_BOOK
from reader.intake.source import HandedIn
from reader.model.problem import LeftOut, Problem

MOST_CHAPTERS = 2_000
_SHORTEST = 200  # bytes of UTF-8: a sentence or two, in any script
_LONGEST_IMPRINT = 4_000
_FEW_LINKS = 4
_MOSTLY_LINKS = 0.6
_LONGEST_NAME = 100
_CUT = b'<meta charset="utf-8"/>\n'
_MIMETYPE = "application/epub+zip"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same chapter makes the same bytes whenever it is taken out
_MARKUP = re.compile(r"<!--.*?(?:-->|$)|<(script|style|head|title)\b.*?(?:</\1\s*>|$)|<[^<>]*>", re.I | re.S)
_LINK = re.compile(r"<a\s[^<>]*\bhref\b[^<>]*>(.*?)(?:</a\s*>|(?=<a\s)|$)", re.I | re.S)
_IMAGE = re.compile(r"\s(?:src|(?:xlink:)?href)\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)')", re.I)
_TYPES = re.compile(
    r"<(?:body|section|article|div|aside|nav|html)\b[^<>]*?\s(?:epub:type|role)\s*=\s*[\"']([^\"'<>]*)", re.I
)
_HEADING_FIRST = re.compile(r"\s*(?:<(?!h1\b)[^<>]*>\s*)*<h1\b", re.I)
_BODY = re.compile(r"<body\b[^<>]*>", re.I)
_COVER = "This is the cover or title page of the book."
_CONTENTS = "This is a list of what is in the book."
_IMPRINT = "This says who made the book."
_NOTES = "These are notes to the book."
_REASONS = {
    **dict.fromkeys(("cover", "titlepage", "title-page", "halftitlepage", "frontispiece", "dedication"), _COVER),
    **dict.fromkeys(("toc", "index", "loi", "lot", "loa", "lov", "landmarks", "page-list", "glossary"), _CONTENTS),
    **dict.fromkeys(("copyright-page", "colophon", "imprint", "imprimatur", "other-credits", "contributors"), _IMPRINT),
    **dict.fromkeys(("footnotes", "endnotes", "rearnotes", "notes", "bibliography", "errata"), _NOTES),
}
_ADVICE = "Nothing of it was kept; the book itself is as it was."


class Page(Struct, frozen=True):
    """A page of a book, or the stretch of it that belongs to one chapter."""

    name: str
    text: str
    is_whole: bool = True


class Chapter(Struct, frozen=True):
    """A stretch of a book: its place there, its title in the list of contents ("" where that has none), its pages."""

    place: str
    title: str
    pages: tuple[Page, ...]


class _Start(Struct, frozen=True):
    page: int
    position: int
    anchor: str = ""
    label: str = ""


def gather_book(handed: HandedIn) -> Iterator[tuple[str, HandedIn | Problem]] | None:
    """Give the place of each chapter with the chapter as a small book, or why it is left out.

    None for a book that is one story, or cannot be taken apart. A small book holds the files of its chapter as they
    stand in the whole one (of a page that it shares with others its own stretch), its images, and the package with all
    that the book says of itself.
    """
    try:
        book = Book(handed.data)
        chapters = () if book.part else find_chapters(book)
    except Problem:
        return None  # whoever reads it tells what is wrong
    told = [(chapter, _find_reason(book, chapter)) for chapter in chapters]
    if sum(reason is None for _, reason in told) < 2:
        return None
    return _give(book, handed, told)


def find_chapters(book: Book) -> tuple[Chapter, ...]:
    """Return a book cut into chapters by its list of contents, or page by page where that names hardly any.

    Raises:
        Problem: it is over 20 million characters long, damaged, or has over 2,000 chapters.
    """
    pages = [(name, book.read_page(name)) for name in book.pages]
    if sum(len(text) for _, text in pages) > LARGEST_BOOK:
        raise Problem("This book is over 20 million characters long.", "Hand in the story alone.")
    starts = _find_starts(pages, book.find_entries())
    if len(starts) > MOST_CHAPTERS:
        raise Problem("This book has over 2,000 chapters.", "Hand in the story alone.")
    return tuple(_make_chapter(pages, start, end) for start, end in zip(starts, [*starts[1:], None], strict=True))


def _find_starts(pages: list[tuple[str, str]], entries: tuple[Entry, ...]) -> list[_Start]:
    numbers = {name: number for number, (name, _) in enumerate(pages)}
    named = [entry for entry in _choose(entries) if entry.page in numbers]
    anchored = {entry.page for entry in named if entry.page and entry.anchor}
    anchors = {page: find_anchors(pages[numbers[page]][1]) for page in anchored}
    found: dict[tuple[int, int], _Start] = {}
    for entry in named:
        assert entry.page
        number = numbers[entry.page]
        position = find_cut(pages[number][1], anchors[entry.page], entry.anchor) if entry.anchor else 0
        anchor = entry.anchor if position else ""
        found.setdefault((number, position), _Start(number, position, anchor, entry.label))
    first = min((number for number, _ in found), default=0)
    tops = dict(sorted(found, reverse=True))  # the first place of each page comes last, and stays
    is_listed = len(found) > 1
    for number, (_, text) in enumerate(pages):
        says_more = number not in tops or bool(_read(text[: tops[number]]))
        if says_more and (not is_listed or number <= first or _opens_with_heading(text)):
            found.setdefault((number, 0), _Start(number, 0))
    return [found[place] for place in sorted(found)]


def _choose(entries: tuple[Entry, ...]) -> Iterator[Entry]:
    """Give the lines that begin a chapter: those below another only where most of them lie on pages of their own."""
    for entry in entries:
        if entry.page:
            yield entry
        beside = sum(below.page != entry.page for below in entry.entries)
        if 2 * beside > len(entry.entries):
            yield from _choose(entry.entries)


def _opens_with_heading(text: str) -> bool:
    body = _BODY.search(text)
    return bool(_HEADING_FIRST.match(text[body.end() :][:5_000] if body else text[:5_000]))


def _make_chapter(pages: list[tuple[str, str]], start: _Start, end: _Start | None) -> Chapter:
    last = len(pages) if end is None else end.page + (1 if end.position else 0)
    name = pages[start.page][0]
    stretch = [
        _cut(*pages[i], start.position if i == start.page else 0, end.position if end and i == end.page else None)
        for i in range(start.page, last)
    ]
    return Chapter(f"{name}#{start.anchor}" if start.anchor else name, start.label, tuple(stretch))


def _cut(name: str, text: str, start: int, end: int | None) -> Page:
    return Page(name, text[start:end], is_whole=not start and end is None)


def _find_reason(book: Book, chapter: Chapter) -> LeftOut | None:
    """Return why a chapter is no story, or None where it is one."""
    first = chapter.pages[0]
    markup = " ".join(page.text for page in chapter.pages)
    words = _read(markup)
    types = book.page_types.get(first.name, set()) if first.is_whole else set()
    opening = _TYPES.search(markup[:5_000])
    types = types | {word.removeprefix("doc-") for word in (opening[1].lower().split() if opening else ())}
    reason = next((_REASONS[name] for name in sorted(types) if name in _REASONS), None)
    if reason is None and len(words.encode("utf-8", "replace")) < _SHORTEST:
        reason = "There are hardly any words in it."
    if reason is None and _is_list(markup, words):
        reason = _CONTENTS
    if reason is None and "ISBN" in words and len(words) < _LONGEST_IMPRINT:
        reason = _IMPRINT
    return LeftOut(reason, _ADVICE) if reason else None


def _give(
    book: Book, handed: HandedIn, told: list[tuple[Chapter, LeftOut | None]]
) -> Iterator[tuple[str, HandedIn | Problem]]:
    for chapter, reason in told:
        found: HandedIn | Problem
        try:
            found = reason or replace(handed, data=_pack(book, chapter), name=_make_name(chapter), files=None)
        except Problem as problem:
            found = problem
        yield chapter.place, found


def _make_name(chapter: Chapter) -> str:
    label = " ".join(chapter.title.replace("/", " ").split())[:_LONGEST_NAME].strip(" .")
    return f"{label or chapter.pages[0].name.rpartition('/')[2].partition('.')[0]}.epub"


def _pack(book: Book, chapter: Chapter) -> bytes:
    """Return the small book of a chapter."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        _write(file, "mimetype", _MIMETYPE, zipfile.ZIP_STORED)
        _write(file, PART, msgspec.json.encode(Part(chapter.title)))
        for name in dict.fromkeys((CONTAINER, book.package_name)):
            _write(file, name, book.archive.read(name) or b"")
        for page in chapter.pages:
            cut = _CUT + page.text.encode("utf-8", "replace")
            _write(file, page.name, (book.archive.read(page.name) or b"") if page.is_whole else cut)
        for name in dict.fromkeys(name for page in chapter.pages for name in _find_images(book, page)):
            try:
                _write(file, name, book.archive.read(name) or b"", zipfile.ZIP_STORED)
            except Problem:
                continue  # the words are worth having without it
    return packed.getvalue()


def _write(file: zipfile.ZipFile, name: str, data: bytes | str, packing: int = zipfile.ZIP_DEFLATED) -> None:
    file.writestr(zipfile.ZipInfo(name, _LONG_AGO), data, packing)


def _find_images(book: Book, page: Page) -> Iterator[str]:
    for address in _IMAGE.finditer(page.text):
        name = resolve_name(page.name, html.unescape(address[1] or address[2] or ""))
        if name and name in book.archive and (mimetypes.guess_type(name)[0] or "").startswith("image/"):
            yield name


def _is_list(markup: str, words: str) -> bool:
    links = [_read(link[1]) for link in _LINK.finditer(markup)]
    return len(links) >= _FEW_LINKS and sum(map(len, links)) > _MOSTLY_LINKS * len(words)


def _read(markup: str) -> str:
    return " ".join(_MARKUP.sub(" ", markup).split())
