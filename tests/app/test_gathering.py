import zipfile

import pytest

from reader.app.gathering import Gathering, gather
from reader.intake.source import HandedIn
from reader.model.problem import Problem


@pytest.fixture
def folder(tmp_path):
    inside = tmp_path / "stories"
    (inside / "deep").mkdir(parents=True)
    for name in ("a.txt", "b.txt", "deep/c.txt"):
        (inside / name).write_text(f"Story {name}")
    (inside / "quay.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    with zipfile.ZipFile(inside / "more.zip", "w") as packed:
        packed.writestr("d.txt", "Story d")
        packed.writestr("e.exe", "Story e")
    return inside


def test_files_of_a_folder_and_of_the_archives_in_it_are_found_and_the_others_told(folder):
    found = list(gather([folder]))
    stories = sorted(one.name for one in found if isinstance(one.content, HandedIn))
    assert stories == ["a.txt", "b.txt", "c.txt", "d.txt"]
    assert len(found) == len(stories) + 2
    assert not any(one.is_named for one in found)


def test_what_was_named_itself_is_taken_whatever_it_is(folder):
    missing, picture = gather([folder / "missing.txt", folder / "quay.jpg"])
    assert missing.is_named
    assert isinstance(missing.content, Problem)
    assert isinstance(picture.content, HandedIn)


def test_archive_that_is_named_is_looked_through(folder):
    assert [one.name for one in gather([folder / "more.zip"])] == ["d.txt", "e.exe"]


def make_book(path, *chapters):
    items = "".join(f'<item id="i{i}" href="{i}.xhtml"/>' for i in range(len(chapters)))
    spine = "".join(f'<itemref idref="i{i}"/>' for i in range(len(chapters)))
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("a.opf", f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>")
        for number, words in enumerate(chapters):
            book.writestr(f"{number}.xhtml", f"<html><body><h1>Chapter {number}</h1><p>{words}</p></body></html>")
    return path


def test_chapters_of_a_book_are_found_each_and_what_is_none_is_told(tmp_path):
    story = "The ferry had lain in the harbour for nine days. " * 6
    found = list(gather([make_book(tmp_path / "a.epub", "Cover", story, story)]))
    assert [one.name for one in found if isinstance(one.content, HandedIn)] == ["1.epub", "2.epub"]
    assert [one.content.what for one in found if isinstance(one.content, Problem)] == [
        "There are hardly any words in it."
    ]
    assert not any(one.is_named for one in found)


def test_book_of_one_chapter_is_found_whole(tmp_path):
    (one,) = gather([make_book(tmp_path / "a.epub", "The ferry had lain in the harbour for nine days. " * 6)])
    assert (one.name, one.is_named) == ("a.epub", True)


@pytest.fixture
def gathering(qapp):
    gathering = Gathering()
    yield gathering
    gathering.leave()


def test_files_come_some_at_a_time_and_wait_until_they_are_taken(gathering, tmp_path, qtbot):
    for number in range(200):
        (tmp_path / f"{number}.txt").write_text(f"Story {number}")
    came = []
    gathering.found.connect(lambda _batch, some: came.append(len(some)))
    gathering.begin(1, [tmp_path])
    qtbot.waitUntil(lambda: len(came) == 2)
    with qtbot.assertNotEmitted(gathering.found, wait=50):
        pass
    gathering.found.connect(lambda _batch, _some: gathering.go_on())
    with qtbot.waitSignal(gathering.ended):
        gathering.go_on()
        gathering.go_on()
    assert sum(came) == 200


def test_what_is_stopped_comes_no_more(gathering, tmp_path, qtbot):
    for number in range(200):
        (tmp_path / f"{number}.txt").write_text(f"Story {number}")
    came = []
    gathering.found.connect(lambda _batch, some: came.append(len(some)))
    gathering.begin(1, [tmp_path])
    qtbot.waitUntil(lambda: len(came) == 2)
    with qtbot.waitSignal(gathering.ended):
        gathering.stop()
    assert len(came) == 2
