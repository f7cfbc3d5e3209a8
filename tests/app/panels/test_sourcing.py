"""The panel of sourcing: the sentence, the bars, where a row leads, and the picture."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QAbstractItemModelTester

from reader.app.panels.quote_filter import QuoteFilter, SourceKey
from reader.app.panels.quotes import QuoteList
from reader.app.panels.sourcing import SourcingPanel
from reader.app.panels.sourcing_model import BarRow, SourceRow, SourcingModel, TitleRow
from reader.app.panels.sourcing_rows import SourcePainter
from reader.app.panels.sourcing_words import say_sentence
from reader.app.theme import Theme
from reader.model.analysis import Analysis
from reader.model.reading import ClassShare, QuotedSource
from reader.reading.sourcing import find_sources


@pytest.fixture
def panel(desk, theme, qtbot):
    panel = SourcingPanel(desk, theme)
    qtbot.addWidget(panel)
    panel.resize(324, 700)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


@pytest.fixture
def reading(story):
    return story.reading(sourcing=find_sources(story.article(), story.analysis()))


@pytest.fixture
def sources(desk, panel, reading):
    desk.show(reading)
    return panel.findChild(QuoteList, "sourcingList")


def index_of(view, name):
    model = view.model()
    return next(model.index(i) for i in range(model.rowCount()) if model.index(i).data() == name)


def source(name, share, words=100):
    return QuotedSource(None, name, None, 1, words, share)


def test_rows_are_sources_by_words_and_below_them_who_is_never_quoted(desk, panel, sources, story, reading):
    model = sources.model()
    assert [model.index(i).data() for i in range(model.rowCount())] == [
        "4 quotes, 3 sources. 20 words, 9 of them verbatim.",
        "",
        "Named people",
        "Institutions",
        "Source open",
        "By source",
        "a senior official",
        "Ana Reis",
        "Port Council",
        "Paraphrased only",
        "a senior official",
        "Cues by class",
        "Neutral said told called no cue",
    ]
    quotes = tuple(quote for quote in story.analysis().quotes if quote.entity != "e2")
    analysis = Analysis(story.analysis().entities, quotes)
    desk.show(story.reading(id="two", analysis=analysis, sourcing=find_sources(story.article(), analysis)))
    assert [model.index(i).data() for i in range(model.rowCount())][-4:-2] == [
        "Spoken of, never quoted",
        "Port Council",
    ]


def test_rows_speak_in_sentences_and_titles_cannot_be_chosen(sources):
    words = index_of(sources, "Ana Reis").data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "Ana Reis, 6 words, 6 of them verbatim, 1 quote"
    assert index_of(sources, "By source").flags() == Qt.ItemFlag.NoItemFlags


@pytest.mark.parametrize(
    ("sources", "sentence"),
    [
        ((), "Nobody is named for what is quoted."),
        ((source("Ana", 1.0),), "Every quoted word is from Ana."),
        ((source("Ana", 0.66), source("Bo", 0.34, 50)), "Two quoted words in three are from Ana."),
        ((source("Ana", 0.51), source("Bo", 0.49, 99)), "Half of the quoted words are from Ana."),
        ((source("Ana", 0.45), source("Bo", 0.2, 50)), "45 % of the quoted words are from Ana."),
        ((source("Ana", 0.2), source("Bo", 0.19, 90)), "No source is quoted far more than the others."),
        ((source("Ana", 0.5), source("Bo", 0.5)), "No source is quoted far more than the others."),
    ],
)
def test_sentence_says_how_much_the_first_source_has(sources, sentence):
    assert say_sentence(sources) == sentence


def test_click_or_enter_asks_for_the_quotes_of_a_source(panel, sources, qtbot):
    told = []
    panel.quotes_wanted.connect(lambda wanted, _by_speaker: told.append(wanted))
    pos = sources.visualRect(index_of(sources, "Ana Reis")).center()
    qtbot.mouseClick(sources.viewport(), Qt.MouseButton.LeftButton, pos=pos)
    sources.setCurrentIndex(index_of(sources, "a senior official"))
    qtbot.keyClick(sources, Qt.Key.Key_Return)
    assert told == [QuoteFilter(source=SourceKey("e1")), QuoteFilter(source=SourceKey(None, "a senior official"))]


@pytest.fixture
def told(panel):
    told = []
    panel.quotes_wanted.connect(lambda *wanted: told.append(wanted))
    return told


def test_every_number_of_the_counts_leads_to_its_quotes(sources, told, qtbot):
    counts = sources.model().index(0)
    delegate = sources.itemDelegate()
    row = sources.model().row_at(counts)
    for box in delegate._painter.lay_parts(row, sources.viewport().width() - 24):
        pos = (box.translated(16, sources.visualRect(counts).top()).center()).toPoint()
        qtbot.mouseClick(sources.viewport(), Qt.MouseButton.LeftButton, pos=pos)
    everything = QuoteFilter()
    assert told == [
        (everything, False),
        (everything, True),
        (everything, False),
        (QuoteFilter(kinds=frozenset({"direct", "partial"})), False),
    ]


def test_left_and_right_go_from_part_to_part_and_enter_takes_it(panel, sources, told, qtbot):
    sources.setCurrentIndex(index_of(sources, "Neutral said told called no cue"))
    qtbot.keyClick(sources, Qt.Key.Key_Return)
    qtbot.keyClick(sources, Qt.Key.Key_Right)
    qtbot.keyClick(sources, Qt.Key.Key_Return)
    qtbot.keyClick(sources, Qt.Key.Key_Left)
    qtbot.keyClick(sources, Qt.Key.Key_Return)
    neutral = QuoteFilter(stance="neutral")
    assert [wanted for wanted, _ in told] == [neutral, replace(neutral, cue="said"), replace(neutral, cue="")]
    qtbot.keyClick(sources, Qt.Key.Key_Up)
    assert panel._delegate.part is None


def test_class_is_chosen_in_its_row_and_in_the_bar(sources, told, qtbot):
    sources.setCurrentIndex(index_of(sources, "Institutions"))
    qtbot.keyClick(sources, Qt.Key.Key_Return)
    bar = sources.model().index(1)
    box = sources.itemDelegate()._painter.lay_bar(sources.model().row_at(bar), sources.viewport().width() - 24)[2]
    pos = box.translated(16, sources.visualRect(bar).top()).center().toPoint()
    qtbot.mouseClick(sources.viewport(), Qt.MouseButton.LeftButton, pos=pos)
    assert [wanted.source_class for wanted, _ in told] == ["institution", "open"]


def test_keyboard_passes_over_the_bar_to_its_classes(sources, qtbot):
    sources.setCurrentIndex(sources.model().index(0))
    qtbot.keyClick(sources, Qt.Key.Key_Down)
    assert sources.currentIndex().data() == "Named people"


def test_cues_are_those_of_all_sources_or_of_one(panel, sources, told, qtbot):
    assert panel.lens.text() == "All sources"
    next(action for action in panel.make_lens_menu().actions() if action.text() == "Ana Reis 1").trigger()
    assert panel.lens.text() == "Ana Reis"
    sources.setCurrentIndex(index_of(sources, "Neutral told"))
    qtbot.keyClick(sources, Qt.Key.Key_Return)
    assert told == [(QuoteFilter(source=SourceKey("e1"), stance="neutral"), False)]
    panel.show_lens(None)
    assert index_of(sources, "Neutral said told called no cue").isValid()


def test_single_words_are_shown_and_lead_to_their_quotes(desk, panel, story, told, qtbot):
    analysis = story.analysis()
    gift = replace(analysis.quotes[2], parts=(story.span("quiet"),))
    desk.show(story.reading(analysis=replace(analysis, quotes=(*analysis.quotes[:2], gift))))
    view = panel.findChild(QuoteList, "sourcingList")
    view.setCurrentIndex(index_of(view, "One word “quiet”"))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert told == [(QuoteFilter(one_word=True), False)]


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=5), st.integers(60, 900))
def test_classes_fill_their_bar_and_every_one_can_be_seen(words, width):
    shares = tuple(ClassShare(None, 1, count, 0) for count in words)
    boxes = SourcePainter(Theme()).lay_bar(BarRow(shares), width)
    assert boxes[-1].right() == pytest.approx(width)
    assert all(box.width() >= 3 for box in boxes)


def test_who_is_never_quoted_leads_to_the_mentions(desk, panel, story, qtbot):
    analysis = replace(story.analysis(), quotes=story.analysis().quotes[:2])
    desk.show(story.reading(analysis=analysis, sourcing=find_sources(story.article(), analysis)))
    view = panel.findChild(QuoteList, "sourcingList")
    view.setCurrentIndex(index_of(view, "Port Council"))
    for index in (0, 1):
        qtbot.keyClick(view, Qt.Key.Key_Return)
        assert (desk.focus.kind, desk.focus.subject, desk.focus.index) == ("entity", 2, index)


def test_source_of_the_chosen_quote_is_lit(desk, panel, sources):
    desk.focus_on_quote(0)
    assert panel._delegate.chosen == SourceKey(None, "a senior official")
    desk.focus_on_entity(0)
    assert panel._delegate.chosen is None


def test_panel_says_why_it_is_empty(desk, panel, story):
    assert panel._stack.currentWidget() is panel._notice
    desk.show(story.reading(analysis=None))
    assert panel._stack.currentWidget() is panel._waiting
    desk.show(story.reading(analysis=None, problem="It took too long."))
    assert "It took too long." in panel._notice._message.accessibleName()
    desk.show(story.reading(analysis=Analysis()))
    assert "No quotes in this text" in panel._notice._message.accessibleName()


def test_model_keeps_qts_laws(qapp_with_fonts, reading):
    model = SourcingModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show_reading(reading)
    assert isinstance(model.row_at(model.index(5)), TitleRow)
    assert isinstance(model.row_at(model.index(6)), SourceRow)
    model.show_reading(None)
    assert tester.model() is model


def test_picture_is_saved_as_png_and_as_svg(panel, sources, tmp_path):
    assert panel.save_picture(tmp_path / "a.png")
    assert QImage(str(tmp_path / "a.png")).width() == 1680
    assert panel.save_picture(tmp_path / "a.svg")
    words = "".join(ET.parse(tmp_path / "a.svg").getroot().itertext())
    assert "Ana Reis" in words
    assert all(said in words for said in ("Named people", "no cue", "9 of them verbatim."))
    assert "Ferry fares frozen over winter" in words


def test_words_of_a_drawing_keep_their_width_in_other_typefaces(panel, sources, tmp_path):
    panel.save_picture(tmp_path / "a.svg")
    texts = list(ET.parse(tmp_path / "a.svg").getroot().iter("{http://www.w3.org/2000/svg}text"))
    assert len(texts) > 20
    for text in texts:
        assert text.get("font-family").endswith(("', serif", "', sans-serif"))
        px, letters = float(text.get("font-size")), len(text.text)
        assert 0.15 * px * letters < float(text.get("textLength")) < px * letters


def test_picture_that_cannot_be_written_says_so(panel, sources, tmp_path):
    assert not panel.save_picture(tmp_path / "none" / "a.svg")
    assert "cannot be written" in panel._trouble.accessibleName()
    assert panel._trouble.isVisible()
