"""A sheet of paper: its size, what is to stand on it, its ink, and the article as a document in its column."""

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QLocale, QMarginsF, QObject, QRectF, QSizeF
from PySide6.QtGui import (
    QColor,
    QFont,
    QImageReader,
    QPageLayout,
    QPageSize,
    QPainter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)

from reader.app.page.column import Column
from reader.app.page.document import PageDocument
from reader.app.page.figures import Figure, Images
from reader.app.theme import Theme
from reader.exchange.links import only_web
from reader.model.article import Article
from reader.model.reading import Reading

DPI = 96  # at which a logical pixel is the unit of paper too
_LEFT = 96
_RIGHT = 58
_TOP = 64
_FOOT = 88
_TO_NOTES = 34
_NOTES = 142
_BODY = 15 / 19
_HEADLINE = 27 / 33
_SMALL = 10.4 / 12.5
_LEAST_TEXT = 220
_PICTURE_DPI = 300
_APART = 0.02  # logical pixels: the least that Qt does not round to nothing

# what is painted in a theme's colour is ink here; the fills are pale, the lines grey
_INKS = {
    "page": "#FFFFFF",
    "ink": "#000000",
    "ink2": "#333333",
    "ink3": "#555555",
    "accent": "#000000",
    "line": "#BBBBBB",
    "line2": "#888888",
    "none": "#EEEEEE",
    "doubt": "#333333",
    **dict.fromkeys(("person", "organisation", "place", "group"), "#888888"),
}


class PrintChoice(Struct, frozen=True):
    """What stands on paper beside the text: quotes in the margin, strokes under names, numbers, the reader's note."""

    quotes: bool = True
    names: bool = False
    numbers: bool = True
    note: bool = True


class Ink(Theme):
    """Black on white, whatever the theme of the window."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__("light", parent)
        self._inks = {role: QColor(value) for role, value in _INKS.items()}

    def colour(self, role: str) -> QColor:
        return self._inks.get(role) or super().colour(role)


class Paper(Struct, frozen=True):
    """The size of a sheet and the place for words on it, in logical pixels (96 to the inch)."""

    width: float
    height: float

    @property
    def room(self) -> QRectF:
        """Where text may stand: all but the edges and the foot."""
        return QRectF(0, _TOP, self.width, self.height - _TOP - _FOOT)

    @property
    def foot(self) -> QRectF:
        """Where the lines at the foot stand."""
        return QRectF(_LEFT, self.height - _FOOT + 22, self.width - _LEFT - _RIGHT, _FOOT - 44)

    def column(self, choice: PrintChoice) -> Column:
        """Return the column of text; without quotes beside it, it stands in the middle. Numbers are painted by page."""
        beside = _TO_NOTES + _NOTES
        width = max(round(self.width - _LEFT - _RIGHT - beside), _LEAST_TEXT)
        left = _LEFT if choice.quotes else max(round((self.width - width) / 2), 0)
        notes = max(min(_NOTES, round(self.width - left - width - _TO_NOTES - _RIGHT / 2)), 0)
        return Column(left, width, _BODY, _HEADLINE, _SMALL, notes if choice.quotes else 0, numbers=False)


def make_page_layout(size: QPageSize) -> QPageLayout:
    """Return a page without margins of the printer's: the edges are ours."""
    return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))


def find_paper(size: QSizeF) -> Paper:
    """Return the paper of a size in points."""
    return Paper(size.width() * DPI / 72, size.height() * DPI / 72)


def usual_size() -> QPageSize:
    """Return the size of paper that is usual where the reader lives: Letter or A4."""
    is_american = QLocale().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    return QPageSize(QPageSize.PageSizeId.Letter if is_american else QPageSize.PageSizeId.A4)


class PaperFigure(Figure):
    """A photograph on paper: sharp, and decoded no larger than print shows."""

    def show(self, painter: QPainter, box: QRectF, theme: Theme) -> None:
        reader = QImageReader(str(self.path))
        wanted = box.size() * _PICTURE_DPI / DPI
        if wanted.width() < self.natural.width():
            reader.setScaledSize(wanted.toSize())
        image = reader.read()
        if image.isNull():
            painter.fillRect(box, theme.colour("none"))
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(box, image)


class PaperDocument(PageDocument):
    """The whole article in a column of paper, with the reader's note behind it."""

    def __init__(
        self, reading: Reading, choice: PrintChoice, paper: Paper, ink: Ink, images: Images, parent: QObject
    ) -> None:
        super().__init__(reading.article, reading.id, paper.column(choice), round(paper.room.height()), images, parent)
        self.figures = _make_figures(reading.article, reading.id, images)
        option = QTextOption(self.defaultTextOption())
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setDefaultTextOption(option)
        while not self.build():
            pass
        if choice.note and reading.note.text.strip():
            self._add_note(reading.note.text)
        self.links = {
            number: [link for link in links if only_web(link[2])] for number, links in self.links.items()
        }  # on paper nothing leads into the window
        self._part_ligatures()
        self._set_colours(ink)
        self.setTextWidth(self.column.right)

    def lay_out(self) -> None:
        """Give every line its place now."""
        self.documentLayout().documentSize()

    def _add_note(self, note: str) -> None:
        head = QTextBlockFormat()
        head.setTopMargin(32)
        self._insert_block(head, "subhead", 3)
        self._write(QCoreApplication.translate("Print", "Note"))
        gap = 4.0
        for line in note.strip().splitlines():
            if not line.strip():
                gap = 12.0
                continue
            form = QTextBlockFormat()
            form.setTopMargin(gap)
            is_quoting = line.startswith(">")
            form.setLeftMargin(16 if is_quoting else 0)
            self._insert_block(form, "caption")
            self._write(line.removeprefix(">").strip() if is_quoting else line.strip())
            gap = 4.0

    def _part_ligatures(self) -> None:
        """Set letters apart unseen: Qt then uses no ligatures, which a PDF would not give as letters."""
        block = self.begin()
        while block.isValid():
            if self.is_set(block) and not block.charFormat().font().letterSpacing():
                letters = QTextCharFormat()
                letters.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
                letters.setFontLetterSpacing(_APART)
                cursor = QTextCursor(block)
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(letters)
            block = block.next()

    def _set_colours(self, ink: Ink) -> None:
        """Set what the window lays over its words into the words: paper has one theme."""
        cursor = QTextCursor(self)
        cursor.beginEditBlock()
        for number, colours in self.colours.items():
            block = self.findBlockByNumber(number)
            for start, length, role in colours:
                letters = QTextCharFormat()
                letters.setForeground(ink.colour(role))
                last = block.length() - 1
                cursor.setPosition(block.position() + min(start, last))
                cursor.setPosition(block.position() + min(start + length, last), QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(letters)
        cursor.endEditBlock()


def _make_figures(article: Article, story: str, images: Images) -> list[Figure]:
    return [PaperFigure(photo, images(story, photo)) for photo in article.photos]
