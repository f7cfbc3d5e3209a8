import json

from reader.intake.candidates import Told, order_candidates, put_first
from reader.intake.formats import read_source
from reader.intake.source import make_pasted
from reader.model.article import Candidate

WORDS = "The ferry will sail again on Monday after the council of the harbour agreed to pay for the repairs. " * 6


def page(head, body=""):
    return (
        f"<html lang='en'><head>{head}</head><body><article><h1>Ferry sails</h1>{body}<p>{WORDS}</p></article></body>"
    )


def read(html, **given):
    return read_source(make_pasted(html, kind="html", **given))


def candidates_of(article, field):
    return [(candidate.value, candidate.origin) for candidate in article.source.candidates if candidate.field == field]


def test_page_says_where_each_of_its_fields_stands_in_the_order_of_trust():
    ld = {
        "@type": "NewsArticle",
        "headline": "Ferry sails",
        "datePublished": "2024-05-02",
        "dateModified": "2024-05-03",
        "articleSection": "Harbour",
        "author": {"name": "Ana Reis"},
        "publisher": {"name": "The Post"},
    }
    article = read(
        page(
            f'<script type="application/ld+json">{json.dumps(ld)}</script>'
            '<meta property="article:published_time" content="2024-05-01"><meta property="og:site_name" content="Post">'
            '<meta name="author" content="A. Reis"><link rel="canonical" href="https://post.example/ferry">'
        )
    )
    assert candidates_of(article, "published") == [("2024-05-02", "json_ld"), ("2024-05-01", "meta")]
    assert candidates_of(article, "outlet") == [("Post", "open_graph"), ("The Post", "json_ld")]
    assert candidates_of(article, "byline") == [(("Ana Reis",), "json_ld"), (("A. Reis",), "meta")]
    assert candidates_of(article, "address") == [("https://post.example/ferry", "link")]
    assert candidates_of(article, "changed") == [("2024-05-03", "json_ld")]
    assert candidates_of(article, "section") == [("Harbour", "json_ld")]
    assert (article.source.changed, article.source.section) == ("2024-05-03", "Harbour")
    assert candidates_of(article, "language")[0] == ("en", "page")
    assert candidates_of(article, "title")[0] == ("Ferry sails", "json_ld")


def test_first_candidate_of_a_field_is_what_the_article_has():
    article = read(
        page('<meta property="og:title" content="Ferry sails | Post"><meta name="author" content="A. Reis">')
    )
    for field in {candidate.field for candidate in article.source.candidates}:
        assert candidates_of(article, field)[0][0] == article.field(field)


def test_names_printed_on_the_page_come_from_it():
    article = read(page("", "<p class='byline'>By Ana Reis</p>"))
    assert candidates_of(article, "byline") == [(("Ana Reis",), "page")]


def test_what_was_given_with_the_file_goes_before_what_it_says():
    article = read(
        page('<meta property="article:published_time" content="2024-05-01">'),
        published="2024-06-06",
        address="https://post.example/ferry",
    )
    assert candidates_of(article, "published") == [("2024-06-06", "given"), ("2024-05-01", "meta")]
    assert candidates_of(article, "address")[0] == ("https://post.example/ferry", "given")
    assert article.source.published == "2024-06-06"


def test_pasted_text_has_no_candidates():
    assert read_source(make_pasted(WORDS)).source.candidates == ()


def test_each_value_is_told_once_of_each_origin_and_nothing_of_nothing():
    told = Told()
    for value, origin in (("A", "meta"), ("A", "meta"), (None, "link"), ("", "link"), ((), "link"), ("B", "page")):
        told.add("outlet", value, origin)
    assert order_candidates(told, {"outlet": ("B", "meta")}) == (
        Candidate("outlet", "B", "page"),
        Candidate("outlet", "A", "meta"),
    )
    assert order_candidates(told, {"outlet": ("C", "words")})[0] == Candidate("outlet", "C", "words")
    assert put_first((), "address", None) == ()
