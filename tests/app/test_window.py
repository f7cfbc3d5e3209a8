import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QMessageBox, QWidget

from reader.app import open_window
from reader.app.window import find_widths
from reader.model.problem import Problem

PROMISED = (
    *("libraryList", "articlePage", "entityTree", "quoteList", "photoCard", "photoCaption", "photoCredit"),
    *("noteEdit", "noteStatus", "mentionCounter", "statusBar", "searchField", "peoplePanel"),
)
LATER = ("findBar", "highlightList")


@pytest.mark.parametrize(
    ("window", "library", "right"),
    [(900, 236, 324), (1280, 236, 324), (1480, 288, 376), (1920, 320, 420), (2560, 320, 420)],
)
def test_columns_have_the_widths_that_go_with_the_window(window, library, right):
    assert find_widths(window) == (library, right)


def test_columns_stand_as_wide_as_they_should(opened, keep):
    keep()
    window = opened().window
    for width, library, right in ((1280, 236, 324), (1480, 288, 376), (1920, 320, 420)):
        window.resize(width, 800)
        assert (window.library.width(), window.right.width()) == (library, right)
        assert window.top.left.width() == library
        assert window.top.right.width() == right
        assert window.bottom.middle.width() == width - library - right


def test_everything_promised_is_there_and_has_a_name_to_be_read_out(opened, keep):
    keep()
    window = opened().window
    for name in PROMISED:
        assert window.findChild(QWidget, name) is not None, name
    for name in LATER:
        assert window.findChild(QWidget, name) is None, name
    for name in ("libraryList", "entityTree", "quoteList", "noteEdit", "statusBar"):
        assert window.findChild(QWidget, name).accessibleName(), name


def test_every_button_has_a_name_to_be_read_out(opened, keep):
    keep()
    window = opened().window
    buttons = [each for each in window.findChildren(QWidget) if each.inherits("QAbstractButton") and each.isVisible()]
    assert buttons
    nameless = [each.objectName() or repr(each) for each in buttons if not (each.accessibleName() or each.text())]
    assert nameless == []


def test_hidden_column_gives_its_room_to_the_page_and_stays_hidden(opened, keep):
    keep()
    application = opened()
    window = application.window
    page = window.page.width()
    for name in ("library", "right"):
        window.actions_[name].trigger()
        assert not getattr(window, name).isVisible()
    assert window.page.width() > page + 500
    window.close()
    again = opened().window
    assert not again.library.isVisible()
    again.actions_["library"].trigger()
    assert again.library.isVisible()
    assert again.library.width() == find_widths(again.width())[0]


def test_width_that_was_chosen_is_kept(opened, keep):
    keep()
    window = opened().window
    window.resize(1480, 900)
    window.columns.setSizes([400, 600, 480])
    window.columns.splitterMoved.emit(0, 1)
    chosen = window.library.width(), window.right.width()
    window.resize(1600, 900)
    assert (window.library.width(), window.right.width()) == chosen
    window.close()
    again = opened().window
    again.resize(1600, 900)  # the offscreen platform's screen is a small one
    assert (again.library.width(), again.right.width()) == chosen
    again.actions_["layout"].trigger()
    assert again.library.width() == find_widths(again.width())[0]


def test_panels_are_folded_brought_to_the_front_and_stay_so(opened, keep, qtbot):
    keep()
    application = opened()
    window = application.window
    window.resize(1480, 1040)
    actions = window.actions_
    actions["quotes"].trigger()
    assert window.findChild(QWidget, "quoteList").isVisible()
    actions["notes"].trigger()
    actions["photo"].trigger()
    assert application.right.notes.folded
    assert application.right.photo.folded
    window.close()
    again = opened()
    assert again.window.findChild(QWidget, "quoteList").isVisible()
    assert again.right.notes.folded
    assert again.right.photo.folded
    assert not again.window.actions_["photo"].isChecked()


def test_photograph_gives_its_room_to_the_quotes_in_a_low_window(opened, keep):
    keep()
    application = opened()
    application.window.resize(1280, 800)
    application.window.actions_["quotes"].trigger()
    assert application.right.photo.folded
    application.window.actions_["entities"].trigger()
    assert not application.right.photo.folded


def test_bar_tells_what_is_lit(opened, keep):
    keep()
    application = opened()
    counter = application.window.findChild(QLabel, "mentionCounter")
    assert not counter.isVisible()
    application.desk.focus_on_entity(0, 1)
    assert counter.isVisible()
    assert counter.text() == "mention 2 of 4"
    application.window.actions_["next_mention"].trigger()
    assert counter.text() == "mention 3 of 4"
    application.window.actions_["nothing"].trigger()
    assert counter.text() == ""


def test_dropped_text_is_handed_in(opened, keep, library, asked):
    keep()
    application = opened()
    data = QMimeData()
    data.setText("A story that was dragged here.")
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    QApplication.sendEvent(application.window, QDragEnterEvent(QPoint(9, 99), copy, data, left, none))
    QApplication.sendEvent(application.window, QDropEvent(QPointF(9, 99), copy, data, left, none))
    assert library.count() == 2
    assert application.opening.story == asked[-1].id


