"""Markdown: headings, lists, quotes, tables and links without their marks; front matter kept simple."""

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec.structs import replace

from reader.intake.blocks import Draft, Piece, PieceLink
from reader.intake.bylines import read_names
from reader.intake.dates import read_date
from reader.intake.plain import read_plain
from reader.intake.source import HandedIn
from reader.intake.wire import Line, is_line_of_its_own, make_draft
from reader.model.article import BlockKind

_LARGEST = 2_000_000
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.S)
_FIELD = re.compile(r"([\w-]+)[ \t]*:[ \t]*(.*)")
_WEB = ("http://", "https://")


def read_markdown(text: str, handed: HandedIn) -> Draft:
    """Return the draft of a Markdown text; one of over 2 MB is read as plain text, which is faster."""
    if len(text) > _LARGEST:
        return read_plain(text, handed)
    front = _FRONT_MATTER.match(text)
    fields = _read_fields(front[1]) if front else {}
    lines = list(_read_lines(text[front.end() :] if front else text))
    title = fields.get("title")
    if title and not any(line.piece.kind == "headline" for line in lines):
        lines.insert(0, Line(Piece("headline", title), -1))
    draft = make_draft(lines)
    return replace(
        draft,
        title=title or draft.title,
        byline=read_names(fields.get("author") or fields.get("authors") or "") or draft.byline,
        published=read_date(fields.get("date") or fields.get("published") or "") or draft.published,
        address=next((fields[name] for name in ("source", "url", "address") if _is_web(fields.get(name))), None),
        outlet=fields.get("outlet") or fields.get("publisher"),
    )


def _is_web(address: str | None) -> bool:
    return address is not None and address.lower().startswith(_WEB)


def _read_fields(text: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    last = ""
    for line in text.split("\n"):
        field = _FIELD.match(line)
        if field:
            last = field[1].lower()
            fields[last] = field[2].strip().strip("\"'[]")
        elif last and line.strip().startswith("- "):
            value = line.strip()[2:].strip().strip("\"'")
            fields[last] = f"{fields[last]}, {value}".strip(", ")
    return {name: value for name, value in fields.items() if value}


def _read_lines(text: str) -> Iterator[Line]:
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    around: list[str] = []
    row: list[str] | None = None
    headline = True
    heading = 0
    for group, token in enumerate(parser.parse(text)):
        if token.type in ("bullet_list_open", "ordered_list_open", "blockquote_open"):
            around.append(token.type)
        elif token.type in ("bullet_list_close", "ordered_list_close", "blockquote_close"):
            around.pop()
        elif token.type in ("heading_open", "heading_close"):
            heading = int(token.tag[1]) if token.nesting > 0 else 0
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            if row and any(row):
                yield Line(Piece("table_row", "\t".join(row).strip()), group)
            row = None
        elif token.type in ("fence", "code_block") and token.content.strip():
            yield Line(Piece("preformatted", token.content.strip("\n").rstrip()), group)
        elif token.type == "inline" and row is not None:
            row.append(" ".join(piece.text for piece, _ in _read_inline(token.children or [], "table_row")))
        elif token.type == "inline":
            kind, level = _kind_of(around, heading, first=headline)
            headline = headline and kind != "headline"
            for piece, image in _read_inline(token.children or [], kind):
                yield Line(replace(piece, level=level), group, image)


def _kind_of(around: Sequence[str], heading: int, *, first: bool) -> tuple[BlockKind, int]:
    if heading == 1 and first:
        return "headline", 0
    if heading:
        return "subhead", max(2, heading)
    listed = sum(1 for name in around if name != "blockquote_open")
    if listed:
        return "list_item", listed
    return ("blockquote" if around else "paragraph"), 0


def _read_inline(tokens: Sequence[Token], kind: BlockKind) -> Iterator[tuple[Piece, str | None]]:
    """Give the words of one paragraph, parted at its lines where one of them is a credit or a byline; its images."""
    lines: list[tuple[str, list[PieceLink]]] = [("", [])]
    opened: tuple[int, str] | None = None
    images: list[tuple[str, str]] = []
    for token in tokens:
        text, links = lines[-1]
        if token.type in ("text", "code_inline", "html_inline"):
            lines[-1] = (text + token.content, links)
        elif token.type in ("softbreak", "hardbreak"):
            lines.append(("", []))
        elif token.type == "link_open":
            opened = (len(text), str(token.attrGet("href") or ""))
        elif token.type == "link_close" and opened:
            if _is_web(opened[1]) and opened[0] < len(text):
                links.append(PieceLink(opened[0], len(text), opened[1]))
            opened = None
        elif token.type == "image":
            images.append((str(token.attrGet("src") or ""), token.content))
    for text, links in _join(lines):
        words = text.strip()
        if words:
            shift = text.index(words)
            inside = [PieceLink(max(0, k.start - shift), min(len(words), k.end - shift), k.address) for k in links]
            yield Piece(kind, words, links=tuple(link for link in inside if link.start < link.end)), None
    for address, alt in images:
        if address:
            yield Piece("paragraph", alt), address


def _join(lines: Sequence[tuple[str, list[PieceLink]]]) -> Iterator[tuple[str, list[PieceLink]]]:
    text, links = lines[0]
    for following, more in lines[1:]:
        if is_line_of_its_own(text.strip()) or is_line_of_its_own(following.strip()):
            yield text, links
            text, links = following, more
            continue
        shift = len(text) + 1
        text = f"{text} {following}"
        links = links + [PieceLink(link.start + shift, link.end + shift, link.address) for link in more]
    yield text, links
