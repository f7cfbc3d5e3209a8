"""The window. The only floor that knows Qt."""

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow


def open_window(library: Path, sources: Sequence[str] = ()) -> "QMainWindow":
    """Open the window on the library in a folder, with these files (or "-": standard input) handed in, and return it.

    A QApplication must be there. The window is shown when this returns; reading goes on in the working process.

    Raises:
        Problem: the library cannot be opened.
    """
    from reader.app.application import Application  # `import reader.app` must not cost the whole of Qt

    return Application(library, sources).window


def run(library: Path, sources: Sequence[str] = (), *, paste: bool = False) -> int:
    """Open the window, stay until it is closed and return the exit status: the door's only call."""
    # nothing is thrown away while the window is made, and looking for it takes a tenth of the time
    gc.disable()
    os.environ.setdefault("QT_XCB_GL_INTEGRATION", "none")  # nothing is drawn by OpenGL, and X11 need not ask for it
    import_module("PySide6.QtCore")
    _spare_the_reading_of_sources()
    from reader.app.start import start

    return start(library, sources, paste=paste)


def _spare_the_reading_of_sources() -> None:
    """Tell PySide6 that our modules have no features to switch; it would read each one's source to find out."""
    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        vars(feature)["_mod_uses_pyside"] = lambda _module: True
