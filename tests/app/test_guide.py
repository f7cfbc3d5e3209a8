"""The guide: its pages, its links and pictures, what F1 opens, searching in it."""

import re

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from reader.app.actions import TABLE, Actions
from reader.app.guide import GuideWindow
from reader.app.guide_pages import CONTENTS, find_page_about, find_words, read_pages
from reader.app.guide_sheet import MEASURE, GuideSheet
from reader.app.style import make_style_sheet
from reader.app.theme import Theme
from reader.resources import find_resource

FOLDER = find_resource("guide")
IMAGE = QTextDocument.ResourceType.ImageResource.value


@pytest.fixture
def guide(qtbot, theme):
    owner = QWidget()
    qtbot.addWidget(owner)
    window = GuideWindow(theme, Actions(owner), owner)
    window.show_page("start.md")
    window.show()
    yield window
    window.close()


def listed(guide):
    items = [guide.contents.item(row) for row in range(guide.contents.count())]
    return [item.text() for item in items if not item.isHidden()]


def test_contents_list_every_page_once():
    contents = (FOLDER / CONTENTS).read_text("utf-8")
    pages = {path.name for path in FOLDER.glob("*.md")} - {CONTENTS}
    names = re.findall(r"\((\S+\.md)\)", contents)
    assert sorted(names) == sorted(pages)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.md")), ids=lambda path: path.name)
def test_every_link_and_picture_of_a_page_is_there(path):
    for address in re.findall(r"]\(([^)]+)\)", path.read_text("utf-8")):
        assert address.startswith("https://") or (FOLDER / address.partition("#")[0]).is_file(), address


def test_pictures_are_small_and_drawn_for_light_and_dark():
    pictures = {path.stem for path in (FOLDER / "pictures").glob("*.png")}
    assert {name for name in pictures if not name.endswith("-dark")} == {
        name.removesuffix("-dark") for name in pictures if name.endswith("-dark")
    }
    assert sum(path.stat().st_size for path in (FOLDER / "pictures").glob("*.png")) < 2_000_000


def test_page_about_keys_names_the_keys_of_every_action(qtbot):
    owner = QWidget()
    qtbot.addWidget(owner)
    (page,) = [page for page in read_pages(Actions(owner)) if page.name == "keys.md"]
    for row in TABLE:
        if row.keys:
            assert row.text.replace("&", "").rstrip("…") in page.markdown


def test_pages_are_set_in_our_faces_and_no_other(guide):
    families = set()
    for name in ("start.md", "library.md", "keys.md", "formats.md"):
        guide.show_page(name)
        block = guide.sheet.document().begin()
        while block.isValid():
            piece = block.begin()
            while not piece.atEnd():
                families.update(piece.fragment().charFormat().fontFamilies() or ())
                piece += 1
            block = block.next()
    assert families <= {"Source Sans Pro", "Source Serif Pro"}


def test_nothing_but_pictures_of_the_guide_is_loaded(guide):
    outside = FOLDER.parent / "guide" / "pictures" / "window.png"
    for address in (outside.as_uri(), str(outside), "../pictures/window.png", "http://example.org/a.png", "x.css"):
        for kind in (IMAGE, QTextDocument.ResourceType.StyleSheetResource.value):
            loaded = guide.sheet.loadResource(kind, QUrl(address))
            assert isinstance(loaded, QImage)
            assert loaded.isNull()
    assert not guide.sheet.loadResource(IMAGE, QUrl("pictures/window.png")).isNull()


def test_pictures_are_no_wider_than_the_text(guide):
    assert guide.sheet.find_picture_size("pictures/window.png").width() <= MEASURE


def test_links_lead_to_pages_and_back_and_forward_again(guide):
    guide.follow("safety.md#promises")
    assert guide.page.name == "safety.md"
    assert guide.contents.currentItem().text() == guide.page.title
    guide.go(-1)
    assert guide.page.name == "start.md"
    guide.go(1)
    assert guide.page.name == "safety.md"
    guide.go(1)
    assert guide.page.name == "safety.md"


def test_links_out_go_through_the_check_and_nothing_else_leaves(guide, monkeypatch):
    asked = []
    monkeypatch.setattr("reader.app.commands.QDesktopServices.openUrl", lambda url: asked.append(url.toString()))
    for address in ("https://example.org/a", "javascript:alert(1)", "file:///etc/passwd", "../../LICENSE"):
        guide.follow(address)
    assert asked == ["https://example.org/a"]
    assert guide.page.name == "start.md"


