import re
import tomllib

import pytest

from reader.app.style import make_palette, make_style_sheet
from reader.app.theme import Theme, read_theme
from reader.resources import find_resource

THEMES = ("light", "dark", "sepia")


@pytest.mark.parametrize("name", THEMES)
def test_themes_are_read_as_the_toml_they_are(name):
    table = tomllib.loads(find_resource(f"themes/{name}.toml").read_text("utf-8"))
    read = read_theme(name)
    assert read.pop("name") == table["name"] == name
    assert read.pop("dark") == str(table["dark"]).lower()
    assert read == table["roles"]


@pytest.mark.parametrize("name", THEMES)
def test_style_sheet_names_no_colour_of_its_own(name, theme):
    theme.choose(name)
    sheet = make_style_sheet(theme)
    assert "$" not in sheet
    colours = {theme.colour(role).name() for role in read_theme(name) if role not in ("name", "dark")}
    foreign = set(re.findall(r"#[0-9a-f]{6}\b", sheet)) - colours
    assert len(foreign) <= 1  # the thumb of a scroll bar lies between two roles


def test_palette_follows_the_theme(theme):
    theme.choose("dark")
    assert make_palette(theme).window().color() == theme.colour("chrome")


def test_theme_changes_the_whole_window_at_once(opened, keep):
    for number in range(20):
        keep(f"Story {number}")
    application = opened()
    themes = application.window.actions_
    for name in ("dark", "sepia", "light"):
        themes[name].trigger()
        assert themes[name].isChecked()
        image = application.window.grab().toImage()
        assert image.pixelColor(image.width() // 2, 3) == Theme(name).colour("chrome")
