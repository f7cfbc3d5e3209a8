"""The law of the house, checked on its own files."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "reader").rglob("*.py"))
VAGUE = {"utils", "util", "helpers", "helper", "manager", "common", "base", "misc"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_is_a_noun_of_at_most_350_lines_and_says_what_it_is(path):
    source = path.read_text("utf-8")
    assert path.stem not in VAGUE
    assert source.count("\n") <= 350
    assert ast.get_docstring(ast.parse(source))


def test_every_theme_has_the_same_roles():
    tables = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in (ROOT / "resources/themes").glob("*.toml")}
    assert set(tables) == {"light", "dark", "sepia"}
    roles = [set(table["roles"]) for table in tables.values()]
    assert roles[0] == roles[1] == roles[2]


def test_every_library_is_pinned_without_an_address():
    pins = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", pin) for pin in pins)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = project["dependency-groups"].values()
    needs = [*project["project"]["dependencies"], *(need for group in groups for need in group)]
    pinned = {pin.partition("==")[0].lower().replace("_", "-") for pin in pins}
    assert {re.match(r"[\w.-]+", need)[0].lower().replace("_", "-") for need in needs} <= pinned


@pytest.mark.parametrize(
    "module", ["reader.cli", "reader.child", "reader.pipeline", "reader.library.store", "reader.doctor"]
)
def test_what_needs_no_window_never_imports_qt(module):
    code = f"import sys, {module}; sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-P", "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("module", ["reader.cli", "reader.app.application"])
def test_neither_commands_nor_window_load_a_language_model_at_start(module):
    code = f"import sys, {module}; sys.exit(bool({{'spacy', 'trafilatura', 'bs4', 'numpy'}} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-P", "-c", code], check=False).returncode == 0
