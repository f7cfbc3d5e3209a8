"""The photographs of a page: each image with the words around it that are its caption and its credit."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement
from msgspec import Struct

from reader.intake.bylines import is_byline
from reader.intake.credits import find_credit, find_credit_tail, is_agency
from reader.intake.dates import read_date_line
from reader.intake.elements import CAPTION_NAMES, CREDIT_NAMES, Passage, Walk

_SOURCES = (
    "data-srcset",
    "data-lazy-srcset",
    "srcset",
    "data-original-set",
    "data-full-src",
    "data-original",
    "data-src",
    "data-lazy-src",
    "data-main-img",
    "data-img-url",
    "data-hi-res-src",
    "data-url",
    "src",
)
_BLANK = re.compile(r"^data:|blank|placeholder|spacer|transparent|1x1|pixel|lazy[-_]?load|grey\.gif|loading\.", re.I)
_NO_PHOTO = re.compile(r"logo|icon|avatar|sprite|emoji|badge|gravatar|author|byline|profile|/ads?/|banner|flag", re.I)
_SMALLEST = 120
_LONGEST_FRAME = 1_200
_HIGHEST_FRAME = 7


class Figure(Struct):
    """An image (or a caption without one) and the passages that are its caption and its credit, by their numbers.

    `captions` and `credits` hold number, start and end of words of passages.
    """

    number: int
    image: str | None
    alt: str
    captions: list[tuple[int, int, int]] = []
    credits: list[tuple[int, int, int]] = []
    framed: frozenset[int] = frozenset()
    words: list[str] = []
    linked: bool = False
    large: bool = False


def find_figures(walk: Walk) -> list[Figure]:
    """Return the images of a page that may be photographs, in order, with their captions and credits."""
    passages = {passage.number: passage for passage in walk.passages}
    numbers = [number for number, _ in walk.images]
    figures: list[Figure] = []
    for number, image in walk.images:
        address = best_address(image)
        if not _may_be_photo(image, address):
            continue
        frame, inside = _find_frame(image, walk, passages, numbers)
        figure = Figure(number, address, (image.get("alt") or "").strip(), large=_is_large(image, frame))
        figure.framed = frozenset(passage.number for passage in inside)
        length = sum(len(passage.text) for passage in inside)
        figure.linked = sum(passage.linked for passage in inside) > 0.6 * length and not _leads_to_image(image)
        _read_words(figure, frame, inside)
        figures.append(figure)
    claimed = {number for figure in figures for number in figure.framed}
    _join_stray_captions(figures, [p for p in walk.passages if p.number not in claimed])
    return _merge(figures)


def best_address(image: HtmlElement) -> str | None:
    """Return the address of the largest version of an image that its markup names, not resolved."""
    candidates: list[tuple[float, str]] = []
    for element in _with_sources(image):
        for rank, name in enumerate(_SOURCES):
            value = (element.get(name) or "").strip()
            if not value:
                continue
            if name.endswith("set"):
                candidates += [(width, address) for width, address in read_srcset(value) if not _BLANK.search(address)]
            elif not _BLANK.search(value) or (value.startswith("data:image/") and len(value) > 3_000):
                candidates.append((0.5 - rank / 100, value))
    return max(candidates, key=lambda candidate: candidate[0])[1] if candidates else None


def read_srcset(value: str) -> list[tuple[float, str]]:
    """Return the addresses of a `srcset` with the width (or pixel density) that each is for."""
    found = []
    for match in re.finditer(r"(\S*[^,\s])(?:\s+([\d.]+)([wxh]))?\s*(?:,|$)", value):
        try:
            size = float(match[2] or 1)
        except ValueError:
            size = 1.0
        found.append((size, match[1]))
    return found


def _with_sources(image: HtmlElement) -> Iterable[HtmlElement]:
    yield image
    parent = image.getparent()
    if parent is not None and parent.tag == "source":
        parent = parent.getparent()
    if parent is not None and parent.tag == "picture":
        yield from parent.iter("source")


def _may_be_photo(image: HtmlElement, address: str | None) -> bool:
    if not address or address.lower().split("?")[0].endswith((".svg", ".gif", ".ico")):
        return False
    sizes = [_number(image.get(name)) for name in ("width", "height")]
    if any(size is not None and size < 60 for size in sizes) and not image.get("srcset") and _in_figure(image) is None:
        return False
    named = f"{image.get('class') or ''} {urlsplit(address).path if not address.startswith('data:') else ''}"
    return not _NO_PHOTO.search(named) or _in_figure(image) is not None


def _in_figure(image: HtmlElement) -> HtmlElement | None:
    return next(image.iterancestors("figure"), None)


def _leads_to_image(image: HtmlElement) -> bool:
    link = next(image.iterancestors("a"), None)
    return link is not None and bool(re.search(r"\.(?:jpe?g|png|webp)\b", link.get("href") or "", re.I))


def _is_large(image: HtmlElement, frame: HtmlElement | None) -> bool:
    width = _number(image.get("width"))
    return (width is None or width >= 300) and (frame is not None or image.get("srcset") is not None or width is not None)


def _number(value: str | None) -> float | None:
    match = re.match(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*$", value or "")
    return float(match[1]) if match else None


def _find_frame(
    image: HtmlElement, walk: Walk, passages: dict[int, Passage], numbers: Sequence[int]
) -> tuple[HtmlElement | None, list[Passage]]:
    """Return the widest element that holds this image, the words that go with it, and nothing else."""
    frame, inside = None, []
    own = best_address(image)
    for height, ancestor in enumerate(image.iterancestors()):
        if height > _HIGHEST_FRAME or ancestor.tag in ("body", "article", "main", "html"):
            break
        first, last = walk.inside(ancestor)
        found = [passages[number] for number in range(first, last) if number in passages]
        if not _is_frame(found, ancestor):
            break
        if sum(1 for number in numbers if first <= number < last) > 1 and not _one_photo(ancestor, own):
            break
        if found and not inside or ancestor.tag == "figure" or len(found) > len(inside) and _goes_with(found, ancestor):
            frame, inside = ancestor, found
    return frame, inside


def _one_photo(ancestor: HtmlElement, own: str | None) -> bool:
    names = {_file_name(best_address(other)) for other in ancestor.iter("img", "amp-img")}
    return len(names - {None, _file_name(own)}) == 0


def _file_name(address: str | None) -> str | None:
    return unquote(urlsplit(address).path).rsplit("/", 1)[-1].lower() if address and not address.startswith("data:") else None


def _is_frame(found: Sequence[Passage], ancestor: HtmlElement) -> bool:
    if ancestor.tag == "figure":
        return True
    if sum(len(passage.text) for passage in found) > _LONGEST_FRAME or len(found) > 8:
        return False
    return not any(passage.kind == "subhead" and not _is_named(passage, CAPTION_NAMES, ancestor) for passage in found)


def _goes_with(found: Sequence[Passage], ancestor: HtmlElement) -> bool:
    """Say whether all the words in an element are a caption or a credit by their markup or by what they say."""
    return all(
        _is_named(passage, CAPTION_NAMES, ancestor)
        or _is_named(passage, CREDIT_NAMES, ancestor)
        or _in_figcaption(passage.element)
        or find_credit(passage.text) is not None
        for passage in found
    )


def _is_named(passage: Passage, names: re.Pattern[str], top: HtmlElement | None) -> bool:
    if names is CAPTION_NAMES and passage.captions:
        return True
    element: HtmlElement | None = passage.element
    while element is not None:
        if any(names.search(element.get(name) or "") for name in ("class", "itemprop", "data-testid", "id")):
            return True
        if element is top:
            return False
        element = element.getparent()
    return False


def _in_figcaption(element: HtmlElement) -> bool:
    return element.tag == "figcaption" or next(element.iterancestors("figcaption"), None) is not None


def _read_words(figure: Figure, frame: HtmlElement | None, inside: Sequence[Passage]) -> None:
    if frame is None or not inside:
        return
    captioned = [p for p in inside if _in_figcaption(p.element) or _is_named(p, CAPTION_NAMES, frame)]
    told = bool(captioned) or frame.tag == "figure"
    alt = _plain(figure.alt)
    wanted = captioned or [p for p in inside if told or (alt and _plain(p.text) and _plain(p.text) in alt)]
    credited = any(find_credit(p.text) for p in inside)
    if not wanted and credited and sum(len(p.text) for p in inside) < 500:
        wanted = list(inside)
    for passage in inside:
        if is_byline(passage.text) or read_date_line(passage.text):
            continue
        if passage in wanted or find_credit(passage.text) or _is_named(passage, CREDIT_NAMES, frame):
            _read_passage(figure, passage, frame)
    _settle_short_line(figure, inside)


def _read_passage(figure: Figure, passage: Passage, frame: HtmlElement | None) -> None:
    text, number = passage.text, passage.number
    if passage.linked and re.fullmatch(r"[\w\s]{1,20}[>»…]|\W+|\d+\s*/\s*\d+", text):
        return
    marked = bool(passage.credits) and passage.credits != ((0, len(text)),)
    whole = None if marked else find_credit(text)
    named = passage.element.tag in ("footer", "cite", "small") or _is_named(passage, CREDIT_NAMES, passage.element) or (
        not _is_named(passage, CAPTION_NAMES, passage.element) and _is_named(passage, CREDIT_NAMES, frame)
    )
    if whole or (named and len(text) < 140 and not marked):
        figure.credits.append((number, whole.first, whole.last) if whole else (number, *_bare(text, 0, len(text))))
        return
    if marked:
        first = min(start for start, _ in passage.credits)
        last = max(end for _, end in passage.credits)
        rest = text[last:].strip(" ()[]|/-–,")
        if rest and first and (is_agency(rest) or find_credit(rest)):
            last = len(text)
        figure.credits.append((number, *_bare(text, first, last)))
        if not text[:first].strip(" (|/-–"):
            _add_caption(figure, passage, last, len(text))
        _add_caption(figure, passage, 0, first)
        return
    tail = find_credit_tail(text)
    if tail:
        figure.credits.append((number, tail.first, tail.last))
        _add_caption(figure, passage, 0, tail.start)
        return
    if _in_figcaption(passage.element) and (inner := _last_inner(passage)):
        figure.credits.append((number, *_bare(text, *inner)))
        _add_caption(figure, passage, 0, inner[0])
        return
    _add_caption(figure, passage, 0, len(text))


def _last_inner(passage: Passage) -> tuple[int, int] | None:
    """Return the inline element that ends a caption after its last sentence: a credit without a name for it."""
    text = passage.text
    for start, end in passage.inner:
        before, words = text[:start].rstrip(), text[start:end].split()
        if end >= len(text) - 1 and before and before[-1] in ".!?”\"…)" and 0 < len(words) <= 8:
            if all(word[:1].isupper() or not word[:1].isalpha() or len(word) < 4 for word in words):
                return start, end
    return None


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    credit = find_credit(text[start:end])
    if credit:
        return start + credit.first, start + credit.last
    while start < end and text[start] in " \t\n([/|·•–—-:,":
        start += 1
    while end > start and text[end - 1] in " \t\n)]|":
        end -= 1
    label = re.match(r"(?:\w+\s)?\w+\s*[:：]\s*|©\s*", text[start:end])
    return (start + label.end(), end) if label and start + label.end() < end else (start, end)


def _add_caption(figure: Figure, passage: Passage, start: int, end: int) -> None:
    text = passage.text
    while start < end and text[start] in " \t\n|/·•–—-:)":
        start += 1
    while end > start and text[end - 1] in " \t\n|/·•–—-(:":
        end -= 1
    words = text[start:end]
    if any(character.isalnum() for character in words) and words not in figure.words:
        figure.captions.append((passage.number, start, end))
        figure.words.append(words)


def _settle_short_line(figure: Figure, inside: Sequence[Passage]) -> None:
    """Take a short line of names after a caption, or before it, as its credit where nothing else is."""
    if figure.credits or len(figure.captions) < 2:
        return
    texts = {passage.number: passage.text for passage in inside}
    for at in (-1, 0):
        number, start, end = figure.captions[at]
        words = texts[number][start:end].split()
        if len(words) <= 5 and all(word[:1].isupper() or len(word) < 4 for word in words) and words[-1][-1] not in ".!?":
            figure.credits.append(figure.captions.pop(at))
            return


def _join_stray_captions(figures: list[Figure], free: Sequence[Passage]) -> None:
    """Give captions that stand beside an image, outside any element of their own, to the nearest image before them."""
    for passage in free:
        named = _is_named(passage, CAPTION_NAMES, passage.element) or _in_figcaption(passage.element)
        parent = passage.element.getparent()
        if not named and (parent is None or not CAPTION_NAMES.search(parent.get("class") or "")):
            continue
        if len(passage.text) > 900 or passage.kind == "subhead":
            continue
        near = [f for f in figures if -3 <= f.number - passage.number <= 3 and not (f.captions and f.framed)]
        figure = min(near, key=lambda f: abs(f.number - passage.number), default=None)
        if figure is None:
            figure = Figure(passage.number, None, "")
            figures.append(figure)
        figure.framed |= {passage.number}
        _read_passage(figure, passage, passage.element)
    figures.sort(key=lambda figure: figure.number)


def _merge(figures: Sequence[Figure]) -> list[Figure]:
    """Join the figures that are versions of one photograph, or that share their words."""
    kept: list[Figure] = []
    for figure in figures:
        words = {number for number, _, _ in figure.captions}
        twin = next((k for k in kept if words and words & {number for number, _, _ in k.captions}), None)
        if twin is None:
            name = _file_name(figure.image)
            twin = next((k for k in kept if name and _file_name(k.image) == name and not (k.captions and words)), None)
        if twin is None:
            kept.append(figure)
            continue
        if not twin.captions:
            twin.captions, twin.credits = figure.captions, figure.credits
        twin.image = twin.image or figure.image
        twin.framed |= figure.framed
    return kept


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