def test_searching_narrows_the_contents_and_goes_from_hit_to_hit(guide, qtbot):
    qtbot.keyClicks(guide.search, "speaker:chen")
    assert listed(guide) == ["The library and searching"]
    assert guide.page.name == "library.md"
    assert guide.sheet.hits == 1
    guide.search.setText("the trash")
    assert guide.sheet.hits > 2
    before = guide.sheet.textCursor().position()
    qtbot.keyClick(guide.search, Qt.Key.Key_Return)
    assert guide.sheet.textCursor().position() > before
    guide.search.setText("zzzz")
    assert listed(guide) == []
    guide.search.clear()
    assert len(listed(guide)) == guide.contents.count()


def test_found_places_count_utf_16_units():
    assert find_words("🙂 ferry", "ferry") == [(3, 8)]
    assert find_words("ferry", "") == []


def test_theme_sets_the_page_anew_where_it_was(guide, theme):
    guide.resize(900, 300)
    bar = guide.sheet.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    theme.choose("dark")
    assert bar.value() == pytest.approx(place, abs=2)
    block = guide.sheet.document().begin()
    assert block.begin().fragment().charFormat().foreground().color() == Theme("dark").colour("ink")


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("libraryList", "library.md"),
        ("searchField", "library.md"),
        ("articlePage", "page.md"),
        ("photoCaption", "photo.md"),
        ("entityTree", "entities.md"),
        ("quoteList", "quotes.md"),
        ("sourcingList", "sourcing.md"),
        ("noteEdit", "notes.md"),
    ],
)
def test_f1_opens_the_page_about_what_has_the_focus(opened, keep, qtbot, name, page):
    keep()
    application = opened()
    if name == "sourcingList":
        application.show_panel("sourcing")
    widget = application.window.findChild(QWidget, name)
    assert find_page_about(widget) == page


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
def test_guide_is_opened_once_and_stands_beside_the_story(opened, keep):
    keep()
    application = opened()
    actions = application.window.actions_
    actions["guide"].trigger()
    actions["guide"].trigger()
    (guide,) = application.window.findChildren(GuideWindow)
    assert guide.isVisible()
    assert not guide.isModal()
    assert guide.findChild(GuideSheet).accessibleName().startswith("Guide: ")


def test_focus_in_the_contents_is_seen(guide, theme, qtbot):
    guide.setStyleSheet(make_style_sheet(theme))
    guide.activateWindow()
    qtbot.waitUntil(guide.isActiveWindow)
    guide.contents.setFocus(Qt.FocusReason.TabFocusReason)
    image = guide.contents.grab().toImage()
    ring = theme.colour("ring").rgb()
    assert sum(image.pixel(x, y) == ring for x in range(image.width()) for y in range(image.height())) > 50


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
def test_f1_ctrl_comma_and_escape_open_and_close_by_keyboard(opened, keep, qtbot):
    keep()
    window = opened().window
    note = window.findChild(QWidget, "noteEdit")
    note.setFocus()
    qtbot.keyClick(note, Qt.Key.Key_F1)
    guide = window.findChild(GuideWindow)
    assert guide.isVisible()
    assert guide.page.name == "notes.md"
    qtbot.waitUntil(guide.isActiveWindow)
    qtbot.keyClick(guide.contents, Qt.Key.Key_Down)
    assert guide.page.name == "library.md"
    qtbot.keyClick(guide.contents, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(guide.search.hasFocus)
    qtbot.keyClick(guide, Qt.Key.Key_Escape)
    assert not guide.isVisible()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page = window.findChild(QWidget, "articlePage")
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    preferences = window.findChild(QWidget, "preferences")
    assert preferences.isVisible()
    qtbot.keyClick(preferences, Qt.Key.Key_Escape)
    assert not preferences.isVisible()


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
@pytest.mark.parametrize(
    ("name", "page"), [("details", "details.md"), ("shortcuts", "keys.md"), ("export", "export.md")]
)
def test_f1_opens_the_guide_in_a_dialog_that_stands_open(opened, keep, qtbot, name, page):
    keep()
    window = opened().window
    window.activateWindow()
    window.actions_[name].trigger()
    (dialog,) = (each for each in window.findChildren(QDialog) if each.isVisible())
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None and QApplication.focusWidget().window() is dialog)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F1)
    guide = dialog.findChild(GuideWindow)
    assert guide.isVisible()
    assert guide.page.name == page
    guide.close()
    dialog.reject()
