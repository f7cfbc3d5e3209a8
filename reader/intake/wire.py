"""A story in lines: which are headline, standfirst, byline, photo credit and caption, and where the story starts."""

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from reader.intake.blocks import Draft, Picture, Piece, Words, shorten
from reader.intake.bylines import is_byline, read_byline
from reader.intake.credits import find_credit, find_credit_tail
from reader.intake.datelines import Dateline, find_dateline
from reader.intake.dates import read_date, read_date_line
from reader.intake.language import find_language

_HEAD = 14
_LONGEST_HEADLINE = 250
_LONGEST_STANDFIRST = 60
_SENTENCE_END = re.compile(r"[.!?…。][\"”’»)]*$")
_CAPTION_WORDS = re.compile(
    r"\((?:left|right|cent(?:er|re)|l-r|from left|file|pictured|top|bottom)\)|"
    r"\b(?:file photo|pictured|from left|is seen|are seen|in this (?:file )?(?:photo|image|picture))\b",
    re.I,
)
_PHOTO_WORDS = re.compile(r"\b(?:photo|picture|image|foto|bild|photograph)|[/©ⓒ]", re.I)


class Line(Struct, frozen=True):
    """A paragraph of the source with the group of lines it stood in; `piece.kind` is paragraph where that is open."""

    piece: Piece
    group: int
    image: str | None = None

    @property
    def text(self) -> str:
        """Its words."""
        return self.piece.text

    @property
    def open(self) -> bool:
        """Say whether it is still to be found out what it is."""
        return self.piece.kind == "paragraph" and self.image is None


def make_draft(lines: Sequence[Line]) -> Draft:
    """Return the draft of a story from its lines, none of which is lost."""
    parts, pictures = _find_captions(lines)
    filed_at, dateline = _find_filing(parts)
    head = _find_body(parts, filed_at)
    pieces = [line.piece for line in parts]
    title = _read_headline(pieces, head)
    byline, published = _read_head(pieces, head)
    pieces = [piece if i < head else _find_subhead(pieces, i) for i, piece in enumerate(pieces)]
    kept = [i for i, line in enumerate(parts) if line.image is None]
    return Draft(
        title=title,
        pieces=[pieces[i] for i in kept],
        pictures=_renumber(pictures, {old: new for new, old in enumerate(kept)}),
        byline=byline,
        published=published or (dateline.published if dateline else None),
        language=find_language("\n".join(piece.text for piece in pieces)),
        place=dateline.place if dateline else None,
        agency=dateline.agency if dateline else None,
    )


def is_line_of_its_own(text: str) -> bool:
    """Say whether a line cannot be the beginning or the continuation of a paragraph."""
    return find_credit(text) is not None or is_byline(text) or read_date_line(text) is not None


def _find_filing(lines: Sequence[Line]) -> tuple[int | None, Dateline | None]:
    for i, line in enumerate(lines[:_HEAD]):
        dateline = find_dateline(line.text) if line.open else None
        if dateline and (i or dateline.agency):
            return i, dateline
    return None, None


def _find_body(lines: Sequence[Line], filed_at: int | None) -> int:
    """Return the number of the first line that is the story itself."""
    if filed_at is not None:
        return filed_at
    for i, line in enumerate(lines[:_HEAD]):
        if line.piece.kind in ("list_item", "blockquote", "preformatted", "table_row", "subhead"):
            return i
        if line.open and i and len(line.text) > 40 and _SENTENCE_END.search(line.text):
            following = lines[i + 1 : i + 4]
            if not any(other.open and is_line_of_its_own(other.text) for other in following):
                return i
    return 1 if lines and len(lines) > 1 else 0


def _read_headline(pieces: list[Piece], head: int) -> str:
    first = next((i for i, piece in enumerate(pieces[:_HEAD]) if piece.kind == "headline"), None)
    if first is not None:
        return pieces[first].text
    for i, piece in enumerate(pieces[:head]):
        if piece.kind == "paragraph" and not is_line_of_its_own(piece.text):
            if len(piece.text) > _LONGEST_HEADLINE:
                break
            pieces[i] = replace(piece, kind="headline")
            return piece.text
    opening = next((piece.text for piece in pieces if piece.kind not in ("caption", "credit")), "")
    dateline = find_dateline(opening)
    return shorten(opening[dateline.end if dateline else 0 :])


def _read_head(pieces: list[Piece], head: int) -> tuple[tuple[str, ...], str | None]:
    """Settle what stands between headline and story, and return the authors and the date it names."""
    byline: tuple[str, ...] = ()
    published = None
    for i, piece in enumerate(pieces[:head]):
        if piece.kind != "paragraph":
            continue
        names, date = read_byline(piece.text), read_date_line(piece.text)
        if names or date:
            pieces[i] = replace(piece, kind="byline")
            byline, published = byline or names, published or date
        elif not byline and i and pieces[i - 1].kind == "headline" and len(piece.text.split()) <= _LONGEST_STANDFIRST:
            pieces[i] = replace(piece, kind="standfirst")
    if head < len(pieces) and pieces[head].kind == "paragraph" and not byline and is_byline(pieces[head].text):
        byline, pieces[head] = read_byline(pieces[head].text), replace(pieces[head], kind="byline")
    return byline, published


