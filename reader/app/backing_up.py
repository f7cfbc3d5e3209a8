"""Backing a library up into a folder, and bringing a backup back."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDate, QObject, Qt
from PySide6.QtWidgets import QFileDialog

from reader.app.desk import Desk
from reader.app.librarian import Librarian
from reader.app.opening import Opening
from reader.app.restore_dialog import RestoreDialog
from reader.app.right_column import RightColumn
from reader.app.telling import Telling
from reader.app.window import Window
from reader.library.backups import find_backups
from reader.library.restoring import Difference, compare, restore
from reader.library.store import Library
from reader.library.whole import WholeBackup, back_up_whole
from reader.model.problem import Problem


class BackingUp(QObject):
    """Does both in the library's thread."""

    def __init__(
        self,
        window: Window,
        desk: Desk,
        library: Library,
        librarian: Librarian,
        opening: Opening,
        right: RightColumn,
        telling: Telling,
    ) -> None:
        super().__init__(window)
        self._window, self._desk, self._library, self._librarian = window, desk, library, librarian
        self._opening, self._right, self._telling = opening, right, telling
        window.actions_.join("back_up", self._ask_folder)
        window.actions_.join("restore_library", self.open_backups)

    # backing up

    def _ask_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self._window, self.tr("Back Up Library Into"))
        if folder:
            self.back_up_into(Path(folder))

    def back_up_into(self, folder: Path) -> None:
        """Copy the whole library into a new folder within this one."""
        self._right.notes.flush()
        target = _find_new(folder / f"dateline-{QDate.currentDate().toString(Qt.DateFormat.ISODate)}")
        self._telling.tell(self.tr("Backing up…"))
        self._librarian.look(lambda library: back_up_whole(library.folder, target), self._take_backup)

    def _take_backup(self, told: WholeBackup | Problem) -> None:
        if isinstance(told, Problem):
            self._telling.tell_problem(told)
            return
        self._telling.tell(self.tr("Backed up in {0}.").format(told.path.name))
        if told.missing:
            what = self.tr("The sources of {0} stories are missing or damaged.").format(len(told.missing))
            self._telling.tell_problem(Problem(what, self.tr("All the rest is in the backup.")))

    # bringing back

    def open_backups(self) -> RestoreDialog:
        """Let a backup be chosen."""
        dialog = RestoreDialog(find_backups(self._library.folder), self._window)
        dialog.looked_at.connect(lambda path: self._compare(dialog, path))
        dialog.confirmed.connect(self.restore)
        dialog.open()
        return dialog

    def _compare(self, dialog: RestoreDialog, path: Path) -> None:
        open_still = [dialog]
        dialog.finished.connect(open_still.clear)

        def show(told: Difference | Problem) -> None:
            if open_still:
                dialog.show_difference(path, told)

        self._librarian.look(lambda library: compare(library.folder, path), show)

    def restore(self, path: Path) -> None:
        """Give the library the stories and notes of a backup; what it has now is backed up first."""
        self._right.notes.flush()
        self._telling.tell(self.tr("Restoring…"))
        self._librarian.do(partial(_restore, path), self._take_restored)

    def _take_restored(self, told: Path | Problem | None) -> None:
        if isinstance(told, Problem):
            self._telling.tell_problem(told)
            return
        story = self._opening.story
        self._opening.show_nothing()
        self._desk.library_changed.emit()
        following = story if story and self._opening.is_there(story) else self._opening.find_last()
        if following:
            self._opening.open_story(following)
        self._telling.tell(self.tr("Restored."))


def _restore(path: Path, library: Library) -> Path | None:
    return restore(library.folder, path, datetime.now(UTC))


def _find_new(folder: Path) -> Path:
    found, count = folder, 1
    while found.exists():
        count += 1
        found = folder.with_name(f"{folder.name}-{count}")
    return found
