"""All that is found in an article, stage after stage: words, names, quotes, captions."""

from functools import cache

from reader.analysis.captions import read_captions
from reader.analysis.cues import Lexicon
from reader.analysis.engine import Engine
from reader.analysis.joining import join_mentions
from reader.analysis.names import find_names
from reader.analysis.quotes import find_quotes
from reader.model.analysis import Analysis
from reader.model.article import Article

_ENGLISH_WORDS = {"the", "of", "and", "to", "in", "that", "is", "for", "was", "said", "with", "on"}
_ENGLISH_SHARE = 0.08


@cache
def _lexicon() -> Lexicon:
    return Lexicon()


def analyse_article(article: Article, engine: Engine) -> Analysis:
    """Find names, quotes and captions; outside English quotes by their marks and captions alone."""
    if not is_english(article):
        return Analysis(
            quotes=find_quotes(article, None, ()), captions=read_captions(article, None, ()), names_read=False
        )
    parse = engine.parse(article)
    entities = join_mentions(article, parse, find_names(article, parse))
    return Analysis(
        entities=entities,
        quotes=find_quotes(article, parse, entities, _lexicon()),
        captions=read_captions(article, parse, entities),
    )


def is_english(article: Article) -> bool:
    """Say whether an article is in English: as it says, else by the commonest words."""
    if article.source.language:
        return article.source.language.lower().split("-")[0] == "en"
    words = article.text.lower().split()
    return sum(word in _ENGLISH_WORDS for word in words) >= _ENGLISH_SHARE * len(words)
