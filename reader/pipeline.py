"""The one place where intake and analysis meet: a source becomes an Article, an Article an Analysis.

Importing this costs next to nothing: parsers and language models are loaded by the first call that needs them.
"""

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reader.model.analysis import Analysis, Versions
from reader.model.article import Article
from reader.model.problem import Problem

if TYPE_CHECKING:
    from reader.analysis.engine import Engine
    from reader.intake.source import HandedIn

INTAKE_VERSION = 1
ANALYSIS_VERSION = 1
MODEL = "en_core_web_sm 3.8.0"


def versions() -> Versions:
    """Return what intake, analysis and models are now; what older ones found is made again."""
    return Versions(INTAKE_VERSION, ANALYSIS_VERSION, os.environ.get("DATELINE_MODEL", MODEL))


def read(handed: "HandedIn") -> Article:
    """Read what was handed in into an article.

    Raises:
        Problem: it cannot be read; the sentences say why and what to do.
    """
    raise NotImplementedError


def keep_photos(article: Article, handed: "HandedIn", folder: Path) -> int:
    """Write bounded copies of the photographs that came with the source into `folder`; return how many."""
    raise NotImplementedError


def analyse(article: Article) -> Analysis:
    """Find the names, quotes and captions of an article.

    Raises:
        Problem: the language model is not there.
    """
    raise NotImplementedError


def warm_up() -> None:
    """Load all that reading and analysing need, so that the next story does not wait for it.

    Raises:
        Problem: the language model is not there.
    """
    _engine()


@cache
def _engine() -> "Engine":
    from reader.analysis.engine import Engine  # spaCy takes a second, and the window never needs it

    try:
        return Engine()
    except (ImportError, OSError) as error:
        raise Problem(
            "The language model cannot be loaded, so no names and quotes are found.",
            "Run dateline --doctor: it says what is missing.",
        ) from error
