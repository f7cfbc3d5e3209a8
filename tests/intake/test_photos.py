import base64
import io

import pytest
from PIL import Image

from reader.intake.photos import find_image_file, keep_photos
from reader.intake.source import HandedIn
from reader.model.article import Article, Photo, Source


def picture(size=(300, 200), mode="RGB", kind="JPEG"):
    data = io.BytesIO()
    Image.new(mode, size, "teal").save(data, kind)
    return data.getvalue()


def article(*images):
    return Article(Source("html", "0"), "t", "", (), tuple(Photo(image) for image in images))


def kept(folder, photo):
    return [path for path in folder.glob("*") if path.stem == photo.stem] if folder.exists() else []


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "page_files"
    folder.mkdir()
    return folder


def test_photograph_beside_the_page_is_copied_bounded(files, tmp_path):
    (files / "ship one.jpg").write_bytes(picture((4000, 1000)))
    story = article("./page_files/ship%20one.jpg")
    keep_photos(story, HandedIn(b"x", files=files), tmp_path / "photos")
    (copy,) = kept(tmp_path / "photos", story.photos[0])
    assert copy.suffix == ".jpg"
    with Image.open(copy) as image:
        assert image.size == (2000, 500)


def test_photograph_inside_the_page_is_copied(tmp_path):
    data = base64.b64encode(picture((64, 64), "RGBA", "PNG")).decode()
    story = article(f"data:image/png;base64,{data}")
    keep_photos(story, HandedIn(b"x"), tmp_path / "photos")
    assert [path.suffix for path in kept(tmp_path / "photos", story.photos[0])] == [".png"]


def test_photograph_on_the_web_is_left_there(tmp_path):
    keep_photos(article("https://example.org/ship.jpg", None), HandedIn(b"x"), tmp_path / "photos")
    assert not (tmp_path / "photos").exists()


def test_photograph_of_over_forty_megapixels_is_not_decoded(files, tmp_path):
    (files / "huge.png").write_bytes(picture((8000, 5001), "1", "PNG"))
    keep_photos(article("page_files/huge.png"), HandedIn(b"x", files=files), tmp_path / "photos")
    assert not (tmp_path / "photos").exists()


def test_damaged_photograph_is_passed_over_and_the_next_one_kept(files, tmp_path):
    (files / "torn.jpg").write_bytes(picture()[:200])
    (files / "text.jpg").write_text("no picture")
    (files / "ship.jpg").write_bytes(picture())
    story = article("page_files/torn.jpg", "page_files/text.jpg", "data:image/png;base64,!!!!", "page_files/ship.jpg")
    keep_photos(story, HandedIn(b"x", files=files), tmp_path / "photos")
    assert len(list((tmp_path / "photos").glob("*"))) == 1


def test_copy_says_nothing_of_where_the_camera_was(files, tmp_path):
    exif = Image.Exif()
    exif[0x010E] = "a secret"
    data = io.BytesIO()
    Image.new("RGB", (50, 40)).save(data, "JPEG", exif=exif)
    (files / "ship.jpg").write_bytes(data.getvalue())
    story = article("ship.jpg")
    keep_photos(story, HandedIn(b"x", files=files), tmp_path / "photos")
    (copy,) = kept(tmp_path / "photos", story.photos[0])
    assert b"secret" not in copy.read_bytes()


@pytest.mark.parametrize(
    "address",
    [
        "../secret.jpg",
        "/etc/passwd",
        "page_files/../../secret.jpg",
        "..%2fsecret.jpg",
        "%2e%2e/secret.jpg",
        "..",
        "",
        "a\x00b",
    ],
)
def test_no_address_leads_out_of_the_folder(files, address):
    (files.parent / "secret.jpg").write_bytes(picture())
    assert find_image_file(address, files) is None


def test_link_out_of_the_folder_is_not_followed(files):
    (files.parent / "secret.jpg").write_bytes(picture())
    (files / "ship.jpg").symlink_to(files.parent / "secret.jpg")
    assert find_image_file("page_files/ship.jpg", files) is None
