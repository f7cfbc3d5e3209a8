"""A place on the page that holds in every width and text size."""

from reader.app.page.document import PageDocument


def find_place(page: PageDocument, top: float) -> float:
    """Return the place at a height of the document as an offset into the text; 0 is the page's top.

    The room above a block counts as part of it, so that a place within a picture is one too.
    """
    above = 0.0
    for block, box in page.blocks_from(top, top) if top > 0 else ():
        piece = page.map.piece_at_position(block.position())
        if piece and piece.position >= block.position() and box.bottom() > top:
            part = max(top - above, 0) / max(box.bottom() - above, 1)
            return piece.span.start + part * (piece.span.end - piece.span.start)
        above = box.bottom()
    return float(len(page.article.text)) if top > 0 else 0.0


def find_top(page: PageDocument, place: float) -> int:
    """Return the height in the document of a place that `find_place` gave; the document is built as far."""
    if place <= 0:
        return 0
    page.build_through(int(place))
    piece = page.map.piece_at_offset(int(place))
    if piece is None:
        return 0
    layout = page.documentLayout()
    block = page.findBlock(piece.position)
    before = block.previous()
    bottom = layout.blockBoundingRect(block).bottom()
    above = layout.blockBoundingRect(before).bottom() if before.isValid() else 0.0
    part = (place - piece.span.start) / max(piece.span.end - piece.span.start, 1)
    return round(above + part * (bottom - above))
