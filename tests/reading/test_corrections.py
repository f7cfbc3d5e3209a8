from reader.model.marks import ArticleNote
from reader.model.reading import Sourcing
from reader.reading.corrections import lay_over


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
