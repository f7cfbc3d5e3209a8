"""The window: three columns between two bars, their sizes, and what is dropped into it."""

from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QSplitter, QVBoxLayout, QWidget

from reader.app.actions import Actions
from reader.app.bars import Bar, TopBar
from reader.app.settings import Settings
from reader.app.style import make_palette, make_style_sheet
from reader.app.theme import Theme

# widths of library and right column by the width of the window; between two of them in proportion
_WIDTHS = ((1280, 236, 324), (1480, 288, 376), (1920, 320, 420))
_LIBRARY, _RIGHT = (220, 480), (300, 520)
_PAGE_LEAST = 240
_NARROW = 960  # a window under this width has no room for three columns
_FIRST_SIZE = (1480, 940)
_RAISES = ("xcb", "cocoa", "windows")  # others bring a window to the front by activating it alone


class Window(QMainWindow):
    """Library, page and right column side by side; each outer column can be hidden."""

    painted = Signal()  # the first picture stands
    dropped = Signal(object)  # QMimeData
    resized = Signal()
    closing = Signal(QCloseEvent)  # who has something to put on the disk does so now, or ignores the event
    closed = Signal()

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self._theme, self._settings = theme, settings
        self._painted = False
        self._alt = False
        self._widths_chosen = False
        self._shown_sizes: tuple[int, int] = (0, 0)
        self.setWindowTitle(self.tr("Dateline"))
        self.setAcceptDrops(True)
        self.setMinimumSize(760, 480)
        self.actions_ = Actions(self)
        self.top = TopBar(theme, self.actions_)
        self.bottom: Bar | None = None
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        self.columns.setHandleWidth(1)
        self.columns.setChildrenCollapsible(False)
        self.library = self._make_column("library", self.tr("Library"))
        self.page = self._make_column("middle", self.tr("Story"))
        self.right = self._make_column("right", self.tr("About the story"))
        self.library.setMinimumWidth(_LIBRARY[0])
        self.library.setMaximumWidth(_LIBRARY[1])
        self.right.setMinimumWidth(_RIGHT[0])
        self.right.setMaximumWidth(_RIGHT[1])
        self.page.setMinimumWidth(_PAGE_LEAST)
        self.columns.splitterMoved.connect(self._keep_widths)
        whole = QWidget()
        self._rows = QVBoxLayout(whole)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._rows.addWidget(self.top)
        self._rows.addWidget(self.columns, 1)
        self.setCentralWidget(whole)
        theme.changed.connect(self._dress)
        self._dress()
        self._restore()

    def _make_column(self, name: str, words: str) -> QWidget:
        column = QWidget()
        column.setObjectName(f"{name}Column")
        column.setAccessibleName(words)
        column.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = QVBoxLayout(column)
        inside.setContentsMargins(0, 0, 0, 0)
        self.columns.addWidget(column)
        self.columns.setStretchFactor(self.columns.count() - 1, 1 if name == "middle" else 0)
        column.installEventFilter(self)
        return column

    def put(self, column: QWidget, content: QWidget) -> None:
        """Fill a column."""
        layout = column.layout()
        if layout:
            layout.addWidget(content)

    def put_bar(self, bar: Bar) -> None:
        """Put the bar at the bottom."""
        self.bottom = bar
        self._rows.addWidget(bar)
        bar.show_columns(*self._shown_sizes)

    def _dress(self) -> None:
        self.setPalette(make_palette(self._theme))
        self.setStyleSheet(make_style_sheet(self._theme))
        self.actions_.show_icons(self._theme)

    # -- sizes

    def _restore(self) -> None:
        if not self._settings.restore_geometry(self):
            self.resize(find_first_size())
        self._widths_chosen = len(self._settings.numbers("columns")) == 2
        self._is_narrow = False
        for name, column in (("library", self.library), ("right", self.right)):
            column.setVisible(self._settings.on(name))
            self.actions_[name].setChecked(self._settings.on(name))
        self._set_widths()

    def _set_widths(self) -> None:
        chosen = self._settings.numbers("columns")
        library, right = chosen if self._widths_chosen and len(chosen) == 2 else find_widths(self.width())
        self.columns.setSizes([library, max(self.width() - library - right - 2, _PAGE_LEAST), right])
        self._show_columns()

    def _keep_widths(self) -> None:
        library, _, right = self.columns.sizes()
        before_library, before_right = self._settings.numbers("columns") or find_widths(self.width())
        self._widths_chosen = True
        self._settings.keep("columns", f"{library or before_library} {right or before_right}")
        self._show_columns()

    def show_column(self, name: str, *, shown: bool) -> None:
        """Show or hide the library or the right column; the page takes the room."""
        self._settings.keep(name, shown)
        self._show_column(name, shown=shown)

    def _show_column(self, name: str, *, shown: bool) -> None:
        column = self.library if name == "library" else self.right
        column.setVisible(shown)
        self.actions_[name].setChecked(shown)
        self._set_widths()

    def _make_room(self) -> None:
        """Let the library give way while the window is narrow; asked for, it comes back all the same."""
        is_narrow = self.width() < _NARROW
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._show_column("library", shown=self._settings.on("library") and not is_narrow)

    def reset_layout(self) -> None:
        """Put the columns back to the widths that go with the window's."""
        self._settings.keep("columns", "")
        self._widths_chosen = False
        for name in ("library", "right"):
            self.show_column(name, shown=True)

    def _show_columns(self) -> None:
        widths = [column.width() if column.isVisibleTo(self) else 0 for column in (self.library, self.right)]
        sizes = (widths[0], widths[1])
        if sizes != self._shown_sizes:
            self._shown_sizes = sizes
            self.top.show_columns(*sizes)
            if self.bottom:
                self.bottom.show_columns(*sizes)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._show_columns()
            if watched is self.page:
                self.resized.emit()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()
        self._set_widths()

    # -- the menu bar behind Alt

    def fill_menus(self) -> None:
        """Make the menus; not needed before the first picture stands."""
        self.top.fill_menus()
        bar = self.menuBar()
        self.actions_.fill_menu_bar(bar)
        if not bar.isNativeMenuBar():
            bar.hide()
        for menu in bar.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
            menu.aboutToHide.connect(self._hide_menu_bar, Qt.ConnectionType.QueuedConnection)

    def _hide_menu_bar(self) -> None:
        if QApplication.activePopupWidget() is None:
            self.menuBar().hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._alt = event.key() == Qt.Key.Key_Alt and not event.isAutoRepeat()
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if self._alt and event.key() == Qt.Key.Key_Alt:
            self.toggle_menu_bar()
        self._alt = False
        super().keyReleaseEvent(event)

    def toggle_menu_bar(self) -> None:
        """Show the menus as a bar with the first one open, or hide them again."""
        bar = self.menuBar()
        if bar.isNativeMenuBar() or not bar.actions():
            return
        bar.setVisible(not bar.isVisible())
        if bar.isVisible():
            bar.setActiveAction(bar.actions()[0])

    # -- what comes from outside

    def come_to_front(self) -> None:
        """Stand before other windows, with the keyboard, as far as the desktop allows."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        if QGuiApplication.platformName() in _RAISES:
            self.raise_()
        self.activateWindow()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasHtml() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.dropped.emit(event.mimeData())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closing.emit(event)
        if event.isAccepted():
            self._settings.keep_geometry(self)
            self.closed.emit()


def find_first_size() -> QSize:
    """Return how large a window is at the very first start: as large as the screen has room for."""
    size = QSize(*_FIRST_SIZE)
    screen = QGuiApplication.primaryScreen()
    if screen is None or QGuiApplication.platformName() == "offscreen":  # whose screen is none
        return size
    return size.boundedTo(screen.availableSize())


def find_widths(window: int) -> tuple[int, int]:
    """Return the widths of library and right column for a window `window` px wide."""
    if window <= _WIDTHS[0][0]:
        return _WIDTHS[0][1:]
    for (narrow, library, right), (wide, library_wide, right_wide) in pairwise(_WIDTHS):
        if window <= wide:
            share = (window - narrow) / (wide - narrow)
            return round(library + share * (library_wide - library)), round(right + share * (right_wide - right))
    return _WIDTHS[-1][1:]
