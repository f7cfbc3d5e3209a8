"""E-mails: the HTML of the message, else its text, with subject, sender and date."""

import re
from email.utils import parseaddr, parsedate_to_datetime

from msgspec.structs import replace

from reader.intake.blocks import Draft, Picture, Piece
from reader.intake.bylines import read_names
from reader.intake.parts import Part, find_parts, iterate_kinds, read_field, read_message, read_text
from reader.intake.plain import read_lines
from reader.intake.source import HandedIn, refuse_markup
from reader.intake.web import read_page
from reader.intake.whole import Whole, read_markup
from reader.intake.wire import Line, make_draft
from reader.model.problem import Problem

_REPLY = re.compile(r"^(?:\s*(?:re|fwd?|aw|wg|tr|sv|vs|rv|enc|odp|antw|doorst)\s*(?:\[\d+\])?:)+\s*", re.I)
_ENOUGH = 0.5
_FEWEST_BYTES = 20_000


def read_mail(handed: HandedIn) -> Draft:
    """Return the draft of an e-mail.

    The subject is the headline where the message has none; a sender with a person's name stands for the byline, any
    other for the outlet. Images that are attached follow the text.

    Raises:
        Problem: there are no words in it, or it cannot be read.
    """
    message = read_message(handed.data)
    parts = find_parts(message)
    subject = _REPLY.sub("", read_field(message, "Subject"))
    draft = _read_body(parts, subject, handed)
    if draft is None:
        raise Problem("There are no words in this e-mail.", "Hand in what is attached to it.")
    sender = parseaddr(read_field(message, "From"))[0].strip("\"' ")
    names = read_names(sender)
    if len("".join(names)) < len(sender):  # a part of it is no name: a newsroom, a newsletter
        names = ()
    return replace(
        draft,
        title=draft.title or subject,
        pictures=(*draft.pictures, *_find_attached(parts)),
        byline=draft.byline or names,
        outlet=draft.outlet or (sender if not names else None) or None,
        published=draft.published or _read_date(read_field(message, "Date")),
    )


def _read_body(parts: list[Part], subject: str, handed: HandedIn) -> Draft | None:
    texts = [text for part in iterate_kinds(parts, "text/html") if (text := read_text(part)).strip()]
    for text in texts:
        refuse_markup(text)
    if draft := _read_markup(texts, subject, handed):
        return draft
    plain = [read_lines(read_text(part)) for part in iterate_kinds(parts, "text/plain")]
    lines = [Line(line.piece, 1_000_000 * i + line.group) for i, some in enumerate(plain) for line in some]
    return _put_subject_first(lines, subject) if lines else None


def _read_markup(texts: list[str], subject: str, handed: HandedIn) -> Draft | None:
    """Return the story of a newsletter, or all the words of a message that is no page or is in several parts."""
    whole = sum((read_markup(text, handed) for text in texts), Whole())
    if not whole.pieces:
        return None
    page = read_page(texts[0], replace(handed, files=None)) if len(texts) == 1 else None
    if page and sum(len(piece.text) for piece in page.pieces) >= _ENOUGH * sum(
        len(piece.text) for piece in whole.pieces
    ):
        if not subject or any(piece.kind == "headline" for piece in page.pieces):
            return page
        headed = Whole((Piece("headline", subject),)) + Whole(tuple(page.pieces), tuple(page.pictures))
        return replace(page, title=subject, pieces=headed.pieces, pictures=headed.pictures)
    draft = _put_subject_first([Line(piece, i) for i, piece in enumerate(whole.pieces)], subject)
    return replace(draft, pictures=tuple(Picture(p.image, p.alt) for p in whole.pictures if p.image))


def _put_subject_first(lines: list[Line], subject: str) -> Draft:
    if subject and not any(line.piece.kind == "headline" for line in lines):
        lines = [Line(Piece("headline", subject), -1), *(line for line in lines if line.text != subject)]
    return make_draft(lines)


def _find_attached(parts: list[Part]) -> list[Picture]:
    """Return the attached photographs; small ones are the sender's decoration."""
    images = (part for part in parts if part.kind in ("image/jpeg", "image/png", "image/webp") and part.attached)
    return [Picture(image.name) for image in images if image.name and len(image.data) >= _FEWEST_BYTES]


def _read_date(text: str) -> str | None:
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
