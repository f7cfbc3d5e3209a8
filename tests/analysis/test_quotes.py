"""Quotes: their parts, kind, cue and source."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.analysis.cues import Lexicon
from reader.analysis.joining import join_mentions
from reader.analysis.names import find_names
from reader.analysis.quotes import find_quotes


@pytest.fixture(scope="module")
def lexicon():
    return Lexicon()


@pytest.fixture
def read(engine, make_article, lexicon):
    """Read the quotes of paragraphs into tuples of (kind, parts, cue, speaker, entity’s name)."""

    def read_quotes(*paragraphs):
        article = make_article(*paragraphs)
        parse = engine.parse(article)
        entities = join_mentions(article, parse, find_names(article, parse))
        names = {entity.key: entity.name for entity in entities}
        text = article.text
        return [
            Found(
                quote.kind,
                tuple(part.cut(text) for part in quote.parts),
                quote.cue and quote.cue.cut(text),
                quote.speaker and quote.speaker.cut(text),
                names.get(quote.entity),
                quote,
            )
            for quote in find_quotes(article, parse, entities, lexicon)
        ]

    return read_quotes


class Found:
    def __init__(self, kind, parts, cue, speaker, name, quote):
        self.kind, self.parts, self.cue, self.speaker, self.name, self.quote = kind, parts, cue, speaker, name, quote


def test_quote_split_by_its_cue_is_one_quote(read):
    (found,) = read("“The tide is high,” Marta Queiroz told the harbour board, “and the crews are tired.”")
    assert found.kind == "direct"
    assert found.parts == ("The tide is high,", "and the crews are tired.")
    assert (found.cue, found.speaker, found.name) == ("told", "Marta Queiroz", "Marta Queiroz")


def test_sentence_after_the_cue_belongs_to_the_same_quote(read):
    (found,) = read("“The tide is high,” said Marta Queiroz, the union’s president. “The crews are tired.”")
    assert found.parts == ("The tide is high,", "The crews are tired.")
    assert found.speaker == "Marta Queiroz"


def test_words_in_marks_inside_our_own_clause_are_a_partial_quote(read):
    found = read("Queiroz said the crews would play a “full part” in the talks.")
    assert [(f.kind, f.parts, f.speaker) for f in found] == [("partial", ("full part",), "Queiroz")]


def test_reported_clause_is_an_indirect_quote_without_its_dateline(read):
    (found,) = read("LISBON (Northwire) — The ferries will stop at noon, a senior union official said Tuesday.")
    assert found.kind == "indirect"
    assert found.parts == ("The ferries will stop at noon",)
    assert (found.cue, found.speaker) == ("said", "a senior union official")
    assert found.quote.source_class == "unnamed"


def test_lead_whose_parse_went_wrong_still_ends_at_its_comma(read):
    found = read(
        "NAIROBI (Reuters) — Kenya will no longer share river data with the African Water Commission after it issued "
        "findings faulting Nairobi’s treatment of Turkana herders near Lodwar, a senior Kenyan official said Wednesday."
    )
    lead = next(f for f in found if f.speaker == "a senior Kenyan official")
    assert lead.parts[0].startswith("Kenya will no longer")
    assert lead.parts[-1].endswith("near Lodwar")


def test_that_clause_after_the_cue_is_an_indirect_quote(read):
    (found,) = read("Marta Queiroz said on Monday that the ferries would stop at noon.")
    assert found.parts == ("the ferries would stop at noon",)


def test_according_to_names_a_source_before_and_behind(read):
    (first,) = read("According to the harbour office, nine ferries have stopped since spring.")
    assert (first.parts, first.speaker) == (("nine ferries have stopped since spring",), "the harbour office")
    (second,) = read("Nine ferries have stopped since spring, according to the harbour office.")
    assert (second.parts, second.cue) == (("Nine ferries have stopped since spring",), "according to")


def test_accusation_is_an_indirect_quote_with_its_stance(read):
    (found,) = read("Passenger groups have accused the company of cancelling hundreds of sailings.")
    assert found.parts == ("the company of cancelling hundreds of sailings",)
    assert (found.speaker, found.quote.stance) == ("Passenger groups", "accusing")


def test_calling_in_a_clause_added_to_a_report_has_the_same_source(read):
    found = read(
        "Queiroz said the union will meet the ministry, calling the ministry the “backbone” of any settlement."
    )
    assert [(f.kind, f.speaker, f.cue) for f in found] == [
        ("indirect", "Queiroz", "said"),
        ("partial", "Queiroz", "calling"),
    ]
    assert found[0].parts == ("the union will meet the ministry",)


def test_document_is_a_source_within_what_a_person_says(read):
    found = read(
        "Otieno said the report, which said the dam could displace thousands, contained “borrowed arithmetic” about it."
    )
    nested = next(f for f in found if f.kind == "indirect")
    outer = next(f for f in found if f.kind == "partial")
    assert (nested.speaker, nested.quote.source_class) == ("the report", "document")
    assert nested.parts == ("the dam could displace thousands",)
    assert found[nested.quote.within] is outer
    assert outer.speaker == "Otieno"


def test_it_without_a_name_is_said_to_be_unclear(read):
    found = read(
        "In June the office of Amadou Diallo issued a report. It asked donors to give “prompt scrutiny” to the dam."
    )
    partial = next(f for f in found if f.kind == "partial")
    assert (partial.speaker, partial.quote.stance) == ("It", "asking")
    assert partial.quote.confidence < 0.7
    assert "a report" in partial.quote.reason
    assert "the office of Amadou Diallo" in partial.quote.reason


def test_quote_alone_in_its_paragraph_has_the_speaker_of_the_turn_before(read):
    found = read("“Nobody came,” Marta Queiroz said.", "“Nobody even wrote to us in all that time.”")
    assert [f.name for f in found] == ["Marta Queiroz", "Marta Queiroz"]
    assert found[1].quote.confidence < found[0].quote.confidence
    assert "paragraph before" in found[1].quote.reason


def test_quote_after_a_colon_has_the_speaker_before_it(read):
    (found,) = read("Marta Queiroz put it plainly in her letter to the board: “The crews are tired.”")
    assert found.name == "Marta Queiroz"


def test_quote_over_paragraphs_is_one_quote(read):
    (found,) = read("“We came early,” Marta Queiroz said. “We saw the gates.", "“Then we left again.”")
    assert found.parts == ("We came early,", "We saw the gates.", "Then we left again.")


def test_words_in_marks_without_a_cue_keep_their_speaker_open(read):
    (found,) = read("The old harbour was “a place where nobody asked you anything at all” for many years.")
    assert (found.kind, found.cue, found.speaker, found.name) == ("partial", None, None, None)
    assert found.quote.reason


def test_words_from_a_document_are_its_own(read):
    (found,) = read("From the report: “In general, samples with more elaborate weighting do better.”")
    assert (found.kind, found.speaker, found.quote.source_class) == ("direct", "the report", "document")


def test_scare_quote_is_no_quote(read):
    assert read("The market for “smart” kettles grew by a tenth last year.") == []


def test_headline_that_repeats_marked_words_has_no_quote_of_its_own(read):
    found = read(("headline", "Queiroz says crews are ‘tired’"), "Marta Queiroz said the crews were “tired” of it.")
    assert [f.parts for f in found if f.kind != "indirect"] == [("tired",)]


def test_verbs_in_a_row_are_all_reported(read):
    text = (
        "The groups have accused the army of sweeping people into camps where many have said they were tortured, "
        "sexually assaulted, and forced to abandon their language."
    )
    ends = {f.cue: f.parts[-1].split()[-1] for f in read(text)}
    assert ends["have said"] == "language"


def test_further_verb_of_a_speaker_is_not_that_of_the_clause_before(read):
    found = read("Queiroz said it was too early to celebrate but added, “I think you all know the result.”")
    assert next(f.speaker for f in found if f.kind == "direct") == "Queiroz"


def test_report_within_an_attribution_is_within_it(read):
    found = read("The river rose, Chen said, according to a statement from the ministry.")
    inner = next(f for f in found if f.cue == "said")
    assert found[inner.quote.within].cue == "according to"


@pytest.mark.parametrize(
    "text",
    [
        "She spoke on the BBC’s “Morning Harbour” last week.",
        "Ann Roe, the author of “The Long Ferry,” lives in Leeds.",
        "Joe “Tugboat” Miller keeps the gate.",
    ],
)
def test_title_or_nickname_in_marks_is_no_quote(read, text):
    assert [f for f in read(text) if f.kind != "indirect"] == []


def test_inverted_question_has_its_speaker(read):
    (found,) = read("“Why was I not told?” asked the judge.")
    assert (found.kind, found.cue, found.speaker) == ("direct", "asked", "the judge")


def test_statement_belongs_to_the_cue(read):
    (found,) = read("The European Commission said in a statement that it had “no objection in principle” to the plan.")
    assert (found.cue, found.name) == ("said in a statement", "European Commission")
    assert found.quote.source_class == "institution"


def test_quote_inside_a_quote_is_within_it(read):
    found = read("“The mayor told me, ‘You will never win this case,’ and left,” Marta Queiroz said.")
    inner = next(f for f in found if f.parts[0].startswith("You will"))
    assert inner.quote.within is not None
    assert found[inner.quote.within].name == "Marta Queiroz"


def test_words_between_marks_speak_no_cue_outside_them(read):
    (found,) = read("“If she gets to pick, nothing you can do,” Rao said before leaving.")
    assert found.speaker == "Rao"


def test_verb_that_governs_from_before_outranks_one_behind(read):
    found = read("Cross called the vote “a citizens’ duty” and likened it to the marches of his youth.")
    assert (found[0].cue, found[0].speaker) == ("called", "Cross")


def test_words_named_by_their_owner_are_his(read):
    found = read("Much has changed since his brother’s promise to be “neutral in all that follows”.")
    assert [f.speaker for f in found if f.kind == "partial"] == ["his brother"]


def test_quote_inside_a_quote_that_goes_on_with_the_speaker_is_none_of_its_own(read):
    found = read("“He laughed at me, and I said, ‘Well, it is better than nothing.’ Then he left,” Rao said.")
    assert [f.parts[0][:9] for f in found] == ["He laughe"]


def test_words_in_single_marks_are_no_quote_where_double_marks_quote(read):
    found = read(
        "Ferries stay in port",
        "“The crews are tired,” said Marta Queiroz.",
        "The crews of the ‘Northern Star’ said it was late, and called her ‘slow’.",
    )
    assert not any("slow" in part for f in found for part in f.parts if f.kind != "indirect")


def test_answers_of_an_interview_have_their_label_as_speaker(read):
    found = read(
        "A talk with the harbour master",
        "ROE: How many ferries sailed in the storm?",
        "MARTA QUEIROZ: None of them sailed, and none should have.",
        "ROE: Will the union strike again before summer?",
        "QUEIROZ: You will have to ask the union about that.",
    )
    spoken = [f for f in found if f.kind == "direct"]
    assert [f.speaker for f in spoken] == ["ROE", "MARTA QUEIROZ", "ROE", "QUEIROZ"]


def test_missing_closing_mark_is_told(read):
    found = read("“The crews are tired, Marta Queiroz said on Monday.")
    assert any("closing quotation mark" in f.quote.reason for f in found)


def test_outside_english_marks_alone_make_quotes(make_article):
    article = make_article("»Wir bleiben hier«, sagte sie. Das sei ein „Sieg“.")
    quotes = find_quotes(article, None, ())
    assert [quote.parts[0].cut(article.text) for quote in quotes] == ["Wir bleiben hier", "Sieg"]
    assert all(quote.speaker is None and quote.entity is None and quote.cue is None for quote in quotes)


PIECES = [
    "Marta Queiroz said ", "he said. ", "“", "”", '"', "‘", "’", "«", "»", "the plan was bad, ", "told the board ",
    "We will go on. ", "according to the report ", "It called him a ", "\n", "of the 12\" pipes ", "that ", ": ", "? ",
    "accused Spain of theft", "GENEVA (AP) — ", "🙂 ", "calling it a ",
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=24))
def test_parts_lie_in_the_text_in_order_apart_and_without_their_marks(engine, make_article, lexicon, pieces):
    paragraphs = [line.strip() for line in "".join(pieces).split("\n") if line.strip()]
    article = make_article(*paragraphs)
    parse = engine.parse(article)
    quotes = find_quotes(article, parse, (), lexicon)
    assert quotes == find_quotes(article, parse, (), lexicon)
    for quote in quotes:
        assert quote.parts
        assert all(0 <= part.start < part.end <= len(article.text) for part in quote.parts)
        assert all(a.end <= b.start for a, b in pairwise(quote.parts))
        assert quote.within is None or 0 <= quote.within < len(quotes)
        assert 0 <= quote.confidence <= 1
        if quote.kind != "indirect":
            assert all(not part.cut(article.text).startswith(("“", "«")) or part.start for part in quote.parts)
            assert all(article.text[part.start - 1 : part.start].strip() for part in quote.parts if part.start)
