import pytest

from reader.intake.formats import read_source
from reader.intake.source import HandedIn
from reader.model.problem import Problem

SPACE = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'


def read_item(content: str, meta: str = "<headline>Harbour opens</headline>"):
    item = f"<newsItem {SPACE}><contentMeta>{meta}</contentMeta><contentSet>{content}</contentSet></newsItem>"
    return read_source(HandedIn(f'<?xml version="1.0"?>{item}'.encode()))


def test_text_and_picture_of_one_message_are_one_story(read_sample, blocks, photo_words):
    article = read_sample("harbour.newsml.xml")
    source = article.source
    assert source.kind == "newsml"
    assert source.byline == ("Jonas Ekdal",)
    assert source.published == "2026-05-12T09:30:00+02:00"
    assert (source.outlet, source.agency, source.place) == ("Coast Wire", "Coast Wire", "Saltholm")
    assert source.copyright == "© 2026 Coast Wire"
    assert source.subjects == ("shipping",)
    assert ("subhead", "A closed passage") in blocks(article)
    image, caption, credit = photo_words(article)[0]
    assert image == "https://coastwire.example/p/ferry.jpg"
    assert caption.startswith("The ferry Linnea")
    assert credit == "Ines Falk/Coast Wire"


def test_html_inside_is_read():
    page = (
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body><p>It opened.</p></body></html>'
    )
    article = read_item(f"<inlineXML contenttype='application/xhtml+xml'>{page}</inlineXML>")
    assert article.text == "Harbour opens\nIt opened."


def test_plain_text_inside_is_read():
    words = "The harbour opened on Monday.\n\nIt was time, she said."
    article = read_item(f"<inlineData contenttype='text/plain'>{words}</inlineData>")
    assert article.text == "Harbour opens\nThe harbour opened on Monday.\nIt was time, she said."


def test_message_without_a_story_is_told_in_plain_words():
    with pytest.raises(Problem, match="no story"):
        read_source(HandedIn(f"<packageItem {SPACE}><groupSet/></packageItem>".encode()))


def test_headline_and_byline_may_stand_in_the_text_alone():
    head = "<body.head><hedline><hl1>Harbour opens</hl1></hedline><byline>By Jonas Ekdal</byline></body.head>"
    text = f"<nitf><body>{head}<body.content><p>It opened.</p></body.content></body></nitf>"
    article = read_item(f"<inlineXML>{text}</inlineXML>", meta="")
    assert (article.title, article.source.byline) == ("Harbour opens", ("Jonas Ekdal",))
    assert article.text == "Harbour opens\nBy Jonas Ekdal\nIt opened."
