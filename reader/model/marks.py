"""What the reader made: given, never found again by a machine."""

from msgspec import Struct

from reader.model.article import FieldName, FieldValue, Photo, PhotoWords


class ArticleNote(Struct, frozen=True):
    """The note kept with an article. `revision` counts its savings from 0 (never saved)."""

    text: str = ""
    revision: int = 0


class FieldCorrection(Struct, frozen=True, tag="field", tag_field="of"):
    """What the reader says of a field of the article; None says that there is no such thing."""

    field: FieldName
    value: FieldValue


class PhotoAdded(Struct, frozen=True, tag="photo", tag_field="of"):
    """A photograph that the reader joined to the article: `image` is where its file lies in the story's folder.

    `name` is what the file was called, `in_file` what it says itself.
    """

    image: str
    name: str = ""
    in_file: PhotoWords | None = None

    @property
    def photo(self) -> Photo:
        """The photograph, as those that came with the article are."""
        return Photo(self.image, alt=self.name, in_file=self.in_file)


# what is corrected in the text itself (a name, a quote) joins this union with an Anchor, never with a key
Correction = FieldCorrection | PhotoAdded


class Corrections(Struct, frozen=True):
    """What the reader corrects about one article. `revision` counts its savings from 0 (never saved)."""

    made: tuple[Correction, ...] = ()
    revision: int = 0

    @property
    def fields(self) -> tuple[FieldCorrection, ...]:
        """Those of fields."""
        return tuple(made for made in self.made if isinstance(made, FieldCorrection))

    @property
    def photos(self) -> tuple[PhotoAdded, ...]:
        """The photographs added."""
        return tuple(made for made in self.made if isinstance(made, PhotoAdded))

    def find_field(self, name: FieldName) -> FieldCorrection | None:
        """Return the correction of a field, or None where it is as it was found."""
        return next((made for made in self.fields if made.field == name), None)

    def with_field(self, name: FieldName, value: FieldValue) -> "Corrections":
        """Return these with a field corrected."""
        others = self.without_field(name).made
        return Corrections((*others, FieldCorrection(name, value or None)), self.revision)

    def without_field(self, name: FieldName) -> "Corrections":
        """Return these with a field as it was found."""
        left = (made for made in self.made if not (isinstance(made, FieldCorrection) and made.field == name))
        return Corrections(tuple(left), self.revision)

    def with_photo(self, photo: PhotoAdded) -> "Corrections":
        """Return these with a photograph added; one that is there already stays as it is."""
        known = any(isinstance(made, PhotoAdded) and made.image == photo.image for made in self.made)
        return self if known else Corrections((*self.made, photo), self.revision)
