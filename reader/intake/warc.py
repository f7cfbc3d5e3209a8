"""WARC, the archives of web crawlers (ISO 28500): the first page that was answered, with the images beside it."""

import io
import re
import zlib
from collections.abc import Iterator
from gzip import BadGzipFile, GzipFile

from msgspec import Struct
from msgspec.structs import replace

from reader.intake.agency import read_web_address
from reader.intake.blocks import Draft
from reader.intake.encoding import clean_characters, read_characters
from reader.intake.source import HandedIn, refuse_markup
from reader.intake.web import read_page
from reader.model.problem import Problem

LARGEST_RECORD = 60_000_000
LARGEST_UNPACKED = 300_000_000
MOST_RECORDS = 20_000
_LONGEST_LINE = 20_000
_MOST_BLANK = 100
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)
_AGAIN = "Hand in the page itself, saved in a browser."


class Answer(Struct, frozen=True):
    """One page or file that a crawler was given: where from, of which type, and its bytes."""

    address: str
    kind: str
    data: bytes


def read_warc(handed: HandedIn) -> Draft:
    """Return the draft of the first page in a web archive.

    Raises:
        Problem: it holds no page, is damaged, or is made to unpack without end.
    """
    page = next((a for a in read_answers(handed.data) if "html" in a.kind and a.data.strip()), None)
    if page is None:
        raise Problem("There is no page in this web archive (WARC).", _AGAIN)
    text = _read_text(page)
    refuse_markup(text)
    address = handed.address or read_web_address(page.address)
    draft = read_page(text, replace(handed, address=address, files=None))
    return replace(draft, address=draft.address or address)


def read_answers(data: bytes) -> Iterator[Answer]:
    """Give every answer in a web archive that was a success, in order, decoded.

    Raises:
        Problem: it unpacks to over 300 MB.
    """
    packed = data.startswith(b"\x1f\x8b")
    file: io.BufferedIOBase = GzipFile(fileobj=io.BytesIO(data)) if packed else io.BytesIO(data)
    unpacked = 0
    try:
        for _ in range(MOST_RECORDS):
            fields = _read_fields(file)
            if fields is None:
                return
            length = fields.get("content-length", "")
            size = int(length) if length.isdecimal() and len(length) < 12 else 0
            unpacked += size
            if size > LARGEST_RECORD or unpacked > LARGEST_UNPACKED:
                raise Problem("This web archive unpacks to far more than it should, and was left alone.", _AGAIN)
            answer = _read_answer(fields, file.read(size))
            if answer:
                yield answer
    except (EOFError, BadGzipFile, zlib.error, OSError):
        return  # the end of a truncated archive: what came before it is read


def _read_fields(file: io.BufferedIOBase) -> dict[str, str] | None:
    """Return the fields of the next record's head, or None at the end."""
    line = next((line for _ in range(_MOST_BLANK) if (line := file.readline(_LONGEST_LINE)).strip() or not line), b"")
    if not line.startswith(b"WARC/"):
        return None
    return _parse_fields(iter(lambda: file.readline(_LONGEST_LINE), b""))


def _parse_fields(lines: Iterator[bytes]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for line in lines:
        if not line.strip() or len(fields) > 500:
            break
        name, _, value = line.decode("utf-8", "replace").partition(":")
        fields.setdefault(name.strip().lower(), value.strip())
    return fields


def _read_answer(fields: dict[str, str], record: bytes) -> Answer | None:
    address = fields.get("warc-target-uri", "").strip("<>")
    kind = fields.get("content-type", "").lower()
    if fields.get("warc-type") == "resource":
        return Answer(address, kind, record)
    if fields.get("warc-type") != "response" or not kind.startswith("application/http"):
        return None
    head, _, body = record.partition(b"\r\n\r\n")
    status, *lines = head.split(b"\r\n")
    if not re.match(rb"HTTP/[\d.]+ 2\d\d", status):
        return None
    told = _parse_fields(iter(lines))
    if told.get("transfer-encoding", "").lower() == "chunked":
        body = _join_chunks(body)
    return Answer(
        address, told.get("content-type", "").lower(), _unpack(body, told.get("content-encoding", "").lower())
    )


def _join_chunks(body: bytes) -> bytes:
    """Return the body of a chunked answer; one that is not, though its head says so, stays as it is."""
    parts: list[bytes] = []
    start = 0
    while match := re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r\n").match(body, start):
        size = int(match[1], 16)
        if not size:
            break
        parts.append(body[match.end() : match.end() + size])
        start = match.end() + size + 2
    return b"".join(parts) or body


def _unpack(body: bytes, coding: str) -> bytes:
    window = {"gzip": 31, "x-gzip": 31, "deflate": 47}.get(coding)
    if window is None:
        return body
    unpacker = zlib.decompressobj(window)
    try:
        plain = unpacker.decompress(body, LARGEST_RECORD)
    except zlib.error:
        return body  # unpacked when it was archived
    if unpacker.unconsumed_tail:
        raise Problem("This web archive unpacks to far more than it should, and was left alone.", _AGAIN)
    return plain


def _read_text(page: Answer) -> str:
    charset = _CHARSET.search(page.kind)
    if charset:
        try:
            return clean_characters(page.data.decode(charset[1]))
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    return read_characters(page.data) or ""
