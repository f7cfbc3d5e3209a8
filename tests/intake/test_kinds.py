import gzip

import pytest

from reader.intake.formats import read_source
from reader.intake.kinds import PACKED_KINDS, find_packed_kind
from reader.intake.source import HandedIn


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("harbour.mhtml", "mhtml"),
        ("harbour.eml", "eml"),
        ("harbour.ninjs.json", "ninjs"),
        ("harbour.nitf.xml", "nitf"),
        ("harbour.newsml.xml", "newsml"),
        ("harbour.docx", "docx"),
        ("harbour.epub", "epub"),
        ("harbour.pdf", "pdf"),
        ("harbour.warc.gz", "warc"),
        ("page.html", None),
    ],
)
def test_kind_is_found_from_the_content_whatever_the_name(golden, name, kind):
    assert find_packed_kind((golden / name).read_bytes()) == kind


def test_there_is_a_sample_of_every_kind(golden):
    found = {find_packed_kind(path.read_bytes()) for path in golden.iterdir()}
    assert set(PACKED_KINDS) <= found


def test_kind_and_name_do_not_matter_to_each_other(golden):
    article = read_source(HandedIn((golden / "harbour.docx").read_bytes(), name="story.html"))
    assert article.source.kind == "docx"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"The harbour opened on Monday.\n\nIt was time.",
        b"Harbour: opened\nMonday: noon\n\nIt was time.",
        b'<?xml version="1.0"?><rss><channel/></rss>',
        b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>nitf</p></body></html>',
        b"<!DOCTYPE html><html><body><newsItem></newsItem></body></html>",
        b'["uri", "headline"]',
        b"PK\x03\x04photo.jpg",
        gzip.compress(b"words"),
        b"\x1f\x8bbroken",
        b"\x89PNG\r\n\x1a\n",
    ],
)
def test_what_is_of_no_such_kind_is_left_to_others(data):
    assert find_packed_kind(data) is None


def test_content_that_tempts_the_search_to_backtrack_is_searched_at_once():
    for data in (b"a:b\n" * 5_000, b"<!--" * 5_000, b"<!DOCTYPE a [" * 2_000, b"<?" * 10_000, b"<!-- -->" * 2_500):
        find_packed_kind(data)
