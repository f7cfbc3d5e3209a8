"""The tree of entities: what it shows, how it jumps, how it follows the page."""

import time

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton

from reader.app.panels.entities import EntitiesPanel
from reader.app.panels.entity_model import EntityModel
from reader.app.panels.entity_rows import EntityDelegate
from reader.app.panels.entity_tree import EntityTree
from reader.model.analysis import Analysis, Entity, Mention
from reader.model.span import Span
from reader.reading.doubts import find_doubts


@pytest.fixture
def panel(desk, theme, qtbot):
    panel = EntitiesPanel(desk, theme)
    qtbot.addWidget(panel)
    panel.resize(324, 400)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


@pytest.fixture
def tree(panel):
    return panel.findChild(EntityTree, "entityTree")


def rows(model, parent=None):
    parents = [model.index(row, 0) for row in range(model.rowCount())]
    return {
        group.data(): [model.index(row, 0, group).data() for row in range(model.rowCount(group))] for group in parents
    }


def place_of(tree, name):
    model = tree.model()
    for group in (model.index(row, 0) for row in range(model.rowCount())):
        for index in (model.index(row, 0, group) for row in range(model.rowCount(group))):
            if index.data() == name:
                return index
    raise AssertionError(name)


def click(qtbot, tree, index):
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualRect(index).center())


def shown(panel):
    return panel._stack.currentWidget()


def test_entities_stand_in_groups_by_number_of_mentions(desk, panel, tree, story):
    desk.show(story.reading())
    assert rows(tree.model()) == {
        "People": ["Ana Reis"],
        "Organisations": ["Port Council"],
        "Places": ["Setúbal"],
        "Others": ["the plan"],
    }
    assert shown(panel) is tree


def test_model_keeps_qts_laws_when_it_is_filled_emptied_and_filled(qapp_with_fonts, story):
    model = EntityModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show_entities(story.analysis().entities, "Setúbal")
    model.show_entities(())
    model.show_entities(story.analysis().entities[:1])
    assert model.rowCount() == 1
    assert tester.model() is model


def test_rows_speak_in_sentences(desk, tree, story):
    desk.show(story.reading())
    index = place_of(tree, "Ana Reis")
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Ana Reis, person, 3 mentions"
    assert place_of(tree, "the plan").data(Qt.ItemDataRole.AccessibleTextRole) == "the plan, work, 1 mention"
    assert index.parent().data(Qt.ItemDataRole.AccessibleTextRole) == "People, 1"


def test_doubt_is_told_in_the_tip_and_a_role_otherwise(desk, tree, story):
    desk.show(story.reading())
    assert place_of(tree, "Setúbal").data(Qt.ItemDataRole.ToolTipRole) == "Or a ship"
    assert place_of(tree, "Ana Reis").data(Qt.ItemDataRole.ToolTipRole) == "Mayor"
    model = tree.model()
    assert model.row_at(place_of(tree, "Setúbal")).unsure
    assert model.row_at(place_of(tree, "Setúbal")).second == "dateline"
    assert model.row_at(place_of(tree, "Port Council")).second == "also “the council”"


def test_click_goes_to_the_first_mention_and_again_to_the_next(desk, tree, story, qtbot):
    desk.show(story.reading())
    reis = story.analysis().entities[1]
    for index in (0, 1, 2, 0):
        click(qtbot, tree, place_of(tree, "Ana Reis"))
        assert (desk.focus.subject, desk.focus.index, desk.focus.span) == (1, index, reis.mentions[index].span)


def test_double_click_goes_two_mentions_and_no_further(desk, tree, story, qtbot):
    desk.show(story.reading())
    pos = tree.visualRect(place_of(tree, "Ana Reis")).center()
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=pos)
    qtbot.mouseDClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=pos)  # the second press alone
    qtbot.mouseRelease(tree.viewport(), Qt.MouseButton.LeftButton, pos=pos)
    assert desk.focus.index == 1


def test_arrows_only_move_and_enter_goes_there(desk, tree, story, qtbot):
    desk.show(story.reading())
    tree.setFocus()
    tree.setCurrentIndex(place_of(tree, "Ana Reis"))
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    assert tree.currentIndex().data() == "Port Council"
    assert desk.focus is None
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert (desk.focus.subject, desk.focus.index) == (2, 0)
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert (desk.focus.subject, desk.focus.index) == (2, 1)


def test_what_is_chosen_on_the_page_is_chosen_here_without_an_echo(desk, panel, tree, story, qtbot):
    desk.show(story.reading())
    told = []
    desk.focus_changed.connect(told.append)
    desk.focus_on_entity(2, 1)
    assert len(told) == 1
    assert tree.currentIndex().data() == "Port Council"
    assert [index.data() for index in tree.selectedIndexes()] == ["Port Council"]
    assert tree.findChild(EntityDelegate).chosen == 2
    desk.focus_on_quote(0)
    assert tree.findChild(EntityDelegate).chosen is None
    assert tree.selectedIndexes() == []


