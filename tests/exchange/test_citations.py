"""A quote with its citation: words, speaker as described, verb, outlet, date, paragraph, address."""

from msgspec.structs import replace

from reader.exchange.citations import make_citation
from reader.model.analysis import Analysis, Entity, Mention, Quote, Role
from reader.model.article import Article, Block, Source
from reader.model.span import Span

LINES = (
    ("headline", "Barrier vote\nput off"),
    ("paragraph", "Edda Marlow, who leads the harbour board, spoke."),
    ("paragraph", "“We wait,” Marlow said. “We measure.”"),
    ("paragraph", "A senior official said the pumps had run. She called it “luck”."),
    ("caption", "Marlow said nobody would pay."),
)


def make_story(**source):
    text, blocks = "", []
    for kind, words in LINES:
        blocks.append(Block(kind, Span(len(text), len(text) + len(words))))
        text += words + "\n"
    return Article(Source("text", "0", **source), LINES[0][1], text, tuple(blocks))


ARTICLE = make_story(outlet="Harbour Gazette", published="2024-03-14T08:00:00Z", address="https://example.org/a")


def span(words, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = ARTICLE.text.index(words, start + 1)
    return Span(start, start + len(words))


MARLOW = Entity(
    "e1",
    "person",
    "Edda Marlow",
    (
        Mention(span("Edda Marlow")),
        Mention(span("Marlow", 1)),
        Mention(span("A senior official"), "description"),
        Mention(span("She"), "pronoun"),
    ),
    aliases=("Marlow",),
    roles=(Role("who leads the harbour board", span("who leads the harbour board")),),
)
ANALYSIS = Analysis((MARLOW,))
DIRECT = Quote("direct", (span("We wait,"), span("We measure.")), span("said"), span("Marlow", 1), "e1")
INDIRECT = Quote("indirect", (span("the pumps had run"),), span("said", 1), span("A senior official"), "e1")


def test_citation_has_words_speaker_as_described_verb_outlet_date_paragraph_and_address():
    assert make_citation(ARTICLE, ANALYSIS, DIRECT) == (
        "“We wait,” … “We measure.” (Edda Marlow, who leads the harbour board, “said”)\n"
        "“Barrier vote put off”, Harbour Gazette, 14 March 2024, paragraph 2\n"
        "https://example.org/a"
    )


def test_words_of_an_indirect_quote_stand_without_marks_and_its_description_is_kept():
    first = make_citation(ARTICLE, ANALYSIS, INDIRECT).splitlines()[0]
    assert first == ("the pumps had run (Edda Marlow, who leads the harbour board, here “A senior official”, “said”)")


def test_pronoun_is_no_description():
    quote = Quote("partial", (span("luck"),), span("called"), span("She"), "e1")
    assert "She" not in make_citation(ARTICLE, ANALYSIS, quote)


def test_speaker_without_a_name_goes_by_the_words_of_the_story():
    quote = replace(INDIRECT, entity=None)
    assert "(A senior official, “said”)" in make_citation(ARTICLE, ANALYSIS, quote)
    assert "(speaker not named)" in make_citation(ARTICLE, ANALYSIS, Quote("partial", (span("luck"),)))


def test_what_the_story_does_not_say_is_left_out_but_that_it_has_no_date():
    assert make_citation(make_story(agency="Northwire"), ANALYSIS, DIRECT).splitlines()[1:] == [
        "“Barrier vote put off”, Northwire, date not given, paragraph 2"
    ]
    assert "14" not in make_citation(make_story(published="2024-03"), ANALYSIS, DIRECT)


def test_place_outside_the_paragraphs_has_its_name():
    quote = Quote("indirect", (span("nobody would pay"),), None, None, "e1")
    assert make_citation(ARTICLE, ANALYSIS, quote).splitlines()[1].endswith(", caption")


def test_paragraphs_are_counted_from_one_and_nothing_else_is():
    assert [ARTICLE.number_of_paragraph(block.span.start) for block in ARTICLE.blocks] == [0, 1, 2, 3, 0]
    assert ARTICLE.number_of_paragraph(len(ARTICLE.text)) == 0
