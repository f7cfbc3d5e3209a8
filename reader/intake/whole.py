"""Markup in which everything belongs to the story, as in books and agencies' files: read without choosing."""

from collections.abc import Callable, Sequence

from lxml.etree import _Element
from msgspec import Struct
from msgspec.structs import replace

from reader.intake.blocks import Picture, Piece, Words
from reader.intake.elements import Walk
from reader.intake.figures import find_figures
from reader.intake.markup import read_tree, restore_data, set_data_aside
from reader.intake.placing import Placed, make_piece, place_figures
from reader.intake.source import HandedIn


class Whole(Struct, frozen=True):
    """Pieces in order, and the pictures among them, whose captions and credits are words of these pieces."""

    pieces: tuple[Piece, ...] = ()
    pictures: tuple[Picture, ...] = ()

    def __add__(self, other: "Whole") -> "Whole":
        shift = len(self.pieces)
        moved = (_move(picture, lambda number: number + shift) for picture in other.pictures)
        return Whole((*self.pieces, *other.pieces), (*self.pictures, *moved))

    def keep(self, wanted: Callable[[int, Piece], bool]) -> "Whole":
        """Return it with only those pieces, found by number and piece, that are wanted."""
        kept = [i for i, piece in enumerate(self.pieces) if wanted(i, piece)]
        numbers = {old: new for new, old in enumerate(kept)}
        return Whole(
            tuple(self.pieces[i] for i in kept), tuple(_move(picture, numbers.get) for picture in self.pictures)
        )

    def place_images(self, place: Callable[[str], str | None]) -> "Whole":
        """Return it with the address of each image replaced; pictures left with neither image nor words go."""
        moved = (replace(picture, image=place(picture.image) if picture.image else None) for picture in self.pictures)
        return Whole(self.pieces, tuple(p for p in moved if p.image or p.caption or p.credit))


def read_markup(text: str, handed: HandedIn, base: str = "") -> Whole:
    """Return all that is to be read in HTML or XHTML; `base` makes its links whole.

    Raises:
        Problem: its markup cannot be read.
    """
    text, data = set_data_aside(text)
    whole = read_whole(read_tree(text), handed, base)
    return whole.place_images(lambda image: restore_data(image, data))


def read_whole(tree: _Element, handed: HandedIn, base: str = "") -> Whole:
    """Return all that is to be read in a tree whose elements have HTML's names."""
    walk = Walk(tree)
    figures = find_figures(walk)
    words = {number for figure in figures for number, _, _ in (*figure.captions, *figure.credits)}
    passages = [passage for passage in walk.passages if not passage.hidden]
    placed = [Placed(passage.number, make_piece(passage, base)) for passage in passages if passage.number not in words]
    pieces, pictures = place_figures(placed, figures, walk.passages, base, handed)
    return Whole(tuple(pieces), tuple(pictures))


def make_figures(figures: Sequence[tuple[str | None, str, str]]) -> Whole:
    """Return photographs that stand outside the text: each an image, its caption and its credit ("" for none)."""
    whole = Whole()
    for image, caption, credit in figures:
        pieces: list[Piece] = []
        words: dict[str, Words] = {}
        for kind, text in (("caption", caption.strip()), ("credit", credit.strip())):
            if text:
                words[kind] = Words(len(pieces), 0, len(text))
                pieces.append(Piece("caption" if kind == "caption" else "credit", text))
        if image or pieces:
            whole += Whole(tuple(pieces), (Picture(image, "", words.get("caption"), words.get("credit")),))
    return whole


def _move(picture: Picture, number: Callable[[int], int | None]) -> Picture:
    def place(words: Words | None) -> Words | None:
        new = number(words.piece) if words else None
        return replace(words, piece=new) if words and new is not None else None

    return replace(picture, caption=place(picture.caption), credit=place(picture.credit))
