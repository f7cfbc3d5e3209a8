"""One line of the details: what it is, the field to write into, where it came from, and what else the source says."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QMenu, QToolButton, QWidget

from reader.app.panels.detail_origins import name_origin
from reader.app.panels.detail_values import read_value, show_value
from reader.app.steps import make_words
from reader.app.theme import Theme, make_font
from reader.model.article import Candidate, FieldName, FieldValue
from reader.model.problem import Problem

_SIGN = 14
_LONGEST = 60  # letters of a value in a menu


class DetailField(QLineEdit):
    """A field whose Ctrl+Z goes on, once there is nothing in it to undo, with what was done about the story."""

    undo_wanted = Signal()
    redo_wanted = Signal()
    given_up = Signal()  # Escape, with words in it that were not taken

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable():
            self.undo_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable():
            self.redo_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape and self.isModified():
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Take Escape for the field while it has words that were not taken; then it is the window's."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Escape
            and self.isModified()
        ):
            event.accept()
            return True
        return super().event(event)


class DetailRow(QWidget):
    """A field of the story; what is written in it is read when it is left."""

    changed = Signal(str, object)  # FieldName, FieldValue: it is to be so
    reset_wanted = Signal(str)  # FieldName: it is to be as it was found

    def __init__(self, field: FieldName, label: str, hint: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._field, self._label, self._theme = field, label, theme
        self._shown = ""
        self._origin: tuple[str, str, str] = ("", "ink2", "")
        self.edit = DetailField(self)
        self.edit.setObjectName(f"detail_{field}")
        self.edit.setFont(make_font("sans", 14))
        self.edit.setMinimumHeight(32)
        self.edit.setPlaceholderText(hint)
        self.edit.setAccessibleName(label)
        self.edit.editingFinished.connect(self.take)
        self.edit.given_up.connect(self._give_up)
        self.label = make_words(self, label, "ink2")
        self.label.setWordWrap(False)
        self.label.setBuddy(self.edit)
        self.label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.others = self._make_button("down", self.tr("{0}: what else the source says").format(label))
        self.others.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.others.setMenu(QMenu(self.others))
        self.reset = self._make_button("undo", self.tr("{0}: as it was found").format(label))
        self.reset.clicked.connect(lambda: self.reset_wanted.emit(self._field))
        self._sign = QLabel(self)
        self._sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._sign.setContentsMargins(0, 2, 0, 0)
        self.note = make_words(self, "", "ink2", px=12.5)
        self.note.setObjectName(f"detail_{field}_note")
        self._arrange()
        theme.changed.connect(self._dress)

    def _make_button(self, icon: str, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("sign", icon)
        button.setIconSize(QSize(_SIGN, _SIGN))
        button.setFixedSize(28, 28)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.setIcon(self._theme.icon(icon, size=_SIGN))
        return button

    def _arrange(self) -> None:
        field = QHBoxLayout()
        field.setSpacing(2)
        field.addWidget(self.edit, 1)
        field.addWidget(self.others)
        field.addWidget(self.reset)
        below = QHBoxLayout()
        below.setSpacing(6)
        below.addWidget(self._sign)
        below.addWidget(self.note, 1)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, 84)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.label, 0, 0)
        grid.addLayout(field, 0, 1)
        grid.addLayout(below, 1, 1)

    # what it shows

    def show_value(self, value: FieldValue, *, corrected: bool, candidates: Sequence[Candidate]) -> None:
        """Show a value; words that are being written, or were refused, stay unless the value is another one now."""
        shown = show_value(self._field, value)
        if shown != self._shown or not self.edit.isModified():
            self._shown = shown
            self.edit.setText(shown)
            self.edit.setCursorPosition(0)
        self._fill_others(candidates)
        self.others.setVisible(
            len({candidate.value for candidate in candidates} | {value or ""}) > 1 and bool(candidates)
        )
        self.reset.setVisible(corrected)

    def show_origin(self, words: str, role: str = "ink2", sign: str = "") -> None:
        """Say beneath the field where its value came from, in the colour of a role, with the icon of a sign."""
        self._origin = (words, role, sign)
        if not self.edit.isModified():
            self._show_note(*self._origin)

    def _show_note(self, words: str, role: str, sign: str) -> None:
        self.note.setText(words)
        self.note.setProperty("role", role)
        self.note.style().polish(self.note)
        self.edit.setAccessibleDescription(words)
        self._sign.setProperty("sign", sign)
        self._sign.setVisible(bool(sign))
        self._dress()

    def forget(self) -> None:
        """Forget words that were not taken, for another story is shown."""
        self.edit.setModified(False)

    def _dress(self) -> None:
        for button in (self.others, self.reset):
            button.setIcon(self._theme.icon(str(button.property("sign")), size=_SIGN))
        if sign := self._sign.property("sign"):
            self._sign.setPixmap(self._theme.pixmap(str(sign), str(self.note.property("role")), _SIGN))

    # what is done with it

    def take(self) -> None:
        """Take what is written in the field, or say why it cannot be taken."""
        if not self.edit.isModified():
            return
        if self.edit.text().strip() == self._shown:
            self._give_up()
            return
        try:
            value = read_value(self._field, self.edit.text())
        except Problem as problem:
            self._show_note(f"{problem.what} {problem.advice}".strip(), "error", "warning")
            return
        self.edit.setModified(False)
        self.changed.emit(self._field, value)

    def _give_up(self) -> None:
        self.edit.setText(self._shown)
        self._show_note(*self._origin)

    def _fill_others(self, candidates: Sequence[Candidate]) -> None:
        """Offer what the source says of the field, the most trusted first."""
        menu = self.others.menu()
        menu.clear()
        for candidate in candidates:
            words = show_value(self._field, candidate.value).replace("&", "&&")
            shown = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
            action = menu.addAction(f"{shown}   ({name_origin(self._field, candidate.origin)})")
            action.setCheckable(True)
            action.setChecked(show_value(self._field, candidate.value) == self._shown)
            action.triggered.connect(lambda _=False, value=candidate.value: self.changed.emit(self._field, value))
