import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.certainty import _WHY
from reader.reading.reasons import FORMS, Reason, find_reasons

WORDS = st.text("abc éÜ-", min_size=1, max_size=12).map(str.strip).filter(bool)


@pytest.mark.parametrize(
    ("said", "reasons"),
    [
        ("", ()),
        (
            "“It” may be “the report” or “the office”.",
            (("“{0}” may be “{1}” or “{2}”.", ("It", "the report", "the office")),),
        ),
        (
            "The speaker is taken from the quote before. “the aide” is taken to be Ana Reis.",
            (
                ("The speaker is taken from the quote before.", ()),
                ("“{0}” is taken to be {1}.", ("the aide", "Ana Reis")),
            ),
        ),
        (
            "more than one person here is called Reis; may be no name",
            (("more than one person here is called {0}", ("Reis",)), ("may be no name", ())),
        ),
        ("Something else. And more.", (("Something else. And more.", ()),)),
    ],
)
def test_reasons_are_taken_apart_into_form_and_words(said, reasons):
    assert find_reasons(said) == tuple(Reason(*reason) for reason in reasons)


@given(st.lists(st.tuples(st.sampled_from(FORMS), WORDS, WORDS, WORDS), max_size=3))
def test_what_the_analysis_says_is_said_again_whole(chosen):
    sentences = [form.format(*words) for form, *words in chosen]
    assert " ".join(reason.text for reason in find_reasons(" ".join(sentences))) == " ".join(sentences)


def test_every_reason_of_the_analysis_has_a_form():
    for why in _WHY.values():
        assert find_reasons(why) == (Reason(why),)
        assert why in FORMS
