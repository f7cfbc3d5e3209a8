"""The picture on the card, cut at the edges, or the quiet place where one would hang."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from reader.app.panels.rows import Type, show_words
from reader.app.theme import Theme

_HIGHEST = 200
_WIDEST = 520  # no panel is wider
PICTURE_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".gif", ".bmp", ".avif")
_LARGEST = 40_000_000  # pixels; the store holds none larger


class Picture(QWidget):
    """A photograph from the store, or a ground of `none` with a sign and, where there is room, "No picture"."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._path: Path | None = None
        self._size = QSize()
        self._image = QImage()
        self._pixmap = QPixmap()
        self._frame = QSize()
        self._words = ""
        self._type = Type("sans", 11.5)
        theme.changed.connect(self.update)

    def show_picture(self, path: Path | None) -> bool:
        """Show the picture of a file, decoded when the window is idle; say whether the file is a picture."""
        if path != self._path or path is None:
            self._path, self._image, self._pixmap = path, QImage(), QPixmap()
            self._size = _size_of(path) if path else QSize()
            if not self._size.isEmpty():
                QTimer.singleShot(0, self, lambda: self._decode(path))
            self.update()
        return not self._size.isEmpty()

    def show_words(self, words: str) -> None:
        """Say this where no picture hangs."""
        self._words = words
        self.update()

    def offer_large(self, offered: bool) -> None:
        """Say under the pointer that a click shows the whole of it."""
        self.setCursor(Qt.CursorShape.PointingHandCursor if offered else Qt.CursorShape.ArrowCursor)
        self.setToolTip(self.tr("Show all of it, large (P)") if offered else "")

    def height_for(self, width: int) -> int:
        """Return how high the picture stands at a width: all of it, but at most 200 px."""
        if self._size.width() < width:
            return min(_HIGHEST, self._size.height())
        return min(_HIGHEST, round(width * self._size.height() / self._size.width()))

    def _decode(self, path: Path | None) -> None:
        if path is None or path != self._path:
            return
        reader = QImageReader(str(path))
        reader.setAutoTransform(True)
        least = round(_WIDEST * self.devicePixelRatioF())
        size = reader.size()
        if size.width() > least and size.height() > least:
            reader.setScaledSize(size.scaled(least, least, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
        self._image = reader.read()
        self._pixmap = QPixmap()
        if self._image.isNull():
            self._size = QSize()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(self.rect()), 4, 4)
        painter.fillPath(frame, self._theme.colour("none"))
        if not self._image.isNull():
            painter.setClipPath(frame)
            pixmap = self._scaled()
            size = pixmap.deviceIndependentSize().toSize()
            painter.drawPixmap(QPoint((self.width() - size.width()) // 2, (self.height() - size.height()) // 2), pixmap)
        elif self._size.isEmpty():
            self._show_sign(painter)

    def _show_sign(self, painter: QPainter) -> None:
        side = 18
        lift = 9 if self._words else 0
        place = QPoint((self.width() - side) // 2, (self.height() - side) // 2 - lift)
        painter.drawPixmap(place, self._theme.pixmap("photo", "ink3", side))
        if self._words:
            room = QRectF(2, place.y() + side + 4, self.width() - 4, 17)
            shift = max(0.0, (room.width() - self._type.width(self._words)) / 2)
            show_words(painter, room.adjusted(shift, 0, 0, 0), self._words, self._type, self._theme.colour("ink3"))

    def _scaled(self) -> QPixmap:
        """Return the picture as large as it covers the frame, never larger than it is."""
        ratio = self.devicePixelRatioF()
        frame = self.size() * ratio
        if self._pixmap.isNull() or self._frame != frame:
            self._frame = frame
            full = self._size * ratio
            wanted = self._image.size().scaled(frame, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
            size = wanted if wanted.width() <= full.width() else full
            mode = Qt.TransformationMode.SmoothTransformation
            image = self._image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, mode)
            over = QRect(QPoint(0, 0), image.size().boundedTo(frame))
            over.moveCenter(image.rect().center())
            self._pixmap = QPixmap.fromImage(image.copy(over))
            self._pixmap.setDevicePixelRatio(ratio)
        return self._pixmap


def _size_of(path: Path) -> QSize:
    """Return how large a picture is, upright, by its head alone; empty where it is none or too large to be opened."""
    reader = QImageReader(str(path))
    size = reader.size()
    if not reader.canRead() or size.width() * size.height() > _LARGEST:
        return QSize()
    if reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90:
        size.transpose()
    return size


def find_pictures(data: QMimeData) -> list[Path]:
    """Return the files among what is dragged that are pictures by their names."""
    paths = (Path(address.toLocalFile()) for address in data.urls() if address.isLocalFile())
    return [path for path in paths if path.suffix.lower() in PICTURE_SUFFIXES]
