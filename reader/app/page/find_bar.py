"""The bar over the foot of the page: words to find, or the number of a paragraph to go to."""

from typing import Literal

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from reader.app.page.column import SCROLL_BAR
from reader.app.theme import Theme, make_font

Purpose = Literal["words", "paragraph"]

_HEIGHT = 44
_WIDEST = 320
_LONGEST = 200


class FindField(QLineEdit):
    """A line that keeps Escape and Enter for the bar it stands in."""

    entered = Signal(bool)  # whether Shift was held
    left = Signal()

    def event(self, event: QEvent) -> bool:
        own = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in own:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)


class FindBar(QFrame):
    """Lies over the foot of a page, so that no line of it moves; the count stands in the bar at the bottom."""

    words_changed = Signal(str)
    paragraph_wanted = Signal(int)
    entered = Signal(bool)  # whether backwards
    closed = Signal()

    def __init__(self, page: QWidget, theme: Theme, following: QAction, previous: QAction) -> None:
        super().__init__(page)
        self._page, self._theme = page, theme
        self.purpose: Purpose = "words"
        self.setObjectName("findBar")
        self._label = self._make_label("ink2")
        self.field = FindField(self)
        self.field.setObjectName("findField")
        self.field.setMaximumWidth(_WIDEST)
        self.field.setMaxLength(_LONGEST)
        self._told = self._make_label("ink3")
        self._up, self._down = self._make_button(previous), self._make_button(following)
        self._close = self._make_button(None)
        self._close.setAccessibleName(self.tr("Close"))
        self._close.setToolTip(f"{self.tr('Close')} (Esc)")
        self._row = QHBoxLayout(self)
        self._row.setSpacing(8)
        for part in (self._label, self.field, self._up, self._down, self._told):
            self._row.addWidget(part)
        self._row.setStretchFactor(self.field, 1)
        self._row.addStretch(0)
        self._row.addWidget(self._close)
        self._count = 0
        self.field.textChanged.connect(self._take)
        self.field.entered.connect(self._enter)
        self.field.left.connect(self.close_bar)
        self._close.clicked.connect(self.close_bar)
        theme.changed.connect(self._show_icons)
        page.installEventFilter(self)
        self._show_icons()
        self.hide()

    def _make_label(self, role: str) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", role)
        label.setFont(make_font("sans", 12.5, tabular=True))
        return label

    def _make_button(self, action: QAction | None) -> QToolButton:
        button = QToolButton(self)
        button.setIconSize(QSize(14, 14))
        button.setMinimumSize(28, 28)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if action:
            words = action.text().replace("&", "")
            button.clicked.connect(lambda: action.trigger())
            button.setAccessibleName(words)
            button.setToolTip(f"{words} ({action.shortcut().toString()})")
        return button

    def open_for_words(self, words: str) -> None:
        """Ask for words to find; those looked for last stand there, ready to be overwritten."""
        self.purpose = "words"
        self._open(self.tr("Find"), self.tr("Find on this page"), words)

    def open_for_paragraph(self, count: int) -> None:
        """Ask for the number of a paragraph, of which there are `count`."""
        self.purpose = "paragraph"
        self._count = count
        self._open(self.tr("Paragraph"), self.tr("Number of a paragraph"), "")
        self.tell(self.tr("of {}").format(count))

    def _open(self, label: str, name: str, words: str) -> None:
        finding = self.purpose == "words"
        self.field.blockSignals(True)
        self.field.setText(words)
        self.field.blockSignals(False)
        self.field.setMaximumWidth(_WIDEST if finding else 72)
        self.field.setAccessibleName(name)
        self._label.setText(label)
        self._up.setVisible(finding)
        self._down.setVisible(finding)
        self.tell("")
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def tell(self, words: str) -> None:
        """Say something beside the field."""
        self._told.setText(words)

    def set_text_edge(self, x: int) -> None:
        """Begin in line with the page's text."""
        self._row.setContentsMargins(max(x, 14), 0, 10, 0)

    def close_bar(self) -> None:
        """Go away and give the keyboard back to the page."""
        if self.isVisible():
            inside = self.isAncestorOf(self.window().focusWidget() or self._page)
            self.hide()
            if inside:
                self._page.setFocus(Qt.FocusReason.OtherFocusReason)
            self.closed.emit()

    def _take(self, words: str) -> None:
        if self.purpose == "words":
            self.words_changed.emit(words)
        elif words.strip().isdecimal() and 1 <= int(words) <= self._count:
            self.paragraph_wanted.emit(int(words))

    def _enter(self, backwards: bool) -> None:
        if self.purpose == "words":
            self.entered.emit(backwards)
        else:
            self.close_bar()

    def _show_icons(self) -> None:
        for button, name in ((self._up, "up"), (self._down, "down"), (self._close, "close")):
            button.setIcon(self._theme.icon(name, size=14))

    def _place(self) -> None:
        width = self._page.width() - SCROLL_BAR  # Qt keeps the scroll bar above
        self.setGeometry(0, self._page.height() - _HEIGHT, width, _HEIGHT)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._page:
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Escape from everywhere in the bar; keys not meant for it are not the page's either."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("chrome"))
        painter.fillRect(0, 0, self.width(), 1, self._theme.colour("line"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), self._theme.colour("line"))
        painter.end()
