"""Passages and photographs of a page put in the order they stand in, as pieces and pictures of a draft."""

from collections.abc import Iterable, Sequence
from urllib.parse import urljoin

from msgspec import Struct

from reader.intake.blocks import Picture, Piece, PieceLink, Words
from reader.intake.captions import Figure
from reader.intake.elements import Passage
from reader.intake.source import HandedIn


class Placed(Struct):
    """A piece of the draft with the place it has on the page; `figure` is the photograph it tells of."""

    number: float
    piece: Piece
    figure: Figure | None = None


def make_piece(passage: Passage, base: str, kind: str | None = None) -> Piece:
    """Return a passage as a piece, of another kind when one is given, its links made whole."""
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


def place_figures(
    placed: list[Placed], figures: Sequence[Figure], passages: Iterable[Passage], base: str, handed: HandedIn
) -> tuple[list[Piece], list[Picture]]:
    """Return all pieces, captions and credits of the figures among them, in order, and the figures as pictures."""
    texts = {passage.number: passage.text for passage in passages}
    for figure in figures:
        caption = " ".join(texts[number][start:end] for number, start, end in figure.captions)
        credit = _join_credits([texts[number][start:end] for number, start, end in figure.credits])
        if caption:
            placed.append(Placed(figure.number, Piece("caption", caption), figure))
        if credit:
            placed.append(Placed(figure.number + 0.1, Piece("credit", credit), figure))
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
