import pytest
from PySide6.QtGui import QImage

from reader.app.settings import Settings
from reader.app.shot import take_shot


@pytest.fixture(autouse=True)
def _no_working_process(asked):
    pass


def test_shot_has_the_size_and_the_theme_asked_for(folder, keep, tmp_path, theme):
    keep()
    out = tmp_path / "shot.png"
    assert take_shot(out, folder, (), "ana reis", "quotes", (1280, 800), "dark") == 0
    image = QImage(str(out))
    assert (image.width(), image.height()) == (1280, 800)
    theme.choose("dark")
    assert image.pixelColor(600, 3) == theme.colour("chrome")


def test_shot_remembers_nothing(folder, keep, library, tmp_path):
    keep("Old")
    keep("New")
    assert take_shot(tmp_path / "shot.png", folder, (), None, "quotes", (900, 700), "sepia") == 0
    settings = Settings(folder)
    assert settings.text("theme") == "system"
    assert settings.text("geometry") == ""
    assert library.remembered("article") is None


def test_name_that_is_not_in_the_story_is_told(folder, keep, tmp_path, capsys):
    keep()
    assert take_shot(tmp_path / "shot.png", folder, (), "Nobody") == 1
    assert "“Nobody”" in capsys.readouterr().err


def test_unknown_panel_is_told(folder, keep, tmp_path, capsys):
    keep()
    assert take_shot(tmp_path / "shot.png", folder, (), None, "kitchen") == 1
    assert "entities" in capsys.readouterr().err


def test_file_that_cannot_be_written_is_told(folder, keep, tmp_path, capsys):
    keep()
    assert take_shot(tmp_path / "nowhere" / "shot.png", folder) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_refused_source_is_drawn_and_told(folder, keep, tmp_path, capsys):
    keep()
    out = tmp_path / "shot.png"
    assert take_shot(out, folder, [str(tmp_path / "missing")]) == 1
    assert out.exists()
    assert "missing" in capsys.readouterr().err
