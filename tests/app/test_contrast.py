"""Whether everything can be read: contrast of the colours of each theme, as WCAG 2 computes it."""

import pytest

from reader.app.theme import read_theme

THEMES = ("light", "dark", "sepia")
FLAT = ("page", "chrome", "field", "raised", "row", "hover", "none")
HIGHLIGHTS = ("hl1", "hl2", "hl3", "hl4")
TEXT, SHAPE = 4.5, 3.0
PAIRS = (
    (TEXT, ("ink",), (*FLAT, "lit", "now", "found", "select", *HIGHLIGHTS)),
    (TEXT, ("ink2", "ink3", "accent", "doubt", "error", "ok"), (*FLAT, "lit")),
    (TEXT, ("on_accent",), ("accent",)),
    (TEXT, ("page",), ("ink",)),  # a toast
    (SHAPE, ("person", "organisation", "place", "group"), ("page", "chrome", "lit", "row", "select", *HIGHLIGHTS)),
    (SHAPE, ("edge",), ("page", "chrome", "lit", "now")),
    (SHAPE, ("ring",), (*FLAT, "lit")),
    (SHAPE, ("line2",), ("page", "chrome", "field", "raised")),
    (SHAPE, tuple(f"{name}_bar" for name in HIGHLIGHTS), ("page", "chrome")),
)


def luminance(colour):
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", THEMES)
def test_every_pair_of_colours_that_meet_can_be_told_apart(name):
    colours = read_theme(name)
    short = {
        (front, ground): round(contrast(colours[front], colours[ground]), 2)
        for must, fronts, grounds in PAIRS
        for front in fronts
        for ground in grounds
        if contrast(colours[front], colours[ground]) < must
    }
    assert short == {}


@pytest.mark.parametrize("name", THEMES)
def test_every_role_of_text_is_among_those_compared(name):
    compared = {role for _must, fronts, grounds in PAIRS for role in (*fronts, *grounds)}
    roles = {role for role, value in read_theme(name).items() if value.startswith("#")}
    assert roles - compared <= {"line"}  # a hairline parts, and says nothing


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("highlight", HIGHLIGHTS)
def test_bar_of_a_highlight_stands_out_from_its_own_colour(name, highlight):
    colours = read_theme(name)
    assert contrast(colours[f"{highlight}_bar"], colours[highlight]) >= SHAPE