def test_pasted_story_is_handed_in_and_one_already_there_is_said_to_be(opened, keep, library, asked):
    story = keep("Pasted words")
    application = opened()
    QApplication.clipboard().setText("Pasted words")
    application.window.actions_["paste"].trigger()
    assert library.count() == 1
    assert application.opening.story == story
    toast = application.window.findChild(QFrame, "toast")
    assert toast.isVisible()
    assert toast.accessibleName() == "This story is in the library already."


def test_refused_file_is_told_where_the_stories_are_listed(opened, keep, tmp_path, qtbot):
    keep()
    application = opened(str(tmp_path / "missing.txt"))
    labels = application.window.library.findChildren(QLabel)
    (told,) = [label for label in labels if "missing.txt" in label.text()]
    qtbot.waitUntil(told.isVisible)
    assert application.window.findChild(QWidget, "articlePage").property("articleId")


@pytest.mark.qt_log_ignore("does not support raise", extend=True)
def test_empty_library_opens_the_sample_with_three_things_to_try(opened, library, asked, qtbot):
    application = opened(wait=False)
    assert {library.source(request.id).name for request in asked} == {"story.txt"}
    card = application.window.findChild(QWidget, "hintCard")
    qtbot.waitUntil(card.isVisible)
    got_it, guide = [each for each in card.findChildren(QWidget) if each.inherits("QPushButton")]
    guide.click()
    assert application.window.findChild(QWidget, "guideWindow").page.name == "start.md"
    got_it.click()
    application.window.close()
    again = opened(wait=False)
    assert again.window.findChild(QWidget, "hintCard") is None


def test_empty_library_whose_sources_are_refused_says_how_to_begin(opened, tmp_path, library):
    application = opened(str(tmp_path / "missing.txt"))
    told = [label.text() for label in application.window.page.findChildren(QLabel) if label.isVisible()]
    assert "No stories yet" in told
    assert not application.window.top.legend.isVisible()
    application.window.actions_["sample"].trigger()
    assert library.count() == 1
    assert application.window.top.legend.isVisible()


def test_story_added_by_another_process_appears(opened, keep, library, qtbot):
    keep("One")
    application = opened()
    rows = application.window.findChild(QWidget, "libraryList").model()
    keep("Two")
    with qtbot.waitSignal(application.desk.library_changed, timeout=3000):
        pass
    assert rows.rowCount() == 2


def test_window_that_cannot_save_its_note_asks_before_it_closes(opened, keep, monkeypatch, qtbot):
    keep()
    application = opened()
    edit = application.window.findChild(QWidget, "noteEdit")
    edit.setFocus()
    qtbot.keyClicks(edit, "Words")

    def refuse(_self, *_given):
        raise Problem("The disk is full.", "Free some space.")

    monkeypatch.setattr("reader.library.store.Library.save_note", refuse)
    asked = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.text()))
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: box.defaultButton())
    assert not application.window.close()
    assert asked == ["The note is not saved."]
    assert application.window.isVisible()
    monkeypatch.undo()
    assert application.window.close()


def test_opening_returns_while_the_page_is_busy(folder, keep, asked, qtbot):
    keep()
    window = open_window(folder)
    page = window.findChild(QWidget, "articlePage")
    assert window.isVisible()
    assert page.property("busy") is True
    assert page.property("articleId")
    qtbot.waitUntil(lambda: page.property("busy") is False)
    window.close()


def test_library_of_a_newer_dateline_is_not_opened(folder, qapp):
    folder.mkdir()
    (folder / "library.db").write_bytes(b"no library at all" * 1000)
    with pytest.raises(Problem):
        open_window(folder)


def test_larger_text_is_kept(opened, keep):
    keep()
    application = opened()
    page = application.window.findChild(QWidget, "articlePage")
    application.window.actions_["larger"].trigger()
    application.window.actions_["larger"].trigger()
    scale = page.scale
    assert scale > 1.15
    application.window.close()
    again = opened()
    assert again.window.findChild(QWidget, "articlePage").scale == scale
    again.window.actions_["normal"].trigger()
    assert again.window.findChild(QWidget, "articlePage").scale == 1


def test_window_that_was_left_asks_nothing_of_its_library(opened, keep, tmp_path, qtbot):
    keep()
    for name in "abcdef":
        (tmp_path / name).write_text(f"Story {name}.")
    application = opened(*(str(tmp_path / name) for name in "abcdef"), wait=False)
    application.leave()
    QApplication.processEvents()
    assert not application.window.isVisible()
    assert application.window.close()


def test_library_gives_way_in_a_narrow_window_and_comes_back(opened, keep):
    keep()
    window = opened().window
    window.resize(1280, 800)
    assert window.library.isVisible()
    window.resize(860, 560)
    assert not window.library.isVisible()
    assert window.page.width() > 480
    window.actions_["library"].trigger()
    assert window.library.isVisible()
    window.resize(900, 560)
    assert window.library.isVisible()
    window.resize(1280, 800)
    assert window.library.isVisible()
    window.actions_["library"].trigger()
    window.resize(860, 560)
    window.resize(1280, 800)
    assert not window.library.isVisible()


def test_photograph_gives_way_in_a_very_low_window(opened, keep):
    keep()
    application = opened()
    application.window.resize(1280, 560)
    assert application.right.photo.folded
    application.window.resize(1280, 800)
    assert not application.right.photo.folded
