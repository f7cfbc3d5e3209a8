"""The menu entry, its description and the icon: what desktops ask of them, and where they are put."""

import configparser
import os
import shlex
import shutil
import subprocess
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QGuiApplication, QImage

from reader.app.application import DESKTOP_ID, dress_application
from reader.cli import run
from reader.cli.desktop import ID, SIZES, find_command, quote_word, set_command
from reader.resources import find_resource

FOLDER = find_resource("desktop")
KEYS = {
    *("Type", "Version", "Name", "GenericName", "Comment", "Exec", "Icon", "Terminal", "StartupNotify"),
    *("StartupWMClass", "X-GNOME-SingleWindow", "Categories", "Keywords", "MimeType", "Actions"),
}
REGISTERED = {"Network", "News", "Qt", "Office", "Education", "Literature"}


def read_entry(text):
    entry = configparser.RawConfigParser(delimiters=("=",), comment_prefixes=("#",))
    entry.optionxform = str
    entry.read_string(text)
    return entry


@pytest.fixture
def entry():
    return read_entry((FOLDER / f"{ID}.desktop").read_text("utf-8"))


@pytest.fixture
def component():
    return ElementTree.parse(FOLDER / f"{ID}.metainfo.xml").getroot()


def test_entry_has_known_fields_and_all_that_are_needed(entry):
    fields = entry["Desktop Entry"]
    assert set(fields) <= KEYS
    assert (fields["Type"], fields["Terminal"], fields["X-GNOME-SingleWindow"]) == ("Application", "false", "true")
    for lists in ("Categories", "Keywords", "MimeType", "Actions"):
        assert fields[lists].endswith(";")
    assert set(fields["Categories"].split(";")[:-1]) <= REGISTERED
    assert all(kind.count("/") == 1 for kind in fields["MimeType"].split(";")[:-1])
    for action in fields["Actions"].split(";")[:-1]:
        assert set(entry[f"Desktop Action {action}"]) >= {"Name", "Exec"}


def test_one_id_joins_entry_description_icon_and_window(entry, component, qapp):
    dress_application()
    assert entry["Desktop Entry"]["Icon"] == ID == ID.lower() == DESKTOP_ID == QGuiApplication.desktopFileName()
    assert component.findtext("id") == ID
    assert component.findtext("launchable") == f"{ID}.desktop"
    assert component.findtext("icon") == ID
    assert {path.name.removesuffix(path.suffix) for path in FOLDER.glob("*.svg")} == {ID}


def test_description_has_what_software_centres_show(entry, component):
    assert component.get("type") == "desktop-application"
    assert component.findtext("metadata_license") == "CC0-1.0"
    assert component.findtext("project_license") == "Apache-2.0"
    assert len(component.findtext("summary")) < 60
    assert not component.findtext("summary").endswith(".")
    categories = {each.text for each in component.iterfind("categories/category")}
    assert categories <= set(entry["Desktop Entry"]["Categories"].split(";"))
    assert component.find("content_rating").get("type") == "oars-1.1"
    assert component.findtext("provides/binary") == "dateline"


def test_icons_are_as_large_as_they_say(qapp):
    for size in SIZES:
        assert QImage(str(FOLDER / f"{ID}-{size}.png")).width() == size


@pytest.mark.skipif(not shutil.which("appstreamcli"), reason="appstreamcli is not installed")
def test_validator_finds_no_fault_in_the_description():
    checked = subprocess.run(
        ["appstreamcli", "validate", "--no-net", str(FOLDER / f"{ID}.metainfo.xml")], capture_output=True, check=False
    )
    assert not any(line.startswith(b"E:") for line in checked.stdout.splitlines()), checked.stdout


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="desktop-file-validate is not installed")
def test_validator_finds_no_fault_in_the_entry():
    subprocess.run(["desktop-file-validate", str(FOLDER / f"{ID}.desktop")], check=True)


def test_everything_is_put_where_the_desktop_looks(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert run(["--install-desktop"]) == 0
    assert run(["--install-desktop"]) == 0
    written = set(capsys.readouterr().out.splitlines())
    assert written == {str(path) for path in tmp_path.rglob(f"{ID}*")}
    entry = read_entry((tmp_path / "applications" / f"{ID}.desktop").read_text("utf-8"))
    command = shlex.split(entry["Desktop Entry"]["Exec"])
    assert os.access(command[0], os.X_OK)
    assert command[-1] == "%U"
    assert shlex.split(entry["Desktop Action paste"]["Exec"])[-1] == "--paste"
    assert (tmp_path / "icons/hicolor/128x128/apps" / f"{ID}.png").is_file()


def test_command_that_is_written_starts_this_dateline():
    told = subprocess.run([*find_command(), "--version"], capture_output=True, text=True, check=True)
    assert told.stdout.startswith("Dateline ")


@pytest.mark.parametrize(
    ("word", "quoted"),
    [
        ("/usr/bin/dateline", "/usr/bin/dateline"),
        ("/home/a b/dateline", '"/home/a b/dateline"'),
        ('/a"b$c', '"/a\\\\"b\\\\$c"'),
        ("/100%/dateline", "/100%%/dateline"),
    ],
)
def test_words_are_quoted_as_the_specification_says(word, quoted):
    assert quote_word(word) == quoted
    assert f"Exec={quoted} %U" in set_command("Exec=dateline %U", (word,))
