"""What stands on a page, from above: the article's blocks, the lines of our own, the photographs' places."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from reader.app.page.styles import HEAD
from reader.model.article import Article, Block, Link
from reader.model.span import Span

LONGEST_PIECE = 6000
_CELLS_OF_A_TABLE = 60
_MOST_COLUMNS = 16


class Part(Struct, frozen=True):
    """One piece of the page: words of the article (`spans`), or words of our own.

    A table has a span for each row `photo` is the number of the photograph it belongs to; a part that `continues` the
    one before is a further piece of one long block.
    """

    kind: str
    spans: tuple[Span, ...] = ()
    own: str = ""
    level: int = 0
    links: tuple[Link, ...] = ()
    photo: int | None = None
    continues: bool = False


def find_parts(article: Article, unnamed: str) -> list[Part]:
    """Return the parts of a page below its kicker; `unnamed` stands for a photograph that has no words at all."""
    owners = _find_owners(article)
    blocks = article.blocks
    head = next((i for i, block in enumerate(blocks) if block.kind not in HEAD), len(blocks))
    loose = [i for i in range(len(article.photos)) if i not in owners.values()]
    parts = [Part("headline", own=article.title)] if _wants_title(article) else []
    for group in _find_groups(blocks, owners):
        if group[0] == head and loose and head not in owners:
            parts.append(_make_photo(article, loose.pop(0), unnamed))
        parts += _make_parts(article, group, owners.get(group[0]))
    return parts + [_make_photo(article, photo, unnamed) for photo in loose]


def _wants_title(article: Article) -> bool:
    """Say whether the title stands nowhere at the head of the text."""
    headed = any(block.kind == "headline" for block in article.blocks)
    return bool(article.title) and not headed and not article.text.lstrip().startswith(article.title)


def _find_owners(article: Article) -> dict[int, int]:
    """Return for each block that holds a caption or credit the number of its photograph."""
    owners: dict[int, int] = {}
    spans = [(span, i) for i, photo in enumerate(article.photos) for span in (photo.caption, photo.credit) if span]
    for number, block in enumerate(article.blocks if spans else ()):
        owner = next((photo for span, photo in spans if block.span.overlaps(span)), None)
        if owner is not None:
            owners[number] = owner
    return owners


def _find_groups(blocks: Sequence[Block], owners: dict[int, int]) -> Iterator[list[int]]:
    """Yield the numbers of the blocks that are set together: the rows of a table, the words under one photograph."""
    group: list[int] = []
    for number, block in enumerate(blocks):
        last = group[-1] if group else None
        in_table = last is not None and block.kind == blocks[last].kind == "table_row"
        in_figure = last is not None and number in owners and owners[number] == owners.get(last)
        if group and not in_table and not in_figure:
            yield group
            group = []
        group.append(number)
    if group:
        yield group


def _make_parts(article: Article, group: list[int], photo: int | None) -> Iterator[Part]:
    """Yield the parts of blocks that are set together; a credit given before its caption is set below it."""
    blocks = [article.blocks[number] for number in group]
    if blocks[0].kind == "table_row":
        yield from _make_tables(article.text, blocks)
        return
    if photo is not None:
        blocks.sort(key=lambda block: block.kind == "credit")
    for block in blocks:
        for number, span in enumerate(_cut_long(article.text, block.span)):
            yield Part(block.kind, (span,), "", block.level, block.links, photo, number > 0)


def _make_tables(text: str, rows: list[Block]) -> Iterator[Part]:
    """Yield tables short enough to be laid out at once; rows too wide for a table are set as lines."""
    columns = 1 + max(row.span.cut(text).count("\t") for row in rows)
    if columns > _MOST_COLUMNS:
        for row in rows:
            for number, span in enumerate(_cut_long(text, row.span)):
                yield Part("preformatted", (span,), links=row.links, continues=number > 0)
        return
    count = max(_CELLS_OF_A_TABLE // columns, 1)
    for first in range(0, len(rows), count):
        chunk = rows[first : first + count]
        links = tuple(link for row in chunk for link in row.links)
        yield Part("table_row", tuple(row.span for row in chunk), "", 0, links, continues=first > 0)


def _cut_long(text: str, span: Span) -> Iterator[Span]:
    """Yield a span in pieces that are laid out in a few milliseconds each, cut behind a blank where there is one."""
    start = span.start
    while span.end - start > LONGEST_PIECE:
        blank = text.rfind(" ", start + LONGEST_PIECE // 2, start + LONGEST_PIECE)
        end = blank + 1 if blank > 0 else start + LONGEST_PIECE
        yield Span(start, end)
        start = end
    yield Span(start, span.end)


def _make_photo(article: Article, photo: int, unnamed: str) -> Part:
    return Part("photo", own=article.photos[photo].alt or unnamed, photo=photo)
