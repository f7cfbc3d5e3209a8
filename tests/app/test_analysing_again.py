from threading import Lock

import pytest
from PySide6.QtCore import QObject

from reader.app.analysing_again import AnalysingAgain
from reader.app.importing import Importing
from reader.app.worker import Worker
from reader.intake.source import make_pasted
from reader.pipeline import versions


class Bar(QObject):
    def __init__(self):
        super().__init__()
        self.left = []

    def show_left(self, count):
        self.left.append(count)


@pytest.fixture
def importing(qapp, library, asked):
    importing = Importing(library, Worker(), versions(), Lock())
    importing.take_refusals()
    yield importing
    importing.leave()


@pytest.fixture
def bar(importing):
    bar = Bar()
    bar.again = AnalysingAgain(importing, bar)
    return bar


def test_stories_to_analyse_again_are_counted_down(importing, bar, qtbot):
    stories = [importing.hand_in(make_pasted(f"Story {number}.")) for number in range(6)]
    importing.stale_asked.emit(tuple(stories[:5]), versions())
    qtbot.waitUntil(lambda: bar.left == [6])
    importing.stored.emit(stories[0])
    importing.stored.emit(stories[5])
    assert bar.left == [6, 5], "a story that was not asked for again does not count"
    importing.failed.emit(stories[1])
    assert bar.left[-1] == 4


def test_few_stories_and_none_are_passed_over_in_silence(importing, bar, qtbot):
    story = importing.hand_in(make_pasted("A story."))
    importing.stale_asked.emit((story,), versions())
    qtbot.waitUntil(lambda: bar.left == [0])
    importing.stale_asked.emit((), versions())
    assert bar.left == [0, 0]


def test_nothing_to_do_tells_that_nothing_is_left(importing, bar):
    importing.ask_stale()
    assert bar.left == [0]
