"""Stories that a page holds only in its scripts, which would have written them into it."""

import json
import re
from collections.abc import Iterator

from lxml import etree, html
from lxml.html import HtmlElement

# one that never ends is taken whole: tried again from each quote in it, it would cost the square of its length
_STRING = re.compile(r'"((?:[^"\\]+|\\.)*+)(?:"|\\?\Z)', re.S)
_DATA = re.compile(r'[{,]\s*\\?"\w+\\?"\s*:')
_BREAK = re.compile(r"<(?:p|br|h2|h3|figure)\b", re.I)
_TAG = re.compile(r"<[^<>]*>")
_DEEPEST = 3
_LARGEST = 3_000_000
_SHORTEST = 300


def add_script_story(tree: HtmlElement) -> bool:
    """Append the longest piece of markup that lies in a string of the page's scripts, and say whether there was one."""
    body = tree.find(".//body")
    markup = max(_find_markup(tree), key=lambda found: len(_TAG.sub("", found)), default="")
    if body is None or len(_TAG.sub("", markup)) < _SHORTEST:
        return False
    try:
        fragment = html.fragment_fromstring(markup, create_parent="article")
    except (etree.ParserError, ValueError):
        return False
    body.append(fragment)
    return True


def _find_markup(tree: HtmlElement) -> Iterator[str]:
    for script in tree.iter("script"):
        text = script.text or ""
        if "ld+json" not in (script.get("type") or "") and _SHORTEST < len(text) < _LARGEST:
            yield from _strings(text, _DEEPEST)


def _strings(text: str, deepest: int) -> Iterator[str]:
    """Give the strings of a script that hold several paragraphs, and those inside strings that hold scripts."""
    for match in _STRING.finditer(text):  # short ones too, or the next would be taken to start at their end
        if len(match[1]) < _SHORTEST:
            continue
        try:
            words = json.loads(f'"{match[1]}"', strict=False)
        except ValueError:
            continue
        inner = list(_strings(words, deepest - 1)) if deepest > 1 and '"' in words else []
        yield from inner
        if not inner and len(_BREAK.findall(words)) >= 3 and not _DATA.search(words):
            yield words
