"""Places in a text."""

from msgspec import Struct


class Span(Struct, frozen=True, array_like=True, order=True):
    """A half-open stretch of `Article.text`, in Unicode code points."""

    start: int
    end: int

    def cut(self, text: str) -> str:
        """Return the words of this span in `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Say whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Say whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


class Anchor(Struct, frozen=True):
    """A span with its words and up to 32 characters on either side, to be found again in a changed text."""

    span: Span
    words: str
    before: str
    after: str
