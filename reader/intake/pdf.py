"""PDFs with a text layer: lines by their place on the page become columns, columns paragraphs, page after page."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from time import process_time

import pypdfium2
import pypdfium2.raw as pdfium
from msgspec.structs import replace

from reader.intake.blocks import Draft, Piece
from reader.intake.bylines import read_names
from reader.intake.pdf_columns import PrintedLine, order_lines
from reader.intake.pdf_page import read_page_lines
from reader.intake.pdf_streams import refuse_bomb
from reader.intake.source import HandedIn
from reader.intake.wire import Line, is_line_of_its_own, make_draft
from reader.model.article import BlockKind
from reader.model.problem import Problem

MOST_PAGES = 1_000
LONGEST_SECONDS = 6.0  # of this process alone, however busy the machine is
MOST_CHARACTERS = 1_500_000
_FEW = 8
_LARGER = 1.2
_STEP = 1.75
_INDENT = 0.8
_SHORT = 2.5
_HYPHENS = "-\u00ad\u2010"
_ENDS = re.compile(r"[.!?…。:][\"”’»)]*$")
_NUMBER = re.compile(
    r"\W*(?:page|seite|p\.|s\.)?\W*(?:\d{1,4}|[ivxl]{1,6})\W*(?:(?:/|of|von|de|sur)\W*\d{1,4})?\W*", re.I
)
_BULLET = re.compile(r"[•●▪‣◦■]\s*(?=\S)")
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"\w+(?:-\w+)*")


def read_pdf(handed: HandedIn) -> Draft:
    """Return the draft of a PDF: columns in reading order, without running heads and page numbers.

    Raises:
        Problem: it is damaged, locked, too long, or holds pictures of its text alone.
    """
    refuse_bomb(handed.data)
    document = _open(handed.data)
    try:
        pages = _read_pages(document)
        if not any(pages):
            raise _no_text(document)
        author = document.get_metadata_dict().get("Author") or ""
    finally:
        document.close()
    pages = _drop_running_lines(pages)
    draft = make_draft(_make_lines([order_lines(page, number) for number, page in enumerate(pages)]))
    return replace(draft, byline=draft.byline or read_names(author))


def _open(data: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Problem("This PDF is locked with a password.", "Save it without one, or paste the story.") from error
        raise Problem("This PDF is damaged and cannot be read.", "Get it once more, or paste the story.") from error
    if len(document) > MOST_PAGES:
        document.close()
        raise Problem("This PDF has over 1,000 pages.", "Hand in the pages with the story alone.")
    return document


def _read_pages(document: pypdfium2.PdfDocument) -> list[list[PrintedLine]]:
    pages: list[list[PrintedLine]] = []
    left = MOST_CHARACTERS
    begun = process_time()
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            continue  # one damaged page does not cost the others
        lines, count = read_page_lines(page, left)
        page.close()
        left -= count
        if left <= 0:
            raise Problem("This PDF holds over 1,500,000 characters.", "Hand in the pages with the story alone.")
        if process_time() - begun > LONGEST_SECONDS:
            raise Problem("This PDF takes too long to read.", "Hand in the pages with the story alone.")
        pages.append(lines)
    return pages


def _no_text(document: pypdfium2.PdfDocument) -> Problem:
    for number in range(min(20, len(document))):
        try:
            images = document[number].get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4)
            if next(iter(images), None) is not None:
                advice = "Scan them with text recognition, or paste the text."
                return Problem("These pages are pictures: there is no text in them to read.", advice)
        except pypdfium2.PdfiumError:
            continue
    return Problem("There is no text in this PDF.", "Paste the text of the story.")


def _drop_running_lines(pages: Sequence[list[PrintedLine]]) -> list[list[PrintedLine]]:
    """Return the pages without page numbers, and without what stands at the edge of several pages alike."""
    edges = [{_key(line) for line in page if line.at_edge} for page in pages]
    counts = Counter(key for keys in edges for key in keys)
    often = {key for key, count in counts.items() if count >= (2 if len(pages) <= _FEW else 3)}
    return [
        [line for line in page if not (line.at_edge and (_key(line) in often or _NUMBER.fullmatch(line.text)))]
        for page in pages
    ]


def _key(line: PrintedLine) -> tuple[str, float]:
    """Return what running heads have in common: their words but for numbers, and their size, which a headline lacks."""
    return _DIGITS.sub("#", line.text.casefold()), round(line.size)


def _make_lines(pages: Sequence[Sequence[PrintedLine]]) -> list[Line]:
    printed = [line for page in pages for line in page]
    sizes: Counter[float] = Counter()
    for line in printed:
        sizes[line.size] += len(line.text)
    usual = sizes.most_common(1)[0][0] if sizes else 1.0
    top = max((line.size for line in pages[0]), default=usual) if pages and pages[0] else usual
    words = Counter(word.lower() for line in printed for word in _WORD.findall(line.text))
    steps = _usual_step(printed)
    paragraphs: list[tuple[str, float]] = []
    before: PrintedLine | None = None
    for line in printed:
        if before and paragraphs and _continues(before, line, steps):
            paragraphs[-1] = (_join(paragraphs[-1][0], line.text, words), line.size)
        else:
            paragraphs.append((line.text, line.size))
        before = line
    headed = next((i for i, (_, size) in enumerate(paragraphs) if size == top and size > _LARGER * usual), None)
    return [
        Line(Piece(*_kind_of(_show_hyphen(text), size, usual, is_headline=i == headed)), i)
        for i, (text, size) in enumerate(paragraphs)
    ]


def _kind_of(text: str, size: float, usual: float, *, is_headline: bool) -> tuple[BlockKind, str, int]:
    if is_headline:
        return "headline", text, 0
    if bullet := _BULLET.match(text):
        return "list_item", text[bullet.end() :], 1
    if size > _LARGER * usual and len(text) < 160 and not is_line_of_its_own(text) and not _ENDS.search(text):
        return "subhead", text, 2
    return "paragraph", text, 0


def _usual_step(lines: Iterable[PrintedLine]) -> float:
    """Return how far apart lines usually stand, in heights of their letters."""
    steps: Counter[float] = Counter()
    before: PrintedLine | None = None
    for line in lines:
        if before and before.column == line.column and line.top > before.top:
            steps[round((line.bottom - before.bottom) / before.size, 1)] += 1
        before = line
    return min(_STEP, steps.most_common(1)[0][0]) if steps else _STEP


def _continues(before: PrintedLine, line: PrintedLine, step: float) -> bool:
    """Say whether a line goes on with the paragraph of the line before."""
    unlike = abs(line.size - before.size) / before.size
    if unlike > (0.2 if line.font == before.font else 0.1) or line.bold != before.bold:
        return False
    if _BULLET.match(line.text) or is_line_of_its_own(before.text) or is_line_of_its_own(line.text):
        return False
    em = before.size
    is_full = before.right > before.edge - _SHORT * em
    indented = line.left > line.margin + _INDENT * em
    if before.column != line.column:
        return not indented and not (_ENDS.search(before.text) and not line.text[0].islower())
    if line.bottom - before.bottom > (step + 0.35) * em:
        return False
    if indented and before.left <= before.margin + _INDENT * em:
        return False
    return is_full or not _ENDS.search(before.text)


def _join(text: str, more: str, words: Counter[str]) -> str:
    """Join two lines; a hyphen at the break goes unless the text writes the word with one elsewhere."""
    if text[-1] not in _HYPHENS or not text[-2:-1].isalnum() or not more[0].isalnum():
        return f"{_show_hyphen(text)} {more}"
    first, second = _WORD.findall(text[:-1])[-1:], _WORD.match(more)
    whole = f"{first[0]}-{second.group()}".lower() if first and second else ""
    parts_a_word = text[-2].isalpha() and more[0].islower() and not words[whole]
    return text[:-1] + ("" if parts_a_word else "-") + more


def _show_hyphen(text: str) -> str:
    return text[:-1] + "-" if text.endswith("\u00ad") else text
