import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel

from reader.app.panels.library import LibraryPanel
from reader.app.panels.story_model import StoryListModel, show_date
from reader.app.panels.story_rows import ROW_HEIGHT
from reader.library.listing import Story


class Stories:
    """A library of many stories that says which were asked for."""

    def __init__(self, count):
        self.ids = [f"s{number}" for number in range(count, 0, -1)]
        self.asked = []
        self.learned = 0

    def survey(self, shelf="all", order="saved"):
        self.learned += 1
        return self.learned * 10_000 < len(self.ids)

    def count(self, shelf="all"):
        return len(self.ids)

    def place_of(self, story, shelf="all", order="saved"):
        return self.ids.index(story) if story in self.ids else None

    def stories(self, first=0, count=100, shelf="all", order="saved"):
        self.asked.append((first, count))
        return [
            Story(
                id=name,
                title=f"Story {name} of a town whose name is long enough for two lines of the list",
                saved="2026-01-01T00:00:00+00:00",
                state="analysed",
                agency="Northwire",
                published="2024-03-14" if number % 2 else None,
                first_words="The first words.",
                people=("Ana Reis", "Edda Marlow"),
                noted=number == 0,
            )
            for number, name in enumerate(self.ids[first : first + count], first)
        ]


@pytest.fixture
def many():
    return Stories(100_000)


@pytest.fixture
def panel(desk, theme, many, qtbot):
    panel = LibraryPanel(desk, theme, StoryListModel(many))
    qtbot.addWidget(panel)
    panel.resize(288, 700)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def test_where_the_rows_of_a_long_list_are_is_learned_in_idle_moments(many, qtbot):
    model = StoryListModel(many)
    qtbot.waitUntil(lambda: many.learned == 10)
    assert model.rowCount() == 100_000
    assert many.asked == []


def test_hundred_thousand_stories_are_read_a_page_at_a_time(panel, many):
    panel.grab()
    assert sum(count for _, count in many.asked) <= 200
    panel.list.scrollToBottom()
    panel.grab()
    assert sum(count for _, count in many.asked) <= 500
    assert panel.list.model().index(99_999, 0).data().startswith("Story s1 ")


def test_model_keeps_the_rules_of_models(qtmodeltester):
    model = StoryListModel(Stories(250))
    qtmodeltester.check(model, force_py=True)


def test_new_story_comes_on_top_and_pushes_the_others_down():
    stories = Stories(30)
    model = StoryListModel(stories)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert model.index(0).data().startswith("Story s30 ")
    inserted, resets = [], []
    model.rowsInserted.connect(lambda _parent, first, last: inserted.append((first, last)))
    model.modelReset.connect(lambda: resets.append(1))
    stories.ids[:0] = ["new2", "new1"]
    model.refresh()
    assert inserted == [(0, 1)]
    assert resets == []
    assert [model.index(row).data()[:10] for row in (0, 2)] == ["Story new2", "Story s30 "]


def test_story_that_is_gone_leaves_no_row():
    stories = Stories(5)
    model = StoryListModel(stories)
    assert model.story(4) is not None
    stories.ids.remove("s3")
    model.refresh()
    assert model.rowCount() == 4
    assert model.story(4) is None


def test_rows_are_all_of_one_height(panel):
    heights = {panel.list.visualRect(panel.list.model().index(row, 0)).height() for row in range(6)}
    assert heights == {ROW_HEIGHT}


def test_row_is_a_sentence_to_who_does_not_see_it(panel):
    sentence = panel.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert sentence.startswith("Story s100000 ")
    assert sentence.endswith("Northwire. date not given. Ana Reis, Edda Marlow. with a note")


def test_click_opens_a_story(panel, desk, qtbot):
    place = panel.list.visualRect(panel.list.model().index(2, 0)).center()
    with qtbot.waitSignal(desk.article_wanted) as wanted:
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert wanted.args == ["s99998"]


def test_arrows_look_and_enter_opens(panel, desk, qtbot):
    wanted = []
    desk.article_wanted.connect(wanted.append)
    panel.list.setFocus()
    panel.list.setCurrentIndex(panel.list.model().index(0, 0))
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    assert wanted == []
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert wanted == ["s99999"]


def test_open_story_is_marked_and_its_neighbours_are_a_step_away(panel, desk, theme):
    wanted = []
    desk.article_wanted.connect(wanted.append)
    panel.show_open("s99999")
    image = panel.list.viewport().grab().toImage()
    assert image.pixelColor(9, ROW_HEIGHT + ROW_HEIGHT // 2) == theme.colour("accent")
    assert panel.step(1)
    assert panel.step(-1)
    assert wanted == ["s99998", "s100000"]
    panel.show_open("s100000")
    assert not panel.step(-1)


def test_empty_list_says_what_will_stand_there(desk, theme, qtbot):
    panel = LibraryPanel(desk, theme, StoryListModel(Stories(0)))
    qtbot.addWidget(panel)
    panel.show()
    assert not panel.list.isVisible()
    assert any("newest first" in label.text() for label in panel.findChildren(QLabel))


def test_row_under_the_pointer_looks_pointed_at(panel, theme, qtbot):
    rect = panel.list.visualRect(panel.list.model().index(1, 0))

    def colour():
        return panel.list.viewport().grab().toImage().pixelColor(12, rect.bottom() - 8)

    rest = colour()
    qtbot.mouseMove(panel.list.viewport(), rect.center())
    qtbot.waitUntil(lambda: colour() == theme.colour("hover"))
    QApplication.sendEvent(panel.list.viewport(), QEvent(QEvent.Type.Leave))
    assert colour() == rest


@pytest.mark.parametrize(
    ("published", "shown"),
    [("2024-03-14", "14 Mar 2024"), ("2024-03-02T08:00:00Z", "2 Mar 2024"), (None, ""), ("last week", "")],
)
def test_date_is_shown_as_the_reader_writes_it(published, shown, qapp):
    assert show_date(published) == shown


def test_long_words_and_strange_letters_do_not_break_a_row(desk, theme, qtbot):
    stories = Stories(1)
    odd = "\u202e" + "ab" * 5000 + "\n<b>bold</b>"
    stories.stories = lambda first=0, count=100, shelf="all", order="saved": [
        Story(id="x", title=odd, saved="", state="failed", problem=odd, outlet=odd, people=(odd,))
    ][first : first + count]
    panel = LibraryPanel(desk, theme, StoryListModel(stories))
    qtbot.addWidget(panel)
    panel.resize(240, 300)
    panel.show()
    assert not panel.list.viewport().grab(panel.list.visualRect(panel.list.model().index(0, 0))).isNull()
