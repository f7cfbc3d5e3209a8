"""An article on paper: pages laid out from our own blocks, painted by any painter, written as PDF."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlock,
)

from reader.app.page.breaks import Stretch, find_stretches
from reader.app.page.furniture import show_furniture
from reader.app.page.kicker import SEPARATOR, format_date
from reader.app.page.lines import Lines
from reader.app.page.margin import Margin, Note, paint_bar
from reader.app.page.marks import PageMarks, Shown
from reader.app.page.painter import MarkPainter
from reader.app.page.paper import DPI, Ink, Paper, PaperDocument, PrintChoice, find_paper, make_page_layout, usual_size
from reader.app.theme import load_fonts, make_font
from reader.exchange.formats import make_pdf_sign
from reader.model.article import Article, Photo
from reader.model.reading import Reading

_LANE = 5
_FINER = 0.7  # bars of quotes, against those of the window: the letters are smaller too
_BETWEEN = 5
_NOTE_PX = 10.4
_NUMBER_PX = 10
_FOOT_PX = 10
_FOOT_LINE = 14
_APART = 0.2  # per cent: letters that are set apart make no ligatures, which a PDF would not give as letters
_TALLEST = 10_000
_WRAP = Qt.TextFlag.TextWordWrap.value | Qt.TextFlag.TextWrapAnywhere.value
_ALL = PrintChoice()

Images = Callable[[str, Photo], Path | None]


class PlacedNote(NamedTuple):
    """The words of a quote's margin note, and where on the page they begin and how high they are."""

    note: Note
    top: float
    speaker: str
    detail: str
    heights: tuple[float, float]


