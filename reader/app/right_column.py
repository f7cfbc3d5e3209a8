"""The right column: photograph above, the lists about the story under their tabs, the note below."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from reader.app.desk import Desk
from reader.app.panel_order import PanelOrder
from reader.app.panels.entities import EntitiesPanel
from reader.app.panels.notes import NotesPanel
from reader.app.panels.passage import make_passage_of
from reader.app.panels.photo import PhotoCard
from reader.app.panels.quote_filter import QuoteFilter
from reader.app.panels.quotes import QuotesPanel
from reader.app.panels.window_height import WindowHeight
from reader.app.settings import Settings
from reader.app.steps import Step, make_step_button
from reader.app.tabs import TabGround, Tabs
from reader.app.theme import Theme
from reader.model.article import Photo
from reader.model.span import Span

_LOW_WINDOW = 1000  # below this the photograph gives the long lists its room
_VERY_LOW_WINDOW = 600  # below this there is no room for it at all
_TABS = ("entities", "quotes", "sourcing")
_LISTS = {"entities": "entityTree", "quotes": "quoteList", "sourcing": "sourcingList"}
_TITLE_HEIGHT = 32  # by which a panel is dragged
_LATER = 200  # ms after which a list is made that is not in front


class RightColumn(QWidget):
    """Photograph, lists and note; each can be folded, and stays as it was left."""

    try_again = Signal()  # the story that could not be analysed
    said = Signal(str)  # what was moved, for whoever does not see it

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        images: Callable[[str, Photo], Path | None],
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("rightColumn")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk, self._theme, self._settings = desk, theme, settings
        self._low = self._very_low = self._gives_way = False
        self.photo = PhotoCard(desk, theme, images)
        self.notes = NotesPanel(desk, theme)
        self._quotes = QuotesPanel(desk, theme)
        self._panels: dict[str, QWidget] = {}
        self._entities = EntitiesPanel(desk, theme)
        self._quotes.note_wanted.connect(self.notes.take_passage)
        self.tabs = Tabs(theme)
        self._lists = QStackedWidget()
        self._fill_tabs()
        self._retry = make_step_button(self, Step(self.tr("Try again"), self.try_again.emit))
        self._retry.hide()
        self._divider = QSplitter(Qt.Orientation.Vertical, self)
        self._divide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._divider)
        self.photo.fold(not settings.on("photo"))
        self.notes.fold(not settings.on("notes"))
        self.tabs.setCurrentIndex(_TABS.index(settings.text("tab")) if settings.text("tab") in _TABS else 0)
        self._show_list(self.tabs.currentIndex())
        self.photo.folded_changed.connect(self._keep_photo)
        self.notes.folded_changed.connect(self._keep_notes)
        self.tabs.currentChanged.connect(self._show_list)
        WindowHeight(self).changed.connect(self._show_height)

    def _fill_tabs(self) -> None:
        for panel, name, words in (
            (self._entities, "entities", self.tr("Entities")),
            (self._quotes, "quotes", self.tr("Quotes")),
        ):
            place = self.tabs.addTab(words)
            self.tabs.show_count(place, panel.count)
            panel.counts_changed.connect(lambda count, place=place: self.tabs.show_count(place, count))
            self._put_list(name, panel)
        self.tabs.show_count(self.tabs.addTab(self.tr("Sourcing")), -1)
        QTimer.singleShot(_LATER, self, self._make_sourcing)

    def _put_list(self, name: str, panel: QWidget) -> None:
        self._panels[name] = panel
        self._lists.addWidget(panel)

    def _make_sourcing(self) -> None:
        """Make the list of sources; what stands in front at the start does not wait for it."""
        if "sourcing" in self._panels:
            return
        from reader.app.panels.sourcing import SourcingPanel  # 5 ms, and the panels in front need not wait

        sourcing = SourcingPanel(self._desk, self._theme)
        sourcing.quotes_wanted.connect(self.show_quotes)
        self._put_list("sourcing", sourcing)
        self._order_reading()

    def _order_reading(self) -> None:
        from reader.app.reading_order import order_reading  # the first panels need not wait

        order_reading(self)

    def show_quotes(self, wanted: QuoteFilter, by_speaker: bool = False) -> None:
        """Show some quotes alone, by speaker where that is asked for."""
        self.enter_tab("quotes")
        if by_speaker:
            self._quotes.show_by_speaker(True)
        self._quotes.show_only(wanted)

    def _divide(self) -> None:
        """Put the panels one below the other; the lists take the room that the others leave."""
        lists = TabGround(self._theme)
        column = QVBoxLayout(lists)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        tabs = QVBoxLayout()
        tabs.setContentsMargins(16, 0, 0, 0)
        tabs.addWidget(self.tabs)
        column.addLayout(tabs)
        column.addWidget(self._lists, 1)
        column.addWidget(self._retry, 0, Qt.AlignmentFlag.AlignHCenter)
        self._divider.setHandleWidth(1)
        self._divider.setChildrenCollapsible(False)
        panels = {"photo": self.photo, "lists": lists, "notes": self.notes}
        self.order = PanelOrder(self._divider, panels, self._settings, self)
        self.order.changed.connect(self._order_reading)
        for name, panel in panels.items():
            policy = panel.sizePolicy()
            policy.setVerticalStretch(1 if name == "lists" else 0)
            panel.setSizePolicy(policy)
            self.order.add_handle(panel, name, _TITLE_HEIGHT)
        self.order.add_handle(self.tabs, "lists", Tabs.HEIGHT)
        height = self._settings.number("notes_height")
        if height:
            heights = {"photo": self.photo.height(), "lists": 1 << 16, "notes": height}
            self._divider.setSizes([heights[name] for name in self.order.names])
        self._divider.splitterMoved.connect(self._keep_height)

    def move_panel(self, step: int) -> None:
        """Move the panel that has the focus, else the lists, up (-1) or down (1)."""
        name = self.order.find_panel(self.focusWidget()) or "lists"
        if self.order.move_by(name, step):
            words = {"photo": self.tr("Photo"), "lists": self.tr("Lists"), "notes": self.tr("Notes")}[name]
            place = self.order.names.index(name) + 1
            self.said.emit(self.tr("{0}: panel {1} of {2}").format(words, place, len(self.order.names)))

    # lists

    def enter_tab(self, name: str) -> None:
        """Bring a list to the front and give it the keyboard."""
        self.tabs.setCurrentIndex(_TABS.index(name))
        view = self._panels[name].findChild(QWidget, _LISTS[name])
        if view:
            view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_list(self, tab: int) -> None:
        if _TABS[tab] == "sourcing":
            self._make_sourcing()
        self._lists.setCurrentWidget(self._panels[_TABS[tab]])
        self._settings.keep("tab", _TABS[tab])
        self._make_room()

    # the chosen quote, or what is selected on the page

    def cite(self) -> None:
        """Put the chosen quote with its citation on the clipboard."""
        self._quotes.cite()

    def take_into_note(self, selected: Span | None) -> None:
        """Put the words selected on the page, else the chosen quote, into the note."""
        reading = self._desk.reading
        if selected and reading:
            self.notes.take_passage(make_passage_of(reading.article, selected))
        else:
            self._quotes.take_into_note()

    def show_card(self) -> None:
        """Show everything about the chosen entity, or about who said the chosen quote."""
        subject = self._desk.chosen_entity()
        if subject is not None:
            self.tabs.setCurrentIndex(_TABS.index("entities"))
            self._entities.show_card(subject)

    def show_problem(self) -> None:
        """Offer to try again where names and quotes could not be found."""
        reading = self._desk.reading
        failed = reading is not None and reading.analysis is None and bool(reading.problem)
        self._retry.setVisible(failed and bool(reading and reading.article.blocks))

    # room

    def _show_height(self, height: int) -> None:
        self._low, self._very_low = height < _LOW_WINDOW, height < _VERY_LOW_WINDOW
        self._make_room()

    def _make_room(self) -> None:
        """Fold the photograph while a long list is in front of a low window, and in a very low one always."""
        gives_way = self._very_low or (self._low and self.tabs.currentIndex() > 0)
        if gives_way != self._gives_way:
            self._gives_way = gives_way
            self.photo.fold(gives_way or not self._settings.on("photo"))

    def _keep_photo(self, folded: bool) -> None:
        if not self._gives_way:
            self._settings.keep("photo", not folded)

    def _keep_notes(self, folded: bool) -> None:
        self._settings.keep("notes", not folded)

    def _keep_height(self) -> None:
        if not self.notes.folded:
            self._settings.keep("notes_height", self.notes.height())

    # the end

    def keep_note(self, event: QCloseEvent) -> None:
        """Put the note on the disk before the window closes; where that fails the reader decides."""
        if not self.notes.flush() and not self._may_lose_note():
            event.ignore()

    def _may_lose_note(self) -> bool:
        from PySide6.QtWidgets import QMessageBox  # its enums cost 3 ms, and it is hardly ever needed

        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("The note is not saved."))
        box.setInformativeText(self.tr("Closing the window now would lose what you wrote since it was last saved."))
        stay = box.addButton(self.tr("Stay"), QMessageBox.ButtonRole.RejectRole)
        lose = box.addButton(self.tr("Close without saving"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        box.exec()
        return box.clickedButton() is lose
