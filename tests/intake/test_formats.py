import subprocess
import sys
from hashlib import sha256

import pytest

from reader.intake.formats import read_source
from reader.intake.source import HandedIn, make_pasted
from reader.model.problem import Problem


def test_sha256_is_that_of_the_bytes_handed_in():
    data = b"Harbour opens\n\nIt opened."
    assert read_source(HandedIn(data)).source.sha256 == sha256(data).hexdigest()


def test_kind_that_is_given_rules(read_text):
    assert read_text("# Harbour\n\n*It* opened.", kind="text").source.kind == "text"


def test_kind_that_is_not_read_is_refused():
    with pytest.raises(Problem, match="odt"):
        read_source(make_pasted("words", kind="odt"))


def test_verbatim_text_may_begin_like_another_kind_of_file():
    text = "{\\rtf1 is how a rich text document begins.\n\nBZhang said so."
    assert read_source(make_pasted(text, verbatim=True)).text == text


def test_verbatim_markup_stays_as_it_stands():
    text = "<p>one</p>\n\n  two  \n"
    article = read_source(make_pasted(text, verbatim=True))
    assert article.text == text
    assert [block.span.cut(text) for block in article.blocks] == ["<p>one</p>", "two"]


def test_nothing_handed_in_is_told_in_plain_words():
    with pytest.raises(Problem, match="nothing in it"):
        read_source(HandedIn(b""))


def test_plain_text_does_not_pay_for_the_parsers_of_pages():
    code = """
import sys
from reader.intake.formats import read_source
from reader.intake.source import make_pasted
read_source(make_pasted("Harbour opens\\n\\nThe harbour of the town was opened on Monday, and it was a good day."))
print([name for name in ("lxml", "trafilatura", "bs4", "markdown_it", "PIL", "py3langid") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
