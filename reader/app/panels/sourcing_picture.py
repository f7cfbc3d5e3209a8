"""A story's sourcing as a picture: PNG, or SVG that stays sharp at any size."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QRectF, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from reader.app.panels.rows import Type, break_words, plain_words, show_words
from reader.app.panels.sourcing_model import SourceRow, TitleRow
from reader.app.panels.sourcing_rows import COLUMNS, ROW, SourcePainter
from reader.app.panels.sourcing_words import count_all, say_counts, say_sentence
from reader.app.theme import Theme
from reader.model.problem import Problem
from reader.model.reading import Reading

_WIDTH, _SIDE = 560, 28
_SHARP = 3  # pixels of a PNG for each of the drawing
_DOTS = 96  # an inch, by which the sizes of letters are reckoned
_MOST = 40  # sources in one picture


class SourcingPicture:
    """The sentence, the counts and the bars under the story's title, on the page's colour."""

    def __init__(self, reading: Reading, theme: Theme, words: tuple[str, str, str, str, str]) -> None:
        self._reading, self._theme = reading, theme
        self._by_source, self._own, self._paraphrased, self._words, self._quotes = words
        self._painter = SourcePainter(theme)
        self._title, self._sentence = Type("serif", 15), Type("serif", 20, 600)
        sources = reading.sourcing.sources[:_MOST]
        most = max((source.words for source in sources), default=0)
        self._rows = [SourceRow(source, most) for source in sources]
        self.size = QSize(_WIDTH, 118 + COLUMNS + ROW * len(self._rows) + _SIDE)

    def save(self, path: Path) -> None:
        """Write the picture as its file's ending says, SVG or else PNG.

        Raises:
            Problem: the file cannot be written.
        """
        picture = QBuffer()
        picture.open(QBuffer.OpenModeFlag.WriteOnly)
        if path.suffix.lower() == ".svg":
            self._draw_svg(picture)
        else:
            self._draw_png(picture)
        try:
            path.write_bytes(picture.data().data())
        except OSError as error:
            raise Problem(
                f"{path.name} cannot be written: {error.strerror or error}.", "Choose another folder."
            ) from error

    def _draw_svg(self, picture: QBuffer) -> None:
        generator = QSvgGenerator()
        generator.setOutputDevice(picture)
        generator.setResolution(_DOTS)
        generator.setSize(self.size)
        generator.setViewBox(QRectF(0, 0, self.size.width(), self.size.height()))
        generator.setTitle(plain_words(self._reading.article.title))
        painter = QPainter(generator)
        self._show(painter)
        painter.end()

    def _draw_png(self, picture: QBuffer) -> None:
        image = QImage(self.size * _SHARP, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_SHARP)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._show(painter)
        painter.end()
        image.save(picture, "PNG")  # type: ignore[call-overload]  # bytes, as its stub has it, are refused

    def _show(self, painter: QPainter) -> None:
        colour = self._theme.colour
        painter.fillRect(QRectF(0, 0, self.size.width(), self.size.height()), colour("page"))
        line = QRectF(_SIDE, _SIDE - 8, _WIDTH - 2 * _SIDE, 22)
        source = self._reading.article.source
        about = (self._reading.article.title, source.outlet or source.agency or "", (source.published or "")[:10])
        show_words(painter, line, " · ".join(filter(None, map(plain_words, about))), self._title, colour("ink2"))
        line = line.translated(0, 28)
        for words in break_words(say_sentence(self._reading.sourcing.sources), self._sentence, line.width()):
            if words:
                show_words(painter, line, words, self._sentence, colour("ink"))
                line.translate(0, 26)
        show_words(painter, line, say_counts(count_all(self._reading)), self._painter.count, colour("ink2"))
        line = QRectF(_SIDE, 118, line.width(), COLUMNS)
        title = TitleRow(self._by_source, columns=True)
        self._painter.show_title(painter, line, title, self._own, self._paraphrased)
        self._painter.show_columns(painter, line, self._words, self._quotes)
        line = QRectF(_SIDE, line.bottom(), line.width(), ROW)
        for row in self._rows:
            self._painter.show_source(painter, line, row)
            line.translate(0, ROW)
