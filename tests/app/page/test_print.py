"""Articles on paper: written as PDF and read back, word by word."""

import re
import time
from itertools import pairwise

import pypdfium2
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtGui import QImage, QPageSize, QPainter

from reader.app.page.paper import PrintChoice, find_paper
from reader.app.page.print import Printing
from reader.model.analysis import Analysis, Quote
from reader.model.article import Article, Block, Photo, Source
from reader.model.marks import ArticleNote
from reader.model.reading import Reading
from reader.model.span import Span

A4 = QPageSize(QPageSize.PageSizeId.A4)
LETTER = QPageSize(QPageSize.PageSizeId.Letter)
BARE = PrintChoice(quotes=False, numbers=False, note=False)
FOOT = 66  # points


@pytest.fixture
def printing(theme):
    return Printing(lambda story, photo: None)


def read_pages(data):
    """Return the words of each page."""
    texts = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)]
    return [re.findall(r"\w+", text.replace("ʼ", "’")) for text in texts]


def read_boxes(page):
    """Return left, bottom, right and top of every letter of a page, in points."""
    text = page.get_textpage()
    return [text.get_charbox(i) for i in range(text.count_chars()) if text.get_text_range(i, 1).strip()]


def make_quoting(count):
    """Make a story of `count` paragraphs, each of which quotes."""
    said = "“The quay was wet, and the ferry came late again that day” said Tomas Rehn of the crews."
    lines = [("headline", "A long day"), *(("paragraph", f"Day{i}. {said} {'Rain fell. ' * 20}") for i in range(count))]
    text, blocks = "", []
    for kind, words in lines:
        start = len(text) + bool(text)
        text += ("\n" if text else "") + words
        blocks.append(Block(kind, Span(start, start + len(words))))
    found = re.finditer("“[^”]*”", text)
    quotes = tuple(Quote("direct", (Span(each.start() + 1, each.end() - 1),)) for each in found)
    source = Source("text", "0", outlet="Harbour Gazette", published="2024-03-14", address="https://example.org/a")
    return Reading("long", Article(source, lines[0][1], text, tuple(blocks)), analysis=Analysis((), quotes))


def test_words_on_paper_are_the_storys_once_and_in_order(printing, reading):
    (words,) = read_pages(printing.make_pdf(reading, BARE, A4))
    story = re.findall(r"\w+", reading.article.text)
    assert sorted(set(story) - set(words)) == []
    body = re.findall(r"\w+", reading.article.blocks[3].span.cut(reading.article.text))
    start = words.index("LINDHAVEN")
    assert words[start : start + len(body)] == body
    assert words.count("divers") == 1


def test_margin_notes_the_foot_and_the_readers_note_are_there(printing, reading):
    noted = replace(reading, note=ArticleNote("Ask the board.\n> “The barrier waits” — Edda Marlow, ¶2", 1))
    text = " ".join(read_pages(printing.make_pdf(noted, PrintChoice(), A4))[0])
    assert "Edda Marlow direct told" in text
    assert "Note Ask the board The barrier waits Edda Marlow 2" in text
    assert "14 Mar 2024" in text
    assert "1 of 1" in text
    assert "Note" not in " ".join(read_pages(printing.make_pdf(noted, BARE, A4))[0])


@pytest.mark.parametrize("size", [A4, LETTER, QPageSize(QPageSize.PageSizeId.A5)])
def test_nothing_stands_off_the_paper_or_in_the_foot(printing, size):
    data = printing.make_pdf(make_quoting(30), PrintChoice(), size)
    for page in pypdfium2.PdfDocument(data):
        width, height = page.get_size()
        assert (round(width), round(height)) == (size.sizePoints().width(), size.sizePoints().height())
        boxes = read_boxes(page)
        assert min(left for left, *_ in boxes) > 20
        assert max(right for _, _, right, _ in boxes) < width - 15
        assert max(top for *_, top in boxes) < height - 30
        foot = [box for box in boxes if box[1] < FOOT]
        assert max(top for *_, top in foot) < FOOT
        assert min(bottom for _, bottom, *_ in foot) > 15


def test_pages_are_counted_at_their_foot_and_no_word_is_lost_or_doubled(printing):
    reading = make_quoting(40)
    pages = read_pages(printing.make_pdf(reading, PrintChoice(quotes=False), A4))
    assert len(pages) > 3
    for number, words in enumerate(pages, 1):
        assert " ".join(words).count(f"{number} of {len(pages)}") == 1
    words = [word for page in pages for word in page]
    assert [word for word in words if re.fullmatch(r"Day\d+", word)] == [f"Day{i}" for i in range(40)]
    assert words.count("Rehn") == 40
    assert words.count("Rain") == 800


def test_no_quote_is_cut_between_pages(printing):
    for page in read_pages(printing.make_pdf(make_quoting(60), PrintChoice(quotes=False), LETTER)):
        assert page.count("quay") == page.count("again")


