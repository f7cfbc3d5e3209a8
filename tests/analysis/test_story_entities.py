"""Whole wire stories: everybody in them, under one name, with every mention, as a careful reader would list them."""

import json
from pathlib import Path

import pytest

from reader.analysis.joining import join_mentions
from reader.analysis.names import find_names
from reader.intake.source import HandedIn
from reader.pipeline import read
from reader.resources import find_resource

STORIES = Path(__file__).parents[1] / "golden" / "stories"
NAMES = ("lisbon", "bogota", "nairobi", "seoul")


@pytest.fixture(scope="module")
def entities(engine):
    """Return the text and the entities of a story, read once."""
    known = {}

    def find(name):
        if name not in known:
            path = find_resource("sample/story.txt") if name == "lisbon" else STORIES / f"{name}.txt"
            article = read(HandedIn(path.read_bytes(), name=path.name))
            parse = engine.parse(article)
            known[name] = (article.text, join_mentions(article, parse, find_names(article, parse)))
        return known[name]

    return find


def expected(name):
    return json.loads((STORIES / f"{name}.entities.json").read_text(encoding="utf-8"))


CASES = [pytest.param(name, entity, id=f"{name}: {entity['name']}") for name in NAMES for entity in expected(name)]


@pytest.mark.parametrize(("story", "wanted"), CASES)
def test_entity_has_its_kind_names_and_mentions(entities, story, wanted):
    text, found = entities(story)
    entity = next(entity for entity in found if entity.name == wanted["name"])
    words = {form: [m.span.cut(text) for m in entity.mentions if m.form == form] for form in FORMS}
    assert entity.kind == wanted["kind"]
    assert list(entity.aliases) == wanted.get("aliases", [])
    assert len(words["name"]) == wanted["names"]
    assert words["description"] == wanted.get("descriptions", [])
    assert words["pronoun"] == wanted.get("pronouns", [])
    assert (entity.roles[0].text if entity.roles else None) == wanted.get("role")
    assert entity.country == wanted.get("country")


FORMS = ("name", "description", "pronoun")


@pytest.mark.parametrize("story", NAMES)
def test_nobody_is_found_who_is_not_there(entities, story):
    wanted = {(entity["kind"], entity["name"]) for entity in expected(story)}
    found = {(entity.kind, entity.name) for entity in entities(story)[1]}
    open_to_doubt = {("place", "Turkana"), ("place", "Kerio dam")}  # the county or its people; a name or only a dam
    assert found - wanted <= open_to_doubt
