"""The map between text and document, in both directions."""

from hypothesis import given
from hypothesis import strategies as st

from reader.app.page.map import PageMap
from reader.model.span import Span

WORDS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=30) | st.sampled_from(
    ("😀a😀", "a👩‍👩‍👧b", "𝔘𝔫𝔦", "plain", "é")
)


@st.composite
def placed(draw):
    """A text of blocks with gaps between them, laid into a document in another order and with strange words between."""
    blocks = draw(st.lists(WORDS, min_size=1, max_size=8))
    spans, start = [], 0
    for words in blocks:
        spans.append(Span(start, start + len(words)))
        start += len(words) + 1
    order = draw(st.permutations(range(len(blocks))))
    document, table = "", PageMap()
    for number in order:
        document += draw(st.sampled_from(("", "AP · 2 min\u2029", "\ufffc", "😀")))
        table.add(spans[number], len(document.encode("utf-16-le")) // 2, blocks[number])
        document += blocks[number] + "\u2029"
    return "\n".join(blocks), spans, document.encode("utf-16-le"), table


@given(placed())
def test_every_offset_is_found_at_its_letter_and_back(page):
    text, spans, document, table = page
    for span in spans:
        for offset in range(span.start, span.end):
            position = table.position_of(offset)
            letter = text[offset].encode("utf-16-le")
            assert document[2 * position : 2 * position + len(letter)] == letter
            assert table.offset_of(position) == offset


@given(placed())
def test_words_between_two_positions_are_those_of_the_text(page):
    text, spans, _document, table = page
    for span in spans:
        [(position, end)] = table.positions_of(span)
        assert table.text_of(position, end, text) == span.cut(text)


@given(placed(), st.data())
def test_a_span_over_several_blocks_is_found_piece_by_piece(page, data):
    text, spans, document, table = page
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = [document[2 * a : 2 * b].decode("utf-16-le") for a, b in table.positions_of(Span(start, end))]
    wanted = [text[max(start, s.start) : min(end, s.end)] for s in spans if s.start < end and s.end > start]
    assert [words for words in found if words] == [words for words in wanted if words]


def test_a_position_between_pieces_belongs_to_the_one_before():
    table = PageMap()
    table.add(Span(0, 3), 10, "abc")
    table.add(Span(4, 7), 20, "def")
    assert table.offset_of(15) == 3
    assert table.offset_of(2) == 0
    assert table.position_of(3) == 13


def test_the_middle_of_an_emoji_is_its_start():
    table = PageMap()
    table.add(Span(0, 2), 5, "😀b")
    assert table.offset_of(6) == 0
    assert table.offset_of(7) == 1


def test_an_empty_map_answers():
    assert PageMap().position_of(3) == 0
    assert PageMap().offset_of(3) == 0
    assert PageMap().positions_of(Span(0, 4)) == []
