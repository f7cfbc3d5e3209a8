"""A story as the reader sees it: the article with what was found in it and what was written about it."""

from reader.model.analysis import Analysis
from reader.model.article import Article
from reader.model.marks import ArticleNote
from reader.model.reading import Reading
from reader.reading.doubts import find_doubts
from reader.reading.sourcing import find_sources


def lay_over(story: str, article: Article, analysis: Analysis | None, note: ArticleNote, problem: str = "") -> Reading:
    """Return the reading of a story; without an analysis it has neither sourcing nor doubts.

    `problem` says why there is no analysis, where the work on it failed.
    """
    if analysis is None:
        return Reading(story, article, note, problem=problem)
    return Reading(
        id=story,
        article=article,
        note=note,
        analysis=analysis,
        sourcing=find_sources(article, analysis),
        doubts=find_doubts(analysis),
        problem=problem,
    )
