import io

from PIL import Image

from reader.intake.fetch import IMAGE_KINDS, Fetched
from reader.intake.formats import read_source
from reader.intake.photographed import add_photographs
from reader.intake.photos import keep_photos
from reader.intake.source import HandedIn
from reader.model.problem import Problem

ADDRESS = "https://news.example/2024/ferry?id=1&" + "long=" * 40
WORDS = "The ferry sails again after the storm, the harbour office said on Tuesday, and fares stay as they are. "
PAGE = (
    "<html><head><meta charset=utf-8><title>Fähre</title></head><body><article><h1>Ferry sails again</h1>"
    f"<p>{WORDS * 3}</p>"
    '<figure><img src="/pictures/quay-é.jpg?w=1200&amp;h=800" width=1200 height=800>'
    "<figcaption>Ana Reis opens the quay in Setúbal on Feb. 3, 2021.</figcaption></figure>"
    '<figure><img src="https://cdn.example/lost.jpg" width=1200 height=800><figcaption>Lost by the way in Lisbon.'
    f"</figcaption></figure><p>{WORDS * 3}</p></article></body></html>"
).encode()


def make_image():
    data = io.BytesIO()
    Image.new("RGB", (60, 40), "red").save(data, "JPEG")
    return data.getvalue()


class Net:
    def __init__(self, images):
        self.images, self.asked = images, []

    def ask(self, where, **options):
        self.asked.append(where)
        assert options["media"] is IMAGE_KINDS
        assert 0 < options["seconds"] <= 20
        if "lost" in where:
            raise Problem("There is no page at this address.")
        return Fetched(self.images, "image/jpeg", where)


def test_page_and_its_photographs_become_one_file_that_is_read_with_them(tmp_path):
    net = Net(make_image())
    whole = add_photographs(Fetched(PAGE, "text/html", ADDRESS, "utf-8"), ask=net.ask)
    assert len(net.asked) == 2
    assert net.asked[0].startswith("https://news.example/pictures/quay")
    handed = HandedIn(whole.data, address=whole.address)
    article = read_source(handed)
    assert article.title == "Fähre"
    assert article.source.address == ADDRESS
    assert article.source.kind == "mhtml"
    keep_photos(article, handed, tmp_path / "photos")
    assert len(list((tmp_path / "photos").iterdir())) == 1


def test_page_without_photographs_stays_as_it_is():
    page = Fetched(b"<html><body><p>The ferry sails.</p></body></html>", "text/html", ADDRESS)
    assert add_photographs(page, ask=Net(b"").ask) is page
    document = Fetched(b"%PDF-1.7", "application/pdf", ADDRESS)
    assert add_photographs(document, ask=Net(b"").ask) is document


def test_page_of_which_no_photograph_is_to_be_had_stays_as_it_is():
    def refuse(_where, **_options):
        raise Problem("No.")

    page = Fetched(PAGE, "text/html", ADDRESS)
    assert add_photographs(page, ask=refuse) is page
