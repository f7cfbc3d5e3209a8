"""The parts of a MIME message, as e-mails and web archives (MHTML) are: found, decoded, named."""

import email
import re
from collections.abc import Iterator
from email.header import decode_header
from email.message import Message
from email.policy import compat32
from urllib.parse import unquote

from msgspec import Struct

from reader.intake.encoding import clean_characters, read_characters
from reader.model.problem import Problem

MOST_PARTS = 5_000
MOST_LINES = 4_000_000
_MAILBOX = re.compile(rb"\s*From [^\n]*\n")
_ADVICE = "Save the story as a web page (HTML) or as plain text and hand that in."


class Part(Struct, frozen=True):
    """One leaf of a message: its type, its names as others refer to it, and the message that holds its bytes."""

    kind: str
    location: str
    cid: str
    name: str
    message: Message

    @property
    def data(self) -> bytes:
        """Its bytes, decoded; what cannot be decoded stays as it came."""
        payload = self.message.get_payload(decode=True)
        return payload if isinstance(payload, bytes) else b""

    @property
    def attached(self) -> bool:
        """Say whether it is meant to lie beside the message, not in it."""
        return str(self.message.get("Content-Disposition") or "").strip().lower().startswith("attachment")


def read_message(data: bytes) -> Message:
    """Return the message in the bytes, however broken it is.

    Raises:
        Problem: its parts nest without end, or it has over 4 million lines.
    """
    if data.count(b"\n") > MOST_LINES:
        raise Problem("This message has over 4 million lines.", _ADVICE)
    mailbox = _MAILBOX.match(data)
    try:
        return email.message_from_bytes(data[mailbox.end() :] if mailbox else data, policy=compat32)
    except RecursionError as error:
        raise Problem("The parts of this message are nested without end.", _ADVICE) from error


def find_parts(message: Message) -> list[Part]:
    """Return the leaves of a message in order.

    Raises:
        Problem: there are over 5,000.
    """
    parts: list[Part] = []
    waiting = [message]
    while waiting:
        inner = waiting.pop()
        payload = inner.get_payload()
        if isinstance(payload, list):
            waiting.extend(part for part in reversed(payload) if isinstance(part, Message))
            continue
        location, cid = read_field(inner, "Content-Location"), read_field(inner, "Content-ID").strip("<> ")
        parts.append(Part(inner.get_content_type(), "".join(location.split()), cid, _find_name(inner), inner))
        if len(parts) > MOST_PARTS:
            raise Problem("This message has over 5,000 parts.", _ADVICE)
    return parts


def read_field(message: Message, name: str) -> str:
    """Return a field of a message's head in characters, on one line; "" where it is missing."""
    raw = str(message.get(name) or "")[:20_000]
    try:
        words = "".join(_decode(word, charset) for word, charset in decode_header(raw))
    except (ValueError, LookupError):  # the stdlib's names for a broken encoded word
        words = raw
    return " ".join(clean_characters(words).split())


def read_text(part: Part) -> str:
    """Return the characters of a part, by its declared character set where that holds."""
    data = part.data
    charset = part.message.get_param("charset")
    if isinstance(charset, str):
        try:
            return clean_characters(data.decode(charset))
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    return read_characters(data) or ""


def find_image(parts: list[Part], address: str) -> bytes | None:
    """Return the bytes of the image part that an address, a `cid:` or a file name leads to, or None."""
    wanted = address.removeprefix("cid:")
    for part in parts:
        if part.kind.startswith(("image/", "application/octet-stream")) and wanted in (
            part.location,
            part.cid,
            part.name,
        ):
            return part.data
    return _find_beside(parts, address)


def _find_beside(parts: list[Part], address: str) -> bytes | None:
    """Return the image that lay beside a page under the file name an address ends in, wherever the page came from."""
    wanted = unquote(address.partition("?")[0]).rpartition("/")[2]
    for part in parts:
        is_beside = part.location and "://" not in part.location and part.kind.startswith("image/")
        if is_beside and wanted and unquote(part.location).rpartition("/")[2] == wanted:
            return part.data
    return None


def _decode(word: bytes | str, charset: str | None) -> str:
    if isinstance(word, str):
        return word
    try:
        return word.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return read_characters(word) or ""


def _find_name(message: Message) -> str:
    try:
        name = message.get_filename() or ""
    except (ValueError, LookupError, TypeError):  # a parameter encoded against the rules
        return ""
    return name.replace("\\", "/").rpartition("/")[2]


def iterate_kinds(parts: list[Part], *kinds: str) -> Iterator[Part]:
    """Give the parts of these types that stand in the message itself, in the order of the types."""
    for kind in kinds:
        yield from (part for part in parts if part.kind == kind and not part.attached)
