"""The bars above and below the three columns; the tools of the one above."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from reader.app.actions import Actions
from reader.app.legend import Legend
from reader.app.theme import BEFORE_WORDS, Theme, make_font

TOP_HEIGHT = 44


def make_button(action: QAction, parent: QWidget, name: str = "") -> QToolButton:
    """Return a flat button of 30 px for an action; the keyboard alone gives it the focus, so that its ring means that.

    `name` is what it is called where the action's own words do not say it.
    """
    button = QToolButton(parent)
    button.setDefaultAction(action)
    button.setIconSize(QSize(16, 16))
    button.setMinimumSize(30, 30)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    words = name or action.text().replace("&", "")
    button.setAccessibleName(words)
    keys = action.shortcut().toString()
    button.setToolTip(f"{words} ({keys})" if keys else words)
    return button


def make_label(parent: QWidget, role: str = "ink2", px: float = 12.5, weight: int = 400) -> QLabel:
    """Return a label for one line of plain words in the colour of a role."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setFont(make_font("sans", px, weight, tabular=True))
    return label


class Bar(QFrame):
    """Three cells over the three columns: the outer ones are as wide as their columns, at least as wide as they need.

    A hair parts the cells where the columns are shown.
    """

    def __init__(self, theme: Theme, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._columns = (0, 0)
        self.setFixedHeight(height)
        self.left, self.middle, self.right = QWidget(self), QWidget(self), QWidget(self)
        theme.changed.connect(self.update)

    def show_columns(self, left: int, right: int) -> None:
        """Set the cells by the widths of the columns; 0 is a column that is hidden."""
        self._columns = (left, right)
        self._place_cells()
        self.update()

    def _place_cells(self) -> None:
        left, right = self._columns
        if self.keeps_cells:
            left, right = max(left, self._least(self.left)), max(right, self._least(self.right))
        right = min(right, self.width() - left)
        for cell, width in ((self.left, left), (self.right, right)):
            cell.setVisible(width > 0)  # an empty one would be read out
        self.left.setGeometry(0, 0, left, self.height())
        self.middle.setGeometry(left, 0, self.width() - left - right, self.height())
        self.right.setGeometry(self.width() - right, 0, right, self.height())

    @staticmethod
    def _least(cell: QWidget) -> int:
        return cell.sizeHint().width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_cells()

    keeps_cells = True

    def hair_above(self) -> bool:
        """Say whether the hair along the bar is its upper edge."""
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(self._theme.colour("line"))
        y = 0 if self.hair_above() else self.height() - 1
        painter.drawLine(0, y, self.width(), y)
        left, right = self._columns
        if left:
            painter.drawLine(left, 0, left, self.height())
        if right:
            x = self.width() - right - 1
            painter.drawLine(x, 0, x, self.height())


def make_row(cell: QWidget, before: int, after: int, space: int = 2) -> QHBoxLayout:
    """Give a cell a row to stand things in, `before` and `after` px from its edges."""
    row = QHBoxLayout(cell)
    row.setContentsMargins(before, 0, after, 0)
    row.setSpacing(space)
    return row


class TopBar(Bar):
    """Menu, Add and the library's switch; back, forward, marks, text and theme; Export and the right's."""

    def __init__(self, theme: Theme, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(theme, TOP_HEIGHT, parent)
        self.setObjectName("topBar")
        self._actions = actions
        self.menu = self._make_menu_button("menu", self.tr("Menu"))
        self.add = self._make_menu_button("add", self.tr("Add"))
        self.add.setText(self.tr("Add"))
        self._put_words(self.add)
        self.text = self._make_menu_button("text", self.tr("Text size"))
        self.theme = self._make_menu_button("theme", self.tr("Theme"))
        self.legend = Legend(theme, actions, self.middle)
        left = make_row(self.left, 8, 8)
        left.addWidget(self.menu)
        left.addWidget(self.add)
        left.addStretch(1)
        left.addWidget(make_button(actions["library"], self.left, self.tr("Show or hide the library")))
        middle = make_row(self.middle, 8, 14)
        middle.addWidget(make_button(actions["back"], self.middle))
        middle.addWidget(make_button(actions["forward"], self.middle))
        middle.addStretch(1)
        middle.addWidget(self.legend)
        middle.addStretch(1)
        middle.addWidget(make_button(actions["marks"], self.middle))
        middle.addWidget(self.text)
        middle.addWidget(self.theme)
        actions["export"].setIconText(self.tr("Export"))
        self.export = make_button(actions["export"], self.right)
        self.export.setObjectName("exportButton")
        self._put_words(self.export)
        right = make_row(self.right, 14, 10)
        right.addWidget(self.export)
        right.addStretch(1)
        right.addWidget(make_button(actions["right"], self.right, self.tr("Show or hide the right column")))
        theme.changed.connect(self._show_icons)
        self._show_icons()

    def _make_menu_button(self, name: str, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"{name}Button")
        button.setIconSize(QSize(16, 16))
        button.setMinimumSize(30, 30)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setAccessibleName(words)
        button.setToolTip(words)
        return button

    @staticmethod
    def _put_words(button: QToolButton) -> None:
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(BEFORE_WORDS)

    def fill_menus(self) -> None:
        """Hang the menus on their buttons; not needed before the first picture stands."""
        self.menu.setMenu(self._actions.make_menu(self.menu))
        add = QMenu(self.add)
        add.addActions([self._actions[name] for name in ("paste", "open", "open_folder", "address")])
        self.add.setMenu(add)
        text = QMenu(self.text)
        text.addActions([self._actions["larger"], self._actions["smaller"], self._actions["normal"]])
        text.addMenu(self._actions.make_submenu("Width", text))
        text.addMenu(self._actions.make_submenu("Spacing", text))
        text.addMenu(self._actions.make_submenu("Face", text))
        self.text.setMenu(text)
        self.theme.setMenu(self._actions.make_submenu("Theme", self.theme))

    def _show_icons(self) -> None:
        for button, name in ((self.menu, "menu"), (self.text, "text"), (self.theme, "theme")):
            button.setIcon(self._theme.icon(name))
        self.add.setIcon(self._theme.icon_before_words("add"))
