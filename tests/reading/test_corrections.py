from reader.model.marks import ArticleNote, Corrections, FieldCorrection
from reader.model.reading import Sourcing
from reader.reading.corrections import correct, lay_over


def test_reading_has_sourcing_and_doubts_with_its_analysis(make_article, quote_of, analysis_of):
    text = "Reis said “no”. Many speak of a “crisis”."
    article = make_article(text)
    analysis = analysis_of(quote_of(text, "no", speaker="Reis"), quote_of(text, "crisis"))
    reading = lay_over("id", article, analysis, ArticleNote("words", 2))
    assert (reading.id, reading.article, reading.analysis, reading.note.text) == ("id", article, analysis, "words")
    assert [source.name for source in reading.sourcing.sources] == ["Reis"]
    assert [doubt.kind for doubt in reading.doubts] == ["no_speaker"]
    assert reading.problem == ""


def test_story_without_analysis_is_read_with_the_reason_why(make_article):
    reading = lay_over("id", make_article("Words."), None, ArticleNote(), "It took too long.")
    assert reading.analysis is None
    assert reading.sourcing == Sourcing()
    assert reading.problem == "It took too long."


def test_fields_are_as_the_reader_corrects_them_and_what_was_found_stays_beside(make_article):
    article = make_article("Words.")
    made = Corrections().with_field("title", "Yes").with_field("byline", ("A. Chen",)).with_field("outlet", "Post")
    reading = lay_over("id", article, None, ArticleNote(), corrections=made)
    assert reading.article.title == "Yes"
    assert (reading.article.source.byline, reading.article.source.outlet) == (("A. Chen",), "Post")
    assert reading.as_found is article
    assert reading.article.text == article.text


def test_uncorrected_article_is_the_one_that_was_found(make_article):
    article = make_article("Words.")
    reading = lay_over("id", article, None, ArticleNote())
    assert reading.article is article is reading.as_found
    assert reading.found is None


def test_reader_may_say_that_there_is_no_such_thing(make_article):
    article = correct(make_article("Words."), Corrections().with_field("outlet", "Post"))
    made = Corrections().with_field("outlet", "").with_field("byline", ()).with_field("title", "")
    corrected = correct(article, made)
    assert (corrected.title, corrected.source.outlet, corrected.source.byline) == ("", None, ())


def test_later_correction_takes_the_place_of_the_earlier_one():
    made = Corrections(revision=3).with_field("outlet", "A").with_field("place", "B").with_field("outlet", "C")
    assert made.made == (FieldCorrection("place", "B"), FieldCorrection("outlet", "C"))
    assert made.without_field("outlet").find_field("outlet") is None
    assert made.revision == 3
