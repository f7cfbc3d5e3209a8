"""Analysis, all of it: whitespace words a second on one core, models loaded."""

import time
from collections.abc import Iterable
from pathlib import Path

from table import Options, Row, at_least

from reader import pipeline
from reader.intake.source import HandedIn
from reader.model.article import Article

STORIES = Path(__file__).parent.parent / "golden" / "stories"


def measure(options: Options) -> Iterable[Row]:
    articles = [read(path.read_bytes()) for path in sorted(STORIES.glob("*.txt"))]
    for article in articles:
        pipeline.analyse(article)
    rounds = 2 if options.short else 10
    words = sum(len(article.text.split()) for article in articles) * rounds
    began = time.process_time()
    for _ in range(rounds):
        for article in articles:
            pipeline.analyse(article)
    yield at_least(
        "analysis, all of it, words a second", words / (time.process_time() - began), 1400, "", f"{words} words"
    )


def read(data: bytes) -> Article:
    return pipeline.read(HandedIn(data, name="story.txt"))
