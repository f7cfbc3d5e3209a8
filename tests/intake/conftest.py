from collections.abc import Callable
from pathlib import Path

import pytest

from reader.intake.formats import read_source
from reader.intake.source import HandedIn, make_pasted, open_source
from reader.model.article import Article
from reader.resources import find_resource

GOLDEN = Path(__file__).parent.parent / "golden"


def check_offsets(article: Article) -> None:
    """Hold an article to what the house promises of its spans."""
    end = 0
    for number, block in enumerate(article.blocks):
        between = article.text[end : block.span.start]
        assert between == ("" if number == 0 else "\n") or (article.blocks[0].span.start and not between.strip())
        words = block.span.cut(article.text)
        assert words.strip() == words != ""
        for link in block.links:
            assert block.span.holds(link.span)
            assert link.span.start < link.span.end
            assert link.address.startswith(("http://", "https://"))
        end = block.span.end
    assert not article.text[end:].strip()
    for photo in article.photos:
        for span in (photo.caption, photo.credit):
            assert span is None or any(block.span.holds(span) for block in article.blocks)


@pytest.fixture(scope="session")
def checked() -> Callable[[Article], None]:
    return check_offsets


@pytest.fixture
def read_text() -> Callable[..., Article]:
    def read(text: str, **given: str | bool | None) -> Article:
        article = read_source(make_pasted(text, **given))
        if not given.get("verbatim"):
            check_offsets(article)
        return article

    return read


@pytest.fixture
def read_html() -> Callable[..., Article]:
    def read(body: str, head: str = "", **given: object) -> Article:
        page = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
        article = read_source(HandedIn(page.encode(), **given))
        check_offsets(article)
        return article

    return read


@pytest.fixture
def stories() -> dict[str, Path]:
    found = {path.stem: path for path in (GOLDEN / "stories").glob("*.txt")}
    return {**found, "sample": find_resource("sample/story.txt")}


@pytest.fixture
def golden() -> Path:
    return GOLDEN / "intake"


@pytest.fixture
def read_sample(golden: Path) -> Callable[[str], Article]:
    def read(name: str) -> Article:
        article = read_source(open_source(golden / name))
        check_offsets(article)
        return article

    return read


@pytest.fixture
def blocks() -> Callable[[Article], list[tuple[str, str]]]:
    """Return kind and opening words of each block, to be compared at a glance."""
    return lambda article: [
        (block.kind, " ".join(block.span.cut(article.text).split(" ")[:4])) for block in article.blocks
    ]


@pytest.fixture
def photo_words() -> Callable[[Article], list[tuple[str | None, str | None, str | None]]]:
    """Return image, caption and credit of each photograph."""

    def cut(article: Article) -> list[tuple[str | None, str | None, str | None]]:
        text = article.text
        return [(p.image, p.caption and p.caption.cut(text), p.credit and p.credit.cut(text)) for p in article.photos]

    return cut
