import pytest

from reader import pipeline
from reader.analysis import names_model


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_NAMES", str(tmp_path))
    monkeypatch.setattr(names_model, "find_spec", lambda name: name)
    (tmp_path / names_model.WEIGHTS).write_bytes(b"weights")
    return tmp_path


def test_model_is_found_where_it_is_said_to_be(folder):
    assert names_model.find_model() == folder
    assert names_model.NAME in pipeline.versions().models


def test_without_weights_there_is_no_model(folder):
    (folder / names_model.WEIGHTS).unlink()
    assert names_model.find_model() is None
    assert names_model.NAME not in pipeline.versions().models


def test_without_its_library_there_is_no_model(folder, monkeypatch):
    monkeypatch.setattr(names_model, "find_spec", lambda _: None)
    assert names_model.find_model() is None
