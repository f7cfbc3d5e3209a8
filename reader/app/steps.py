"""Plain words that wrap, and buttons for what the reader can do next."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from reader.app.theme import make_font


class Step(NamedTuple):
    """What the reader can do next: its words and the deed; `equal` to the first, it stands in a frame like that one."""

    words: str
    deed: Callable[[], object]
    equal: bool = False


def make_words(parent: QWidget, words: str = "", role: str = "ink", weight: int = 400, px: float = 14) -> QLabel:
    """Return plain words that wrap; nothing in them is taken for markup."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(words)
    label.setProperty("role", role)
    label.setFont(make_font("sans", px, weight))
    label.setWordWrap(True)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label


def make_step_button(parent: QWidget, step: Step, rank: str = "") -> QPushButton:
    """Return the button of a step; `rank` is "first", "quiet", "link" or nothing."""
    button = QPushButton(step.words, parent)
    button.setProperty("rank", rank)
    button.setFont(make_font("sans", 14, 600 if rank == "first" else 400))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAutoDefault(True)
    button.clicked.connect(lambda _checked=False: step.deed())
    return button
