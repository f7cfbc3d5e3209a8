import pytest

from reader.model.analysis import Caption
from reader.model.article import Article, Photo, PhotoWords, Source
from reader.model.span import Span
from reader.reading.in_file import find_differences

CAPTION, CREDIT = "Mayor Ana Reis opens the quay in Setúbal on Feb. 3, 2021.", "Tomas Lind/Northwire"
ARTICLE = Article(Source("html", ""), "Quay", f"{CAPTION}\n{CREDIT}", ())
SAID = Caption(0, place="Setúbal", taken="2021-02-03")


@pytest.mark.parametrize(
    ("words", "differences"),
    [
        (PhotoWords(), ()),
        (PhotoWords(caption=CAPTION, byline=("Tomas Lind",), city="Setúbal", created="2021-02-03"), ()),
        (PhotoWords(caption="Ana Reis opens the quay.", credit="Northwire", created="2021"), ()),
        (PhotoWords(caption="A crane lifts a boat at night."), ("caption",)),
        (PhotoWords(byline=("Elena Ruiz",), credit="Picture House"), ("credit",)),
        (PhotoWords(city="Faro", country="Portugal"), ("place",)),
        (PhotoWords(created="2019-02"), ("date",)),
        (PhotoWords(city="Faro", created="2021-02-04"), ("place", "date")),
    ],
)
def test_fields_that_file_and_print_both_fill_are_compared(words, differences):
    photo = Photo("quay.jpg", Span(0, len(CAPTION)), Span(len(CAPTION) + 1, len(ARTICLE.text)), in_file=words)
    assert find_differences(ARTICLE, photo, SAID) == differences


def test_what_only_one_of_them_says_is_no_difference():
    photo = Photo("quay.jpg", in_file=PhotoWords(caption="The quay.", credit="Northwire", city="Faro", created="2019"))
    assert find_differences(ARTICLE, photo, None) == ()
    assert find_differences(ARTICLE, Photo("quay.jpg"), SAID) == ()
