"""What was given: a source and the article read from it."""

from hashlib import sha256
from typing import Literal

from msgspec import Struct

from reader.model.span import Span

BlockKind = Literal[
    "headline",
    "standfirst",
    "byline",
    "paragraph",
    "subhead",
    "list_item",
    "blockquote",
    "preformatted",
    "table_row",
    "caption",
    "credit",
]

# what may be said about a story as a whole; "title" is Article's, the others are those of its Source
FieldName = Literal[
    "title", "outlet", "agency", "byline", "published", "changed", "place", "section", "language", "address"
]
FieldValue = str | tuple[str, ...] | None  # of a byline its names
Origin = Literal[
    "given",  # with the file, by whoever handed it in
    "json_ld",
    "open_graph",
    "meta",
    "microdata",
    "window_title",
    "link",
    "page",  # printed on it
    "words",  # told by the language they are in
]


class Candidate(Struct, frozen=True, omit_defaults=True):
    """What a source says of one of its fields at one place of it."""

    field: FieldName
    value: str | tuple[str, ...]
    origin: Origin


class Source(Struct, frozen=True):
    """Where an article came from, as far as it says so itself.

    `kind` is the format it was read as; `sha256` is that of the bytes handed in.
    `published` is an ISO 8601 date or datetime; `language` an ISO 639-1 code; `place` the dateline's place.
    `copyright` and `subjects` are as an agency's file gives them. `candidates` are what a page says where, each field's
    most trusted first.
    What a source does not say stays None: nothing is guessed.
    """

    kind: str
    sha256: str
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


class Link(Struct, frozen=True):
    """An http or https link over words of the text."""

    span: Span
    address: str


class Block(Struct, frozen=True):
    """One readable piece of an article: a paragraph, a subhead, a caption.

    `level` is the depth of a subhead (2 to 6) or of a list item (1 upwards), else 0. In a table row the cells are
    separated by tabs.
    """

    kind: BlockKind
    span: Span
    level: int = 0
    links: tuple[Link, ...] = ()


class PhotoWords(Struct, frozen=True, omit_defaults=True):
    """What the file of a photograph says itself (IPTC, XMP); `created` is an ISO date, as much of it as is given."""

    headline: str = ""
    caption: str = ""
    byline: tuple[str, ...] = ()
    credit: str = ""
    city: str = ""
    country: str = ""
    created: str | None = None


class Photo(Struct, frozen=True):
    """A photograph of the story, or a caption that came without one (`image` is None).

    `image` is the address, file name or `data:` address the source gave. `caption` and `credit` lie in blocks of the
    article; `in_file` is what the image file says, where it came with the source.
    """

    image: str | None
    caption: Span | None = None
    credit: Span | None = None
    alt: str = ""
    in_file: PhotoWords | None = None

    @property
    def stem(self) -> str | None:
        """The file name, without suffix, under which the library keeps a copy of the image."""
        return sha256(self.image.encode("utf-8", "replace")).hexdigest()[:20] if self.image else None


class Article(Struct, frozen=True):
    """A story: `text` is every readable block, in order, joined by one newline (verbatim: the input as it stands).

    Blocks are ordered and disjoint, with white space alone between them. All offsets of the house count code points
    of `text`.
    """

    source: Source
    title: str
    text: str
    blocks: tuple[Block, ...]
    photos: tuple[Photo, ...] = ()

    def field(self, name: FieldName) -> FieldValue:
        """Return what the article says in one of its fields; nothing said is None, of a byline no names."""
        value: FieldValue = self.title if name == "title" else getattr(self.source, name)
        return value

    def number_of_paragraph(self, offset: int) -> int:
        """Return the number, from 1, of the paragraph that holds an offset, or 0 outside the paragraphs."""
        number = 0
        for block in self.blocks:
            number += block.kind == "paragraph"
            if block.span.start <= offset < block.span.end:
                return number if block.kind == "paragraph" else 0
        return 0
