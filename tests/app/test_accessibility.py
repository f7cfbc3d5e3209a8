"""What a screen reader finds in the real window, and where Tab goes."""

from itertools import pairwise
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractItemView, QLabel, QWidget

from reader.app.preferences import Preferences
from reader.app.reading_order import find_focusable

ROLE = QAccessible.Role
MADE_FOR_KEYS = {
    *(
        ROLE.Button,
        ROLE.ButtonMenu,
        ROLE.CheckBox,
        ROLE.RadioButton,
        ROLE.EditableText,
        ROLE.Tree,
        ROLE.List,
        ROLE.Link,
    ),
    *(ROLE.PageTabList, ROLE.PageTab, ROLE.ListItem, ROLE.TreeItem, ROLE.StaticText, ROLE.ComboBox, ROLE.Document),
}
SILENT = {ROLE.Client, ROLE.Border, ROLE.Splitter, ROLE.Grip, ROLE.LayeredPane, ROLE.ScrollBar, ROLE.Graphic, ROLE.Pane}
ITEMS = {ROLE.TreeItem, ROLE.ListItem, ROLE.PageTab}
MOST_ROWS = 60


@pytest.fixture
def shown(opened, keep, qtbot):
    keep("First")
    keep("Second")
    application = opened()
    application.window.resize(1480, 940)
    application.desk.focus_on_entity(0, 0)
    application.window.activateWindow()
    qtbot.waitUntil(application.window.isActiveWindow)
    return application


def walk(part):
    """Yield every part that is shown, before its children."""
    if part.state().invisible:
        return
    yield part
    for number in range(min(part.childCount(), MOST_ROWS)):
        child = part.child(number)
        if child is not None:
            yield from walk(child)


def tree(widget):
    return list(walk(QAccessible.queryAccessibleInterface(widget)))


def name(part):
    return part.text(QAccessible.Text.Name)


def said(part):
    owner = part.object()
    return f"{part.role().name} {name(part)!r} {owner.objectName() if owner else ''} {type(owner).__name__}"


@pytest.mark.parametrize("panel", ["entities", "quotes", "sourcing"])
def test_whatever_takes_the_keyboard_has_a_name_and_a_fitting_role(shown, panel):
    shown.show_panel(panel)
    parts = [part for part in tree(shown.window) if part.state().focusable]
    assert len(parts) > 30
    assert [said(part) for part in parts if not name(part).strip()] == []
    assert [said(part) for part in parts if part.role() not in MADE_FOR_KEYS] == []


@pytest.mark.parametrize("panel", ["entities", "quotes", "sourcing"])
def test_nothing_that_is_read_out_is_empty_or_there_twice(shown, panel):
    shown.show_panel(panel)
    parts = [part for part in tree(shown.window) if part.role() not in SILENT and not part.rect().isEmpty()]
    assert [said(part) for part in parts if not name(part).strip()] == []
    keyed = [(part.role(), name(part)) for part in parts if part.state().focusable and part.role() not in ITEMS]
    assert [key for key in keyed if keyed.count(key) > 1] == []


@pytest.mark.parametrize("panel", ["entities", "quotes", "sourcing"])
def test_parts_are_read_in_the_order_in_which_they_stand(shown, panel):
    shown.show_panel(panel)
    for parent in tree(shown.window):
        if type(parent.object()).__name__ == "Facts":
            continue  # columns of a word with its answer below: they are read as pairs
        children = [parent.child(number) for number in range(min(parent.childCount(), MOST_ROWS))]
        shown_ones = [
            child for child in children if child and not child.state().invisible and child.role() != ROLE.Grip
        ]
        for before, after in pairwise([child for child in shown_ones if not child.rect().isEmpty()]):
            assert not stands_before(after.rect(), before.rect()), (said(before), said(after))


def stands_before(one: QRect, other: QRect):
    """Say whether a part stands above another, or beside it to the left, and they share no ground."""
    if one.intersects(other):
        return False
    beside = min(one.bottom(), other.bottom()) - max(one.top(), other.top()) > min(one.height(), other.height()) / 2
    return one.right() <= other.left() if beside else one.bottom() <= other.top()


