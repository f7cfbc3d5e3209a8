"""What stands in the page's column where there is no story to read: none yet, one on its way, one that failed."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reader.app.actions import Actions
from reader.app.messages import make_message
from reader.app.page.column import find_column
from reader.app.panels.notice import Message
from reader.app.steps import Step, make_step_button, make_words
from reader.app.theme import BEFORE_WORDS, Theme, make_font
from reader.pipeline import is_offline

_CHOICE_WIDTH = 380
_WORDS_WIDTH = 440
_ABOVE = 56


class _Choice(QPushButton):
    """A wide button that names its keys; the first of them is the one that is offered."""

    def __init__(self, theme: Theme, action: QAction, words: str, *, first: bool, parent: QWidget) -> None:
        super().__init__(words, parent)
        self.setObjectName("bigChoice")
        self.setFont(make_font("sans", 15, 600 if first else 400))
        self.setFixedWidth(_CHOICE_WIDTH)
        self._theme, self._first = theme, first
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 14, 0)
        row.addStretch(1)
        keys = QLabel(action.shortcut().toString().replace("+", " "), self)
        keys.setProperty("key", "true")
        keys.setFont(make_font("sans", 11.5))
        keys.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addWidget(keys)
        self._icon = {"paste": "clipboard", "address": "link"}.get(action.objectName(), "open")
        self.clicked.connect(action.trigger)
        self.setAutoDefault(True)
        self.setIconSize(BEFORE_WORDS)
        theme.changed.connect(self._show_icon)
        self._show_icon()

    def _show_icon(self) -> None:
        self.setIcon(self._theme.icon_before_words(self._icon, "ink"))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._first and not self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)


class EmptyState(QWidget):
    """No stories yet, and the ways to hand one in."""

    def __init__(self, theme: Theme, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sign = QLabel(self, alignment=Qt.AlignmentFlag.AlignCenter)
        title = make_words(self, self.tr("No stories yet"))
        title.setFont(make_font("serif", 32, 600, tracking=-1.2))
        title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words = make_words(
            self,
            self.tr("Hand in a story: paste it, open a saved page, or drop files anywhere in this window."),
            "ink2",
        )
        words.setFont(make_font("serif", 17))
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words.setFixedWidth(_WORDS_WIDTH)
        words.setMinimumHeight(words.heightForWidth(_WORDS_WIDTH))
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(self._sign)
        column.addSpacing(14)
        column.addWidget(title)
        column.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(14)
        for name, offer in self._find_offers():
            choice = _Choice(theme, actions[name], offer, first=name == "paste", parent=self)
            column.addWidget(choice, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        sample = Step(self.tr("Open the sample story"), actions["sample"].trigger)
        column.addWidget(make_step_button(self, sample, "link"), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        theme.changed.connect(self._show_sign)
        self._show_sign()

    def _find_offers(self) -> tuple[tuple[str, str], ...]:
        address = () if is_offline() else (("address", self.tr("Add an address…")),)
        return (("paste", self.tr("Paste a story")), ("open", self.tr("Open files…")), *address)

    def _show_sign(self) -> None:
        self._sign.setPixmap(self._theme.pixmap("story", "line2", 36))


class WaitingState(QWidget):
    """A story whose text is still being read: bars of the measure of lines, so that nothing jumps when it comes."""

    _LINES = (0.86, 0.62, 0, 0.98, 1.0, 0.96, 0.7, 0, 1.0, 0.97, 0.99, 0.45, 0, 0.98, 1.0, 0.6)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(self.tr("Reading the story…"))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("none"))
        measure = min(548, self.width() - 120)
        place = QPoint((self.width() - measure) // 2, 76)
        for number, share in enumerate(self._LINES):
            height = 26 if number < 2 else 14
            if share:
                painter.drawRoundedRect(place.x(), place.y(), round(measure * share), height, 4, 4)
            place += QPoint(0, 40 if number < 2 else 30)


class FailedState(QWidget):
    """A story that could not be read: why, and what can be done about it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._message: Message | None = None
        self._name = make_words(self)
        self._name.setFont(make_font("serif", 26, 600, tracking=-1.2))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(60, _ABOVE, 24, 24)
        self._column.setSpacing(20)
        self._column.addWidget(self._name)
        self._column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand where the text would."""
        super().resizeEvent(event)
        self._column.setContentsMargins(find_column(self.width()).left, _ABOVE, 24, 24)

    def show_problem(self, name: str, advice: str, steps: Sequence[Step]) -> None:
        """Say why the story called `name` could not be read, and what can be done about it."""
        if self._message:
            self._column.removeWidget(self._message)
            self._message.deleteLater()
        self._name.setText(name)
        what = self.tr("This page could not be read")
        self._message = make_message(self._theme, self, "error", what, advice, steps)
        self._message.setMaximumWidth(560)
        self._column.insertWidget(1, self._message)
