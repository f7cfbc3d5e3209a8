"""Which theme and marks are shown and how large the text is, as the reader chose it."""

from functools import partial
from typing import cast, get_args

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from reader.app.actions import Actions
from reader.app.page.view import PageView
from reader.app.settings import Settings
from reader.app.shown_marks import ShownMarks
from reader.app.theme import Face, Theme, ThemeName

_STEP = 1.1
_MOST_STEPS = 8
_MEASURES = {
    "text_width_narrow": 0.84,
    "text_width_normal": 1.0,
    "text_width_wide": 1.2,
    "line_spacing_tight": 0.9,
    "line_spacing_normal": 1.0,
    "line_spacing_loose": 1.17,
}


def find_theme(chosen: str) -> ThemeName:
    """Return the theme for a setting; "system" is light or dark as the desktop is."""
    if chosen in ("light", "dark", "sepia"):
        return cast(ThemeName, chosen)
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"


class Looks(QObject):
    """Keeps theme, text and marks as chosen; with "system" the theme follows the desktop."""

    size_changed = Signal()

    def __init__(self, theme: Theme, settings: Settings, actions: Actions, page: PageView) -> None:
        super().__init__(page)
        self._theme, self._settings, self._actions, self._page = theme, settings, actions, page
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)
        self._show_choice()
        ShownMarks(settings, actions, page)
        for action in _MEASURES:
            actions.join(action, partial(self._choose_measure, action))
        for face in get_args(Face):
            actions.join(f"face_{face}", partial(self._choose_face, face))
        self._show_measure()
        self._show_face()
        if settings.number("text_size"):
            self._show_size()

    def choose(self, name: str) -> None:
        """Take a theme, or "system", at once."""
        self._settings.keep("theme", name)
        self._show_choice()
        self._follow()

    def _follow(self) -> None:
        self._theme.choose(find_theme(self._settings.text("theme")))

    def _show_choice(self) -> None:
        chosen = self._settings.text("theme")
        self._actions[chosen if chosen in ("light", "dark", "sepia") else "system"].setChecked(True)

    def _choose_measure(self, action: str) -> None:
        name, _, value = action.rpartition("_")
        self._settings.keep(name, value)
        self._show_measure()

    def _show_measure(self) -> None:
        width, spacing = (f"{name}_{self._settings.text(name)}" for name in ("text_width", "line_spacing"))
        width = width if width in _MEASURES else "text_width_normal"
        spacing = spacing if spacing in _MEASURES else "line_spacing_normal"
        self._actions[width].setChecked(True)
        self._actions[spacing].setChecked(True)
        self._page.set_measure(_MEASURES[width], _MEASURES[spacing])

    def _choose_face(self, face: Face) -> None:
        self._settings.keep("face", face)
        self._show_face()

    def _show_face(self) -> None:
        chosen = self._settings.text("face")
        face = cast(Face, chosen) if chosen in get_args(Face) else "serif"
        self._actions[f"face_{face}"].setChecked(True)
        self._page.set_face(face)

    @property
    def text_scale(self) -> float:
        """How many times larger than usual the page's text is."""
        return _STEP ** _bound(self._settings.number("text_size"))

    def scale_text(self, step: int) -> None:
        """Make the page's text a step larger or smaller; 0 is the size the page was made for."""
        size = self._settings.number("text_size") + step if step else 0
        self._settings.keep("text_size", _bound(size))
        self._show_size()

    def _show_size(self) -> None:
        self._page.set_scale(self.text_scale)
        self.size_changed.emit()


def _bound(steps: int) -> int:
    return max(-_MOST_STEPS // 2, min(steps, _MOST_STEPS))
