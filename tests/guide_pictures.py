"""Draw the pictures of the guide: `python tests/guide_pictures.py`. They show the shipped sample and nothing else.

Each is drawn in light and in dark with two pixels for one, and kept in few colours, so that it is small.
"""

import os
import sys
import tempfile
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_SCALE_FACTOR"] = "2"
sys.path.insert(0, str(Path(__file__).parent.parent))

from PIL import Image
from PySide6.QtCore import QEventLoop, QPoint, QRect, QTimer
from PySide6.QtGui import QColor, QCursor
from PySide6.QtWidgets import QApplication, QWidget

from reader.app.application import Application
from reader.app.preferences import Preferences
from reader.app.shot import find_entity, wait_until_filled
from reader.app.theme import ThemeName, read_theme

OUT = Path(__file__).parent.parent / "resources" / "guide" / "pictures"
THEMES: tuple[ThemeName, ...] = ("light", "dark")
SIZE = (1280, 860)
WINDOW_WIDTH = 1480  # px of the picture of the whole window
PAGE = QRect(16, 0, 700, 430)  # what is shown of the page
PERSON = "Marta Queiroz"
COLOURS = 160
SETTLE = 300  # ms


class Painter:
    """Draws what a window shows now under a name."""

    def __init__(self, theme: ThemeName) -> None:
        self._theme = theme
        self._suffix = "-dark" if theme == "dark" else ""

    def draw(self, name: str, widget: QWidget, part: QRect | None = None, width: int = 0) -> None:
        """Draw a widget, or a part of it; `width` is that of the picture, in its own pixels."""
        loop = QEventLoop()
        QTimer.singleShot(SETTLE, loop.quit)
        loop.exec()
        picture = widget.grab(part) if part else widget.grab()
        path = OUT / f"{name}{self._suffix}.png"
        picture.save(str(path))
        image = Image.open(path).convert("RGB")
        if width:
            image = image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)
        find_few_colours(image, self._theme).save(path, optimize=True)


def find_few_colours(image: Image.Image, theme: ThemeName) -> Image.Image:
    """Return a picture of few colours: those of the theme's roles, be they never so rare, and the commonest."""
    roles = [QColor(value) for value in read_theme(theme).values() if value.startswith("#")]
    wanted = [(role.red(), role.green(), role.blue()) for role in roles]
    counted = image.getcolors(image.width * image.height) or []
    commonest = (colour for _count, colour in sorted(counted, reverse=True)[:COLOURS])
    wanted += [colour for colour in commonest if colour not in wanted]
    palette = Image.new("P", (1, 1))
    palette.putpalette([channel for colour in wanted[:COLOURS] for channel in colour])
    return image.quantize(palette=palette, dither=Image.Dither.NONE)


def draw_all(theme: ThemeName) -> None:
    """Draw every picture in a theme."""
    with tempfile.TemporaryDirectory() as folder:
        shown = Application(Path(folder), theme=theme)
        window = shown.window
        window.resize(*SIZE)
        wait_until_filled(shown)
        painter = Painter(theme)
        person = find_entity(shown.desk, PERSON)
        shown.desk.focus_on_entity(person, 1)
        painter.draw("window", window, width=WINDOW_WIDTH)
        painter.draw("mention", window.page, PAGE)
        shown.show_panel("quotes")
        shown.desk.focus_on_quote(3)
        painter.draw("quotes", window.page, PAGE)
        shown.show_panel("sourcing")
        painter.draw("sourcing", find(window, "sourcingPanel"), QRect(0, 0, window.right.width(), 360))
        shown.desk.focus_on_entity(person, 0)
        window.actions_["person"].trigger()
        if shown.right:
            shown.right.photo.fold(True)
        painter.draw("card", find(window, "personCard"))
        window.actions_["preferences"].trigger()
        preferences = window.findChild(Preferences)
        find(preferences, "libraryFolder").setText("~/.local/share/dateline")
        painter.draw("preferences", preferences)
        preferences.accept()
        shown.leave()
        window.close()


def find(owner: QWidget, name: str) -> QWidget:
    """Return the part of a window with a name."""
    found = owner.findChild(QWidget, name)
    assert isinstance(found, QWidget), name
    return found


def main() -> None:
    """Draw them all."""
    application = QApplication([])
    QCursor.setPos(QPoint(-1, -1))
    for theme in THEMES:
        draw_all(theme)
        application.processEvents()


if __name__ == "__main__":
    main()
