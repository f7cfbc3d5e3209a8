"""The page at work: what is clicked, lit, scrolled and copied."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QShortcut, QTextCursor

from reader.app.page.view import PageView
from reader.model.analysis import Analysis
from reader.model.article import Article, Block, Photo, Source
from reader.model.reading import Reading
from reader.model.span import Span


def test_nothing_is_open_at_first(page):
    assert page.objectName() == "articlePage"
    assert page.property("articleId") == ""
    assert page.property("busy") is False
    assert page.property("currentSpan") is None


def test_the_desks_article_is_shown(page, desk, reading, qtbot):
    with qtbot.waitSignal(page.painted):
        desk.show(reading)
    assert page.property("articleId") == "one"
    assert page.accessibleName() == "Article: Flood barrier vote put off until Lindhaven spring"
    assert "LINDHAVEN" in page.toPlainText()


def test_busy_is_told(page):
    page.set_busy(True)
    assert page.property("busy") is True


def test_current_span_follows_the_focus_at_once(page, desk, reading):
    desk.show(reading)
    desk.focus_on_entity(0, 1)
    span = reading.analysis.entities[0].mentions[1].span
    assert page.property("currentSpan") == (span.start, span.end)
    desk.focus_on(None)
    assert page.property("currentSpan") is None


def test_a_click_on_a_name_looks_at_that_mention(page, desk, reading, qtbot, click):
    desk.show(reading)
    mention = reading.analysis.entities[0].mentions[1]
    click(page, mention.span)
    assert (desk.focus.kind, desk.focus.subject, desk.focus.index) == ("entity", 0, 1)


def test_a_click_within_a_quote_looks_at_the_quote(page, desk, reading, qtbot, click):
    desk.show(reading)
    click(page, reading.analysis.quotes[0].parts[0])
    assert (desk.focus.kind, desk.focus.subject) == ("quote", 0)


def test_a_click_on_plain_words_looks_at_nothing(page, desk, reading, article, qtbot, click):
    desk.show(reading)
    at = article.text.index("will not decide")
    click(page, Span(at, at + 15))
    assert desk.focus is None


def test_a_dragged_selection_is_no_click(page, desk, reading, qtbot, place_of):
    desk.show(reading)
    start = place_of(page, reading.analysis.entities[0].mentions[1].span)
    viewport = page.viewport()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(viewport, start + QPoint(60, 0))
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 0))
    assert desk.focus is None


def test_a_click_on_a_link_asks_for_its_address(page, desk, reading, article, qtbot, click):
    desk.show(reading)
    at = article.text.index("minutes")
    page.bring_into_view(page._find_span(Span(at, at + 7)))
    with qtbot.waitSignal(page.link_wanted) as wanted:
        click(page, Span(at, at + 7))
    assert wanted.args == ["https://example.org/minutes"]


def test_the_address_under_the_pointer_is_told(page, desk, reading, article, qtbot, place_of):
    desk.show(reading)
    at = article.text.index("minutes")
    page.bring_into_view(page._find_span(Span(at, at + 7)))
    with qtbot.waitSignal(page.link_hovered) as hovered:
        page._hover(QPointF(place_of(page, Span(at, at + 7))))
    assert hovered.args == ["https://example.org/minutes"]
    assert "https://example.org/minutes" in page.toolTip()
    assert page.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor


def test_the_keyboard_goes_from_link_to_link_and_on(page, desk, reading, qtbot):
    desk.show(reading)
    page.setFocus()
    qtbot.waitUntil(page.hasFocus)
    with qtbot.waitSignal(page.link_hovered) as reached:
        qtbot.keyClick(page, Qt.Key.Key_Tab)
    assert reached.args == ["https://example.org/minutes"]
    page.viewport().grab()
    with qtbot.waitSignal(page.link_wanted) as wanted:
        qtbot.keyClick(page, Qt.Key.Key_Return)
    assert wanted.args == ["https://example.org/minutes"]
    with qtbot.waitSignal(page.link_hovered) as left:
        qtbot.keyClick(page, Qt.Key.Key_Tab)
    assert left.args == [""]


def test_a_link_to_a_script_is_plain_words(page, desk, reading, article, qtbot, click, place_of):
    desk.show(reading)
    at = article.text.index("members")
    with qtbot.assertNotEmitted(page.link_wanted):
        click(page, Span(at, at + 7))
    assert page.link_at(QPointF(place_of(page, Span(at, at + 7)))) == ""


def test_another_theme_moves_nothing(page, desk, reading, theme):
    desk.show(reading)
    page.verticalScrollBar().setValue(120)
    laid_out = []
    page.document().documentLayout().documentSizeChanged.connect(laid_out.append)
    theme.choose("dark")
    assert QColor(page.viewport().grab().toImage().pixel(5, 5)) == theme.colour("page")
    assert page.verticalScrollBar().value() == 120
    assert laid_out == []


def test_a_far_mention_is_scrolled_to_at_once(page, desk, long_reading):
    desk.show(long_reading)
    mentions = long_reading.analysis.entities[0].mentions
    desk.focus_on_entity(0, len(mentions) - 1)
    box = page._find_span(mentions[-1].span)
    top = page.verticalScrollBar().value()
    assert top <= box.top()
    assert box.bottom() <= top + page.viewport().height()


def test_a_mention_in_sight_moves_nothing(page, desk, long_reading):
    desk.show(long_reading)
    desk.focus_on_entity(0, 1)
    assert page.verticalScrollBar().value() == 0


def test_a_long_story_is_laid_out_bit_by_bit(page, desk, long_reading, qtbot):
    desk.show(long_reading)
    first = page.document().blockCount()
    assert first < 60
    qtbot.waitUntil(lambda: page.document().built, timeout=10000)
    assert page.document().blockCount() == 302


def test_the_place_holds_in_every_width_and_size(page, desk, long_reading, qtbot):
    desk.show(long_reading)
    qtbot.waitUntil(lambda: page.document().built, timeout=10000)
    page.verticalScrollBar().setValue(9000)
    place = page.scroll_place()
    page.resize(1180, 700)
    assert page.scroll_place() == pytest.approx(place, abs=40)
    page.set_scale(1.5)
    assert page.scroll_place() == pytest.approx(place, abs=40)
    page.set_scale(1.0)
    page.resize(816, 600)
    assert page.verticalScrollBar().value() == pytest.approx(9000, abs=60)


def test_a_place_is_found_again_in_a_story_just_opened(page, desk, long_reading, qtbot):
    desk.show(long_reading)
    qtbot.waitUntil(lambda: page.document().built, timeout=10000)
    page.verticalScrollBar().setValue(12345)
    place = page.scroll_place()
    desk.show(None)
    desk.show(long_reading)
    page.go_to_place(place)
    assert page.verticalScrollBar().value() == pytest.approx(12345, abs=2)


def test_keys_scroll_the_page(page, desk, long_reading, qtbot):
    desk.show(long_reading)
    bar = page.verticalScrollBar()
    steps = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_Up, Qt.Key.Key_PageUp):
        before = bar.value()
        qtbot.keyClick(page, key)
        steps.append(bar.value() - before)
    assert steps == [60, 540, 540, -60, -540]
    qtbot.keyClick(page, Qt.Key.Key_End)
    assert page.document().built
    assert bar.value() == bar.maximum()
    qtbot.keyClick(page, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_escape_lets_go_of_selection_then_focus(page, desk, reading, qtbot):
    desk.show(reading)
    desk.focus_on_entity(0)
    page.selectAll()
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert not page.textCursor().hasSelection()
    assert desk.focus
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert desk.focus is None


def test_what_is_copied_is_the_articles_text(page, desk, reading, article):
    desk.show(reading)
    start, end = article.text.index("decide before"), article.text.index("divers look")
    cursor = page.textCursor()
    cursor.setPosition(page.document().map.position_of(start))
    cursor.setPosition(page.document().map.position_of(end), QTextCursor.MoveMode.KeepAnchor)
    page.setTextCursor(cursor)
    assert page.createMimeDataFromSelection().text() == article.text[start:end]
    assert page.createMimeDataFromSelection().formats() == ["text/plain"]


def test_the_copy_key_fills_the_clipboard(page, desk, reading, article, qapp, qtbot):
    desk.show(reading)
    qtbot.keyClick(page, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    words = article.text.split("\n")
    words[1], words[2] = words[2], words[1]  # the credit stands below its caption
    assert qapp.clipboard().text() == "\n".join(words)


def test_the_kicker_can_be_copied_too(page, desk, reading):
    desk.show(reading)
    cursor = page.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(9, QTextCursor.MoveMode.KeepAnchor)
    page.setTextCursor(cursor)
    assert page.createMimeDataFromSelection().text() == "Northwire"


def test_a_selection_is_painted_in_its_own_colour(page, desk, reading, theme, colours_at):
    desk.show(reading)
    page.selectAll()
    assert theme.colour("select").name().upper() in colours_at(page, reading.analysis.entities[2].mentions[0].span)


def test_a_picture_of_the_store_is_painted(qtbot, desk, theme, article, picture):
    photo = PageView(desk, theme, lambda story, photo: picture)
    qtbot.addWidget(photo)
    photo.resize(816, 600)
    desk.show(Reading("one", article))
    page_image = photo.viewport().grab().toImage()
    assert QColor(page_image.pixel(200, 300)) == QColor(0xFF0000)
    assert QColor(page_image.pixel(70 + 547, 300)) == QColor(0xFF0000)


def test_a_picture_that_arrives_later_is_shown(qtbot, desk, theme, article, analysis, picture):
    kept = []
    page = PageView(desk, theme, lambda story, photo: kept[0] if kept else None)
    qtbot.addWidget(page)
    desk.show(Reading("one", article))
    assert "No picture came with this text" in page.toPlainText()
    kept.append(picture)
    desk.show(Reading("one", article, analysis=analysis))
    assert "No picture came with this text" not in page.toPlainText()


def test_markup_in_a_story_is_words(page, desk, tmp_path, picture):
    words = f'<img src="file://{picture}"> <b>bold</b>'
    article = Article(
        Source("text", "0", agency=words), words, words, (Block("paragraph", Span(0, len(words))),), (Photo(words),)
    )
    desk.show(Reading("html", article, analysis=Analysis()))
    assert page.toPlainText().count("<b>bold</b>") == 2
    assert page.loadResource(2, str(picture)).isNull()
    page.viewport().grab()


def test_a_row_of_a_table_is_copied_with_its_tabs(page, desk, reading, article):
    desk.show(reading)
    positions = page.document().map.positions_of(Span(article.text.index("Pier"), article.text.index("It is the sea")))
    cursor = page.textCursor()
    cursor.setPosition(positions[0][0])
    cursor.setPosition(positions[-1][1], QTextCursor.MoveMode.KeepAnchor)
    page.setTextCursor(cursor)
    assert page.createMimeDataFromSelection().text() == "Pier\tDepth\nEast 😀\t12 m"


def test_no_article_is_an_empty_page(page, desk, reading):
    desk.show(reading)
    desk.show(None)
    assert page.toPlainText() == ""
    assert page.property("articleId") == ""
    page.viewport().grab()


def test_the_ring_shows_where_the_keyboard_is(page, desk, reading, qtbot):
    desk.show(reading)
    page.clearFocus()
    page.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(page._ring.isVisible)
    page.clearFocus()
    assert not page._ring.isVisible()
    page.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.waitUntil(page.hasFocus)
    assert not page._ring.isVisible()


def test_letters_of_the_alphabet_are_left_to_the_windows_keys(page, desk, reading, qtbot):
    desk.show(reading)
    pressed = []
    QShortcut(Qt.Key.Key_N, page.window(), lambda: pressed.append("n"))
    page.setFocus()
    qtbot.waitUntil(page.hasFocus)
    qtbot.keyClick(page, Qt.Key.Key_N)
    assert pressed == ["n"]


def test_wider_lines_and_more_room_between_them_keep_the_place(page, desk, long_reading, qtbot):
    desk.show(long_reading)
    qtbot.waitUntil(lambda: page.document().built, timeout=10000)
    page.verticalScrollBar().setValue(9000)
    place, line = page.scroll_place(), page.document().settings[1 + 1].line
    with qtbot.waitSignal(page.column_changed):
        page.set_measure(0.84, 1.17)
    assert page.document().settings[2].line == round(line * 1.17)
    assert page.document().column.width == 460
    assert page.scroll_place() == pytest.approx(place, abs=40)
    with qtbot.assertNotEmitted(page.column_changed):
        page.set_measure(0.84, 1.17)
