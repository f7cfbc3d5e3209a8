import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton

from reader.app.original import Originals, find_link
from reader.app.original_dialogs import read_shown
from reader.intake.source import HandedIn


@pytest.fixture
def gone_to(monkeypatch):
    addresses = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: addresses.append(url.toString()))
    return addresses


def button(dialog, words):
    return next(button for button in dialog.findChildren(QPushButton) if button.text() == words)


def test_source_is_shown_as_the_text_it_is(opened, library, keep, gone_to, qtbot):
    story = library.hand_in(HandedIn(b"<p>Said <b>no</b><img src='http://tracker.example/x.png'></p>", "p.html")).id
    application = opened(wait=False)
    application.desk.article_wanted.emit(story)
    application.window.actions_["original"].trigger()
    dialog = next(child for child in application.window.children() if child.objectName() == "originalDialog")
    text = dialog.findChild(QPlainTextEdit)
    assert text.toPlainText() == "<p>Said <b>no</b><img src='http://tracker.example/x.png'></p>"
    assert text.isReadOnly()
    assert gone_to == []
    qtbot.mouseClick(button(dialog, "Open with Another Program…"), Qt.MouseButton.LeftButton)
    assert gone_to == [library.source_path(story).as_uri()]
    dialog.close()


def test_very_long_lines_are_shown_in_pieces(library):
    story = library.hand_in(HandedIn(b"a" * 5_000 + b"\n\nb", "a.txt")).id
    shown, _told = read_shown(library.source(story))
    assert [len(line) for line in shown.split("\n")] == [2_000, 2_000, 1_000, 0, 1]


def test_very_long_source_is_cut_and_that_is_said(library):
    story = library.hand_in(HandedIn(b"word " * 500_000, "a.txt")).id
    shown, told = read_shown(library.source(story))
    assert len(shown.replace("\n", "")) == 2_000_000
    assert "first two million" in told


@pytest.mark.parametrize("data", [b"%PDF-1.7\n1 0 obj", b"PK\x03\x04word", bytes(range(256)) * 20])
def test_what_is_no_text_is_left_to_other_programs(library, data):
    story = library.hand_in(HandedIn(data, "a.bin")).id
    shown, told = read_shown(library.source(story))
    assert shown == ""
    assert "another program" in told


def test_source_that_is_gone_is_told(library, keep):
    story = keep()
    source = library.source(story)
    source.path.unlink()
    shown, told = read_shown(source)
    assert shown == ""
    assert "not there" in told


def test_link_is_opened_only_after_its_target_was_shown(opened, keep, gone_to, qtbot):
    keep(address="https://post.example/fares?a=b c")
    application = opened()
    assert application.window.actions_["original_link"].isEnabled()
    dialog = application.window.findChild(Originals).ask_for_link()
    target = dialog.findChild(QLabel, "linkTarget")
    assert target.text().replace("\u200b", "") == "https://post.example/fares?a=b%20c"
    assert target.textFormat() == Qt.TextFormat.PlainText
    assert gone_to == []
    qtbot.keyClick(dialog.go, Qt.Key.Key_Return)
    assert gone_to == ["https://post.example/fares?a=b c"]


@pytest.mark.parametrize(
    "address", [None, "", "javascript:alert(1)", "file:///etc/passwd", "https://", "steam://run/1"]
)
def test_nothing_but_http_and_https_is_a_link(opened, keep, address, gone_to):
    assert find_link(address) == ""
    keep(address=address)
    application = opened()
    assert not application.window.actions_["original_link"].isEnabled()
    assert application.window.findChild(Originals).ask_for_link() is None
    assert gone_to == []
