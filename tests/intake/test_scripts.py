import json

import pytest

from reader.intake.markup import read_tree
from reader.intake.scripts import add_script_story

STORY = "".join(
    f"<p>The port of Lindhaven was opened on day {day}, said “the mayor” of the town.</p>" for day in range(9)
)


def page(script):
    return read_tree(f"<html><body><div id='root'></div><script>{script}</script></body></html>")


def written(text):
    return json.dumps(text).replace("<", "\\u003c")


@pytest.mark.parametrize("layers", [1, 2, 3])
def test_story_inside_strings_of_scripts_is_found(layers):
    script = written(STORY)
    for _ in range(layers - 1):
        script = written(f'{{"id": "7", "title": "Port", "html": {script}, "tail": "x"}}')
    tree = page(f'run(["a", "b", {script}])')
    assert add_script_story(tree)
    assert next(tree.iter("p")).text_content().startswith("The port of Lindhaven was opened on day 0")
    assert len(list(tree.iter("p"))) == 9
    assert '"title"' not in tree.find(".//article").text_content()


def test_data_is_not_taken_for_a_story():
    data = written(json.dumps([{"a": "<br>", "b": "<br>" * 3, "c": "word " * 100}]))
    assert not add_script_story(page(f"run({data})"))


@pytest.mark.parametrize("script", ["", "var a = 1", '"' * 900_000, '"\\' * 400_000, "x" * 5_000])
def test_script_without_a_story_adds_nothing(script):
    assert not add_script_story(page(script))
