"""Draw the window in its states, themes and sizes, to be looked at: `python tests/shots.py FOLDER`.

Every state is the shipped program on a library of its own; nothing of the user's is touched.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).parent.parent))

from PySide6.QtCore import QEventLoop, QPoint, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from reader.app.application import Application
from reader.app.shot import wait_until_filled
from reader.app.theme import ThemeName

SIZES = ((1280, 800), (1920, 1080))
THEMES: tuple[ThemeName, ...] = ("light", "dark", "sepia")
STORIES = sorted((Path(__file__).parent / "golden" / "stories").glob("*.txt"))
SETTLE = 200  # ms

State = Callable[[Application], None]


def show_rest(_shown: Application) -> None:
    """Leave the window as it opens."""


def show_mention(shown: Application) -> None:
    """Choose the first entity and go to its second mention."""
    shown.desk.focus_on_entity(0, 1)


def show_quote(shown: Application) -> None:
    """Bring the quotes to the front and choose the second."""
    shown.show_panel("quotes")
    shown.desk.focus_on_quote(1)


def show_page_alone(shown: Application) -> None:
    """Hide both outer columns."""
    for column in ("library", "right"):
        shown.window.show_column(column, shown=False)


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


def find_shots(folder: Path) -> Iterator[tuple[str, list[str], State]]:
    """Return every state: its name, the sources that are opened, and what is done then."""
    binary = folder / "photograph.dat"
    binary.write_bytes(bytes(range(256)) * 40)
    stories = [str(path) for path in STORIES]
    yield "first-run", [], show_rest
    yield "mention", stories, show_mention
    yield "quote", stories, show_quote
    yield "page-alone", stories[:1], show_page_alone
    yield "long", [str(make_long_page(folder))], show_mention
    yield "foreign", [str(make_foreign_page(folder))], show_rest
    yield "failed", [str(binary)], show_rest
    yield "empty", [str(folder / "missing.txt")], show_rest


def draw(name: str, sources: list[str], state: State, size: tuple[int, int], theme: ThemeName, out: Path) -> None:
    """Draw one state."""
    with tempfile.TemporaryDirectory() as library:
        shown = Application(Path(library), sources, theme=theme)
        shown.window.resize(*size)
        wait_until_filled(shown)
        state(shown)
        loop = QEventLoop()
        QTimer.singleShot(SETTLE, loop.quit)
        loop.exec()
        shown.window.grab().save(str(out / f"{name}-{size[0]}-{theme}.png"))
        shown.leave()
        shown.window.close()


def main() -> None:
    """Draw all of them, or those named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("states", nargs="*", help="only these")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    QCursor.setPos(QPoint(-1, -1))
    with tempfile.TemporaryDirectory() as folder:
        for name, sources, state in find_shots(Path(folder)):
            if not options.states or name in options.states:
                for size in SIZES:
                    for theme in THEMES if size == SIZES[0] else THEMES[:1]:
                        draw(name, sources, state, size, theme, options.out)
                        application.processEvents()
                print(name)


if __name__ == "__main__":
    main()
