import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from reader.app.settings import TABLE, Settings, find_place


def test_settings_are_those_of_the_table_until_one_is_kept(folder):
    settings = Settings(folder)
    assert settings.text("theme") == TABLE["theme"]
    assert settings.on("library") is True
    assert settings.number("text_size") == 0
    assert settings.numbers("columns") == []


def test_kept_settings_are_there_at_the_next_start(folder, qapp):
    settings = Settings(folder)
    settings.keep("theme", "sepia")
    settings.keep("library", False)
    settings.keep("text_size", -2)
    settings.keep("columns", "240 400")
    del settings
    again = Settings(folder)
    assert (again.text("theme"), again.on("library"), again.number("text_size")) == ("sepia", False, -2)
    assert again.numbers("columns") == [240, 400]


def test_setting_outside_the_table_or_of_another_kind_is_a_bug(folder):
    settings = Settings(folder)
    with pytest.raises(KeyError):
        settings.keep("colour of the cat", "black")
    with pytest.raises(TypeError):
        settings.keep("library", "no")


def test_damaged_settings_are_those_of_the_table(folder, qapp):
    folder.mkdir()
    (folder / "window.ini").write_text("[General]\ntext_size=large\ncolumns=a b\ngeometry=ünsinn\nlibrary=perhaps\n")
    settings = Settings(folder)
    assert settings.number("text_size") == 0
    assert settings.numbers("columns") == []
    assert settings.restore_geometry(QMainWindow()) is False


def test_geometry_is_kept_and_restored(folder, qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setGeometry(60, 80, 500, 400)
    Settings(folder).keep_geometry(window)
    other = QMainWindow()
    qtbot.addWidget(other)
    assert Settings(folder).restore_geometry(other)
    assert other.size() == window.size()


def test_window_off_every_screen_is_pulled_back(qapp):
    screen = QGuiApplication.primaryScreen().availableGeometry()
    place = find_place(QRect(screen.right() + 500, screen.top() - 900, 400, 300))
    assert screen.contains(QRect(place.x(), place.y(), 400, 300))


def test_window_whose_title_can_be_taken_hold_of_stays(qapp):
    screen = QGuiApplication.primaryScreen().availableGeometry()
    frame = QRect(screen.right() - 200, screen.bottom() - 100, 400, 300)
    assert find_place(frame) == frame.topLeft()
