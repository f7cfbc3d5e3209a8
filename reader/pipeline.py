"""The one place where intake and analysis meet: a source becomes an Article, an Article an Analysis."""

from reader.intake.source import HandedIn
from reader.model.analysis import Analysis
from reader.model.article import Article


def read(handed: HandedIn) -> Article:
    """Read what was handed in into an article.

    Raises:
        Problem: it cannot be read; the sentences say why and what to do.
    """
    raise NotImplementedError


def analyse(article: Article) -> Analysis:
    """Find the names, quotes and captions of an article."""
    raise NotImplementedError
