import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.intake.encoding import clean_characters, read_characters

RUSSIAN = "Мэр города открыл мост в понедельник, и жители пришли на набережную с детьми. "
GERMAN = "Der Bürgermeister eröffnete die Brücke für Fußgänger, sagte er."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings_are_found_out(encoding):
    text = "Harbour opens in Bogotá\n\nIt opened on Monday."
    assert read_characters(text.encode(encoding)) == text


def test_windows_text_is_found_out():
    text = "The mayor’s “bridge” was opened — at last — near the café on Monday, officials said.\n"
    assert read_characters(text.encode("cp1252")) == text


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_russian_text_is_found_out(encoding):
    assert read_characters(RUSSIAN.encode(encoding)) == RUSSIAN


def test_declared_charset_counts_where_the_bytes_are_not_utf_8():
    page = f'<html><head><meta charset="windows-1251"></head><p>{RUSSIAN}</p>'
    assert read_characters(page.encode("cp1251")) == page


def test_declared_charset_that_lies_is_not_believed():
    page = f'<html><meta charset="utf-8"><p>{GERMAN}</p>'
    assert GERMAN in (read_characters(page.encode("latin-1")) or "")
    lying = f'<html><meta charset="iso-8859-1"><p>{GERMAN}</p>'
    assert GERMAN in (read_characters(lying.encode("utf-8")) or "")


def test_declared_charset_that_does_not_exist_is_passed_over():
    page = f'<html><meta charset="nonsense-8"><p>{GERMAN}</p>'
    assert GERMAN in (read_characters(page.encode("latin-1")) or "")


def test_one_broken_byte_leaves_the_rest_of_the_text_as_it_is():
    data = (GERMAN * 20).encode() + b"\xff" + GERMAN.encode()
    assert read_characters(data) == GERMAN * 20 + "\ufffd" + GERMAN


def test_lone_surrogate_becomes_a_replacement_character():
    assert read_characters("one \ud800 two".encode("utf-8", "surrogatepass")) == "one \ufffd two"


def test_control_characters_go_and_tabs_stay():
    assert clean_characters("a\x00b\x07c\td\x1be\n") == "abc\tde\n"


def test_all_line_ends_become_one():
    assert clean_characters("a\r\nb\rc\nd") == "a\nb\nc\nd"


def test_binary_is_no_text():
    assert read_characters(bytes(range(256)) * 50) is None


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_without_an_error(data):
    text = read_characters(data)
    assert text is None or "\x00" not in text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
def test_utf_8_comes_back_as_it_was_but_for_controls_and_line_ends(text):
    clean = clean_characters(text)
    if text and not text.startswith("\ufeff"):
        read = read_characters(text.encode())
        assert read is None or read == clean or "\x00" in text