class Pages:
    """A story laid out on paper of one size."""

    def __init__(self, reading: Reading, choice: PrintChoice, paper: Paper, images: Images, parent: QObject) -> None:
        self._reading, self._choice, self._paper = reading, choice, paper
        self._ink = Ink(parent)
        self._document = PaperDocument(reading, choice, paper, self._ink, images, parent)
        self._document.lay_out()
        self._margin = Margin(self._document, reading.analysis, reading.doubts)
        self._notes = self._margin.notes_between(-_TALLEST, float("inf"))
        self._marks = MarkPainter(self._document, Lines(), PageMarks(reading.analysis), self._ink)
        self._marks.shown = Shown(marks=choice.names)
        quotes = [(note.top, note.bottom) for note in self._notes]
        self._stretches = find_stretches(self._document, paper.room.height(), quotes)
        self._bold, self._plain = (
            make_font("sans", _NOTE_PX, 600, tracking=_APART),
            make_font("sans", _NOTE_PX, tracking=_APART),
        )

    @property
    def count(self) -> int:
        """How many pages there are: one at least."""
        return max(len(self._stretches), 1)

    @property
    def paper(self) -> Paper:
        """What it is laid out on."""
        return self._paper

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint a page, counted from 0, whose corner is the painter's origin; its unit is a 96th of an inch."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if number < len(self._stretches):
            stretch = self._stretches[number]
            painter.save()
            painter.translate(0, self._paper.room.top() - stretch.top)
            painter.setClipRect(QRectF(0, stretch.top, self._paper.width, stretch.bottom - stretch.top))
            self._paint_stretch(painter, stretch)
            painter.restore()
            if self._choice.quotes:
                self._paint_quotes(painter, stretch)
        self._paint_foot(painter, number)
        painter.restore()

    def _paint_stretch(self, painter: QPainter, stretch: Stretch) -> None:
        found: dict[int, tuple[QTextBlock, QRectF]] = {}
        for row in stretch.rows:
            for placed in row.lines:
                found.setdefault(placed.block.blockNumber(), (placed.block, placed.corner))
        blocks = list(found.values())
        self._marks.paint(painter, blocks)
        show_furniture(painter, self._document, blocks, self._ink)
        painter.setPen(self._ink.colour("ink"))
        for row in stretch.rows:
            for block, corner, line in row.lines:
                painter.setPen(self._ink.colour("ink"))
                line.draw(painter, corner.topLeft())
                if line.lineNumber() == 0 and self._choice.numbers:
                    self._paint_number(painter, block, QPointF(corner.left(), corner.top() + line.y() + line.ascent()))

    def _paint_number(self, painter: QPainter, block: QTextBlock, baseline: QPointF) -> None:
        number = self._document.numbers.get(block.blockNumber())
        if number is None:
            return
        font = make_font("sans", _NUMBER_PX, tracking=_APART, tabular=True)
        painter.setFont(font)
        painter.setPen(self._ink.colour("ink3"))
        words = str(number)
        left = self._document.column.number_edge + 12 - QFontMetricsF(font).horizontalAdvance(words)
        painter.drawText(QPointF(left, baseline.y()), words)

    # quotes in the margin

    def _paint_quotes(self, painter: QPainter, stretch: Stretch) -> None:
        column, down = self._document.column, self._paper.room.top() - stretch.top
        analysis = self._reading.analysis
        for note in self._notes:
            top, bottom = max(note.top, stretch.top), min(note.bottom, stretch.bottom)
            if analysis and bottom - top > 4:
                left = column.bars + note.lane * _LANE
                kind = analysis.quotes[note.quote].kind
                painter.save()
                painter.translate(left, top + down)
                painter.scale(_FINER, _FINER)
                paint_bar(painter, kind, 0, 0, (bottom - top) / _FINER, self._ink.colour("ink2"))
                painter.restore()
        if column.notes:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_notes(painter, stretch)

    def _paint_notes(self, painter: QPainter, stretch: Stretch) -> None:
        room, column = self._paper.room, self._document.column
        placed = self._place_notes(stretch)
        total = sum(sum(note.heights) + _BETWEEN for note in placed)
        if total > room.height():  # more notes than a margin holds in their size
            painter.save()
            scale = room.height() / total
            painter.translate(column.note_edge, room.top())
            painter.scale(scale, scale)
            top = 0.0
            for note in placed:
                self._paint_note(painter, note, QPointF(0, top))
                top += sum(note.heights) + _BETWEEN
            painter.restore()
            return
        for note in placed:
            self._paint_note(painter, note, QPointF(column.note_edge, note.top))

    def _place_notes(self, stretch: Stretch) -> list[PlacedNote]:
        """Return the notes of the quotes that begin on a page: each at its first line, or as near as others let it."""
        room, down = self._paper.room, self._paper.room.top() - stretch.top
        placed: list[PlacedNote] = []
        reach = room.top()
        for note in self._notes:
            if not stretch.top - 1 <= note.top < stretch.bottom - 4:
                continue
            words = self._margin.words(note.quote)
            sign = f"{words.detail} (?)" if words.reason else words.detail
            heights = self._measure(words.speaker, self._bold), self._measure(sign, self._plain)
            top = max(note.top + down + 1, reach)
            placed.append(PlacedNote(note, top, words.speaker, sign, heights))
            reach = top + sum(heights) + _BETWEEN
        limit = room.bottom()
        for i in range(len(placed) - 1, -1, -1):
            note_ = placed[i]
            top = min(note_.top, limit - sum(note_.heights))
            placed[i] = note_._replace(top=top)
            limit = top - _BETWEEN
        return placed

    def _measure(self, words: str, font: QFont) -> float:
        if not words:
            return 0.0
        box = QRectF(0, 0, self._document.column.notes, _TALLEST)
        return QFontMetricsF(font).boundingRect(box, _WRAP, words).height()

    def _paint_note(self, painter: QPainter, note: PlacedNote, corner: QPointF) -> None:
        top = corner.y()
        for words, font, role, height in (
            (note.speaker, self._bold, "ink", note.heights[0]),
            (note.detail, self._plain, "ink2", note.heights[1]),
        ):
            painter.setFont(font)
            painter.setPen(self._ink.colour(role))
            box = QRectF(corner.x(), top, self._document.column.notes, height + 1)
            painter.drawText(box, _WRAP, words)
            top += height

    # the foot

    def _paint_foot(self, painter: QPainter, number: int) -> None:
        article, box = self._reading.article, self._paper.foot
        source = article.source
        painter.fillRect(QRectF(box.left(), box.top(), box.width(), 0.75), self._ink.colour("line"))
        font = make_font("sans", _FOOT_PX, tracking=_APART, tabular=True)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(self._ink.colour("ink2"))
        count = QCoreApplication.translate("Print", "{0} of {1}").format(number + 1, self.count)
        baseline = box.top() + 8 + metrics.ascent()
        room = box.width() - metrics.horizontalAdvance(count) - 16
        painter.drawText(QPointF(box.right() - metrics.horizontalAdvance(count), baseline), count)
        date = format_date(source.published) or QCoreApplication.translate("Print", "Date not given")
        given = (source.outlet or source.agency or "", _name_authors(article), date)
        words = SEPARATOR.join(filter(None, (" ".join(each.split()) for each in given)))
        painter.drawText(QPointF(box.left(), baseline), metrics.elidedText(words, Qt.TextElideMode.ElideRight, room))
        if source.address:
            shown = metrics.elidedText(source.address, Qt.TextElideMode.ElideMiddle, box.width())
            painter.drawText(QPointF(box.left(), baseline + _FOOT_LINE), shown)


class Printing:
    """Lays stories out on paper and writes them as PDF; `images` says where the library keeps a photograph."""

    def __init__(self, images: Images) -> None:
        self._images = images
        self._application = QGuiApplication.instance()
        if self._application is None:  # a command starts as much of Qt as a PDF needs
            self._application = QGuiApplication(["dateline"])
            load_fonts()

    def lay_out(self, reading: Reading, choice: PrintChoice, paper: Paper, parent: QObject) -> Pages:
        """Return the pages of a story; they live as long as `parent`."""
        return Pages(reading, choice, paper, self._images, parent)

    def make_pdf(self, reading: Reading, choice: PrintChoice = _ALL, size: QPageSize | None = None) -> bytes:
        """Return a story as a PDF file, with a sign of whose story it is behind its end."""
        keeper, data = QObject(), QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setResolution(DPI)
        writer.setTitle(" ".join(reading.article.title.split()))
        writer.setCreator("Dateline")
        size = size or usual_size()
        writer.setPageLayout(make_page_layout(size))
        pages = self.lay_out(reading, choice, find_paper(size.sizePoints().toSizeF()), keeper)
        painter = QPainter(writer)
        for number in range(pages.count):
            if number:
                writer.newPage()
            pages.paint(painter, number)
        painter.end()
        buffer.close()
        return bytes(data.data()) + make_pdf_sign(reading.id)


def _name_authors(article: Article) -> str:
    """Return who wrote a story, unless that stands under its headline."""
    if any(block.kind == "byline" for block in article.blocks):
        return ""
    return ", ".join(article.source.byline)
