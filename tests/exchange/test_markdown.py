"""A story as Markdown: read back by a Markdown parser, its words are the story's."""

import json
import re

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace

from reader.exchange.entries import Contents
from reader.exchange.front_matter import quote
from reader.exchange.links import make_passage_address
from reader.exchange.markdown import escape, make_markdown
from reader.intake.source import HandedIn
from reader.pipeline import read

WORDS = st.text(st.sampled_from("ab1 .*_`[]<>~$|^\\#&;=%!()-+>:/“é🙂\"'"), min_size=1, max_size=30)


def parse(words):
    return MarkdownIt("commonmark").parse(words)


def read_text(tokens):
    """Return the words of parsed Markdown, the signs that set them left out."""
    children = (child for token in tokens for child in token.children or ())
    return "".join(child.content if child.type in ("text", "text_special") else f"<{child.type}>" for child in children)


@given(WORDS.map(lambda words: " ".join(words.split())).filter(bool))
def test_escaped_words_read_back_as_they_were(words):
    tokens = parse(escape(words))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert read_text(tokens) == words


@given(st.text(st.characters(exclude_categories=())))
def test_front_matter_string_is_json_too_and_reads_back(words):
    shown = quote(words)
    assert json.loads(shown) == words
    assert shown.startswith('"')
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]", shown)


def test_second_export_of_a_read_again_story_keeps_the_ids(entry):
    later = replace(entry, reading=replace(entry.reading, note=replace(entry.reading.note, text="New.\n\nWho _pays_?")))
    marks = {re.search(r"\^n-\w+", line)[0] for line in make_markdown(entry).splitlines() if "Who _pays_?" in line}
    assert len(marks) == 1
    assert marks.pop() in make_markdown(later)
    assert re.findall(r"\^q-\w+", make_markdown(later)) == re.findall(r"\^q-\w+", make_markdown(entry))


def test_what_is_left_out_leaves_no_trace(entry):
    bare = make_markdown(entry, Contents(text=False, notes=False, quotes=False, entities=False))
    assert "##" not in bare
    assert "LINDHAVEN" not in bare
    assert "entities" not in bare


def test_story_without_analysis_or_note_is_its_text(entry_of):
    plain = make_markdown(entry_of([("headline", "Quay"), ("paragraph", "It rains.")], note="", address=None))
    assert plain.endswith(
        "# Quay\n\nAda Finn, Rui de la Cruz. Harbour Gazette. Lindhaven. 2024-03-14T08:00.\n\nIt rains.\n"
    )


def test_exported_file_is_read_as_the_same_story(entry):
    data = make_markdown(entry, Contents(notes=False, quotes=False, entities=False)).encode()
    article = read(HandedIn(data=data, name="a.md", kind="auto"))
    assert article.title == "Barrier vote put off: *who* pays?"
    assert "“We wait,” Edda Marlow said. “We measure <every> pier & lock.” See the minutes." in article.text
    assert article.source.published.startswith("2024-03-14")


def test_passage_address_keeps_a_fragment_and_quotes_its_words():
    assert make_passage_address("https://example.org/a#b", "one, two-three & four") == (
        "https://example.org/a#b:~:text=one%2C%20two%2Dthree%20%26%20four"
    )
    assert make_passage_address("", "one") == ""
