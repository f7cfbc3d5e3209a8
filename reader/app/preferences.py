"""The preferences: every change is seen at once, and there is nothing to confirm."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.app.actions import Actions
from reader.app.looks import Looks
from reader.app.restore_dialog import show_moment
from reader.app.settings import TABLE, Settings
from reader.app.steps import Step, make_step_button, make_words
from reader.app.theme import make_font
from reader.library.backups import find_backups
from reader.library.store import Library

_WIDTH = 600
_KINDS = ("mark_person", "mark_organisation", "mark_place", "mark_group", "mark_quote")
_AT_FIRST = ("system", "text_width_normal", "line_spacing_normal", "face_serif")  # the actions of the table's settings


class Segments(QWidget):
    """Choices side by side, each an action; `together` says that one of them is on, and the arrows go among them."""

    def __init__(self, name: str, choices: Sequence[QAction], parent: QWidget, *, together: bool = True) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        group = QButtonGroup(self)
        group.setExclusive(together)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for choice in choices:
            button = QToolButton(self)
            button.setDefaultAction(choice)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.setProperty("segment", "true")
            button.setFont(make_font("sans", 14))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(f"{name}: {choice.text().replace('&', '')}")
            group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)


class Preferences(QDialog):
    """Theme, text, marks, what opens first; where the library lies and how it is backed up."""

    def __init__(self, actions: Actions, settings: Settings, library: Library, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("preferences")
        self.setWindowTitle(self.tr("Preferences"))
        self._actions, self._settings, self._library, self._looks = actions, settings, library, looks
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(1, 1)
        self._size = make_words(self, "")
        self._add_looks()
        self._add_start()
        self._add_library()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(16)
        column.addLayout(self._grid)
        column.addStretch(1)
        column.addLayout(self._make_foot())
        looks.size_changed.connect(self._show_size)
        self._show_size()
        self.setMinimumWidth(_WIDTH)

    def _add_title(self, words: str) -> None:
        title = make_words(self, words.upper(), "ink3")
        title.setFont(make_font("sans", 11.5, 600, tracking=6))
        row = self._grid.rowCount()
        if row > 1:
            self._grid.setRowMinimumHeight(row, 8)
            row += 1
        self._grid.addWidget(title, row, 0, 1, 2)

    def _add_row(self, words: str, content: QWidget) -> None:
        row = self._grid.rowCount()
        label = make_words(self, words, "ink2")
        label.setWordWrap(False)
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(content, row, 1)

    def _add_choice(self, words: str, *names: str, together: bool = True) -> None:
        self._add_row(words, Segments(words, [self._actions[name] for name in names], self, together=together))

    def _add_looks(self) -> None:
        self._add_title(self.tr("Looks"))
        self._add_choice(self.tr("Theme"), "system", "light", "dark", "sepia")
        self._add_row(self.tr("Text size"), self._make_size())
        self._add_choice(self.tr("Text width"), "text_width_narrow", "text_width_normal", "text_width_wide")
        self._add_choice(self.tr("Line spacing"), "line_spacing_tight", "line_spacing_normal", "line_spacing_loose")
        self._add_choice(self.tr("Typeface"), "face_serif", "face_sans", "face_system")
        self._add_title(self.tr("Marks at rest"))
        self._add_choice(self.tr("All marks"), "marks", together=False)
        self._add_choice(self.tr("Kinds"), *_KINDS, together=False)

    def _make_size(self) -> QWidget:
        content = QWidget(self)
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for sign, name, step in (("−", self.tr("Smaller text"), -1), ("+", self.tr("Larger text"), 1)):
            button = QToolButton(content)
            button.setText(sign)
            button.setProperty("segment", "true")
            button.setFont(make_font("sans", 14, 600))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.clicked.connect(partial(self._looks.scale_text, step))
            row.addWidget(button)
            if step < 0:
                self._size.setParent(content)
                self._size.setFont(make_font("sans", 14, tabular=True))
                self._size.setWordWrap(False)
                self._size.setMinimumWidth(52)
                self._size.setAlignment(Qt.AlignmentFlag.AlignCenter)
                row.addWidget(self._size)
        row.addStretch(1)
        return content

    def _show_size(self) -> None:
        self._size.setText(self.tr("{0} %").format(round(self._looks.text_scale * 100)))
        self._size.setAccessibleName(self.tr("Text size: {0}").format(self._size.text()))

    def _add_start(self) -> None:
        self._add_title(self.tr("At the start"))
        group = QActionGroup(self)
        self._first: dict[str, QAction] = {}
        for value, words in (("last", self.tr("The story you left")), ("newest", self.tr("The newest story"))):
            action = QAction(words, group)
            action.setCheckable(True)
            action.setChecked(self._settings.text("first_story") == value)
            action.triggered.connect(partial(self._settings.keep, "first_story", value))
            self._first[value] = action
        self._add_row(self.tr("Opens with"), Segments(self.tr("Opens with"), list(self._first.values()), self))

    def _add_library(self) -> None:
        self._add_title(self.tr("Library"))
        folder = make_words(self, str(self._library.folder))
        folder.setObjectName("libraryFolder")
        folder.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        folder.setAccessibleName(self.tr("Folder of the library: {0}").format(folder.text()))
        show = Step(self.tr("Show"), self._actions["folder"].trigger)
        self._add_row(self.tr("Folder"), self._put_beside(folder, show))
        steps = (
            Step(self.tr("Back up…"), partial(self._leave_for, "back_up")),
            Step(self.tr("Restore…"), partial(self._leave_for, "restore_library")),
        )
        self._add_row(self.tr("Backups"), self._put_beside(make_words(self, self._say_backups()), *steps))

    def _put_beside(self, words: QLabel, *steps: Step) -> QWidget:
        content = QWidget(self)
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(words, 1)
        for step in steps:
            row.addWidget(make_step_button(content, step))
        return content

    def _say_backups(self) -> str:
        backups = find_backups(self._library.folder)
        if not backups:
            return self.tr("None yet; one is made each day when something has changed.")
        count = QLocale().toString(len(backups))
        return self.tr("{0} kept, the newest of {1}").format(count, show_moment(backups[0].made))

    def _leave_for(self, action: str) -> None:
        self.accept()
        self._actions[action].trigger()

    def _make_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        reset = make_step_button(self, Step(self.tr("Reset"), self.reset), "quiet")
        reset.setToolTip(self.tr("Put everything here back to how it was at the very first start"))
        foot.addWidget(reset)
        foot.addStretch(1)
        foot.addWidget(make_step_button(self, Step(self.tr("Close"), self.accept), "first"))
        return foot

    def reset(self) -> None:
        """Put everything that is chosen here back to how it was at the very first start."""
        for name in _AT_FIRST:
            self._actions[name].trigger()
        self._looks.scale_text(0)
        for name in ("marks", *_KINDS):
            if not self._actions[name].isChecked():
                self._actions[name].trigger()
        self._first[str(TABLE["first_story"])].trigger()
