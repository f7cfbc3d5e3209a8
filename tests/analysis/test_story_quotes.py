"""Whole wire stories: every quote that a careful reader finds in them, and what their captions say."""

import json
from functools import cache
from pathlib import Path

import pytest

from reader.analysis.analyse import analyse_article
from reader.intake.formats import read_source
from reader.intake.source import HandedIn
from reader.resources import find_resource

GOLDEN = Path(__file__).parent.parent / "golden"
STORIES = ["sample", "nairobi", "bogota", "seoul"]
MOST_OTHERS = 3  # indirect quotes that a reader may or may not count


def story_path(story):
    return find_resource("sample/story.txt") if story == "sample" else GOLDEN / "stories" / f"{story}.txt"


@pytest.fixture(scope="module")
def analysed(engine):
    @cache
    def analyse(story):
        path = story_path(story)
        article = read_source(HandedIn(path.read_bytes(), path.name))
        return article, analyse_article(article, engine)

    return analyse


def expected(story):
    return json.loads((GOLDEN / "quotes" / f"{story}.json").read_text("utf-8"))


def fits(wanted, quote, article, analysis):
    """Say whether a quote is the wanted one: some of its parts begin with the wanted words, in order."""
    parts = [part.cut(article.text) for part in quote.parts]
    places = [next((i for i, part in enumerate(parts) if part.startswith(words)), None) for words in wanted["words"]]
    if None in places or places != sorted(places) or quote.kind != wanted["kind"]:
        return False
    entity = analysis.entity(quote.entity)
    speaker = quote.speaker and quote.speaker.cut(article.text)
    return (
        (entity.name if entity else None) in wanted["who"]
        and wanted.get("speaker", speaker) == speaker
        and wanted.get("stance", quote.stance) == quote.stance
    )


@pytest.mark.parametrize("story", STORIES)
def test_every_quote_of_the_story_is_found_with_its_source(analysed, story):
    article, analysis = analysed(story)
    missing = [
        wanted
        for wanted in expected(story)["quotes"]
        if not any(fits(wanted, q, article, analysis) for q in analysis.quotes)
    ]
    assert missing == []


@pytest.mark.parametrize("story", STORIES)
def test_little_else_is_taken_for_a_quote(analysed, story):
    article, analysis = analysed(story)
    wanted = expected(story)["quotes"]
    others = [q for q in analysis.quotes if not any(fits(one, q, article, analysis) for one in wanted)]
    marked = [q for q in others if q.kind != "indirect"]
    assert len(others) - len(marked) <= MOST_OTHERS
    assert [[part.cut(article.text) for part in q.parts] for q in marked if q.cue is None] == []


@pytest.mark.parametrize("story", STORIES)
def test_caption_says_who_where_and_when(analysed, story):
    _, analysis = analysed(story)
    (caption,) = analysis.captions
    wanted = expected(story)["caption"]
    people = [entity.name for key in caption.people if (entity := analysis.entity(key))]
    assert (caption.place, caption.taken, caption.file_photo) == (
        wanted["place"],
        wanted["taken"],
        wanted["file_photo"],
    )
    assert people == wanted["people"]


def test_story_outside_english_has_quotes_but_no_names(engine):
    text = "Fährleute wollen bleiben\n\nLISSABON (dpa) - „Wir bleiben hier“, sagte die Vorsitzende der Gewerkschaft.\n"
    article = read_source(HandedIn(text.encode(), "fähre.txt"))
    analysis = analyse_article(article, engine)
    assert not analysis.names_read
    assert analysis.entities == ()
    assert [quote.parts[0].cut(article.text) for quote in analysis.quotes] == ["Wir bleiben hier"]
