"""What is on its way into the library, at the foot of its column: a row each, how far all of it is, what went wrong."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QLocale, QModelIndex, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QPushButton, QVBoxLayout, QWidget

from reader.app.arrivals import Arrival, Arrivals
from reader.app.messages import announce
from reader.app.panels.arrival_model import ARRIVAL, ArrivalListModel
from reader.app.panels.arrival_rows import CROSS, HIGH, LOW, ArrivalDelegate, find_cross, show_bar
from reader.app.panels.notice import Message
from reader.app.panels.rows import ThinBar
from reader.app.panels.words import WrappedWords
from reader.app.steps import Step
from reader.app.theme import Theme, make_font

_GATHER = 60  # ms in which changes are gathered
_PATIENCE = 500  # ms something is on its way before it is worth a row
_GONE = 4000  # ms after which what was read is listed no more
_MOST_HEIGHT = 3 * HIGH + LOW


class ArrivalList(QListView):
    """The list itself: the cross or Del takes a row away, Enter goes on to what can be done about it."""

    taken_away = Signal(object)  # Arrival
    chosen = Signal(object)  # Arrival

    def __init__(self, model: ArrivalListModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("arrivalList")
        self.setAccessibleName(self.tr("On their way into the library"))
        self.setModel(model)
        self.rows = ArrivalDelegate(theme, self, model)
        self.setItemDelegate(self.rows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBar(ThinBar(theme, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        theme.changed.connect(self.viewport().update)

    def event(self, event: QEvent) -> bool:
        is_override = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_override and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):  # type: ignore[attr-defined]
            event.accept()  # it is a QKeyEvent, and the rows here are meant, not the story on the page
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrival = self.currentIndex().data(ARRIVAL)
        if arrival and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.taken_away.emit(arrival)
        elif arrival and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(arrival)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            is_cross = find_cross(self.visualRect(index)).contains(event.position().toPoint())
            (self.taken_away if is_cross else self.chosen).emit(index.data(ARRIVAL))


class ArrivalsPanel(QWidget):
    """Is there while something is on its way or failed; what was read goes by itself."""

    cancelled = Signal(object)  # Arrival
    all_cancelled = Signal()
    opened = Signal(str)  # story id
    failure_chosen = Signal(object)  # Arrival: what can be done about it is to be shown
    left_out_wanted = Signal()

    def __init__(self, arrivals: Arrivals, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("arrivals")
        self._arrivals, self._theme = arrivals, theme
        self._is_awaited = False
        self._told: object = None
        self.model = ArrivalListModel(arrivals, self)
        self.list = ArrivalList(self.model, theme, self)
        self.words = WrappedWords(theme, self, make_font("sans", 12.5, tabular=True), 18, "ink2")
        self.words.setObjectName("arrivalWords")
        self._cancel = self._make_button("", self.all_cancelled.emit)
        self._cancel.setObjectName("cancelAll")
        self._cancel.setAccessibleName(self.tr("Cancel all"))
        self._cancel.setToolTip(self.tr("Cancel all"))
        self._cancel.setFixedSize(CROSS, CROSS)
        self._left_out = self._make_button("", self.left_out_wanted.emit)
        self._message: Message | None = None
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=_GATHER)
        self._soon.timeout.connect(self.refresh)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self._show_awaited)
        self._gone = QTimer(self, singleShot=True, interval=_GONE)
        self._gone.timeout.connect(arrivals.clear_done)
        arrivals.changed.connect(self._refresh_soon)
        self.list.taken_away.connect(self.cancelled)
        self.list.chosen.connect(self._enter)
        self.list.selectionModel().currentChanged.connect(self._show_failure)
        theme.changed.connect(self._dress)
        self._dress()
        self.hide()
        self._refresh_soon()

    def _dress(self) -> None:
        self._cancel.setIcon(self._theme.icon("close", "ink2", 14))
        self.update()

    def _make_button(self, words: str, deed: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("rank", "quiet")
        button.setFont(make_font("sans", 12.5))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _checked=False: deed())
        return button

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 18, 0)
        head.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.list)
        self._place = QVBoxLayout()
        self._place.setContentsMargins(12, 0, 12, 0)
        column.addLayout(self._place)
        foot = QHBoxLayout()
        foot.setContentsMargins(6, 0, 8, 0)
        foot.addWidget(self._left_out)
        foot.addStretch(1)
        column.addLayout(foot)

    # what there is to show

    def _refresh_soon(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _show_awaited(self) -> None:
        self._is_awaited = True
        self.refresh()

    def refresh(self) -> None:
        """Show how things stand."""
        arrivals = self._arrivals
        self.model.refresh()
        if arrivals.is_idle:
            if self._is_awaited and arrivals.total > 1:
                announce(self.list, self._say())
            self._patience.stop()
            self._is_awaited = False
            if arrivals.read:
                self._gone.start()
        else:
            self._gone.stop()
            if not (self._is_awaited or self._patience.isActive()):
                self._patience.start()
        self._show_words()
        self._fit_list()
        self._show_failure()
        stays = self._is_awaited or (self.isVisible() and bool(arrivals.read))
        self.setVisible(stays or bool(arrivals.failed or arrivals.left_out))
        self.update()

    def _show_words(self) -> None:
        arrivals = self._arrivals
        words = self._say()
        if words != self.words.text():
            self.words.setText(words)
            self.words.setAccessibleName(words)
        is_many = arrivals.total > 1 or arrivals.looking > 0
        self.words.setVisible(is_many)
        self._cancel.setVisible(is_many and not arrivals.is_idle)
        count = len(arrivals.left_out)
        self._left_out.setVisible(count > 0)
        words = self.tr("1 file left out…") if count == 1 else self.tr("{0} files left out…")
        self._left_out.setText(words.format(QLocale().toString(count)))

    def _say(self) -> str:
        arrivals, number = self._arrivals, QLocale().toString
        if not arrivals.total:
            return self.tr("Looking through the files…")
        if arrivals.is_idle and not arrivals.read:
            return self.tr("{0} could not be read").format(number(arrivals.failed))
        words = self.tr("{0} of {1} read").format(number(arrivals.read), number(arrivals.total))
        return self.tr("{0}; {1} could not be").format(words, number(arrivals.failed)) if arrivals.failed else words

    def _fit_list(self) -> None:
        height = 0
        for row in range(self.model.rowCount()):
            height += self.list.sizeHintForRow(row)
            if height > _MOST_HEIGHT:
                break
        self.list.setFixedHeight(min(height, _MOST_HEIGHT))
        self.list.setVisible(height > 0)

    # what went wrong

    def chosen_failure(self) -> Arrival | None:
        """Return the failure that is looked at: the current row, else the latest."""
        current: Arrival | None = self.list.currentIndex().data(ARRIVAL)
        if current and current.state == "failed":
            return current
        return next(iter(self._arrivals.failures()), None)

    def _show_failure(self, *_told: QModelIndex) -> None:
        arrival = self.chosen_failure()
        if (arrival, arrival and arrival.problem) == self._told:
            return
        self._told = (arrival, arrival and arrival.problem)
        self.list.rows.chosen = arrival
        self.list.viewport().update()
        if self._message:
            self._place.removeWidget(self._message)
            self._message.deleteLater()
            self._message = None
        if arrival:
            self.failure_chosen.emit(arrival)

    def show_failure_anew(self) -> None:
        """Say anew what went wrong, and what can be done about it."""
        self._told = None
        self._show_failure()

    def show_steps(self, arrival: Arrival, steps: Sequence[Step]) -> None:
        """Say why one failed, with what can be done about it."""
        problem = arrival.problem
        if problem is None:
            return
        message = Message(self._theme, self)
        message.show_message("warning", "error", problem.what, problem.advice)
        for step in steps:
            message.add_button(step.words).clicked.connect(lambda _checked=False, step=step: step.deed())
        self._message = message
        self._place.addWidget(message)

    def _enter(self, arrival: Arrival) -> None:
        if arrival.state == "failed" and self._message:
            buttons = self._message.findChildren(QPushButton)
            if buttons:
                buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif arrival.story:
            self.opened.emit(arrival.story)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._theme.colour("line"))
        painter.drawLine(0, 0, self.width(), 0)
        if not self._cancel.isHidden() and self._arrivals.total:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            finished = self._arrivals.read + self._arrivals.failed
            place = QRectF(16, self._cancel.geometry().bottom() + 1, self.width() - 36, 3)
            show_bar(painter, self._theme, place, finished / self._arrivals.total)
