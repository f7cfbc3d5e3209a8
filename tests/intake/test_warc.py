import gzip

import pytest

from reader.intake.formats import read_source
from reader.intake.photos import keep_photos
from reader.intake.source import HandedIn, open_source
from reader.intake.warc import read_answers
from reader.model.problem import Problem


def record(body: bytes, kind: str = "response") -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nContent-Type: application/http\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body + b"\r\n\r\n"


def test_first_page_that_was_answered_is_read(read_sample, photo_words):
    article = read_sample("harbour.warc.gz")
    assert article.source.kind == "warc"
    assert article.source.address == "https://post.example/2026/05/ferries"
    assert article.title == "Island ferries sail again after the storm"
    assert "newsletter" not in article.text
    assert photo_words(article)[0][0] == "https://post.example/photos/ferry.jpg"


def test_image_beside_the_page_is_kept(golden, tmp_path):
    handed = open_source(golden / "harbour.warc.gz")
    article = read_source(handed)
    keep_photos(article, handed, tmp_path)
    assert [path.stem for path in tmp_path.iterdir()] == [article.photos[0].stem]


def test_archive_that_is_not_packed_is_read_alike(golden, read_sample):
    plain = gzip.decompress((golden / "harbour.warc.gz").read_bytes())
    assert read_source(HandedIn(plain)).text == read_sample("harbour.warc.gz").text


def test_truncated_archive_gives_what_is_whole(golden):
    data = gzip.decompress((golden / "harbour.warc.gz").read_bytes())
    assert "Ferries left the harbour" in read_source(HandedIn(data[:-2_000])).text


def test_archive_without_a_page_is_told_in_plain_words():
    moved = record(b"HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\n\r\n<p>Moved</p>")
    with pytest.raises(Problem, match="no page"):
        read_source(HandedIn(moved))


def test_chunks_are_joined_and_a_wrong_claim_of_them_is_let_be():
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    answers = list(
        read_answers(record(head + b"3\r\none\r\n4;x=y\r\n two\r\n0\r\n\r\n") + record(head + b"<p>one</p>"))
    )
    assert [answer.data for answer in answers] == [b"one two", b"<p>one</p>"]
