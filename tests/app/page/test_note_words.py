"""The words of notes in the margin: lines that fit, and nothing left out that has room."""

import pytest
from PySide6.QtGui import QFontMetricsF

from reader.app.page.note_words import NoteType, NoteWords
from reader.app.theme import load_fonts, make_font


@pytest.fixture
def notes(qapp):
    load_fonts()
    return NoteType(1.0)


def test_a_note_with_room_has_a_line_for_the_speaker_and_one_for_the_rest(notes):
    lines = notes.fit(NoteWords("Tomas Rehn", "direct · said", ""), 138)
    assert (lines.speaker, lines.detail, lines.signed, lines.whole) == (
        ("Tomas Rehn",),
        ("direct · said",),
        False,
        True,
    )


def test_a_note_too_long_for_its_room_goes_on_in_a_second_line(notes):
    lines = notes.fit(NoteWords("the harbour office of Lindhaven", "partial · accused, accusing", "why"), 112)
    assert " ".join(lines.speaker) == "the harbour office of Lindhaven"
    assert " ".join(lines.detail) == "partial · accused, accusing"
    assert lines.number == 4
    assert lines.whole


def test_what_two_lines_do_not_hold_is_cut_and_said_to_be(notes):
    lines = notes.fit(NoteWords("a person who asked that nobody should ever be told the name", "direct", ""), 112)
    assert len(lines.speaker) == 2
    assert lines.speaker[-1].endswith("…")
    assert not lines.whole
    metrics = QFontMetricsF(make_font("sans", 12.5, 600))
    assert all(metrics.horizontalAdvance(line) <= 112 for line in lines.speaker)


def test_a_note_without_a_cue_has_one_line_less(notes):
    assert notes.fit(NoteWords("Rehn", "", ""), 112).number == 1
