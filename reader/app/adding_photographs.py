"""Photographs that the reader joins to the open story: chosen from a menu, or dropped on the card."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from reader.app.desk import Desk
from reader.app.details import Details
from reader.app.panels.photo import PhotoCard
from reader.app.panels.picture import PICTURE_SUFFIXES
from reader.app.telling import Telling
from reader.app.window import Window
from reader.app.worker import Worker
from reader.child import Picture, Request
from reader.library.store import Library
from reader.model.marks import PhotoAdded
from reader.model.problem import Problem


class AddingPhotographs(QObject):
    """Keeps the file of a picture with the story, has a bounded copy made of it, and adds that to the photographs.

    The copy is made in a working process of its own, which starts when first needed: no picture is opened here before.
    """

    def __init__(
        self, window: Window, desk: Desk, library: Library, details: Details, card: PhotoCard, telling: Telling
    ) -> None:
        super().__init__(window)
        self._window, self._desk, self._library = window, desk, library
        self._details, self._card, self._telling = details, card, telling
        self._waiting: dict[str, tuple[str, PhotoAdded]] = {}
        self._worker: Worker | None = None
        self._action = window.actions_["add_photograph"]
        window.actions_.join("add_photograph", self._choose)
        desk.article_opened.connect(self._show_possible)
        card.pictures_dropped.connect(self.add)
        card.setAcceptDrops(not library.is_read_only)
        self._show_possible()

    def add(self, paths: list[Path]) -> None:
        """Join pictures to the open story, in their order."""
        reading = self._desk.reading
        if reading is None or self._library.is_read_only:
            return
        for path in reversed(paths):  # the working process does what was asked last first
            try:
                image = self._library.keep_photograph(reading.id, path)
            except Problem as problem:
                self._telling.tell_problem(problem)
            else:
                self._have_copy_made(reading.id, PhotoAdded(image, path.name))

    def _have_copy_made(self, story: str, photo: PhotoAdded) -> None:
        key = f"{story} {photo.image}"
        self._waiting[key] = (story, photo)
        photos = self._library.photos_folder(story)
        self._find_worker().read(
            Request(key, path=str(photos.parent / photo.image), picture=photo.image, photos=str(photos))
        )

    def _find_worker(self) -> Worker:
        if self._worker is None:
            self._worker = Worker(self, fetches=True)
            self._worker.picture_kept.connect(self._join)
            self._worker.problem_met.connect(self._tell_problem)
            self._window.closed.connect(self._leave)
            self._worker.start()
        return self._worker

    def _leave(self) -> None:
        if self._worker:
            self._worker.stop()

    def _join(self, key: str, picture: Picture) -> None:
        story, photo = self._waiting.pop(key)
        try:
            reading = self._library.reading(story)
        except Problem as problem:
            self._telling.tell_problem(problem)
            return
        self._details.add_photo(reading, PhotoAdded(photo.image, photo.name, picture.in_file))
        if self._desk.reading and self._desk.reading.id == story:
            self._card.show_last()

    def _tell_problem(self, key: str, problem: Problem) -> None:
        self._waiting.pop(key, None)
        self._telling.tell_problem(problem)

    def _choose(self) -> None:
        kinds = " ".join(f"*{suffix}" for suffix in PICTURE_SUFFIXES)
        paths, _ = QFileDialog.getOpenFileNames(
            self._window, self.tr("Add Photograph"), "", self.tr("Pictures ({0})").format(kinds)
        )
        self.add([Path(path) for path in paths])

    def _show_possible(self) -> None:
        self._action.setEnabled(self._desk.reading is not None and not self._library.is_read_only)
