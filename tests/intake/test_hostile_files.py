"""Files cut, changed, swollen and nested against us: a story or one plain sentence, soon."""

import gzip
import io
import random
import time
import zipfile
import zlib

import pytest

from reader.intake import pdf
from reader.intake.formats import read_source
from reader.intake.source import HandedIn
from reader.model.problem import Problem

SAMPLES = (
    "harbour.mhtml",
    "harbour.eml",
    "harbour.ninjs.json",
    "harbour.nitf.xml",
    "harbour.newsml.xml",
    "harbour.docx",
    "harbour.epub",
    "harbour.pdf",
    "harbour.warc.gz",
)
LONGEST = 10.0
SEED = 2026

HEAD = b"From: a@b.example\nTo: c@d.example\nMIME-Version: 1.0\nContent-Type: "
NONSENSE = {
    "eml": HEAD + b"text/plain\n\n",
    "eml in base64": HEAD + b"text/html\nContent-Transfer-Encoding: base64\n\n",
    "eml of one field": b"From: a\nTo: b\nReceived: ",
    "mhtml": b"Snapshot-Content-Location: x\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a\n"
    b"Content-Type: text/html\n\n",
    "ninjs": b'{"uri": "x", "headline": "',
    "nitf": b"<nitf><body><body.content><p>",
    "newsml": b"<newsItem><contentSet><inlineXML><p>",
    "pdf": b"%PDF-1.7\n",
    "zip": b"PK\x03\x04",
    "warc": b"WARC/1.0\r\n",
}


def read_soon(data: bytes, kind: str = "auto") -> str:
    """Return the text read, or the sentences of the Problem; anything else, or ten seconds, is a failure."""
    begun = time.monotonic()
    try:
        said = read_source(HandedIn(data, kind=kind)).text
    except Problem as problem:
        said = f"{problem.what} {problem.advice}".strip()
        if not problem.what.endswith("."):
            pytest.fail(f"no sentence: {said}")
    assert time.monotonic() - begun < LONGEST
    return said


def make_zip(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


@pytest.mark.parametrize("name", SAMPLES)
def test_truncated_file_is_read_or_told_of(golden, name):
    data = (golden / name).read_bytes()
    for tenth in range(10):
        read_soon(data[: len(data) * tenth // 10 + 5])


@pytest.mark.parametrize("name", SAMPLES)
def test_file_with_changed_bytes_is_read_or_told_of(golden, name):
    whole = (golden / name).read_bytes()
    chance = random.Random(f"{SEED}{name}")
    for _ in range(40):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 8, 60))):
            start = chance.randrange(len(data))
            data[start : start + chance.choice((0, 1, 4))] = chance.randbytes(chance.choice((0, 1, 4)))
        read_soon(bytes(data), kind="auto")


@pytest.mark.parametrize("start", NONSENSE.values(), ids=NONSENSE)
@pytest.mark.parametrize("fill", [b"<a>", b"words and words, ", b"\xff\x00\x93\x1c", b"\n"])
def test_ten_megabytes_of_nonsense_are_told_of_soon(start, fill):
    read_soon(start + fill * (10_000_000 // len(fill)))


@pytest.mark.parametrize("name", SAMPLES)
def test_file_is_refused_plainly_as_any_other_kind(golden, name):
    data = (golden / name).read_bytes()
    for kind in ("mhtml", "eml", "ninjs", "nitf", "newsml", "docx", "epub", "pdf", "warc", "html", "text", "markdown"):
        read_soon(data, kind)


@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml"])
def test_bomb_in_a_word_document_is_refused(name):
    files = {"word/document.xml": b"<document><body><p><r><t>x</t></r></p></body></document>"}
    bomb = b"<document>" + b" " * 59_000_000
    assert "far more than it should" in read_soon(make_zip({**files, name: bomb}), "docx")


def test_bomb_in_a_book_is_refused():
    chapters = b"".join(b'<item id="%d" href="%d.xhtml"/>' % (i, i) for i in range(40))
    spine = b"".join(b'<itemref idref="%d"/>' % i for i in range(40))
    package = b"<package><manifest>" + chapters + b"</manifest><spine>" + spine + b"</spine></package>"
    page = b"<html><body>" + b"<p>words of a bomb</p>" * 2_600_000
    assert "far more than it should" in read_soon(make_zip({"a.opf": package, "0.xhtml": page}), "epub")


def make_pdf_of(stream: bytes, pages: int) -> bytes:
    """Return a PDF whose pages all show the same packed stream."""
    packed = zlib.compress(stream, 9)
    kids = b" ".join(b"%d 0 R" % (9 + i) for i in range(pages))
    parts = [
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        b"2 0 obj<</Type/Pages/Count %d/Kids[%s]>>endobj\n" % (pages, kids),
        b"3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n",
        b"4 0 obj<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj\n" % (len(packed), packed),
    ]
    page = b"/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 3 0 R>>>>"
    parts += [b"%d 0 obj<</Type/Page%s>>endobj\n" % (9 + i, page) for i in range(pages)]
    return b"".join(parts) + b"trailer<</Root 1 0 R>>\n"


def test_bomb_in_a_pdf_is_refused():
    assert "far more than it should" in read_soon(make_pdf_of(b"0 0 m 1 1 l S\n" * 3_000_000, 1))


def test_pdf_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(pdf, "LONGEST_SECONDS", 0.2)
    shown = b"BT /F 10 Tf 50 700 Td (Harbour words) Tj ET\n" * 5_000
    assert "takes too long" in read_soon(make_pdf_of(shown, 300))


def test_bomb_in_a_web_archive_is_refused():
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(
        b" " * 70_000_000
    )
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n" % len(
        answer
    )
    assert "far more than it should" in read_soon(head + answer)


def test_web_archive_of_blank_lines_ends():
    read_soon(gzip.compress(b"WARC/1.0\r\n\r\n" + b"\r\n" * 30_000_000))


def test_parts_nested_without_end_are_refused():
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(5_000))
    read_soon(b"From: a\nTo: b\nMIME-Version: 1.0\n" + nested)


def test_mail_of_many_parts_is_refused():
    parts = b"--b\nContent-Type: text/html\n\n\n" * 6_000
    head = b"From: a\nTo: b\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
    assert "over 5,000 parts" in read_soon(head + parts)


@pytest.mark.parametrize("open_tag", [b"<p>", b"<block>", b"<q>", b"<table><tr><td>"])
def test_xml_nested_without_end_is_read_or_told_of(open_tag):
    read_soon(b"<nitf><body><body.content><p>The harbour opened.</p>" + open_tag * 100_000)


def test_names_in_an_archive_lead_nowhere():
    package = (
        b'<package><manifest><item id="a" href="../../../etc/passwd"/><item id="b" href="/etc/passwd"/></manifest>'
    )
    package += b'<spine><itemref idref="a"/><itemref idref="b"/></spine></package>'
    assert "root:" not in read_soon(make_zip({"a.opf": package, "../../../etc/passwd": b"<p>root:</p>"}), "epub")
