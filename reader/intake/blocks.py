"""Putting an article together: pieces of text in order become one text with blocks, links and photographs in place."""

from collections.abc import Sequence
from hashlib import sha256

from msgspec import Struct

from reader.intake.candidates import put_first
from reader.intake.source import HandedIn
from reader.model.article import Article, Block, BlockKind, Candidate, Link, Photo, Source
from reader.model.span import Span


class PieceLink(Struct, frozen=True):
    """A link over `start` to `end` of a piece's own text."""

    start: int
    end: int
    address: str


class Piece(Struct, frozen=True):
    """A block to be, with its own text (never blank, no white space around it)."""

    kind: BlockKind
    text: str
    level: int = 0
    links: tuple[PieceLink, ...] = ()


class Words(Struct, frozen=True):
    """Words from `start` to `end` of piece number `piece`."""

    piece: int
    start: int
    end: int


class Picture(Struct, frozen=True):
    """A photograph to be: its caption and credit are words of pieces."""

    image: str | None
    alt: str = ""
    caption: Words | None = None
    credit: Words | None = None


class Draft(Struct, frozen=True):
    """What one format gives: the pieces of the story in order, its pictures, and what it says about itself."""

    title: str
    pieces: Sequence[Piece]
    pictures: Sequence[Picture] = ()
    address: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None
    place: str | None = None
    agency: str | None = None
    copyright: str | None = None
    subjects: tuple[str, ...] = ()
    changed: str | None = None
    section: str | None = None
    candidates: tuple[Candidate, ...] = ()


def make_article(draft: Draft, handed: HandedIn, kind: str) -> Article:
    """Return the article of a draft: its pieces joined by one newline, spans in code points of the whole text.

    What the user said about the source (address, date) goes before what the source says.
    """
    starts: list[int] = []
    end = 0
    for piece in draft.pieces:
        starts.append(end)
        end += len(piece.text) + 1
    return Article(
        source=make_source(draft, handed, kind),
        title=draft.title,
        text="\n".join(piece.text for piece in draft.pieces),
        blocks=tuple(_make_block(piece, start) for piece, start in zip(draft.pieces, starts, strict=True)),
        photos=tuple(_make_photo(picture, starts) for picture in draft.pictures),
    )


def make_source(draft: Draft, handed: HandedIn, kind: str) -> Source:
    """Return what is known about where a draft came from."""
    candidates = put_first(draft.candidates, "published", handed.published)
    return Source(
        kind=kind,
        sha256=sha256(handed.data).hexdigest(),
        address=handed.address or draft.address,
        outlet=draft.outlet,
        byline=draft.byline,
        published=handed.published or draft.published,
        language=draft.language,
        place=draft.place,
        agency=draft.agency,
        copyright=draft.copyright,
        subjects=draft.subjects,
        changed=draft.changed,
        section=draft.section,
        candidates=put_first(candidates, "address", handed.address),
    )


def make_verbatim(text: str, handed: HandedIn, language: str | None) -> Article:
    """Return the text as it stands: every line that is not blank is a paragraph, nothing is dropped."""
    blocks = []
    start = 0
    for line in text.split("\n"):
        words = line.strip()
        if words:
            first = start + line.index(words)
            blocks.append(Block("paragraph", Span(first, first + len(words))))
        start += len(line) + 1
    title = shorten(blocks[0].span.cut(text)) if blocks else ""
    source = make_source(Draft(title, (), language=language), handed, "text")
    return Article(source, title, text, tuple(blocks))


def shorten(text: str, longest: int = 120) -> str:
    """Return the text, or as many of its first words as fit."""
    if len(text) <= longest:
        return text
    cut = text[:longest]
    return cut[: cut.rfind(" ")] + "…" if " " in cut else cut + "…"


def _make_block(piece: Piece, start: int) -> Block:
    links = tuple(Link(Span(start + link.start, start + link.end), link.address) for link in piece.links)
    return Block(piece.kind, Span(start, start + len(piece.text)), piece.level, links)


def _make_photo(picture: Picture, starts: Sequence[int]) -> Photo:
    return Photo(picture.image, _span(picture.caption, starts), _span(picture.credit, starts), picture.alt)


def _span(words: Words | None, starts: Sequence[int]) -> Span | None:
    if words is None:
        return None
    return Span(starts[words.piece] + words.start, starts[words.piece] + words.end)
