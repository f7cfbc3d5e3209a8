"""Addresses on their way out: http and https alone, and passages of a page."""

from urllib.parse import quote as percent

_WEB = ("http://", "https://")
_KEPT = "%/:?#[]@!$&'()*+,;=~-._"
_FIRST_WORDS = 8  # of a passage: enough to find it, few enough to stand on one line of the page's source


def only_web(address: str | None) -> str:
    """Return an http or https address without white space, or nothing: no other kind leaves."""
    address = "".join((address or "").split())
    return address if address.lower().startswith(_WEB) else ""


def make_target(address: str) -> str:
    """Return an address in the signs that addresses are made of, the others quoted."""
    return percent(address.encode("utf-8", "replace"), safe=_KEPT)


def make_passage_address(address: str, words: str) -> str:
    """Return the address of a passage on a page, by its first words, to which browsers scroll (text fragments)."""
    if not address:
        return ""
    target = make_target(address)
    start = percent(" ".join(words.split()[:_FIRST_WORDS]).encode("utf-8", "replace"), safe="").replace("-", "%2D")
    return f"{target}{'' if '#' in target else '#'}:~:text={start}"
