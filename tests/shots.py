"""Draw the window in its states, themes and sizes, to be looked at: `python tests/shots.py FOLDER [STATE …]`.

Every state is the shipped program on a library of its own; nothing of the user's is touched. Each is drawn in every
theme and size, with the page's text half as large again, and on a desktop that asks for text half as large again.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).parent.parent))

from PySide6.QtCore import QEventLoop, QPoint, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QTabBar, QWidget

from reader.app.application import Application
from reader.app.shot import find_entity, wait_until_filled
from reader.app.theme import ThemeName

SIZES = ((1280, 800), (1480, 940), (1920, 1080))
THEMES: tuple[ThemeName, ...] = ("light", "dark", "sepia")
STORIES = sorted((Path(__file__).parent / "golden" / "stories").glob("*.txt"))
SETTLE = 200  # ms
LARGER_STEPS = 4  # of the text size: 146 %
SCALED = "1.5"  # what the desktop asks for
SCALED_SIZE = (853, 533)  # 1280 × 800 of the screen's own

State = Callable[[Application], QWidget | None]  # what is to be drawn, where that is not the window


class Shot(NamedTuple):
    """A state: its name, the sources that are opened, and what is done then."""

    name: str
    sources: list[str]
    state: State


def show_rest(_shown: Application) -> None:
    """Leave the window as it opens."""


def show_mention(shown: Application) -> None:
    """Choose the first entity and go to its second mention."""
    shown.desk.focus_on_entity(0, 1)


def show_quote(shown: Application) -> None:
    """Bring the quotes to the front and choose the second."""
    shown.show_panel("quotes")
    shown.desk.focus_on_quote(1)


def show_sourcing(shown: Application) -> None:
    """Bring the sourcing to the front."""
    shown.show_panel("sourcing")


def show_card(shown: Application) -> None:
    """Open the card of a person."""
    shown.desk.focus_on_entity(find_entity(shown.desk, "Marta Queiroz"))
    shown.window.actions_["person"].trigger()


def show_person(shown: Application) -> None:
    """Show what the library has of a person."""
    shown.window.actions_["people"].trigger()
    shown.desk.focus_on_entity(0)
    shown.window.actions_["in_library"].trigger()
    settle()


def show_trash(shown: Application) -> None:
    """Put the open story into the trash and look into that."""
    shown.window.actions_["trash"].trigger()
    settle()
    shelves = shown.window.findChild(QTabBar, "shelves")
    assert shelves is not None
    shelves.setCurrentIndex(3)


def show_page_alone(shown: Application) -> None:
    """Hide both outer columns."""
    for column in ("library", "right"):
        shown.window.show_column(column, shown=False)


def show_search(shown: Application) -> None:
    """Search the library for a word that is there."""
    search_for(shown, "minister")


def show_search_in_vain(shown: Application) -> None:
    """Search the library for a word that is nowhere."""
    search_for(shown, "zeppelin")


def search_for(shown: Application, words: str) -> None:
    """Type into the field over the list."""
    field = shown.window.findChild(QLineEdit, "searchField")
    assert field is not None
    field.setText(words)
    settle()


def show_find(shown: Application) -> None:
    """Find a word on the page."""
    shown.window.actions_["find"].trigger()
    field = shown.window.findChild(QLineEdit, "findField")
    assert field is not None
    field.setText("the")


def show_moved(shown: Application) -> None:
    """Put the note over everything else at the right."""
    assert shown.right is not None
    shown.right.order.move_to("notes", 0)


def show_dialog(name: str) -> State:
    """Return the state in which an action's dialog stands open."""

    def show(shown: Application) -> QWidget | None:
        shown.window.actions_[name].trigger()
        settle()
        dialogs = [each for each in shown.window.findChildren(QDialog) if each.isVisible()]
        return dialogs[-1] if dialogs else None

    return show


def settle() -> None:
    """Let what was begun come to rest."""
    loop = QEventLoop()
    QTimer.singleShot(SETTLE, loop.quit)
    loop.exec()


def make_long_page(folder: Path) -> Path:
    """Write a story of some ten thousand words, made of the golden ones."""
    paragraphs = [line for story in STORIES for line in story.read_text("utf-8").splitlines()[3:] if line.strip()]
    path = folder / "long.txt"
    repeats = 10_000 // sum(len(line.split()) for line in paragraphs) + 1
    path.write_text("\n\n".join(["A story of ten thousand words", *paragraphs * repeats]), "utf-8")
    return path


