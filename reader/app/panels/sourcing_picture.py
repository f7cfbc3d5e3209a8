"""A story's sourcing as a picture: PNG, or SVG that stays sharp at any size."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication, QRectF, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from reader.app.panels.rows import Type, break_words, plain_words, show_words
from reader.app.panels.sourcing_model import Row, SourceRow, SourcingModel, UnquotedRow
from reader.app.panels.sourcing_rows import SourcePainter
from reader.app.panels.sourcing_words import say_sentence
from reader.app.panels.svg_words import hold_widths
from reader.app.theme import Theme
from reader.model.problem import Problem
from reader.model.reading import Reading

_WIDTH, _SIDE = 560, 28
_HEAD, _SENTENCE = 52, 26  # px above the sentence, and of each of its lines
_SHARP = 3  # pixels of a PNG for each of the drawing
_DOTS = 96  # an inch, by which the sizes of letters are reckoned
_MOST = 40  # sources in one picture


class SourcingPicture:
    """The sentence, the counts, the bars and the cues under the story's title, on the page's colour."""

    def __init__(self, reading: Reading, theme: Theme) -> None:
        self._reading, self._theme = reading, theme
        self._painter = SourcePainter(theme)
        self._title, self._sentence = Type("serif", 15), Type("serif", 20, 600)
        self._width = _WIDTH - 2 * _SIDE
        model = SourcingModel()
        model.show_reading(reading)
        self._rows = _choose_rows(model.rows)
        said = say_sentence(reading.sourcing.sources)
        self._lines = [words for words in break_words(said, self._sentence, self._width) if words]
        self._top = _HEAD + _SENTENCE * len(self._lines)
        heights = (self._painter.height_of(row, self._width) for row in self._rows)
        self.size = QSize(_WIDTH, self._top + sum(heights) + _SIDE)

    def save(self, path: Path) -> None:
        """Write the picture as its file's ending says, SVG or else PNG.

        Raises:
            Problem: the file cannot be written.
        """
        picture = QBuffer()
        picture.open(QBuffer.OpenModeFlag.WriteOnly)
        if path.suffix.lower() == ".svg":
            self._draw_svg(picture)
            drawn = hold_widths(bytes(picture.data().data()))
        else:
            self._draw_png(picture)
            drawn = bytes(picture.data().data())
        try:
            path.write_bytes(drawn)
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
        for words in self._lines:
            show_words(painter, line, words, self._sentence, colour("ink"))
            line.translate(0, _SENTENCE)
        line = QRectF(_SIDE, self._top, self._width, 0)
        legend = _make_legend()
        for row in self._rows:
            line.setHeight(self._painter.height_of(row, self._width))
            self._painter.show(painter, line, row, legend)
            line.translate(0, line.height())


def _choose_rows(rows: Sequence[Row]) -> list[Row]:
    """Return the rows of a picture: not who is never quoted, and of the sources those quoted most."""
    sources = [row for row in rows if isinstance(row, SourceRow)]
    left_out = {id(row) for row in sources[_MOST:]}
    unquoted = [i for i, row in enumerate(rows) if isinstance(row, UnquotedRow)]
    if unquoted:
        left_out |= {id(row) for row in rows[unquoted[0] - 1 : unquoted[-1] + 1]}  # with their title
    return [row for row in rows if id(row) not in left_out]


def _make_legend() -> tuple[str, str, str, str]:
    translate = QCoreApplication.translate
    return (
        translate("SourcingPicture", "own words"),
        translate("SourcingPicture", "paraphrased"),
        translate("SourcingPicture", "words"),
        translate("SourcingPicture", "quotes"),
    )
