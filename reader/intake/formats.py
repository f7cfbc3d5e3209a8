"""The entry of the room: what was handed in becomes an article, whichever format it has."""

from collections.abc import Callable

from reader.intake.blocks import Draft, make_article, make_verbatim
from reader.intake.language import find_language
from reader.intake.plain import read_plain
from reader.intake.source import HandedIn, read_content
from reader.model.article import Article
from reader.model.problem import Problem

VERSION = 1


def read_source(handed: HandedIn) -> Article:
    """Read what was handed in into an article.

    Raises:
        Problem: it cannot be read; the sentences say why and what to do.
    """
    content = read_content(handed)
    if handed.verbatim:
        return make_verbatim(content.text, handed, find_language(content.text))
    draft = _reader(content.kind)(content.text, handed)
    if not draft.pieces:
        raise Problem("There is no story in it.", "Copy the story and paste it, or save it as plain text.")
    return make_article(draft, handed, content.kind)


def _reader(kind: str) -> Callable[[str, HandedIn], Draft]:
    # the parsers of pages and of Markdown cost up to half a second to import, which plain text must not pay
    if kind == "html":
        from reader.intake.web import read_page

        return read_page
    if kind == "markdown":
        from reader.intake.markdown import read_markdown

        return read_markdown
    return read_plain
