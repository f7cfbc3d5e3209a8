"""Handing in, as the window shows it: what is on its way, what can be done about it, where it comes from."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from reader.app.arrivals import Arrival
from reader.app.commands import open_link
from reader.app.fetching import Wanted
from reader.app.importing import Importing
from reader.app.opening import Opening
from reader.app.panels.arrivals import ArrivalsPanel
from reader.app.panels.library import LibraryPanel
from reader.app.shelving import Shelving
from reader.app.steps import Step
from reader.app.theme import Theme
from reader.app.window import Window
from reader.model.problem import NotByItself
from reader.pipeline import is_offline


class HandingIn(QObject):
    """Joins the list of what is on its way, and the actions that hand in folders and addresses."""

    def __init__(
        self,
        window: Window,
        theme: Theme,
        importing: Importing,
        opening: Opening,
        panel: LibraryPanel,
        shelving: Shelving,
    ) -> None:
        super().__init__(window)
        self._window, self._theme, self._importing, self._opening = window, theme, importing, opening
        self._actions = window.actions_
        self.panel = ArrivalsPanel(importing.arrivals, theme, panel)
        panel.put_foot(self.panel)
        self.panel.cancelled.connect(self._take_away)
        self.panel.all_cancelled.connect(importing.cancel_all)
        self.panel.opened.connect(opening.open_story)
        self.panel.failure_chosen.connect(self._show_steps)
        self.panel.left_out_wanted.connect(self._show_left_out)
        importing.cancelled.connect(shelving.put_away)
        opening.changed.connect(self.panel.show_failure_anew)
        self._actions.join("open_folder", self._open_folder)
        self._actions.join("address", self._add_address)
        self._actions["address"].setVisible(not is_offline())
        self.panel.refresh()

    # where it comes from

    def _open_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self._window, self.tr("Open Folder"))
        if folder:
            self._importing.take_in_places([folder])

    def _add_address(self) -> None:
        from reader.app.address_dialog import AddressDialog  # only who adds an address needs it

        dialog = AddressDialog(self._theme, QGuiApplication.clipboard().text(), self._window)
        dialog.added.connect(lambda address, some: self._importing.take_in_address(address, photographs=some))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # what can be done about it

    def _take_away(self, arrival: Arrival) -> None:
        if arrival.state in ("failed", "done"):
            self._importing.arrivals.put_away(arrival)
        else:
            self._importing.cancel([arrival])

    def _show_steps(self, arrival: Arrival) -> None:
        importing = self._importing
        if arrival.story and arrival.story == self._opening.story:
            return  # the page says it, in full
        steps = []
        if isinstance(arrival.problem, NotByItself):
            steps.append(Step(self.tr("Fetch it all the same"), partial(importing.retry, arrival, private=True)))
        elif arrival.story or arrival.source:
            steps.append(Step(self.tr("Try again"), partial(importing.retry, arrival)))
        if arrival.story and importing.can_show_text(arrival.story):
            steps.append(Step(self.tr("Show its text"), partial(self._show_text, arrival.story)))
        else:
            steps.append(Step(self.tr("Paste text"), self._actions["paste"].trigger))
        if isinstance(arrival.source, Wanted):
            steps.append(Step(self.tr("Open in browser"), partial(open_link, arrival.source.address)))
        self.panel.show_steps(arrival, steps)

    def _show_text(self, story: str) -> None:
        self._opening.open_story(story)
        self._importing.ask_for_text(story)  # after what opening it asks for, and so in its place

    def _show_left_out(self) -> None:
        from reader.app.left_out import LeftOutDialog  # as above

        dialog = LeftOutDialog(self._importing.arrivals.left_out, self._window)
        dialog.finished.connect(self._importing.arrivals.forget_left_out)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
