"""Which marks the page shows, as the reader chose it."""

from PySide6.QtCore import QObject

from reader.app.actions import Actions
from reader.app.legend import KINDS
from reader.app.page.view import PageView
from reader.app.settings import Settings


class ShownMarks(QObject):
    """Turns all marks on and off, and those of each kind; remembers both."""

    def __init__(self, settings: Settings, actions: Actions, page: PageView) -> None:
        super().__init__(page)
        self._settings, self._actions, self._page = settings, actions, page
        hidden = settings.text("hidden_kinds").split()
        actions["marks"].setChecked(settings.on("marks"))
        actions.join("marks", self._choose)
        for kind in KINDS:
            actions[f"mark_{kind}"].setChecked(kind not in hidden)
            actions.join(f"mark_{kind}", self._choose)
        self._show()

    def _choose(self) -> None:
        hidden = [kind for kind in KINDS if not self._actions[f"mark_{kind}"].isChecked()]
        self._settings.keep("marks", self._actions["marks"].isChecked())
        self._settings.keep("hidden_kinds", " ".join(hidden))
        self._show()

    def _show(self) -> None:
        shown = self._settings.on("marks")
        for kind in KINDS:
            self._actions[f"mark_{kind}"].setEnabled(shown)
        self._page.set_marks_shown(shown)
        self._page.hide_kinds(frozenset(self._settings.text("hidden_kinds").split()))