def test_group_folds_by_a_click_and_stays_folded_for_the_next_story(desk, tree, story, qtbot):
    desk.show(story.reading())
    people = tree.model().index(0, 0)
    click(qtbot, tree, people)
    assert not tree.isExpanded(people)
    desk.show(story.reading(id="two"))
    assert not tree.isExpanded(tree.model().index(0, 0))
    assert tree.isExpanded(tree.model().index(1, 0))
    desk.focus_on_entity(1)
    assert tree.isExpanded(tree.model().index(0, 0))


def test_panel_says_why_it_is_empty(desk, panel, story):
    assert "each under one name" in panel._notice._open.text()
    desk.show(story.reading(analysis=None))
    assert shown(panel) is panel._waiting
    desk.show(story.reading(analysis=None, problem="It took longer than a minute."))
    assert panel._notice._message.accessibleName() == "No names were found It took longer than a minute."
    desk.show(story.reading(analysis=Analysis()))
    assert panel._notice._message.accessibleName() == "No names in this text"
    desk.show(story.reading(analysis=Analysis(names_read=False)))
    assert "Names are found in English only" in panel._notice._message.accessibleName()


def test_language_is_named_where_names_are_not_read(desk, panel, story):
    article = story.article()
    source = type(article.source)(
        **{**{f: getattr(article.source, f) for f in article.source.__struct_fields__}, "language": "fi"}
    )
    finnish = type(article)(source, article.title, article.text, article.blocks)
    desk.show(story.reading(article=finnish, analysis=Analysis(names_read=False)))
    assert panel._notice._message.accessibleName().startswith("This story is in Finnish")


def test_count_is_told_and_unknown_while_names_are_found(desk, panel, story):
    told = []
    panel.counts_changed.connect(told.append)
    desk.show(story.reading(analysis=None))
    desk.show(story.reading())
    desk.show(None)
    assert told == [4, -1]
    assert panel.count == -1


def test_markup_in_a_name_stays_plain_text(desk, tree, story):
    entity = Entity("e1", "person", "<b>Eve</b>", (Mention(Span(0, 5)),), confidence=0.1, reason="<img src=x> & co")
    desk.show(story.reading(analysis=Analysis((entity,))))
    tip = place_of(tree, "<b>Eve</b>").data(Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in tip
    assert "&lt;img" in tip


def test_rows_grow_in_high_windows(desk, panel, tree, story, qtbot):
    desk.show(story.reading())
    index = place_of(tree, "Ana Reis")
    assert tree.visualRect(index).height() == 23
    panel.resize(420, 1080)
    qtbot.waitUntil(lambda: tree.visualRect(place_of(tree, "Ana Reis")).height() == 26)


def test_ring_is_worn_only_when_the_keyboard_moved(desk, tree, story, qtbot):
    desk.show(story.reading())
    ring = tree.findChild(EntityDelegate)._ring
    tree.activateWindow()
    tree.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(tree.hasFocus)
    assert ring.shown()
    click(qtbot, tree, place_of(tree, "Ana Reis"))
    assert not ring.shown()
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    assert ring.shown()


def test_five_hundred_entities_are_filled_in_under_ten_milliseconds(desk, panel, tree, story, qtbot):
    kinds = ("person", "organisation", "place", "group", "other")
    entities = tuple(
        Entity(f"e{i}", kinds[i % 5], f"Name {i}", (Mention(Span(i, i + 1)),) * (i % 9 + 1)) for i in range(500)
    )
    best = 1.0
    for _ in range(5):
        started = time.thread_time()
        desk.show(story.reading(analysis=Analysis(entities)))
        tree.visualRect(tree.model().index(4, 0))
        best = min(best, time.thread_time() - started)
    assert tree.indexAt(QPoint(100, 40)).isValid()
    assert best < 0.03  # 10 ms where nothing else runs


# mentions, filter, order


@pytest.fixture
def full(desk, panel, story):
    desk.show(story.reading())
    return panel


def children(tree, name):
    index = place_of(tree, name)
    return [tree.model().index(row, 0, index) for row in range(tree.model().rowCount(index))]


def test_entity_opened_out_has_a_row_a_mention_with_its_place_and_the_words_around(full, tree):
    rows = [tree.model().row_at(index) for index in children(tree, "Ana Reis")]
    assert [(row.place, row.before, row.words, row.after[:12]) for row in rows] == [
        ("caption", "Mayor ", "Ana Reis", " opens the q"),
        ("¶2", "…pays more,” ", "Reis", " told the Po"),
        ("¶2", "…waits longer,” ", "she", " added."),
    ]


def test_doubt_and_other_names_stand_above_the_mentions(full, tree):
    assert [index.data() for index in children(tree, "Setúbal")][:1] == ["Or a ship"]
    assert [index.data() for index in children(tree, "Port Council")][:1] == ["also “the council”"]


def test_mention_rows_speak_in_sentences(full, tree):
    words = children(tree, "Ana Reis")[1].data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "mention 2 of 3, ¶2: …pays more,” Reis told the Port Council. “Nobody waits longer,” she added."


def test_model_with_mentions_keeps_qts_laws_in_every_order(qapp_with_fonts, story):
    model = EntityModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show_entities(story.analysis().entities, "Setúbal", story.article())
    for order in ("first", "name", "mentions"):
        model.arrange(order=order)
    model.arrange(wanted="reis")
    assert model.rowCount() == 1
    assert tester.model() is model


def test_chevron_opens_out_and_a_click_on_a_mention_goes_there(desk, full, tree, qtbot):
    index = place_of(tree, "Ana Reis")
    left = QPoint(14, tree.visualRect(index).center().y())
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=left)
    assert tree.isExpanded(index)
    assert desk.focus is None
    click(qtbot, tree, children(tree, "Ana Reis")[1])
    assert (desk.focus.subject, desk.focus.index) == (1, 1)
    assert tree.currentIndex() == children(tree, "Ana Reis")[1]
    desk.step_mention(1)
    assert tree.currentIndex() == children(tree, "Ana Reis")[2]


