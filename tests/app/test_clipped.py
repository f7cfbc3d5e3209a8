"""Whether words are whole and can be read, in the window and its dialogs, at every size and with larger text."""

from collections import Counter

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QRegion
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QDialog, QLabel, QLineEdit

SIZES = [(1280, 800), (1480, 940), (1920, 1080), (853, 533)]  # the last: 1280 × 800 where text is half as large again
PANELS = ("entities", "quotes", "sourcing")
DIALOGS = ("guide", "preferences", "report", "shortcuts", "about", "licences")
SHARP = 3  # pixels for one, so that the stems of letters have their full colour
LEAST = 4.5


@pytest.fixture
def shown(opened, keep):
    keep("First")
    keep("Second")
    return opened()


def parts(owner, kind):
    return [each for each in owner.findChildren(kind) if each.isVisible() and each.window() is owner]


def is_whole(label):
    """Say whether a label has the room its words need; one that elides says so itself."""
    words = label.text()
    if (
        not words
        or "…" in words
        or type(label).__name__ == "_Elided"
        or type(label).paintEvent is not QLabel.paintEvent
    ):
        return True
    room, metrics = label.contentsRect(), QFontMetricsF(label.font())
    if label.wordWrap():
        return label.heightForWidth(label.width()) <= label.height() + 1
    lines = words.split("\n")
    return max(map(metrics.horizontalAdvance, lines)) <= room.width() + 1 and room.height() >= metrics.height() * 0.8


def is_cut(widget):
    """Say whether a widget lies partly outside of what holds it, and no scroll bar brings it back."""
    inside = widget
    while inside is not None:
        if isinstance(inside, QAbstractScrollArea) and inside is not widget:
            return False
        inside = inside.parentWidget()
    return not widget.visibleRegion().boundingRect().contains(widget.rect().adjusted(1, 1, -1, -1))


def find_clipped(owner):
    QApplication.processEvents()  # what was shown takes its place in a turn of the event loop
    labels = [each for each in parts(owner, QLabel) if each.text() and (not is_whole(each) or is_cut(each))]
    buttons = [each for each in parts(owner, QAbstractButton) if is_cut(each) or (each.text() and not fits(each))]
    return [(type(each).__name__, each.objectName(), each.text(), each.size()) for each in (*labels, *buttons)]


def fits(button):
    if "paintEvent" in vars(type(button)):
        return True  # it draws itself, and leaves its word out where there is no room
    shows_words = not hasattr(button, "toolButtonStyle") or (
        button.toolButtonStyle() != Qt.ToolButtonStyle.ToolButtonIconOnly or button.icon().isNull()
    )
    return not shows_words or button.sizeHint().width() <= button.width() + 1


def find_overlapping(owner):
    """Return buttons that lie over one another."""
    buttons = parts(owner, QAbstractButton)
    places = [(each, QRect(each.mapTo(owner, each.rect().topLeft()), each.size())) for each in buttons]
    return [
        (one.accessibleName() or one.text(), other.accessibleName() or other.text())
        for number, (one, here) in enumerate(places)
        for other, there in places[number + 1 :]
        if here.adjusted(1, 1, -1, -1).intersects(there)
    ]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("larger", [0, 4])
def test_no_words_of_the_window_are_clipped(shown, size, larger):
    window = shown.window
    window.resize(*size)
    for _ in range(larger):
        window.actions_["larger"].trigger()
    for panel in PANELS:
        shown.show_panel(panel)
        assert find_clipped(window) == []
        assert find_overlapping(window) == []
    shown.desk.focus_on_entity(0, 0)
    window.actions_["person"].trigger()
    shown.desk.focus_on_quote(0)
    assert find_clipped(window) == []
    assert find_overlapping(window) == []


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_no_words_are_clipped_where_there_is_no_story(opened, tmp_path, size):
    window = opened(str(tmp_path / "missing.txt")).window
    window.resize(*size)
    assert find_clipped(window) == []
    assert find_overlapping(window) == []


def find_dialog(shown, name):
    shown.window.actions_[name].trigger()
    return next(each for each in shown.window.findChildren(QDialog) if each.isVisible())


@pytest.mark.qt_log_ignore("does not support raise", extend=True)
@pytest.mark.parametrize("name", DIALOGS)
def test_no_words_of_a_dialog_are_clipped(shown, name):
    dialog = find_dialog(shown, name)
    assert find_clipped(dialog) == []
    assert find_overlapping(dialog) == []


def luminance(colour):
    channels = (each / 255 for each in (colour.red(), colour.green(), colour.blue()))
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def find_contrast(owner, widget):
    """Return the contrast of a widget's words, as drawn, to the colour most of it has."""
    place = QRect(widget.mapTo(owner, widget.rect().topLeft()), widget.size()).intersected(owner.rect())
    image = QImage(place.size() * SHARP, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SHARP)
    painter = QPainter(image)
    owner.render(painter, QPoint(), QRegion(place))
    painter.end()
    inner = image.rect().adjusted(3 * SHARP, SHARP, -3 * SHARP, -SHARP)
    columns = range(inner.left(), inner.right())
    colours = Counter(image.pixel(x, y) for y in range(inner.top(), inner.bottom()) for x in columns)
    ground = luminance(QColor(colours.most_common(1)[0][0]))
    inks = [luminance(QColor(pixel)) for pixel, count in colours.items() if count >= 4]
    return max((max(each, ground) + 0.05) / (min(each, ground) + 0.05) for each in inks)


def find_faint(owner):
    kinds = (*parts(owner, QLabel), *parts(owner, QAbstractButton), *parts(owner, QLineEdit))
    written = [each for each in kinds if each.text().strip() and each.isEnabled()]
    written = [each for each in written if not each.visibleRegion().isEmpty()]
    found = ((each, find_contrast(owner, each)) for each in written if each.width() > 12 and each.height() > 6)
    return [(type(each).__name__, each.text(), round(contrast, 2)) for each, contrast in found if contrast < LEAST]


@pytest.mark.parametrize("theme_name", ["light", "dark", "sepia"])
def test_words_of_the_window_stand_out_from_their_ground(shown, theme_name):
    shown.window.actions_[theme_name].trigger()
    shown.window.resize(1280, 800)
    shown.desk.focus_on_entity(0, 0)
    assert find_faint(shown.window) == []


@pytest.mark.qt_log_ignore("does not support raise", extend=True)
@pytest.mark.parametrize("theme_name", ["light", "dark", "sepia"])
@pytest.mark.parametrize("name", ["preferences", "about", "shortcuts"])
def test_words_of_a_dialog_stand_out_from_their_ground(shown, theme_name, name):
    shown.window.actions_[theme_name].trigger()
    assert find_faint(find_dialog(shown, name)) == []
