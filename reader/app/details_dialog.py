"""The details of a story: what is known about it, where from, and the fields to say it better."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from reader.app.panels.detail_origins import find_candidates, find_days_without_year, find_origin
from reader.app.panels.detail_row import DetailRow
from reader.app.panels.detail_values import show_value
from reader.app.steps import Step, make_step_button, make_words
from reader.app.theme import BEFORE_WORDS, Theme
from reader.model.article import FieldName
from reader.model.reading import Reading

_WIDTH = 500
_FOOT = 54
_SPARE = 18  # one more line beneath a field
_IF_GIVEN: tuple[FieldName, ...] = ("changed", "section")  # who writes down a story by hand has no need of them


class DetailsDialog(QDialog):
    """A window of its own beside the page; it goes along with whatever story is open."""

    changed = Signal(object, str, object)  # Reading, FieldName, FieldValue: it is to be so
    reset_wanted = Signal(object, str)  # Reading, FieldName: it is to be as it was found
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, theme: Theme, steps: tuple[Step, Step], parent: QWidget, *, is_read_only: bool = False) -> None:
        """Make it with what stands at its foot: how all is as it came, and how the original is shown."""
        super().__init__(parent)
        self.setObjectName("detailsDialog")
        self.setWindowTitle(self.tr("Details"))
        self._theme, self._is_read_only = theme, is_read_only
        self._reading: Reading | None = None
        self.rows: dict[FieldName, DetailRow] = {}
        content = QWidget(self)
        content.setObjectName("detailRows")
        self._fields = QVBoxLayout(content)
        self._fields.setContentsMargins(20, 16, 20, 16)
        self._fields.setSpacing(12)
        self._nothing = make_words(content, self.tr("No story is open."), "ink2")
        self._fields.addWidget(self._nothing)
        self._add_rows(content)
        self._fields.addStretch(1)
        area = QScrollArea(self)
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area = area
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(area, 1)
        hair = QFrame(self)
        hair.setObjectName("hair")
        hair.setFixedHeight(1)
        column.addWidget(hair)
        column.addLayout(self._make_foot(*steps))
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self.undo_wanted.emit)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Redo), self, self.redo_wanted.emit)
        self.setMinimumSize(380, 300)

    def _add_rows(self, content: QWidget) -> None:
        rows: tuple[tuple[FieldName, str, str], ...] = (
            ("title", self.tr("Headline"), self.tr("not given")),
            ("outlet", self.tr("Outlet"), self.tr("not given")),
            ("agency", self.tr("Agency"), self.tr("not given")),
            ("byline", self.tr("Byline"), self.tr("not given: names, with commas between them")),
            ("published", self.tr("Date"), self.tr("day, month, year")),
            ("changed", self.tr("Changed"), self.tr("not given")),
            ("place", self.tr("Place"), self.tr("not given")),
            ("section", self.tr("Section"), self.tr("not given")),
            ("language", self.tr("Language"), self.tr("not given")),
            ("address", self.tr("Address"), self.tr("not given")),
        )
        for field, label, hint in rows:
            row = DetailRow(field, label, hint, self._theme, content)
            row.changed.connect(self._take_change)
            row.reset_wanted.connect(self._take_reset)
            row.edit.undo_wanted.connect(self.undo_wanted)
            row.edit.redo_wanted.connect(self.redo_wanted)
            row.edit.setReadOnly(self._is_read_only)
            self.rows[field] = row
            self._fields.addWidget(row)

    def _make_foot(self, as_it_came: Step, original: Step) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 10, 20, 12)
        foot.setSpacing(8)
        self._reset = make_step_button(self, as_it_came, "quiet")
        self._reset.setObjectName("asItCame")
        self._reset.setIconSize(BEFORE_WORDS)
        self._reset.setToolTip(self.tr("Take all that you corrected here back"))
        self.original = make_step_button(self, original)
        done = make_step_button(self, Step(self.tr("Done"), self.close), "first")
        foot.addWidget(self._reset)
        foot.addStretch(1)
        foot.addWidget(self.original)
        foot.addWidget(done)
        for button in (self._reset, self.original, done):
            button.setAutoDefault(False)  # Enter in a field takes what is written there
        self._theme.changed.connect(self._dress)
        self._dress()
        return foot

    def _dress(self) -> None:
        self._reset.setIcon(self._theme.icon_before_words("undo"))

    # what it shows

    def show_reading(self, reading: Reading | None) -> None:
        """Show the details of another story, or the new state of this one; what was being written is taken first."""
        before = self._reading
        if before and (reading is None or reading.id != before.id):
            self.take()
            for row in self.rows.values():
                row.forget()
        self._reading = reading
        self._nothing.setVisible(reading is None)
        for field, row in self.rows.items():
            row.setVisible(reading is not None and (field not in _IF_GIVEN or _is_given(reading, field)))
            if reading:
                self._show_row(row, field, reading)
        self._reset.setEnabled(reading is not None and bool(reading.corrections.fields) and not self._is_read_only)
        self.original.setEnabled(reading is not None)

    def _show_row(self, row: DetailRow, field: FieldName, reading: Reading) -> None:
        found = reading.as_found
        is_corrected = reading.corrections.find_field(field) is not None
        candidates = () if self._is_read_only else find_candidates(found, field)
        row.show_value(
            reading.article.field(field), corrected=is_corrected and not self._is_read_only, candidates=candidates
        )
        days = find_days_without_year(reading) if field == "published" and not reading.article.field(field) else ""
        if is_corrected:
            row.show_origin(self._say_corrected(field, reading), "ok", "check")
        elif days:
            row.show_origin(days, "doubt", "doubt")
        else:
            row.show_origin(find_origin(found, field))

    def _say_corrected(self, field: FieldName, reading: Reading) -> str:
        found = show_value(field, reading.as_found.field(field))
        if not found:
            return self.tr("yours; {0}").format(find_origin(reading.as_found, field))
        found = found if len(found) <= 80 else found[:79] + "…"
        return self.tr("yours; “{0}” was {1}").format(found, find_origin(reading.as_found, field))

    def find_room(self) -> None:
        """Be as high as the fields need, as far as the screen allows."""
        screen = self.screen().availableGeometry().height()
        height = self._fields.totalHeightForWidth(_WIDTH)
        self.resize(_WIDTH, min(height + _SPARE + _FOOT, screen - 2 * _FOOT))

    def go_to(self, field: FieldName) -> None:
        """Put the keyboard into a field."""
        edit = self.rows[field].edit
        edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        edit.selectAll()
        self._area.ensureWidgetVisible(self.rows[field])

    # what is done with it

    def take(self) -> None:
        """Take what is being written."""
        for row in self.rows.values():
            row.take()

    def _take_change(self, field: FieldName, value: object) -> None:
        if self._reading:
            self.changed.emit(self._reading, field, value)

    def _take_reset(self, field: FieldName) -> None:
        if self._reading:
            self.reset_wanted.emit(self._reading, field)

    def done(self, result: int) -> None:
        """Take what is being written, and close."""
        self.take()
        super().done(result)


def _is_given(reading: Reading, field: FieldName) -> bool:
    return bool(reading.article.field(field) or reading.as_found.field(field))
