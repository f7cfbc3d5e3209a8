import io
import zipfile

import pytest

from reader.intake.formats import read_source
from reader.intake.photos import keep_photos
from reader.intake.source import HandedIn, open_source
from reader.model.problem import Problem


def change(data: bytes, **files: bytes) -> bytes:
    """Return a book with some of its files replaced, found by a part of their names."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as book, zipfile.ZipFile(packed, "w") as changed:
        for name in book.namelist():
            other = next((content for part, content in files.items() if part in name), None)
            changed.writestr(name, book.read(name) if other is None else other)
        if "encryption" in files:
            changed.writestr("META-INF/encryption.xml", files["encryption"])
    return packed.getvalue()


def test_chapters_are_one_article_in_the_order_of_the_spine(read_sample, blocks):
    article = read_sample("harbour.epub")
    source = article.source
    assert (source.kind, article.title) == ("epub", "The Islands in May")
    assert source.byline == ("Jonas Ekdal", "Mina Soto")
    assert (source.outlet, source.published, source.language) == ("The Saltholm Post", "2026-05-12", "en")
    assert (source.copyright, source.subjects) == ("© 2026 The Saltholm Post", ("Shipping",))
    subheads = [words for kind, words in blocks(article) if kind == "subhead"]
    assert subheads == ["Island ferries sail again", "The wall"]
    assert "blockquote" in [kind for kind, _ in blocks(article)]
    assert "Contents" not in article.text


def test_photograph_of_a_chapter_is_kept(golden, photo_words, tmp_path):
    handed = open_source(golden / "harbour.epub")
    article = read_source(handed)
    image, caption, credit = photo_words(article)[0]
    assert image == "OEBPS/images/ferry.jpg"
    assert caption.startswith("The ferry Linnea")
    assert credit == "Ines Falk/Coast Wire"
    keep_photos(article, handed, tmp_path)
    assert [path.stem for path in tmp_path.iterdir()] == [article.photos[0].stem]


def test_locked_book_is_told_in_plain_words(golden):
    lock = b'<encryption><CipherReference URI="OEBPS/text/one.xhtml"/></encryption>'
    with pytest.raises(Problem, match="locked by its publisher"):
        read_source(HandedIn(change((golden / "harbour.epub").read_bytes(), encryption=lock)))


def test_book_of_pictures_is_told_in_plain_words(golden):
    page = b'<html><body><img src="a.jpg"/></body></html>'
    with pytest.raises(Problem, match="its pages are pictures"):
        read_source(HandedIn(change((golden / "harbour.epub").read_bytes(), one=page, two=page)))


def test_book_without_its_package_is_told_in_plain_words(golden):
    data = (golden / "harbour.epub").read_bytes()
    with pytest.raises(Problem, match="damaged"):
        read_source(HandedIn(change(data, container=b"<container/>", opf=b"<package/>")))
