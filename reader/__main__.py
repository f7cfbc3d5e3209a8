"""The door: `dateline` and `python -m reader`."""

import sys
from collections.abc import Sequence
from pathlib import Path


def main(arguments: Sequence[str] | None = None) -> int:
    """Run Dateline with `arguments` (default: those of the command line) and return its exit status."""
    # each door imports its own house alone: --version answers without msgspec, the working process without argparse
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words[:1] == ["--child"]:
        from reader.child import GIVES_WAY, serve

        return serve(Path(words[1]) if len(words) > 1 else None, gives_way=GIVES_WAY in words[2:])
    from reader.cli import run

    return run(words)


if __name__ == "__main__":
    sys.exit(main())