def test_right_arrow_opens_out_and_enter_goes_to_the_mention(desk, full, tree, qtbot):
    tree.setCurrentIndex(place_of(tree, "Port Council"))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(tree, key)
    assert (desk.focus.subject, desk.focus.index) == (2, 1)
    qtbot.keyClick(tree, Qt.Key.Key_Left)
    assert tree.currentIndex() == place_of(tree, "Port Council")


def test_what_is_opened_out_stays_so_when_the_order_changes(full, tree):
    tree.setExpanded(place_of(tree, "Ana Reis"), True)
    full._choose_order("name")
    assert tree.isExpanded(place_of(tree, "Ana Reis"))


def test_orders_are_by_mentions_first_mention_or_name(desk, panel, tree, story):
    analysis = story.analysis()
    late = Entity("e9", "person", "Abe Late", story.mentions("union", "added"))
    early = Entity("e8", "person", "Zoe Early", story.mentions("Ferry"))
    desk.show(story.reading(analysis=Analysis((late, early, *analysis.entities))))
    people = {}
    for action in panel._tools.make_order_menu().actions():
        action.trigger()
        people[action.text()] = rows(tree.model())["People"]
    assert people == {
        "Most mentions first": ["Ana Reis", "Abe Late", "Zoe Early"],
        "In order of first mention": ["Zoe Early", "Ana Reis", "Abe Late"],
        "By name": ["Abe Late", "Ana Reis", "Zoe Early"],
    }


def test_filter_finds_names_other_names_and_roles(full, tree, qtbot):
    qtbot.mouseClick(full._tools.filter, Qt.MouseButton.LeftButton)
    assert full._filter.isVisible()
    for words, found in (("reis", "Ana Reis"), ("MAYOR", "Ana Reis"), ("the council", "Port Council")):
        full._filter.field.setText(words)
        assert [name for names in rows(tree.model()).values() for name in names] == [found]
    qtbot.keyClick(full._filter.field, Qt.Key.Key_Escape)
    assert not full._filter.isVisible()
    assert len(rows(tree.model())) == 4


def test_filter_that_finds_nothing_says_so_and_shows_all_again(full, tree, qtbot):
    full._tools.filter.click()
    full._filter.field.setText("xyz")
    assert shown(full) is full._none
    full._none.findChild(QPushButton).click()
    assert shown(full) is tree
    assert not full._tools.filter.isChecked()


def test_filter_stays_for_the_next_story(desk, full, tree, story):
    full._tools.filter.click()
    full._filter.field.setText("reis")
    desk.show(story.reading(id="two"))
    assert rows(tree.model()) == {"People": ["Ana Reis"]}


def test_tools_stand_on_the_first_row_and_scroll_with_it(desk, full, tree):
    full.resize(324, 90)
    before = full._tools.y()
    tree.verticalScrollBar().setValue(20)
    assert full._tools.y() == before - 20


def test_reason_of_a_shared_surname_stands_in_its_entity(desk, tree, story):
    bo = Entity("e5", "person", "Bo Reis", (Mention(story.span("Reis", 1)),))
    reading = story.reading()
    analysis = replace(reading.analysis, entities=(*reading.analysis.entities, bo))
    desk.show(story.reading(analysis=analysis, doubts=find_doubts(story.article(), analysis)))
    reason = "More than one person here is called Reis: Ana Reis, Bo Reis."
    assert reason in [index.data() for name in ("Ana Reis", "Bo Reis") for index in children(tree, name)]
