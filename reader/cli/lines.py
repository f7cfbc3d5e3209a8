"""Lines on standard output and standard error: JSON as bytes, words without control characters."""

import sys
from typing import Any

from reader.model.problem import Problem

_CONTROLS = {code: " " for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t"}
_DIRECTIONS = dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))


def harmless(text: str) -> str:
    """Return a text without what commands a terminal or turns its direction."""
    return text.translate(_CONTROLS).translate(_DIRECTIONS)


def print_json(record: dict[str, Any]) -> None:
    """Print one JSON line, in UTF-8 whatever the terminal speaks, at once."""
    from reader.child import make_line  # the window, which prints problems alone, starts 3 ms sooner without

    sys.stdout.flush()
    sys.stdout.buffer.write(make_line(record))
    sys.stdout.buffer.flush()


def print_text(text: str) -> None:
    """Print words; what the terminal's encoding lacks becomes a question mark."""
    encoding = sys.stdout.encoding or "utf-8"
    print(harmless(text).encode(encoding, "replace").decode(encoding), flush=True)


def print_problem(source: str, problem: Problem) -> None:
    """Print one line on standard error: the source, what is wrong with it, what to do."""
    line = " ".join(harmless(f"{source}: {problem}" if source else str(problem)).split())
    encoding = sys.stderr.encoding or "utf-8"
    print("dateline:", line.encode(encoding, "replace").decode(encoding), file=sys.stderr, flush=True)
