import json

import pytest

from reader.intake.formats import read_source
from reader.intake.source import HandedIn
from reader.model.problem import Problem

TEXT = "The harbour of the town was opened again on Monday.\n\n“It was time,” said Marta Quist, who runs the shop."
PICTURE = {
    "type": "picture",
    "headline": "Ferry",
    "description_text": "The ferry leaves the harbour on Monday.",
    "byline": "Ines Falk",
    "renditions": {
        "thumb": {"href": "https://a.example/t.jpg", "width": 100},
        "full": {"href": "https://a.example/f.jpg", "width": 2000},
    },
}


def read(**item):
    return read_source(HandedIn(json.dumps({"uri": "urn:x:1", "type": "text", **item}).encode()))


def test_item_of_ninjs_3_is_read_as_it_is_given(read_sample, blocks, photo_words):
    article = read_sample("harbour.ninjs.json")
    source = article.source
    assert source.kind == "ninjs"
    assert source.byline == ("Jonas Ekdal", "Mina Soto")
    assert source.published == "2026-05-12T09:30:00+02:00"
    assert (source.place, source.agency, source.language) == ("Saltholm", "Coast Wire", "en")
    assert source.copyright == "© 2026 Coast Wire"
    assert source.subjects == ("transport accident and incident", "shipping")
    kinds = [kind for kind, _ in blocks(article)]
    assert kinds[:4] == ["headline", "standfirst", "byline", "paragraph"]
    assert kinds.count("headline") == 1
    assert kinds.count("list_item") == 2
    assert ("subhead", "A closed passage") in blocks(article)
    image, caption, credit = photo_words(article)[0]
    assert image == "https://coastwire.example/p/ferry.jpg"
    assert caption.startswith("The ferry Linnea")
    assert credit == "Ines Falk/Coast Wire"


def test_item_of_ninjs_1_is_read_by_its_own_names(photo_words):
    article = read(headline="Harbour opens", body_text=TEXT, byline="By Jonas Ekdal", associations={"main": PICTURE})
    assert article.title == "Harbour opens"
    assert article.source.byline == ("Jonas Ekdal",)
    caption = "The ferry leaves the harbour on Monday."
    assert photo_words(article) == [("https://a.example/f.jpg", caption, "Ines Falk")]


def test_markup_of_other_kinds_is_no_body():
    bodies = [{"contenttype": "application/xml", "value": "<TTNITF><P>x</P></TTNITF>"}, {"value": TEXT}]
    article = read(headlines=[{"value": "Harbour"}], bodies=bodies)
    assert "TTNITF" not in article.text
    assert "It was time" in article.text


def test_picture_alone_is_a_caption_with_its_photograph(photo_words):
    article = read_source(HandedIn(json.dumps({"uri": "urn:x:2", **PICTURE}).encode()))
    assert article.title == "Ferry"
    assert photo_words(article)[0][0] == "https://a.example/f.jpg"


def test_package_without_a_text_gives_that_of_its_part():
    part = {"type": "text", "headline": "Harbour opens", "body_html": "<p>It opened on Monday at noon.</p>"}
    article = read(type="composite", headline="Today", associations={"first": part})
    assert article.title == "Harbour opens"
    assert "It opened on Monday" in article.text


@pytest.mark.parametrize(
    "data",
    [
        b'{"uri": "urn:x", "headline": "a", "body_text": ',
        b'{"uri": "urn:x", "headline": ' + b"[" * 100_000,
        b'{"uri": 1, "headline": [1], "bodies": {"value": 3}, "associations": [[[]]]}',
    ],
)
def test_broken_item_is_told_in_plain_words(data):
    with pytest.raises(Problem):
        read_source(HandedIn(data))


def test_other_json_is_not_taken_for_a_story_of_an_agency():
    assert read_source(HandedIn(b'{"name": "x", "words": ["The harbour opened on Monday."]}')).source.kind == "text"
