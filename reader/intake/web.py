"""Saved pages: the story, its head and its photographs out of everything else on the page."""

from collections.abc import Iterable, Sequence
from urllib.parse import urljoin

from msgspec import Struct

from reader.intake.blocks import Draft, Picture, Piece, PieceLink, Words, shorten
from reader.intake.captions import Figure
from reader.intake.datelines import find_dateline
from reader.intake.elements import Passage, Walk
from reader.intake.figures import find_figures
from reader.intake.language import find_language
from reader.intake.markup import read_tree, restore_data, set_data_aside
from reader.intake.masthead import Masthead, find_headline, find_masthead
from reader.intake.metadata import read_metadata
from reader.intake.source import HandedIn
from reader.intake.story import find_story


class _Placed(Struct):
    """A piece of the draft with the place it has on the page."""

    number: float
    piece: Piece
    figure: Figure | None = None


def read_page(text: str, handed: HandedIn) -> Draft:
    """Return the draft of a saved page.

    Raises:
        Problem: its markup cannot be read.
    """
    text, data = set_data_aside(text)
    tree = read_tree(text)
    metadata = read_metadata(tree, handed.address)
    base = handed.address or metadata.address or ""
    walk = Walk(tree)
    figures = find_figures(walk)
    headline = find_headline(walk.passages, metadata.titles)
    story = find_story(tree, walk, figures, headline, metadata)
    figures = [_restore(figure, data) for figure in figures if story.holds(figure)]
    words = {number for figure in figures for number, _, _ in (*figure.captions, *figure.credits)}
    body = [passage for passage in story.passages if passage.number not in words]
    masthead = find_masthead(headline, [p for p in walk.passages if p.number not in words], body, metadata)
    body = [passage for passage in body if passage is not masthead.standfirst]

    placed = [_Placed(passage.number, _make_piece(passage, base)) for passage in body]
    placed += _place_masthead(masthead, base)
    pieces, pictures = _place_figures(placed, figures, walk.passages, base, handed)
    dateline = next((found for p in body[:3] if p.kind == "paragraph" and (found := find_dateline(p.text))), None)
    return Draft(
        title=masthead.title or shorten(next((piece.text for piece in pieces), "")),
        pieces=pieces,
        pictures=pictures,
        address=metadata.address,
        outlet=metadata.outlet,
        byline=masthead.byline,
        published=metadata.published,
        language=find_language("\n".join(passage.text for passage in body), metadata.language),
        place=dateline.place if dateline else None,
        agency=dateline.agency if dateline else None,
    )


def _place_masthead(masthead: Masthead, base: str) -> list[_Placed]:
    placed = [_Placed(passage.number, _make_piece(passage, base, "byline")) for passage in masthead.lines]
    if masthead.standfirst:
        placed.append(_Placed(masthead.standfirst.number, _make_piece(masthead.standfirst, base, "standfirst")))
    printed = masthead.headline.text if masthead.headline else masthead.title
    return [*placed, _Placed(-1, Piece("headline", printed))] if printed else placed


def _restore(figure: Figure, data: tuple[str, ...]) -> Figure:
    figure.image = restore_data(figure.image, data) if figure.image else None
    return figure


def _make_piece(passage: Passage, base: str, kind: str | None = None) -> Piece:
    links = tuple(
        PieceLink(link.start, link.end, address) for link in passage.links if (address := _whole(link.address, base))
    )
    level = passage.level if kind is None else 0
    if passage.kind == "subhead" and kind is None:
        level = max(2, passage.level)
    return Piece(kind or passage.kind, passage.text, level, links)  # type: ignore[arg-type]  # a kind of block


def _whole(address: str, base: str) -> str | None:
    """Return a link's whole address when it leads to a page of the web."""
    try:
        whole = urljoin(base, address.strip())
    except ValueError:
        return None
    return whole if whole.lower().startswith(("http://", "https://")) else None


def _place_figures(
    placed: list[_Placed], figures: Sequence[Figure], passages: Iterable[Passage], base: str, handed: HandedIn
) -> tuple[list[Piece], list[Picture]]:
    texts = {passage.number: passage.text for passage in passages}
    for figure in figures:
        caption = " ".join(texts[number][start:end] for number, start, end in figure.captions)
        credit = _join_credits([texts[number][start:end] for number, start, end in figure.credits])
        if caption:
            placed.append(_Placed(figure.number, Piece("caption", caption), figure))
        if credit:
            placed.append(_Placed(figure.number + 0.1, Piece("credit", credit), figure))
    placed.sort(key=lambda item: item.number)
    own: dict[tuple[int, str], Words] = {}
    for i, item in enumerate(placed):
        if item.figure:
            own[item.figure.number, item.piece.kind] = Words(i, 0, len(item.piece.text))
    pictures = [
        Picture(
            _image_address(figure.image, base, handed) if figure.image else None,
            figure.alt,
            own.get((figure.number, "caption")),
            own.get((figure.number, "credit")),
        )
        for figure in figures
    ]
    return [item.piece for item in placed], pictures


def _join_credits(parts: Sequence[str]) -> str:
    kept: list[str] = []
    for credit in parts:
        if credit and not any(credit in other for other in kept):
            kept = [other for other in kept if other not in credit] + [credit]
    return ", ".join(kept)


def _image_address(image: str, base: str, handed: HandedIn) -> str:
    """Return an image's address: `data:` and files saved beside the page as they stand, others made whole."""
    if image.startswith("data:") or (handed.files and not urljoin("", image).startswith(("http:", "https:", "//"))):
        return image
    try:
        return urljoin(base, image)
    except ValueError:
        return image
