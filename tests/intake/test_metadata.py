import json

from reader.intake.markup import read_tree
from reader.intake.metadata import read_metadata


def metadata(head, address="https://www.daily-harbour.example/news/opens"):
    return read_metadata(read_tree(f"<html lang='en-GB'><head>{head}</head><body><p>x</p></body></html>"), address)


def ld(**fields):
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


def test_json_ld_gives_authors_date_and_outlet():
    found = metadata(
        ld(
            headline="Harbour opens",
            author=[{"@type": "Person", "name": "Elena Ruiz"}, {"name": "By A. Chen"}],
            datePublished="2024-06-03T10:30:00Z",
            publisher={"name": "Daily Harbour"},
        )
    )
    assert found.byline == ("Elena Ruiz", "A. Chen")
    assert found.published == "2024-06-03T10:30:00+00:00"
    assert found.outlet == "Daily Harbour"
    assert found.language == "en"


def test_json_ld_inside_a_graph_is_found():
    graph = json.dumps({"@graph": [{"@type": "WebPage"}, {"@type": ["NewsArticle"], "headline": "Harbour opens"}]})
    assert metadata(f'<script type="application/ld+json">{graph}</script>').titles.all == ("Harbour opens",)


def test_story_of_this_address_is_trusted_before_its_neighbours():
    other = ld(headline="Other", url="https://www.daily-harbour.example/other", datePublished="2020-01-01")
    own = ld(headline="Own", url="https://www.daily-harbour.example/news/opens", datePublished="2024-06-03")
    assert metadata(other + own).published == "2024-06-03"


def test_broken_json_ld_is_passed_over():
    assert metadata('<script type="application/ld+json">{"@type": "NewsArticle", </script>').titles.all == ()
    assert metadata('<script type="application/ld+json">' + "[" * 50_000 + "</script>").titles.all == ()


def test_json_ld_with_a_comma_too_many_is_read():
    assert metadata('<script type="application/ld+json">{"@type":"Article","headline":"A",}</script>').titles.all == (
        "A",
    )


def test_meta_tags_speak_where_json_ld_is_silent():
    found = metadata(
        '<meta property="og:title" content="Harbour opens | Daily Harbour">'
        '<meta property="og:site_name" content="Daily Harbour"><meta name="author" content="Elena Ruiz and A. Chen">'
        '<meta property="article:published_time" content="2024-06-03">'
        '<link rel="canonical" href="/news/opens">'
    )
    assert found.titles.all == ("Harbour opens",)
    assert found.byline == ("Elena Ruiz", "A. Chen")
    assert found.published == "2024-06-03"
    assert found.address == "https://www.daily-harbour.example/news/opens"


def test_person_is_named_before_the_outlet():
    found = metadata(
        ld(author={"name": "Daily Harbour"}, publisher={"name": "Daily Harbour"})
        + '<meta name="author" content="Elena Ruiz">'
    )
    assert found.byline == ("Elena Ruiz",)


def test_outlet_stands_as_author_where_nobody_else_does():
    assert metadata(ld(author={"name": "Daily Harbour"}, publisher={"name": "Daily Harbour"})).byline == (
        "Daily Harbour",
    )


def test_addresses_that_are_no_addresses_do_no_harm():
    assert metadata('<link rel="canonical" href="http://[bad">', "http://[worse").address is None
    assert metadata('<link rel="canonical" href="javascript:alert(1)">').address is None


def test_outlet_beside_a_person_is_no_author():
    found = metadata(
        ld(
            author=[{"name": "Daily Harbour Desk"}, {"name": "Elena Ruiz (Image: Pier/Stock)"}],
            publisher="Daily Harbour",
        )
    )
    assert found.byline == ("Elena Ruiz",)


def test_office_after_a_korean_name_is_left_out():
    assert metadata('<meta name="author" content="김민수 기자">').byline == ("김민수",)
