"""What narrows a search, as words in the field: read from them, put into them, taken out of them."""

from datetime import date, timedelta

from reader.library.query import Filter, find_filters


def remove_filter(typed: str, gone: Filter) -> str:
    """Return what was typed without one of its conditions."""
    before, after = typed[: gone.start].rstrip(), typed[gone.end :].lstrip()
    return f"{before} {after}" if before and after else before + after


def remove_fields(typed: str, *fields: str) -> str:
    """Return what was typed without its conditions of some fields."""
    for gone in reversed([each for each in find_filters(typed) if each.field in fields]):
        typed = remove_filter(typed, gone)
    return typed


def add_filter(typed: str, field: str, words: str) -> str:
    """Return what was typed with a condition before it, so that the last word is still the one being typed.

    It takes the place of one of the same field.
    """
    rest = remove_fields(typed, field).strip(" ") if find_filters(typed) else typed.lstrip()
    words = words.replace('"', "")
    asked = (
        f'{field}:"{words}"' if any(not letter.isalnum() and letter != "-" for letter in words) else f"{field}:{words}"
    )
    return f"{asked} {rest}"


def find_scope(typed: str) -> str:
    """Return where a search looks: "quotes", "notes", or "" for everywhere."""
    scopes = [each.words.lower() for each in find_filters(typed) if each.field == "in"]
    return f"{scopes[-1].rstrip('s')}s" if scopes else ""


def find_days(today: date) -> dict[str, str]:
    """Return first days of the spans of time that are offered: a week, a month, this year."""
    return {
        "week": (today - timedelta(days=7)).isoformat(),
        "month": (today - timedelta(days=30)).isoformat(),
        "year": f"{today.year}",
    }
