"""Photographs as large as the page."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QToolButton, QWidget

from reader.app.page.view import PageView
from reader.model.reading import Reading


@pytest.fixture
def pictured(qtbot, desk, theme, reading, picture):
    page = PageView(desk, theme, lambda story, photo: picture)
    qtbot.addWidget(page)
    page.resize(816, 600)
    page.show()
    qtbot.waitExposed(page)
    desk.show(reading)
    return page


def test_a_click_on_a_photograph_shows_it_large_and_escape_the_page_again(pictured, qtbot):
    qtbot.mouseClick(pictured.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 300))
    large = pictured._large
    assert large.isVisible()
    assert large.geometry() == pictured.rect()
    assert large.accessibleName() == "Photograph 1 of 1: Edda Marlow 😀 on the east quay in Lindhaven"
    image = large.grab().toImage()
    assert QColor(image.pixel(408, 250)) == QColor(0xFF0000)
    qtbot.keyClick(large, Qt.Key.Key_Escape)
    assert not large.isVisible()


def test_the_pointer_says_that_a_photograph_can_be_clicked(pictured, qtbot):
    pictured._hover(QPoint(200, 300).toPointF())
    assert pictured.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor


def test_a_photograph_is_never_drawn_larger_than_it_can_bear(pictured, desk):
    pictured.show_photo()
    large = pictured._large
    box = large._find_box(large._find_words(large.width())[0])
    assert box.width() <= 600
    assert box.left() >= 0
    assert box.bottom() < large._find_words(large.width())[0].top()


def test_arrow_keys_go_from_photograph_to_photograph(pictured, desk, reading, article, qtbot):
    photos = (*article.photos, article.photos[0].__class__("b.jpg", alt="A second one"))
    desk.show(Reading("two", type(article)(article.source, article.title, article.text, article.blocks, photos)))
    pictured.show_photo(0)
    large = pictured._large
    qtbot.keyClick(large, Qt.Key.Key_Right)
    assert (large.number, large.accessibleName()) == (1, "Photograph 2 of 2: A second one")
    large.grab()
    qtbot.keyClick(large, Qt.Key.Key_Right)
    assert large.number == 0
    large.findChild(QToolButton).click()
    assert not large.isVisible()


def test_another_story_is_not_hidden_behind_a_photograph(pictured, desk, article):
    pictured.show_photo()
    desk.show(Reading("other", article))
    assert not pictured._large.isVisible()


def test_it_stays_as_large_as_the_page(pictured):
    pictured.show_photo()
    pictured.resize(900, 700)
    assert pictured._large.geometry() == pictured.rect()


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
def test_it_lies_over_the_scroll_bar_and_goes_with_the_page(qtbot, desk, theme, reading, picture):
    column = QWidget()
    qtbot.addWidget(column)
    page = PageView(desk, theme, lambda story, photo: picture, column)
    page.setGeometry(10, 20, 816, 600)
    column.show()
    desk.show(reading)
    page.show_photo()
    column.grab()
    assert page._large.geometry() == page.geometry()
    assert column.children()[-1] is page._large
    page.hide()
    assert not page._large.isVisible()


def test_without_a_picture_there_is_nothing_to_show(page, desk, reading):
    desk.show(reading)
    page.show_photo()
    assert page._large is None
