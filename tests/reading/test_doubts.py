from msgspec.structs import replace

from reader.model.analysis import Analysis, Entity, Mention, Quote
from reader.model.article import Article, Block, Source
from reader.model.span import Span
from reader.reading.doubts import UNSURE, doubts_of_quotes, find_doubts

SURE = Quote("direct", (Span(10, 20), Span(30, 40)), speaker=Span(21, 25), entity="a")
ARTICLE = Article(Source("text", ""), "", "x" * 60, (Block("paragraph", Span(0, 60)),))
NAME = Entity("a", "person", "Reis", (Mention(Span(5, 9)), Mention(Span(21, 25))))


def test_sure_analysis_leaves_no_doubt():
    assert find_doubts(ARTICLE, Analysis((NAME,), (SURE,))) == ()


def test_quote_without_a_speaker_is_a_doubt_over_all_its_parts():
    (doubt,) = find_doubts(ARTICLE, Analysis((NAME,), (replace(SURE, speaker=None, entity=None, confidence=0.1),)))
    assert (doubt.kind, doubt.span) == ("no_speaker", Span(10, 40))
    assert doubt.text


def test_speaker_as_written_is_enough():
    assert find_doubts(ARTICLE, Analysis((), (replace(SURE, entity=None),))) == ()


def test_unsure_quote_and_unsure_name_say_why():
    quote = replace(SURE, confidence=UNSURE - 0.1, reason="“He” may be someone else.")
    name = replace(NAME, confidence=UNSURE - 0.1, reason="Only once, at the start of a sentence.")
    doubts = find_doubts(ARTICLE, Analysis((name,), (quote,)))
    assert [(doubt.kind, doubt.span, doubt.text) for doubt in doubts] == [
        ("unsure_entity", Span(5, 9), "Only once, at the start of a sentence."),
        ("unsure_quote", Span(10, 40), "“He” may be someone else."),
    ]


def test_doubts_without_a_reason_still_say_something():
    quote, name = replace(SURE, confidence=0), replace(NAME, confidence=0)
    assert all(doubt.text for doubt in find_doubts(ARTICLE, Analysis((name,), (quote,))))


def kinds_of(article, analysis):
    return [(doubt.kind, doubt.span.cut(article.text), doubt.text) for doubt in find_doubts(article, analysis)]


def test_pronoun_that_speaks_for_nobody_known_needs_a_look_however_sure_the_quote_is(make_article, quote_of):
    article = make_article("“No,” he said.")
    quote = quote_of(article.text, "No,", speaker="he", confidence=0.9)
    assert kinds_of(article, Analysis((), (quote,))) == [("unsure_pronoun", "No,", "It is not clear who “he” is.")]
    either = replace(quote, reason="“he” may be “the mayor” or “the clerk”.")
    (doubt,) = find_doubts(article, Analysis((), (either,)))
    assert (doubt.kind, doubt.values) == ("unsure_pronoun", ("he", "the mayor", "the clerk"))


def test_description_taken_to_be_somebody_is_a_name_joined_on_weak_evidence(make_article, quote_of):
    article = make_article("“No,” the aide said.")
    quote = quote_of(
        article.text, "No,", speaker="the aide", entity="a", confidence=0.63, reason="“the aide” is taken to be Reis."
    )
    (doubt,) = find_doubts(article, Analysis((NAME,), (quote,)))
    assert (doubt.kind, doubt.text, doubt.quote) == ("weak_name", "“the aide” is taken to be Reis.", 0)


def test_same_words_given_to_two_speakers_are_a_doubt_at_the_second(make_article, quote_of):
    text = "“Nobody pays a cent more,” Roe said. Later: “Well, nobody pays a cent more here,” a clerk said."
    article = make_article(text)
    first = quote_of(text, "Nobody pays a cent more,", speaker="Roe")
    second = quote_of(text, "Well, nobody pays a cent more here,", speaker="a clerk")
    assert kinds_of(article, Analysis((), (first, second))) == [
        ("two_speakers", "Well, nobody pays a cent more here,", "These words are given to Roe and to a clerk.")
    ]
    again = replace(second, speaker=first.speaker)
    assert kinds_of(article, Analysis((), (first, again))) == []


def test_quote_within_a_quote_is_not_given_to_two_speakers(make_article, quote_of):
    text = "Roe said: “The clerk told me nobody pays a cent more.”"
    outer = quote_of(text, "The clerk told me nobody pays a cent more.", speaker="Roe")
    inner = quote_of(text, "nobody pays a cent more", speaker="The clerk", within=0)
    assert kinds_of(make_article(text), Analysis((), (outer, inner))) == []


def test_surname_of_two_people_is_a_doubt_where_it_first_stands_alone(make_article):
    text = "Ana Reis and Bo Reis came. Reis spoke. Reis left."
    article = make_article(text)
    mentions = [Span(0, 8), Span(13, 20), Span(27, 31), Span(39, 43)]
    ana = Entity("a", "person", "Ana Reis", (Mention(mentions[0]), Mention(mentions[2])))
    bo = Entity("b", "person", "Bo Reis", (Mention(mentions[1]), Mention(mentions[3])))
    (doubt,) = find_doubts(article, Analysis((ana, bo)))
    assert (doubt.kind, doubt.span, doubt.entity, doubt.mention) == ("same_surname", Span(27, 31), 0, 1)
    assert doubt.text == "More than one person here is called Reis: Ana Reis, Bo Reis."
    unsure = replace(bo, confidence=0.3, reason="more than one person here is called Reis: this may be either")
    assert len(find_doubts(article, Analysis((ana, unsure)))) == 1
    assert (
        find_doubts(
            article, Analysis((replace(ana, mentions=ana.mentions[:1]), replace(bo, mentions=(bo.mentions[0],))))
        )
        == ()
    )


def test_mark_without_a_partner_is_a_doubt_of_its_quote_and_once(make_article, quote_of):
    text = "“No more, Roe said."
    quote = quote_of(text, "No more, Roe said.", confidence=0.4, reason="The closing quotation mark is missing.")
    found = find_doubts(make_article(text), Analysis((), (replace(quote, speaker=Span(10, 13)),)))
    assert [(doubt.kind, doubt.span, doubt.quote) for doubt in found] == [
        ("unmatched_mark", Span(0, 1), 0),
        ("unsure_quote", Span(1, len(text)), 0),
    ]


def test_what_is_said_beside_a_name_becomes_a_sentence(make_article):
    unsure = replace(NAME, mentions=(Mention(Span(0, 4)),), confidence=0.4, reason="could also be a place")
    (doubt,) = find_doubts(make_article("Reis came."), Analysis((unsure,)))
    assert doubt.text == "“Reis” could also be a place."


def test_doubts_of_quotes_stand_under_their_quotes(make_article, quote_of):
    article = make_article("“No,” he said. “So.”")
    quotes = (quote_of(article.text, "No,", speaker="he"), quote_of(article.text, "So."))
    doubts = find_doubts(article, Analysis((), quotes))
    assert {quote: [doubt.kind for doubt in own] for quote, own in doubts_of_quotes(doubts).items()} == {
        0: ["unsure_pronoun"],
        1: ["no_speaker"],
    }
