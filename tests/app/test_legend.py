"""Marks turned on and off, all of them or one kind, by menu, key and switch; remembered."""

import itertools

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QToolButton, QWidget

from reader.app.actions import Actions
from reader.app.legend import KINDS, Legend
from reader.app.settings import Settings
from reader.app.shown_marks import ShownMarks
from reader.app.theme import Theme, load_fonts


class Page(QWidget):
    shown, hidden = None, None

    def set_marks_shown(self, shown):
        self.shown = shown

    def hide_kinds(self, kinds):
        self.hidden = kinds


@pytest.fixture
def bench(qtbot, tmp_path):
    """A legend over a page, with its actions and settings."""
    load_fonts()
    window, page = QWidget(), Page()
    qtbot.addWidget(window)
    qtbot.addWidget(page)
    actions = Actions(window)
    settings = Settings(tmp_path)
    marks = ShownMarks(settings, actions, page)
    legend = Legend(Theme(), actions, window)
    legend.resize(legend.sizeHint())
    window.show()
    return actions, settings, page, legend, marks


def switch(legend, kind):
    return legend.findChild(QToolButton, f"{kind}Switch")


def test_a_switch_hides_its_kind_and_that_is_remembered(bench, qtbot, tmp_path):
    actions, _settings, page, legend, _ = bench
    assert (page.shown, page.hidden) == (True, frozenset())
    qtbot.mouseClick(switch(legend, "place"), Qt.MouseButton.LeftButton)
    assert page.hidden == {"place"}
    assert not actions["mark_place"].isChecked()
    assert Settings(tmp_path).text("hidden_kinds") == "place"
    actions["mark_quote"].trigger()
    assert page.hidden == {"place", "quote"}
    qtbot.mouseClick(switch(legend, "place"), Qt.MouseButton.LeftButton)
    assert page.hidden == {"quote"}


def test_all_marks_go_at_once_and_come_back_as_they_were(bench):
    actions, settings, page, legend, _ = bench
    actions["mark_group"].trigger()
    actions["marks"].trigger()
    assert page.shown is False
    assert not switch(legend, "person").isEnabled()
    assert settings.on("marks") is False
    actions["marks"].trigger()
    assert (page.shown, page.hidden) == (True, {"group"})


def test_what_was_chosen_is_shown_at_the_next_start(bench, qtbot):
    _, settings, _, _, _ = bench
    settings.keep("marks", False)
    settings.keep("hidden_kinds", "person")
    again, window = Page(), QWidget()
    qtbot.addWidget(again)
    qtbot.addWidget(window)
    actions = Actions(window)
    marks = ShownMarks(settings, actions, again)
    assert marks.parent() is again
    assert (again.shown, again.hidden) == (False, {"person"})
    assert not actions["mark_person"].isChecked()


def test_a_switch_wears_the_colour_of_its_kind_only_while_it_is_on(bench):
    actions, _, _, legend, _ = bench
    theme = Theme()
    for kind in KINDS[:-1]:
        button = switch(legend, kind)
        assert theme.colour(kind).name() in colours(button)
        actions[f"mark_{kind}"].trigger()
        assert theme.colour(kind).name() not in colours(button)


def test_words_give_way_where_the_bar_is_narrow(bench):
    legend = bench[3]
    whole = [switch(legend, kind).geometry() for kind in KINDS]
    assert all(a.right() < b.left() for a, b in itertools.pairwise(whole))
    legend.resize(legend.minimumSizeHint())
    assert [switch(legend, kind).width() for kind in KINDS] == [30] * 5
    assert switch(legend, "person").accessibleName() == "People"


def colours(widget):
    image = widget.grab().toImage()
    return {QColor(image.pixel(x, y)).name() for x in range(image.width()) for y in range(image.height())}