@pytest.mark.parametrize(
    ("list_name", "panel"), [("libraryList", ""), ("entityTree", "entities"), ("quoteList", "quotes")]
)
def test_rows_are_read_as_sentences(shown, list_name, panel):
    shown.show_panel(panel) if panel else None
    view = shown.window.findChild(QAbstractItemView, list_name)
    model = view.model()
    parents = [view.rootIndex()] + [model.index(row, 0) for row in range(model.rowCount())]
    rows = [model.index(row, 0, parent) for parent in parents for row in range(model.rowCount(parent))]
    assert rows
    for row in rows:
        sentence = row.data(Qt.ItemDataRole.AccessibleTextRole)
        assert sentence
        assert str(row.data()).split()[0].strip("“”") in sentence
        assert len(sentence.split()) > 1


def test_each_step_to_a_mention_is_announced(shown, monkeypatch):
    heard = []

    monkeypatch.setattr(
        "reader.app.messages.QAccessible",
        SimpleNamespace(isActive=lambda: True, updateAccessibility=lambda event: heard.append(event.message())),
    )
    shown.window.actions_["next_mention"].trigger()
    shown.window.actions_["next_mention"].trigger()
    counter = shown.window.findChild(QLabel, "mentionCounter").text()
    assert counter == "mention 3 of 4"
    assert [words for words in heard if "mention 2 of 4" in words or "mention 3 of 4" in words] == heard[-2:]
    shown.window.actions_["next_quote"].trigger()
    assert "quote 2 of 2" in heard[-1]


def tabbed(window):
    """Return what Tab comes to, beginning with the first part of the window."""
    found, widget = [], window
    for _ in range(2000):
        widget = widget.nextInFocusChain()
        if widget is window:
            break
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(widget)
    return [each for each in found if each.window() is window]


@pytest.mark.parametrize("panel", ["entities", "quotes", "sourcing"])
def test_tab_goes_through_the_window_as_it_is_read(shown, panel, qtbot):
    if panel == "sourcing":
        qtbot.waitUntil(lambda: shown.window.findChild(QWidget, "sourcingPanel") is not None)
    shown.show_panel(panel)
    read = [each for each in find_focusable(shown.window.centralWidget()) if each.isVisible() and each.isEnabled()]
    assert len(read) > 20
    assert [said_of(each) for each in tabbed(shown.window)] == [said_of(each) for each in read]


def test_panel_that_was_moved_is_read_and_entered_where_it_stands(shown):
    shown.right.order.move_to("notes", 0)
    names = [each.objectName() for each in tabbed(shown.window)]
    assert names.index("noteEdit") < names.index("photoCaption") < names.index("entityTree")
    test_parts_are_read_in_the_order_in_which_they_stand(shown, "entities")


def said_of(widget):
    return type(widget).__name__, widget.objectName(), widget.accessibleName()


@pytest.mark.parametrize("theme_name", ["light", "dark", "sepia"])
def test_focus_is_seen_wherever_the_keyboard_brings_it(shown, theme_name):
    window = shown.window
    window.actions_[theme_name].trigger()
    ring = shown._theme.colour("ring").rgb()
    for widget in tabbed(window):
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if widget.hasFocus():
            place = QRect(widget.mapTo(window, widget.rect().topLeft()), widget.size()).adjusted(-4, -4, 4, 4)
            image = window.grab(place.intersected(window.rect())).toImage()
            seen = sum(image.pixel(x, y) == ring for x in range(image.width()) for y in range(min(image.height(), 400)))
            assert seen >= 12, said_of(widget)


def test_preferences_are_named_and_read_in_order(shown):
    shown.window.actions_["preferences"].trigger()
    parts = tree(shown.window.findChild(Preferences))
    focusable = [part for part in parts if part.state().focusable]
    assert len(focusable) > 20
    assert [said(part) for part in focusable if not name(part).strip() or part.role() not in MADE_FOR_KEYS] == []
