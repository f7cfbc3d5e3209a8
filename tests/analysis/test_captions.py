"""Captions: who, where, when, and whether from the file."""

import pytest

from reader.analysis.captions import read_captions
from reader.model.analysis import Entity, Mention
from reader.model.article import Article, Block, Photo, Source
from reader.model.span import Span


@pytest.fixture
def make_photo_story():
    """Make an article of one photograph with caption and credit."""

    def make(caption, credit="", language="en"):
        text = f"{credit}\n{caption}" if credit else caption
        start = len(credit) + 1 if credit else 0
        blocks = [Block("caption", Span(start, len(text)))]
        if credit:
            blocks.insert(0, Block("credit", Span(0, len(credit))))
        photo = Photo("a.jpg", Span(start, len(text)), Span(0, len(credit)) if credit else None)
        return Article(Source("text", "0", language=language), "", text, tuple(blocks), (photo,))

    return make


def entity(article, key, kind, name):
    start = article.text.index(name)
    return Entity(key, kind, name, (Mention(Span(start, start + len(name))),))


def test_place_before_the_date_is_where_it_was_taken(make_photo_story):
    words = (
        "Kenya’s water minister Grace Otieno addresses a hearing in a hall in Mombasa "
        "about a treaty in Nairobi on Nov. 14, 2021. She was later heard in Lodwar."
    )
    article = make_photo_story(words, "Reuters file photo")
    entities = [entity(article, "e1", "person", "Grace Otieno")]
    entities += [entity(article, f"p{i}", "place", name) for i, name in enumerate(("Mombasa", "Nairobi", "Lodwar"))]
    (caption,) = read_captions(article, object(), entities)
    assert (caption.place, caption.taken, caption.file_photo) == ("Nairobi", "2021-11-14", True)
    assert caption.people == ("e1",)


def test_photographer_in_brackets_is_not_in_the_photograph(make_photo_story):
    article = make_photo_story("Marta Queiroz waits in Lisbon, March 3, 2023. (AP Photo/Ann Roe)")
    entities = [entity(article, "q", "person", "Marta Queiroz"), entity(article, "r", "person", "Ann Roe")]
    (caption,) = read_captions(article, object(), entities)
    assert caption.people == ("q",)
    assert not caption.file_photo


def test_people_stand_in_the_order_of_the_caption(make_photo_story):
    article = make_photo_story("Bo Lee and Ann Roe shake hands.")
    entities = [entity(article, "a", "person", "Ann Roe"), entity(article, "b", "person", "Bo Lee")]
    assert read_captions(article, object(), entities)[0].people == ("b", "a")


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("FILE - Ann Roe speaks.", ""),
        ("Ann Roe speaks. (File)", ""),
        ("Ann Roe speaks.", "AP file photo"),
        ("Ann Roe in an archive photo.", ""),
        ("Ann Roe spricht.", "Archivfoto: dpa"),
        ("Ann Roe.", "Foto de archivo"),
    ],
)
def test_file_photo_is_told_by_caption_or_credit(make_photo_story, caption, credit):
    assert read_captions(make_photo_story(caption, credit), None, ())[0].file_photo


@pytest.mark.parametrize("caption", ["Ann Roe files a profile of Bo Lee.", "A pile of files in Leeds."])
def test_other_files_are_no_file_photo(make_photo_story, caption):
    assert not read_captions(make_photo_story(caption), None, ())[0].file_photo


def test_place_and_date_at_the_head_of_a_caption_are_read(make_photo_story):
    article = make_photo_story("LISBON, PORTUGAL - MARCH 03, 2023: Ferry crews wait.")
    (caption,) = read_captions(article, None, ())
    assert (caption.place, caption.taken) == ("Lisbon, Portugal", "2023-03-03")


def test_caption_outside_english_gives_place_and_date(make_photo_story):
    article = make_photo_story("Die Ministerin spricht am 26. Februar 2020 vor der Presse.", language="de")
    (caption,) = read_captions(article, None, ())
    assert caption.taken == "2020-02-26"
    assert caption.people == ()


def test_day_without_a_year_leaves_the_date_open(make_photo_story):
    assert read_captions(make_photo_story("Ann Roe speaks on Tuesday, March 3."), None, ())[0].taken is None
