"""What hangs on the three dots of Photo and Notes: the actions that concern them, and what else can be done there."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from reader.app.page.view import PageView
from reader.app.right_column import RightColumn
from reader.app.telling import Telling
from reader.app.window import Window


class PanelMenus(QObject):
    """Fills both menus; what is in them can be done as far as there is something to do it with."""

    def __init__(self, window: Window, page: PageView, right: RightColumn, telling: Telling) -> None:
        super().__init__(window)
        self._actions, self._page, self._right = window.actions_, page, right
        right.photo.more.setMenu(self._make_photo_menu())
        right.notes.more.setMenu(self._make_notes_menu())
        right.notes.copy_failed.connect(telling.tell_problem)
        right.photo.large_wanted.connect(page.show_photo)

    def _make_photo_menu(self) -> QMenu:
        photo = self._right.photo
        menu = QMenu(photo.more)
        menu.addAction(self._actions["photograph"])
        menu.addAction(self._actions["add_photograph"])
        menu.addSeparator()
        caption = menu.addAction(self.tr("&Copy Caption"), lambda: self._copy(photo.words()))
        menu.addAction(self.tr("&Fold"), lambda: photo.fold(True))
        menu.aboutToShow.connect(lambda: caption.setEnabled(bool(photo.words())))
        return menu

    def _make_notes_menu(self) -> QMenu:
        notes = self._right.notes
        menu = QMenu(notes.more)
        menu.addAction(self._actions["into_notes"])
        find = menu.addAction(self.tr("&Find in the Note"), notes.finder.open_line)
        menu.addSeparator()
        copy = menu.addAction(self.tr("&Copy the Note"), lambda: self._copy(notes.words()))
        save = menu.addAction(self.tr("&Save a Copy…"), notes.save_copy)
        menu.addAction(self.tr("F&old"), lambda: notes.fold(True))

        def show_possible() -> None:
            for action in (find, copy, save):
                action.setEnabled(bool(notes.words()))

        menu.aboutToShow.connect(show_possible)
        return menu

    @staticmethod
    def _copy(words: str) -> None:
        QGuiApplication.clipboard().setText(words)
