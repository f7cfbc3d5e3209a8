import io
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from reader import pipeline
from reader.intake.photo_words import read_photo_words
from reader.intake.source import HandedIn
from reader.model.analysis import Versions
from reader.model.article import PhotoWords
from reader.model.codec import from_format, to_format
from reader.model.reading import Reading

ATTRIBUTES = b"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
photoshop:City="Setubal" photoshop:Country="Portugal" photoshop:Credit="Northwire"
photoshop:DateCreated="2024-06-03T10:00:00+01:00">
<photoshop:Headline>Ferry sails again</photoshop:Headline>
<dc:description><rdf:Alt><rdf:li xml:lang="pt">O cais.</rdf:li><rdf:li xml:lang="x-default">Ana Reis opens the
 quay.</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>Tomas Lind</rdf:li><rdf:li>Elena Ruiz</rdf:li></rdf:Seq></dc:creator>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""
WHOLE = PhotoWords(
    "Ferry sails again",
    "Ana Reis opens the quay.",
    ("Tomas Lind", "Elena Ruiz"),
    "Northwire",
    "Setubal",
    "Portugal",
    "2024-06-03",
)


def make_iptc(**fields):
    numbers = {"headline": 105, "caption": 120, "byline": 80, "credit": 110, "city": 90, "country": 101, "created": 55}
    data = b"".join(struct.pack(">BBBH", 0x1C, 2, numbers[name], len(value)) + value for name, value in fields.items())
    block = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(data)) + data + b"\x00" * (len(data) % 2)
    segment = b"Photoshop 3.0\x00" + block
    return b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment


def make_jpeg(**saved):
    data = io.BytesIO()
    Image.new("RGB", (60, 40), "red").save(data, "JPEG", **saved)
    return data.getvalue()


def test_xmp_of_a_photograph_is_read():
    assert read_photo_words(make_jpeg(xmp=ATTRIBUTES)) == WHOLE


def test_xmp_of_a_png_is_read():
    told, data = PngImagePlugin.PngInfo(), io.BytesIO()
    told.add_itxt("XML:com.adobe.xmp", ATTRIBUTES.decode())
    Image.new("RGB", (60, 40)).save(data, "PNG", pnginfo=told)
    assert read_photo_words(data.getvalue()) == WHOLE


def test_iptc_of_a_photograph_is_read():
    saved = make_iptc(caption="Fähre am Kai.".encode("latin-1"), byline=b"Ana Reis", created=b"20240600", city=b"Husum")
    assert read_photo_words(make_jpeg(extra=saved)) == PhotoWords(
        caption="Fähre am Kai.", byline=("Ana Reis",), city="Husum", created="2024-06"
    )


def test_xmp_goes_before_iptc_and_iptc_fills_its_gaps():
    packet = ATTRIBUTES.replace(b'photoshop:City="Setubal"', b"")
    words = read_photo_words(make_jpeg(xmp=packet, extra=make_iptc(city=b"Lisbon", caption=b"Another caption.")))
    assert words
    assert (words.city, words.caption) == ("Lisbon", "Ana Reis opens the quay.")


def test_photograph_that_says_nothing_has_no_words():
    assert read_photo_words(make_jpeg()) is None
    assert read_photo_words(b"no image") is None


@pytest.mark.parametrize(
    "packet",
    [
        b"<!DOCTYPE x [<!ENTITY a 'b'>]><x:xmpmeta xmlns:x='adobe:ns:meta/'>&a;</x:xmpmeta>",
        b"<x:xmpmeta" + b" " * 60_000,
        b"\x00\xff" * 200,
    ],
)
def test_hostile_xmp_says_nothing(packet):
    assert read_photo_words(make_jpeg(xmp=packet)) is None


@given(st.data())
def test_broken_photograph_is_read_without_an_error(data):
    whole = bytearray(make_jpeg(xmp=ATTRIBUTES, extra=make_iptc(caption=b"The quay.", created=b"2024")))
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    read_photo_words(bytes(whole[: data.draw(st.integers(0, len(whole)))]))


def test_saved_page_tells_what_the_files_of_its_photographs_say(tmp_path: Path):
    (tmp_path / "quay.jpg").write_bytes(make_jpeg(xmp=ATTRIBUTES))
    words = "The ferry sails again after the storm, the harbour office said on Tuesday, and fares stay as they are. "
    page = (
        f"<html lang=en><title>Ferry</title><article><h1>Ferry</h1><p>{words * 3}</p><figure><img width=900 "
        f"src='page_files/quay.jpg'><figcaption>The quay of Setubal.</figcaption></figure><p>{words * 3}</p></article>"
    )
    article = pipeline.read(HandedIn(page.encode(), "page.html", files=tmp_path))
    assert [photo.in_file for photo in article.photos] == [WHOLE]
    told = to_format(Reading("1", article), Versions())
    assert told["photos"][0]["in_file"]["city"] == "Setubal"
    assert from_format(told)[0].photos == article.photos