def test_every_note_stands_whole_on_the_page_of_its_quote(printing):
    pages = read_pages(printing.make_pdf(make_quoting(40), PrintChoice(), A4))
    for words in pages:
        assert words.count("speaker") == words.count("quay")


def test_photograph_is_whole_on_one_page_with_its_caption(theme, reading, tmp_path):
    image = QImage(600, 800, QImage.Format.Format_RGB32)
    image.fill(0xFF0000)
    image.save(str(tmp_path / "photo.png"))
    printing = Printing(lambda story, photo: tmp_path / "photo.png")
    data = printing.make_pdf(reading, PrintChoice(), A4)
    pictures = [(i, object_) for i, page in enumerate(pypdfium2.PdfDocument(data)) for object_ in page.get_objects([3])]
    assert len(pictures) == 1
    number, picture = pictures[0]
    left, bottom, right, top = picture.get_bounds()
    assert round((top - bottom) / (right - left), 2) == round(800 / 600, 2)
    assert bottom > FOOT
    assert "quay" in read_pages(data)[number]


def test_photograph_that_does_not_fit_below_goes_to_the_next_page(theme, tmp_path):
    image = QImage(600, 600, QImage.Format.Format_RGB32)
    image.fill(0x00FF00)
    image.save(str(tmp_path / "photo.png"))
    long = make_quoting(6)
    caption = long.article.blocks[5]
    from_caption = replace(caption, kind="caption")
    blocks = (*long.article.blocks[:5], from_caption, *long.article.blocks[6:])
    article = replace(long.article, blocks=blocks, photos=(Photo("a", from_caption.span),))
    data = Printing(lambda story, photo: tmp_path / "photo.png").make_pdf(replace(long, article=article), size=A4)
    boxes = [object_.get_bounds() for page in pypdfium2.PdfDocument(data) for object_ in page.get_objects([3])]
    assert len(boxes) == 1
    assert boxes[0][1] > FOOT


def test_table_rows_stay_whole(printing):
    words = [" ".join("deep" * (1 + i * j % 3) for j in range(20 + i % 7)) for i in range(60)]
    rows = [("table_row", f"Pier{i}\t{words[i]} end{i}") for i in range(60)]
    text, blocks = "Depths", [Block("headline", Span(0, 6))]
    for kind, row in rows:
        blocks.append(Block(kind, Span(len(text) + 1, len(text) + 1 + len(row))))
        text += "\n" + row
    reading = Reading("t", Article(Source("text", "0"), "Depths", text, tuple(blocks)))
    pages = read_pages(printing.make_pdf(reading, PrintChoice(), A4))
    assert len(pages) > 2
    for page in pages:
        starts = {word[4:] for word in page if word.startswith("Pier")}
        assert starts == {word[3:] for word in page if re.fullmatch(r"end\d+", word)}
    assert sum("deep" in word for page in pages for word in page) == sum(len(row.split()) for row in words)


def test_ink_is_black_on_white_whatever_the_theme(printing, reading, theme):
    theme.choose("dark")
    keeper = QObject()
    pages = printing.lay_out(reading, PrintChoice(names=True), find_paper(A4.sizePoints().toSizeF()), keeper)
    image = QImage(round(pages.paper.width), round(pages.paper.height), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    pages.paint(painter, 0)
    painter.end()
    tones = {image.pixelColor(x, y).getRgb()[:3] for x in range(0, 790, 2) for y in range(0, 1120, 2)}
    assert (255, 255, 255) in tones
    assert min(map(sum, tones)) < 60
    assert all(max(tone) - min(tone) <= 2 for tone in tones)


def test_story_of_300_000_characters_is_printed_in_bounded_time(printing):
    reading = make_quoting(900)
    assert len(reading.article.text) > 270_000
    start = time.perf_counter()
    data = printing.make_pdf(reading, PrintChoice(names=True), A4)
    assert time.perf_counter() - start < 30
    assert len(pypdfium2.PdfDocument(data)) > 90


def test_notes_too_many_for_a_margin_are_set_smaller_and_never_over_one_another(printing):
    words = " ".join(f"“yes{i}” and" for i in range(300))
    found = [Span(each.start() + 1, each.end() - 1) for each in re.finditer("“[^”]*”", words)]
    article = Article(Source("text", "0"), "Yes", words, (Block("paragraph", Span(0, len(words))),))
    quotes = tuple(Quote("partial", (span,)) for span in found)
    data = printing.make_pdf(Reading("n", article, analysis=Analysis((), quotes)), PrintChoice(), A4)
    assert sum(words.count("speaker") for words in read_pages(data)) == 300
    page = pypdfium2.PdfDocument(data)[0]
    notes = sorted({round(box[1]) for box in read_boxes(page) if box[0] > 440 and box[1] > FOOT}, reverse=True)
    assert all(upper > lower for upper, lower in pairwise(notes))


def test_empty_story_is_one_page(printing):
    reading = Reading("e", Article(Source("text", "0"), "", "", ()))
    assert len(read_pages(printing.make_pdf(reading, PrintChoice(), A4))) == 1
