"""The panel of notes: when a note is saved, to which story, and what it says where that fails."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from reader.app.panels.note_sheet import join_texts
from reader.app.panels.notes import NotesPanel
from reader.app.panels.passage import Passage, make_passage, make_passage_of
from reader.library.marks import NoteMoved
from reader.model.marks import ArticleNote
from reader.model.problem import Problem

FULL = Problem("The disk is full.", "Free some space.")


@pytest.fixture
def panel(desk, theme, qtbot):
    panel = NotesPanel(desk, theme)
    qtbot.addWidget(panel)
    panel.resize(376, 200)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


@pytest.fixture
def field(panel):
    return panel.findChild(QPlainTextEdit, "noteEdit")


@pytest.fixture
def status(panel):
    return panel.findChild(QLabel, "noteStatus")


def press(panel, words):
    next(button for button in panel.findChildren(QPushButton) if button.text() == words).click()


def test_note_is_saved_a_moment_after_the_last_key(desk, shelf, field, status, story, qtbot):
    desk.show(story.reading())
    assert (status.text(), status.property("saved")) == ("", True)
    qtbot.keyClicks(field, "Is it?")
    assert (status.text(), status.property("saved")) == ("Saving…", False)
    assert shelf.saved == []
    qtbot.waitUntil(lambda: status.property("saved"))
    assert status.text() == "Saved"
    assert shelf.saved == [("one", "Is it?")]


def test_note_on_disk_is_shown_as_saved_and_written_over_its_revision(desk, shelf, panel, field, status, story, qtbot):
    shelf.notes["one"] = ArticleNote("Old.", 4)
    desk.show(story.reading(note=ArticleNote("Old.", 4)))
    assert (field.toPlainText(), status.text()) == ("Old.", "Saved")
    qtbot.keyClicks(field, " New.")
    assert panel.flush()
    assert shelf.notes["one"] == ArticleNote("Old. New.", 5)


def test_note_belongs_to_its_story_though_another_is_opened_at_once(desk, shelf, field, story, qtbot):
    desk.show(story.reading())
    qtbot.keyClicks(field, "of one")
    desk.show(story.reading(id="two"))
    assert shelf.saved == [("one", "of one")]
    assert field.toPlainText() == ""
    qtbot.keyClicks(field, "of two")
    desk.show(story.reading(note=shelf.notes["one"]))
    assert shelf.saved == [("one", "of one"), ("two", "of two")]
    assert field.toPlainText() == "of one"


def test_note_is_saved_when_the_field_is_left(desk, shelf, panel, field, story, qtbot):
    other = QPlainTextEdit(panel)
    other.show()
    panel.activateWindow()
    desk.show(story.reading())
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "x")
    other.setFocus()
    assert shelf.saved == [("one", "x")]


def test_each_note_has_an_undo_of_its_own(desk, field, story, qtbot):
    desk.show(story.reading())
    qtbot.keyClicks(field, "one")
    desk.show(story.reading(id="two"))
    qtbot.keyClicks(field, "two")
    field.undo()
    assert field.toPlainText() == ""
    field.undo()
    assert field.toPlainText() == ""
    desk.show(story.reading(note=ArticleNote("one", 1)))
    assert field.document().isUndoAvailable()
    field.undo()
    assert field.toPlainText() == ""


def test_opening_a_story_leaves_nothing_to_undo(desk, field, story):
    desk.show(story.reading(note=ArticleNote("Old.", 1)))
    assert not field.document().isUndoAvailable()


def test_full_disk_is_said_and_the_words_stay_and_are_saved_later(desk, shelf, panel, field, status, story, qtbot):
    desk.show(story.reading())
    shelf.problem = lambda note: FULL
    qtbot.keyClicks(field, "x")
    assert not panel.flush()
    assert (status.text(), status.property("saved")) == ("NOT SAVED", False)
    assert panel._message.isVisible()
    assert panel._message.accessibleName() == (
        "NOT SAVED: The disk is full Your words are still here. Free some space. Saving goes on by itself."
    )
    assert field.toPlainText() == "x"
    assert panel._retry.isActive()
    shelf.problem = None
    press(panel, "Try now")
    assert shelf.notes["one"].text == "x"
    assert status.text() == "Saved"
    assert not panel._message.isVisible()


def test_failed_note_of_another_story_is_still_told_of_and_kept(desk, shelf, panel, field, status, story, qtbot):
    desk.show(story.reading())
    shelf.problem = lambda note: FULL
    qtbot.keyClicks(field, "x")
    desk.show(story.reading(id="two"))
    assert panel._message.accessibleName().startswith("NOT SAVED, the note on “Ferry fares frozen over winter”")
    desk.show(story.reading())
    assert field.toPlainText() == "x"
    assert status.text() == "NOT SAVED"
    shelf.problem = None
    assert panel.flush()
    assert shelf.saved == [("one", "x")]


def test_copy_of_an_unsaved_note_can_be_kept_elsewhere(desk, shelf, panel, field, story, qtbot, tmp_path, monkeypatch):
    desk.show(story.reading())
    shelf.problem = lambda note: FULL
    field.insertPlainText("x — y")
    panel.flush()
    path = tmp_path / "note.md"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    press(panel, "Save a copy…")
    assert path.read_text("utf-8") == "x — y"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "none" / "n.md"), ""))
    press(panel, "Save a copy…")
    assert "the copy could not be written either" in panel._message.accessibleName()


def test_note_of_another_window_and_this_one_are_both_kept(desk, shelf, panel, field, status, story, qtbot):
    desk.show(story.reading())
    qtbot.keyClicks(field, "mine")

    def move_once(note):
        shelf.problem = None
        shelf.notes["one"] = ArticleNote("theirs", 7)
        return NoteMoved(shelf.notes["one"])

    shelf.problem = move_once
    assert panel.flush()
    assert shelf.notes["one"].revision == 8
    assert shelf.notes["one"].text == field.toPlainText() == "mine\n\n— from another window —\ntheirs"
    assert panel._message.accessibleName() == (
        "A newer note from another window Both texts are kept. Nothing was overwritten."
    )
    assert status.text() == "Saved"
    press(panel, "Show both")
    assert not panel._message.isVisible()
    assert field.textCursor().position() == len("mine\n\n— from another window —\n")


def test_note_that_moves_on_and_on_is_given_up_for_a_while(desk, shelf, panel, field, status, story, qtbot):
    desk.show(story.reading())
    qtbot.keyClicks(field, "mine")
    shelf.problem = lambda note: NoteMoved(ArticleNote("", 1))
    assert not panel.flush()
    assert status.text() == "NOT SAVED"
    assert panel._retry.isActive()


def test_newer_note_from_elsewhere_replaces_one_that_is_not_being_written(desk, field, story, status):
    desk.show(story.reading(note=ArticleNote("old", 1)))
    desk.show(story.reading(note=ArticleNote("new", 2)))
    assert (field.toPlainText(), status.text(), status.property("saved")) == ("new", "Saved", True)
    field.undo()
    assert field.toPlainText() == "old"


def test_newer_note_from_elsewhere_leaves_words_being_written_alone(desk, field, story, qtbot):
    desk.show(story.reading(note=ArticleNote("old", 1)))
    qtbot.keyClicks(field, "er")
    desk.show(story.reading(note=ArticleNote("new", 2)))
    assert field.toPlainText() == "older"


def test_undone_change_is_nothing_to_save(desk, shelf, panel, field, status, story, qtbot):
    desk.show(story.reading(note=ArticleNote("old", 1)))
    qtbot.keyClicks(field, "er")
    field.undo()
    assert panel.flush()
    assert shelf.saved == []
    assert status.text() == "Saved"


def test_without_a_story_nothing_can_be_written(panel, desk, field, status, story):
    assert field.isReadOnly()
    assert field.placeholderText() == "A note belongs to a story. Open one to write."
    desk.show(story.reading())
    assert not field.isReadOnly()
    assert field.placeholderText() == "Write a note"
    desk.show(None)
    assert field.isReadOnly()
    assert (field.toPlainText(), status.text(), status.property("saved")) == ("", "", True)


def test_every_character_is_kept_as_it_was_typed(desk, shelf, panel, field, story):
    desk.show(story.reading())
    field.insertPlainText("a\u00a0b 🙂\n\n<b>c</b>\tÅ")
    panel.flush()
    assert shelf.notes["one"].text == "a\u00a0b 🙂\n\n<b>c</b>\tÅ"


def test_dropped_file_is_left_to_the_window_and_dropped_words_are_not(field):
    files, plain = QMimeData(), QMimeData()
    files.setUrls([QUrl.fromLocalFile("/tmp/story.html")])
    plain.setText("words")
    assert not field.canInsertFromMimeData(files)
    assert field.canInsertFromMimeData(plain)


def test_panel_folds_to_one_line_that_begins_the_note(desk, panel, field, story, qtbot):
    desk.show(story.reading(note=ArticleNote("Is “the office”\nthe same?", 1)))
    panel.fold(True)
    assert panel.height() == 40
    assert not field.isVisible()
    assert panel._preview.text().startswith("Is “the office” the same?")
    panel.fold(False)
    assert field.isVisible()
    assert panel.minimumHeight() == 112


def test_tab_leaves_the_field(desk, panel, field, story, qtbot):
    desk.show(story.reading())
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert field.toPlainText() == ""
    assert isinstance(panel, QWidget)


@given(base=st.text("ab\n", max_size=8), mine=st.text("abc\n", max_size=8), theirs=st.text("abd\n", max_size=8))
def test_joined_text_holds_mine_and_all_that_is_new_in_theirs(base, mine, theirs):
    joined, place = join_texts(base, mine, theirs, "—")
    assert mine in joined
    assert 0 <= place <= len(joined)
    new = theirs.replace(base, "", 1) if base and base in theirs else theirs
    if theirs != base:
        assert all(letter in joined for letter in new)


def test_join_puts_mine_into_the_place_of_what_both_began_with():
    assert join_texts("ab", "abc", "ab and more", "—") == ("abc and more", 3)
    assert join_texts("ab", "abc", "first ab", "—") == ("first abc", 0)
    assert join_texts("ab", "abc", "zz", "—") == ("abc\n\n—\nzz", 7)
    assert join_texts("ab", "abc", "ab", "—") == ("abc", 0)
    assert join_texts("ab", "", "zz", "—") == ("zz", 0)


# lines that quote the story


def test_passage_is_written_on_a_line_of_its_own_and_saved(desk, panel, story, shelf):
    desk.show(story.reading(note=ArticleNote("First.", 1)))
    assert panel.take_passage(Passage("“a quiet gift”", "Port Council", "¶3"))
    assert shelf.saved == [("one", "First.\n> “a quiet gift” — Port Council, ¶3\n")]
    assert panel.take_passage(Passage("Ferry fares", "", "¶1"))
    assert shelf.saved[-1][1].splitlines()[1:] == ["> “a quiet gift” — Port Council, ¶3", "> Ferry fares — ¶1"]


def test_one_undo_takes_a_passage_back(desk, panel, story):
    desk.show(story.reading(note=ArticleNote("First.", 1)))
    panel.take_passage(Passage("“a quiet gift”", "Port Council", "¶3"))
    panel._edit.undo()
    assert panel._edit.toPlainText() == "First."


def test_passage_has_no_place_without_a_story(panel):
    assert not panel.take_passage(Passage("“a quiet gift”", "Port Council", "¶3"))


def test_ctrl_enter_in_a_quoting_line_goes_to_the_quote(desk, panel, story, qtbot):
    desk.show(story.reading())
    panel.take_passage(make_passage(story.article(), story.analysis(), story.analysis().quotes[2]))
    panel._edit.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClick(panel._edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (desk.focus.kind, desk.focus.subject) == ("quote", 2)


def test_click_on_the_last_words_goes_to_the_passage_and_elsewhere_does_not(desk, panel, story, qtbot):
    told = []
    desk.passage_wanted.connect(told.append)
    desk.show(story.reading())
    span = story.span("as they are, a senior")
    panel.take_passage(make_passage_of(story.article(), span))
    cursor = QTextCursor(panel._edit.document())
    for position, times in ((6, 0), (len("> as they are, a senior — ¶"), 1)):
        cursor.setPosition(position)
        point = panel._edit.cursorRect(cursor).center()
        qtbot.mouseClick(panel._edit.viewport(), Qt.MouseButton.LeftButton, pos=point)
        assert told == [span] * times


def test_passage_that_is_gone_says_so(desk, panel, story):
    desk.show(story.reading())
    panel._go_to(Passage("nobody ever wrote this", "", "¶1"))
    assert "no longer in the text" in panel._message.accessibleName()
    assert not panel._message.isHidden()
    panel._edit.insertPlainText("x")
    assert panel._message.isHidden()


def test_setting_quoting_lines_is_no_edit(desk, panel, story, theme, shelf):
    desk.show(story.reading(note=ArticleNote("> “a quiet gift” — Port Council, ¶3\n", 1)))
    theme.choose("dark")
    assert not panel._sheet.pending
    assert panel.flush()
    assert shelf.saved == []


def test_ctrl_f_in_the_note_finds_in_the_note(desk, panel, field, story, qtbot):
    desk.show(story.reading(note=ArticleNote("The quay is wet.\nWho says the quay?\nNobody.", 1)))
    field.setFocus()
    field.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClick(field, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    line = panel.findChild(QLineEdit, "noteFindField")
    assert line.isVisible()
    qtbot.keyClicks(line, "QUAY")
    assert len(field.extraSelections()) == 2
    assert field.textCursor().selectionStart() == 4
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert field.textCursor().selectedText() == "quay"
    assert field.textCursor().blockNumber() == 1
    qtbot.keyClick(line, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert field.textCursor().blockNumber() == 0
    assert "1 of 2" in {label.text() for label in panel.findChildren(QLabel)}
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert not line.isVisible()
    assert field.extraSelections() == []


def test_what_is_not_in_the_note_is_said(desk, panel, field, story):
    desk.show(story.reading(note=ArticleNote("The quay is wet.", 1)))
    panel.finder.open_line()
    panel.finder.field.setText("zeppelin")
    assert "Not in the note" in {label.text() for label in panel.findChildren(QLabel)}
    desk.show(None)
    assert panel.finder.isHidden()


def test_the_open_note_can_be_saved_as_a_file(desk, panel, story, tmp_path, monkeypatch):
    desk.show(story.reading(note=ArticleNote("The quay is wet.", 1)))
    copy = tmp_path / "note.md"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(copy), ""))
    panel.save_copy()
    assert copy.read_text("utf-8") == "The quay is wet."
