"""The lines of one page of a PDF, with the place of each."""

import ctypes
import re
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium
from msgspec import Struct

from reader.intake.pdf_columns import PrintedLine

_GAP = 1.6
_MARGIN = 0.09
_BOLD = 600
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_HYPHEN = "\u00ad"


class _Letter(Struct):
    """One character with the box around it, in points from the page's lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    bold: bool


def read_page_lines(page: pypdfium2.PdfPage, most: int) -> tuple[list[PrintedLine], int]:
    """Return the lines of a page in the order they were written in, and how many characters it holds.

    Of a page with over `most` characters none is read.
    """
    text_page = page.get_textpage()
    try:
        count = text_page.count_chars()
        if count <= 0 or count > most:
            return [], max(0, count)
        left, bottom, right, top = page.get_bbox()
        width, height = max(1.0, right - left), max(1.0, top - bottom)
        lines = []
        for letters in _split(_read_letters(text_page, count)):
            line = _make_line(letters, left, top, height)
            if line and line.right > 0 and line.left < width and line.bottom > 0 and line.top < height:
                lines.append(line)
        return lines, count
    finally:
        text_page.close()


def _read_letters(text_page: pypdfium2.PdfTextPage, count: int) -> Iterator[_Letter]:
    raw = text_page.raw
    box = pdfium.FS_RECTF()
    place = ctypes.byref(box)
    for i in range(count):
        code = pdfium.FPDFText_GetUnicode(raw, i)
        if not pdfium.FPDFText_GetLooseCharBox(raw, i, place):
            box.left = box.right = box.top = box.bottom = 0.0
        text = _HYPHEN if code in (2, 0xFFFE) or pdfium.FPDFText_IsHyphen(raw, i) == 1 else _character(code)
        size = float(pdfium.FPDFText_GetFontSize(raw, i)) if not text.isspace() else 0.0
        bold = not text.isspace() and pdfium.FPDFText_GetFontWeight(raw, i) >= _BOLD
        yield _Letter(text, box.left, box.bottom, box.right, box.top, size, bold)


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd"


def _split(letters: Iterator[_Letter]) -> Iterator[list[_Letter]]:
    """Part the letters where a line ends, or where there is a gap as between two columns."""
    line: list[_Letter] = []
    last: _Letter | None = None
    for letter in letters:
        if letter.text in "\r\n":
            last = None
            if line:
                yield line
            line = []
            continue
        if letter.text.isspace():
            line.append(letter)
            continue
        height = max(1.0, letter.top - letter.bottom)
        if last and (letter.left - last.right > _GAP * height or abs(letter.bottom - last.bottom) > height):
            yield line
            line = []
        line.append(letter)
        last = letter
    if line:
        yield line


def _make_line(letters: list[_Letter], left: float, top: float, height: float) -> PrintedLine | None:
    text = " ".join(_UNWANTED.sub("", "".join(letter.text for letter in letters)).split())
    solid = [letter for letter in letters if not letter.text.isspace() and letter.right > letter.left]
    if not text or not solid:
        return None
    tall = max(letter.top - letter.bottom for letter in solid)
    upper = top - max(letter.top for letter in solid)
    lower = top - min(letter.bottom for letter in solid)
    return PrintedLine(
        text=text,
        left=min(letter.left for letter in solid) - left,
        right=max(letter.right for letter in solid) - left,
        top=upper,
        bottom=lower,
        size=max(1.0, round(2 * tall) / 2),
        font=max(letter.size for letter in solid),
        bold=2 * sum(letter.bold for letter in solid) > len(solid),
        at_edge=upper < _MARGIN * height or lower > (1 - _MARGIN) * height,
    )
