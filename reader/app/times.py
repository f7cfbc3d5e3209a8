"""When things happened since the process started, for whoever measures: `DATELINE_TIMES=FILE`."""

import os
import time
from pathlib import Path
from typing import Literal

Event = Literal["window-painted", "story-painted", "panels-filled", "child-ready"]

_IMPORTED = time.monotonic()


def note_time(event: Event) -> None:
    """Append a line `event seconds` to the file that `DATELINE_TIMES` names; without one do nothing."""
    if path := os.environ.get("DATELINE_TIMES"):
        with Path(path).open("a", encoding="ascii") as file:
            file.write(f"{event} {seconds_since_start():.4f}\n")


def seconds_since_start() -> float:
    """Return how long this process runs, to 10 ms on Linux; elsewhere, how long since this module was imported."""
    try:
        fields = Path("/proc/self/stat").read_text("ascii").rpartition(")")[2].split()
    except OSError:
        return time.monotonic() - _IMPORTED
    started = int(fields[19]) / os.sysconf("SC_CLK_TCK")  # proc(5): field 22, counted from the machine's start
    return time.clock_gettime(time.CLOCK_BOOTTIME) - started