def _find_subhead(pieces: Sequence[Piece], i: int) -> Piece:
    """Return a short line without a full stop between two paragraphs as a subhead, anything else as it is."""
    piece = pieces[i]
    if piece.kind != "paragraph" or not 0 < i < len(pieces) - 1 or len(piece.text) > 80:
        return piece
    beside = pieces[i - 1].kind, pieces[i + 1].kind
    plain = piece.text[-1].isalnum() or piece.text[-1] in "?)’'%"
    opens = piece.text[0].isupper() or piece.text[0].isdigit()
    follows = pieces[i + 1].text
    if beside == ("paragraph", "paragraph") and plain and opens and len(piece.text.split()) <= 10:
        spoken = _SENTENCE_END.search(pieces[i - 1].text)
        if spoken and len(follows) > len(piece.text) and _SENTENCE_END.search(follows):
            return replace(piece, kind="subhead", level=2)
    return piece


def _find_captions(lines: Sequence[Line]) -> tuple[list[Line], list[Picture]]:
    """Split credits from the captions they end, and join each credit to its caption and its photograph."""
    parts = _split_credits(lines)
    pictures: list[Picture] = []
    taken: set[int] = set()
    for i, line in enumerate(list(parts)):
        if line.piece.kind != "credit":
            continue
        caption = _caption_of(parts, i, taken)
        if caption is not None:
            taken.add(caption)
            parts[caption] = replace(parts[caption], piece=replace(parts[caption].piece, kind="caption"))
        image = _image_beside(parts, i, caption)
        source, alt = (parts[image].image, parts[image].text) if image is not None else (None, "")
        taken.update({i} if image is None else {i, image})
        words = None if caption is None else Words(caption, 0, len(parts[caption].text))
        credit = find_credit(line.text)
        bare = Words(i, credit.first, credit.last) if credit else Words(i, 0, len(line.text))
        pictures.append(Picture(source, alt, words, bare))
    for i, line in enumerate(parts):
        if line.image and i not in taken:
            caption = next((j for j in (i + 1, i - 1) if _is_free_caption(parts, j, taken)), None)
            taken.update({i} if caption is None else {i, caption})
            words = None if caption is None else Words(caption, 0, len(parts[caption].text))
            pictures.append(Picture(line.image, line.text, words))
    return parts, pictures


def _is_free_caption(parts: Sequence[Line], i: int, taken: set[int]) -> bool:
    return 0 <= i < len(parts) and parts[i].piece.kind == "caption" and i not in taken


def _split_credits(lines: Sequence[Line]) -> list[Line]:
    parts: list[Line] = []
    for line in lines:
        if line.piece.kind == "caption" and (credit := find_credit_tail(line.text)) and credit.start:
            before = line.text[: credit.start].rstrip()
            links = tuple(link for link in line.piece.links if link.end <= len(before))
            parts.append(replace(line, piece=Piece("caption", before, links=links)))
            parts.append(replace(line, piece=Piece("credit", line.text[credit.start :])))
        elif not line.open:
            parts.append(line)
        elif find_credit(line.text):
            parts.append(replace(line, piece=replace(line.piece, kind="credit")))
        elif tail := _photo_tail(line.text):
            before = line.text[:tail].rstrip()
            links = tuple(link for link in line.piece.links if link.end <= len(before))
            parts.append(replace(line, piece=Piece("caption", before, links=links)))
            parts.append(replace(line, piece=Piece("credit", line.text[tail:])))
        else:
            parts.append(line)
    return parts


def _photo_tail(text: str) -> int | None:
    """Return where the credit that shows a paragraph to be a caption begins."""
    tail = find_credit_tail(text) if len(text) < 900 and _PHOTO_WORDS.search(text[-240:]) else None
    return tail.start if tail and _PHOTO_WORDS.search(text[tail.start :]) else None


def _caption_of(parts: Sequence[Line], credit: int, taken: set[int]) -> int | None:
    group = parts[credit].group
    if credit and parts[credit - 1].piece.kind == "caption" and parts[credit - 1].group == group:
        return None if credit - 1 in taken else credit - 1
    after = credit + 1 if credit + 1 < len(parts) and _may_be_caption(parts[credit + 1]) else None
    before = credit - 1 if credit > 1 and credit - 1 not in taken and _may_be_caption(parts[credit - 1]) else None
    if after is not None and parts[after].group == group:
        return after
    if before is not None and parts[before].group == group:
        return before
    if after is not None and (_says_caption(parts[after].text) or _is_before_filing(parts, after)):
        return after
    if before is not None and _says_caption(parts[before].text):
        return before
    return None


def _may_be_caption(line: Line) -> bool:
    return line.open and len(line.text) < 900 and not is_line_of_its_own(line.text) and find_dateline(line.text) is None


def _says_caption(text: str) -> bool:
    return _CAPTION_WORDS.search(text) is not None or read_date(text[-40:]) is not None


def _is_before_filing(parts: Sequence[Line], i: int) -> bool:
    following = parts[i + 1 : i + 4]
    return any(find_dateline(line.text) for line in following) and _SENTENCE_END.search(parts[i].text) is not None


def _image_beside(parts: Sequence[Line], credit: int, caption: int | None) -> int | None:
    near = [i for i in (credit, caption) if i is not None]
    for i in (min(near) - 1, max(near) + 1):
        if 0 <= i < len(parts) and parts[i].image:
            return i
    return None


def _renumber(pictures: Sequence[Picture], numbers: dict[int, int]) -> list[Picture]:
    def move(words: Words | None) -> Words | None:
        return replace(words, piece=numbers[words.piece]) if words else None

    return [replace(picture, caption=move(picture.caption), credit=move(picture.credit)) for picture in pictures]
