"""The log of the program's own mistakes: where each struck, never its message, which may hold words of a story."""

import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

_FILE = "faults.log"
_MOST = 60  # lines that are kept
_DEEPEST = 12  # places named of one fault

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


def read_faults(folder: Path) -> list[str]:
    """Return the last lines of the log in a library's folder; empty where there is none."""
    with suppress(OSError):
        return (folder / _FILE).read_text("utf-8", "replace").splitlines()[-_MOST:]
    return []


def keep_fault(folder: Path, fault: BaseException, now: datetime) -> None:
    """Add where a fault struck to the log; a folder that cannot be written to only means that it is forgotten."""
    lines = [*read_faults(folder), *tell_fault(fault, now)]
    with suppress(OSError):
        (folder / _FILE).write_text("\n".join(lines[-_MOST:]) + "\n", "utf-8")


def tell_fault(fault: BaseException, now: datetime) -> list[str]:
    """Return a line of when and what, and a line for each place on the way to it."""
    frames = traceback.extract_tb(fault.__traceback__)[-_DEEPEST:]
    places = [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return [f"{now.astimezone(UTC):%Y-%m-%d %H:%M:%S}Z {type(fault).__name__}", *places]


def catch_faults(folder: Path, tell: Callable[[], object]) -> None:
    """Keep each fault that nobody caught, and tell of it; whoever runs the program sees it as before."""
    before: Hook = sys.excepthook

    def catch(kind: type[BaseException], fault: BaseException, way: TracebackType | None) -> None:
        before(kind, fault, way)
        if isinstance(fault, Exception):
            keep_fault(folder, fault, datetime.now(UTC))
            tell()

    sys.excepthook = catch
