import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.intake.credits import find_credit, find_credit_tail, is_agency


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("AP file photo", "AP file photo"),
        ("Northwire file photo", "Northwire file photo"),
        ("(AP Photo/Jane Doe)", "AP Photo/Jane Doe"),
        ("Photo: Jane Doe/Reuters", "Jane Doe/Reuters"),
        ("Photo by Jane Doe/Getty Images", "Jane Doe/Getty Images"),
        ("Foto: dpa", "dpa"),
        ("Crédit photo : Jeanne Martin", "Jeanne Martin"),
        ("© Jane Doe", "Jane Doe"),
        ("AFP", "AFP"),
        ("Jane Doe | AP", "Jane Doe | AP"),
        ("사진=연합뉴스", "연합뉴스"),
        ("写真：山田太郎", "山田太郎"),
        ("Supplied", "Supplied"),
    ],
)
def test_credit_line_gives_its_bare_words(line, words):
    credit = find_credit(line)
    assert credit
    assert line[credit.first : credit.last] == words


@pytest.mark.parametrize(
    "line",
    [
        "The council said the photo was old",
        "A ship passes the bridge on Monday. (AP Photo/Jane Doe)",
        "Foto de familia de la segunda reunión",
        "Harbour opens",
        "He works at Reuters in London and says so often",
    ],
)
def test_what_is_no_credit_line_is_none(line):
    assert find_credit(line) is None


@pytest.mark.parametrize(
    ("caption", "before", "words"),
    [
        ("Chen speaks in Geneva. (AP Photo/Jane Doe)", "Chen speaks in Geneva.", "AP Photo/Jane Doe"),
        ("Der Minister spricht. Foto: dpa", "Der Minister spricht.", "dpa"),
        ("A ship at sea. Photograph: Jane Doe/The Paper", "A ship at sea.", "Jane Doe/The Paper"),
        ("The port (Jane Doe/AP)", "The port", "Jane Doe/AP"),
        ("The port. © AFP", "The port.", "AFP"),
        ("선거 유세를 하고 있다. 고영권 기자", "선거 유세를 하고 있다.", "고영권"),
        ("The port. (Photo: UN Photo. Courtesy of the court)", "The port.", "UN Photo. Courtesy of the court"),
    ],
)
def test_credit_at_the_end_of_a_caption_is_found(caption, before, words):
    credit = find_credit_tail(caption)
    assert credit
    assert caption[: credit.start].rstrip() == before
    assert caption[credit.first : credit.last] == words


@pytest.mark.parametrize("caption", ["The mayor (right) smiles", "She works at Reuters.", "The port in 2020"])
def test_caption_without_a_credit_has_none(caption):
    assert find_credit_tail(caption) is None


def test_agencies_are_known_by_name():
    assert is_agency("AFP")
    assert is_agency("Getty Images")
    assert not is_agency("Jane Doe")


@given(st.text(max_size=300))
def test_credit_lies_inside_its_text(text):
    for credit in (find_credit(text), find_credit_tail(text)):
        if credit:
            assert 0 <= credit.start <= credit.first <= credit.last <= credit.end <= len(text)


@pytest.mark.parametrize(
    ("caption", "words"),
    [
        ("The pier on Monday. (Elena Ruiz/LBC)", "Elena Ruiz/LBC"),
        ("The pier on Monday (Elena Ruiz/Daily Harbour)", "Elena Ruiz/Daily Harbour"),
        ("The pier on Monday (north/south)", None),
        ("The pier on Monday (left/Right)", None),
    ],
)
def test_name_and_house_in_brackets_after_a_caption_are_its_credit(caption, words):
    credit = find_credit_tail(caption)
    assert (credit and caption[credit.first : credit.last]) == words
