"""Copies of photographs that are lost: made again from what was handed in, when their story is opened."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from reader.app.desk import Desk
from reader.app.window import Window
from reader.app.worker import Worker
from reader.child import Picture, Request
from reader.library.photographs import ADDED
from reader.library.store import Library, StoredSource
from reader.model.article import Article, Photo
from reader.model.problem import Problem
from reader.model.reading import Reading

_WITHOUT_IMAGES = ("text", "markdown", "pdf", "ninjs", "nitf", "newsml")


class MendingPhotographs(QObject):
    """Looks, for each story that is opened, whether a copy is missing whose original lies in the library.

    It is tried once for each story: some images never had a copy, as they are too large or damaged. The copies are made
    in a working process of its own, which starts when first needed.
    """

    mended = Signal(str)  # story id: copies of its photographs were made again

    def __init__(self, window: Window, desk: Desk, library: Library) -> None:
        super().__init__(window)
        self._window, self._library = window, library
        self._tried: set[str] = set()
        self._worker: Worker | None = None
        desk.article_opened.connect(self._mend)
        self._mend(desk.reading)

    def _mend(self, reading: Reading | None) -> None:
        if reading is None or reading.id in self._tried or self._library.is_read_only:
            return
        lost = [photo for photo in reading.article.photos if photo.image and not self._has_copy(reading.id, photo)]
        if not lost:
            return
        self._tried.add(reading.id)
        try:
            source = self._library.source(reading.id)
        except Problem:
            return  # whoever asked for the story is told of it
        photos = self._library.photos_folder(reading.id)
        for request in _make_requests(reading, lost, source, photos):
            self._find_worker().read(request)

    def _has_copy(self, story: str, photo: Photo) -> bool:
        return self._library.photo_path(story, photo) is not None

    def _find_worker(self) -> Worker:
        if self._worker is None:
            self._worker = Worker(self, fetches=True)
            self._worker.picture_kept.connect(self._tell)
            self._window.closed.connect(self._worker.stop)
            self._worker.start()
        return self._worker

    def _tell(self, key: str, _picture: Picture) -> None:
        self.mended.emit(key.partition(" ")[0])


def _make_requests(reading: Reading, lost: list[Photo], source: StoredSource, photos: Path) -> list[Request]:
    requests = []
    for image in (photo.image for photo in lost if photo.image):
        path = photos.parent / image
        if image.startswith(f"{ADDED}/") and path.is_file():
            requests.append(Request(f"{reading.id} {image}", path=str(path), picture=image, photos=str(photos)))
    if any(_came_along(photo, reading.article, source) for photo in lost):
        request = Request(
            f"{reading.id} copies",
            path=str(source.path),
            article=reading.as_found,
            name=source.name,
            kind=source.kind,
            files=str(source.files) if source.files else None,
            photos=str(photos),
            copies=True,
        )
        requests.append(request)
    return requests


def _came_along(photo: Photo, article: Article, source: StoredSource) -> bool:
    """Say whether the source may hold a photograph: its images lie within it, or beside it."""
    image, kind = photo.image or "", article.source.kind
    if image.startswith(f"{ADDED}/") or kind in _WITHOUT_IMAGES:
        return False
    return image.startswith("data:") or kind != "html" or bool(source.files and source.files.is_dir())
