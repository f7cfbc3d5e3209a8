"""One article as a document, built from our blocks part by part."""

from math import ceil
from time import perf_counter

from PySide6.QtCore import QCoreApplication, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextBlockFormat, QTextCharFormat, QTextCursor

from reader.app.page import figures
from reader.app.page.column import Column
from reader.app.page.figures import Figure, Images
from reader.app.page.kicker import DETAILS, SEPARATOR, make_kicker
from reader.app.page.parts import Part, find_parts
from reader.app.page.sheet import Sheet
from reader.app.page.styles import HEAD, find_gap, find_scale, find_style, make_block_font
from reader.model.article import Article

_SLICE = 2000  # characters laid out at once: about 2 ms
_FOOT = 96
_MOST_LINES = 4
_DEEPEST = 6  # lists within lists are set further in up to here
_OWN_SIGN = ("•", "·", "–", "—", "-", "*", "▪", "●", "◦", "‣", "■")


class PageDocument(Sheet):
    """The document of an article, in a column of a page; `build` makes it longer until nothing is left."""

    def __init__(
        self, article: Article, story: str, column: Column, page_height: int, images: Images, parent: QObject
    ) -> None:
        super().__init__(article.text, column, parent)
        self.article = article
        self.bullets: dict[int, int] = {}  # by block: the depth of a list's item
        self.numbers: dict[int, int] = {}  # by block: the number of a paragraph, from 1
        self.figures = [Figure(photo, images(story, photo)) for photo in article.photos]
        self._page_height = page_height
        self._paragraphs = _number_paragraphs(article)
        self._parts = find_parts(article, QCoreApplication.translate("PageDocument", "Photograph"))
        self._next = 0
        self._before: str | None = None
        self._room = 0.0  # wanted below the last part; 0: the usual gap
        self._headline: tuple[int, Part] | None = None
        self._set_frame()
        self._build_kicker()

    @property
    def built(self) -> bool:
        """Whether the whole article stands in the document."""
        return self._next == len(self._parts)

    @property
    def reach(self) -> int:
        """The text offset before which everything stands in the document."""
        for number in range(self._next, len(self._parts)):
            if spans := self._parts[number].spans:
                return min(span.start for span in spans)
        return len(self.article.text) + 1

    def build(self, seconds: float = 0.0) -> bool:
        """Add what can be added in about `seconds` (one slice at least) and say whether the document is whole."""
        until = perf_counter() + seconds
        while not self.built:
            self._build_slice()
            if perf_counter() >= until:
                break
        return self.built

    def build_through(self, offset: int) -> None:
        """Add all parts up to the one that holds an offset of the text."""
        while not self.built and self.reach <= offset:
            self._build_slice()

    def set_column(self, column: Column, page_height: int) -> None:
        """Stand in another column of the same `build`."""
        self.column, self._page_height = column, page_height
        self._set_frame()
        for figure in self.figures:
            if figure.first >= 0:
                self._set_margins(figure.first, top=figure.above + self._picture_height(figure))
        if self._headline:
            number, part = self._headline
            self._set_margins(number, right=self._find_ragged(part))

    def holds_same_pictures(self, story: str, images: Images) -> bool:
        """Say whether the store still has the pictures this document was built with."""
        return [figure.path for figure in self.figures] == [images(story, photo) for photo in self.article.photos]

    def picture_size(self, figure: Figure) -> QSize:
        """Return the size of a photograph on this page."""
        return figure.size(self.column, self._page_height)

    def _ahead(self) -> Part | None:
        return None if self.built else self._parts[self._next]

    def _set_frame(self) -> None:
        form = self.rootFrame().frameFormat()
        form.setLeftMargin(self.column.left)
        form.setTopMargin(round(find_gap(None, "kicker") * self.column.scale))
        form.setBottomMargin(_FOOT)
        if form != self.rootFrame().frameFormat():
            self.rootFrame().setFrameFormat(form)

    def _set_margins(self, number: int, top: float | None = None, right: float | None = None) -> None:
        block = self.findBlockByNumber(number)
        form = block.blockFormat()
        form.setTopMargin(form.topMargin() if top is None else top)
        form.setRightMargin(form.rightMargin() if right is None else right)
        if form != block.blockFormat():
            QTextCursor(block).setBlockFormat(form)

    def _build_slice(self) -> None:
        self._cursor.beginEditBlock()
        size = 0
        while not self.built and size < _SLICE:
            part = self._parts[self._next]
            size += _find_cost(part)
            self._next += 1
            self._build_part(part)
        self._cursor.endEditBlock()

    def _build_part(self, part: Part) -> None:
        if part.kind == "table_row":
            ahead = self._ahead()
            top = 0.0 if part.continues else self._room or find_gap(self._before, "table_row")
            bottom = 0.0 if ahead and ahead.continues else find_gap("table_row", "paragraph")
            self._insert_table(part.spans, part.links, top, bottom)
            self._before, self._room = "table_row", 0.0
            return
        figure = self.figures[part.photo] if part.photo is not None else None
        number = self._open_block(part, figure)
        if part.spans:
            self._write_span(part.spans[0], part.links)
        else:
            self._write(part.own)
        ahead = self._ahead()
        if figure and (ahead is None or ahead.photo != part.photo):
            self._close_figure(figure, number)

    def _open_block(self, part: Part, figure: Figure | None) -> int:
        """Begin the block of a part and return its number."""
        form = QTextBlockFormat()
        indent = find_style(part.kind).indent * find_scale(part.kind, self.column) * min(max(part.level, 1), _DEEPEST)
        above = self._find_gap(part)
        if figure and not figure.pictured:
            indent = sum(figure.square(self.column))
        if figure and figure.first < 0:
            figure.above = above = self._room + self._gap_above(figure)
            above += self._picture_height(figure)
        form.setTopMargin(above)
        form.setLeftMargin(indent)
        if part.kind == "headline":
            form.setRightMargin(self._find_ragged(part))
        number = self._insert_block(form, part.kind, part.level)
        if part.kind == "headline":
            self._headline = number, part
        if part.kind == "list_item" and not part.continues and not self._has_own_sign(part):
            self.bullets[number] = part.level
        if part.kind == "paragraph" and not part.continues and part.spans:
            self.numbers[number] = self._paragraphs[part.spans[0].start]
        if figure and figure.first < 0:
            figure.first = number
        self._before, self._room = part.kind, 0.0
        return number

    def _find_gap(self, part: Part) -> float:
        if part.continues or self._before is None:
            return 0.0  # the frame gives the room at the top
        return self._room or round(find_gap(self._before, part.kind) * self.column.body)

    def _gap_above(self, figure: Figure) -> float:
        if figure.pictured:
            return figures.HEAD_TO_PICTURE if self._before in HEAD else figures.TEXT_TO_PICTURE
        return figures.HEAD_TO_RULE + 1 + figures.RULE_TO_CAPTION

    def _picture_height(self, figure: Figure) -> float:
        """Return the room a picture takes above its words."""
        return self.picture_size(figure).height() + figures.ABOVE_CAPTION if figure.pictured else 0.0

    def _close_figure(self, figure: Figure, number: int) -> None:
        """End the words of a figure; where there is no picture, say so and make room for the square."""
        figure.last = number
        if figure.pictured:
            self._room = figures.PICTURE_TO_TEXT
            return
        gap = find_gap("caption", "credit") * self.column.scale
        if self.settings[number].kind == "credit":
            self._write(SEPARATOR + figure.note())
        else:
            form = QTextBlockFormat(self._cursor.blockFormat())
            form.setTopMargin(gap)
            figure.last = self._insert_block(form, "credit")
            self._write(figure.note())
        words = sum(self._find_height(i, figure) for i in range(figure.first, figure.last + 1))
        words += gap * (figure.last - figure.first)
        figure.shortage = max(figure.square(self.column)[0] + 2 - words, 0.0)
        self._room = figure.shortage + figures.CREDIT_TO_RULE + 1 + figures.RULE_TO_TEXT

    def _find_height(self, number: int, figure: Figure) -> float:
        """Return the height a block of words beside a square will have, not yet being laid out."""
        block = self.findBlockByNumber(number)
        width = max(self.column.width - sum(figure.square(self.column)), 1)
        lines = _count_lines(QFontMetricsF(block.charFormat().font()), block.text()[:4000], width)
        return max(lines, 1) * self.settings[number].line

    def _find_ragged(self, part: Part) -> float:
        """Return the right margin that makes the lines of a headline about equally long, their number unchanged."""
        words = part.own or part.spans[0].cut(self.article.text)
        metrics = QFontMetricsF(make_block_font("headline", 0, self.column.headline, self.column.face))
        whole, width = metrics.horizontalAdvance(words), self.column.width
        if not width < whole <= _MOST_LINES * width:
            return 0
        lines = _count_lines(metrics, words, width)
        narrow, wide = whole / lines, float(width)
        while wide - narrow > 2:
            middle = (narrow + wide) / 2
            if _count_lines(metrics, words, middle) > lines:
                narrow = middle
            else:
                wide = middle
        return max(width - ceil(wide) - 1, 0)

    def _has_own_sign(self, part: Part) -> bool:
        words = part.spans[0].cut(self.article.text).lstrip()
        return words.startswith(_OWN_SIGN) or words[:1].isdigit()

    def _build_kicker(self) -> None:
        number = self._open_block(Part("kicker"), None)
        for word in make_kicker(self.article):
            if self._cursor.positionInBlock():
                self._write(SEPARATOR)
            start = self._cursor.positionInBlock()
            letters = QTextCharFormat(self._cursor.charFormat())
            if word.missing:
                font = QFont(letters.font())
                font.setItalic(True)
                font.setWeight(QFont.Weight.Normal)
                slanted = QTextCharFormat(letters)
                slanted.setFont(font)
                self._write(word.text, slanted)
                self.colours[number].append((start, len(word.text), "ink3"))
                self.links.setdefault(number, []).append((start, start + len(word.text), DETAILS))
                self._cursor.setCharFormat(letters)
            else:
                self._write(word.text)


def _number_paragraphs(article: Article) -> dict[int, int]:
    """Return the number of each paragraph, by the offset at which it begins."""
    starts = (block.span.start for block in article.blocks if block.kind == "paragraph")
    return {start: number for number, start in enumerate(starts, 1)}


def _find_cost(part: Part) -> int:
    """Return about how many letters take as long to set and lay out as a part does."""
    return _SLICE if part.kind == "table_row" else sum(span.end - span.start for span in part.spans) + 40


def _count_lines(metrics: QFontMetricsF, words: str, width: float) -> int:
    box = metrics.boundingRect(QRectF(0, 0, width, 100000), int(Qt.TextFlag.TextWordWrap), words)
    return round(box.height() / metrics.lineSpacing())
