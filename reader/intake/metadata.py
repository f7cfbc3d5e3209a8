"""What a page says about itself: title, authors, outlet, date, language, address.

Where its parts differ, they are trusted in this order. Title: as `read_title` says. Authors: JSON-LD, meta tags,
microdata, the line on the page. Date: JSON-LD, meta tags, microdata, the first time on the page. Address: canonical
link, Open Graph.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin

from lxml.html import HtmlElement
from msgspec import Struct

from reader.intake.candidates import Told
from reader.intake.dates import read_date, read_iso
from reader.intake.json_ld import (
    as_list,
    find_story_node,
    read_json_ld,
    read_line,
    read_name,
    read_story_language,
    split_address,
)
from reader.intake.language import read_language_code
from reader.intake.titles import House, Titles, make_key, trim_titles
from reader.model.article import Candidate, FieldName, Origin

_AUTHOR_METAS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
)
_DATE_METAS = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "date",
    "pubdate",
    "publish-date",
    "publication_date",
    "cxenseparse:recs:publishtime",
    "last-modified-date",
)
_CHANGED_METAS = ("article:modified_time", "og:updated_time", "lastmod")
_LONG_HOUSE = 6
_AND = re.compile(r"\s*(?:,|;|\||/|\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b|\boch\b|\bog\b|&|・|、)\s*", re.I)
_BEFORE_NAME = re.compile(
    r"^(?:by|von|par|por|di|door|af|av|text|texte|texto|author|autor|story by|words by)\b[\s:]*", re.I
)
_AFTER_NAME = re.compile(r"\s*(?:(?:선임|인턴)?\s?기자|특파원|記者)$")
_ASIDE = re.compile(r"\s*\([^)]*\)?")
_NOT_A_NAME = re.compile(r"https?:|www\.|@|facebook\.com|^\W*$|^\d+$", re.I)
_WORDS = re.compile(r"[^\W_]+")


class Metadata(Struct, frozen=True):
    """What a page says about itself.

    `bodies` are the texts of the story that its JSON-LD holds, `houses` the outlet's names, letters alone.
    `candidates` are all values of each field, in the order they are trusted.
    """

    titles: Titles = Titles()
    description: str | None = None
    byline: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None
    language: str | None = None
    address: str | None = None
    image: str | None = None
    houses: frozenset[str] = frozenset()
    bodies: tuple[str, ...] = ()
    images: tuple[dict[str, Any], ...] = ()
    changed: str | None = None
    section: str | None = None
    candidates: tuple[Candidate, ...] = ()


def read_metadata(tree: HtmlElement, address: str | None) -> Metadata:
    """Return what the page says about itself outside its words."""
    metas = _read_metas(tree)
    nodes = list(read_json_ld(tree))
    story = find_story_node(nodes, address)
    told = Told()
    outlet = _read_outlet(story, metas, told)
    canonical = _read_address(tree, metas, address, told)
    house = _find_house(outlet, story, metas, address or canonical)
    titles = Titles(
        metas.get("og:title"),
        read_line(story.get("headline")),
        metas.get("twitter:title"),
        read_line(story.get("name")),
        read_line(tree.findtext(".//title")),
    )
    titles = trim_titles(titles, house)
    _tell_titles(titles, told)
    return Metadata(
        titles=titles,
        description=read_line(story.get("description")) or metas.get("og:description") or metas.get("description"),
        byline=_read_authors(story, metas, tree, house.names, told),
        outlet=outlet,
        published=_read_published(story, metas, tree, told),
        language=_read_language(story, metas, tree, told),
        address=canonical,
        image=metas.get("og:image"),
        houses=house.names,
        bodies=tuple(body for node in nodes if (body := node.get("articleBody")) and isinstance(body, str)),
        images=tuple(node for node in nodes if "ImageObject" in str(node.get("@type"))),
        changed=_read_changed(story, metas, told),
        section=_read_section(story, metas, told),
        candidates=tuple(told),
    )


def _read_outlet(story: dict[str, Any], metas: dict[str, str], told: Told) -> str | None:
    names: tuple[tuple[str | None, Origin], ...] = (
        (metas.get("og:site_name"), "open_graph"),
        (read_name(story.get("publisher")), "json_ld"),
        (metas.get("application-name"), "meta"),
    )
    return _take_first("outlet", names, told)


def _read_language(story: dict[str, Any], metas: dict[str, str], tree: HtmlElement, told: Told) -> str | None:
    languages: tuple[tuple[str | None, Origin], ...] = (
        (tree.get("lang"), "page"),
        (read_story_language(story), "json_ld"),
        (metas.get("og:locale"), "open_graph"),
    )
    for language, origin in languages:
        told.add("language", read_language_code(language), origin)
    return read_language_code(next((language for language, _ in languages if language), None))


def _read_changed(story: dict[str, Any], metas: dict[str, str], told: Told) -> str | None:
    dates: list[tuple[str | None, Origin]] = [(_text_date(story.get("dateModified")), "json_ld")]
    dates += [(_text_date(metas.get(name)), "meta") for name in _CHANGED_METAS]
    return _take_first("changed", dates, told)


def _read_section(story: dict[str, Any], metas: dict[str, str], told: Told) -> str | None:
    sections: tuple[tuple[str | None, Origin], ...] = (
        (read_line(story.get("articleSection")), "json_ld"),
        (metas.get("article:section"), "meta"),
        (metas.get("section"), "meta"),
    )
    return _take_first("section", sections, told)


def _take_first(field: FieldName, values: Iterable[tuple[str | None, Origin]], told: Told) -> str | None:
    """Return the first value there is, and tell of all."""
    first = None
    for value, origin in values:
        told.add(field, value, origin)
        first = first or value
    return first


def _tell_titles(titles: Titles, told: Told) -> None:
    told.add("title", titles.shared, "open_graph")
    told.add("title", titles.told, "json_ld")
    told.add("title", titles.posted, "meta")
    told.add("title", titles.named, "json_ld")
    told.add("title", titles.window, "window_title")


def _find_house(outlet: str | None, story: dict[str, Any], metas: dict[str, str], address: str | None) -> House:
    parts = split_address(address)
    host = (parts.hostname or "").removeprefix("www.")
    names = {make_key(outlet or ""), make_key(host), make_key(host.rsplit(".", 1)[0])}
    told = [read_line(section) for section in as_list(story.get("articleSection"))]
    told += [value for name, value in metas.items() if name.endswith("section")]
    path = _WORDS.findall(parts.path.lower().rpartition("/")[0])
    return House(frozenset(names - {""}), frozenset(make_key(name or "") for name in told) - {""}, frozenset(path))


def _join(base: str | None, address: str) -> str:
    try:
        return urljoin(base or "", address)
    except ValueError:
        return ""


def _read_metas(tree: HtmlElement) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        value = read_line(meta.get("content"))
        if name and value:
            name = name.lower()
            if name in _AUTHOR_METAS and name in metas and not _NOT_A_NAME.search(value):
                metas[name] += f", {value}"
            else:
                metas.setdefault(name, value)
    return metas


def _read_authors(
    story: dict[str, Any], metas: dict[str, str], tree: HtmlElement, houses: frozenset[str], told: Told
) -> tuple[str, ...]:
    """Return the first told authors that are not just the outlet's own name; that name where no other is told."""
    sources: list[tuple[list[str], Origin]] = [
        ([name for author in as_list(story.get("author")) for name in _author_names(author)], "json_ld")
    ]
    sources += [([metas.get(meta, "")], "meta") for meta in _AUTHOR_METAS]
    marked = [
        read_line(element.text_content()) or ""
        for element in tree.iter("a", "span", "div", "p", "address")
        if element.get("rel") == "author" or element.get("itemprop") == "author"
    ]
    sources.append(([name for name in marked if len(name) < 80], "microdata"))
    found = []
    for given, origin in sources:
        names = tuple(_clean_names(given))
        told.add("byline", names, origin)
        if names:
            found.append(names)
    people = (tuple(name for name in names if not _is_of_house(name, houses)) for names in found)
    return next(filter(None, people), found[0] if found else ())


