from collections.abc import Callable, Sequence
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


def write_pdf(pages: Sequence[Sequence[tuple[float, float, float, str]]], *, pictures: bool = False) -> bytes:
    """Return a PDF with lines of text at x and y (points from the lower left), each of a size; or with pictures."""
    fonts = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    image = (
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
    )
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", fonts, image + b"\nstream\n\x80\nendstream"]
    kids = []
    for page in pages:
        shown = "q 400 0 0 600 50 50 cm /I Do Q\n" if pictures else ""
        for x, y, size, text in page:
            words = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            shown += f"BT /F {size} Tf {x} {y} Td ({words}) Tj ET\n"
        stream = shown.encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R" % len(objects)
            + b" /Resources << /Font << /F 3 0 R >> /XObject << /I 4 0 R >> >> >>"
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    written, places = b"%PDF-1.4\n", []
    for number, what in enumerate(objects, 1):
        places.append(b"%010d 00000 n \n" % len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, what)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, b"".join(places))
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(written))
    return written + table + trailer


@pytest.fixture(scope="session")
def make_pdf() -> Callable[..., bytes]:
    return write_pdf
