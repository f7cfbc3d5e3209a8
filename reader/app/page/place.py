"""A place on the page that holds in every width and text size."""

from reader.app.page.document import PageDocument
from reader.app.page.map import Piece


def find_place(page: PageDocument, top: float) -> float:
    """Return the place at a height of the document as an offset into the text; 0 is the page's top.

    The room above words counts as part of them, so that a place within a picture is one too.
    """
    for block, box in page.blocks_from(top, top) if top > 0 else ():
        piece = page.map.piece_at_position(block.position())
        if piece and piece.position >= block.position() and box.bottom() > top:
            above, bottom = _find_reach(page, piece)
            part = min(max((top - above) / max(bottom - above, 1), 0), 1)
            return piece.span.start + part * (piece.span.end - piece.span.start)
    return float(len(page.article.text)) if top > 0 else 0.0


def find_top(page: PageDocument, place: float) -> int:
    """Return the height in the document of a place that `find_place` gave; the document is built as far."""
    if place <= 0:
        return 0
    page.build_through(int(place))
    piece = page.map.piece_at_offset(int(place))
    if piece is None:
        return 0
    above, bottom = _find_reach(page, piece)
    part = (place - piece.span.start) / max(piece.span.end - piece.span.start, 1)
    return round(above + part * (bottom - above))


def _find_reach(page: PageDocument, piece: Piece) -> tuple[float, float]:
    """Return the heights between which words stand, from the end of the words above them."""
    before = page.map.piece_above(piece)
    return _find_bottom(page, before) if before else 0.0, _find_bottom(page, piece)


def _find_bottom(page: PageDocument, piece: Piece) -> float:
    return page.documentLayout().blockBoundingRect(page.findBlock(piece.position)).bottom()
