"""Everything the reader can do by menu or key: one table, from which menus, shortcuts and their list are made."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from reader.app.theme import Theme

Menu = Literal[
    "File",
    "Recent",
    "Article",
    "Edit",
    "View",
    "Order",
    "Marks",
    "Width",
    "Spacing",
    "Face",
    "Theme",
    "Go",
    "Help",
]


def QT_TRANSLATE_NOOP(_context: str, words: str) -> str:
    """Mark words of a table for lupdate, under the name it looks for; Qt's own is not typed."""
    return words


class Row(NamedTuple):
    """An action: its id, its menu, its words, its keys and its icon; `ticks` where it is on or off.

    A line above it parts it from the one before. Keys that are single letters act only when no text field has the
    focus: a field takes them first.
    """

    id: str
    menu: Menu
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    ticks: bool = False
    parted: bool = False
    role: QAction.MenuRole = QAction.MenuRole.NoRole


MENUS: tuple[tuple[Menu, str], ...] = (
    ("File", QT_TRANSLATE_NOOP("Actions", "&File")),
    ("Article", QT_TRANSLATE_NOOP("Actions", "&Article")),
    ("Edit", QT_TRANSLATE_NOOP("Actions", "&Edit")),
    ("View", QT_TRANSLATE_NOOP("Actions", "&View")),
    ("Go", QT_TRANSLATE_NOOP("Actions", "&Go")),
    ("Help", QT_TRANSLATE_NOOP("Actions", "&Help")),
)

SUBMENUS: dict[Menu, str] = {
    "Recent": QT_TRANSLATE_NOOP("Actions", "Open Recen&t"),
    "Order": QT_TRANSLATE_NOOP("Actions", "&Sort Stories"),
    "Marks": QT_TRANSLATE_NOOP("Actions", "&Kinds of Marks"),
    "Width": QT_TRANSLATE_NOOP("Actions", "Text &Width"),
    "Spacing": QT_TRANSLATE_NOOP("Actions", "Line Sp&acing"),
    "Face": QT_TRANSLATE_NOOP("Actions", "&Typeface"),
    "Theme": QT_TRANSLATE_NOOP("Actions", "T&heme"),
}
_BEHIND: dict[str, tuple[Menu, ...]] = {
    "address": ("Recent",),
    "library": ("Order",),
    "marks": ("Marks",),
    "normal": ("Width", "Spacing", "Face", "Theme"),
}
_ON_BUTTONS = ("library", "right", "marks", "back", "forward")  # whose icons are seen: menus show none
_CHOICES: tuple[Menu, ...] = ("Order", "Width", "Spacing", "Face", "Theme")  # of whose actions one is on

