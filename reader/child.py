"""The working process: requests in, answers out, one line of JSON each.

Everything slow or dangerous happens here, so that a page that hangs or crashes its reader costs that page alone.
A request is answered by *article* as soon as the text is there, then *photographs kept* where some were, then
*analysis*; or, at any of these points, by *problem*. A request to fetch, which goes to a process of its own so that a
slow server holds up no story, is answered by *page* or by *problem*. The window (`app/worker.py`) and the commands
start and end such processes; what both of them need to know of one stands here too.
"""

import gc
import json
import os
import signal
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

import reader
from reader import pipeline
from reader.model.analysis import Analysis, Versions
from reader.model.article import Article, PhotoWords
from reader.model.failures import failed_program
from reader.model.problem import NotByItself, Problem

if TYPE_CHECKING:
    from reader.intake.source import HandedIn

if sys.platform != "win32":
    import resource

STORY_SECONDS = 60.0
PAGE_SECONDS = 25.0  # a page is left after 20; this is for a system that looks a host up without end
PHOTOGRAPHS_SECONDS = 25.0  # that much more
MEMORY = 2 << 30
LARGE_ANSWER = 1 << 20
GIVES_WAY = "--gives-way"

_T = TypeVar("_T")

_END_SECONDS = 1.5 * STORY_SECONDS  # a parent that lives ends a story earlier; this is for one that was killed
_NICENESS = 5
_GARBAGE = (50_000, 20, 100)  # a story makes many objects and few cycles: 7 % of the time went into looking for them
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


class Request(Struct, frozen=True, omit_defaults=True):
    """A story to read from the file `path`, or an `article` to analyse anew, or the wish to `warm_up`.

    Or an address to `fetch` into the file `path`, with its `photographs` where they are wanted; `private` where the
    reader wants it from this machine or its network.

    The other fields are those of `HandedIn`, where `name` and `files` that are None are found from `path`; `photos` is
    the folder that receives our copies of the photographs.

    With `picture` the file at `path` is a picture alone, of which `photos` receives a copy, under the name for this
    address.

    With `copies` the photographs of `article` that came with the file at `path` are copied anew, and nothing else is
    done.
    """

    id: str
    path: str | None = None
    article: Article | None = None
    name: str | None = None
    kind: str = "auto"
    address: str | None = None
    published: str | None = None
    verbatim: bool = False
    files: str | None = None
    photos: str | None = None
    warm_up: bool = False
    fetch: str | None = None
    photographs: bool = False
    private: bool = False
    picture: str | None = None
    copies: bool = False


class ProblemTold(Struct, frozen=True):
    """A Problem on its way between two processes; `not_by_itself` where it is a NotByItself."""

    what: str
    advice: str = ""
    not_by_itself: bool = False

    def problem(self) -> Problem:
        """Return it as the error it was."""
        return (NotByItself if self.not_by_itself else Problem)(self.what, self.advice)


class Page(Struct, frozen=True):
    """A page that was fetched into the file `path`: of which kind, as in HandedIn, and where it was found."""

    path: str
    kind: str
    address: str


class Picture(Struct, frozen=True):
    """A picture of which a copy was kept, and what its file says itself; or that copies were made anew."""

    in_file: PhotoWords | None = None


class Answer(Struct, frozen=True, omit_defaults=True):
    """What came of the request with the same `id`; exactly one of its fields is filled.

    An article or analysis of more than LARGE_ANSWER bytes lies in a file, which its receiver removes.
    """

    id: str
    article: Article | None = None
    article_file: str | None = None
    photos_kept: int = 0
    analysis: Analysis | None = None
    analysis_file: str | None = None
    problem: ProblemTold | None = None
    ready: bool = False
    page: Page | None = None
    picture: Picture | None = None
    versions: Versions = Versions()

    @property
    def is_last(self) -> bool:
        """Say whether nothing more comes for this request."""
        return self.ready or bool(self.analysis or self.analysis_file or self.problem or self.page or self.picture)


Send = Callable[[Answer], None]


def make_command(answers: Path, *, gives_way: bool = False) -> list[str]:
    """Return the command that starts a working process; its large answers go into the folder `answers`.

    One that `gives_way` leaves the processor to the window whenever that has something to do.
    """
    return [sys.executable, "-P", "-m", "reader", "--child", str(answers), *([GIVES_WAY] if gives_way else [])]


def make_environment() -> dict[str, str]:
    """Return the environment of a working process: it finds this Dateline, whatever folder it is started in."""
    places = [str(Path(reader.__file__).parent.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(places)}


def make_line(noun: Any) -> bytes:
    """Return a Struct or a dict as one line of JSON, the end of line included.

    Halves of surrogate pairs, as Python has them in the names of files that are no UTF-8, are escaped.
    """
    try:
        return msgspec.json.encode(noun) + b"\n"
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(noun)).encode("ascii") + b"\n"


def read_line(line: bytes, kind: type[_T]) -> _T:
    """Return the Struct of type `kind` that `make_line` wrote."""
    try:
        return msgspec.json.decode(line, type=kind)
    except msgspec.DecodeError:
        return msgspec.convert(json.loads(line), kind)  # msgspec refuses half a surrogate pair


def slow_story(seconds: float = STORY_SECONDS) -> Problem:
    """Return the Problem of a story that was stopped after `seconds`."""
    told = "a minute" if seconds == STORY_SECONDS else f"{seconds:g} seconds"
    return Problem(f"It took longer than {told} and was stopped.", "The file is kept.")


