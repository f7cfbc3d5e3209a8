"""The preferences: everything is seen at once, and can be put back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget

from reader.app.preferences import Preferences
from reader.app.theme import Theme


@pytest.fixture
def shown(opened, keep):
    keep("Older")
    keep("Newer")
    return opened()


@pytest.fixture
def preferences(shown):
    shown.window.actions_["preferences"].trigger()
    return shown.window.findChild(Preferences)


def segment(preferences, name):
    return next(each for each in preferences.findChildren(QToolButton) if each.accessibleName() == name)


def test_every_choice_acts_at_once(shown, preferences):
    page = shown.window.findChild(QWidget, "articlePage")
    segment(preferences, "Theme: Dark").click()
    assert shown.window.palette().window().color().lightness() < 80
    segment(preferences, "Larger text").click()
    assert page.scale > 1
    assert "110 %" in [label.text() for label in preferences.findChildren(QLabel)]
    segment(preferences, "Typeface: Source Sans").click()
    assert page.document().begin().next().charFormat().font().family() == "Source Sans Pro"
    segment(preferences, "Kinds: Places").click()
    assert not shown.window.actions_["mark_place"].isChecked()


def test_what_menus_choose_is_seen_in_the_preferences(shown, preferences):
    shown.window.actions_["sepia"].trigger()
    assert segment(preferences, "Theme: Sepia").isChecked()
    assert not segment(preferences, "Theme: System").isChecked()


def test_reset_puts_everything_back(shown, preferences):
    page = shown.window.findChild(QWidget, "articlePage")
    for name in (
        *("Theme: Dark", "Larger text", "Text width: Wide", "Line spacing: Loose", "Typeface: The System’s Serif"),
        *("Kinds: Quotes", "All marks: Show Marks", "Opens with: The newest story"),
    ):
        segment(preferences, name).click()
    next(each for each in preferences.findChildren(QPushButton) if each.text() == "Reset").click()
    for name in (
        *("Theme: System", "Text width: Normal", "Line spacing: Normal", "Typeface: Source Serif"),
        *("Kinds: Quotes", "All marks: Show Marks", "Opens with: The story you left"),
    ):
        assert segment(preferences, name).isChecked(), name
    assert page.scale == 1


def test_window_opens_with_the_newest_story_where_that_is_wanted(shown, preferences, opened, library):
    older, newest = library.stories()[1].id, library.stories()[0].id
    shown.desk.article_wanted.emit(older)
    segment(preferences, "Opens with: The newest story").click()
    shown.window.close()
    assert opened().opening.story == newest


def test_folder_and_backups_are_told(shown, preferences, folder):
    words = [label.text() for label in preferences.findChildren(QLabel)]
    assert str(folder) in words
    assert any("kept" in each or "None yet" in each for each in words)


def test_tab_goes_through_every_choice_in_the_order_they_are_read(preferences, qtbot):
    found, widget = [], preferences.findChildren(QToolButton)[0]
    for _ in range(60):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled():
            found.append(widget)
        widget = widget.nextInFocusChain()
        if found and widget is found[0]:
            break
    places = [each.mapTo(preferences, each.rect().topLeft()) for each in found]
    assert len(found) > 20
    assert [(place.y() // 12, place.x()) for place in places] == sorted((p.y() // 12, p.x()) for p in places)


def test_desktop_that_turns_dark_is_followed_at_once(shown, monkeypatch):
    hints, scheme = QGuiApplication.styleHints(), [Qt.ColorScheme.Dark]
    monkeypatch.setattr(type(hints), "colorScheme", lambda _hints: scheme[0])
    hints.colorSchemeChanged.emit(scheme[0])
    assert shown.window.palette().window().color() == Theme("dark").colour("chrome")
    shown.window.actions_["sepia"].trigger()
    scheme[0] = Qt.ColorScheme.Light
    hints.colorSchemeChanged.emit(scheme[0])
    assert shown.window.palette().window().color() == Theme("sepia").colour("chrome")
