"""The style sheet of the window, made from a theme's roles: nothing of the system's own look shows through."""

from string import Template

from PySide6.QtGui import QColor, QPalette

from reader.app.theme import Theme

# $role stands for a colour; shapes and spaces are those of the unit of 4 px. Focus is drawn for buttons only when the
# keyboard brought it there, because they take no focus from the mouse (see `make_button` in bars.py).
_SHEET = Template("""
QMainWindow, QDialog, #libraryColumn, #rightColumn, #topBar, #statusBar { background: $chrome; color: $ink; }
#pageColumn { background: $page; }
QLabel { background: transparent; color: $ink; }
QLabel[role="ink2"] { color: $ink2; }
QLabel[role="ink3"] { color: $ink3; }
QLabel[role="ok"] { color: $ok; }
QLabel[role="error"] { color: $error; }
QLabel[role="doubt"] { color: $doubt; }
QLabel[key="true"] { color: $ink2; border: 1px solid $line2; border-radius: 4px; padding: 0 5px; max-height: 17px; }
QSplitter::handle, #hair { background: $line; border: none; }
QToolTip { background: $raised; color: $ink; border: 1px solid $line2; padding: 3px 6px; }

QToolButton { background: transparent; color: $ink; border: 2px solid transparent; border-radius: 6px; padding: 4px; }
QToolButton:checked { background: transparent; }
QToolButton:hover { background: $hover; border-color: $hover; }
QToolButton:pressed { background: $row; border-color: $row; }
QToolButton:focus { border-color: $ring; }
QToolButton:disabled { color: $line2; }
QToolButton::menu-indicator { image: none; }

QPushButton { background: $raised; color: $ink; border: 1px solid $line2; border-radius: 6px; padding: 4px 13px;
    min-height: 20px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $row; }
QPushButton:disabled { color: $line2; }
QPushButton:focus { border: 2px solid $ring; padding: 3px 12px; }
QPushButton[rank="first"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[rank="first"]:disabled { background: $none; color: $line2; border-color: $line; }
QPushButton[rank="first"]:focus { border: 2px solid $ring; }
QPushButton[rank="quiet"] { background: transparent; color: $ink2; border: 2px solid transparent; padding: 3px 8px; }
QPushButton[rank="quiet"]:hover { background: $hover; color: $ink; }
QPushButton[rank="quiet"]:focus { border-color: $ring; }
QPushButton[rank="link"] { background: transparent; color: $accent; border: 2px solid transparent; padding: 3px 8px; }
QPushButton[rank="link"]:hover { text-decoration: underline; }
QPushButton[rank="link"]:focus { border-color: $ring; }

QLineEdit, QPlainTextEdit { background: $field; color: $ink; border: 1px solid $line2; border-radius: 6px;
    selection-background-color: $select; selection-color: $ink; placeholder-text-color: $ink3; }
QLineEdit { padding: 4px 8px; }
QPlainTextEdit { padding: 1px; }
QLineEdit:focus { border: 2px solid $ring; padding: 3px 7px; }
QPlainTextEdit:focus { border: 2px solid $ring; padding: 0; }
QAbstractItemView { background: $chrome; color: $ink; border: none; outline: none;
    selection-background-color: $row; selection-color: $ink; }

QMenuBar { background: $chrome; color: $ink; border-bottom: 1px solid $line; spacing: 0; }
QMenuBar::item { background: transparent; padding: 5px 10px; border-radius: 6px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $row; }
QMenu { background: $raised; color: $ink; border: 1px solid $line2; padding: 4px; }
QMenu::item { padding: 4px 20px 4px 10px; border-radius: 5px; }
QMenu::item:selected { background: $row; }
QMenu::item:disabled { color: $line2; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }

QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 14px; }
QScrollBar:horizontal { height: 14px; }
ThinBar:vertical { width: 8px; }
QScrollBar::handle { background: $thumb; border-radius: 3px; margin: 4px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $line2; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none; border: none;
    width: 0; height: 0; }
QScrollArea, QAbstractScrollArea::corner { background: transparent; border: none; }

#guideContents { background: transparent; border: none; }
#guideContents::item { min-height: 26px; padding: 0 8px; border: 2px solid transparent; border-radius: 6px;
    color: $ink; }
#guideContents::item:hover { background: $hover; }
#guideContents::item:selected { background: $row; border-color: $row; }
#guideContents::item:focus { border-color: $ring; }
#guideSheet { background: $page; border: 2px solid transparent; }
#guideSheet:focus { border-color: $ring; }
#dropLine { background: $accent; border: none; }
QToolButton[segment="true"] { background: $raised; border: 1px solid $line2; padding: 4px 11px; min-height: 18px; }
QToolButton[segment="true"]:hover { background: $hover; }
QToolButton[segment="true"]:checked { background: $row; border: 2px solid $ink2; padding: 3px 10px; }
QToolButton[segment="true"]:disabled { background: transparent; border: 1px solid $line; padding: 4px 11px; }
QToolButton[segment="true"]:focus { border: 2px solid $ring; padding: 3px 10px; }

PaperView { border: 2px solid transparent; }
PaperView:focus { border-color: $ring; }
#backupList, #formatList { background: $field; border: 1px solid $line2; border-radius: 6px; padding: 4px; }
#backupList:focus, #formatList:focus { border: 2px solid $ring; padding: 3px; }
#backupList::item, #formatList::item { min-height: 28px; padding: 0 8px; border-radius: 5px; color: $ink; }
#backupList::item:hover, #formatList::item:hover { background: $hover; }
#backupList::item:selected, #formatList::item:selected { background: $row; }
#detailRows { background: $chrome; }
#changesSheet { background: $page; border: 1px solid $line2; border-radius: 6px; padding: 4px; }
#changesSheet:focus { border: 2px solid $ring; padding: 3px; }
#olderText, #missingFont { background: $page; border-top: 1px solid $line; }
#hintCard { background: $raised; border: 1px solid $line2; border-radius: 8px; }
#toast { background: $ink; border-radius: 8px; }
#toast QLabel { color: $page; }
#toast QPushButton { background: transparent; color: $page; border: 2px solid transparent; padding: 0 6px; }
#toast QPushButton:hover { text-decoration: underline; }
#toast QPushButton:focus { border-color: $page; }
#bigChoice { text-align: left; min-height: 44px; padding: 0 14px; }
""")

_PALETTE = {
    QPalette.ColorRole.Window: "chrome",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "field",
    QPalette.ColorRole.AlternateBase: "chrome",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "ink3",
    QPalette.ColorRole.Button: "raised",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.Highlight: "select",
    QPalette.ColorRole.HighlightedText: "ink",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "line2",
}


def make_style_sheet(theme: Theme) -> str:
    """Return the style sheet of a theme."""
    return _SHEET.substitute(_Roles(theme))


def make_palette(theme: Theme) -> QPalette:
    """Return the palette of a theme, for what the style sheet does not draw."""
    palette = QPalette()
    for place, role in _PALETTE.items():
        palette.setColor(place, theme.colour(role))
    return palette


class _Roles(dict[str, str]):
    """Looks a colour up when the sheet names it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def __missing__(self, role: str) -> str:
        if role == "thumb":
            return _blend(self._theme.colour("line2"), self._theme.colour("chrome")).name()
        return self._theme.colour(role).name()


def _blend(ink: QColor, ground: QColor) -> QColor:
    """Return the colour half-way between two: a scroll bar's thumb at rest is quieter than under the pointer."""
    return QColor(*((a + b) // 2 for a, b in zip(_parts(ink), _parts(ground), strict=True)))


def _parts(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()
