"""The right column: photograph above, the lists about the story under their tabs, the note below."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from reader.app.desk import Desk
from reader.app.messages import Step, make_step_button
from reader.app.panels.entities import EntitiesPanel
from reader.app.panels.notes import NotesPanel
from reader.app.panels.photo import PhotoCard
from reader.app.panels.quotes import QuotesPanel
from reader.app.tabs import Tabs
from reader.app.theme import Theme
from reader.model.article import Photo
from reader.model.reading import Reading


class RightColumn(QWidget):
    """Photograph above, the lists under their tabs, the note below."""

    tab_chosen = Signal(str)  # "entities" or "quotes"
    try_again = Signal()  # the story that could not be analysed

    def __init__(
        self,
        theme: Theme,
        photo: PhotoCard,
        entities: EntitiesPanel,
        quotes: QuotesPanel,
        notes: NotesPanel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("rightColumn")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.photo, self.entities, self.quotes, self.notes = photo, entities, quotes, notes
        self.tabs = Tabs(theme)
        self._lists = QStackedWidget()
        self._names = ("entities", "quotes")
        for name, panel in ((self.tr("Entities"), entities), (self.tr("Quotes"), quotes)):
            self.tabs.addTab(name)
            self._lists.addWidget(panel)
        self.tabs.currentChanged.connect(self._show_list)
        entities.counts_changed.connect(lambda count: self.tabs.show_count(0, count))
        quotes.counts_changed.connect(lambda count: self.tabs.show_count(1, count))
        self.tabs.show_count(0, entities.count)
        self.tabs.show_count(1, quotes.count)
        self.divider = QSplitter(Qt.Orientation.Vertical, self)
        self.divider.setHandleWidth(1)
        self.divider.setChildrenCollapsible(False)
        self.divider.addWidget(self._make_upper())
        self.divider.addWidget(notes)
        self.divider.setStretchFactor(0, 1)
        self.divider.setStretchFactor(1, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.divider)

    def _make_upper(self) -> QWidget:
        upper = QWidget()
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.photo)
        column.addWidget(_make_hair(upper))
        row = QVBoxLayout()
        row.setContentsMargins(16, 0, 0, 0)
        row.addWidget(self.tabs)
        column.addLayout(row)
        column.addWidget(self._lists, 1)
        self._retry = make_step_button(upper, Step(self.tr("Try again"), self.try_again.emit))
        self._retry.hide()
        column.addWidget(self._retry, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        return upper

    def show_problem(self, reading: Reading | None) -> None:
        """Offer to try again where names and quotes could not be found."""
        self._retry.setVisible(reading is not None and reading.analysis is None and bool(reading.problem))

    def show_tab(self, name: str) -> None:
        """Bring a list to the front."""
        self.tabs.setCurrentIndex(self._names.index(name) if name in self._names else 0)

    def enter_tab(self, name: str) -> None:
        """Bring a list to the front and give it the keyboard."""
        self.show_tab(name)
        panel, held = (self.entities, "entityTree") if name == "entities" else (self.quotes, "quoteList")
        view = panel.findChild(QWidget, held)
        if view:
            view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def tab(self) -> str:
        """Which list is in front."""
        return self._names[self.tabs.currentIndex()]

    def _show_list(self, tab: int) -> None:
        self._lists.setCurrentIndex(tab)
        self.tab_chosen.emit(self._names[tab])


def make_right_column(desk: Desk, theme: Theme, images: Callable[[str, Photo], Path | None]) -> RightColumn:
    """Return the column with its panels."""
    photo = PhotoCard(desk, theme, images)
    return RightColumn(theme, photo, EntitiesPanel(desk, theme), QuotesPanel(desk, theme), NotesPanel(desk, theme))


def _make_hair(parent: QWidget) -> QFrame:
    hair = QFrame(parent)
    hair.setObjectName("hair")
    hair.setFixedHeight(1)
    return hair
