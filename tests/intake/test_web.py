import random

import pytest

from reader.intake.formats import read_source
from reader.intake.source import HandedIn
from reader.model.problem import Problem


@pytest.fixture
def page(golden):
    return (golden / "page.html").read_bytes()


@pytest.fixture
def article(page):
    return read_source(HandedIn(page, "page.html", address="https://www.daily-harbour.example/news/opens"))


def kinds(article):
    return [(block.kind, block.span.cut(article.text)) for block in article.blocks]


def test_saved_page_gives_the_story_in_order_and_nothing_else(article, checked):
    checked(article)
    assert [kind for kind, _ in kinds(article)] == [
        "headline",
        "standfirst",
        "byline",
        "caption",
        "credit",
        "paragraph",
        "paragraph",
        "subhead",
        "paragraph",
        "caption",
        "credit",
        "paragraph",
        "list_item",
        "list_item",
        "blockquote",
        "table_row",
        "table_row",
        "table_row",
        "paragraph",
    ]
    for furniture in ("Most read", "cookies", "Sign up", "Ferry fares rise", "comment", "Subscribe"):
        assert furniture not in article.text


def test_saved_page_says_who_wrote_it_when_and_where(article):
    source = article.source
    assert article.title == "Harbour opens after ten years"
    assert source.byline == ("Elena Ruiz", "Tomas Lind")
    assert source.outlet == "Daily Harbour"
    assert source.published == "2024-06-03T10:30:00+02:00"
    assert (source.language, source.place, source.agency, source.kind) == ("en", "Lindhaven", "Northwire", "html")
    assert source.address == "https://www.daily-harbour.example/news/opens"


def test_saved_page_keeps_its_photographs_with_caption_and_credit(article):
    assert [
        (
            photo.image,
            photo.caption and photo.caption.cut(article.text),
            photo.credit and photo.credit.cut(article.text),
        )
        for photo in article.photos
    ] == [
        (
            "https://www.daily-harbour.example/img/pier-1600.jpg",
            "The new pier of Lindhaven on Monday.",
            "Ann Berg/Northwire",
        ),
        ("https://www.daily-harbour.example/img/crane.jpg", "The crane that came from Gdansk.", "Port of Lindhaven"),
    ]


def test_links_of_a_page_are_made_whole(article):
    links = [(link.span.cut(article.text), link.address) for block in article.blocks for link in block.links]
    assert links[-1:] == [("a report of 2014", "https://www.daily-harbour.example/reports/2014")]


def test_what_the_user_says_goes_before_what_the_page_says(page):
    handed = HandedIn(page, address="https://example.org/copy", published="2024-01-01")
    source = read_source(handed).source
    assert (source.address, source.published) == ("https://example.org/copy", "2024-01-01")


def test_photographs_saved_beside_the_page_keep_their_names(read_html, tmp_path):
    body = '<h1>Port</h1><figure><img src="./page_files/port.jpg"><figcaption>The port.</figcaption></figure>'
    article = read_html(body + "<p>The port was opened on Monday by the mayor of the town.</p>", files=tmp_path)
    assert article.photos[0].image == "./page_files/port.jpg"


def test_photographs_inside_the_page_keep_their_address(read_html):
    data = "data:image/jpeg;base64," + "QUJD" * 2_000
    body = f'<h1>Port</h1><figure><img src="{data}"><figcaption>The port.</figcaption></figure>'
    article = read_html(body + "<p>The port was opened on Monday by the mayor of the town.</p>")
    assert article.photos[0].image == data


def test_smallest_page_is_read(read_html):
    assert kinds(read_html("<p>hello there</p>", "<title>Port</title>")) == [
        ("headline", "Port"),
        ("paragraph", "hello there"),
    ]


def test_page_without_words_is_told_in_plain_words(read_html):
    with pytest.raises(Problem, match="no story"):
        read_html("<script>var a = 1</script><img src=a.jpg>")


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 100_000 + "<p>The port was opened on Monday by the mayor.</p>",
        "<a href='http://[bad'>x</a><img src='http://[bad.jpg' width=600>"
        "<p>The port was opened on Monday by the mayor.</p>",
        "<p>" + "x" * 1_000_000 + "</p><p>The port was opened on Monday by the mayor.</p>",
        "<p>The port was opened\x00 on Monday\x07 by the mayor.</p>",
        "<figure><img src=a.jpg><figcaption>" + "Photo: (" * 50_000 + "</figcaption></figure>"
        "<p>The port was opened on Monday by the mayor.</p>",
    ],
    ids=["nested", "addresses", "long word", "controls", "caption"],
)
def test_hostile_page_is_read_to_the_end(read_html, body):
    assert "The port was opened on Monday by the mayor." in read_html(body).text


def test_mutated_pages_are_read_or_refused_in_plain_words(page, checked):
    seed = random.randrange(1 << 30)
    print("seed", seed)
    said = []
    chance = random.Random(seed)
    for _ in range(60):
        data = bytearray(page)
        for _ in range(chance.randrange(1, 12)):
            at = chance.randrange(len(data))
            match chance.randrange(5):
                case 0:
                    data[at] = chance.randrange(256)
                case 1:
                    del data[at : at + chance.randrange(200)]
                case 2:
                    data[at:at] = data[at : at + chance.randrange(200)]
                case 3:
                    data[at:at] = b"<div>" * chance.randrange(400)
                case _:
                    data[at:at] = chance.choice(
                        [b"\x00", b"\xed\xa0\x80", b"</p>", b"<p>", b"&#0;", b"]]>", b"<!--", b"\xff"]
                    )
        try:
            checked(read_source(HandedIn(bytes(data), kind="html")))
        except Problem as problem:
            said.append(problem.what)
    assert all(what.endswith(".") for what in said)
