"""Quotes of an article: words between marks and reported clauses, each with its cue and its source."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from reader.analysis.attribution import SURE, Attribution, Link, Stretch, find_stretches
from reader.analysis.cues import Lexicon, Occurrence
from reader.analysis.engine import Parse
from reader.analysis.marks import Marked, find_marked
from reader.analysis.reports import Run, cue_run, find_report
from reader.analysis.speakers import Cast, classify_source, noun_phrase
from reader.model.analysis import Entity, Quote, QuoteKind, Stance
from reader.model.article import Article
from reader.model.span import Span

_SINGLE = "‘‚'`"
_CONFIDENCE = {
    "after": 0.97,
    "before": 0.95,
    "grammar": 0.9,
    "joined": 0.95,
    "same": 0.8,
    "ahead": 0.85,
    "turn": 0.75,
    "intro": 0.7,
    "none": 0.4,
}
_REASONS = {
    "same": "The speaker is taken from the quote before it.",
    "turn": "The speaker is taken from the paragraph before.",
    "intro": "The speaker is taken from the sentence before.",
    "none": "Nobody is named as the speaker.",
}
_UNMARKED = "The closing quotation mark is missing."
_WORKS = re.compile(
    r"\b(?:show|program|programme|book|novel|film|movie|song|album|series|podcast|column|musical|play|episode|magazine|"
    r"sitcom|drama|comedy|memoir|essay|hit|documentary|single|button|NBC|CBS|ABC|CNN|MSNBC|PBS|BBC|Fox|FOX)"
    r"(?:[’']s)?(?: \w+)?,?\s*$"
)


class _Draft(Struct):
    """A quote in the making: its stretches or runs, its link, and the marks around it."""

    kind: QuoteKind
    parts: list[Span]
    link: Link
    stretches: list[Stretch]
    outer: Stretch | None = None


def find_quotes(
    article: Article, parse: Parse | None, entities: Sequence[Entity], lexicon: Lexicon | None = None
) -> tuple[Quote, ...]:
    """Find the quotes of an article, in the order of their first words.

    Without a parse (outside English) quotes are found by their marks alone, and no speaker is guessed. Marked words
    that are clearly a title or a name, or words in single marks that no cue governs, are no quote.
    """
    readable = [block for block in article.blocks if block.kind not in ("credit", "byline")]
    marked = find_marked(article.text, [block.span for block in readable])
    if parse is None:
        return _by_marks_alone(article.text, marked)
    return _Reader(article, parse, Cast(entities), lexicon or Lexicon(), marked).quotes()


def _by_marks_alone(text: str, marked: Sequence[Marked]) -> tuple[Quote, ...]:
    quotes: list[Quote] = []
    for stretch in marked:
        if stretch.depth:
            continue
        if stretch.continued and quotes:
            quotes[-1] = replace(quotes[-1], parts=(*quotes[-1].parts, stretch.words))
            continue
        words = stretch.words.cut(text)
        kind: QuoteKind = "direct" if re.search(r"[.,?!…]$", words) or len(words.split()) > 5 else "partial"
        quotes.append(Quote(kind, (stretch.words,), confidence=_CONFIDENCE["none"], reason=_REASONS["none"]))
    return tuple(quotes)


class _Reader:
    """Reads the quotes of one article."""

    def __init__(self, article: Article, parse: Parse, cast: Cast, lexicon: Lexicon, marked: Sequence[Marked]) -> None:
        self._text = article.text
        self._parse = parse
        self._cast = cast
        self._lexicon = lexicon
        stretches = [stretch for stretch in find_stretches(parse, marked) if not self._is_title(stretch)]
        self._found = Attribution(parse, lexicon, stretches)

    def quotes(self) -> tuple[Quote, ...]:
        links = self._found.link_all()
        drafts = list(self._marked_drafts(links))
        used = {draft.link.cue.token for draft in drafts if draft.link.cue}
        drafts.extend(self._indirect_drafts(used))
        drafts.sort(key=lambda draft: (draft.parts[0].start, -draft.parts[-1].end))
        return tuple(self._quote(draft, drafts) for draft in drafts)

    def _is_title(self, stretch: Stretch) -> bool:
        """Say whether marked words are the title of a work or a name: a show, a book."""
        words = stretch.marked.words.cut(self._text)
        if stretch.whole and len(words.split()) > 6:
            return False
        names = [word for word in re.findall(r"[^\W\d_][\w’']*", words) if len(word) > 3 or word[0].isupper()]
        if not names or not all(word[0].isupper() for word in names):
            return False
        before = self._text[max(0, stretch.marked.whole.start - 40) : stretch.marked.whole.start]
        return _WORKS.search(before) is not None

    def _marked_drafts(self, links: Sequence[Link]) -> Iterator[_Draft]:
        by_cue: dict[int, _Draft] = {}
        last: _Draft | None = None
        for stretch, link in zip(self._found.stretches, links, strict=True):
            outer = self._outer(stretch) if stretch.marked.depth else None
            if not self._is_quote(stretch, link, outer):
                continue
            runs_on = stretch.marked.continued and last is not None and not outer
            key = link.cue.token if link.cue and link.how not in ("turn", "intro", "same") else -1
            draft = last if runs_on else by_cue.get(key)
            if draft is not None and draft.outer == outer:
                draft.parts.append(stretch.marked.words)
                draft.stretches.append(stretch)
                draft.kind = "direct" if stretch.whole else draft.kind
                continue
            draft = _Draft("direct" if stretch.whole else "partial", [stretch.marked.words], link, [stretch], outer)
            if key >= 0:
                by_cue[key] = draft
            if not outer:
                last = draft
            yield draft

    def _is_quote(self, stretch: Stretch, link: Link, outer: Stretch | None) -> bool:
        if link.how != "none":
            return True
        return outer is None and not stretch.marked.depth and stretch.marked.mark not in _SINGLE

    def _outer(self, stretch: Stretch) -> Stretch | None:
        around = [
            other
            for other in self._found.stretches
            if other is not stretch and other.marked.whole.holds(stretch.marked.whole)
        ]
        return around[-1] if around else None

    def _indirect_drafts(self, used: set[int]) -> Iterator[_Draft]:
        found = self._found
        for token, occurrence in found.occurrences.items():
            if token in used or token in found.marked or found.chance(token) < SURE:
                continue
            runs = [run for run in find_report(self._parse, occurrence) if not self._is_marked(run)]
            if runs:
                link = Link("grammar", occurrence, found.source(occurrence))
                parts = [self._parse.span(*run) for run in sorted(runs)]
                yield _Draft("indirect", parts, link, [])

    def _is_marked(self, run: Run) -> bool:
        """Say whether most of a run stands between marks, so that a quote of its own covers it."""
        tokens = range(run[0], run[1] + 1)
        return sum(token in self._found.marked for token in tokens) * 2 > len(tokens)

    def _quote(self, draft: _Draft, drafts: list[_Draft]) -> Quote:
        cue, source = draft.link.cue, draft.link.source
        speaker = self._parse.span(*noun_phrase(self._parse, source)) if source is not None else None
        met = self._cast.at(self._parse.span(source, source)) if source is not None else None
        mention, entity = met or (None, None)
        within = self._within(draft, drafts)
        confidence, reasons = self._doubts(draft)
        return Quote(
            kind=draft.kind,
            parts=tuple(sorted(draft.parts)),
            cue=self._parse.span(*cue_run(self._parse, cue)) if cue else None,
            speaker=speaker,
            entity=entity.key if entity else None,
            confidence=confidence,
            reason=" ".join(reasons),
            stance=self._stance(cue),
            source_class=classify_source(self._parse, source, mention, entity) if source is not None else None,
            within=within,
        )

    def _stance(self, cue: Occurrence | None) -> Stance:
        if cue is None:
            return "neutral"
        return self._lexicon.stance(cue.lemma, cue.frame.removesuffix("+passive"))

    def _doubts(self, draft: _Draft) -> tuple[float, list[str]]:
        confidence = _CONFIDENCE[draft.link.how]
        reasons = [_REASONS[draft.link.how]] if draft.link.how in _REASONS else []
        if draft.kind == "indirect" and draft.link.cue:
            confidence = self._found.chance(draft.link.cue.token) * 0.95
        return confidence, reasons

    def _within(self, draft: _Draft, drafts: list[_Draft]) -> int | None:
        if draft.outer:
            for index, other in enumerate(drafts):
                if draft.outer in other.stretches:
                    return index
        return None
