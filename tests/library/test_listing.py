import pytest
from msgspec.structs import replace

from reader.library.listing import PEOPLE, find_first_words, find_people
from reader.model.analysis import Analysis, Entity, Mention
from reader.model.article import Article, Block, Source
from reader.model.span import Span


def make_article(*blocks):
    text = "\n".join(words for _, words in blocks)
    made, start = [], 0
    for kind, words in blocks:
        made.append(Block(kind, Span(start, start + len(words))))
        start += len(words) + 1
    return Article(Source("text", ""), "", text, tuple(made))


@pytest.mark.parametrize(
    ("blocks", "words"),
    [
        ([("headline", "H"), ("standfirst", "S"), ("paragraph", "P")], "S"),
        (
            [("headline", "H"), ("caption", "C"), ("paragraph", "First\n  lines"), ("paragraph", "Second")],
            "First lines",
        ),
        ([("headline", "H")], ""),
        ([], ""),
    ],
)
def test_first_words_are_those_of_the_standfirst_or_the_first_paragraph(blocks, words):
    assert find_first_words(make_article(*blocks)) == words


def test_first_words_end_at_a_word():
    words = find_first_words(make_article(("paragraph", "seven letters " * 100)))
    assert len(words) <= 201
    assert words.endswith(("seven…", "letters…"))


def test_people_come_the_most_mentioned_first():
    def person(name, count):
        return Entity(name, "person", name, tuple(Mention(Span(i, i + 1)) for i in range(count)))

    found = Analysis((person("Ana\nReis", 1), person("Bo", 3), replace(person("Lima", 9), kind="place")))
    assert find_people(found) == ("Bo", "Ana Reis")
    assert len(find_people(Analysis(tuple(person(str(i), 1) for i in range(40))))) == PEOPLE