def find_seconds(request: Request, story_seconds: float = STORY_SECONDS) -> float:
    """Return after how many seconds whoever asked ends the process."""
    if request.fetch is None:
        return story_seconds
    return PAGE_SECONDS + (PHOTOGRAPHS_SECONDS if request.photographs else 0)


def greedy_story() -> Problem:
    """Return the Problem of a story that wanted more memory than a working process may have."""
    return Problem(
        f"It needs more than {MEMORY >> 30} GB of memory and was stopped.",
        "The file is kept. A copy saved as plain text may be readable.",
    )


def serve(
    answers: Path | None = None, *, gives_way: bool = False, memory: int = MEMORY, seconds: float = _END_SECONDS
) -> int:
    """Answer the requests of standard input until it ends.

    Large answers go as files into the folder `answers`. A library that prints reaches standard error: descriptor 1 is
    put aside for the answers alone. A story that takes longer than `seconds` ends the process.
    """
    requests, send = _take_descriptors(answers)
    _put_limits(memory, gives_way=gives_way)
    try:
        for line in iter(requests.readline, b""):
            _end_at(seconds)
            answer_request(read_line(line, Request), send)
            _end_at(0)
    except BrokenPipeError:
        return 0  # whoever asked is gone
    return 0


def answer_request(request: Request, send: Send) -> None:
    """Do what is asked and send each answer as soon as it is there; no error of one story is let through."""
    try:
        _do(request, send)
    except Problem as problem:
        send(Answer(request.id, problem=_told(problem)))
    except BrokenPipeError:
        raise
    except MemoryError:
        gc.collect()
        send(Answer(request.id, problem=_told(greedy_story())))
    except Exception as fault:  # a bug met in one story must not cost the next one
        _log(fault)
        send(Answer(request.id, problem=_told(failed_program(fault))))


def _told(problem: Problem) -> ProblemTold:
    return ProblemTold(problem.what, problem.advice, isinstance(problem, NotByItself))


def _do(request: Request, send: Send) -> None:
    if request.warm_up:
        pipeline.warm_up()
        send(Answer(request.id, ready=True))
        return
    if request.fetch is not None:
        send(Answer(request.id, page=_fetch(request, request.fetch)))
        return
    if request.picture is not None:
        send(Answer(request.id, picture=Picture(_keep_picture(request, request.picture))))
        return
    versions = pipeline.versions()
    article = request.article
    if request.copies and article and request.photos:
        pipeline.keep_photos(article, _handed_in(request), Path(request.photos))
        send(Answer(request.id, picture=Picture()))
        return
    if article is None:
        handed = _handed_in(request)
        article = pipeline.read(handed)
        send(Answer(request.id, article=article, versions=versions))
        if request.photos and (kept := pipeline.keep_photos(article, handed, Path(request.photos))):
            send(Answer(request.id, photos_kept=kept, versions=versions))
    send(Answer(request.id, analysis=pipeline.analyse(article), versions=versions))


def _keep_picture(request: Request, image: str) -> PhotoWords | None:
    if request.path is None or request.photos is None:
        raise ValueError("a request to keep a picture names its file and the folder for the copy")
    return pipeline.keep_picture(Path(request.path), image, Path(request.photos))


def _fetch(request: Request, address: str) -> Page:
    if request.path is None:
        raise ValueError("a request to fetch names the file for the page")
    kind, found = pipeline.fetch(address, Path(request.path), photographs=request.photographs, private=request.private)
    return Page(request.path, kind, found)


def _handed_in(request: Request) -> "HandedIn":
    from reader.intake.source import open_source  # the window knows the messages, and loads no parser for them

    if request.path is None:
        raise ValueError("a request names a file, an article or a warm-up")
    opened = open_source(
        request.path,
        kind=request.kind,
        address=request.address,
        published=request.published,
        verbatim=request.verbatim,
    )
    return replace(
        opened,
        name=opened.name if request.name is None else request.name,
        files=opened.files if request.files is None else Path(request.files),
    )


def _log(fault: Exception) -> None:
    import traceback  # as above

    print("".join(traceback.format_tb(fault.__traceback__)), type(fault).__name__, sep="", file=sys.stderr, flush=True)


def _take_descriptors(folder: Path | None) -> tuple[BinaryIO, Send]:
    """Put descriptors 0 and 1 aside for requests and answers, where no library can reach them."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)

    def send(answer: Answer) -> None:
        line = make_line(answer)
        if len(line) > LARGE_ANSWER and folder:
            line = make_line(_put_aside(answer, folder))
        answers.write(line)
        answers.flush()

    return requests, send


def _put_aside(answer: Answer, folder: Path) -> Answer:
    """Write what makes an answer large into a new file of `folder`, and return the answer that names it."""
    path = str(folder / f"{os.getpid()}-{time.monotonic_ns()}.json")
    with open(path, "xb") as file:
        file.write(msgspec.json.encode(answer.article or answer.analysis))
    if answer.article:
        return replace(answer, article=None, article_file=path)
    return replace(answer, analysis=None, analysis_file=path)


def _put_limits(memory: int, *, gives_way: bool) -> None:
    """Bound memory, use one thread, leave no core with a story's words behind."""
    import logging  # as above

    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))
    gc.set_threshold(*_GARBAGE)
    logging.disable()  # libraries log pieces of what they parse
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for whoever started this process, and who ends it
    if sys.platform == "win32":
        return
    os.nice(_NICENESS if gives_way else 0)
    for limit, amount in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(limit)[1]
        resource.setrlimit(limit, (amount if hard == resource.RLIM_INFINITY else min(amount, hard), hard))


def _end_at(seconds: float) -> None:
    """End this process, whatever it does, after `seconds`; 0 calls that off."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)
