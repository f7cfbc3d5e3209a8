import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QLineEdit, QListView, QMenu, QToolButton, QWidget

from reader.app.panels.entities import EntitiesPanel
from reader.app.panels.person import BackButton
from reader.app.panels.said_model import HeadingRow, QuoteRow, SaidModel, TimelineRow
from reader.library.people import Appearance, Said
from reader.model.span import Span


@pytest.fixture
def kept(keep):
    return [
        keep("Ferry fares frozen", outlet="Harbour Post", published="2024-03-14"),
        keep("Harbour wall to be raised", outlet="Quay Times", published="2023-09-02"),
        keep("Ferry quay opens", outlet="Harbour Post"),
    ]


@pytest.fixture
def window(opened, kept):
    return opened().window


def part(window, name, kind=QWidget):
    return window.findChild(kind, name)


def names(window):
    model = part(window, "peopleList", QListView).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def said(window):
    model = part(window, "saidList", QListView).model()
    return [model.row_at(model.index(row, 0)) for row in range(model.rowCount())]


def quotes(window):
    return [row for row in said(window) if isinstance(row, QuoteRow)]


def open_people(window, qtbot):
    window.actions_["people"].trigger()
    qtbot.waitUntil(lambda: names(window) == ["Ana Reis"])


def click(view, row, qtbot):
    index = view.model().index(row, 0)
    view.scrollTo(index)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())


def test_people_of_the_library_are_listed_in_the_place_of_the_stories_and_escape_brings_them_back(window, qtbot):
    open_people(window, qtbot)
    assert part(window, "peoplePanel").isVisible()
    assert not part(window, "libraryList").isVisible()
    assert window.actions_["people"].isChecked()
    qtbot.keyClick(part(window, "peopleFilter"), Qt.Key.Key_Escape)
    assert part(window, "libraryList").isVisible()
    assert not window.actions_["people"].isChecked()


def test_button_leads_to_the_people_and_another_back(window, qtbot):
    qtbot.mouseClick(part(window, "peopleButton", QToolButton), Qt.MouseButton.LeftButton)
    panel = part(window, "peoplePanel")
    qtbot.waitUntil(panel.isVisible)
    qtbot.mouseClick(panel.findChild(BackButton), Qt.MouseButton.LeftButton)
    assert part(window, "libraryList").isVisible()


def test_filter_finds_the_beginnings_of_names(window, qtbot):
    open_people(window, qtbot)
    field = part(window, "peopleFilter", QLineEdit)
    qtbot.keyClicks(field, "mart")
    qtbot.waitUntil(lambda: names(window) == [])
    field.clear()
    qtbot.keyClicks(field, "rei")
    qtbot.waitUntil(lambda: names(window) == ["Ana Reis"])


def test_person_has_all_quotes_by_date_and_a_click_opens_the_story_at_the_quote(window, kept, qtbot):
    open_people(window, qtbot)
    click(part(window, "peopleList", QListView), 0, qtbot)
    qtbot.waitUntil(lambda: len(quotes(window)) == 3)
    assert part(window, "personPage").isVisible()
    assert [row.date for row in quotes(window)] == ["2024-03-14", "2023-09-02", ""]
    assert quotes(window)[0].words == "“Nobody pays more, … Nobody waits longer,”"
    assert any(isinstance(row, TimelineRow) for row in said(window))
    listed = part(window, "saidList", QListView)
    click(listed, said(window).index(quotes(window)[1]), qtbot)
    page = part(window, "articlePage")
    assert page.property("articleId") == kept[1]
    assert page.isVisible()
    start, end = page.property("currentSpan")
    assert end - start == len("Nobody pays more,")
    assert part(window, "peoplePanel").isVisible(), "the way on to the others stays"


def test_quotes_are_filtered_by_outlet_and_kind(window, qtbot):
    open_people(window, qtbot)
    click(part(window, "peopleList", QListView), 0, qtbot)
    qtbot.waitUntil(lambda: len(quotes(window)) == 3)
    page = part(window, "personPage")
    assert page.model.outlets() == ["Harbour Post", "Quay Times"]
    page.filter("Harbour Post", None)
    assert len(quotes(window)) == 2
    page.filter("", "indirect")
    assert quotes(window) == []
    assert [row.count for row in said(window) if isinstance(row, HeadingRow) and row.words == "Quotes"] == [0]
    actions = page.make_outlets().actions()
    assert [action.text() for action in actions] == ["All outlets", "Harbour Post", "Quay Times"]
    actions[2].trigger()
    assert page.outlets.text() == "Quay Times"


