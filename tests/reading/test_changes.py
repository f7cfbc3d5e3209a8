from hypothesis import given
from hypothesis import strategies as st

from reader.model.article import Article, Block, Source
from reader.model.span import Span
from reader.reading.changes import Change, find_changes, find_pieces, move_places


def make(*paragraphs):
    text, blocks = "", []
    for words in paragraphs:
        start = len(text) + bool(text)
        text += ("\n" if text else "") + words
        blocks.append(Block("paragraph", Span(start, start + len(words))))
    return Article(Source("text", ""), "", text, tuple(blocks))


A, B, C = "The ferry sails at noon.", "The mayor was not there at all.", "Nobody paid more for it."
PARAGRAPHS = st.lists(st.sampled_from((A, B, C, A + B, "x", "x y")), max_size=8)


def test_paragraphs_are_the_same_added_gone_or_changed():
    changed = B.replace("not", "never")
    assert find_changes(make(A, "Read more", B, C), make("New", A, changed, C)) == (
        Change("added", None, "New"),
        Change("same", A, A),
        Change("gone", "Read more", None),
        Change("changed", B, changed),
        Change("same", C, C),
    )


def test_words_of_a_changed_paragraph_are_told_apart():
    pieces = find_pieces("The mayor was not there.", "The mayor was never there at all.")
    assert [(piece.kind, piece.words) for piece in pieces] == [
        ("same", "The mayor was "),
        ("gone", "not"),
        ("added", "never"),
        ("same", " there"),
        ("added", " at all"),
        ("same", "."),
    ]


@given(PARAGRAPHS, PARAGRAPHS)
def test_changes_hold_both_texts_whole_and_in_order(old, new):
    changes = find_changes(make(*old), make(*new))
    assert [change.before for change in changes if change.before is not None] == old
    assert [change.after for change in changes if change.after is not None] == new


@given(st.text(max_size=60), st.text(max_size=60))
def test_pieces_hold_both_paragraphs_whole(before, after):
    pieces = find_pieces(before, after)
    assert "".join(piece.words for piece in pieces if piece.kind != "added") == before
    assert "".join(piece.words for piece in pieces if piece.kind != "gone") == after


def test_numbers_in_a_note_follow_their_paragraphs_and_lost_ones_stay():
    moved = move_places("¶1, ¶2 and ¶3; ¶40, ¶0", make(A, B, C), make("New", A, C))
    assert moved.text == "¶2, ¶2 and ¶3; ¶40, ¶0"
    assert (moved.moved, moved.lost) == (1, ("¶2",))
