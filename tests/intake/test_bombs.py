"""What grows without end once it is opened: refused in one plain sentence, or read as if it were not there."""

import base64
import io
import time
import zipfile

import pytest
from PIL import Image

from reader.intake import photos
from reader.intake.folders import gather_within, gather_zip
from reader.intake.formats import read_source
from reader.intake.photos import keep_photos
from reader.intake.source import HandedIn
from reader.model.problem import Problem

LONGEST = 20.0  # a third of what the working process gives a story
TOLD = "".join(
    f"<p>On day {day} the ferry lay by the {place}, the board said, and would sail when the wind fell.</p>"
    for day, place in enumerate(("wall", "quay", "island", "school", "mast", "barge"))
)
GROWING = (
    '<!DOCTYPE {0} [<!ENTITY a "ha ha ha ha ha "><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">'
    '<!ENTITY d "&c;&c;&c;&c;&c;&c;"><!ENTITY e SYSTEM "file:///etc/passwd">]>'
)
PACKAGE = '<package><manifest><item id="a" href="a.xhtml"/></manifest><spine><itemref idref="a"/></spine></package>'
BYTES = base64.b64encode(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 60_000).decode()
SMALL = base64.b64encode(b"\xff\xd8\xff\xe0" + bytes(2_000)).decode()


def make_page(more: str) -> bytes:
    head = "<head><title>The ferry waits</title></head>"
    body = f"<body><article><h1>The ferry waits</h1>{TOLD}{more}</article></body>"
    return f"<!doctype html><html>{head}{body}</html>".encode()


def make_zip(files: dict[str, str | bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def make_figure(width: int, height: int) -> str:
    data = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(data, "PNG")
    image = f"data:image/png;base64,{base64.b64encode(data.getvalue()).decode()}"
    return f'<figure><img src="{image}"><figcaption>The ferry.</figcaption></figure>'


@pytest.mark.parametrize(
    "more",
    [
        f'<figure><img src="data:image/jpeg;base64,{BYTES}"><figcaption>The ferry in May.</figcaption></figure>',
        f'<img src="data:text/plain,{"a" * 20_000_000}">',
        f'<img src="data:image/svg+xml;base64,{BYTES}">',
        f'<a href="data:text/html,{"b%20" * 5_000_000}">more</a>',
        f'<p style="background: url(data:image/png;base64,{BYTES})">more</p>',
        f'<figure><img src="data:image/jpeg;base64,{SMALL}"><figcaption>A ferry.</figcaption></figure>' * 3_000,
        f'<img src="data:image/png;base64,{SMALL[:80]}">' * 30_000,
    ],
    ids=["a photograph", "a text", "a drawing", "a link", "a style", "thousands", "tens of thousands"],
)
def test_page_full_of_data_is_read_soon_and_keeps_its_words(more, tmp_path):
    begun = time.monotonic()
    handed = HandedIn(make_page(more))
    article = read_source(handed)
    keep_photos(article, handed, tmp_path / "photos")
    assert time.monotonic() - begun < LONGEST
    assert "lay by the barge" in article.text
    assert "base64" not in article.text
    assert len(article.text) < 5_000


def test_image_of_sixty_megapixels_in_a_few_bytes_is_never_opened(tmp_path):
    handed = HandedIn(make_page(make_figure(8_000, 8_000)))
    article = read_source(handed)
    keep_photos(article, handed, tmp_path / "photos")
    assert [photo.caption.cut(article.text) for photo in article.photos] == ["The ferry."]
    assert not (tmp_path / "photos").exists()


def test_images_that_take_too_long_cost_no_more_than_themselves(tmp_path, monkeypatch):
    monkeypatch.setattr(photos, "LONGEST_SECONDS", -1.0)
    handed = HandedIn(make_page(make_figure(900, 600)))
    keep_photos(read_source(handed), handed, tmp_path / "photos")
    assert not (tmp_path / "photos").exists()


def grow(root: str, inside: str) -> str:
    return f'<?xml version="1.0"?>{GROWING.format(root)}{inside}'


@pytest.mark.parametrize(
    "data",
    [
        grow("nitf", "<nitf><body><body.content><p>&d;&e;</p></body.content></body></nitf>").encode(),
        grow("newsItem", "<newsItem><contentSet><inlineXML><p>&d;&e;</p></inlineXML></contentSet></newsItem>").encode(),
        make_zip({"[Content_Types].xml": "", "word/document.xml": grow("document", "<document>&d;&e;</document>")}),
        make_zip(
            {
                "word/document.xml": "<document><body><p><r><t>Harbour</t></r></p></body></document>",
                "word/styles.xml": grow("styles", "<styles>&d;</styles>"),
            }
        ),
        make_zip({"META-INF/container.xml": "<container/>", "a.opf": grow("package", "<package>&d;&e;</package>")}),
    ],
    ids=["NITF", "NewsML-G2", "Word", "Word's styles", "EPUB"],
)
def test_entities_that_grow_are_refused_in_one_sentence(data):
    with pytest.raises(Problem, match=r"^This XML declares entities of its own, which can make it grow without end\."):
        read_source(HandedIn(data))


@pytest.mark.parametrize("is_book", [False, True], ids=["a page", "a page of a book"])
def test_entities_of_a_page_are_never_put_in(is_book):
    page = grow(
        "html", f"<html><body><h1>The ferry waits</h1>{TOLD}<p>The mast &d; and the wall &e; stood.</p></body></html>"
    )
    files = {"META-INF/container.xml": "<container/>", "a.opf": PACKAGE, "a.xhtml": page}
    text = read_source(HandedIn(make_zip(files) if is_book else page.encode())).text
    assert "lay by the barge" in text
    assert "ha ha" not in text
    assert "root:" not in text


def test_page_that_a_book_names_hundreds_of_times_is_read_once():
    begun = time.monotonic()
    names = "".join(f'<item id="i{i}" href="{"./" * i}a.xhtml"/>' for i in range(400))
    spine = "".join(f'<itemref idref="i{i}"/>' for i in range(400))
    page = f"<html><body>{TOLD}</body></html>"
    package = f"<package><manifest>{names}</manifest><spine>{spine}</spine></package>"
    text = read_source(HandedIn(make_zip({"META-INF/container.xml": "<x/>", "a.opf": package, "a.xhtml": page}))).text
    assert text.count("lay by the barge") == 1
    assert time.monotonic() - begun < LONGEST


def test_bomb_among_the_stories_of_an_archive_costs_no_other_story():
    files = {
        "a.txt": "The ferry waits.\n\nIt lay by the quay.",
        "b.txt": bytes(59_000_000),
        "../c.txt": "The wall.\n\nIt stood.",
    }
    found = dict(gather_zip(HandedIn(make_zip(files))))
    assert [name for name, one in found.items() if isinstance(one, HandedIn)] == ["../c.txt", "a.txt"]
    assert found["b.txt"].what == "This archive unpacks to far more than it should, and was left alone."


def test_book_with_a_bomb_is_not_taken_apart_and_is_refused():
    package = (
        '<package><manifest><item id="a" href="a.xhtml"/><item id="b" href="b.xhtml"/></manifest>'
        '<spine><itemref idref="a"/><itemref idref="b"/></spine></package>'
    )
    page = f"<html><body>{TOLD}</body></html>"
    files = {"META-INF/container.xml": "<x/>", "a.opf": package, "a.xhtml": page, "b.xhtml": page + " " * 59_000_000}
    handed = HandedIn(make_zip(files))
    assert gather_within(handed) is None
    with pytest.raises(Problem, match="far more than it should"):
        read_source(handed)
