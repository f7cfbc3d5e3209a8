"""Where intake and analysis meet: what each is now, what it costs to know that, and what is missing."""

import subprocess
import sys
from importlib.metadata import version

import pytest

from reader import child, pipeline
from reader.intake.source import HandedIn
from reader.model.analysis import Versions
from reader.model.article import Article, Photo, Source
from reader.model.problem import Problem

STORY = b"""Harbour bridge reopens

PORT ELLEN (Reuters) - The bridge will carry lorries again, Mayor Ingrid Halvorsen said on Monday.
"""


def test_versions_name_the_model_that_is_installed(monkeypatch):
    monkeypatch.delenv("DATELINE_MODEL", raising=False)
    name, number = pipeline.versions().models.partition(",")[0].split()
    assert pipeline.MODEL_PACKAGE.startswith(name)
    assert number == version(pipeline.MODEL_PACKAGE)


def test_another_model_is_another_version(monkeypatch):
    monkeypatch.setenv("DATELINE_MODEL", "en_core_web_md")
    monkeypatch.setenv("DATELINE_NAMES", "nowhere")
    assert pipeline.versions() == Versions(pipeline.INTAKE_VERSION, pipeline.ANALYSIS_VERSION, "en_core_web_md")


def test_source_becomes_an_article_and_the_article_an_analysis():
    article = pipeline.read(HandedIn(STORY, "bridge.txt"))
    analysis = pipeline.analyse(article)
    assert article.title == "Harbour bridge reopens"
    assert all(mention.span.cut(article.text) for entity in analysis.entities for mention in entity.mentions)
    assert "Ingrid Halvorsen" in {entity.name for entity in analysis.entities}


PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw=="
PHOTOGRAPH = Article(Source("html", ""), "", "", (), (Photo(PIXEL),))


def test_photographs_that_came_with_a_source_are_kept_and_counted(tmp_path):
    assert pipeline.keep_photos(PHOTOGRAPH, HandedIn(b""), tmp_path / "photos") == 1
    assert [path.stem for path in (tmp_path / "photos").iterdir()] == [PHOTOGRAPH.photos[0].stem]


def test_story_without_photographs_gets_no_folder(tmp_path):
    assert pipeline.keep_photos(Article(Source("text", ""), "", "", ()), HandedIn(b""), tmp_path / "photos") == 0
    assert not (tmp_path / "photos").exists()


def test_folder_that_cannot_be_written_costs_the_photographs_alone(tmp_path):
    (tmp_path / "photos").write_text("a file")
    assert pipeline.keep_photos(PHOTOGRAPH, HandedIn(b""), tmp_path / "photos") == 0


def test_what_cannot_be_read_is_a_problem():
    with pytest.raises(Problem):
        pipeline.read(HandedIn(b"", "empty.txt"))


@pytest.mark.parametrize("model", ["no_such_model", "/no/such/folder"])
def test_missing_model_is_told_without_loading_anything(monkeypatch, model):
    monkeypatch.setenv("DATELINE_MODEL", model)
    assert model in str(pipeline.find_lack())


def test_model_that_is_there_lacks_nothing(monkeypatch):
    monkeypatch.delenv("DATELINE_MODEL", raising=False)
    assert pipeline.find_lack() is None


def test_model_that_cannot_be_loaded_is_a_problem():
    code = (
        "from reader import pipeline\n"
        "from reader.model.problem import Problem\n"
        "try:\n    pipeline.warm_up()\n"
        "except Problem as problem:\n    raise SystemExit(problem.what)\n"
    )
    environment = child.make_environment() | {"DATELINE_MODEL": "no_such_model"}
    command = [sys.executable, "-P", "-c", code]
    done = subprocess.run(command, capture_output=True, env=environment, timeout=60, check=False)
    assert b"language model cannot be loaded" in done.stderr
