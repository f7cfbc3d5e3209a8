"""What the reader made: given, never found again by a machine."""

from msgspec import Struct

from reader.model.article import FieldName, FieldValue


class ArticleNote(Struct, frozen=True):
    """The note kept with an article. `revision` counts its savings from 0 (never saved)."""

    text: str = ""
    revision: int = 0


class FieldCorrection(Struct, frozen=True, tag="field", tag_field="of"):
    """What the reader says of a field of the article; None says that there is no such thing."""

    field: FieldName
    value: FieldValue


# what is corrected in the text itself (a name, a quote) joins this union with an Anchor, never with a key
Correction = FieldCorrection


class Corrections(Struct, frozen=True):
    """What the reader corrects about one article. `revision` counts its savings from 0 (never saved)."""

    made: tuple[Correction, ...] = ()
    revision: int = 0

    def find_field(self, name: FieldName) -> FieldCorrection | None:
        """Return the correction of a field, or None where it is as it was found."""
        return next((correction for correction in self.made if correction.field == name), None)

    def with_field(self, name: FieldName, value: FieldValue) -> "Corrections":
        """Return these with a field corrected."""
        others = self.without_field(name).made
        return Corrections((*others, FieldCorrection(name, value or None)), self.revision)

    def without_field(self, name: FieldName) -> "Corrections":
        """Return these with a field as it was found."""
        return Corrections(tuple(made for made in self.made if made.field != name), self.revision)
