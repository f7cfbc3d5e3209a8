import pytest

from reader.intake.datelines import find_dateline, make_name


@pytest.mark.parametrize(
    ("text", "place", "agency"),
    [
        ("GENEVA (AP) — The office", "Geneva", "AP"),
        ("BOGOTÁ (AFP) – The growers", "Bogotá", "AFP"),
        ("SEOUL (Yonhap) -- The ministry", "Seoul", "Yonhap"),
        ("LINDHAVEN — The mayor", "Lindhaven", None),
        ("LONDON, June 3 (Reuters) - The bank", "London", "Reuters"),
        ("WASHINGTON, D.C. (AP) — The court", "Washington, D.C.", "AP"),
        ("TEL AVIV, Israel — The army", "Tel Aviv, Israel", None),
        ("RIO DE JANEIRO — The police", "Rio de Janeiro", None),
        ("PORT-AU-PRINCE, Haiti (AP) — The port", "Port-au-Prince, Haiti", "AP"),
        ("N'DJAMENA (AFP) - The river", "N'Djamena", "AFP"),
        ("NEW YORK/LONDON (Reuters) – The price", "New York/London", "Reuters"),
        ("Berlin (dpa) - Der Minister", "Berlin", "dpa"),
        ("(Reuters) — The state", None, "Reuters"),
    ],
)
def test_dateline_gives_place_and_agency(text, place, agency):
    found = find_dateline(text)
    assert found
    assert (found.place, found.agency) == (place, agency)


@pytest.mark.parametrize(
    "text",
    [
        "Chen said China — one of the five — agreed.",
        "BREAKING — The mayor resigned.",
        "China (PRC) is large.",
        "The mayor — who is 61 — resigned.",
        "WATCH LIVE — The debate",
        "A — B",
        "",
    ],
)
def test_what_is_no_dateline_is_none(text):
    assert find_dateline(text) is None


def test_dateline_with_a_year_dates_the_story():
    found = find_dateline("PARIS, June 3, 2024 (AFP) — The court")
    assert found
    assert (found.place, found.published) == ("Paris", "2024-06-03")


def test_dateline_ends_before_the_first_word_of_the_story():
    text = "GENEVA (AP) — The office said."
    found = find_dateline(text)
    assert found
    assert text[found.end :] == "The office said."


def test_place_that_is_not_in_capitals_stays_as_written():
    assert make_name("McMurdo") == "McMurdo"
