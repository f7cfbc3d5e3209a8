import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reader.intake.formats import read_source
from reader.intake.source import make_pasted, open_source


def kinds(article):
    return [(block.kind, block.span.cut(article.text)) for block in article.blocks]


def words(text):
    return re.findall(r"\w+", text)


@pytest.mark.parametrize(
    ("story", "title", "credit", "caption", "place", "agency"),
    [
        (
            "sample",
            "Ferry crews shun harbour authority over safety audit",
            "Northwire file photo",
            "Portugal’s ferry union leader Marta Queiroz speaks",
            "Lisbon",
            "Northwire",
        ),
        (
            "nairobi",
            "Kenya rebuffs African water panel over dam findings",
            "Reuters file photo",
            "Kenya’s water minister Grace Otieno addresses",
            "Nairobi",
            "Reuters",
        ),
        (
            "seoul",
            "South Korea disputes health agency's figures on clinic closures",
            "Yonhap file photo",
            "South Korea's health minister Park Ji-won answers questions about hospital beds outside",
            "Seoul",
            "Yonhap",
        ),
        (
            "bogota",
            "Colombian growers split over coffee label",
            "AFP",
            "Growers’ leader Andrés Villamizar inspects beans",
            "Bogotá",
            "AFP",
        ),
    ],
)
def test_wire_story_is_read_with_its_head(stories, checked, story, title, credit, caption, place, agency):
    article = read_source(open_source(stories[story]))
    checked(article)
    assert article.title == title
    (photo,) = article.photos
    assert photo.image is None
    assert photo.credit
    assert photo.caption
    assert photo.credit.cut(article.text) == credit
    assert photo.caption.cut(article.text).startswith(caption)
    assert (article.source.place, article.source.agency, article.source.published) == (place, agency, None)
    assert any(block.span.cut(article.text).startswith(place.upper()) for block in article.blocks)


def test_every_word_of_the_stories_is_kept(stories):
    for path in stories.values():
        article = read_source(open_source(path))
        assert words(article.text) == words(path.read_text())


def test_standfirst_and_byline_stand_between_headline_and_story(stories):
    article = read_source(open_source(stories["bogota"]))
    assert [kind for kind, _ in kinds(article)][:3] == ["headline", "standfirst", "byline"]
    assert article.source.byline == ("Elena Prieto",)


def test_hard_wrapped_lines_become_paragraphs(stories):
    article = read_source(open_source(stories["seoul"]))
    assert 'clinics that "moved across the street" as closed' in article.text
    assert sum(block.kind == "paragraph" for block in article.blocks) == 8


def test_line_ends_make_no_difference(read_text):
    text = "Harbour opens\n\nThe harbour opened on Monday.\n\nIt was sunny.\n"
    expected = read_text(text).text
    assert read_text(text.replace("\n", "\r\n")).text == expected
    assert read_text(text.replace("\n", "\r")).text == expected


def test_lists_quotes_and_subheads_are_told_apart(read_text):
    article = read_text(
        "Harbour opens\n\nThe harbour opened on Monday after ten years of work, the town said.\n\n"
        "What comes next\n\nThe council will vote on the second harbour in the coming week.\n\n"
        "- a pier\n- a crane\n\n1. one\n2. two\n\n> It was a long wait.\n\n## Money\n\nIt cost a lot of money."
    )
    assert kinds(article)[2:] == [
        ("subhead", "What comes next"),
        ("paragraph", "The council will vote on the second harbour in the coming week."),
        ("list_item", "a pier"),
        ("list_item", "a crane"),
        ("list_item", "1. one"),
        ("list_item", "2. two"),
        ("blockquote", "It was a long wait."),
        ("subhead", "Money"),
        ("paragraph", "It cost a lot of money."),
    ]


def test_full_date_line_dates_the_story_and_a_photograph_does_not(read_text):
    dated = read_text("Harbour opens\nBy Elena Ruiz\nJune 3, 2024\n\nLINDHAVEN — The harbour opened on Monday.")
    assert dated.source.published == "2024-06-03"
    photo = read_text(
        "Harbour opens\n\nAP file photo\nA ship in Lindhaven on June 3, 2019.\n\nLINDHAVEN (AP) — The harbour opened."
    )
    assert photo.source.published is None


def test_caption_that_ends_in_a_credit_is_a_photograph(read_text):
    article = read_text(
        "Harbour opens\n\nA ship passes the pier on Monday. (AP Photo/Jane Doe)\n\n"
        "LINDHAVEN (AP) — The harbour opened on Monday, officials said."
    )
    (photo,) = article.photos
    assert photo.caption
    assert photo.credit
    assert photo.caption.cut(article.text) == "A ship passes the pier on Monday."
    assert photo.credit.cut(article.text) == "AP Photo/Jane Doe"
    assert "(AP Photo/Jane Doe)" in article.text


def test_caption_may_stand_before_its_credit(read_text):
    article = read_text(
        "Harbour opens\n\nA ship passes the pier in Lindhaven.\nPhoto: Jane Doe/Reuters\n\n"
        "LINDHAVEN (Reuters) — The harbour opened on Monday, officials said."
    )
    (photo,) = article.photos
    assert photo.caption
    assert photo.caption.cut(article.text) == "A ship passes the pier in Lindhaven."


def test_hyphen_at_a_line_break_goes_only_where_the_word_stands_without_it_elsewhere(read_text):
    article = read_text(
        "Harbour opens\n\n"
        "The government met in the old hall on Monday and it was the govern-\n"
        "ment that gave its name to the long and winding pier of the well-\n"
        "known harbour, officials of the town and of the port itself said.\n"
    )
    assert "it was the government that gave" in article.text
    assert "the well-known harbour" in article.text


def test_one_sentence_is_its_own_title(read_text):
    article = read_text(
        "The harbour opened on Monday, officials said, and everyone in the town came to see it at last."
    )
    assert article.title == article.text
    assert kinds(article) == [("paragraph", article.text)]


def test_table_rows_keep_their_cells(read_text):
    article = read_text("Harbour opens\n\nShips\tTons\nAda\t40\nBea\t50\n")
    assert ("table_row", "Ada\t40") in kinds(article)


LINES = st.lists(st.text(alphabet="abcDE .,“”()-—:>#*•1\t", max_size=90), max_size=12)


@given(LINES)
def test_no_word_of_any_text_is_lost(checked, lines):
    text = "\n".join(lines)
    assume(words(text))  # a text of marks alone may be told to hold no story
    article = read_source(make_pasted(text, kind="text"))
    checked(article)
    assert words(article.text) == words(text)


@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]))
def test_verbatim_text_is_the_input_as_it_stands(checked, lines, end):
    text = end.join(lines)
    if not text.strip():
        return
    article = read_source(make_pasted(text, kind="text", verbatim=True))
    assert article.text == "\n".join(lines)
    filled = [line.strip() for line in lines if line.strip()]
    assert [block.span.cut(article.text) for block in article.blocks] == filled
    assert {block.kind for block in article.blocks} == {"paragraph"}
