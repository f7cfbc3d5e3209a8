"""The bar at the bottom: what the library shows, what is lit on the page, the counts of the story."""

from PySide6.QtCore import QEvent, QLocale, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton, QWidget

from reader.app.actions import Actions
from reader.app.bars import Bar, make_label, make_row
from reader.app.desk import Desk, Focus
from reader.app.doubt_button import DoubtButton
from reader.app.doubt_words import say_doubt
from reader.app.lit import Lit, find_lit, show_counts, show_length
from reader.app.theme import Theme, make_font
from reader.model.reading import Reading

HEIGHT = 34

_STEPS = {
    "entity": ("next_mention", "previous_mention"),
    "quote": ("next_quote", "previous_quote"),
    "hit": ("find_next", "find_previous"),
    "doubt": ("next_doubt", "previous_doubt"),
}
_KEYS_WIDTH, _REASON_WIDTH = 560, 860  # px of the middle that have room for the keys, and beside a reason


class StatusBar(Bar):
    """What the library shows, what is lit on the page, and the counts of the story."""

    said = Signal(str)  # what is lit now, for whoever does not see it

    keeps_cells = False

    def __init__(self, desk: Desk, theme: Theme, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(theme, HEIGHT, parent)
        self.setObjectName("statusBar")
        self.setAccessibleName(self.tr("Status"))
        self._desk = desk
        self._actions = actions
        self._lit: Lit | None = None
        self._found: Lit | None = None
        self._rest = ""
        self._count, self._left = 0, 0
        self._stories = make_label(self.left)
        self._counts = make_label(self.right)
        make_row(self.left, 14, 8).addWidget(self._stories)
        self._doubts = DoubtButton(desk, theme, self.right)
        right = make_row(self.right, 14, 8)
        right.addWidget(self._counts)
        right.addStretch(1)
        right.addWidget(self._doubts)
        self._make_middle()
        theme.changed.connect(self._show_lit)
        desk.focus_changed.connect(self._show_focus)
        desk.article_opened.connect(self._show_reading)
        desk.reading_changed.connect(self._show_reading)
        self._show_reading(desk.reading)

    def _make_middle(self) -> None:
        cell = self.middle
        self._sign, self._name = QLabel(cell), make_label(cell, "ink", weight=600)
        self._counter, self._breakdown = make_label(cell), _Elided(cell)
        self._counter.setObjectName("mentionCounter")
        self._up, self._down = QToolButton(cell), QToolButton(cell)
        self._key_next, self._key_previous = make_label(cell, px=11.5), make_label(cell, px=11.5)
        self._next, self._previous = make_label(cell), make_label(cell)
        for key in (self._key_next, self._key_previous):
            key.setProperty("key", "true")
        for button in (self._up, self._down):
            button.setIconSize(QSize(14, 14))
            button.setMinimumSize(28, 28)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._row = make_row(cell, 20, 14, 8)
        for part in (self._sign, self._name, self._counter):
            self._row.addWidget(part)
        self._steps = QWidget(cell)
        step_row = make_row(self._steps, 0, 0, 0)
        step_row.addWidget(self._up)
        step_row.addWidget(self._down)
        self._row.addWidget(self._steps)
        self._row.addWidget(self._breakdown, 1)
        for word in (self._key_next, self._next, self._key_previous, self._previous):
            self._row.addWidget(word)
        self._next.setText(self.tr("next"))
        self._previous.setText(self.tr("previous"))

    def hair_above(self) -> bool:
        return True

    def set_text_edge(self, x: int) -> None:
        """Let the middle begin `x` px right of its column's edge, in line with the page's text."""
        self._row.setContentsMargins(max(x, 14), 0, 14, 0)

    def show_stories(self, count: int) -> None:
        """Say how many stories the library shows."""
        self._count = count
        self._say_stories()

    def show_left(self, count: int) -> None:
        """Say how many stories are still to be analysed again; 0 says nothing."""
        self._left = count
        self._say_stories()

    def _say_stories(self) -> None:
        words = {0: self.tr("No stories"), 1: self.tr("1 story")}.get(self._count)
        words = words or self.tr("{0} stories").format(QLocale().toString(self._count))
        left = self.tr("{0} to analyse again").format(QLocale().toString(self._left)) if self._left else ""
        self._stories.setText(" · ".join(filter(None, (words, left))))

    def _show_focus(self, focus: Focus | None) -> None:
        self._lit = find_lit(self._desk.reading, focus) or self._found
        self._show_lit()
        self._say()

    def show_found(self, found: Lit | None) -> None:
        """Show what is looked for on the page until a name or quote is chosen; None where nothing is."""
        if found != self._found:
            self._found = found
            self._lit = found or find_lit(self._desk.reading, self._desk.focus)
            self._show_lit()
            if found:
                self._say()

    def _say(self) -> None:
        if self._lit:
            self.said.emit(", ".join(filter(None, (self._lit.name, self._lit.counter, self._doubt_words()))))
        elif doubt := self._doubt_words():
            self.said.emit(doubt)

    def _doubt_words(self) -> str:
        return say_doubt(self._desk.doubt) if self._desk.doubt else ""

    def _show_reading(self, reading: Reading | None) -> None:
        self._counts.setText(show_counts(reading))
        self._doubts.show_reading(reading)
        self._rest = show_length(reading)
        self._lit = self._found or find_lit(reading, self._desk.focus)
        self._show_lit()

    def _show_lit(self) -> None:
        lit = self._lit
        for part in (self._sign, self._name, self._counter, self._steps):
            part.setVisible(lit is not None)
        self._breakdown.show_words(self._doubt_words() or (lit.breakdown if lit else self._rest))
        if lit is None:
            self._counter.clear()
        else:
            self._sign.setPixmap(self._theme.pixmap(lit.sign, lit.colour, 14))
            self._name.setText(lit.name)
            self._counter.setText(lit.counter)
            self._join_keys(*_STEPS["doubt" if self._desk.doubt else lit.kind])
        self._show_room()

    def _join_keys(self, following: str, previous: str) -> None:
        for button, name, icon in ((self._up, previous, "up"), (self._down, following, "down")):
            action = self._actions[name]
            if button.defaultAction() is not action:
                if button.defaultAction():
                    button.removeAction(button.defaultAction())
                button.setDefaultAction(action)
            button.setIcon(self._theme.icon(icon, size=14))
            button.setAccessibleName(self._plain(action))
            button.setToolTip(f"{self._plain(action)} ({action.shortcut().toString()})")
        self._key_next.setText(_keys_of(self._actions[following]))
        self._key_previous.setText(_keys_of(self._actions[previous]))

    def _show_room(self) -> None:
        """Leave the keys out where the column has no room for them."""
        shown = self._lit is not None and self.middle.width() >= (_REASON_WIDTH if self._desk.doubt else _KEYS_WIDTH)
        for part in (self._key_next, self._next, self._key_previous, self._previous):
            part.setVisible(shown)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            done = super().event(event)
            self._show_room()
            return done
        return super().event(event)

    @staticmethod
    def _plain(action: QAction) -> str:
        return action.text().replace("&", "")


def _keys_of(action: QAction) -> str:
    return action.shortcut().toString().replace("+", " ")


class _Elided(QLabel):
    """One line that gives way: what does not fit is left out at its end and stands in the tip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "ink3")
        self.setFont(make_font("sans", 12.5, tabular=True))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._words = ""

    def show_words(self, words: str) -> None:
        """Show as much of the words as there is room for."""
        self._words = words
        self._elide()

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, self.width())
        if shown != self.text():
            self.setText(shown)
            self.setToolTip(self._words if shown != self._words else "")
            self.setAccessibleName(self._words)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.Resize:
            self._elide()
        return done
