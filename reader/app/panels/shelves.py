"""The shelves of the library as tabs over its list, and the button that says how the list is sorted."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from reader.app.tabs import Tabs
from reader.app.theme import Theme
from reader.library.listing import Shelf

SHELVES: Final[tuple[Shelf, ...]] = ("all", "unread", "noted", "trash")
_COUNTED: Final = (1, 2)
_WIDE = 270  # px of the column that have room for counts


class ShelfTabs(Tabs):
    """All, Unread, Noted and Trash."""

    HEIGHT = 32
    _WIDE_GAP, _NARROW_GAP = 15, 10

    def make_room(self, *, wide: bool) -> None:
        """Stand close together where the column is narrow."""
        gap = self._WIDE_GAP if wide else self._NARROW_GAP
        if gap != self._GAP:
            self._GAP = gap
            self.setTabText(0, self.tabText(0))  # Qt lays its tabs out anew for a text alone


class ShelfBar(QWidget):
    """Chooses which stories the list shows; how they are sorted is chosen in the menu at its right."""

    chosen = Signal(str)  # all, unread, noted, trash

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._counts: tuple[int, ...] = ()
        self.tabs = ShelfTabs(theme, self, px=13)
        self.tabs.setObjectName("shelves")
        self.tabs.setAccessibleName(self.tr("Shelves of the library"))
        for words in (self.tr("All"), self.tr("Unread"), self.tr("Noted"), self.tr("Trash")):
            self.tabs.addTab(words)
        self.sort = QToolButton(self)
        self.sort.setObjectName("sortButton")
        self.sort.setIconSize(QSize(16, 16))
        self.sort.setFixedSize(28, 28)
        self.sort.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.sort.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.sort.setAccessibleName(self.tr("Sort stories"))
        self.sort.setToolTip(self.tr("Sort stories"))
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 10, 0)
        row.setSpacing(0)
        row.addWidget(self.tabs, 1)
        row.addWidget(self.sort)
        self.tabs.currentChanged.connect(lambda tab: self.chosen.emit(SHELVES[tab]))
        theme.changed.connect(self._show_icon)
        self._show_icon()

    @property
    def shelf(self) -> Shelf:
        """The shelf that is shown."""
        return SHELVES[self.tabs.currentIndex()]

    def show_counts(self, unread: int, noted: int) -> None:
        """Say how many stories are unread, and how many have a note."""
        self._counts = (unread, noted)
        self._show_counts()

    def _show_counts(self) -> None:
        for tab, count in zip(_COUNTED, self._counts, strict=False):
            shown = count if self.width() >= _WIDE else -1
            if self.tabs.tabData(tab) != shown:
                self.tabs.show_count(tab, shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.tabs.make_room(wide=self.width() >= _WIDE)
        self._show_counts()

    def _show_icon(self) -> None:
        self.sort.setIcon(self._theme.icon("sort"))
