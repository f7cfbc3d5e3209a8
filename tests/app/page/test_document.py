"""What is built from an article's blocks, and where its words stand."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from PySide6.QtGui import QTextDocument

from reader.app.page.column import find_column
from reader.app.page.document import PageDocument
from reader.model.article import Article, Block, Photo, Source
from reader.model.span import Span

KINDS = (
    "headline",
    "paragraph",
    "subhead",
    "list_item",
    "table_row",
    "caption",
    "credit",
    "preformatted",
    "blockquote",
)
WORDS = st.text(st.sampled_from("ab c.😀é\t𝔘\u2029\n\ufffc<"), min_size=1, max_size=20)


@pytest.fixture
def owner(_fonts):
    return QObject()


def build(article, owner, images=lambda story, photo: None, width=816):
    document = PageDocument(article, "id", find_column(width), 600, images, owner)
    document.build(10)
    return document


@st.composite
def articles(draw):
    text, blocks = "", []
    for kind, words in draw(st.lists(st.tuples(st.sampled_from(KINDS), WORDS), min_size=1, max_size=10)):
        text += "\n" if text else ""
        blocks.append(Block(kind, Span(len(text), len(text) + len(words)), 1))
        text += words
    photos = [Photo(None, block.span) for block in blocks if block.kind == "caption"]
    photos += [Photo("a.png", None, block.span) for block in blocks if block.kind == "credit"][:1]
    return Article(Source("text", "0"), "Title", text, tuple(blocks), (*photos, Photo("b.png", alt="A quay")))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(articles())
def test_every_letter_stands_where_the_map_says(owner, article):
    document = build(article, owner)
    assert document.built
    replaced = dict.fromkeys("\n\u2029", "\u2028") | {"\ufffc": "\ufffd"}
    for block in article.blocks:
        for offset in range(block.span.start, block.span.end):
            letter = article.text[offset]
            if block.kind == "table_row" and letter == "\t" and not in_lines(document, block):
                continue
            position = document.map.position_of(offset)
            shown = document.characterAt(position)
            if letter > "\uffff":
                shown += document.characterAt(position + 1)
                shown = shown.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
            assert shown == replaced.get(letter, letter)
            assert document.map.offset_of(position) == offset


def in_lines(document, block):
    return document.settings[document.findBlock(document.map.position_of(block.span.start)).blockNumber()].kind != (
        "table_row"
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(articles(), st.data())
def test_what_is_selected_is_what_the_text_says(owner, article, data):
    document = build(article, owner)
    block = data.draw(st.sampled_from(article.blocks))
    ranges = document.map.positions_of(block.span)
    words = document.map.text_of(ranges[0][0], ranges[-1][1], article.text) if ranges else ""
    assert words.strip("\t") == block.span.cut(article.text).strip("\t")


def lines_of(document):
    text = QTextDocument.toPlainText(document)
    return text.split("\n")


def test_a_credit_given_first_is_set_below_its_caption(owner, article):
    lines = lines_of(build(article, owner))
    assert lines.index("Ada Finn, Harbour Gazette\u2002·\u2002No picture came with this text") == 3
    assert lines[2].startswith("Edda Marlow")


def test_the_kicker_says_who_where_when_and_how_long(owner, article):
    assert (
        lines_of(build(article, owner))[0]
        == "Northwire\u2002·\u2002Lindhaven\u2002·\u200214 Mar 2024\u2002·\u20021 min"
    )


def test_a_picture_of_the_store_makes_room_above_its_caption(owner, article, picture):
    document = build(article, owner, lambda story, photo: picture)
    bare = build(article, owner)
    figure = document.figures[0]
    assert document.picture_size(figure).width() == 548
    assert document.picture_size(figure).height() == 274
    assert "No picture" not in document.toPlainText()
    assert document.findBlockByNumber(figure.first).blockFormat().topMargin() > 274
    assert bare.findBlockByNumber(figure.first).blockFormat().topMargin() < 60


def test_a_tall_picture_takes_six_tenths_of_the_page_at_most(owner, article, picture):
    document = build(article, owner, lambda story, photo: picture)
    figure = document.figures[0]
    document.set_column(find_column(816), 300)
    assert document.picture_size(figure).height() == 180
    assert document.picture_size(figure).width() == 360


def test_a_photograph_without_words_stands_under_the_head(owner, picture):
    text = "Head\nWords"
    blocks = (Block("headline", Span(0, 4)), Block("paragraph", Span(5, 10)))
    article = Article(Source("html", "0"), "Head", text, blocks, (Photo("a.png", alt="A quay at night"),))
    assert lines_of(build(article, owner, lambda story, photo: picture))[1:] == ["Head", "A quay at night", "Words"]


def test_a_title_that_the_text_lacks_is_shown(owner):
    article = Article(Source("text", "0"), "The title", "Words", (Block("paragraph", Span(0, 5)),))
    assert lines_of(build(article, owner))[1:] == ["The title", "Words"]


def test_a_paragraph_of_a_hundred_thousand_letters_is_set_in_pieces(owner):
    text = "word " * 20000
    article = Article(Source("text", "0"), "word", text, (Block("paragraph", Span(0, len(text))),))
    document = build(article, owner)
    assert max(document.findBlockByNumber(i).length() for i in range(document.blockCount())) <= 6001
    assert document.map.text_of(0, document.characterCount(), text) == text


def test_rows_too_wide_for_a_table_are_set_as_lines(owner):
    text = "\t".join("abcdefghijklmnopqrstuvwxyz")
    article = Article(Source("html", "0"), "a", text, (Block("table_row", Span(0, len(text))),))
    document = build(article, owner)
    assert document.map.text_of(0, document.characterCount(), text) == text


def test_a_long_table_is_laid_out_in_short_ones(owner):
    rows = [f"row {i}\tvalue" for i in range(500)]
    text = "\n".join(rows)
    starts = [sum(len(row) + 1 for row in rows[:i]) for i in range(500)]
    blocks = tuple(Block("table_row", Span(at, at + len(row))) for at, row in zip(starts, rows, strict=True))
    document = build(Article(Source("html", "0"), "row", text, blocks), owner)
    assert document.map.text_of(0, document.characterCount(), text) == text
    frames = document.rootFrame().childFrames()
    assert len(frames) > 10


def test_links_that_are_no_web_addresses_are_words(owner, article):
    document = build(article, owner)
    addresses = [address for links in document.links.values() for _start, _end, address in links]
    assert addresses == ["https://example.org/minutes"]


def test_a_headline_breaks_into_lines_of_like_length(owner):
    title = "China shuns the cooperation with a rights office over its report"
    article = Article(Source("text", "0"), title, title, (Block("headline", Span(0, len(title))),))
    document = build(article, owner)
    document.setTextWidth(document.column.right)
    document.size()
    layout = document.findBlockByNumber(1).layout()
    widths = [layout.lineAt(i).naturalTextWidth() for i in range(layout.lineCount())]
    assert len(widths) == 2
    assert min(widths) > 0.75 * max(widths)
