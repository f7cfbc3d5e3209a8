import io
import zipfile

from PIL import Image

from reader import pipeline
from reader.intake.archive import Archive
from reader.intake.beside import add_images
from reader.intake.folders import gather_zip
from reader.intake.source import HandedIn

WORDS = "The ferry sails again after the storm, the harbour office said on Tuesday, and fares stay as they are. "


def make_page(head=""):
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>Ferry</title>{head}</head><body><article>"
        f"<h1>Ferry</h1><p>{WORDS * 3}</p><figure><img width=900 src='Ferry%20page_files/quay.jpg'><figcaption>"
        f"The quay.</figcaption></figure><p>{WORDS * 3}</p></article></body></html>"
    ).encode()


def make_zip(page, **more):
    image, packed = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (800, 400), "teal").save(image, "JPEG")
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("saved/Ferry page.html", page)
        archive.writestr("saved/Ferry page_files/quay.jpg", image.getvalue())
        archive.writestr("saved/Ferry page_files/script.js", "alert(1)")
        for name, data in more.items():
            archive.writestr(name, data)
    return packed.getvalue()


def read_first(data, folder):
    (_, handed), *others = gather_zip(HandedIn(data, "stories.zip"))
    assert not others
    article = pipeline.read(handed)
    return article, pipeline.keep_photos(article, handed, folder)


def test_page_in_a_zip_brings_the_images_of_the_folder_beside_it(tmp_path):
    article, kept = read_first(make_zip(make_page()), tmp_path)
    assert article.title == "Ferry"
    assert [photo.caption.cut(article.text) for photo in article.photos] == ["The quay."]
    assert kept == 1


def test_images_are_found_though_the_page_names_its_address(tmp_path):
    head = '<link rel="canonical" href="https://news.example/2024/ferry">'
    _, kept = read_first(make_zip(make_page(head)), tmp_path)
    assert kept == 1


def test_page_without_a_folder_of_images_stays_as_it_came():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.html", make_page())
        archive.writestr("other_files/quay.jpg", b"x")
    assert add_images(Archive(packed.getvalue()), "a.html", make_page()) == make_page()


def test_image_that_unpacks_without_end_is_left_out(tmp_path):
    bomb = {"saved/Ferry page_files/bomb.png": b"\x00" * 70_000_000}
    article, kept = read_first(make_zip(make_page(), **bomb), tmp_path)
    assert article.title == "Ferry"
    assert kept == 1
