"""Colours, fonts and icons: everything that is drawn takes them from here, by role."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from reader.resources import find_resource

Face = Literal["serif", "sans", "system"]
ThemeName = Literal["light", "dark", "sepia"]

BEFORE_WORDS = QSize(21, 16)  # px of an icon that words follow
_FAMILIES = {"serif": "Source Serif Pro", "sans": "Source Sans Pro", "system": "serif"}
_FONTS = {
    "font_source_serif_pro": ("SourceSerifPro-Regular.ttf", "SourceSerifPro-Semibold.ttf"),
    "font_source_sans_pro": ("SourceSansPro-Regular.ttf", "SourceSansPro-Semibold.ttf", "SourceSansPro-It.ttf"),
}


def load_fonts() -> None:
    """Make the shipped faces known to Qt: 400 and 600 of the serif and the sans, and the sans in italics."""
    for package, files in _FONTS.items():
        spec = find_spec(package)
        if spec and spec.submodule_search_locations:
            folder = Path(spec.submodule_search_locations[0], "files")
            for file in files:
                QFontDatabase.addApplicationFont(str(folder / file))


@cache
def make_font(
    face: Face, px: float, weight: int = 400, *, italic: bool = False, tracking: float = 0.0, tabular: bool = False
) -> QFont:
    """Return a shipped face, or the system's serif, at `px` logical pixels.

    `tracking` is in per cent of `px`, `tabular` sets figures.
    """
    font = QFont(_FAMILIES[face])
    if face == "system":
        font.setStyleHint(QFont.StyleHint.Serif)  # where no face is called "serif"
    font.setPointSizeF(px * 0.75)
    font.setWeight(QFont.Weight(weight))
    font.setItalic(italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tracking:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, px * tracking / 100)
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


class Theme(QObject):
    """The colour roles in force and the icons painted in them; `changed` is told when another theme is chosen."""

    changed = Signal()

    def __init__(self, name: ThemeName = "light", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._colours: dict[str, QColor] = {}
        self._icons: dict[tuple[str, str, int], QIcon] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self._load(name)

    def _load(self, name: ThemeName) -> None:
        table = read_theme(name)
        self.name: ThemeName = name
        self.dark: bool = table.pop("dark") == "true"
        self._colours = {role: QColor(value) for role, value in table.items() if value.startswith("#")}
        self._icons.clear()
        self._pixmaps.clear()

    def choose(self, name: ThemeName) -> None:
        """Take another theme and tell of it."""
        if name != self.name:
            self._load(name)
            self.changed.emit()

    def colour(self, role: str) -> QColor:
        """Return the colour of a role, such as "ink2" or "lit"; an unknown role is a bug (KeyError)."""
        return self._colours[role]

    def icon(self, name: str, role: str = "ink2", size: int = 16) -> QIcon:
        """Return an icon of resources/icons in the colour of `role`, sharp on every screen."""
        key = (name, role, size)
        if key not in self._icons:
            self._icons[key] = QIcon(self.pixmap(name, role, size))
        return self._icons[key]

    def fading_icon(self, name: str) -> QIcon:
        """Return an icon that shows when it is switched off; Qt's own way hardly does on dark ground."""
        icon = QIcon(self.icon(name))
        icon.addPixmap(self.pixmap(name, "line2"), QIcon.Mode.Disabled)
        return icon

    def icon_before_words(self, name: str, role: str = "ink2") -> QIcon:
        """Return an icon of `BEFORE_WORDS` px with room at its right, for a button whose words follow it.

        The button must be told that size.
        """
        key = (name, role, -1)
        if key not in self._icons:
            icon = self.pixmap(name, role)
            pixmap = QPixmap(BEFORE_WORDS * icon.devicePixelRatio())
            pixmap.setDevicePixelRatio(icon.devicePixelRatio())
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            painter.drawPixmap(0, 0, icon)
            painter.end()
            self._icons[key] = QIcon(pixmap)
        return self._icons[key]

    def pixmap(self, name: str, role: str = "ink2", size: int = 16) -> QPixmap:
        """Return an icon as a picture of `size` logical pixels; it is drawn once."""
        ratio = QGuiApplication.primaryScreen().devicePixelRatio() if QGuiApplication.primaryScreen() else 1.0
        key = (name, role, size, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._draw(name, role, size, ratio)
        return self._pixmaps[key]

    def _draw(self, name: str, role: str, size: int, ratio: float) -> QPixmap:
        svg = _read_icon(name).replace(b"currentColor", self.colour(role).name().encode())
        pixmap = QPixmap(QSize(size, size) * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        QSvgRenderer(QByteArray(svg)).render(painter, QRectF(0, 0, size, size))
        painter.end()
        return pixmap


def read_theme(name: ThemeName) -> dict[str, str]:
    """Return the entries of a theme's file, without its table's head: a line each, all the TOML that themes use.

    tomllib would do it too, for a thirtieth of the time from start to the first picture.
    """
    lines = find_resource(f"themes/{name}.toml").read_text("utf-8").splitlines()
    entries = (line.partition(" = ") for line in lines if line and line[0] not in "#[")
    return {role: value.strip('"') for role, _, value in entries}


@cache
def _read_icon(name: str) -> bytes:
    return find_resource(f"icons/{name}.svg").read_bytes()
