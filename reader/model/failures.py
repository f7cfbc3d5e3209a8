"""How a working process failed, in words for the reader."""

from pathlib import Path

from reader.model.problem import Problem


def slow_page() -> Problem:
    """Return the Problem of a page that did not come in time."""
    return Problem("The page did not come in time.", "Try again later, or open it in a browser.")


def crashed_page() -> Problem:
    """Return the Problem of a page during which the working process ended by itself."""
    return Problem("Fetching it crashed the working process.", "Open it in a browser and paste the story.")


def crashed_story() -> Problem:
    """Return the Problem of a story during which the working process ended by itself."""
    return Problem(
        "Reading it crashed the working process.",
        "The file is kept. A copy saved as plain text may be readable.",
    )


def unstartable_child() -> Problem:
    """Return the Problem of a machine on which working processes do not live."""
    return Problem("The working process that reads stories does not start.", "Run dateline --doctor: it says why.")


def failed_program(fault: Exception) -> Problem:
    """Return the Problem of a bug: where it struck, without its message, which may hold words of a story."""
    import traceback  # the window's start waits for no import that only a failure needs

    frame = traceback.extract_tb(fault.__traceback__)[-1]
    place = f"{type(fault).__name__} in {Path(frame.filename).name}, line {frame.lineno}"
    return Problem(f"Dateline itself failed: {place}.", "Please report this; what was handed in is kept.")
