import pytest

from reader.intake.titles import House, Titles, read_title, trim_title

HOUSE = House(frozenset({"dailyharbour", "항구신문"}), frozenset({"town", "정치"}), frozenset({"world", "news"}))


@pytest.mark.parametrize(
    ("title", "trimmed"),
    [
        ("Harbour opens - Daily Harbour", "Harbour opens"),
        ("Daily Harbour | Harbour opens", "Harbour opens"),
        ("Harbour opens – at last", "Harbour opens – at last"),
        ("Harbour opens | Pier | Daily Harbour", "Harbour opens | Pier"),
        ("港が開く：Daily Harbour", "港が開く"),
    ],
)
def test_title_loses_the_name_of_the_outlet_alone(title, trimmed):
    assert trim_title(title, HOUSE) == trimmed


@pytest.mark.parametrize(
    ("title", "trimmed"),
    [
        ("Harbour opens | Town | Daily Harbour", "Harbour opens"),
        ("Harbour opens | World News | Daily Harbour", "Harbour opens"),
        ("Harbour opens - World - News - Daily Harbour", "Harbour opens"),
        ("항구가 열렸다-정치ㅣ항구신문", "항구가 열렸다"),
        ("What changed after the fall-out-news | Daily Harbour", "What changed after the fall-out-news"),
        ("The town | Daily Harbour", "The town"),
        ("Harbour opens | Town", "Harbour opens | Town"),
    ],
)
def test_section_beside_the_outlet_goes_with_it(title, trimmed):
    assert trim_title(title, HOUSE) == trimmed


def test_title_that_only_adds_to_the_printed_one_gives_way_to_it():
    found = Titles(shared="Town news: Harbour opens after ten years")
    assert read_title(found, "Harbour opens after ten years") == "Harbour opens after ten years"
    assert read_title(found, "Something else") == "Town news: Harbour opens after ten years"


def test_addition_that_open_graph_and_json_ld_agree_on_stays():
    found = Titles(shared="Norway: Harbour opens after ten years", told="Norway: Harbour opens after ten years")
    assert read_title(found, "Harbour opens after ten years") == "Norway: Harbour opens after ten years"


def test_title_made_for_sharing_gives_way_to_the_one_in_json_ld():
    found = Titles(
        "You won't believe this pier", "Harbour opens", "You won't believe this pier", window="Harbour opens"
    )
    assert read_title(found, None) == "Harbour opens"


def test_title_for_search_gives_way_to_the_one_printed_and_in_json_ld():
    found = Titles("Harbour opening 2024: times", "Harbour opens", window="Harbour opening 2024: times")
    assert read_title(found, "Harbour opens") == "Harbour opens"
    assert read_title(found, None) == "Harbour opening 2024: times"


def test_without_any_title_the_heading_is_it():
    assert read_title(Titles(), "Harbour opens") == "Harbour opens"
    assert read_title(Titles(), None) == ""
