"""The library as a whole, in the menu: trash, check, other libraries, and what holds where it can only be read."""

from PySide6.QtCore import QObject

from reader.app.checking import Checking
from reader.app.desk import Desk
from reader.app.emptying import Emptying
from reader.app.librarian import Librarian
from reader.app.libraries import Libraries
from reader.app.opening import Opening
from reader.app.panels.library import LibraryPanel
from reader.app.panels.story_model import StoryListModel
from reader.app.read_only import ReadOnly
from reader.app.right_column import RightColumn
from reader.app.settings import Settings
from reader.app.telling import Telling
from reader.app.theme import Theme
from reader.app.window import Window
from reader.library.store import Library


class Keeping(QObject):
    """Makes what does it."""

    def __init__(
        self,
        window: Window,
        desk: Desk,
        theme: Theme,
        settings: Settings,
        library: Library,
        librarian: Librarian,
        panel: LibraryPanel,
        stories: StoryListModel,
        opening: Opening,
        right: RightColumn,
        telling: Telling,
    ) -> None:
        super().__init__(window)
        self.emptying = Emptying(window, desk, theme, librarian, panel, stories, opening, telling)
        self.checking = Checking(window, library, librarian, telling)
        self.libraries = Libraries(window, settings, library, opening, telling)
        self.read_only = ReadOnly(window, settings, library, librarian, self.libraries, right, telling)
