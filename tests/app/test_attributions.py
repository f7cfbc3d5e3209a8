from msgspec.structs import replace

from reader.app.attributions import name_as_told, name_class, name_teller, say_attribution, title_of_stance
from reader.app.doubt_words import MARKED, say_doubt, say_doubts
from reader.model.analysis import Quote
from reader.model.reading import Doubt
from reader.model.span import Span
from reader.reading.doubts import ABOUT_NAMES, SENTENCES, find_doubts
from reader.reading.reasons import FORMS, NAMESAKES, ONE_OF_NAMESAKES
from reader.reading.sourcing import CLASSES, STANCES


def test_class_of_a_cue_stands_behind_it_unless_it_is_neutral(article, analysis):
    told = analysis.quotes[0]
    assert say_attribution(article.text, told) == "direct · told"
    assert say_attribution(article.text, replace(told, stance="denying")) == "direct · told, denying"
    assert say_attribution(article.text, replace(told, stance="asking", cue=None)) == "direct · asking"


def test_teller_of_a_quote_is_the_source_around_it_unless_that_is_the_same(article, analysis):
    outer, inner = analysis.quotes
    nested = replace(analysis, quotes=(outer, replace(inner, within=0)))
    assert name_teller(article, nested, nested.quotes[1]) == "Ana Reis"
    assert name_teller(article, nested, outer) == ""
    own = replace(inner, within=0, entity="e1")
    assert name_teller(article, replace(analysis, quotes=(outer, own)), own) == ""
    astray = replace(inner, within=7)
    assert name_teller(article, replace(analysis, quotes=(outer, astray)), astray) == ""
    assert name_as_told("China", "Chen") == "China, as Chen tells it"
    assert name_as_told("China", "") == "China"


def test_every_class_of_sources_and_cues_has_a_name():
    assert len({name_class(known) for known in CLASSES}) == len(CLASSES)
    assert len({title_of_stance(stance) for stance in STANCES}) == len(STANCES)


def test_every_form_of_a_doubt_is_marked_to_be_said_in_another_language():
    beside = {*ABOUT_NAMES, NAMESAKES, ONE_OF_NAMESAKES}  # they become sentences of their own
    assert {*SENTENCES.values(), *ABOUT_NAMES.values(), *FORMS} - beside <= set(MARKED)


def test_doubts_are_said_as_they_are_written(article, analysis):
    vague = replace(analysis.quotes[0], confidence=0.1, reason="The speaker is taken from the quote before. So.")
    nobody = Quote("partial", (Span(0, 4),))
    doubts = find_doubts(article, replace(analysis, quotes=(vague, nobody)))
    assert [say_doubt(doubt) for doubt in doubts] == [doubt.text for doubt in doubts]
    either = Doubt("unsure_pronoun", Span(0, 1), "“it” may be “a” or “b”.", ("it", "a", "b"))
    assert say_doubts((either, either)) == either.text