TABLE: tuple[Row, ...] = (
    Row("paste", "File", QT_TRANSLATE_NOOP("Actions", "&New from Clipboard"), ("Ctrl+Shift+V",), "clipboard"),
    Row("open", "File", QT_TRANSLATE_NOOP("Actions", "&Open…"), ("Ctrl+O",), "open"),
    Row("open_folder", "File", QT_TRANSLATE_NOOP("Actions", "Open &Folder…"), ("Ctrl+Shift+O",), "import"),
    Row("address", "File", QT_TRANSLATE_NOOP("Actions", "&Add Address…"), ("Ctrl+L",), "link"),
    Row("open_library", "File", QT_TRANSLATE_NOOP("Actions", "Open Librar&y…"), parted=True),
    Row("folder", "File", QT_TRANSLATE_NOOP("Actions", "Show &Library Folder")),
    Row("check_library", "File", QT_TRANSLATE_NOOP("Actions", "C&heck Library")),
    Row("export", "File", QT_TRANSLATE_NOOP("Actions", "&Export…"), ("Ctrl+Shift+E",), "export", parted=True),
    Row("back_up", "File", QT_TRANSLATE_NOOP("Actions", "&Back Up Library…")),
    Row("restore_library", "File", QT_TRANSLATE_NOOP("Actions", "&Restore…")),
    Row("print", "File", QT_TRANSLATE_NOOP("Actions", "&Print…"), ("Ctrl+P",)),
    Row("close", "File", QT_TRANSLATE_NOOP("Actions", "&Close"), ("Ctrl+W",), parted=True),
    Row("quit", "File", QT_TRANSLATE_NOOP("Actions", "&Quit"), ("Ctrl+Q",), role=QAction.MenuRole.QuitRole),
    Row("details", "Article", QT_TRANSLATE_NOOP("Actions", "&Details…"), ("Ctrl+I",)),
    Row("original", "Article", QT_TRANSLATE_NOOP("Actions", "&Original"), ("Ctrl+U",)),
    Row("original_link", "Article", QT_TRANSLATE_NOOP("Actions", "Open Original &Link…")),
    Row("add_photograph", "Article", QT_TRANSLATE_NOOP("Actions", "Add Photo&graph…")),
    Row("mark_unread", "Article", QT_TRANSLATE_NOOP("Actions", "Mark &Unread"), parted=True),
    Row("reread", "Article", QT_TRANSLATE_NOOP("Actions", "Re-re&ad…")),
    Row("trash", "Article", QT_TRANSLATE_NOOP("Actions", "Move to &Trash"), ("Del",), "trash"),
    Row("restore", "Article", QT_TRANSLATE_NOOP("Actions", "&Restore from Trash"), ("Ctrl+Shift+R",), "retry"),
    Row("empty_trash", "Article", QT_TRANSLATE_NOOP("Actions", "&Empty Trash…"), ("Ctrl+Shift+Del",)),
    Row("undo", "Edit", QT_TRANSLATE_NOOP("Actions", "&Undo"), ("Ctrl+Z",), "undo"),
    Row("redo", "Edit", QT_TRANSLATE_NOOP("Actions", "&Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo"),
    Row("copy", "Edit", QT_TRANSLATE_NOOP("Actions", "Cop&y"), ("Ctrl+C",), "copy", parted=True),
    Row("cite", "Edit", QT_TRANSLATE_NOOP("Actions", "&Copy Quote with Citation"), ("Ctrl+Shift+C",)),
    Row("into_notes", "Edit", QT_TRANSLATE_NOOP("Actions", "Quote into &Notes"), ("Ctrl+Shift+N",), "note"),
    Row("find", "Edit", QT_TRANSLATE_NOOP("Actions", "&Find"), ("Ctrl+F",), parted=True),
    Row("find_next", "Edit", QT_TRANSLATE_NOOP("Actions", "Find Ne&xt"), ("F3",)),
    Row("find_previous", "Edit", QT_TRANSLATE_NOOP("Actions", "Find &Previous"), ("Shift+F3",)),
    Row("search", "Edit", QT_TRANSLATE_NOOP("Actions", "Find in &Library"), ("Ctrl+K", "Ctrl+Shift+F"), "search"),
    Row("in_library", "Edit", QT_TRANSLATE_NOOP("Actions", "Find Chosen Na&me in Library"), ("Shift+I",)),
    Row(
        "preferences",
        "Edit",
        QT_TRANSLATE_NOOP("Actions", "Pr&eferences…"),
        ("Ctrl+,",),
        "settings",
        parted=True,
        role=QAction.MenuRole.PreferencesRole,
    ),
    Row("library", "View", QT_TRANSLATE_NOOP("Actions", "&Library"), ("Alt+1",), "panel-left", ticks=True),
    Row("order_saved", "Order", QT_TRANSLATE_NOOP("Actions", "When &Added"), ticks=True),
    Row("order_published", "Order", QT_TRANSLATE_NOOP("Actions", "When &Published"), ticks=True),
    Row("order_outlet", "Order", QT_TRANSLATE_NOOP("Actions", "&Outlet"), ticks=True),
    Row("order_headline", "Order", QT_TRANSLATE_NOOP("Actions", "&Headline"), ticks=True),
    Row("people", "View", QT_TRANSLATE_NOOP("Actions", "People &in the Library"), ("Alt+8",), "people", ticks=True),
    Row("photo", "View", QT_TRANSLATE_NOOP("Actions", "&Photo"), ("Alt+2",), ticks=True),
    Row("entities", "View", QT_TRANSLATE_NOOP("Actions", "&Entities"), ("Alt+3",)),
    Row("quotes", "View", QT_TRANSLATE_NOOP("Actions", "&Quotes"), ("Alt+4",)),
    Row("sourcing", "View", QT_TRANSLATE_NOOP("Actions", "S&ourcing"), ("Alt+5",)),
    Row("person", "View", QT_TRANSLATE_NOOP("Actions", "Person &Card"), ("I",), "person"),
    Row("notes", "View", QT_TRANSLATE_NOOP("Actions", "&Notes"), ("Alt+6",), ticks=True),
    Row("right", "View", QT_TRANSLATE_NOOP("Actions", "&Right Column"), ("Alt+0",), "panel-right", ticks=True),
    Row("marks", "View", QT_TRANSLATE_NOOP("Actions", "Show &Marks"), ("M",), "marks", ticks=True, parted=True),
    Row("mark_person", "Marks", QT_TRANSLATE_NOOP("Actions", "&People"), ticks=True),
    Row("mark_organisation", "Marks", QT_TRANSLATE_NOOP("Actions", "&Organisations"), ticks=True),
    Row("mark_place", "Marks", QT_TRANSLATE_NOOP("Actions", "P&laces"), ticks=True),
    Row("mark_group", "Marks", QT_TRANSLATE_NOOP("Actions", "&Groups"), ticks=True),
    Row("mark_quote", "Marks", QT_TRANSLATE_NOOP("Actions", "&Quotes"), ticks=True),
    Row("larger", "View", QT_TRANSLATE_NOOP("Actions", "Lar&ger Text"), ("Ctrl++", "Ctrl+="), parted=True),
    Row("smaller", "View", QT_TRANSLATE_NOOP("Actions", "Smaller Te&xt"), ("Ctrl+-",)),
    Row("normal", "View", QT_TRANSLATE_NOOP("Actions", "Normal Text Si&ze"), ("Ctrl+0",)),
    Row("text_width_narrow", "Width", QT_TRANSLATE_NOOP("Actions", "&Narrow"), ticks=True),
    Row("text_width_normal", "Width", QT_TRANSLATE_NOOP("Actions", "N&ormal"), ticks=True),
    Row("text_width_wide", "Width", QT_TRANSLATE_NOOP("Actions", "&Wide"), ticks=True),
    Row("line_spacing_tight", "Spacing", QT_TRANSLATE_NOOP("Actions", "&Tight"), ticks=True),
    Row("line_spacing_normal", "Spacing", QT_TRANSLATE_NOOP("Actions", "&Normal"), ticks=True),
    Row("line_spacing_loose", "Spacing", QT_TRANSLATE_NOOP("Actions", "&Loose"), ticks=True),
    Row("face_serif", "Face", QT_TRANSLATE_NOOP("Actions", "&Source Serif"), ticks=True),
    Row("face_sans", "Face", QT_TRANSLATE_NOOP("Actions", "Source S&ans"), ticks=True),
    Row("face_system", "Face", QT_TRANSLATE_NOOP("Actions", "The System’s Seri&f"), ticks=True),
    Row("full", "View", QT_TRANSLATE_NOOP("Actions", "&Full Screen"), ("F11",), ticks=True, parted=True),
    Row("panel_up", "View", QT_TRANSLATE_NOOP("Actions", "Move Panel &Up"), ("Ctrl+Shift+Up",)),
    Row("panel_down", "View", QT_TRANSLATE_NOOP("Actions", "Move Panel &Down"), ("Ctrl+Shift+Down",)),
    Row("layout", "View", QT_TRANSLATE_NOOP("Actions", "Reset La&yout")),
    Row("system", "Theme", QT_TRANSLATE_NOOP("Actions", "&System"), ticks=True),
    Row("light", "Theme", QT_TRANSLATE_NOOP("Actions", "&Light"), ticks=True),
    Row("dark", "Theme", QT_TRANSLATE_NOOP("Actions", "&Dark"), ticks=True),
    Row("sepia", "Theme", QT_TRANSLATE_NOOP("Actions", "S&epia"), ticks=True),
    Row("back", "Go", QT_TRANSLATE_NOOP("Actions", "&Back"), ("Alt+Left",), "back"),
    Row("forward", "Go", QT_TRANSLATE_NOOP("Actions", "&Forward"), ("Alt+Right",), "forward"),
    Row("next_story", "Go", QT_TRANSLATE_NOOP("Actions", "Next &Story"), ("J",), parted=True),
    Row("previous_story", "Go", QT_TRANSLATE_NOOP("Actions", "Previous S&tory"), ("K",)),
    Row("next_mention", "Go", QT_TRANSLATE_NOOP("Actions", "Next &Mention"), ("N",), parted=True),
    Row("previous_mention", "Go", QT_TRANSLATE_NOOP("Actions", "Previous M&ention"), ("Shift+N",)),
    Row("next_quote", "Go", QT_TRANSLATE_NOOP("Actions", "Next &Quote"), ("Q",)),
    Row("previous_quote", "Go", QT_TRANSLATE_NOOP("Actions", "Previous Q&uote"), ("Shift+Q",)),
    Row("next_doubt", "Go", QT_TRANSLATE_NOOP("Actions", "Next to &Look At"), ("D",), "doubt"),
    Row("previous_doubt", "Go", QT_TRANSLATE_NOOP("Actions", "Previous to Loo&k At"), ("Shift+D",)),
    Row("nothing", "Go", QT_TRANSLATE_NOOP("Actions", "&Deselect"), ("Esc",)),
    Row("photograph", "Go", QT_TRANSLATE_NOOP("Actions", "&Photograph"), ("P",), parted=True),
    Row("paragraph", "Go", QT_TRANSLATE_NOOP("Actions", "&Go to Paragraph"), ("Ctrl+G",)),
    Row("shortcuts", "Help", QT_TRANSLATE_NOOP("Actions", "&Shortcuts"), ("?", "Shift+?")),
    Row("guide", "Help", QT_TRANSLATE_NOOP("Actions", "&Guide"), ("F1",)),
    Row("sample", "Help", QT_TRANSLATE_NOOP("Actions", "&Open the Sample"), icon="story"),
    Row("report", "Help", QT_TRANSLATE_NOOP("Actions", "&Report a Problem…"), parted=True),
    Row("licences", "Help", QT_TRANSLATE_NOOP("Actions", "&Licences")),
    Row("about", "Help", QT_TRANSLATE_NOOP("Actions", "&About Dateline"), role=QAction.MenuRole.AboutRole),
)


class Actions(QObject):
    """The QAction of every row, and the menus made of them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._fillers: dict[Menu, Callable[[QMenu], object]] = {}
        self._actions = {row.id: self._make_action(row) for row in TABLE}
        for menu in _CHOICES:
            choice = QActionGroup(self)
            for row in TABLE:
                if row.menu == menu:
                    choice.addAction(self._actions[row.id])

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def join(self, name: str, deed: Callable[[], object]) -> None:
        """Let an action do something; whether it is ticked is the deed's to ask."""
        self._actions[name].triggered.connect(lambda _checked=False: deed())

    def text(self, row: Row) -> str:
        """Return the words of a row as they stand in its menu, with the mark of its letter."""
        return QCoreApplication.translate("Actions", row.text)

    def plain_text(self, row: Row) -> str:
        """Return the words of a row alone."""
        return self.text(row).replace("&", "")

    def fill_menu_bar(self, bar: QMenuBar) -> None:
        """Put every menu into a menu bar."""
        for menu, title in MENUS:
            self._fill(bar.addMenu(QCoreApplication.translate("Actions", title)), menu)

    def make_menu(self, parent: QWidget) -> QMenu:
        """Return one menu that holds all the menus."""
        whole = QMenu(parent)
        for menu, title in MENUS:
            self._fill(whole.addMenu(QCoreApplication.translate("Actions", title)), menu)
        return whole

    def make_submenu(self, name: Menu, parent: QWidget) -> QMenu:
        """Return one of the menus that stand within another: Marks, Width, Spacing or Theme."""
        menu = QMenu(QCoreApplication.translate("Actions", SUBMENUS[name]), parent)
        self._fill(menu, name)
        if name in self._fillers:
            menu.aboutToShow.connect(lambda: self._fillers[name](menu))
        return menu

    def fill_when_shown(self, name: Menu, fill: Callable[[QMenu], object]) -> None:
        """Let a menu within another be filled anew each time it is shown."""
        self._fillers[name] = fill

    def show_icons(self, theme: Theme) -> None:
        """Paint the icons that stand on buttons in a theme's colour."""
        for row in TABLE:
            if row.id in _ON_BUTTONS:
                fades = row.id in ("back", "forward")
                self._actions[row.id].setIcon(theme.fading_icon(row.icon) if fades else theme.icon(row.icon))
            elif row.id == "export":
                self._actions[row.id].setIcon(theme.icon_before_words(row.icon))

    def _fill(self, menu: QMenu, name: Menu) -> None:
        for row in TABLE:
            if row.menu != name:
                continue
            if row.parted:
                menu.addSeparator()
            menu.addAction(self._actions[row.id])
            for submenu in _BEHIND.get(row.id, ()):
                menu.addMenu(self.make_submenu(submenu, menu))

    def _make_action(self, row: Row) -> QAction:
        action = QAction(self.text(row), self)
        action.setObjectName(row.id)
        action.setShortcuts([QKeySequence(keys) for keys in row.keys])
        action.setCheckable(row.ticks)
        action.setMenuRole(row.role)
        action.setIconVisibleInMenu(False)
        self._window.addAction(action)
        return action
