"""Which format bytes are in, found from the bytes themselves: mail, web archives, agencies' files, books, documents."""

import re
import zlib

from reader.intake.encoding import read_characters

PACKED_KINDS = ("mhtml", "eml", "ninjs", "nitf", "newsml", "docx", "epub", "pdf", "warc")
_HEAD = 20_000
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_GZIP = b"\x1f\x8b"
_PDF = re.compile(rb"[^%]{0,1024}%PDF-\d")
_FIELDS = re.compile(r"(?:[A-Za-z][\w-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
_MAIL_FIELD = re.compile(r"^(?:MIME-Version|Content-Type|Received|Message-ID|Return-Path):", re.I | re.M)
_MAILBOX = re.compile(r"\s*From [^\n]*\n")
_POSTED = re.compile(r"^(?:To|Cc|Received|Message-ID|Return-Path|Delivered-To):", re.I | re.M)
_WEB_ARCHIVE = re.compile(r"^Content-Type:\s*multipart/related|^Snapshot-Content-Location:", re.I | re.M)
_XML_ROOT = re.compile(
    r"\s*(?:<\?.*?\?>\s*|<!--(?:(?!-->).)*-->\s*|<!DOCTYPE[^\[>]*(?:\[.*?\])?\s*>\s*)*<(?:[\w.-]+:)?([\w.-]+)", re.S
)
_NEWSML_ROOTS = ("newsItem", "newsMessage", "packageItem")
_JSON_KEYS = re.compile(
    r'"(?:uri|\$?standard|versioncreated|headlines?|bod(?:y|ies)(?:_\w+)?|representationtype|profile|by|byline)"\s*:',
    re.I,
)


def find_packed_kind(data: bytes) -> str | None:
    """Return the kind of `PACKED_KINDS` that the bytes are, whatever their name, or None: then they are a text."""
    if data.startswith(_ZIP):
        return _find_zip_kind(data)
    if data.startswith(b"WARC/") or (data.startswith(_GZIP) and _unpack_start(data).startswith(b"WARC/")):
        return "warc"
    if _PDF.match(data[:1100]):
        return "pdf"
    head = read_characters(data[:_HEAD])
    return _find_text_kind(head.lstrip("\ufeff"), len(data)) if head else None


def _find_zip_kind(data: bytes) -> str | None:
    if b"mimetypeapplication/epub+zip" in data[:200] or b"META-INF/container.xml" in data:
        return "epub"
    return "docx" if b"word/document" in data or (b"[Content_Types].xml" in data and b"word/" in data) else None


def _find_text_kind(head: str, size: int) -> str | None:
    start = _MAILBOX.sub("", head, count=1) if head.startswith("From ") else head
    fields = _FIELDS.match(start)
    if fields and _MAIL_FIELD.search(fields.group()):
        is_page = _WEB_ARCHIVE.search(fields.group()) and not _POSTED.search(fields.group())
        return "mhtml" if is_page and "text/html" in head.lower() else "eml"
    opening = head.lstrip()[:1]
    if opening == "<":
        root = _XML_ROOT.match(head)
        name = root[1] if root else ""
        return "nitf" if name == "nitf" else "newsml" if name in _NEWSML_ROOTS else None
    if opening == "{":
        keys = {match.group().lower() for match in _JSON_KEYS.finditer(head)}
        return "ninjs" if len(keys) >= 2 or (keys and size < _HEAD) else None
    return None


def _unpack_start(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(data[:_HEAD], 16)
    except zlib.error:
        return b""
