"""The photographs of a page: each image with the words around it that are its caption and its credit."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from reader.intake.captions import Figure, in_figcaption, is_named, read_passage, read_words
from reader.intake.credits import find_credit
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
_MOST_INSIDE = 60
_HIGHEST_FRAME = 7


def find_figures(walk: Walk) -> list[Figure]:
    """Return the images of a page that may be photographs, in order, with their captions and credits."""
    page = _Page(walk)
    figures: list[Figure] = []
    for number, image in walk.images:
        address = page.addresses[image]
        if not address or not _may_be_photo(image, address):
            continue
        frame, inside = _find_frame(image, page)
        figure = Figure(number, address, (image.get("alt") or "").strip(), large=_is_large(image, frame))
        figure.framed = frozenset(passage.number for passage in inside)
        length = sum(len(passage.text) for passage in inside)
        figure.linked = sum(passage.linked for passage in inside) > 0.6 * length and not _leads_to_image(image)
        read_words(figure, frame, inside)
        figures.append(figure)
    claimed = {number for figure in figures for number in figure.framed}
    _join_stray_captions(figures, [p for p in walk.passages if p.number not in claimed])
    return _merge(figures)


class _Page:
    """The passages and images of a page by their numbers."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.passages = {passage.number: passage for passage in walk.passages}
        self.addresses = {image: best_address(image) for _, image in walk.images}
        self.images = dict(walk.images)

    def words(self, element: HtmlElement) -> list[Passage] | None:
        """Return the passages inside an element, or None where there are more than go with one photograph."""
        first, last = self.walk.inside(element)
        if last - first > _MOST_INSIDE:
            return None
        return [self.passages[number] for number in range(first, last) if number in self.passages]

    def is_one_photo(self, element: HtmlElement, address: str | None) -> bool:
        """Say whether all images inside an element are versions of the one at `address`."""
        first, last = self.walk.inside(element)
        inside = [self.addresses[self.images[number]] for number in range(first, last) if number in self.images]
        return len(inside) < 2 or not {_file_name(other) for other in inside} - {None, _file_name(address)}


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


def _may_be_photo(image: HtmlElement, address: str) -> bool:
    if address.lower().split("?")[0].endswith((".svg", ".gif", ".ico")):
        return False
    sizes = [_number(image.get(name)) for name in ("width", "height")]
    if any(size is not None and size < 60 for size in sizes) and not image.get("srcset") and _in_figure(image) is None:
        return False
    named = f"{image.get('class') or ''} {_path(address)}"
    return not _NO_PHOTO.search(named) or _in_figure(image) is not None


def _in_figure(image: HtmlElement) -> HtmlElement | None:
    return next(image.iterancestors("figure"), None)


def _leads_to_image(image: HtmlElement) -> bool:
    link = next(image.iterancestors("a"), None)
    return link is not None and bool(re.search(r"\.(?:jpe?g|png|webp)\b", link.get("href") or "", re.I))


def _is_large(image: HtmlElement, frame: HtmlElement | None) -> bool:
    width = _number(image.get("width"))
    return (width is None or width >= 300) and (
        frame is not None or image.get("srcset") is not None or width is not None
    )


def _number(value: str | None) -> float | None:
    match = re.match(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*$", value or "")
    return float(match[1]) if match else None


def _find_frame(image: HtmlElement, page: _Page) -> tuple[HtmlElement | None, list[Passage]]:
    """Return the widest element that holds this image, the words that go with it, and nothing else."""
    frame: HtmlElement | None = None
    inside: list[Passage] = []
    for ancestor in islice(image.iterancestors(), _HIGHEST_FRAME + 1):
        found = page.words(ancestor)
        if ancestor.tag in ("body", "article", "main", "html") or found is None or not _is_frame(found, ancestor):
            break
        if not page.is_one_photo(ancestor, page.addresses[image]):
            break
        captioned = any(in_figcaption(passage.element) for passage in found)
        better = captioned and not any(in_figcaption(passage.element) for passage in inside)
        wider = bool(found) and (not inside or (len(found) > len(inside) and (better or _goes_with(found, ancestor))))
        if wider or ancestor.tag == "figure":
            frame, inside = ancestor, found
    return frame, inside


def _file_name(address: str | None) -> str | None:
    if not address or address.startswith("data:"):
        return None
    return unquote(_path(address)).rsplit("/", 1)[-1].lower()


def _path(address: str) -> str:
    if address.startswith("data:"):
        return ""
    try:
        return urlsplit(address).path
    except ValueError:
        return address


def _is_frame(found: Sequence[Passage], ancestor: HtmlElement) -> bool:
    if ancestor.tag == "figure":
        return True
    if sum(len(passage.text) for passage in found) > _LONGEST_FRAME or len(found) > 8:
        return False
    return not any(passage.kind == "subhead" and not is_named(passage, CAPTION_NAMES, ancestor) for passage in found)


def _goes_with(found: Sequence[Passage], ancestor: HtmlElement) -> bool:
    """Say whether all the words in an element are a caption or a credit by their markup or by what they say."""
    return all(
        is_named(passage, CAPTION_NAMES, ancestor)
        or is_named(passage, CREDIT_NAMES, ancestor)
        or in_figcaption(passage.element)
        or find_credit(passage.text) is not None
        for passage in found
    )


def _join_stray_captions(figures: list[Figure], free: Sequence[Passage]) -> None:
    """Give captions that stand beside an image, outside any element of their own, to the nearest image."""
    numbered = {figure.number: figure for figure in figures}
    for passage in free:
        if len(passage.text) > 900 or passage.kind == "subhead" or not _is_called_caption(passage):
            continue
        near = (numbered.get(passage.number + step) for step in (-1, 1, -2, 2, -3, 3))
        figure = next((figure for figure in near if figure and not (figure.captions and figure.framed)), None)
        if figure is None:
            figure = numbered[passage.number] = Figure(passage.number, None, "")
            figures.append(figure)
        figure.framed |= {passage.number}
        read_passage(figure, passage, passage.element)
    figures.sort(key=lambda figure: figure.number)


def _is_called_caption(passage: Passage) -> bool:
    if is_named(passage, CAPTION_NAMES, passage.element) or in_figcaption(passage.element):
        return True
    parent = passage.element.getparent()
    return parent is not None and CAPTION_NAMES.search(parent.get("class") or "") is not None


def _merge(figures: Sequence[Figure]) -> list[Figure]:
    """Join the figures that are versions of one photograph, or that share their words."""
    kept: list[Figure] = []
    by_words: dict[int, Figure] = {}
    by_name: dict[str, Figure] = {}
    for figure in figures:
        numbers = [number for number, _, _ in figure.captions]
        name = _file_name(figure.image)
        twin = next((by_words[number] for number in numbers if number in by_words), None)
        if twin is None and name in by_name and not (by_name[name].captions and numbers):
            twin = by_name[name]
        if twin is None:
            twin = figure
            kept.append(figure)
        elif not twin.captions:
            twin.captions, twin.credits = figure.captions, figure.credits
        twin.image = twin.image or figure.image
        twin.framed |= figure.framed
        by_words.update(dict.fromkeys(numbers, twin))
        if name:
            by_name.setdefault(name, twin)
    return kept
