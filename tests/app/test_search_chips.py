import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QLineEdit, QListView, QWidget

from reader.app.panels.hit_model import HIT
from reader.app.panels.results import Results
from reader.app.panels.search_chips import FilterChip


@pytest.fixture
def kept(keep, library):
    stories = [
        keep("Ferry fares frozen", outlet="Harbour Post", published="2024-03-14"),
        keep("Harbour wall to be raised", outlet="Quay Times", published="2023-09-02"),
        keep("Ferry quay opens", outlet="Harbour Post"),
    ]
    library.save_note(stories[1], "Ask what nobody pays", 0)
    return stories


@pytest.fixture
def window(opened, kept):
    return opened().window


@pytest.fixture
def field(window):
    return window.findChild(QLineEdit, "searchField")


@pytest.fixture
def results(window, field):
    field.setText("nobody")
    return window.findChild(Results)


def found(results):
    return [results.hits.index(row).data() for row in range(results.hits.rowCount())]


def chip(results, words):
    return next(each for each in results.chips._scopes.values() if each.text().startswith(words))


def filters(results):
    return [each.text() for each in results.chips._filters]


def test_places_are_counted_and_chosen_by_the_mouse(results, field, qtbot):
    qtbot.waitUntil(
        lambda: [each.text() for each in results.chips._scopes.values()] == ["All 3", "Quotes 3", "Notes 1"]
    )
    qtbot.mouseClick(chip(results, "Notes"), Qt.MouseButton.LeftButton)
    assert field.text() == "in:notes nobody"
    assert found(results) == ["Harbour wall to be raised"]
    qtbot.mouseClick(chip(results, "Quotes"), Qt.MouseButton.LeftButton)
    assert field.text() == "in:quotes nobody"
    qtbot.waitUntil(lambda: len(found(results)) == 3)
    assert chip(results, "Quotes").isChecked()
    qtbot.mouseClick(chip(results, "All"), Qt.MouseButton.LeftButton)
    assert field.text() == "nobody"


def test_conditions_stand_under_the_field_and_a_click_takes_them_away(results, field, qtbot):
    field.setText('outlet:"Harbour Post" nobody after:2024')
    assert filters(results) == ["outlet: Harbour Post", "from 2024"]
    assert found(results) == ["Ferry fares frozen"]
    assert not results.chips.outlet.isVisible()
    qtbot.mouseClick(results.chips._filters[1], Qt.MouseButton.LeftButton)
    assert field.text() == 'outlet:"Harbour Post" nobody'
    assert found(results) == ["Ferry quay opens", "Ferry fares frozen"]
    results.chips._filters[0].setFocus()
    qtbot.keyClick(results.chips._filters[0], Qt.Key.Key_Delete)
    assert field.text() == "nobody"
    assert results.chips.outlet.isVisible()
    assert all(isinstance(each, FilterChip) for each in results.chips._filters)


def test_escape_on_a_chip_leaves_the_search(window, results, field, qtbot):
    results.chips._scopes[""].setFocus()
    qtbot.keyClick(results.chips._scopes[""], Qt.Key.Key_Escape)
    assert field.text() == ""
    assert window.findChild(QListView, "libraryList").isVisible()


def test_tab_goes_from_the_field_over_the_chips_to_what_was_found(window, results, field, qtbot):
    field.setText("outlet:post nobody")
    field.setFocus()
    passed = []
    while window.focusWidget() is not results.list and len(passed) < 12:
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        passed.append(window.focusWidget())
    stand = [each for each in passed if each.parent() is results.chips]
    assert stand == [
        *results.chips._scopes.values(),
        *results.chips._filters,
        results.chips.speaker,
        results.chips.date,
    ]
    assert passed[-1] is results.list


def test_menus_offer_outlets_speakers_and_dates(results, field):
    assert [action.text() for action in results.chips.make_outlets().actions()][:2] == ["Harbour Post", "Quay Times"]
    results.chips.make_outlets().actions()[1].trigger()
    assert field.text() == 'outlet:"Quay Times" nobody'
    assert found(results) == ["Harbour wall to be raised"]
    results.chips.make_speakers().actions()[0].trigger()
    assert field.text() == 'speaker:"Ana Reis" outlet:"Quay Times" nobody'
    assert found(results) == ["Harbour wall to be raised"]
    results.chips.make_dates().actions()[-1].trigger()
    assert field.text().endswith("nobody before:")
    assert field.hasFocus()


