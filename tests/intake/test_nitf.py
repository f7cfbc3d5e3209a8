import pytest

from reader.intake.formats import read_source
from reader.intake.source import HandedIn
from reader.model.problem import Problem

STORY = "<p>The harbour of the town was opened again on Monday.</p><p>It was time, she said.</p>"


def read(body: str, head: str = "<hedline><hl1>Harbour opens</hl1></hedline>", start: str = ""):
    document = f"{start}<nitf><body><body.head>{head}</body.head><body.content>{body}</body.content></body></nitf>"
    return read_source(HandedIn(document.encode()))


def test_head_and_body_are_read_as_they_are_given(read_sample, blocks):
    article = read_sample("harbour.nitf.xml")
    source = article.source
    assert source.kind == "nitf"
    assert source.byline == ("Jonas Ekdal",)
    assert source.published == "2026-05-12T09:30:00+02:00"
    assert (source.outlet, source.agency, source.place) == ("The Saltholm Post", "Coast Wire", "Saltholm")
    assert source.copyright == "© 2026 Coast Wire"
    assert source.subjects == ("shipping", "ferries")
    kinds = [kind for kind, _ in blocks(article)]
    assert kinds[:3] == ["headline", "standfirst", "byline"]
    assert kinds.count("list_item") == 2
    assert kinds.count("blockquote") == 1
    assert kinds.count("table_row") == 2
    assert ("subhead", "A closed passage") in blocks(article)
    assert "desk)" not in article.text


def test_photograph_stands_where_it_does_with_its_largest_version(read_sample, photo_words, blocks):
    article = read_sample("harbour.nitf.xml")
    image, caption, credit = photo_words(article)[0]
    assert image == "ferry.jpg"
    assert caption.startswith("The ferry Linnea")
    assert credit == "Ines Falk/Coast Wire"
    kinds = [kind for kind, _ in blocks(article)]
    assert kinds[kinds.index("caption") - 1] == "paragraph"


def test_link_and_marked_words_stay_in_their_sentence(read_sample):
    article = read_sample("harbour.nitf.xml")
    link = next(link for block in article.blocks for link in block.links)
    assert link.span.cut(article.text) == "The board"
    assert "meets on Friday." in article.text


def test_video_is_no_photograph():
    media = '<media media-type="video"><media-reference source="a.mp4"/></media>'
    assert read(STORY + media).photos == ()


def test_truncated_document_is_read_as_far_as_it_goes(golden):
    data = (golden / "harbour.nitf.xml").read_bytes()
    article = read_source(HandedIn(data[: data.index(b"<bq>")]))
    assert "The next ferry sails at noon." in article.text


@pytest.mark.parametrize(
    "start",
    [
        '<!DOCTYPE nitf [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE nitf [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<?xml version="1.0"?><!DOCTYPE nitf [<!entity % p SYSTEM "http://127.0.0.1/x">%p;]>',
    ],
)
def test_entities_of_its_own_are_refused(start):
    with pytest.raises(Problem, match="entities of its own"):
        read(STORY + "<p>&b;&a;</p>", start=start)


def test_document_without_words_is_told_in_plain_words():
    with pytest.raises(Problem, match="no story"):
        read("", head="")


def test_every_line_above_the_story_is_kept():
    lines = "<hedline><hl1>Harbour</hl1><hl2>It opened</hl2><hl2>Late</hl2></hedline>"
    article = read(STORY, f"{lines}<abstract><p>One.</p><p>Two.</p></abstract>")
    said = [block.span.cut(article.text) for block in article.blocks if block.kind == "standfirst"]
    assert said == ["It opened", "Late", "One.", "Two."]
