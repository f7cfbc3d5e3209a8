from msgspec.structs import replace

from reader.app.desk import Focus
from reader.app.lit import count_minutes, find_lit, name_speaker, number_of_paragraph, show_counts, show_length
from reader.model.analysis import Entity, Mention
from reader.model.reading import Reading
from reader.model.span import Span


def test_lit_entity_tells_its_mention_and_what_stands_for_it(article, analysis):
    reading = Reading("one", article, analysis=analysis)
    mentions = analysis.entities[0].mentions
    lit = find_lit(reading, Focus("entity", 0, 1, mentions[1].span))
    assert (lit.name, lit.sign, lit.counter) == ("Ana Reis", "person", f"mention 2 of {len(mentions)}")
    assert lit.breakdown == "3 by name, 1 “she”"


def test_descriptions_are_told_word_for_word(article, analysis):
    start = article.text.index("The council")
    council = Entity("e", "work", "Port Council", (Mention(Span(start, start + 11), "description"),))
    lit = find_lit(
        Reading("one", article, analysis=replace(analysis, entities=(council,))), Focus("entity", 0, 0, Span(0, 1))
    )
    assert lit.breakdown == "1 “The council”"
    assert (lit.sign, lit.colour) == ("other", "ink2")


def test_lit_quote_tells_speaker_kind_cue_place_and_length(article, analysis):
    lit = find_lit(Reading("one", article, analysis=analysis), Focus("quote", 0, 0, analysis.quotes[0].parts[0]))
    assert (lit.name, lit.counter, lit.sign) == ("Ana Reis", "quote 1 of 2", "quote-direct")
    assert lit.breakdown == "direct, told, ¶2, 6 words"


def test_quote_without_a_known_speaker_has_the_words_of_the_story(article, analysis):
    partial = analysis.quotes[1]
    assert name_speaker(article, analysis, partial) == "The council"
    assert name_speaker(article, analysis, replace(partial, speaker=None)) == "No speaker named"


def test_nothing_is_lit_without_focus_or_analysis(article, analysis):
    assert find_lit(Reading("one", article, analysis=analysis), None) is None
    assert find_lit(Reading("one", article), Focus("entity", 0, 0, Span(0, 1))) is None
    assert find_lit(None, None) is None


def test_paragraphs_are_numbered_and_captions_are_not(article):
    assert number_of_paragraph(article, Span(article.text.index("SETÚBAL"), 1)) == 1
    assert number_of_paragraph(article, Span(article.text.index("a quiet"), 1)) == 3
    assert number_of_paragraph(article, Span(article.text.index("Mayor"), 1)) == 0


def test_counts_say_what_there_is_or_what_is_being_done(article, analysis):
    assert show_counts(None) == ""
    assert show_counts(Reading("one", article)) == "Finding names and quotes…"
    assert show_counts(Reading("one", article, problem="It failed.")) == ""
    assert show_counts(Reading("one", article, analysis=analysis)) == "2 entities, 2 quotes"
    one = replace(analysis, quotes=analysis.quotes[:1], entities=analysis.entities[:1])
    assert show_counts(Reading("one", article, analysis=one)) == "1 entity, 1 quote"
    assert show_counts(Reading("one", article, analysis=replace(one, names_read=False))) == "1 quote"


def test_length_is_told_in_minutes_and_paragraphs(article):
    assert show_length(Reading("one", article)) == "1 min, 3 paragraphs"
    assert show_length(None) == ""
    assert count_minutes(replace(article, text="word " * 690)) == 3
