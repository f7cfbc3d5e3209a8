"""The doors to the window: what the machine lacks is told before Qt would abort; the commands never import it."""

import os
import subprocess
import sys

import pytest

from reader import child
from reader.cli import window

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="Qt finds its display by other means there")


@pytest.fixture
def bare_machine(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(window, "find_missing_libraries", list)
    return monkeypatch


@LINUX
@pytest.mark.parametrize("display", [None, ":4711", "no display"])
def test_machine_without_a_display_is_told_so_with_status_3(bare_machine, dateline, display):
    if display:
        bare_machine.setenv("DISPLAY", display)
    status, out, err = dateline()
    assert (status, out, err.count("\n")) == (3, "", 1)
    assert "no display" in err


@LINUX
def test_server_that_holds_the_lock_of_its_display_lives(monkeypatch, tmp_path):
    lock = tmp_path / "lock"
    monkeypatch.setattr(window, "Path", lambda _name: lock)
    lock.write_text(f"{os.getpid():>10}\n")
    assert window._has_living_lock(":7")
    assert window._has_living_lock(":7.0")
    assert not window._has_living_lock("elsewhere:7")
    lock.write_text("999999999\n")
    assert not window._has_living_lock(":7")
    lock.unlink()
    assert not window._has_living_lock(":7")


@LINUX
def test_wayland_socket_that_is_gone_is_no_display(bare_machine, dateline, tmp_path):
    bare_machine.setenv("WAYLAND_DISPLAY", "wayland-0")
    bare_machine.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert dateline()[0] == 3
    (tmp_path / "wayland-0").touch()
    assert window.find_lack() is None


@LINUX
def test_missing_libraries_are_named_with_the_line_that_installs_them(bare_machine, dateline):
    bare_machine.setattr(window, "find_missing_libraries", lambda: ["libegl1", "libxcb-cursor0"])
    status, _, err = dateline()
    assert (status, err.count("\n")) == (3, 1)
    assert "sudo apt-get install libegl1 libxcb-cursor0" in err
    status, _, err = dateline("shot", "out.png")
    assert status == 3
    assert "install libegl1\n" in err


@LINUX
@pytest.mark.parametrize("named", [True, False])
def test_picture_of_a_story_adds_nothing_to_the_readers_own_library(monkeypatch, dateline, tmp_path, named):
    asked = []
    monkeypatch.setattr("reader.app.shot.take_shot", lambda _out, library, *_rest: asked.append(library) or 0)
    monkeypatch.delenv("DATELINE_LIBRARY")
    words = ["--library", str(tmp_path)] if named else []
    assert dateline(*words, "shot", "out.png", "--open", "story.txt")[0] == 0
    assert asked == [tmp_path if named else None]


@LINUX
def test_picture_needs_no_display(bare_machine):
    bare_machine.setenv("QT_QPA_PLATFORM", "offscreen")
    assert window.find_lack() is None


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["--version"], 0),
        (["--help"], 0),
        (["list"], 0),
        (["show", "nobody"], 1),
        (["note", "nobody"], 1),
        (["add", "/no/such/file"], 1),
        (["analyse", "/no/such/file"], 1),
        (["--licences"], 0),
    ],
)
def test_commands_without_a_window_never_import_qt_nor_a_language_model(words, status):
    code = (
        "import sys\n"
        "from reader.__main__ import main\n"
        "try:\n    status = main(sys.argv[1:])\n"
        "except SystemExit as end:\n    status = end.code\n"
        "loaded = {'PySide6', 'spacy', 'numpy', 'bs4', 'trafilatura'} & set(sys.modules)\n"
        "sys.exit(f'{loaded} were loaded' if loaded else status)\n"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, *words],
        capture_output=True,
        env=child.make_environment(),
        timeout=60,
        check=False,
    )
    assert done.returncode == status, done.stderr
    assert b"loaded" not in done.stderr


def test_version_and_help_load_next_to_nothing(monkeypatch):
    monkeypatch.delenv("DATELINE_LIBRARY")
    code = (
        "import sys\n"
        "from reader.__main__ import main\n"
        "try:\n    main(sys.argv[1:])\n"
        "except SystemExit:\n    pass\n"
        "sys.exit(bool({'msgspec', 'sqlite3', 'subprocess', 'platformdirs', 'threading'} & set(sys.modules)))\n"
    )
    for word in ("--version", "--help"):
        command = [sys.executable, "-P", "-c", code, word]
        assert subprocess.run(command, capture_output=True, env=child.make_environment(), check=False).returncode == 0
