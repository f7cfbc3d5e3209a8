"""Values on their way into a table."""

from typing import Any


def storable(text: str) -> str:
    """Return a text with U+FFFD for each half of a surrogate pair: no file can hold those."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def given(values: tuple[object, ...]) -> tuple[Any, ...]:
    """Return values as a statement takes them: in their order, or by their names."""
    if len(values) == 1 and isinstance(values[0], dict):
        return values  # values under names, as they came from the database
    return (values,)


def storable_row(values: tuple[object, ...]) -> tuple[object, ...]:
    """Return values with each text as `storable` has it."""
    return tuple(storable(value) if isinstance(value, str) else value for value in values)
