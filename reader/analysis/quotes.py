"""Quotes of an article: words between marks and reported clauses, each with its cue and its source."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from reader.analysis.attribution import Attribution
from reader.analysis.certainty import weigh_link, weigh_speaker
from reader.analysis.cues import Lexicon, Occurrence
from reader.analysis.dateline import find_dateline_end
from reader.analysis.engine import Parse
from reader.analysis.linking import SURE, Link
from reader.analysis.marks import Marked, find_marked
from reader.analysis.quoted import Stretch, find_stretches
from reader.analysis.reports import Run, cue_run, find_report
from reader.analysis.scare_marks import MarkCounts, read_features
from reader.analysis.speakers import Cast, classify_source, find_mention, noun_phrase
from reader.analysis.speech import Speech, add_speech, find_speech
from reader.analysis.titles import is_title
from reader.model.analysis import Entity, Mention, Quote, QuoteKind, Stance
from reader.model.article import Article
from reader.model.span import Span

_SINGLE = "‘‚'`"
_LOOSE = {"none", "turn", "earlier", "intro", "same", "sentence", "ahead"}
_CLIMB = 10
_UNCLOSED = "The closing quotation mark is missing."
_SCARE = "These marks may quote nobody."
_LIKELY = 0.75
_OUTER_SPEAKERS = {"i", "we", "you", "they", "people", "everybody", "everyone", "one", "somebody", "someone"}
_SENTENCE_WORDS = 6
_mark_counts = cache(MarkCounts)


class _Draft(Struct):
    """A quote in the making: its parts, its link, its stretches between marks, and the marks around it."""

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
    speech = find_speech(article, marked, dashes=parse is None)
    if parse is None:
        return _by_marks_alone(article.text, add_speech(marked, speech))
    return _Reader(article, parse, Cast(entities), lexicon or Lexicon(), marked, speech).quotes()


def _by_marks_alone(text: str, marked: Sequence[Marked]) -> tuple[Quote, ...]:
    quotes: list[Quote] = []
    for stretch in marked:
        if stretch.depth:
            continue
        if stretch.continued and quotes:
            quotes[-1] = replace(quotes[-1], parts=(*quotes[-1].parts, stretch.words))
            continue
        words = stretch.words.cut(text)
        sentence = re.search(r"[.,?!…]$", words) or len(words.split()) >= _SENTENCE_WORDS
        confidence, why = weigh_link(Link("none"), None)
        quotes.append(Quote("direct" if sentence else "partial", (stretch.words,), confidence=confidence, reason=why))
    return tuple(quotes)


class _Reader:
    """Reads the quotes of one article."""

    def __init__(
        self,
        article: Article,
        parse: Parse,
        cast: Cast,
        lexicon: Lexicon,
        marked: Sequence[Marked],
        speech: Sequence[Speech] = (),
    ) -> None:
        self._article = article
        self._parse = parse
        self._cast = cast
        self._lexicon = lexicon
        self._counts = _mark_counts()
        named = [stretch for stretch in marked if not is_title(article.text, stretch)]
        self._labels = {spoken.words: spoken.label for spoken in speech if spoken.label}
        self._found = Attribution(parse, lexicon, find_stretches(parse, add_speech(named, speech)), self._labels)
        self._speaks_in_doubles = self._custom() == "double"

    def _custom(self) -> str:
        """Say between which marks most sentences of the story are spoken: double or single."""
        body = [s for s in self._found.stretches if not s.marked.depth and not self._is_headline(s)]
        spoken = [stretch for stretch in body if stretch.whole] or body
        single = sum(stretch.marked.mark in _SINGLE for stretch in spoken)
        return "single" if 2 * single >= len(spoken) else "double"

    def quotes(self) -> tuple[Quote, ...]:
        drafts = list(self._marked_drafts(self._found.link_all()))
        used = {draft.link.cue.token for draft in drafts if draft.link.cue} | self._found.passed_over
        drafts.extend(self._indirect_drafts(used))
        drafts = [draft for draft in drafts if not self._reports_its_report(draft, drafts)]
        drafts.sort(key=lambda draft: (draft.parts[0].start, -draft.parts[-1].end))
        cues: dict[int, int] = {}
        for index, draft in enumerate(drafts):
            if draft.link.cue and draft.link.how not in _LOOSE:
                cues.setdefault(draft.link.cue.token, index)
        around = [self._within(draft, drafts, cues) for draft in drafts]
        return tuple(self._quote(draft, index, drafts) for draft, index in zip(drafts, around, strict=True))

    def _marked_drafts(self, links: Sequence[Link]) -> Iterator[_Draft]:
        by_cue: dict[tuple[int, Stretch | None], _Draft] = {}
        last: _Draft | None = None
        for stretch, link in zip(self._found.stretches, links, strict=True):
            outer = self._outer(stretch) if stretch.marked.depth else None
            if stretch.marked.mark and not self._is_quote(stretch, link, outer):
                continue
            key = (link.cue.token, outer) if link.cue and link.how not in _LOOSE else None
            draft = last if stretch.marked.continued and not outer else by_cue.get(key) if key else None
            if draft is not None:
                self._join(draft, stretch, link)
                continue
            draft = _Draft("direct" if stretch.whole else "partial", [stretch.marked.words], link, [stretch], outer)
            if key:
                by_cue[key] = draft
            if not outer:
                last = draft
            yield draft

    def _join(self, draft: _Draft, stretch: Stretch, link: Link) -> None:
        """Put a further stretch into a quote; a cue behind the last paragraph of a long quote is a better link."""
        draft.parts.append(stretch.marked.words)
        draft.stretches.append(stretch)
        if stretch.whole:
            draft.kind = "direct"
        if draft.link.how in _LOOSE and link.how not in _LOOSE:
            draft.link = link

    def _is_quote(self, stretch: Stretch, link: Link, outer: Stretch | None) -> bool:
        if stretch.marked.depth or outer is not None:
            return link.how != "none" and not self._is_repeated(stretch) and self._tells_of_another(link)
        if stretch.marked.mark in _SINGLE:
            custom = self._is_headline(stretch) or not self._speaks_in_doubles
            return custom and link.how not in ("none", "owner", "earlier") and not self._is_repeated(stretch)
        return self._counts.chance(read_features(self._found, stretch, link)) >= SURE

    def _tells_of_another(self, link: Link) -> bool:
        """Say whether a quote inside a quote has a speaker of its own; “and I said: ‘…’” goes on with the outer one."""
        return link.source is not None and self._parse.lower[link.source] not in _OUTER_SPEAKERS

    def _is_headline(self, stretch: Stretch) -> bool:
        return self._article.blocks[stretch.block].kind == "headline" or not stretch.block

    def _is_repeated(self, stretch: Stretch) -> bool:
        """Say whether a headline only repeats marked words of the story."""
        text = self._article.text
        words = stretch.marked.words.cut(text).rstrip(".,").casefold()
        behind = self._article.blocks[stretch.block].span.end
        return self._is_headline(stretch) and words in text[behind:].casefold()

    def _outer(self, stretch: Stretch) -> Stretch | None:
        whole = stretch.marked.whole
        around = [o for o in self._found.stretches if o is not stretch and o.marked.whole.holds(whole)]
        return around[-1] if around else None

    def _indirect_drafts(self, used: set[int]) -> Iterator[_Draft]:
        found = self._found
        for token, occurrence in found.occurrences.items():
            if token in used or token in found.marked or found.chance(token) < SURE:
                continue
            if not self._lexicon.is_wordy(occurrence) or not self._may_report(occurrence):
                continue
            runs = [self._without_added(run, token) for run in find_report(self._parse, occurrence)]
            parts = [self._without_dateline(self._parse.span(*run)) for run in sorted(runs) if self._says_much(run)]
            source = found.source(occurrence)
            if parts and not self._in_dateline(source):
                yield _Draft("indirect", parts, Link("grammar", occurrence, source), [])

    def _may_report(self, occurrence: Occurrence) -> bool:
        """Say whether an indirect quote may stand here: a caption tells what people do (speaks to, addresses)."""
        kind = self._article.blocks[self._parse.block[occurrence.token]].kind
        return kind not in ("credit", "byline") and (kind != "caption" or occurrence.frame in ("that", "inserted"))

    def _reports_its_report(self, draft: _Draft, drafts: Sequence[_Draft]) -> bool:
        """Say whether an indirect quote is only the cue of a surer one, in whose words its own cue stands."""
        if draft.kind != "indirect" or draft.link.cue is None:
            return False
        cue = self._parse.span(draft.link.cue.token, draft.link.cue.token)
        for other in drafts:
            if other is draft or other.link.cue is None or not any(part.holds(cue) for part in other.parts):
                continue
            token = other.link.cue.token
            inside = self._parse.span(token, token)
            if any(part.holds(inside) for part in draft.parts) and self._found.chance(token) > self._found.chance(
                draft.link.cue.token
            ):
                return True
        return False

    def _without_added(self, run: Run, cue: int) -> Run:
        """Cut “…, calling it …” off a reported clause where that is a cue of the same source."""
        for token in range(run[0] + 1, run[1]):
            if self._found.chance(token) >= SURE and self._found.cue_around(token) == cue:
                return run[0], max(run[0], token - 2)
        return run

    def _says_much(self, run: Run) -> bool:
        """Say whether a run is more than a pronoun and not mostly between marks, where a quote of its own covers it."""
        tokens = range(run[0], run[1] + 1)
        if all(self._parse.pos[token] in ("PRON", "DET", "PUNCT", "PART") for token in tokens):
            return False
        return sum(token in self._found.marked for token in tokens) * 2 <= len(tokens)

    def _without_dateline(self, span: Span) -> Span:
        end = self._dateline_end(self._parse.tokens(span)[0])
        return Span(end, span.end) if span.start < end < span.end else span

    def _in_dateline(self, token: int | None) -> bool:
        return token is not None and self._parse.start[token] < self._dateline_end(token)

    def _dateline_end(self, token: int) -> int:
        """Return where the dateline of a token's block ends; the block's start where it has none."""
        return find_dateline_end(self._article.text, self._article.blocks[self._parse.block[token]].span)

    def _within(self, draft: _Draft, drafts: Sequence[_Draft], cues: dict[int, int]) -> int | None:
        """Return the quote around a quote: the marks it stands in, or the clause its own cue is reported in."""
        if draft.outer:
            return next((index for index, other in enumerate(drafts) if draft.outer in other.stretches), None)
        if draft.link.cue is None or draft.link.how in _LOOSE:
            return None
        token = draft.link.cue.token
        for _ in range(_CLIMB):
            head = self._parse.head[token]
            if head == token:
                break
            if head in cues and self._parse.dep[token] == "ccomp":
                outer = drafts[cues[head]]
                return None if outer is draft or outer.link.source == draft.link.source else cues[head]
            token = head
        cue = self._parse.span(draft.link.cue.token, draft.link.cue.token)
        around = (index for index, other in enumerate(drafts) if self._reports(other, cue, draft))
        return next(around, None)

    def _reports(self, outer: _Draft, cue: Span, draft: _Draft) -> bool:
        """Say whether an indirect quote of another source holds the cue of a quote: “…, Chen said, according to …”."""
        return (
            outer is not draft
            and outer.kind == "indirect"
            and outer.link.source != draft.link.source
            and any(part.holds(cue) for part in outer.parts)
        )

    def _quote(self, draft: _Draft, within: int | None, drafts: Sequence[_Draft]) -> Quote:
        parse, cue, source = self._parse, draft.link.cue, draft.link.source
        met = find_mention(parse, source, self._cast) if source is not None else None
        confidence, reason = self._weigh(draft, met, drafts[within] if within is not None else None)
        return Quote(
            kind=draft.kind,
            parts=tuple(sorted(draft.parts)),
            cue=parse.span(*cue_run(parse, cue)) if cue else None,
            speaker=self._speaker(draft, source) if source is not None else None,
            entity=met[1].key if met else None,
            confidence=round(confidence, 3),
            reason=reason,
            stance=self._stance(cue),
            source_class=classify_source(parse, source, met) if source is not None else None,
            within=within,
        )

    def _speaker(self, draft: _Draft, source: int) -> Span:
        """Return the source as written: the label of an interview’s turn, or a noun phrase."""
        label = self._labels.get(draft.parts[0]) if draft.link.how == "label" else None
        return label or self._parse.span(*noun_phrase(self._parse, source))

    def _stance(self, cue: Occurrence | None) -> Stance:
        if cue is None:
            return "neutral"
        behind = min(cue.token + 1, len(self._parse) - 1)
        return self._lexicon.stance(cue.lemma, self._parse.lower[behind])

    def _weigh(self, draft: _Draft, met: tuple[Mention, Entity] | None, outer: _Draft | None) -> tuple[float, str]:
        link = draft.link
        chance = self._found.chance(link.cue.token) if draft.kind == "indirect" and link.cue else None
        confidence, why = weigh_link(link, chance)
        if draft.kind == "partial" and not draft.outer:
            quoted = self._counts.chance(read_features(self._found, draft.stretches[0], link))
            confidence *= quoted
            why = why or (_SCARE if quoted < _LIKELY else "")
        reasons = [why]
        if link.source is not None:
            factor, why = weigh_speaker(self._parse, link.source, met)
            confidence *= factor
            reasons.append(why)
        if any(not stretch.marked.closed and not stretch.marked.runs_on for stretch in draft.stretches):
            confidence *= 0.8
            reasons.append(_UNCLOSED)
        if outer and not draft.outer and outer.link.source is not None and link.source is not None:
            confidence *= 0.85
            reasons.append(f"{self._words(link.source)}, as {self._words(outer.link.source)} tells it.")
        return confidence, " ".join(reason for reason in reasons if reason)

    def _words(self, source: int) -> str:
        words = self._parse.span(*noun_phrase(self._parse, source)).cut(self._article.text)
        return f"“{words}”"
