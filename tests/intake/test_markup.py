import pytest

from reader.intake.markup import flatten, read_tree, restore_data, set_data_aside
from reader.model.problem import Problem


@pytest.mark.parametrize("tag", ["div", "span", "b", "blockquote", "ul><li", "table><tr><td"])
def test_words_below_a_hundred_thousand_tags_are_still_there(tag):
    tree = read_tree(f"<html><body><p>first</p>{f'<{tag}>' * 100_000}deep words</body></html>")
    assert "deep words" in tree.text_content()


def test_flattening_keeps_paragraphs_apart():
    page = "<div>" * 300 + "<p>one</p><p>two</p>" + "</div>" * 300
    words = read_tree(page).text_content()
    assert "one" in words
    assert "onetwo" not in flatten(page)


def test_markup_that_is_shallow_stays_as_it_is():
    page = "<html><body><div><p>one</p></div></body></html>"
    assert flatten(page) == page


def test_scripts_are_not_taken_for_tags_when_flattening():
    page = "<script>if (a<b) { x = '<div>' }</script>" + "<i>" * 200 + "x"
    assert "if (a<b) { x = '<div>' }" in flatten(page)


def test_page_without_markup_is_told_in_plain_words():
    with pytest.raises(Problem):
        read_tree("   ")


def test_photographs_inside_markup_are_set_aside_and_come_back():
    photo = "data:image/jpeg;base64," + "QUJD" * 1_000
    font = "data:font/woff2;base64," + "QUJD" * 1_000
    text, photos = set_data_aside(f'<img src="{photo}"><style>@font-face{{src:url({font})}}</style>')
    assert len(text) < 120
    address = text.split('"')[1]
    assert restore_data(address, photos) == photo
    assert restore_data("kept-data:99", photos) == "kept-data:99"
    assert restore_data("photo.jpg", photos) == "photo.jpg"
