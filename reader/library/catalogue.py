"""What is in a library: its list, its people, and where something is found."""

from functools import cached_property
from typing import TYPE_CHECKING

from reader.library.database import Database
from reader.library.index import Index
from reader.library.listing import Listing, Order, Shelf, Story
from reader.library.trouble import told_plainly
from reader.model.article import Article

if TYPE_CHECKING:  # 15 ms that the start of the window does without: the methods load them
    from reader.library.people import Appearance, Person
    from reader.library.search import Hit, Search, SearchOrder
    from reader.library.twins import Twin


class Catalogue:
    """All that is asked of a library's stories together, over one connection, for the thread that made it.

    Every method raises a Problem when the disk or the database refuses.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.index = Index(database)
        self._listing = Listing(database, self.index)

    # the list

    @told_plainly()
    def count(self, shelf: Shelf = "all") -> int:
        """Return the number of stories on a shelf; the trash is a shelf of its own."""
        return self._listing.count(shelf)

    @told_plainly()
    def story(self, story: str) -> Story:
        """Return one story as the list shows it."""
        return self._listing.story(story)

    @told_plainly()
    def stories(self, first: int = 0, count: int = 100, shelf: Shelf = "all", order: Order = "saved") -> list[Story]:
        """Return `count` stories from place `first` of the list; a damaged one hides no other.

        Ordered by "saved" or "published" the newest come first (in the trash, by "saved", those last put there); within
        the alphabet of "outlet" or "headline" likewise.
        """
        return self._listing.stories(first, count, shelf, order)

    @told_plainly()
    def place_of(self, story: str, shelf: Shelf = "all", order: Order = "saved") -> int | None:
        """Return the place of a story in the list, from 0, or None where it is not on the shelf."""
        return self._listing.place_of(story, shelf, order)

    @told_plainly()
    def survey(self, shelf: Shelf = "all", order: Order = "saved") -> bool:
        """Learn in a millisecond where ten thousand more rows of the list are; say whether there are more to come.

        Rows far down are then found as fast as those on top, until something is written.
        """
        return self._listing.survey(shelf, order)

    @told_plainly()
    def people(self, words: str = "", first: int = 0, count: int = -1) -> list["Person"]:
        """Return everybody whose name has all the words or their beginnings, the most mentioned first."""
        from reader.library.people import find_people_of_library

        return find_people_of_library(self._database, words, first, count)

    @told_plainly()
    def appearances(self, person: "Person", count: int = -1) -> list["Appearance"]:
        """Return the stories of a person, or `count` of them, the newest first, with all mentions and quotes."""
        from reader.library.people import find_appearances

        return find_appearances(self._database, person, count)

    # search

    @told_plainly()
    def search(
        self, query: str, first: int = 0, count: int = 20, order: "SearchOrder" = "newest", *, typing: bool = True
    ) -> list["Hit"]:
        """Return `count` hits of what was typed (see `query.py`), the newest or the best first; never all at once.

        Raises:
            SearchStopped: `stop_searching` was called meanwhile.
            Problem: the index was damaged; it is made anew by `catch_up`.
        """
        return self._search.find(query, first, count, order, typing=typing)

    @told_plainly()
    def count_hits(self, query: str, *, typing: bool = True) -> int:
        """Return how many stories are found; raises as `search` does."""
        return self._search.count(query, typing=typing)

    def stop_searching(self) -> None:
        """End a search that goes on in another thread over this connection."""
        self._database.interrupt()

    @told_plainly()
    def catch_up(self, count: int = 200) -> int:
        """Put up to `count` stories into the index that are not in it yet and return how many are still to come.

        After an upgrade, or when a damaged index was thrown away, all of them are.
        """
        return self.index.catch_up(count)

    @told_plainly()
    def find_twins(self, article: Article, address: str | None = None, besides: str | None = None) -> list["Twin"]:
        """Return stories of the article's address or nearly its words, the likest first; `besides` its own id."""
        from reader.library.twins import find_twins

        return find_twins(self._database, article, address, besides)

    @cached_property
    def _search(self) -> "Search":
        from reader.library.search import Search

        return Search(self._database, self._listing, self.index)
