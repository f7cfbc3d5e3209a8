"""What Dateline says to the reader: messages with a next step, toasts, the three things to try."""

from collections.abc import Sequence
from functools import partial
from typing import Literal, NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from reader.app.panels.flow import FlowLayout
from reader.app.panels.notice import Message
from reader.app.steps import Step, make_step_button, make_words
from reader.app.theme import BEFORE_WORDS, Theme, make_font

Tone = Literal["error", "doubt", "plain"]
_TONES = {"error": ("warning", "error"), "doubt": ("doubt", "doubt"), "plain": ("story", "ink2")}
TOAST_MILLISECONDS = 6000


def announce(place: QObject, words: str) -> None:
    """Let a screen reader say something that has changed."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(place, words))


def make_message(
    theme: Theme, parent: QWidget, tone: Tone, what: str, advice: str = "", steps: Sequence[Step] = ()
) -> Message:
    """Return a message with a next step, for the column it concerns; the edge tells how grave it is."""
    message = Message(theme, parent)
    sign, role = _TONES[tone]
    message.show_message(sign, role, what, advice)
    for step in steps:
        message.add_button(step.words, equal=step.equal).clicked.connect(partial(_do, step))
    return message


def _do(step: Step, _checked: bool = False) -> None:
    step.deed()


class Toast(QFrame):
    """A short word at the foot of the page that goes by itself, but not while it is pointed at."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self._theme, self._place = theme, parent
        self._sign, self._words = QLabel(self), QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setFont(make_font("sans", 14))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 9, 16, 9)
        row.setSpacing(10)
        row.addWidget(self._sign)
        row.addWidget(self._words)
        self._button = QPushButton(self)
        self._button.setIconSize(BEFORE_WORDS)
        self._button.setFont(make_font("sans", 14, 600))
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.clicked.connect(self._do_step)
        self._step: Step | None = None
        row.addWidget(self._button)
        self._timer = QTimer(self, singleShot=True, interval=TOAST_MILLISECONDS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def show_words(self, words: str, left: int, step: Step | None = None) -> None:
        """Show the words at the bottom of the parent, `left` px from its edge, with what can be done about it."""
        self._step = step
        self._button.setVisible(step is not None)
        if step:
            self._button.setText(step.words)
            self._button.setIcon(self._theme.icon_before_words("undo", "page"))
        self._sign.setPixmap(self._theme.pixmap("check", "page", 14))
        self._words.setText(words)
        self.setAccessibleName(words)
        self.adjustSize()
        self.move(QPoint(left, self._place.height() - self.height() - 16))
        self.show()
        self.raise_()
        self._timer.start()
        announce(self, words)

    def _do_step(self) -> None:
        self.hide()
        if self._step:
            self._step.deed()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()
        super().leaveEvent(event)


class Hint(NamedTuple):
    """One thing to try: an icon with its colour, words, and the keys that stand at their end."""

    icon: str
    colour: str
    words: str


class HintCard(QWidget):
    """Three things to try, beneath the sample's row, until the reader has got it."""

    done = Signal()
    guide_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = QFrame(self)
        card.setObjectName("hintCard")
        around = QVBoxLayout(self)
        around.setContentsMargins(12, 16, 12, 0)
        around.addWidget(card)
        self._theme = theme
        self._hints = (
            Hint("person", "person", self.tr("Click a name. Every mention lights up; N goes to the next.")),
            Hint("quote-direct", "ink", self.tr("Click a note in the margin to see who says it, and on whose word.")),
            Hint("clipboard", "ink", self.tr("Paste a story of your own with Ctrl Shift V.")),
        )
        self._signs: list[QLabel] = []
        grid = QGridLayout(card)
        grid.setContentsMargins(18, 16, 12, 14)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        title = make_words(self, self.tr("Three things to try"))
        title.setFont(make_font("serif", 17, 600))
        grid.addWidget(title, 0, 0, 1, 2)
        for place, hint in enumerate(self._hints, 1):
            sign = QLabel(self)
            sign.setContentsMargins(2, 3, 0, 0)
            sign.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._signs.append(sign)
            grid.addWidget(sign, place, 0)
            grid.addWidget(make_words(self, hint.words), place, 1)
        button = make_step_button(self, Step(self.tr("Got it"), self._close), "first")
        steps = FlowLayout()
        steps.addWidget(button)
        steps.addWidget(make_step_button(self, Step(self.tr("Open the guide"), self.guide_wanted.emit), "quiet"))
        grid.addLayout(steps, 4, 0, 1, 2)
        grid.setColumnStretch(1, 1)
        theme.changed.connect(self._show_signs)
        self._show_signs()

    def _show_signs(self) -> None:
        for sign, hint in zip(self._signs, self._hints, strict=True):
            sign.setPixmap(self._theme.pixmap(hint.icon, hint.colour, 14))

    def _close(self) -> None:
        self.hide()
        self.done.emit()


class Messages(QWidget):
    """A place in a column where messages stand, one below the other; empty it takes no room."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, most: int = 3) -> None:
        super().__init__(parent)
        self._theme, self._most = theme, most
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 0, 12, 0)
        self._column.setSpacing(8)
        self._shown: dict[str, Message] = {}

    def show_message(
        self, key: str, tone: Tone, what: str, advice: str = "", steps: Sequence[Step] = (), *, closes: bool = False
    ) -> None:
        """Show a message in place of the one with the same key."""
        self.take_away(key)
        while len(self._shown) >= self._most:
            self.take_away(next(iter(self._shown)))
        if closes:
            steps = (*steps, Step(self.tr("Close"), partial(self.take_away, key)))
        message = make_message(self._theme, self, tone, what, advice, steps)
        self._shown[key] = message
        self._column.addWidget(message)
        self._column.setContentsMargins(12, 0, 12, 12)
        announce(message, message.accessibleName())

    def take_away(self, key: str) -> None:
        """Take a message away, if it is shown."""
        message = self._shown.pop(key, None)
        if message:
            self._column.removeWidget(message)
            message.hide()
            message.deleteLater()
        if not self._shown:
            self._column.setContentsMargins(12, 0, 12, 0)

    def clear(self) -> None:
        """Take every message away."""
        for key in list(self._shown):
            self.take_away(key)
