"""A story as the reader sees it: the article as corrected, with what was found in it and what was written about it."""

from msgspec.structs import replace

from reader.model.analysis import Analysis
from reader.model.article import Article
from reader.model.marks import ArticleNote, Corrections
from reader.model.reading import Reading
from reader.reading.caption_check import find_caption_facts
from reader.reading.doubts import find_doubts
from reader.reading.sourcing import find_sources

_NOTHING = Corrections()


def lay_over(
    story: str,
    article: Article,
    analysis: Analysis | None,
    note: ArticleNote,
    problem: str = "",
    corrections: Corrections = _NOTHING,
) -> Reading:
    """Return the reading of a story; without an analysis it has neither sourcing nor doubts.

    `article` and `analysis` are as they were found. `problem` says why there is no analysis, where the work on it
    failed.
    """
    corrected = correct(article, corrections)
    found = article if corrected is not article else None
    if analysis is None:
        return Reading(story, corrected, note, problem=problem, corrections=corrections, found=found)
    return Reading(
        id=story,
        article=corrected,
        note=note,
        analysis=analysis,
        sourcing=find_sources(corrected, analysis),
        doubts=find_doubts(corrected, analysis),
        caption_facts=find_caption_facts(corrected, analysis),
        problem=problem,
        corrections=corrections,
        found=found,
    )


def correct(article: Article, corrections: Corrections) -> Article:
    """Return an article with its fields as corrected and the photographs added behind its own.

    Its text and blocks stay, for all offsets count in them.
    """
    fields = {made.field: made.value for made in corrections.fields}
    added = tuple(made.photo for made in corrections.photos)
    if added:
        article = replace(article, photos=(*article.photos, *added))
    if not fields:
        return article
    title = fields.pop("title", article.title) or ""
    if "byline" in fields:
        fields["byline"] = fields["byline"] or ()
    return replace(article, title=title, source=replace(article.source, **fields))
