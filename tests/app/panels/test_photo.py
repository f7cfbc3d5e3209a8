"""The card of photographs: picture or quiet place, caption with its names, who, where, when and credit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel, QToolButton

from reader.app.panels.caption import CaptionWords, find_underlines
from reader.app.panels.caption_facts import say_fact
from reader.app.panels.distance import say_distance
from reader.app.panels.photo import PhotoCard
from reader.model.analysis import Analysis, Caption, Entity, Mention
from reader.model.article import Article, Photo, PhotoWords
from reader.model.reading import CaptionFact
from reader.model.span import Span
from reader.reading.caption_check import find_caption_facts


@pytest.fixture
def make_card(desk, theme, qtbot):
    def make(images=lambda story, photo: None, width=376, height=900):
        card = PhotoCard(desk, theme, images)
        qtbot.addWidget(card)
        window = card
        card.resize(width, card.height())
        return window

    return make


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "quay.png"
    image = QImage(800, 400, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    image.save(str(path))
    return path


def words(card, name):
    return card.findChild(QLabel, name).text()


def button(card, name):
    return next(button for button in card.findChildren(QToolButton) if button.accessibleName() == name)


def shown_facts(card):
    facts = card._facts
    return [fact.value.text() for fact in (facts.who, facts.where, facts.when, facts.credit) if fact.shown]


def test_card_shows_caption_and_credit_and_what_the_caption_says(desk, story, make_card):
    card = make_card()
    desk.show(story.reading())
    assert card.objectName() == "photoCard"
    assert words(card, "photoCaption") == "Mayor Ana Reis opens the quay in Setúbal on Feb. 3, 2021."
    assert words(card, "photoCredit") == "Northwire file photo"
    assert shown_facts(card) == ["Ana Reis", "Setúbal", "3 Feb 2021", "Northwire file photo"]
    assert card._place.text() == "1 of 1"


def test_what_the_caption_does_not_say_is_said_to_be_missing(desk, story, make_card):
    card = make_card()
    analysis = Analysis(captions=(Caption(0),))
    desk.show(story.reading(analysis=analysis))
    assert shown_facts(card) == ["Place not given", "Date not given", "Northwire file photo"]


@pytest.mark.parametrize(("taken", "words"), [("2021-02", "Feb 2021"), ("2021", "2021"), ("2021-02-03", "3 Feb 2021")])
def test_date_is_told_as_exactly_as_it_is_known(desk, story, make_card, taken, words):
    card = make_card()
    desk.show(story.reading(analysis=Analysis(captions=(Caption(0, taken=taken),))))
    assert card._facts.when.value.text() == words


def test_file_photo_is_said_where_the_credit_does_not(desk, story, make_card):
    card = make_card()
    article = story.article()
    photo = Photo(None, article.photos[0].caption, story.span("Northwire"))
    article = Article(article.source, article.title, article.text, article.blocks, (photo,))
    desk.show(story.reading(article=article))
    assert words(card, "photoCredit") == "Northwire · file photo"


def test_facts_wait_as_bars_while_the_caption_is_being_read(desk, story, make_card):
    card = make_card()
    desk.show(story.reading(analysis=None))
    assert card._facts.who.waiting
    height = card.height()
    desk.show(story.reading())
    assert not card._facts.who.waiting
    assert card.height() == height


def test_long_credit_stands_below_from_the_first_and_stays_there(desk, story, make_card):
    card = make_card(width=324)
    article = story.article()
    photo = Photo(None, article.photos[0].caption, story.span("SETÚBAL (Northwire)"))
    article = Article(article.source, article.title, article.text, article.blocks, (photo,))
    desk.show(story.reading(article=article, analysis=None))
    height = card.height()
    assert card._facts.credit.label.isHidden()
    desk.show(story.reading(article=article))
    assert (card.height(), card._facts.credit.label.isHidden()) == (height, True)


def test_story_without_photograph_takes_one_line(desk, story, make_card):
    card = make_card()
    article = story.article()
    desk.show(story.reading(article=Article(article.source, article.title, article.text, article.blocks)))
    assert card.height() == 44
    assert card.accessibleName() == "No picture came with this text"
    assert words(card, "photoCaption") == ""


def test_picture_takes_the_width_and_at_most_200(desk, story, make_card, picture, qtbot):
    asked = []
    card = make_card(lambda story, photo: asked.append((story, photo)) or picture)
    desk.show(story.reading())
    assert asked == [("one", story.article().photos[0])]
    assert card._picture.size().toTuple() == (344, 172)
    card.show()
    qtbot.waitUntil(lambda: not card._picture._image.isNull())
    assert card._picture.grab().toImage().pixelColor(100, 100) == QColor("teal")


def test_broken_picture_leaves_its_quiet_place(desk, story, make_card, tmp_path):
    path = tmp_path / "broken.jpg"
    path.write_bytes(b"no picture at all")
    card = make_card(lambda story, photo: path)
    desk.show(story.reading())
    assert card._picture.size().toTuple() == (72, 72)
    assert card._picture._words == "No picture"


def test_several_photographs_are_turned_over_one_by_one(desk, story, make_card, qtbot):
    card = make_card()
    article = story.article()
    second = Photo(None, story.span("SETÚBAL (Northwire)"))
    article = Article(article.source, article.title, article.text, article.blocks, (*article.photos, second))
    desk.show(story.reading(article=article))
    assert card._place.text() == "1 of 2"
    assert not button(card, "Previous photograph").isEnabled()
    qtbot.mouseClick(button(card, "Next photograph"), Qt.MouseButton.LeftButton)
    assert card._place.text() == "2 of 2"
    assert words(card, "photoCaption") == "SETÚBAL (Northwire)"
    assert words(card, "photoCredit") == ""
    desk.show(story.reading(article=article, analysis=Analysis()))
    assert card._place.text() == "2 of 2"
    desk.show(story.reading(id="two"))
    assert card._place.text() == "1 of 1"


def test_card_folds_to_44_and_says_in_one_line_what_it_holds(desk, story, make_card, qtbot):
    card = make_card()
    desk.show(story.reading())
    told = []
    card.folded_changed.connect(told.append)
    qtbot.mouseClick(button(card, "Fold the photograph"), Qt.MouseButton.LeftButton)
    assert card.height() == 44
    assert card._summary_words() == "Ana Reis · Setúbal · 3 Feb 2021"
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert card.height() > 44
    assert told == [True, False]


def test_low_window_gives_the_squares_width_to_the_caption(desk, story, make_card, qtbot):
    card = make_card()
    desk.show(story.reading())
    card.show()
    assert card.window().height() < 860
    qtbot.waitUntil(lambda: card._picture.isHidden())
    assert card._caption.width() == 376 - 32


def test_empty_card_says_what_will_stand_there(desk, make_card):
    card = make_card()
    assert "its caption and its credit" in card._empty.text()
    assert not card._picture.isHidden()


@given(before=st.text(max_size=20), name=st.text(min_size=1, max_size=10), after=st.text(max_size=20))
def test_underline_stands_under_its_name_in_utf_16_units(before, name, after):
    text = f"{before}{name}{after}"
    span = Span(len(before), len(before) + len(name))
    entity = Entity("e1", "person", name, (Mention(span),))
    underline = find_underlines(Analysis((entity,)), text, Span(0, len(text)))[0]
    units = text.encode("utf-16-le", "surrogatepass")
    assert units[2 * underline.position : 2 * underline.end].decode("utf-16-le", "surrogatepass") == name


def test_names_are_underlined_and_pronouns_are_not(story):
    analysis, text = story.analysis(), story.text
    caption = story.blocks[2].span
    kinds = [line.kind for line in find_underlines(analysis, text, caption)]
    assert kinds == ["place", "person"]


def test_markup_in_a_caption_stays_plain_text(qapp_with_fonts, theme, qtbot):
    caption = CaptionWords(theme, None)
    qtbot.addWidget(caption)
    caption.show_caption("<img src='x.png'> by \u202eevil\n")
    assert caption.textFormat() == Qt.TextFormat.PlainText
    assert caption.text() == "<img src='x.png'> by \ufffdevil "


def test_another_theme_dresses_the_card_at_once(desk, story, make_card, theme):
    card = make_card()
    desk.show(story.reading())
    theme.choose("dark")
    assert card.palette().window().color() == theme.colour("chrome")
    assert card._place.palette().windowText().color() == theme.colour("ink3")


# names in the caption


def place_of(caption, name):
    underline = next(u for u in caption._underlines if caption.text()[u.position : u.end] == name)
    return caption._boxes(underline)[0].center().toPoint()


def test_click_on_a_name_in_the_caption_chooses_that_mention(desk, story, make_card, qtbot):
    card = make_card()
    desk.show(story.reading())
    qtbot.mouseClick(card._caption, Qt.MouseButton.LeftButton, pos=place_of(card._caption, "Ana Reis"))
    assert (desk.focus.kind, desk.focus.subject, desk.focus.index) == ("entity", 1, 0)
    assert card._caption._chosen == (1, 0)


def test_click_beside_the_names_chooses_nothing(desk, story, make_card, qtbot):
    card = make_card()
    desk.show(story.reading())
    qtbot.mouseClick(card._caption, Qt.MouseButton.LeftButton, pos=QPoint(4, 8))
    assert desk.focus is None


def test_keyboard_goes_from_name_to_name_and_enters_one(desk, story, make_card, qtbot):
    card = make_card()
    desk.show(story.reading())
    card.show()
    card.activateWindow()
    card._caption.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(card._caption.hasFocus)
    qtbot.keyClick(card._caption, Qt.Key.Key_Return)
    assert (desk.focus.subject, desk.focus.index) == (1, 0)
    qtbot.keyClick(card._caption, Qt.Key.Key_Right)
    qtbot.keyClick(card._caption, Qt.Key.Key_Return)
    assert (desk.focus.subject, desk.focus.index) == (0, 0)


def test_caption_without_names_takes_no_focus(desk, story, make_card):
    card = make_card()
    desk.show(story.reading(analysis=Analysis()))
    assert card._caption.focusPolicy() == Qt.FocusPolicy.NoFocus


# distance in time


@pytest.mark.parametrize(
    ("taken", "published", "words"),
    [
        ("2024-03-14", "2024-03-14T08:00:00Z", "the day of the story"),
        ("2024-03-13", "2024-03-14", "the day before the story"),
        ("2024-03-15", "2024-03-14", "the day after the story"),
        ("2024-03-09", "2024-03-14", "5 days before the story"),
        ("2024-02-14", "2024-03-14", "4 weeks before the story"),
        ("2023-09-10", "2024-03-14", "6 months before the story"),
        ("2023-03-18", "2024-03-14", "a year before the story"),
        ("2020-02-26", "2022-09-09", "2½ years before the story"),
        ("2019-03-14", "2024-03-14", "5 years before the story"),
        ("2025-03-18", "2024-03-14", "a year after the story"),
        ("2022-03", "2024-03-14", "2 years before the story"),
        ("2024-02", "2024-03-14", ""),
        ("2022", "2024-03-14", ""),
        ("2022-03-01", "2024", ""),
        ("", "2024-03-14", ""),
        ("2022-13-45", "2024-03-14", ""),
    ],
)
def test_distance_is_told_in_words_as_exactly_as_the_dates_are_known(taken, published, words):
    assert say_distance(taken, published) == words


@given(st.dates(), st.dates())
def test_distance_of_any_two_days_has_words(taken, published):
    words = say_distance(taken.isoformat(), published.isoformat())
    assert words.endswith("the story")
    assert (" after " in words) == (taken > published)


@pytest.mark.parametrize("width", [324, 376, 420])
def test_distance_stands_with_the_credit_and_nothing_jumps(desk, story, make_card, width):
    card = make_card(width=width)
    article = story.article()
    article = replace(article, source=replace(article.source, published="2023-08-03"))
    desk.show(story.reading(article=article, analysis=None))
    height = card.height()
    desk.show(story.reading(article=article))
    assert card._facts.distance.value.text() == "2½ years before the story"
    assert card.height() == height
    assert not card._facts.distance.value.geometry().intersects(card._facts.credit.value.geometry())


def test_story_without_a_date_has_no_distance(desk, story, make_card):
    card = make_card()
    desk.show(story.reading())
    assert card._facts.distance.value.isHidden()


def with_words(reading, words):
    photo = replace(reading.article.photos[0], in_file=words)
    return replace(reading, article=replace(reading.article, photos=(photo,)))


def test_card_shows_what_the_file_says_and_in_what_print_differs(desk, story, make_card):
    card = make_card()
    desk.show(story.reading())
    before = card.height()
    said = PhotoWords(
        "", "A crane lifts a boat at night.", ("Tomas Lind",), "Northwire", "Faro", "Portugal", "2019-06-03"
    )
    desk.show(with_words(story.reading(), said))
    assert words(card, "photoInFile") == "A crane lifts a boat at night."
    assert card._in_file._facts.text() == "Tomas Lind · Northwire · Faro, Portugal · 3 Jun 2019"
    assert words(card, "photoPrintedOtherwise") == "Printed otherwise: caption, place, date"
    assert card.height() > before
    assert card._in_file.geometry().bottom() <= card.height()


def test_card_says_nothing_of_a_file_that_says_nothing(desk, story, make_card):
    card = make_card()
    desk.show(with_words(story.reading(), PhotoWords(caption="<b>The quay.</b>")))
    assert card._in_file.isVisibleTo(card)
    desk.show(story.reading())
    assert not card._in_file.isVisibleTo(card)


def facts_of(story, analysis, **source):
    article = story.article()
    article = replace(article, source=replace(article.source, **source))
    return story.reading(article=article, analysis=analysis, caption_facts=find_caption_facts(article, analysis))


def make_lund(story, *spans):
    """Return the analysis of the story with somebody else in its caption, in place of the mayor."""
    reis = story.analysis().entities[1]
    lund = Entity("e5", "person", "Mayor Ana", tuple(map(Mention, spans)))
    others = [entity for entity in story.analysis().entities if entity.key != "e1"]
    told = replace(reis, mentions=reis.mentions[1:])
    return replace(
        story.analysis(), entities=(*others, told, lund), captions=(Caption(0, "Faro", "2021-02-03", True, ("e5",)),)
    )


def test_caption_is_laid_beside_the_story_and_each_fact_leads_to_its_place(desk, story, make_card, qtbot):
    card = make_card()
    found = []
    desk.passage_wanted.connect(found.append)
    desk.show(facts_of(story, make_lund(story, story.span("Mayor Ana")), place="Northwire"))
    only, place = card._beside.lines
    assert [only.text(), place.text()] == ["Mayor Ana: in the caption only", "From Faro; the story is from Northwire"]
    qtbot.mouseClick(only, Qt.MouseButton.LeftButton)
    assert (desk.focus.kind, desk.focus.span) == ("entity", story.span("Mayor Ana"))
    qtbot.keyClick(place, Qt.Key.Key_Space)
    assert found == [story.span("Northwire", 1)]


def test_distance_in_time_leads_to_the_date_in_the_caption(desk, story, make_card, qtbot):
    card = make_card()
    found = []
    desk.passage_wanted.connect(found.append)
    desk.show(facts_of(story, story.analysis(), published="2023-08-03"))
    value = card._facts.distance.value
    assert value.text() == "2½ years before the story"
    qtbot.mouseClick(value, Qt.MouseButton.LeftButton)
    qtbot.keyClick(value, Qt.Key.Key_Return)
    assert found == [story.span("Feb. 3, 2021")] * 2
    desk.show(facts_of(story, story.analysis(), published="2021-02-04"))
    qtbot.mouseClick(value, Qt.MouseButton.LeftButton)
    assert len(found) == 2


def test_card_without_anything_to_say_beside_the_story_says_nothing(desk, story, make_card):
    card = make_card()
    desk.show(facts_of(story, story.analysis()))
    height = card.height()
    assert not card._beside.shown
    desk.show(facts_of(story, make_lund(story, story.span("Mayor Ana"))))
    assert card.height() > height
    desk.show(None)
    assert card._beside.isHidden()


def test_of_many_facts_a_few_are_shown_and_then_all(desk, story, make_card, qtbot):
    card = make_card()
    facts = tuple(CaptionFact("only_here", 0, Span(i, i + 1), "", (f"Name {i}",)) for i in range(6))
    desk.show(story.reading(caption_facts=facts))
    assert [line.text() for line in card._beside.lines][2:] == ["Name 2: in the caption only", "3 more"]
    height = card.height()
    qtbot.mouseClick(card._beside.lines[3], Qt.MouseButton.LeftButton)
    assert len(card._beside.lines) == 6
    assert card.height() > height


def test_spellings_are_told_with_the_paragraph_of_the_other(story):
    fact = CaptionFact("spelled_otherwise", 0, Span(0, 1), "", ("Türk", "Turk"), story.span("told"))
    assert say_fact(fact, story.article()) == "“Türk” here, “Turk” in ¶2"
    assert say_fact(CaptionFact("long_before", 0, Span(0, 1), "", ("2020", "2021-01-01")), story.article())
