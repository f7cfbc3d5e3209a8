import textwrap

import pytest

from reader.intake.formats import read_source
from reader.intake.source import HandedIn
from reader.model.problem import Problem

FIRST = "The harbour of the town was opened to ferries again on Monday, three weeks after a storm had broken its wall."
SECOND = (
    "It was time, said Marta Quist, who runs the only shop on the island and had counted her last loaves on Sunday."
)
THIRD = "The chairman of the board, Olof Renard, said the wall would be measured before larger ships were let in again."
FOURTH = "What the repairs cost is not known, and the region has put aside two million crowns for what they will be."


def set_column(x, y, paragraphs, width=40):
    """Return the lines of paragraphs whose first lines are indented."""
    lines = []
    for paragraph in paragraphs:
        for number, line in enumerate(textwrap.wrap(paragraph, width, break_on_hyphens=False)):
            lines.append((x + 10 * (number == 0), y, 10, line))
            y -= 12
    return lines


@pytest.fixture
def read_pages(make_pdf, checked):
    def read(*pages):
        article = read_source(HandedIn(make_pdf(pages)))
        checked(article)
        return article

    return read


def lines_of(article):
    return article.text.split("\n")


def test_sample_is_read_with_its_columns_in_order(read_sample, blocks):
    article = read_sample("harbour.pdf")
    assert article.source.kind == "pdf"
    assert article.title == "Island ferries sail again after the storm"
    assert article.source.byline == ("Jonas Ekdal",)
    assert [kind for kind, _ in blocks(article)][:3] == ["headline", "byline", "paragraph"]
    assert ("subhead", "What it costs") in blocks(article)
    assert "Saltholm Post" not in article.text
    opening = [lines_of(article)[number][:9] for number in (2, 3, 4, 5)]
    assert opening == ["SALTHOLM ", "“We count", "The harbo", "Its chair"]


def test_columns_are_read_one_after_the_other(read_pages):
    page = set_column(50, 700, [FIRST, SECOND]) + set_column(310, 700, [THIRD, FOURTH])
    assert lines_of(read_pages(page)) == [FIRST, SECOND, THIRD, FOURTH]


def test_columns_written_row_by_row_are_read_one_after_the_other(read_pages):
    page = set_column(50, 700, [FIRST, SECOND]) + set_column(310, 700, [THIRD, FOURTH])
    page.sort(key=lambda line: (-line[1], line[0]))
    assert lines_of(read_pages(page)) == [FIRST, SECOND, THIRD, FOURTH]


def test_line_across_the_columns_parts_what_is_above_from_what_is_below(read_pages):
    above = set_column(50, 760, [FIRST]) + set_column(310, 760, [SECOND])
    below = set_column(50, 600, [THIRD]) + set_column(310, 600, [FOURTH])
    across = [(50, 640, 18, "A wall that is measured before anything else")]
    assert lines_of(read_pages(above + across + below)) == [FIRST, SECOND, across[0][3], THIRD, FOURTH]


def test_paragraph_goes_on_in_the_next_column_and_on_the_next_page(read_pages):
    rest = "and it was a long day for all who stood on the wall and watched them come in, boat after boat."
    opened = SECOND.rstrip(".")
    second = [(50, y, size, text) for _, y, size, text in set_column(50, 700, [rest])]
    assert lines_of(read_pages(set_column(50, 700, [FIRST, opened]), second)) == [FIRST, f"{opened} {rest}"]


def test_running_heads_and_page_numbers_are_dropped(read_pages):
    pages = [
        [(50, 815, 8, f"The Saltholm Post, page {number}"), (290, 25, 8, str(number)), *set_column(50, 700, [words])]
        for number, words in enumerate((FIRST, SECOND, THIRD), 1)
    ]
    assert lines_of(read_pages(*pages)) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(("elsewhere", "word"), [("It was time.", "measured"), ("A mea-sured one.", "mea-sured")])
def test_hyphen_at_a_line_end_goes_unless_the_word_has_one_elsewhere(read_pages, elsewhere, word):
    lines = [
        "The chairman of the board said that it will be mea-",
        "sured before larger ships are to be let in again, and",
        "that nobody should guess.",
    ]
    page = [(50, 700 - 12 * i, 10, line) for i, line in enumerate(lines)] + [(50, 640, 10, elsewhere)]
    assert f"it will be {word} before" in read_pages(page).text


def test_scan_is_told_of_in_plain_words(make_pdf):
    with pytest.raises(Problem, match="These pages are pictures: there is no text in them to read") as caught:
        read_source(HandedIn(make_pdf([[], []], pictures=True)))
    assert caught.value.advice == "Scan them with text recognition, or paste the text."


def test_empty_pdf_is_told_in_plain_words(make_pdf):
    with pytest.raises(Problem, match="There is no text in this PDF"):
        read_source(HandedIn(make_pdf([[]])))


def test_damaged_pdf_is_told_in_plain_words():
    with pytest.raises(Problem, match="damaged"):
        read_source(HandedIn(b"%PDF-1.7\nnothing of the kind"))


def test_pdf_of_too_many_pages_is_told_in_plain_words(make_pdf):
    with pytest.raises(Problem, match="over 1,000 pages"):
        read_source(HandedIn(make_pdf([[]] * 1_001)))


def test_headline_that_is_the_running_head_too_stays(read_pages):
    pages = [[(50, 800, 8, "Harbour opens again"), *set_column(50, 700, [words])] for words in (SECOND, THIRD, FOURTH)]
    first = [(50, 800, 24, "Harbour opens again"), *set_column(50, 700, [FIRST])]
    assert lines_of(read_pages(first, *pages)) == ["Harbour opens again", FIRST, SECOND, THIRD, FOURTH]


def test_points_of_a_list_are_items_of_their_own(read_pages):
    points = ["• The wall is measured.", "• The ferry sails at noon."]
    page = set_column(50, 700, [FIRST]) + [(50, 600 - 12 * i, 10, point) for i, point in enumerate(points)]
    article = read_pages(page)
    assert [(block.kind, block.level) for block in article.blocks[1:]] == [("list_item", 1), ("list_item", 1)]
    assert lines_of(article)[1:] == ["The wall is measured.", "The ferry sails at noon."]
