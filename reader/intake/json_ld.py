"""JSON-LD: what a page tells machines about its story."""

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import SplitResult, urlsplit

from lxml.html import HtmlElement

from reader.intake.titles import make_key

_ARTICLE = re.compile(
    r"(?:News|Report|Blog|Opinion|Review|Analysis|Reportage|Background|AskPublic|Advertiser)?\w*Article|\w*Posting"
)
_LONGEST_LINE = 4_000
_SPACE = re.compile(r"\s+")
_TAGS = re.compile(r"<[^>]*>")


def read_json_ld(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Give every node of the JSON-LD of a page."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            yield from _nodes(_parse(script.text or ""))


def _parse(text: str) -> Any:
    text = (
        re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$", "", text)
        .strip()
        .rstrip(";")
    )
    for attempt in (text, re.sub(r",\s*([}\]])", r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    waiting = deque([data])
    seen = 0
    while waiting and seen < 5_000:
        node = waiting.popleft()
        seen += 1
        if isinstance(node, dict):
            yield node
            waiting.extend(value for value in node.values() if isinstance(value, (dict, list)))
        elif isinstance(node, list):
            waiting.extend(node)


def find_story_node(nodes: Iterable[dict[str, Any]], address: str | None) -> dict[str, Any]:
    """Return the node of the story at an address, with what other nodes of the same headline add to it."""
    stories = [node for node in nodes if any(_ARTICLE.fullmatch(str(kind)) for kind in as_list(node.get("@type")))]
    if not stories:
        return {}
    path = split_address(address).path.strip("/")

    def trust(node: dict[str, Any]) -> tuple[bool, bool, bool]:
        where = f"{node.get('url')} {node.get('@id')} {node.get('mainEntityOfPage')}"
        return bool(path) and path in where, "headline" in node, "datePublished" in node

    best = max(stories, key=trust)
    whole: dict[str, Any] = {}
    for node in stories:
        if node is best or make_key(str(node.get("headline"))) == make_key(str(best.get("headline"))):
            whole = {**node, **whole} if node is not best else {**whole, **node}
    return whole


def as_list(value: Any) -> list[Any]:
    """Return a value that may be one or several as several."""
    return value if isinstance(value, list) else [value]


def read_name(value: Any) -> str | None:
    """Return the name of the first of some nodes, or what stands in place of a node."""
    value = value[0] if isinstance(value, list) and value else value
    return read_line(value.get("name")) if isinstance(value, dict) else read_line(value)


def read_story_language(story: dict[str, Any]) -> str | None:
    """Return the language that JSON-LD names."""
    language = story.get("inLanguage")
    return language if isinstance(language, str) else read_name(language)


def read_line(value: Any) -> str | None:
    """Return a value as words on one line, without markup; the first of several."""
    if isinstance(value, list) and value:
        value = value[0]
    if not isinstance(value, str):
        return None
    text = value[:_LONGEST_LINE].replace("\u00ad", "").replace("\u200b", "")
    if "&" in text:
        # the entities of JSON-LD and of titles are often escaped twice
        from html import unescape

        text = unescape(unescape(text))
    return _SPACE.sub(" ", _TAGS.sub("", text)).strip() or None


def split_address(address: str | None) -> SplitResult:
    """Return the parts of an address; a broken one has none."""
    try:
        return urlsplit(address or "")
    except ValueError:
        return urlsplit("")