def test_narrow_column_has_one_menu_for_all_filters(window, results, field):
    window.resize(1280, 800)
    assert (results.chips.any.isVisible(), results.chips.outlet.isVisible()) == (True, False)
    outlets = results.chips.make_filters().actions()[0]
    assert outlets.text() == "Outlet"
    window.resize(1480, 940)
    assert (results.chips.any.isVisible(), results.chips.outlet.isVisible()) == (False, True)


def test_j_and_k_go_through_what_was_found_and_stay_on_the_page(window, results, field, kept, qtbot):
    page = window.findChild(QWidget, "articlePage")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert page.property("articleId") == kept[2]
    for key, story in (
        ("next_story", kept[1]),
        ("next_story", kept[0]),
        ("next_story", kept[0]),
        ("previous_story", kept[1]),
    ):
        window.actions_[key].trigger()
        assert page.property("articleId") == story
    assert results.list.currentIndex().data(HIT).story.id == kept[1]
    assert window.focusWidget() is page


def test_delete_puts_the_chosen_hit_into_the_trash_and_not_the_open_story(opened, kept, library, qtbot):
    application = opened()
    window, open_story = application.window, application.opening.story
    window.findChild(QLineEdit, "searchField").setText("nobody")
    results = window.findChild(Results)
    results.list.setFocus()
    results.list.setCurrentIndex(results.hits.index(1))
    chosen = results.hits.index(1).data(HIT).story.id
    assert chosen != open_story
    qtbot.keyClick(results.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: results.hits.rowCount() == 2)
    assert library.story(chosen).trashed
    assert application.opening.story == open_story
    window.actions_["people"].trigger()
    window.actions_["trash"].trigger()
    assert library.count("trash") == 1, "nobody meant a story among the people"


def test_escape_gives_the_list_back_as_it_was(opened, keep, qtbot):
    for number in range(40):
        keep(f"Story {number} of the ferry")
    window = opened().window
    listed = window.findChild(QListView, "libraryList")
    bar = listed.verticalScrollBar()
    bar.setValue(1234)
    field = window.findChild(QLineEdit, "searchField")
    field.setFocus()
    qtbot.keyClicks(field, "story 7")
    assert not listed.isVisible()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert listed.isVisible()
    assert bar.value() == 1234


def test_ranked_hits_from_behind_leave_the_row_under_the_pointer_where_it_is(opened, keep, qtbot, monkeypatch):
    for number in range(30):
        keep(f"Story {number} of the ferry")
    keep("Ferry")
    for number in range(12):
        keep(f"Later {number} of the ferry")
    window = opened().window
    window.findChild(QLineEdit, "searchField").setText("ferry")
    results = window.findChild(Results)
    results.order_chosen.emit("ranked")
    first = [results.hits.index(row).data() for row in range(10)]
    monkeypatch.setattr(results, "find_kept", lambda: 3)  # the third row is pointed at
    qtbot.waitUntil(lambda: results.hits.rowCount() > 10)
    now = found(results)
    assert now[:3] == first[:3]
    assert now[3] == "Ferry"
    assert len(set(now)) == len(now)


def test_row_that_is_pointed_at_or_chosen_is_known(results, qtbot, monkeypatch):
    assert results.find_kept() == 0
    results.list.setFocus()
    results.list.setCurrentIndex(results.hits.index(1))
    assert results.find_kept() == 2
    place = results.list.viewport().mapToGlobal(results.list.visualRect(results.hits.index(0)).center())
    monkeypatch.setattr(QCursor, "pos", staticmethod(lambda: QPoint(place)))
    monkeypatch.setattr(type(results.list), "underMouse", lambda _list: True)
    assert results.find_kept() == 1


def test_change_of_the_library_leaves_the_chosen_hit_chosen(opened, kept, qtbot):
    application = opened()
    field = application.window.findChild(QLineEdit, "searchField")
    field.setText("nobody")
    results = application.window.findChild(Results)
    results.list.setCurrentIndex(results.hits.index(1))
    application.desk.library_changed.emit()
    assert results.list.currentIndex().row() == 1
