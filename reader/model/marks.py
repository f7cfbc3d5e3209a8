"""What the reader made: given, never found again by a machine."""

from msgspec import Struct


class ArticleNote(Struct, frozen=True):
    """The note kept with an article. `revision` counts its savings from 0 (never saved)."""

    text: str = ""
    revision: int = 0
