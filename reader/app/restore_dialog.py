"""Choosing a backup to bring back, with what would be otherwise then."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from reader.app.steps import Step, make_step_button, make_words
from reader.library.backups import Backup
from reader.library.restoring import Difference, NamedStory
from reader.model.problem import Problem

_NAMED = 5  # stories named of each kind
_PATH = Qt.ItemDataRole.UserRole


class RestoreDialog(QDialog):
    """Lists the backups of a library; nothing is changed before Restore."""

    looked_at = Signal(object)  # Path: what it would change is to be shown
    confirmed = Signal(object)  # Path

    def __init__(self, backups: Sequence[Backup], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Restore"))
        self.list = QListWidget(self)
        self.list.setObjectName("backupList")
        self.list.setAccessibleName(self.tr("Backups"))
        words = self.tr("The library as it is now is backed up first, so that this can be taken back.")
        self._preview = make_words(self, self.tr("Choose a backup."))
        self._preview.setObjectName("difference")
        self._preview.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._preview.setMinimumHeight(200)
        other = make_step_button(self, Step(self.tr("Other folder…"), self._ask_folder))
        cancel = make_step_button(self, Step(self.tr("Cancel"), self.reject), "quiet")
        self.restore = make_step_button(self, Step(self.tr("Restore"), self._confirm), "first")
        self.restore.setEnabled(False)
        buttons = QHBoxLayout()
        buttons.addWidget(other)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.restore)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(make_words(self, words, "ink2"))
        column.addWidget(self.list, 1)
        column.addWidget(self._preview, 1)
        column.addLayout(buttons)
        for backup in backups:
            self._add(backup.path, show_moment(backup.made), is_hurt=backup.is_hurt)
        if not backups:
            self._preview.setText(self.tr("No backups yet. One is made each day when something has changed."))
        self.list.currentItemChanged.connect(self._look_at)
        self.resize(480, 560)

    def _add(self, path: Path, words: str, *, is_hurt: bool = False) -> QListWidgetItem:
        item = QListWidgetItem(self.tr("{0}, damaged in part").format(words) if is_hurt else words, self.list)
        item.setData(_PATH, str(path))
        return item

    @property
    def path(self) -> Path | None:
        """The backup that is looked at."""
        item = self.list.currentItem()
        return Path(item.data(_PATH)) if item else None

    def add_folder(self, folder: Path) -> None:
        """List a backup that lies elsewhere, and look at it."""
        self.list.setCurrentItem(self._add(folder, str(folder)))

    def _ask_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder of a Backup"))
        if folder:
            self.add_folder(Path(folder))

    def _look_at(self) -> None:
        self.restore.setEnabled(False)
        self._preview.setText(self.tr("Comparing…"))
        if self.path:
            self.looked_at.emit(self.path)

    def show_difference(self, path: Path, told: Difference | Problem) -> None:
        """Say what a backup would change, if it is still the one looked at."""
        if path == self.path:
            self.restore.setEnabled(not isinstance(told, Problem))
            self._preview.setText(str(told) if isinstance(told, Problem) else self._say(told))

    def _say(self, difference: Difference) -> str:
        if not difference.is_readable:
            return self.tr("The present library cannot be read. It is set aside, and the backup takes its place.")
        parts = (
            self._name(self.tr("Would go, since they are not in the backup"), difference.only_here),
            self._name(self.tr("Would come back"), difference.only_there),
            self._name(self.tr("Notes that would be as they were then"), difference.notes),
        )
        return "\n\n".join(filter(None, parts)) or self.tr("Stories and notes are the same.")

    def _name(self, title: str, stories: Sequence[NamedStory]) -> str:
        if not stories:
            return ""
        names: Iterable[str] = (f"– {story.title or self.tr('Untitled')}"[:80] for story in stories[:_NAMED])
        more = len(stories) - _NAMED
        rest = (self.tr("– and {0} more").format(more),) if more > 0 else ()
        return "\n".join((f"{title}: {len(stories)}", *names, *rest))

    def _confirm(self) -> None:
        if self.path:
            self.confirmed.emit(self.path)
            self.accept()


def show_moment(made: datetime) -> str:
    """Return a moment as the reader's clock and language write it."""
    moment = QDateTime.fromSecsSinceEpoch(round(made.timestamp()))
    return QLocale().toString(moment, "d MMM yyyy, HH:mm")
