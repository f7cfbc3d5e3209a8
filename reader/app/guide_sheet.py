"""A page of the guide as it is shown: our own Markdown in our own fonts; nothing but our own pictures is loaded."""

import re
from typing import Any

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPainter,
    QPalette,
    QPen,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextList,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QWidget

from reader.app.guide_pages import GuidePage, find_words
from reader.app.panels.rows import ThinBar
from reader.app.theme import Theme, make_font
from reader.resources import find_resource

MEASURE = 620
_LEFT, _LEAST_RIGHT, _TOP, _FOOT = 36, 24, 26, 40
_PICTURE = re.compile(r"pictures/([a-z-]+)\.png")
_HEADS = {1: (28.0, 36, 0, 10), 2: (19.0, 26, 24, 6), 3: (16.0, 24, 18, 4)}  # px, line, room above and below
_PX, _LINE = 15.0, 23
_FULL_COLOUR = QImage.Format.Format_RGB32


class GuideSheet(QTextBrowser):
    """Shows one page; links are told, and opened by nobody here."""

    link_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._page: GuidePage | None = None
        self._sought = ""
        self._hits: list[tuple[int, int]] = []
        self._hit = -1
        self.setObjectName("guideSheet")
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(ThinBar(theme, self, "page"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.anchorClicked.connect(lambda url: self.link_wanted.emit(url.toString()))
        theme.changed.connect(self._show_anew)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Return a picture of the guide, as wide as it is shown; of all else a null image, so that Qt loads nothing."""
        found = _PICTURE.fullmatch(name if isinstance(name, str) else name.toString())
        if kind != QTextDocument.ResourceType.ImageResource.value or not found:
            return QImage()
        image = _read_picture(found[1], dark=self._theme.dark)
        if image.isNull():
            return image
        ratio = self.devicePixelRatioF()
        width = round(self._find_size(image).width() * ratio)
        scaled = image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation).convertToFormat(_FULL_COLOUR)
        return _frame(scaled, self._theme.colour("line2"), ratio)

    def _find_size(self, image: QImage) -> QSize:
        """Return how large a picture is shown: pictures are drawn with two pixels for one."""
        width = min(image.width() // 2, MEASURE)
        return QSize(width, round(image.height() * width / image.width()))

    # showing

    def show_page(self, page: GuidePage, sought: str = "") -> None:
        """Show a page from its top, or at the first of the words that are sought."""
        self._page = page
        self.setAccessibleName(self.tr("Guide: {}").format(page.title))
        self._show_anew()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)
        self.seek(sought)

    def _show_anew(self) -> None:
        palette = self.palette()
        for place, role in (
            (QPalette.ColorRole.Base, "page"),
            (QPalette.ColorRole.Text, "ink"),
            (QPalette.ColorRole.Link, "accent"),
            (QPalette.ColorRole.Highlight, "select"),
            (QPalette.ColorRole.HighlightedText, "ink"),
        ):
            palette.setColor(place, self._theme.colour(role))
        self.setPalette(palette)
        if self._page is None:
            return
        scrolled = self.verticalScrollBar().value()
        document = self.document()
        document.clear()
        document.setDefaultFont(make_font("sans", _PX))
        document.setMarkdown(self._page.markdown, _OUR_MARKDOWN)
        _Setter(self._theme, self).set_all(document)
        self._set_margins()
        self.verticalScrollBar().setValue(scrolled)
        self._show_hits()

    def _set_margins(self) -> None:
        frame = self.document().rootFrame()
        form = QTextFrameFormat(frame.frameFormat())
        room = self.viewport().width() - _LEFT - MEASURE
        form.setLeftMargin(_LEFT)
        form.setRightMargin(max(room, _LEAST_RIGHT))
        form.setTopMargin(_TOP)
        form.setBottomMargin(_FOOT)
        frame.setFrameFormat(form)

    def find_picture_size(self, name: str) -> QSize:
        """Return how large a picture of the guide is shown."""
        found = _PICTURE.fullmatch(name)
        image = _read_picture(found[1], dark=self._theme.dark) if found else QImage()
        return self._find_size(image) if not image.isNull() else QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_margins()

    # finding words

    def seek(self, words: str) -> None:
        """Mark every place where one of the words stands, and go to the first."""
        self._sought, self._hit = words, -1
        self._show_hits()
        self.step(1)

    @property
    def hits(self) -> int:
        """How many places are marked."""
        return len(self._hits)

    def step(self, step: int) -> None:
        """Go to the next place (1), or the one before (-1)."""
        if self._hits:
            self._hit = (self._hit + step) % len(self._hits)
            start, _end = self._hits[self._hit]
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            self.setTextCursor(cursor)
            self.ensureCursorVisible()
            self._show_hits()

    def _show_hits(self) -> None:
        self._hits = find_words(self.document().toPlainText(), self._sought)
        marks = []
        for number, (start, end) in enumerate(self._hits):
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            mark.cursor = cursor
            mark.format.setBackground(self._theme.colour("now" if number == self._hit else "found"))
            marks.append(mark)
        self.setExtraSelections(marks)


_OUR_MARKDOWN = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML


def _read_picture(name: str, *, dark: bool) -> QImage:
    """Return a picture, null where there is none; dark themes have their own where one was drawn."""
    for file in (f"{name}-dark", name) if dark else (name,):
        try:
            return QImage(str(find_resource(f"guide/pictures/{file}.png")))
        except FileNotFoundError:
            continue
    return QImage()


def _frame(image: QImage, colour: QColor, thickness: float) -> QImage:
    """Return a picture with a line around it, or what it shows would run into the page."""
    painter = QPainter(image)
    painter.setPen(QPen(colour, 2 * thickness))
    painter.drawRect(image.rect())
    painter.end()
    return image


class _Setter:
    """Sets a document made of Markdown in our faces, sizes, colours and spaces."""

    def __init__(self, theme: Theme, sheet: GuideSheet) -> None:
        self._theme, self._sheet = theme, sheet

    def set_all(self, document: QTextDocument) -> None:
        """Set every block."""
        tables: list[QTextTable] = []
        block = document.begin()
        while block.isValid():
            table = QTextCursor(block).currentTable()
            if table and table not in tables:
                tables.append(table)
            self._set_block(block, table)
            block = block.next()
        for table in tables:
            self._set_table(table)

    def _set_block(self, block: QTextBlock, table: QTextTable | None) -> None:
        level = block.blockFormat().headingLevel()
        form = QTextBlockFormat(block.blockFormat())
        px, line, above, below = _HEADS.get(level, (_PX, _LINE, 0, 12))
        listed = block.textList()
        if listed is not None:
            below = 4 if block.next().textList() is listed else 14
            self._set_list(listed)
        if table is not None:
            px, line, above, below = 14.0, 21, 0, 0
        has_picture = "\ufffc" in block.text()
        if has_picture:
            above, below = 8, 18
        else:
            form.setLineHeight(line, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        form.setTopMargin(above)
        form.setBottomMargin(below)
        cursor = QTextCursor(block)
        cursor.setBlockFormat(form)
        for piece in _find_pieces(block):
            self._set_piece(block, piece, px, level, in_head=_is_in_head(table, block))

    def _set_list(self, listed: QTextList) -> None:
        form = listed.format()
        if form.indent() != 1:
            form.setIndent(1)
            listed.setFormat(form)

    def _set_piece(
        self, block: QTextBlock, piece: tuple[int, int, QTextCharFormat], px: float, level: int, *, in_head: bool
    ) -> None:
        start, length, before = piece
        cursor = QTextCursor(block)
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        if before.isImageFormat():
            image = before.toImageFormat()
            size = self._sheet.find_picture_size(image.name())
            after = QTextImageFormat(image)
            after.setWidth(size.width())
            after.setHeight(size.height())
            cursor.setCharFormat(after)
            return
        letters = QTextCharFormat()
        letters.setFont(_find_font(before, px, level, in_head=in_head))
        letters.setForeground(self._find_colour(before, in_head=in_head))
        if before.fontFixedPitch():
            letters.setBackground(self._theme.colour("none"))
        if before.isAnchor():
            letters.setAnchor(True)
            letters.setAnchorHref(before.anchorHref())
            letters.setFontUnderline(True)
        cursor.setCharFormat(letters)

    def _find_colour(self, before: QTextCharFormat, *, in_head: bool) -> QColor:
        return self._theme.colour("accent" if before.isAnchor() else "ink3" if in_head else "ink")

    def _set_table(self, table: QTextTable) -> None:
        form = table.format()
        form.setBorder(0)
        form.setBorderCollapse(True)
        form.setCellPadding(5)
        form.setCellSpacing(0)
        form.setTopMargin(4)
        form.setBottomMargin(14)
        form.setLeftMargin(0)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        if table.columns() == 2:
            shares = (34, 66)
            form.setColumnWidthConstraints([QTextLength(QTextLength.Type.PercentageLength, share) for share in shares])
        table.setFormat(form)
        line = self._theme.colour("line")
        for row in range(table.rows()):
            for column in range(table.columns()):
                cell = table.cellAt(row, column)
                drawn = cell.format().toTableCellFormat()
                drawn.setBottomBorder(1)
                drawn.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
                drawn.setBottomBorderBrush(line)
                drawn.clearProperty(QTextFormat.Property.BackgroundBrush.value)
                cell.setFormat(drawn)


def _find_pieces(block: QTextBlock) -> list[tuple[int, int, QTextCharFormat]]:
    """Return position, length and format of each piece of a block; taken whole, for setting one moves the iterator."""
    pieces = []
    each = block.begin()
    while not each.atEnd():
        fragment = each.fragment()
        if fragment.isValid():
            pieces.append((fragment.position(), fragment.length(), QTextCharFormat(fragment.charFormat())))
        each += 1
    return pieces


def _is_in_head(table: QTextTable | None, block: QTextBlock) -> bool:
    return table is not None and table.cellAt(block.position()).row() == 0


def _find_font(before: QTextCharFormat, px: float, level: int, *, in_head: bool) -> QFont:
    if level:
        return make_font("serif", px, 600, tracking=-1.2 if level == 1 else 0.0)
    if in_head:
        return make_font("sans", 12.5)
    weight = 600 if before.fontWeight() > QFont.Weight.Medium else 400
    return make_font("sans", px * 0.95 if before.fontFixedPitch() else px, weight, italic=before.fontItalic())
