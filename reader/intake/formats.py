"""The entry of the room: what was handed in becomes an article, whichever format it has."""

from collections.abc import Callable
from importlib import import_module

from reader.intake.blocks import Draft, make_article, make_verbatim
from reader.intake.kinds import PACKED_KINDS, find_packed_kind
from reader.intake.language import find_language
from reader.intake.plain import read_plain
from reader.intake.source import HandedIn, read_content, refuse_size
from reader.model.article import Article
from reader.model.problem import Problem

_PACKED_READERS = {
    "mhtml": ("reader.intake.mhtml", "read_mhtml"),
    "eml": ("reader.intake.mail", "read_mail"),
    "ninjs": ("reader.intake.ninjs", "read_ninjs"),
    "nitf": ("reader.intake.nitf", "read_nitf"),
    "newsml": ("reader.intake.newsml", "read_newsml"),
    "docx": ("reader.intake.docx", "read_docx"),
    "epub": ("reader.intake.epub", "read_epub"),
    "pdf": ("reader.intake.pdf", "read_pdf"),
    "warc": ("reader.intake.warc", "read_warc"),
}


def read_source(handed: HandedIn) -> Article:
    """Read what was handed in into an article.

    Raises:
        Problem: it cannot be read; the sentences say why and what to do.
    """
    refuse_size(len(handed.data))
    kind = find_packed_kind(handed.data) if handed.kind == "auto" else handed.kind
    if kind in PACKED_KINDS and not handed.verbatim:
        return _make_article(_packed_reader(kind)(handed), handed, kind)
    content = read_content(handed)
    if handed.verbatim:
        return make_verbatim(content.text, handed, find_language(content.text))
    return _make_article(_reader(content.kind)(content.text, handed), handed, content.kind)


def _make_article(draft: Draft, handed: HandedIn, kind: str) -> Article:
    if not draft.pieces:
        raise Problem("There is no story in it.", "Copy the story and paste it, or save it as plain text.")
    return make_article(draft, handed, kind)


def _reader(kind: str) -> Callable[[str, HandedIn], Draft]:
    # the parsers of pages and of Markdown cost up to half a second to import, which plain text must not pay
    if kind == "html":
        from reader.intake.web import read_page

        return read_page
    if kind == "markdown":
        from reader.intake.markdown import read_markdown

        return read_markdown
    return read_plain


def _packed_reader(kind: str) -> Callable[[HandedIn], Draft]:
    # likewise: each parser is imported for its own format alone
    module, name = _PACKED_READERS[kind]
    reader: Callable[[HandedIn], Draft] = getattr(import_module(module), name)
    return reader
