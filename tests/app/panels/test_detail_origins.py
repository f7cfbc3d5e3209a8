import pytest
from msgspec.structs import replace

from reader.app.panels.detail_origins import find_days_without_year, find_origin, name_origin
from reader.model.analysis import Analysis, Caption
from reader.model.article import Article, Block, Candidate, Source
from reader.model.marks import ArticleNote
from reader.model.span import Span
from reader.reading.corrections import lay_over


def make_article(text="Words.", **source):
    given = {"kind": "text", "sha256": "", **source}
    return Article(Source(**given), "A headline", text, (Block("paragraph", Span(0, len(text))),))


@pytest.mark.parametrize(
    ("field", "source", "words"),
    [
        ("title", {}, "first line of the text"),
        ("place", {"place": "Lisbon"}, "from the dateline"),
        ("byline", {"byline": ("A",)}, "from the line that names the authors"),
        ("language", {"language": "en"}, "told by its words"),
        ("outlet", {}, "the text names none"),
        ("byline", {}, "no line begins with “By”"),
        ("outlet", {"kind": "html"}, "the page says nothing of it"),
        ("outlet", {"kind": "docx"}, "the file says nothing of it"),
        ("place", {"kind": "html"}, "no dateline"),
        ("published", {"kind": "nitf", "published": "2024-01-01"}, "from the agency’s file"),
        ("byline", {"kind": "eml", "byline": ("A",)}, "from the head of the message"),
        ("byline", {"kind": "epub", "byline": ("A",)}, "from the file"),
        ("byline", {"kind": "html", "byline": ("A",)}, "printed on the page"),
    ],
)
def test_each_field_says_where_it_came_from_or_why_it_is_empty(field, source, words):
    assert find_origin(make_article(**source), field) == words


def test_candidate_says_where_the_value_stands():
    told = (Candidate("outlet", "Post", "open_graph"), Candidate("outlet", "P", "json_ld"))
    article = make_article(kind="html", outlet="Post", candidates=told)
    assert find_origin(article, "outlet") == "from the page’s Open Graph tags"
    assert name_origin("language", "page") == "declared by the page"


def test_days_of_an_undated_story_are_told_with_the_photographs():
    article = make_article("The ferry sailed on Friday, the report of Aug. 31 says.")
    analysis = Analysis(captions=(Caption(0, taken="2020-02-03"),))
    reading = lay_over("id", article, analysis, ArticleNote())
    told = "The story says Friday and Aug. 31 but no year; 3 Feb 2020 is the photograph’s."
    assert find_days_without_year(reading) == told
    assert find_days_without_year(replace(reading, analysis=None)) == "The story says Friday and Aug. 31 but no year."
    assert (
        find_days_without_year(lay_over("id", make_article("In May 2020, on 3 May 2021."), None, ArticleNote())) == ""
    )
