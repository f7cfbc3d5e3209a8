"""The doors to the window: `dateline [SOURCE …]` and `dateline shot`. Qt is imported here, once it can start."""

import os
import re
import sys
from pathlib import Path

from reader.cli.arguments import Arguments
from reader.cli.lines import print_problem
from reader.cli.statuses import MACHINE_LACKS
from reader.doctor import find_missing_libraries
from reader.model.problem import Problem


def open_window(arguments: Arguments) -> int:
    """Open the window with the sources added; return when it was closed."""
    if lack := find_lack():
        print_problem("", lack)
        return MACHINE_LACKS
    from reader.app import run

    return run(arguments.library, arguments.sources, paste=arguments.paste)


def draw_shot(arguments: Arguments) -> int:
    """Draw the window into a PNG file; no display is needed or touched.

    A story to be drawn comes into the library named, or into a passing one: a picture adds nothing to the reader's own.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if lack := find_lack():
        print_problem("", lack)
        return MACHINE_LACKS
    from reader.app.shot import take_shot

    is_passing = arguments.sources and not arguments.names_library
    return take_shot(
        arguments.out,
        None if is_passing else arguments.library,
        arguments.sources,
        arguments.select,
        arguments.panel,
        arguments.size,
        arguments.theme,
    )


def find_lack() -> Problem | None:
    """Return why Qt could not start on this machine, or None: it would abort the program without a word of use."""
    if sys.platform != "linux":
        return None
    needs_display = os.environ.get("QT_QPA_PLATFORM", "xcb").partition(":")[0] in ("xcb", "wayland")
    missing = [name for name in find_missing_libraries() if needs_display or ("xcb" not in name and "x11" not in name)]
    if missing:
        return Problem(
            "The window needs system libraries that are not installed.",
            f"Install them with: sudo apt-get install {' '.join(missing)}",
        )
    if needs_display and not (_finds_wayland() or _finds_x_server()):
        return Problem(
            "There is no display to open a window on.",
            "Start Dateline on a desktop; its commands and `dateline shot` need none.",
        )
    return None


def _finds_wayland() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY")
    return bool(name) and Path(os.environ.get("XDG_RUNTIME_DIR", "/"), str(name)).exists()


def _finds_x_server() -> bool:
    """Say whether an X server lives behind DISPLAY: one that is named but dead would end in an abort."""
    display = os.environ.get("DISPLAY")
    return bool(display) and (_has_living_lock(str(display)) or _answers())


def _has_living_lock(display: str) -> bool:
    """Say whether a server of this machine holds the display's lock file, as Xorg, Xwayland and Xvfb do."""
    number = re.fullmatch(r":(\d+)(?:\.\d+)?", display)
    if not number:
        return False
    try:
        os.kill(int(Path(f"/tmp/.X{number[1]}-lock").read_text("ascii")), 0)
    except PermissionError:
        return True  # it lives, and is another user's
    except (OSError, ValueError):
        return False
    return True


def _answers() -> bool:
    """Ask the X server itself, wherever it is."""
    import ctypes  # with the asking 3 ms, which a local server's lock file spares

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    is_live = bool(xcb.xcb_connection_has_error(connection) == 0)
    xcb.xcb_disconnect(connection)
    return is_live
