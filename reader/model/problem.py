"""The one error that is told to the reader: something is wrong with the world, not with the program."""


class Problem(Exception):
    """A file, disk or page that cannot be used: `what` is wrong and `advice` what to do, each a plain sentence."""

    def __init__(self, what: str, advice: str = "") -> None:
        super().__init__(f"{what} {advice}".strip())
        self.what = what
        self.advice = advice


class NotByItself(Problem):
    """What is not done by itself, but when the reader asks for it: fetching from this machine's own network."""


class LeftOut(Problem):
    """Why a part of what was handed in is no story, as the cover of a book: told of, and no failure."""
