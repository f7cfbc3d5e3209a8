import pytest

from reader.intake.formats import read_source
from reader.intake.photos import keep_photos
from reader.intake.source import HandedIn, open_source
from reader.model.problem import Problem


def test_page_of_a_web_archive_is_read_like_the_page_itself(read_sample, blocks, photo_words):
    article = read_sample("harbour.mhtml")
    assert article.source.kind == "mhtml"
    assert article.title == "Island ferries sail again after the storm"
    assert article.source.address == "https://post.example/2026/05/ferries"
    assert article.source.byline == ("Jonas Ekdal",)
    assert [kind for kind, _ in blocks(article)].count("paragraph") == 5
    assert "newsletter" not in article.text
    image, caption, credit = photo_words(article)[0]
    assert image == "https://post.example/photos/ferry.jpg"
    assert caption.startswith("The ferry Linnea")
    assert credit == "Ines Falk/Coast Wire"


def test_photograph_inside_a_web_archive_is_kept(golden, tmp_path):
    handed = open_source(golden / "harbour.mhtml")
    article = read_source(handed)
    keep_photos(article, handed, tmp_path)
    assert [path.stem for path in tmp_path.iterdir()] == [article.photos[0].stem]


def test_address_the_reader_gave_goes_before_that_of_the_archive(golden):
    data = (golden / "harbour.mhtml").read_bytes()
    assert read_source(HandedIn(data, address="https://other.example/x")).source.address == "https://other.example/x"


def test_web_archive_without_a_page_is_told_in_plain_words(golden):
    data = (golden / "harbour.mhtml").read_bytes().replace(b"Content-Type: text/html", b"Content-Type: text/css")
    with pytest.raises(Problem, match="no page in this web archive"):
        read_source(HandedIn(data, kind="mhtml"))
