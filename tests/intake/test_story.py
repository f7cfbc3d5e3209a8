import pytest

from reader.intake.formats import read_source
from reader.intake.source import HandedIn

WORDS = "The ferry sails again after the storm, the harbour office said on Tuesday, and fares stay as they are."
ROWS = [
    f"Row {number} of the harbour’s long account tells of {what} and of nothing else."
    for number, what in enumerate(("tides", "cranes", "nets", "lamps", "ropes", "gulls"))
]


def read(body, head=""):
    title = "<title>Harbour opens after ten years</title>"
    page = f"<html lang=en><head><meta charset=utf-8>{title}{head}</head><body>{body}</body></html>"
    return read_source(HandedIn(page.encode(), kind="html"))


def words(article, *kinds):
    return [block.span.cut(article.text) for block in article.blocks if block.kind in kinds]


def paragraphs(start=0, end=6):
    return "".join(f"<p>{WORDS} {row}</p>" for row in ROWS[start:end])


HEADING = "<h1>Harbour opens after ten years</h1>"


@pytest.mark.parametrize(
    "heading",
    [
        "<h2>What comes next</h2>",
        '<div class="c1"><h2>What comes next</h2></div>',
        "<h3><div>What comes next</div></h3>",
        '<div class="c1"><div class="c2"><h2><span>What comes next</span></h2></div></div>',
    ],
)
def test_heading_between_paragraphs_is_a_subhead_whatever_is_wrapped_around_it(heading):
    article = read(f"<article>{HEADING}<div class=text>{paragraphs(0, 3)}{heading}{paragraphs(3)}</div></article>")
    assert words(article, "subhead") == ["What comes next"]


def test_heading_beside_its_own_paragraphs_is_a_subhead():
    parts = "".join(
        f"<section><h3>Part {number}</h3><div class=text>{paragraphs(number, number + 2)}</div></section>"
        for number in (0, 2, 4)
    )
    assert words(read(f"<article>{HEADING}{parts}</article>"), "subhead") == ["Part 0", "Part 2", "Part 4"]


def test_list_of_contents_is_left_out_and_its_headings_stay():
    contents = '<ul><li><a href="#next">What comes next, and how soon it does</a></li></ul>'
    heading = '<h2 id="next">What comes next, and how soon it does</h2>'
    article = read(f"<article>{HEADING}{contents}<div>{paragraphs(0, 3)}{heading}{paragraphs(3)}</div></article>")
    assert words(article, "subhead", "list_item") == ["What comes next, and how soon it does"]


def test_bold_lines_before_paragraphs_are_the_subheads_of_a_story_without_others():
    line = "<p><strong>What comes next</strong></p>"
    article = read(f"<article>{HEADING}<div>{paragraphs(0, 3)}{line}{paragraphs(3)}</div></article>")
    assert words(article, "subhead") == ["What comes next"]
    told = f"<h2>The cranes</h2>{paragraphs(3, 4)}{line}{paragraphs(4)}"
    article = read(f"<article>{HEADING}<div>{paragraphs(0, 3)}{told}</div></article>")
    assert words(article, "subhead") == ["The cranes"]
    assert "What comes next" in words(article, "paragraph")


def test_bold_sentence_stays_a_paragraph():
    line = "<p><strong>What comes next is not known.</strong></p>"
    article = read(f"<article>{HEADING}<div>{paragraphs(0, 3)}{line}{paragraphs(3)}</div></article>")
    assert not words(article, "subhead")
    assert "What comes next is not known." in words(article, "paragraph")


def test_long_heading_that_opens_the_story_is_its_standfirst():
    deck = "<h2>The town’s pier was shut for ten years, and on Monday the first ferry came in</h2>"
    article = read(f"<article>{HEADING}{deck}<div>{paragraphs()}</div></article>")
    assert words(article, "standfirst") == [
        "The town’s pier was shut for ten years, and on Monday the first ferry came in"
    ]
    assert not words(article, "subhead")


def test_sentence_above_the_story_is_its_standfirst_though_nothing_names_it():
    deck = "<div class=x1>The town’s pier was shut for ten years, and on Monday the first ferry came in.</div>"
    byline = "<div>By Elena Ruiz</div>"
    article = read(f"<article>{HEADING}{deck}{byline}<div class=x2>{paragraphs()}</div></article>")
    assert words(article, "standfirst", "paragraph")[0].startswith("The town’s pier was shut")


def test_heading_close_above_the_story_is_the_headline_where_no_title_is_printed():
    article = read(f"<div><h2>A pier and its people</h2><p>By Elena Ruiz</p><div class=text>{paragraphs()}</div></div>")
    assert words(article, "headline") == ["A pier and its people"]
    assert article.title == "Harbour opens after ten years"


def test_card_of_another_story_within_the_story_is_left_out():
    card = (
        '<div class=c9><a href="/other"><img src="/other.jpg" width=600></a><h4><a href="/other">Another town builds a'
        " pier</a></h4><p>It will be the longest of its kind on this coast, its builders say, and dear.</p></div>"
    )
    article = read(f"<article>{HEADING}<div>{paragraphs(0, 3)}{card}{paragraphs(3)}</div></article>")
    assert "Another town" not in article.text
    assert "longest of its kind" not in article.text
    assert len(words(article, "paragraph")) == 6


def test_lines_with_one_label_that_point_to_other_stories_are_left_out():
    pointers = [f"<p><b>FUNDA LAPHA |</b> <a href='/{n}'>Another story of the pier {n}</a></p>" for n in (1, 2)]
    body = f"{paragraphs(0, 2)}{pointers[0]}{paragraphs(2, 4)}{pointers[1]}{paragraphs(4)}"
    article = read(f"<article>{HEADING}<div>{body}</div></article>")
    assert "FUNDA" not in article.text
    assert len(words(article, "paragraph")) == 6


def test_words_laid_over_the_page_are_not_its_words():
    name = 'Elena Ruiz<span class="tooltip-text">Elena Ruiz has sailed since 1990. More about her</span>'
    article = read(
        f"<article>{HEADING}<div><p>{WORDS} So said {name}, who ought to know.</p>{paragraphs()}</div></article>"
    )
    assert "So said Elena Ruiz, who ought to know." in article.text


def test_paragraph_that_is_mostly_a_link_stays_in_its_story():
    linked = f"<p><a href='/tides'>{WORDS} The tides are told of elsewhere</a>, but not the gulls or the lamps.</p>"
    article = read(f"<article>{HEADING}<div class=text>{paragraphs(0, 3)}{linked}{paragraphs(3)}</div></article>")
    assert "but not the gulls" in article.text