def make_foreign_page(folder: Path) -> Path:
    """Write a story that is not in English."""
    path = folder / "finnish.txt"
    lines = (
        "Satama sulkee laiturin talveksi",
        "HELSINKI — Satama sulkee itäisen laiturin talven ajaksi, koska jää on rikkonut sen kaiteet.",
        "”Emme voi pitää laituria auki, kun kaiteet puuttuvat”, sanoi satamapäällikkö tiistaina.",
        "Laituri avataan jälleen huhtikuussa, kun korjaukset on tehty ja uudet kaiteet on asennettu paikoilleen.",
    )
    path.write_text("\n\n".join(lines), "utf-8")
    return path


def make_quiet_page(folder: Path) -> Path:
    """Write a story without a name or a quote."""
    path = folder / "quiet.txt"
    path.write_text(
        "The tide comes in\n\nThe water rises twice a day. It falls again, and leaves the sand wet.", "utf-8"
    )
    return path


def find_shots(folder: Path) -> Iterator[Shot]:
    """Return every state; sources that are no shipped ones are written into `folder`."""
    binary = folder / "photograph.dat"
    binary.write_bytes(bytes(range(256)) * 40)
    stories = [str(path) for path in STORIES]
    yield Shot("first-run", [], show_rest)
    yield Shot("card", [], show_card)
    yield Shot("mention", stories, show_mention)
    yield Shot("quote", stories, show_quote)
    yield Shot("sourcing", stories, show_sourcing)
    yield Shot("search", stories, show_search)
    yield Shot("search-in-vain", stories, show_search_in_vain)
    yield Shot("person", stories, show_person)
    yield Shot("trash", stories, show_trash)
    yield Shot("find", stories[:1], show_find)
    yield Shot("moved", stories[:1], show_moved)
    yield Shot("page-alone", stories[:1], show_page_alone)
    yield Shot("long", [str(make_long_page(folder))], show_mention)
    yield Shot("foreign", [str(make_foreign_page(folder))], show_rest)
    yield Shot("quiet", [str(make_quiet_page(folder))], show_rest)
    yield Shot("failed", [str(binary)], show_rest)
    yield Shot("empty", [str(folder / "missing.txt")], show_rest)
    for name in ("guide", "preferences", "report", "shortcuts", "about", "licences", "details", "restore_library"):
        yield Shot(f"dialog-{name}", stories[:1], show_dialog(name))


class Artist:
    """Draws a state in every theme and size: the window is opened once for each theme."""

    def __init__(self, shot: Shot, out: Path) -> None:
        self._shot, self._out = shot, out

    def draw_all(self) -> None:
        """Draw it every way."""
        for theme in THEMES:
            with opened(self._shot, theme) as shown:
                widget = self._shot.state(shown)
                if widget:
                    self._save(widget, f"{theme}")
                    continue
                for width, height in SIZES:
                    shown.window.resize(width, height)
                    self._save(shown.window, f"{width}-{theme}")
                shown.window.resize(*SIZES[0])
                for _ in range(LARGER_STEPS):
                    shown.window.actions_["larger"].trigger()
                self._save(shown.window, f"{SIZES[0][0]}-{theme}-larger")

    def draw_scaled(self) -> None:
        """Draw it as on a desktop with larger text; this process was started for that."""
        with opened(self._shot, THEMES[0], SCALED_SIZE) as shown:
            self._save(self._shot.state(shown) or shown.window, f"{THEMES[0]}-scaled")

    def _save(self, widget: QWidget, how: str) -> None:
        settle()
        widget.grab().save(str(self._out / f"{self._shot.name}-{how}.png"))


class opened:  # noqa: N801 - it is used as a word of `with`
    """A window on a passing library with a state's sources."""

    def __init__(self, shot: Shot, theme: ThemeName, size: tuple[int, int] = SIZES[0]) -> None:
        self._library = tempfile.TemporaryDirectory()
        self._shown = Application(Path(self._library.name), shot.sources, theme=theme)
        self._shown.window.resize(*size)

    def __enter__(self) -> Application:
        wait_until_filled(self._shown)
        return self._shown

    def __exit__(self, *_failed: object) -> None:
        self._shown.leave()
        self._shown.window.close()
        self._library.cleanup()


def main() -> None:
    """Draw all of them, or those named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("states", nargs="*", help="only these")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    is_scaled = "QT_SCALE_FACTOR" in os.environ
    application = QApplication([])
    QCursor.setPos(QPoint(-1, -1))
    with tempfile.TemporaryDirectory() as folder:
        for shot in find_shots(Path(folder)):
            if not options.states or shot.name in options.states:
                artist = Artist(shot, options.out)
                (artist.draw_scaled if is_scaled else artist.draw_all)()
                application.processEvents()
                print(shot.name, flush=True)
    if not is_scaled:
        again = [sys.executable, __file__, str(options.out), *options.states]
        subprocess.run(again, env={**os.environ, "QT_SCALE_FACTOR": SCALED}, check=True)


if __name__ == "__main__":
    main()
