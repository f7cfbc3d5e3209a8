"""The line above the headline."""

import pytest

from reader.app.page.kicker import format_date, make_kicker
from reader.model.article import Article, Source


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("2024-03-14", "14 Mar 2024"),
        ("2024-03-14T22:10:00+01:00", "14 Mar 2024"),
        ("2024-02-31", "2024-02-31"),
        ("March", "March"),
        (None, ""),
    ],
)
def test_a_date_is_shown_as_its_day(qapp, published, shown):
    assert format_date(published) == shown


def test_what_is_missing_is_said(qapp):
    words = make_kicker(Article(Source("text", "0"), "Head", "word " * 690, ()))
    assert [(word.text, word.missing) for word in words] == [("Date not given", True), ("3 min", False)]
