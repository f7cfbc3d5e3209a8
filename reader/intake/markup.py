"""From the characters of a page to its tree, however deep or broken its markup is."""

import re
from collections import Counter
from contextlib import suppress
from functools import cache

from lxml import etree, html

from reader.intake.tags import HOLLOW
from reader.model.problem import Problem

DEEPEST = 120
MOST_ELEMENTS = 40_000
_LONG_NAMES = etree.XPath(
    " | ".join(
        f"//@{name}[string-length() > 2000]" for name in ("class", "id", "style", "itemprop", "rel", "data-testid")
    )
)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_CLOSED_BY_ITS_LIKE = frozenset(["p", "li", "tr", "td", "th", "dt", "dd", "option"])
_BREAKING = frozenset(
    [
        "p",
        "li",
        "tr",
        "td",
        "th",
        "dt",
        "dd",
        "div",
        "section",
        "article",
        "main",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "table",
    ]
)
# their end tags end whatever is still open inside them
_HOLDING = frozenset(
    ["nav", "header", "footer", "aside", "main", "article", "section", "body", "table", "form", "ul", "div"]
)
_NEAR = 30
_TAGS = re.compile(
    r"<!--.*?(?:-->|$)|<(script|style|noscript|textarea|title)\b.*?(?:</\1\s*>|$)|<(/?)([a-z][^\s/>]*)[^<>]*>",
    re.I | re.S,
)
_DATA = re.compile(
    r"data:(?P<photo>image/(?:jpe?g|pjpeg|png|webp|avif);base64)?(?(photo)|[\w/+.-]*(?:;[\w=.-]+)*),"
    r"[A-Za-z0-9+/=%._~!*()-]{2000,}",
    re.I,
)
_KEPT = "kept-data:"
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read_tree(text: str) -> html.HtmlElement:
    """Return the tree of a page.

    lxml drops every word below a depth of 255, so markup nested deeper is flattened first: containers below a depth of
    120 go, their words stay.

    Raises:
        Problem: there is no markup in it that can be read.
    """
    text = _XML_DECLARATION.sub("", text)
    tree, too_deep = _parse(text)
    if too_deep:
        tree, _ = _parse(flatten(text))
    if tree is None:
        raise Problem("This page cannot be read: its markup is broken.", "Copy the story from it and paste it.")
    _tame(tree)
    return tree


def set_data_aside(text: str) -> tuple[str, tuple[str, ...]]:
    """Return markup with its long `data:` addresses taken out, and those of photographs.

    A parser gives up at 10 MB within one tag. In place of a photograph's address stands one that `restore_data` knows.
    """
    photos: list[str] = []

    def replace(match: re.Match[str]) -> str:
        if not match["photo"]:
            return "data:,"
        photos.append(match.group())
        return f"{_KEPT}{len(photos) - 1}"

    return _DATA.sub(replace, text), tuple(photos)


def restore_data(address: str, photos: tuple[str, ...]) -> str:
    """Return the `data:` address that was taken out of the markup, or the address as it is."""
    number = address.removeprefix(_KEPT)
    if number == address or not number.isdecimal() or int(number) >= len(photos):
        return address
    return photos[int(number)]


def flatten(text: str, deepest: int = DEEPEST) -> str:
    """Return markup without the tags that nest deeper than `deepest`."""
    parts: list[str] = []
    open_tags: list[str] = []
    counts = Counter[str]()
    end = 0
    for match in _TAGS.finditer(text):
        name = (match[3] or "").lower()
        if not name or name in _VOID or match.group().endswith("/>"):
            continue
        if match[2]:
            dropped = _close(open_tags, counts, name, deepest)
        else:
            if not (name in _CLOSED_BY_ITS_LIKE and open_tags[-1:] == [name]):
                open_tags.append(name)
                counts[name] += 1
            dropped = len(open_tags) > deepest
        if dropped:
            if match.start() > end:
                parts.append(text[end : match.start()])
                parts.append("<br>" if name in _BREAKING else " ")
            end = match.end()
    parts.append(text[end:])
    return "".join(parts)


def _close(open_tags: list[str], counts: Counter[str], name: str, deepest: int) -> bool:
    """Take a tag off those that are open, with all that is open inside it, and say whether its end tag is dropped."""
    if not counts[name] or (name not in _HOLDING and name not in open_tags[-_NEAR:]):
        return len(open_tags) > deepest
    while open_tags[-1] != name:
        counts[open_tags.pop()] -= 1
    counts[open_tags.pop()] -= 1
    return len(open_tags) >= deepest


def _tame(tree: html.HtmlElement) -> None:
    """Take off a tree what only costs time: names without end, and empty elements by the ten thousand."""
    for name in _LONG_NAMES(tree):
        del name.getparent().attrib[name.attrname]
    elements = list(tree.iter(etree.Element))
    if len(elements) > MOST_ELEMENTS:
        for element in reversed(elements):
            if len(element) == 0 and not (element.text or "").strip() and element.tag in HOLLOW:
                element.drop_tree()


def _parse(text: str) -> tuple[html.HtmlElement | None, bool]:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        tree = None
    return tree, any(error.type == _depth_error() for error in parser.error_log)


@cache
def _depth_error() -> int:
    """Return the number under which this version of libxml2 reports markup that nests too deep."""
    parser = html.HTMLParser()
    with suppress(etree.ParserError):
        html.document_fromstring("<div>" * 400 + "x", parser=parser)
    return int(parser.error_log[-1].type) if len(parser.error_log) else -1
