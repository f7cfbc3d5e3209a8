"""The guide's window: contents and search at the left, the page at the right; it stands beside the story."""

from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.app.actions import Actions
from reader.app.commands import open_link
from reader.app.guide_pages import FIRST, GuidePage, find_page_about, read_pages
from reader.app.guide_sheet import GuideSheet
from reader.app.steps import make_words
from reader.app.theme import Theme, make_font

_SIZE = (960, 720)
_CONTENTS_WIDTH = 268
_NAME = Qt.ItemDataRole.UserRole


class GuideWindow(QDialog):
    """Shows the guide's pages; what is sought narrows the contents to the pages that hold it."""

    def __init__(self, theme: Theme, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("guideWindow")
        self.setWindowTitle(self.tr("Guide"))
        self._theme = theme
        self._pages = {page.name: page for page in read_pages(actions)}
        self._trail: list[str] = []
        self._at = -1
        self.contents = self._make_contents()
        self.search = self._make_search()
        self.sheet = GuideSheet(theme, self)
        self._nothing = make_words(self, self.tr("No page has these words."), "ink3")
        self._nothing.setContentsMargins(8, 4, 8, 4)
        self._nothing.hide()
        self._back = self._make_step("back", self.tr("Back"), "Alt+Left", -1)
        self._forward = self._make_step("forward", self.tr("Forward"), "Alt+Right", 1)
        self._lay_out()
        self.sheet.link_wanted.connect(self.follow)
        QShortcut(QKeySequence("Ctrl+F"), self, self.search.setFocus)
        QShortcut(QKeySequence("F3"), self, partial(self.sheet.step, 1))
        QShortcut(QKeySequence("Shift+F3"), self, partial(self.sheet.step, -1))
        theme.changed.connect(self._dress)
        self._dress()
        self.resize(*_SIZE)

    def _make_contents(self) -> QListWidget:
        contents = QListWidget(self)
        contents.setObjectName("guideContents")
        contents.setAccessibleName(self.tr("Contents of the guide"))
        contents.setFont(make_font("sans", 14))
        contents.setFrameShape(QFrame.Shape.NoFrame)
        contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for page in self._pages.values():
            item = QListWidgetItem(page.title, contents)
            item.setData(_NAME, page.name)
        contents.currentItemChanged.connect(self._enter)
        return contents

    def _make_search(self) -> QLineEdit:
        search = QLineEdit(self)
        search.setObjectName("guideSearch")
        search.setFont(make_font("sans", 14))
        search.setPlaceholderText(self.tr("Search the guide"))
        search.setAccessibleName(self.tr("Search the guide"))
        search.setClearButtonEnabled(False)
        search.textChanged.connect(self._seek)
        search.returnPressed.connect(lambda: self.sheet.step(1))
        return search

    def _make_step(self, icon: str, words: str, keys: str, step: int) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("icon_name", icon)
        button.setMinimumSize(30, 30)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(words)
        button.setToolTip(f"{words} ({keys})")
        button.clicked.connect(partial(self.go, step))
        QShortcut(QKeySequence(keys), self, partial(self.go, step))
        return button

    def _lay_out(self) -> None:
        steps = QHBoxLayout()
        steps.setSpacing(2)
        steps.addWidget(self._back)
        steps.addWidget(self._forward)
        steps.addStretch(1)
        left = QWidget(self)
        left.setFixedWidth(_CONTENTS_WIDTH)
        column = QVBoxLayout(left)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        column.addLayout(steps)
        column.addWidget(self.search)
        column.addWidget(self._nothing)
        column.addWidget(self.contents, 1)
        hair = QFrame(self)
        hair.setObjectName("hair")
        hair.setFixedWidth(1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(left)
        whole.addWidget(hair)
        whole.addWidget(self.sheet, 1)

    def _dress(self) -> None:
        for button in (self._back, self._forward):
            button.setIcon(self._theme.icon(button.property("icon_name")))

    # pages

    @property
    def page(self) -> GuidePage:
        """The page that is shown."""
        return self._pages[self._trail[self._at]]

    def show_page(self, name: str) -> None:
        """Show a page as one step of the way; an unknown name is the first page."""
        name = name if name in self._pages else FIRST
        if not self._trail or name != self._trail[self._at]:
            del self._trail[self._at + 1 :]
            self._trail.append(name)
            self._at = len(self._trail) - 1
        self._show()

    def go(self, step: int) -> None:
        """Go back (-1) or forward (1) among the pages that were shown."""
        if 0 <= self._at + step < len(self._trail):
            self._at += step
            self._show()

    def _show(self) -> None:
        self.sheet.show_page(self.page, self.search.text())
        self._back.setEnabled(self._at > 0)
        self._forward.setEnabled(self._at < len(self._trail) - 1)
        for row in range(self.contents.count()):
            item = self.contents.item(row)
            if item.data(_NAME) == self.page.name and item is not self.contents.currentItem():
                self.contents.setCurrentItem(item)

    def _enter(self, item: QListWidgetItem | None) -> None:
        if item is not None and self._trail and item.data(_NAME) != self.page.name:
            self.show_page(item.data(_NAME))

    def follow(self, address: str) -> None:
        """Follow a link: to a page of the guide, or by way of the browser, http and https alone."""
        name = address.partition("#")[0]
        if name in self._pages:
            self.show_page(name)
        else:
            open_link(address)

    # searching

    def _seek(self, words: str) -> None:
        found = [name for name, page in self._pages.items() if page.holds(words)]
        for row in range(self.contents.count()):
            item = self.contents.item(row)
            item.setHidden(item.data(_NAME) not in found)
        self._nothing.setVisible(not found)
        if found and self.page.name not in found:
            self.show_page(found[0])
        else:
            self.sheet.seek(words)


class Guide(QObject):
    """Opens the guide at the page that is wanted; there is one window of it."""

    def __init__(self, theme: Theme, actions: Actions, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._actions, self._window = theme, actions, window
        self._guide: GuideWindow | None = None

    def open(self, page: str = "") -> GuideWindow:
        """Show a page, or the one about the part of the window that has the focus."""
        wanted = page or find_page_about(QApplication.focusWidget())
        if self._guide is None:
            self._guide = GuideWindow(self._theme, self._actions, self._window)
        self._guide.search.clear()
        self._guide.show_page(wanted)
        self._guide.show()
        self._guide.raise_()
        self._guide.activateWindow()
        self._guide.contents.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return self._guide
