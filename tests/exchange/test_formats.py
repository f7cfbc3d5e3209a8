"""Every form, whole, against a file that was read by a person; and the forms' own rules for each field."""

import csv
import json
import re
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.exchange.bibliography import make_record, read_date, split_name
from reader.exchange.bibtex import escape, make_bibtex
from reader.exchange.csl import make_csl
from reader.exchange.csv import ENTITY_FIELDS, QUOTE_FIELDS, make_entities_table, make_line, make_quotes_table
from reader.exchange.entries import Contents, Entry
from reader.exchange.formats import FORMATS, is_ours, make_story
from reader.exchange.html import make_html
from reader.exchange.ris import make_ris
from reader.model.analysis import Versions
from reader.model.article import Article, Block, Source
from reader.model.codec import from_format
from reader.model.reading import Reading
from reader.model.span import Span

GOLDEN = Path(__file__).parent.parent / "golden" / "exchange"
PNG = b"\x89PNG\r\n\x1a\n"
ANY = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)))
CSL_NAMES = {
    *("type", "id", "title", "container-title", "source", "publisher-place", "author", "issued", "accessed", "URL"),
    *("language", "keyword", "note", "custom"),
}


@pytest.mark.parametrize("name", ["markdown", "html", "csv", "bibtex", "ris", "csl"])
def test_form_is_as_it_was_when_it_was_reviewed(name, entry):
    made = make_story(name, entry, Contents(), Versions(), lambda _photo: PNG)
    golden = GOLDEN / f"{name}{FORMATS[name].suffix}"
    assert made == golden.read_bytes().decode()


def test_entities_table_is_as_it_was_when_it_was_reviewed(entry):
    assert "".join(make_entities_table([entry])) == (GOLDEN / "entities.csv").read_bytes().decode()


def test_json_is_format_1_and_reads_back(entry):
    made = json.loads(make_story("json", entry, Contents(), Versions(3, 4, "m")))
    assert made["versions"] == {"intake": 3, "analysis": 4, "models": "m"}
    article, analysis = from_format(made)
    assert article == entry.article
    assert analysis.quotes == entry.analysis.quotes


# tables


def test_tables_begin_with_a_byte_order_mark_and_their_fields(entry):
    for table, fields in ((make_quotes_table, QUOTE_FIELDS), (make_entities_table, ENTITY_FIELDS)):
        assert next(iter(table([entry]))).encode().startswith(b"\xef\xbb\xbf" + ",".join(fields).encode())


def test_offsets_of_a_row_are_those_of_its_words(entry):
    rows = list(csv.DictReader(StringIO("".join(make_entities_table([entry])).removeprefix("\ufeff"))))
    for row in rows:
        assert entry.article.text[int(row["start"]) : int(row["end"])] == row["name_as_written"]


@given(st.lists(ANY, min_size=2))
def test_row_reads_back_but_for_what_a_spreadsheet_would_run(cells):
    (read,) = csv.reader(StringIO(make_line(cells), newline=""))
    for cell, back in zip(cells, read, strict=True):
        assert back == (f"'{cell}" if cell[:1] in tuple("=+-@\t\r") else cell)


# HTML


class _Seen(HTMLParser):
    def __init__(self):
        super().__init__()
        self.words, self.tags, self.targets, self.muted = "", [], [], False

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.muted = tag == "style"
        self.targets += [value for name, value in attrs if name in ("href", "src")]
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_data(self, data):
        self.words += "" if self.muted else data


@given(ANY.map(lambda words: " ".join(words.split())).filter(bool))
def test_html_holds_any_words_as_words(words):
    from_golden = _Seen()
    entry = _make_plain(words)
    from_golden.feed(make_html(entry))
    assert from_golden.words.count(words) >= 3  # title, headline, text
    assert set(from_golden.tags) <= {"html", "head", "meta", "title", "style", "body", "main", "p", "h1", "footer"}


def _make_plain(words):
    block = Block("paragraph", Span(0, len(words)))
    return Entry(Reading("a", Article(Source("text", "0"), words, words, (block,))))


def test_html_loads_nothing_and_links_to_the_web_alone(entry):
    seen = _Seen()
    seen.feed(make_html(entry, pictures=lambda _photo: PNG))
    assert "script" not in seen.tags
    assert all(re.match("https://|data:image/png;base64,", target) for target in seen.targets)
    assert "default-src 'none'" in make_html(entry)
    assert not re.search(r"url\(|@import", make_html(entry))


def test_picture_of_another_form_than_png_or_jpeg_stays_out(entry):
    assert "<img" not in make_html(entry, pictures=lambda _photo: b"<svg onload='x'>")


def test_margin_of_a_quote_stands_before_the_block_it_begins_in(entry):
    made = make_html(entry)
    assert made.index('class="margin direct"') < made.index("“We wait,”") < made.index('class="margin partial"')


# bibliographies


def test_bibliography_leaves_out_what_the_story_does_not_say(entry_of):
    bare = dict.fromkeys(("outlet", "published", "language", "place", "address")) | {"byline": (), "subjects": ()}
    record = make_record(entry_of(note="", **bare))
    assert "journal" not in make_bibtex(record)
    assert make_ris(record).startswith("TY  - NEWS\r\nTI  - ")
    assert set(make_csl(record)) == {"id", "type", "title", "accessed", "custom"}


def test_csl_has_no_property_that_its_schema_refuses(entry):
    item = make_csl(make_record(entry))
    assert set(item) <= CSL_NAMES
    assert item["author"] == [{"family": "Finn", "given": "Ada"}, {"family": "de la Cruz", "given": "Rui"}]
    assert item["issued"] == {"date-parts": [[2024, 3, 14]]}


def test_ris_lines_are_tag_two_blanks_hyphen_blank_and_end_with_cr_lf(entry):
    made = make_ris(make_record(entry))
    lines = made.split("\r\n")
    assert lines.pop() == ""
    assert all(re.fullmatch(r"(TY|TI|AU|T2|CY|DA|PY|UR|Y2|LA|KW|AB|N1|ER)  - [^\r\n]*", line) for line in lines)
    assert lines[-1] == "ER  - "
    assert "DA  - 2024/03/14" in lines


@given(ANY)
def test_bibtex_braces_stay_even(words):
    made = re.sub(r"\\[{}]", "", escape(words))
    depth = 0
    for sign in made:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0
    assert depth == 0


@pytest.mark.parametrize(
    ("date", "parts"), [("2024-03-14T08:00Z", (2024, 3, 14)), ("2024-03", (2024, 3)), ("2024", (2024,)), ("May", ())]
)
def test_date_is_read_as_far_as_it_goes(date, parts):
    assert read_date(date) == parts


def test_name_is_parted_before_its_particles():
    assert split_name("Ludwig van Beethoven").turned == "van Beethoven, Ludwig"
    assert split_name("Reuters").turned == "Reuters"


def test_citation_key_is_the_same_each_time_and_another_for_another_story(entry, entry_of):
    key = make_record(entry).key
    assert re.fullmatch(r"finn2024barrier-[0-9a-f]{6}", key)
    assert make_record(entry_of()).key == key != make_record(entry_of(story="other")).key


# whose files


@pytest.mark.parametrize("name", ["markdown", "html", "json", "csv", "bibtex", "csl"])
def test_earlier_export_is_known_again(name, entry):
    made = make_story(name, entry, Contents(), Versions())
    assert is_ours(FORMATS[name], made, entry.reading.id)
    assert not is_ours(FORMATS[name], "---\ntitle: mine\n---\n", entry.reading.id)
    if FORMATS[name].is_apart:
        assert not is_ours(FORMATS[name], made, "another")
