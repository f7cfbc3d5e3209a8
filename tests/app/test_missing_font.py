"""A script without a font is told of in one line."""

import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QLabel, QWidget

from reader.app.missing_font import MissingFont, find_missing, find_scripts


def have(*systems):
    return lambda system: ["Some Font"] if system in systems else []


@pytest.mark.parametrize(
    ("text", "scripts"),
    [
        ("Ferry fares, Τιμές, цены", []),
        ("Ferry fares दाम", ["DEVANAGARI"]),
        ("料金 は", ["CJK", "HIRAGANA"]),
        ("“Fares” — 🙂 №5", []),
    ],
)
def test_scripts_beyond_our_own_fonts_are_found(text, scripts):
    assert sorted(find_scripts(text)) == scripts


def test_script_that_a_font_draws_is_not_missing():
    systems = QFontDatabase.WritingSystem
    assert find_missing("दाम", have(systems.Devanagari)) is None
    assert find_missing("दाम ราคา", have(systems.Devanagari)) == "THAI"


def test_line_says_what_to_install_and_goes_with_the_story(opened, keep, qtbot):
    keep("Ferry fares दाम frozen")
    plain = keep("Ferry fares frozen")
    application = opened()
    page_column = application.window.findChild(QWidget, "pageColumn")
    missing = MissingFont(application.desk, page_column, have())
    application.opening.open_story(keep("More दाम"))
    qtbot.waitUntil(lambda: missing.line.isVisible())
    assert "Devanagari" in missing.line.findChild(QLabel).text()
    application.opening.open_story(plain)
    qtbot.waitUntil(lambda: not missing.line.isVisible())
