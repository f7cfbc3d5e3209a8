"""What the window remembers from one start to the next: one table, kept in the library's folder."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QRect, QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

Value = str | bool | int

_FILE = "window.ini"
_LARGEST = 100_000  # no pixel or step is beyond; what is was damaged, and Qt takes no such number

TABLE: dict[str, Value] = {
    "theme": "system",  # system, light, dark, sepia
    "geometry": "",  # Qt's own form, in base64
    "columns": "",  # widths of library and right column, "288 376"; empty: those of the window's width
    "library": True,
    "right": True,
    "photo": True,
    "notes": True,
    "notes_height": 0,  # 0: as the panel asks
    "tab": "entities",
    "text_size": 0,  # steps from the theme's size
    "text_width": "normal",  # narrow, normal, wide
    "line_spacing": "normal",  # tight, normal, loose
    "face": "serif",  # of what was written: serif, sans, system
    "panels": "",  # the right column from above: "photo lists notes"; empty: as it comes
    "first_story": "last",  # last, newest: what is on the page when the window opens
    "marks": True,
    "hidden_kinds": "",  # kinds of marks that are not shown: "place quote"
    "order": "saved",  # saved, published, outlet, headline
    "shelf_counts": "",  # how many were unread and noted when that was last counted: "12 41"
    "search_order": "newest",  # newest, ranked
    "export_form": "markdown",
    "export_contents": "text notes quotes entities",
    "export_folder": "",  # where files last went
    "print_choice": "quotes numbers note",  # quotes, names, numbers, note
    "paper": "",  # A4, Letter; empty: what is usual where the reader lives
    "recent": "",  # ids of the stories that were open lately, the last first
    "network_told": False,  # that the library lies on a network disk
    "hint_seen": False,  # the three things to try
}


class Settings:
    """The settings of one library's window; a folder that cannot be written to only means that they are forgotten."""

    def __init__(self, folder: Path) -> None:
        self._store = QSettings(str(folder / _FILE), QSettings.Format.IniFormat)

    def text(self, name: str) -> str:
        """Return a setting that is words."""
        return str(self._value(name))

    def on(self, name: str) -> bool:
        """Return a setting that is yes or no."""
        return bool(self._value(name))

    def number(self, name: str) -> int:
        """Return a setting that is a whole number."""
        return int(self._value(name))

    def numbers(self, name: str) -> list[int]:
        """Return a setting that is whole numbers in a row; empty when it holds something else."""
        words = self.text(name).split()
        return [int(word) for word in words] if all(map(_is_number, words)) else []

    def keep(self, name: str, value: Value) -> None:
        """Remember a setting; a name outside the table is a bug (KeyError)."""
        if type(value) is not type(TABLE[name]):
            raise TypeError(f"{name}: {value!r}")
        if value != self._value(name):
            self._store.setValue(name, value)

    def _value(self, name: str) -> Value:
        default = TABLE[name]
        raw = self._store.value(name)
        if raw is None:
            return default
        if isinstance(default, bool):
            return str(raw).lower() == "true"
        if isinstance(default, int):
            return int(raw) if _is_number(str(raw).removeprefix("-")) else default
        return str(raw)

    def keep_geometry(self, window: QMainWindow) -> None:
        """Remember where the window stands."""
        self.keep("geometry", bytes(window.saveGeometry().toBase64().data()).decode("ascii"))

    def restore_geometry(self, window: QMainWindow) -> bool:
        """Put the window where it stood, pulled back when that is off every screen; say whether it was known."""
        known = self.text("geometry")
        if not known or not window.restoreGeometry(QByteArray.fromBase64(known.encode("ascii", "replace"))):
            return False
        window.move(find_place(window.frameGeometry()))
        return True


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdecimal() and len(word) < 10 and int(word) <= _LARGEST


def find_place(frame: QRect) -> QPoint:
    """Return the nearest top left at which the title bar of `frame` can be seen and taken hold of."""
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    grip = QRect(frame.left(), frame.top(), frame.width(), 32)
    if not screens or any(_shows(screen, grip) for screen in screens):
        return frame.topLeft()
    home = screens[0]
    left = min(max(frame.left(), home.left()), max(home.left(), home.right() - frame.width() + 1))
    top = min(max(frame.top(), home.top()), max(home.top(), home.bottom() - frame.height() + 1))
    return QPoint(left, top)


def _shows(screen: QRect, grip: QRect) -> bool:
    seen = screen.intersected(grip)
    return seen.width() >= 120 and seen.height() >= 16 and grip.top() >= screen.top()