def _is_of_house(name: str, houses: frozenset[str]) -> bool:
    key = make_key(name)
    return key in houses or any(len(house) >= _LONG_HOUSE and key.startswith(house) for house in houses)


def _author_names(author: Any) -> Iterator[str]:
    if isinstance(author, dict):
        for name in as_list(author.get("name")):
            if isinstance(name, str):
                yield name
    elif isinstance(author, str):
        yield author


def _clean_names(names: Iterable[str]) -> Iterator[str]:
    seen = set()
    for told in names:
        for name in _AND.split(_ASIDE.sub("", read_line(told) or "")):
            name = _AFTER_NAME.sub("", _BEFORE_NAME.sub("", name.strip(" ."))).strip()
            if not name or _NOT_A_NAME.search(name) or len(name) > 60 or make_key(name) in seen:
                continue
            seen.add(make_key(name))
            yield name


def _read_published(story: dict[str, Any], metas: dict[str, str], tree: HtmlElement, told: Told) -> str | None:
    dates: list[tuple[str | None, Origin]] = [
        (_text_date(story.get("datePublished")), "json_ld"),
        (_text_date(story.get("dateCreated")), "json_ld"),
    ]
    dates += [(_text_date(metas.get(name)), "meta") for name in _DATE_METAS]
    if any(date for date, _ in dates):
        return _take_first("published", dates, told)
    marked = (e for e in tree.iter("time", "span", "abbr", "div") if e.get("itemprop") == "datePublished")
    dates.append((next(filter(None, (_date(_told_date(element)) for element in marked)), None), "microdata"))
    times = (_date(_told_date(element)) for element in tree.iter("time"))
    dates.append((next(filter(None, times), None), "page"))
    return _take_first("published", dates, told)


def _told_date(element: HtmlElement) -> str:
    return str(element.get("datetime") or element.get("content") or element.text_content())


def _text_date(value: Any) -> str | None:
    return _date(value) if isinstance(value, str) else None


def _date(value: str) -> str | None:
    return read_iso(value) or read_date(value)


def is_house(name: str, metadata: Metadata) -> bool:
    """Say whether a name among the authors is the outlet's own."""
    return _is_of_house(name, metadata.houses)


def _read_address(tree: HtmlElement, metas: dict[str, str], address: str | None, told: Told) -> str | None:
    links: list[tuple[str | None, Origin]] = [
        (link.get("href"), "link") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"
    ]
    links.append((metas.get("og:url"), "open_graph"))
    whole = ((_join(address, link.strip()) if link else "", origin) for link, origin in links)
    http = ((link, origin) for link, origin in whole if link.lower().startswith(("http://", "https://")))
    return _take_first("address", http, told)
