"""Asking for the address of a page."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from reader.app.steps import Step, make_step_button, make_words
from reader.app.theme import Theme, make_font
from reader.app.tick_box import TickBox
from reader.intake.addresses import LONGEST, looks_like_address, read_address
from reader.model.problem import Problem

_WIDTH = 480


class AddressDialog(QDialog):
    """One field for an address; what lies on the clipboard stands in it already, where it is one."""

    added = Signal(str, bool)  # the address, whether its photographs are wanted

    def __init__(self, theme: Theme, clipboard: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Add Address"))
        self.field = QLineEdit(self)
        self.field.setObjectName("addressField")
        self.field.setFont(make_font("sans", 14))
        self.field.setMaxLength(LONGEST)
        self.field.setPlaceholderText("https://")
        self.field.setAccessibleName(self.tr("Address of a page"))
        if looks_like_address(clipboard):
            self.field.setText(clipboard.strip())
            self.field.selectAll()
        self.photographs = TickBox(theme, self.tr("With its &photographs"), self)
        self._problem = make_words(self, "", "error")
        self._problem.setObjectName("addressProblem")
        self._problem.hide()
        self._add = make_step_button(self, Step(self.tr("Add"), self._confirm), "first")
        self._add.setDefault(True)
        self.field.textChanged.connect(self._show_possible)
        self._lay_out()
        self._show_possible()

    def _lay_out(self) -> None:
        hint = self.tr("The page alone is asked for, once. Its site learns your network address and nothing else.")
        title = make_words(self, self.tr("Address of a page"), weight=600)
        title.setBuddy(self.field)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(make_step_button(self, Step(self.tr("Cancel"), self.reject), "quiet"))
        buttons.addWidget(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(title)
        column.addWidget(self.field)
        column.addWidget(self._problem)
        column.addWidget(self.photographs)
        column.addWidget(make_words(self, hint, "ink2", px=12.5))
        column.addSpacing(8)
        column.addLayout(buttons)
        self.setFixedWidth(_WIDTH)

    def _show_possible(self) -> None:
        self._problem.hide()
        self._add.setEnabled(bool(self.field.text().strip()))

    def _confirm(self) -> None:
        try:
            address = str(read_address(self.field.text()))
        except Problem as problem:
            self._problem.setText(str(problem))
            self._problem.show()
            self.adjustSize()
            self.field.setFocus()
            return
        self.added.emit(address, self.photographs.isChecked())
        self.accept()
