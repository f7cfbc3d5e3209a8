"""Quotes in the margin: bars, lanes, notes, and what a click on one does."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from reader.app.page.margin import paint_bar
from reader.model.analysis import Analysis, Entity, Mention, Quote
from reader.model.article import Article, Block, Source
from reader.model.reading import Reading
from reader.model.span import Span
from reader.reading.doubts import find_doubts

LINES = (
    ("headline", "Ferry fares"),
    ("paragraph", "Fares will rise in May, the harbour office said, and the crews “will have to wait”, it told Rehn."),
    (
        "paragraph",
        "“It is the sea that decides, and no board has ever asked it,” Rehn said. “Nor will this one,” he added.",
    ),
)
WORDS = (
    ("indirect", ("Fares will rise in May",), "said", "the harbour office", "neutral", 1.0),
    ("partial", ("will have to wait",), "told", "it", "denying", 0.2),
    (
        "direct",
        ("It is the sea that decides, and no board has ever asked it", "Nor will this one"),
        "said",
        "Rehn",
        "neutral",
        1,
    ),
)


@pytest.fixture
def quoted():
    text, blocks = "", []
    for kind, words in LINES:
        text += "\n" if text else ""
        blocks.append(Block(kind, Span(len(text), len(text) + len(words))))
        text += words
    find = lambda words: Span(text.index(words), text.index(words) + len(words))  # noqa: E731
    quotes = tuple(
        Quote(
            kind,
            tuple(map(find, parts)),
            find(cue),
            find(speaker),
            "1" if speaker == "Rehn" else None,
            sure,
            stance=stance,
        )
        for kind, parts, cue, speaker, stance, sure in WORDS
    )
    entities = (Entity("1", "person", "Tomas Rehn", (Mention(find("Rehn")),)),)
    article, analysis = Article(Source("text", "0"), "Ferry fares", text, tuple(blocks)), Analysis(entities, quotes)
    return Reading("quoted", article, analysis=analysis, doubts=find_doubts(article, analysis))


def click(qtbot, page, place):
    point = QPoint(round(place.x()), round(place.y()) - page.verticalScrollBar().value())
    qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=point)


def test_paragraphs_are_numbered_as_the_bar_at_the_bottom_counts_them(page, desk, reading):
    desk.show(reading)
    assert sorted(page.document().numbers.values()) == [1, 2, 3]


def test_a_note_names_speaker_kind_and_cue(page, desk, quoted):
    desk.show(quoted)
    words = [page._margin.words(i) for i in range(3)]
    assert [note.speaker for note in words] == ["the harbour office", "it", "Tomas Rehn"]
    assert [note.detail for note in words] == ["indirect · said", "partial · told, denying", "direct · said"]
    assert [bool(note.reason) for note in words] == [False, True, False]


def test_note_of_a_quote_within_another_says_who_tells_it(page, desk, quoted):
    office, crews, rehn = quoted.analysis.quotes
    within = replace(quoted.analysis, quotes=(office, replace(crews, within=0), rehn))
    desk.show(replace(quoted, analysis=within))
    assert page._margin.words(1).speaker == "it, as the harbour office tells it"
    assert page._margin.words(0).speaker == "the harbour office"


def test_a_note_stands_level_with_its_quote_or_below_the_note_before(page, desk, quoted):
    desk.show(quoted)
    notes = page._margin.notes_between(0, 1000)
    first = page._find_span(quoted.analysis.quotes[0].parts[0])
    assert notes[0].top == pytest.approx(first.top(), abs=1)
    assert first.top() < notes[0].words < first.bottom()
    assert notes[1].words >= notes[0].words + 38
    assert [note.quote for note in notes] == [0, 1, 2]


def test_bars_that_overlap_stand_in_lanes_and_those_below_begin_anew(page, desk, quoted):
    wait, decides = (quoted.analysis.quotes[i].parts[0] for i in (1, 2))
    outer = Quote("indirect", (quoted.article.blocks[1].span,))
    inner = Quote("partial", (wait,))
    after = Quote("direct", (decides,))
    desk.show(Reading("lanes", quoted.article, analysis=Analysis((), (outer, inner, after))))
    assert [page._margin.note_of(i).lane for i in range(3)] == [0, 1, 0]


def test_one_bar_spans_the_parts_of_a_quote(page, desk, quoted):
    desk.show(quoted)
    note = page._margin.note_of(2)
    last = page._find_span(quoted.analysis.quotes[2].parts[1])
    assert note.bottom == pytest.approx(last.bottom() - 2, abs=2)


@pytest.mark.parametrize("width", [816, 1180])
def test_a_click_on_a_note_looks_at_the_quote(page, desk, quoted, qtbot, width):
    page.resize(width, 600)
    desk.show(quoted)
    click(qtbot, page, page._margin.box(page._margin.note_of(1)).center())
    assert (desk.focus.kind, desk.focus.subject) == ("quote", 1)


def test_a_click_on_a_bar_looks_at_the_quote_where_notes_are_folded(page, desk, quoted, qtbot):
    page.resize(600, 600)
    desk.show(quoted)
    assert page.document().column.notes == 0
    note = page._margin.note_of(2)
    click(qtbot, page, QPointF(page.document().column.bars + 1, note.top + 8))
    assert (desk.focus.kind, desk.focus.subject) == ("quote", 2)


def test_a_folded_note_is_shown_under_the_pointer(page, desk, quoted, theme):
    page.resize(600, 600)
    desk.show(quoted)
    note = page._margin.note_of(2)
    before = page.viewport().grab().toImage()
    page._hover(QPointF(page.document().column.bars + 1, note.top + 8))
    after = page.viewport().grab().toImage()
    place = QPoint(page.document().column.right - 20, round(note.words) + 36)
    assert QColor(before.pixel(place)) != theme.colour("raised")
    assert QColor(after.pixel(place)) == theme.colour("raised")


def test_the_chosen_note_is_lit(page, desk, quoted, theme):
    desk.show(quoted)
    box = page._margin.box(page._margin.note_of(2))
    place = box.bottomRight().toPoint() - QPoint(12, 3)
    assert QColor(page.viewport().grab().toImage().pixel(place)) == theme.colour("page")
    desk.focus_on_quote(2)
    assert QColor(page.viewport().grab().toImage().pixel(place)) == theme.colour("lit")


def test_notes_wait_for_their_words_to_be_built(page, desk, long_reading):
    text = long_reading.article.text
    places = [at for at in range(len(text)) if text.startswith("The quay was wet", at)]
    quotes = tuple(Quote("indirect", (Span(at, at + 30),)) for at in places)
    desk.show(Reading("long", long_reading.article, analysis=Analysis((), quotes)))
    page._margin.place()
    assert 0 < len(page._margin._notes) < len(quotes)
    page.build_whole()
    bottom = page.document().size().height()
    assert len(page._margin.notes_between(0, bottom)) == len(quotes)
    assert len(page._margin.notes_between(bottom / 2, bottom / 2 + 600)) < 120


@pytest.mark.parametrize(("kind", "empty"), [("direct", 0), ("partial", 4), ("indirect", 3)])
def test_a_bar_says_the_kind_by_its_gaps(qapp, kind, empty):
    image = QImage(3, 44, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    paint_bar(painter, kind, 0, 0, 44, QColor("black"))
    painter.end()
    column = [QColor(image.pixel(1, y)).lightness() < 128 for y in range(44)]
    longest = max((len(run) for run in "".join(".x"[dark] for dark in column).strip(".").split("x")), default=0)
    assert longest == empty


def test_why_a_note_needs_a_look_is_said_under_the_pointer(page, desk, quoted, qtbot):
    desk.show(quoted)
    page._hover(page._margin.box(page._margin.note_of(1)).center())
    qtbot.waitUntil(lambda: page._card is not None and page._card.isVisible())
    assert page._card.words.more == "It is not clear who “it” is."
    page._hover(page._margin.box(page._margin.note_of(2)).center())
    assert not page._rest.isActive() or page._find_card() is None
