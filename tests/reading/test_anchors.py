from hypothesis import assume, given
from hypothesis import strategies as st

from reader.model.codec import decode, encode
from reader.model.span import Anchor, Span
from reader.reading.anchors import find_again, find_all_again, make_anchor

TEXT = (
    "The lift of Valparaíso runs again 🙂.\n"
    "“Nobody waits longer,” said Olu Reis. “Nobody,” she added, “pays more.”\n"
    "Nobody was asked. Reis left at noon.\n"
    "The council met behind closed doors and said nothing."
)
LETTERS = st.text("ab “”\n🙂é", max_size=40)


def anchor_of(words, nth=0, text=TEXT):
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return make_anchor(text, Span(start, start + len(words)))


def test_anchor_holds_its_words_and_what_stands_around_them():
    anchor = anchor_of("Olu Reis")
    assert anchor.words == "Olu Reis"
    assert anchor.before.endswith("longer,” said ")
    assert len(anchor.before) == len(anchor.after) == 32
    assert anchor_of("The lift").before == ""


def test_passage_is_found_where_it_stands():
    assert find_again(TEXT, anchor_of("Nobody", 1)) == anchor_of("Nobody", 1).span


def test_the_same_words_are_told_apart_by_their_surroundings():
    moved = "A new first paragraph.\n" + TEXT.replace("“Nobody waits longer,” said Olu Reis. ", "")
    found = find_again(moved, anchor_of("Nobody", 2))
    assert moved[found.start :].startswith("Nobody was asked")


def test_words_are_found_though_quote_marks_and_space_were_changed():
    changed = TEXT.replace("“Nobody waits longer,”", '"Nobody  waits longer,"')
    found = find_again(changed, anchor_of("“Nobody waits longer,”"))
    assert found.cut(changed) == '"Nobody  waits longer,"'


def test_corrected_words_are_found_between_their_surroundings():
    changed = TEXT.replace("met behind closed doors", "met behind locked doors")
    found = find_again(changed, anchor_of("behind closed doors"))
    assert found.cut(changed) == "behind locked doors"


def test_passage_that_is_gone_has_lost_its_place():
    assert (
        find_again(TEXT.replace("The council met behind closed doors", "It rained"), anchor_of("closed doors")) is None
    )
    assert find_again("", anchor_of("Nobody")) is None
    assert find_again(TEXT, Anchor(Span(3, 3), "", "", "")) is None


def test_each_of_several_anchors_is_found_or_lost():
    anchors = (anchor_of("noon"), make_anchor("elsewhere", Span(0, 9)))
    assert find_all_again(TEXT, anchors) == {anchors[0]: anchors[0].span, anchors[1]: None}


@given(before=LETTERS, words=st.text("cde 🙂é", min_size=1, max_size=30), after=LETTERS, put=LETTERS, end=LETTERS)
def test_words_that_stand_once_are_found_again_whatever_is_written_around_them(before, words, after, put, end):
    text = before + words + after
    changed = put + before + words + after + end
    assume(text.count(words) == changed.count(words) == 1)
    anchor = make_anchor(text, Span(len(before), len(before) + len(words)))
    found = find_again(changed, anchor)
    assert found == Span(len(put) + len(before), len(put) + len(before) + len(words))


@given(st.lists(st.text("abc d\n", min_size=1, max_size=12), min_size=3, max_size=30), st.data())
def test_passage_is_found_again_when_something_is_put_in_or_taken_out_far_away(words, data):
    text = "".join(words)
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    anchor = make_anchor(text, span)
    put = data.draw(st.text("xyz", max_size=60))
    cut = data.draw(st.integers(0, max(start - 33, 0)))
    kept_before = text[cut:] if start > 33 else text
    changed = put + kept_before
    found = find_again(changed, anchor)
    assert found is not None
    assert found.cut(changed) == anchor.words


@given(text=st.text(max_size=200), data=st.data())
def test_every_span_of_an_unchanged_text_is_found_where_it_is(text, data):
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    anchor = make_anchor(text, span)
    assert find_again(text, anchor) == (span if span.start < span.end else None)
    assert decode(encode(anchor), Anchor) == anchor if text.isprintable() else True
