"""Articles and analyses to and from JSON: one format number for all that outsiders read.

`encode` and `decode` are the house's own compact form (working process, library): the Structs as they stand.
`to_format` and `from_format` are format 1, promised to scripts and scorers.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from reader.model.analysis import Analysis, Caption, Entity, Quote, Role, Versions
from reader.model.article import Article, Block, Photo, Source
from reader.model.marks import Corrections
from reader.model.reading import CaptionFact, QuotedSource, Reading, Sourcing
from reader.model.span import Span

FORMAT = 1

_T = TypeVar("_T")
Json = dict[str, Any]


def encode(noun: msgspec.Struct) -> bytes:
    """Return a Struct of the model as JSON bytes."""
    return msgspec.json.encode(noun)


def decode(data: bytes | str, kind: type[_T]) -> _T:
    """Return the Struct of type `kind` that `encode` wrote.

    Raises:
        msgspec.DecodeError: the bytes are not such a Struct.
    """
    return msgspec.json.decode(data, type=kind)


def to_format(reading: Reading, versions: Versions) -> Json:
    """Return a reading as format 1: plain dicts and lists, offsets in code points into "text"."""
    article, analysis = reading.article, reading.analysis or Analysis()
    captions = {caption.photo: caption for caption in analysis.captions}
    data: Json = {
        "format": FORMAT,
        "id": reading.id,
        "title": article.title,
        "text": article.text,
        "versions": msgspec.to_builtins(versions),
        "source": _source(article.source),
        "blocks": [_block(block) for block in article.blocks],
        "photos": [_photo(photo, captions.get(i, Caption(i))) for i, photo in enumerate(article.photos)],
        "entities": [_entity(entity) for entity in analysis.entities],
        "quotes": [_quote(quote) for quote in analysis.quotes],
        "names_read": analysis.names_read,
        "sourcing": _sourcing(reading.sourcing),
        "doubts": [{"kind": doubt.kind, **_ends(doubt.span), "text": doubt.text} for doubt in reading.doubts],
    }
    if reading.corrections.fields:
        fields = (correction.field for correction in reading.corrections.fields)
        data["corrected"] = {field: msgspec.to_builtins(reading.as_found.field(field)) for field in fields}
    return data


def read_corrections(data: Mapping[str, Any]) -> Corrections:
    """Return what the reader had corrected in a format 1 record.

    Raises:
        msgspec.ValidationError: it is not a whole record.
    """
    said = {**data["source"], "title": data["title"]}
    made = [{"of": "field", "field": field, "value": said.get(field) or None} for field in data.get("corrected", {})]
    return msgspec.convert({"made": made}, Corrections)


def from_format(data: Mapping[str, Any]) -> tuple[Article, Analysis]:
    """Return the article, as it was found, and analysis of a format 1 record; unknown fields are passed over.

    Raises:
        ValueError: the record is of a later format.
        KeyError, msgspec.ValidationError: it is not a whole record.
    """
    if data["format"] > FORMAT:
        raise ValueError(f"format {data['format']} is newer than {FORMAT}")
    found = data.get("corrected", {})
    article = Article(
        source=msgspec.convert({**data["source"], **found}, Source),
        title=found.get("title", data["title"]),
        text=data["text"],
        blocks=tuple(_read_block(block) for block in data["blocks"]),
        photos=tuple(msgspec.convert(photo, Photo) for photo in data["photos"]),
    )
    analysis = Analysis(
        entities=tuple(_read_entity(entity) for entity in data["entities"]),
        quotes=tuple(msgspec.convert(quote, Quote) for quote in data["quotes"]),
        captions=tuple(_read_caption(i, photo) for i, photo in enumerate(data["photos"])),
        names_read=data.get("names_read", True),
    )
    return article, analysis


def _sourcing(sourcing: Sourcing) -> Json:
    return {
        "sources": [_quoted_source(source) for source in sourcing.sources],
        "not_quoted": list(sourcing.not_quoted),
        "classes": [
            {
                "class": share.source_class,
                "quotes": share.quotes,
                "words": share.words,
                "verbatim": share.verbatim,
                "share": round(share.share, 4),
            }
            for share in sourcing.classes
        ],
        "cues": msgspec.to_builtins(sourcing.cues),
        "one_word": list(sourcing.one_word),
    }


def _quoted_source(source: QuotedSource) -> Json:
    return {
        "entity": source.entity,
        "name": source.name,
        "class": source.source_class,
        "quotes": source.quotes,
        "words": source.words,
        "share": round(source.share, 4),
        "verbatim": source.verbatim,
        "paraphrased": source.paraphrased,
        "cues": msgspec.to_builtins(source.cues),
    }


def _caption_fact(fact: CaptionFact) -> Json:
    data: Json = {"photo": fact.photo, "kind": fact.kind, **_ends(fact.span), "text": fact.text}
    if fact.other:
        data["story"] = _list(fact.other)
    return data


def _source(source: Source) -> Json:
    data: Json = msgspec.to_builtins(source)
    for optional in ("changed", "section", "candidates"):
        if not data[optional]:
            del data[optional]
    return data


def _ends(span: Span) -> Json:
    return {"start": span.start, "end": span.end}


def _list(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _read(data: Mapping[str, Any], kind: type[_T], **places: Any) -> _T:
    """Return the Struct of a record whose `places` are put in otherwise than the record has them."""
    return msgspec.convert({**data, **places}, kind)


def _read_ends(data: Mapping[str, Any]) -> list[Any]:
    return [data["start"], data["end"]]


def _block(block: Block) -> Json:
    data: Json = {"kind": block.kind, **_ends(block.span)}
    if block.level:
        data["level"] = block.level
    if block.links:
        data["links"] = [{**_ends(link.span), "address": link.address} for link in block.links]
    return data


def _read_block(data: Mapping[str, Any]) -> Block:
    links = [{**link, "span": _read_ends(link)} for link in data.get("links", ())]
    return _read(data, Block, span=_read_ends(data), links=links)


def _photo(photo: Photo, caption: Caption) -> Json:
    in_file = {"in_file": msgspec.to_builtins(photo.in_file)} if photo.in_file else {}
    return {
        "image": photo.image,
        "alt": photo.alt,
        "caption": _list(photo.caption),
        "credit": _list(photo.credit),
        "place": caption.place,
        "taken": caption.taken,
        "file_photo": caption.file_photo,
        "people": list(caption.people),
        **in_file,
    }


def _read_caption(index: int, data: Mapping[str, Any]) -> Caption:
    return _read(data, Caption, photo=index)


def _role(role: Role) -> Json:
    return {"text": role.text, **_ends(role.span)}


def _entity(entity: Entity) -> Json:
    data: Json = {
        "key": entity.key,
        "kind": entity.kind,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "role": _role(entity.roles[0]) if entity.roles else None,
        "roles": [_role(role) for role in entity.roles],
        "confidence": round(entity.confidence, 3),
        "mentions": [{**_ends(mention.span), "form": mention.form} for mention in entity.mentions],
    }
    if entity.country:
        data["country"] = entity.country
    if entity.reason:
        data["reason"] = entity.reason
    return data


def _read_entity(data: Mapping[str, Any]) -> Entity:
    first = data.get("role")
    roles = data.get("roles") or ([first] if first else [])
    return _read(
        data,
        Entity,
        mentions=[{**mention, "span": _read_ends(mention)} for mention in data["mentions"]],
        roles=[{**role, "span": _read_ends(role)} for role in roles],
    )


def _quote(quote: Quote) -> Json:
    data: Json = {
        "kind": quote.kind,
        "parts": [_list(part) for part in quote.parts],
        "cue": _list(quote.cue),
        "speaker": _list(quote.speaker),
        "entity": quote.entity,
        "confidence": round(quote.confidence, 3),
        "stance": quote.stance,
    }
    if quote.reason:
        data["reason"] = quote.reason
    if quote.source_class:
        data["source_class"] = quote.source_class
    if quote.within is not None:
        data["within"] = quote.within
    return data
