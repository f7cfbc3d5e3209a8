"""What a caption says in columns: who, where, when and whose photograph."""

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reader.app.panels.rows import plain_words
from reader.app.panels.words import Words
from reader.app.theme import Theme

_LABEL, _VALUE, _BETWEEN = 16, 17, 8
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Fact:
    """A label and the words below it; what is not given is said in italics, what is not yet known waits as a bar."""

    def __init__(self, theme: Theme, parent: QWidget, label: str, bar: int = 0, usual: int = 0) -> None:
        self.label = Words(theme, parent, "ink3", 11.5)
        self.label.setText(label)
        self.value = Words(theme, parent, "ink", 12.5, wrap=True)
        self.value.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.bar = bar
        self.usual = usual  # px that words of the usual length take
        self.shown = False
        self.waiting = False
        self.missing = False

    def show_words(self, words: str, missing: str = "") -> None:
        """Show words, or say that they are missing, or nothing where neither is given."""
        self.waiting = False
        self.shown = bool(words or missing)
        self.missing = not words
        self.value.setText(plain_words(words or missing))
        self.value.set_role("ink" if words else "ink3")
        self.value.set_italic(not words)

    def wait(self) -> None:
        """Stand as a bar."""
        self.shown = self.waiting = True
        self.value.clear()

    def width(self, room: int) -> int:
        """Return how wide the column is in this much room."""
        lines = self.value.fontMetrics().horizontalAdvance(self.value.text()) + 2
        return min(room, max(self.label.sizeHint().width(), self.bar if self.waiting else lines))

    def place(self, x: int, y: int, width: int) -> int:
        """Place label and words; return where they end."""
        self.label.setGeometry(x, y, width, _LABEL)
        below = y + _LABEL
        height = _VALUE if self.waiting else max(_VALUE, self.value.heightForWidth(width))
        self.value.setGeometry(x, below, width, height)
        return below + height

    def show(self) -> None:
        """Show or hide the two as it was said."""
        self.label.setVisible(self.shown)
        self.value.setVisible(self.shown and not self.waiting)


class Facts(QWidget):
    """Columns beside one another as far as they fit; a credit that does not fit stands below without its label."""

    distance_entered = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.who = Fact(theme, self, self.tr("Who"), 46, 72)
        self.where = Fact(theme, self, self.tr("Where"), 42, 50)
        self.when = Fact(theme, self, self.tr("When"), 72, 72)
        self.credit = Fact(theme, self, self.tr("Credit"))
        self.credit.value.setObjectName("photoCredit")
        self.distance = Fact(theme, self, "")
        self.distance.value.setObjectName("photoDistance")
        self.distance.value.set_role("ink2")
        self.distance.label.hide()
        self.distance.value.installEventFilter(self)
        self._distance_leads = False
        self._credit_stays_below = self._distance_expected = False
        theme.changed.connect(self.update)

    def show_date(self, taken: str | None) -> None:
        """Show the day a photograph was taken (an ISO date, the day or the month may be missing)."""
        self.when.show_words(date_in_words(taken or ""), self.tr("Date not given"))

    def show_distance(self, words: str) -> None:
        """Show how far from the story the photograph was taken."""
        self.distance.show_words(words)
        self.distance.value.set_role("ink2")

    def let_distance_lead(self, *, leads: bool) -> None:
        """Let a click on the distance, or Enter, lead to the date it is counted from."""
        value = self.distance.value
        self._distance_leads = leads
        value.setFocusPolicy(Qt.FocusPolicy.TabFocus if leads else Qt.FocusPolicy.NoFocus)
        value.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
        value.setToolTip(self.tr("Show the date in the caption") if leads else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.distance.value and self._distance_leads and _enters(event):
            self.distance_entered.emit()
            return True
        return super().eventFilter(watched, event)

    def expect_distance(self, *, expected: bool) -> None:
        """Keep a line for it from the first, with the credit, so that nothing jumps."""
        self._distance_expected = expected

    def start_anew(self) -> None:
        """Forget where the credit of another photograph stood."""
        self._credit_stays_below = False

    def arrange(self, width: int) -> int:
        """Place the columns in a width; return the height they take."""
        gap = 16 if width < 300 else 20
        x = y = bottom = 0
        for fact in (self.who, self.where, self.when):
            if not fact.shown:
                continue
            taken = fact.width(width)
            if x and x + taken > width:
                x, y = 0, bottom + _BETWEEN
            bottom = max(bottom, fact.place(x, y, taken))
            x += taken + gap
        bottom = self._place_credit(x, y, bottom, width)
        return self._place_distance(bottom, width)

    def _place_distance(self, bottom: int, width: int) -> int:
        """Place the distance at the right of the credit below, or under it."""
        value, credit = self.distance.value, self.credit.value
        value.setVisible(self.distance.shown)
        if not self.distance.shown:
            return bottom
        taken = self.distance.width(width)
        beside = self.credit.shown and self.credit.label.isHidden() and self.credit.width(width) + 16 + taken <= width
        if beside:
            credit.setGeometry(0, credit.y(), width - taken - 12, credit.height())
            value.setGeometry(width - taken, credit.y(), taken, _VALUE)
            return bottom
        top = bottom + (4 if self.credit.label.isHidden() and self.credit.shown else _BETWEEN)
        value.setGeometry(0, top, width, max(_VALUE, value.heightForWidth(width)))
        return value.geometry().bottom() + 1

    def _place_credit(self, x: int, y: int, bottom: int, width: int) -> int:
        for fact in (self.who, self.where, self.when, self.credit):
            fact.show()
        self.update()
        if not self.credit.shown:
            return bottom
        taken = self.credit.width(width)
        beside = x + taken + self._still_to_come() <= width
        beside = beside and not self._credit_stays_below and not self._distance_expected
        self.credit.value.set_role("ink" if beside else "ink2")
        if beside:
            return max(bottom, self.credit.place(x, y, taken))
        self._credit_stays_below = self._credit_stays_below or self.who.waiting
        self.credit.label.hide()
        value, top = self.credit.value, bottom + _BETWEEN if bottom else 0
        value.setGeometry(0, top, width, max(_VALUE, value.heightForWidth(width)))
        return top + value.height()

    def _still_to_come(self) -> int:
        """Return how much wider the columns will probably be than the bars that stand for them.

        A credit that has no room beside them then stands below from the first, and nothing jumps.
        """
        return sum(fact.usual - fact.bar for fact in (self.who, self.where, self.when) if fact.waiting)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("none"))
        for fact in (self.who, self.where, self.when):
            if fact.waiting:
                place = fact.value.geometry()
                painter.drawRoundedRect(QRect(place.x(), place.y() + 4, fact.bar, 9), 2, 2)


def _enters(event: QEvent) -> bool:
    if isinstance(event, QKeyEvent):
        return event.type() == QEvent.Type.KeyPress and event.key() in _ENTER
    return event.type() == QEvent.Type.MouseButtonRelease


def date_in_words(iso: str) -> str:
    """Return an ISO date in words, of which the day or the month may be missing."""
    form = {10: "d MMM yyyy", 7: "MMM yyyy", 4: "yyyy"}.get(len(iso))
    date = QDate.fromString(iso + "0000-01-01"[len(iso) :], Qt.DateFormat.ISODate)
    return QLocale().toString(date, form) if form and date.isValid() else iso