def test_key_shows_what_the_library_has_of_the_chosen_name_and_escape_leads_back(window, kept, qtbot):
    assert not window.actions_["in_library"].isEnabled()
    application_page = part(window, "articlePage")
    tree = part(window, "entityTree")
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualRect(entity(tree, "Ana Reis")).center())
    assert window.actions_["in_library"].isEnabled()
    application_page.setFocus()
    window.actions_["in_library"].trigger()
    listed = part(window, "saidList", QListView)
    qtbot.waitUntil(lambda: len(quotes(window)) == 3)
    qtbot.waitUntil(lambda: window.focusWidget() is listed)
    qtbot.keyClick(listed, Qt.Key.Key_Down)
    qtbot.keyClick(listed, Qt.Key.Key_Escape)
    assert application_page.isVisible()
    assert application_page.property("articleId") == kept[2]


def entity(tree, name):
    model = tree.model()
    for group in range(model.rowCount()):
        above = model.index(group, 0)
        for row in range(model.rowCount(above)):
            if model.index(row, 0, above).data() == name:
                return model.index(row, 0, above)
    raise AssertionError(name)


def test_organisation_is_searched_for_by_its_name(window, qtbot):
    tree = part(window, "entityTree")
    place = tree.visualRect(entity(tree, "Port Council")).center()
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    window.actions_["in_library"].trigger()
    assert part(window, "searchField", QLineEdit).text() == 'name:"Port Council" '
    assert part(window, "hitList", QListView).model().rowCount() == 3


def test_menu_over_a_name_on_the_page_leads_there(window, qtbot):
    page, menu = part(window, "articlePage"), QMenu(window)
    qtbot.waitUntil(lambda: page.find_place(*find_name(page)) is not None)
    box = page.find_place(*find_name(page))
    page.add_to_menu(menu, box.center() - QPointF(0, page.verticalScrollBar().value()))
    menu.actions()[-1].trigger()
    qtbot.waitUntil(lambda: len(quotes(window)) == 3)


def find_name(page):
    start = page.toPlainText().index("Ana Reis said")
    return start, start + len("Ana Reis")


def test_menu_of_an_entity_leads_there(window, qtbot):
    menu = window.findChild(EntitiesPanel).make_menu(0)
    next(action for action in menu.actions() if action.text() == "Find in Library").trigger()
    qtbot.waitUntil(lambda: len(quotes(window)) == 3)


def test_card_leads_there(window, qtbot):
    tree = part(window, "entityTree")
    place = tree.visualRect(entity(tree, "Ana Reis")).center()
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    window.actions_["person"].trigger()
    qtbot.mouseClick(part(window, "findInLibrary"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: part(window, "personPage").isVisible())


def test_what_happens_to_the_story_behind_does_not_take_the_page_away(opened, kept, qtbot):
    application = opened()
    window = application.window
    open_people(window, qtbot)
    click(part(window, "peopleList", QListView), 0, qtbot)
    qtbot.waitUntil(lambda: len(quotes(window)) == 3)
    application.opening.show_anew(kept[2])
    assert part(window, "personPage").isVisible()
    application.opening.open_story(kept[0])
    assert part(window, "articlePage").isVisible()


def test_row_is_a_sentence_to_who_does_not_see_it(window, qtbot):
    open_people(window, qtbot)
    listed = part(window, "peopleList", QListView)
    role = Qt.ItemDataRole.AccessibleTextRole
    assert listed.model().index(0, 0).data(role) == "Ana Reis, 3 quotes, 12 mentions in 3 stories"
    click(listed, 0, qtbot)
    qtbot.waitUntil(lambda: len(quotes(window)) == 3)
    model = part(window, "saidList", QListView).model()
    row = said(window).index(quotes(window)[0])
    assert model.index(row, 0).data(role).endswith(". direct, told. Harbour Post, 14 Mar 2024")


def test_what_a_library_of_years_has_of_somebody_is_listed_in_part_and_that_is_said(qapp):
    said = Said("direct", ("Nobody pays more",), (Span(0, 16),), "told")
    model = SaidModel()
    model.show_appearances(
        [Appearance(str(number), "A", "Post", "2024-05-01", "Ana", "", (Span(0, 3),), (said,)) for number in range(500)]
    )
    rows = [model.row_at(model.index(row)) for row in range(model.rowCount())]
    assert sum(isinstance(row, QuoteRow) for row in rows) == 300
    assert rows[-1].words.startswith("200 earlier ones")
