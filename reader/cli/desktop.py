"""`dateline --install-desktop`: puts Dateline among the desktop's programs, for this user."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from reader.cli.statuses import DONE
from reader.model.problem import Problem
from reader.resources import find_resource

ID = "org.dateline.dateline"  # of the entry, its description, the icon and the window: desktops join them by it
SIZES = (48, 128, 256)  # px of the icons that are drawn already
_COMMAND = "dateline"
_RESERVED = " \t\n\"'\\><~|&;$*?#()`"


def install_desktop() -> int:
    """Write entry, description and icons below the user's data folder, and print where.

    Raises:
        Problem: this is no desktop of freedesktop.org's.
    """
    if sys.platform in ("win32", "darwin"):
        raise Problem("Menu entries of this kind are for Linux desktops.", "Start Dateline from its own folder.")
    for path in write_entry(find_data_folder(), find_command()):
        print(path)
    return DONE


def find_data_folder() -> Path:
    """Return the folder of the user's data, as the XDG Base Directory Specification has it."""
    named = os.environ.get("XDG_DATA_HOME", "")
    return Path(named) if named.startswith("/") else Path.home() / ".local" / "share"


def find_command() -> tuple[str, ...]:
    """Return the words that start this Dateline: the script of the checkout, the installed command, or Python."""
    script = Path(__file__).parent.parent.parent / _COMMAND
    for path in (script, Path(sys.executable).with_name(_COMMAND)):
        if path.is_file() and os.access(path, os.X_OK):
            return (str(path),)
    return sys.executable, "-P", "-m", "reader"


def write_entry(data: Path, command: Sequence[str]) -> Iterator[Path]:
    """Write everything below `data` and yield each file."""
    folder = find_resource("desktop")
    entry = (folder / f"{ID}.desktop").read_text("utf-8")
    yield _write(data / "applications" / f"{ID}.desktop", set_command(entry, command).encode())
    yield _write(data / "metainfo" / f"{ID}.metainfo.xml", (folder / f"{ID}.metainfo.xml").read_bytes())
    icons = data / "icons" / "hicolor"
    yield _write(icons / "scalable" / "apps" / f"{ID}.svg", (folder / f"{ID}.svg").read_bytes())
    for size in SIZES:
        yield _write(icons / f"{size}x{size}" / "apps" / f"{ID}.png", (folder / f"{ID}-{size}.png").read_bytes())
    if updater := shutil.which("update-desktop-database"):  # else the desktop finds out which files it opens later
        subprocess.run([updater, "-q", str(data / "applications")], check=False)


def set_command(entry: str, command: Sequence[str]) -> str:
    """Return a desktop entry whose lines `Exec` start this command; what they hand to it stays."""
    words = " ".join(map(quote_word, command))
    return entry.replace(f"Exec={_COMMAND}", f"Exec={words}")


def quote_word(word: str) -> str:
    r"""Return a word as the Desktop Entry Specification quotes it.

    In quotation marks ", `, $ and \ are escaped; the file's own escapes then double each \. A % is doubled.
    """
    if any(letter in _RESERVED for letter in word):
        escaped = "".join(f"\\{letter}" if letter in '"`$\\' else letter for letter in word)
        word = '"' + escaped.replace("\\", "\\\\") + '"'
    return word.replace("%", "%%")


def _write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path
