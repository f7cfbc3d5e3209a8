"""The photographs on the page: how large each stands there, and the painting of it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPainterPath, QPixmap

from reader.app.page.column import NARROW, Column
from reader.app.theme import Theme
from reader.model.article import Photo

ABOVE_CAPTION = 8
RULE_TO_CAPTION = 11
HEAD_TO_RULE = 18
CREDIT_TO_RULE = 15
RULE_TO_TEXT = 12
PICTURE_TO_TEXT = 14
HEAD_TO_PICTURE = 19
TEXT_TO_PICTURE = 24
_SQUARE = 76
_SMALL_SQUARE = 56
_CORNER = 4
_TALLEST = 0.6
_ENLARGED = 1.5  # a picture smaller than the text is drawn larger up to this; beyond it would only blur

Images = Callable[[str, Photo], Path | None]


class Figure:
    """A photograph's place on the page, above the block that numbers `first`, or the square that says there is none.

    `first` and `last` number the document's blocks that hold its words; `above` is the room over picture or words,
    `shortage` how far the square reaches below the words.
    """

    def __init__(self, photo: Photo, path: Path | None) -> None:
        self.path = path
        self.named = photo.image is not None
        self.natural = QImageReader(str(path)).size() if path else QSize()
        self.first = self.last = -1
        self.above = self.shortage = 0.0
        self._pixmap: QPixmap | None = None
        self._wanted = QSize()

    @property
    def pictured(self) -> bool:
        """Whether there is a picture to show."""
        return self.natural.isValid() and not self.natural.isEmpty()

    def note(self) -> str:
        """Return why there is no picture, or nothing."""
        if self.pictured:
            return ""
        if self.named:
            return QCoreApplication.translate("Figure", "The picture was not kept with this text")
        return QCoreApplication.translate("Figure", "No picture came with this text")

    def size(self, column: Column, page_height: int) -> QSize:
        """Return the size of the picture in a column: as wide as the text, at most six tenths of the page high."""
        width = min(column.width, round(self.natural.width() * _ENLARGED))
        height = width * self.natural.height() / self.natural.width()
        tallest = max(page_height * _TALLEST, 120)
        if height > tallest:
            width, height = round(width * tallest / height), tallest
        return QSize(max(width, 1), max(round(height), 1))

    def square(self, column: Column) -> tuple[int, int]:
        """Return the side of the square that stands for a missing picture, and the room between it and its words."""
        return (_SMALL_SQUARE, 14) if column.width < NARROW else (_SQUARE, 16)

    def show(self, painter: QPainter, box: QRectF, theme: Theme) -> None:
        """Paint the picture into its box, decoded now where that is still to do."""
        ratio = painter.device().devicePixelRatioF()
        wanted = (box.size() * ratio).toSize()
        if self._pixmap is None or self._wanted != wanted:
            self._wanted = wanted
            self._pixmap = _read_picture(self.path, wanted, ratio) if self.path else QPixmap()
        outline = QPainterPath()
        outline.addRoundedRect(box, _CORNER, _CORNER)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._pixmap.isNull():
            painter.fillPath(outline, theme.colour("none"))
            return
        painter.setClipPath(outline, Qt.ClipOperation.IntersectClip)
        painter.drawPixmap(box, self._pixmap, QRectF(self._pixmap.rect()))


def show_square(painter: QPainter, box: QRectF, theme: Theme) -> None:
    """Paint the square that stands for a missing picture."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("none"))
    painter.drawRoundedRect(box, _CORNER, _CORNER)
    icon = 24
    corner = box.center().toPoint()
    painter.drawPixmap(corner.x() - icon // 2, corner.y() - icon // 2, theme.pixmap("photo", "ink3", icon))


def _read_picture(path: Path, size: QSize, ratio: float) -> QPixmap:
    """Decode a picture at the size it is drawn; an unreadable one is a null pixmap."""
    reader = QImageReader(str(path))
    reader.setScaledSize(size)
    image: QImage = reader.read()
    pixmap = QPixmap.fromImage(image)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
