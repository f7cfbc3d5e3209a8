"""What a story calls somebody beside the name: “China’s ambassador to U.N. institutions in Geneva”, “46”.

A role stands before the name, behind a comma, after “as”, or after a form of “to be”. It is kept word for word.
"""

from reader.analysis.capitals import DASHES, NAME_TAGS, POSSESSIVES
from reader.analysis.engine import Parse
from reader.analysis.figures import Figure, fold
from reader.analysis.gazetteer import Gazetteer
from reader.model.analysis import Role

_BEFORE = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "POS", "PRP$", "HYPH", "VBN", "VBG", "CD", "''"})
_LINKS = frozenset({"in", "to", "of", "for", "at"})
_STOPS = frozenset(
    {"who", "whose", "whom", "which", "that", "where", "when", "—", "–", "--", ";", "”", "“", '"', ")", "("}
)
_CHOOSING = frozenset(
    {"choose", "name", "appoint", "elect", "nominate", "pick", "replace", "install", "select", "serve"}
)
_MARKS = frozenset("“”‘\"',.:;–—-") | {"--", "’"}
_LONGEST = 18  # tokens of a role


class Roles:
    """Finds the roles of figures in one parse."""

    def __init__(self, parse: Parse, gazetteer: Gazetteer) -> None:
        self._parse = parse
        self._gazetteer = gazetteer
        self._bodies = gazetteer.words["body"] | gazetteer.heads["lower"]

    def find(self, figure: Figure) -> None:
        """Add to a person or organisation its roles, the most telling first, and the nouns they call it by."""
        roles: dict[tuple[int, int], None] = {}
        for name in figure.names:
            tokens = self._parse.tokens(name.span)
            if tokens:
                for role in self._around(figure, tokens.start, tokens.stop - 1):
                    roles.setdefault(role)
        for first, last in sorted(map(self._trim, roles)):
            if first > last:
                continue
            span = self._parse.span(first, last)
            figure.roles.append(Role(span.cut(self._parse.text), span))
            figure.nouns |= self._nouns(figure, first, last)
        for noun in sorted(figure.nouns):
            if figure.kind == "person" and noun in self._gazetteer.genders:
                figure.gender = figure.gender if figure.told else self._gazetteer.genders[noun]
                figure.told = True
        figure.roles = list({role.text.casefold(): role for role in reversed(figure.roles)}.values())[::-1]
        if figure.roles:
            best = max(figure.roles, key=lambda role: (not role.text.isdigit(), min(len(role.text.split()), 9)))
            figure.roles.remove(best)
            figure.roles.insert(0, best)

    def _trim(self, role: tuple[int, int]) -> tuple[int, int]:
        """Cut marks from the edges of a role, and take in the first half of a word with a hyphen."""
        parse, (first, last) = self._parse, role
        while first <= last and parse.word[first] in _MARKS:
            first += 1
        while last >= first and parse.word[last] in _MARKS:
            last -= 1
        if first > 1 and parse.word[first - 1] in DASHES and parse.start[first] == parse.end[first - 1]:
            first -= 2
        return first, last

    def _around(self, figure: Figure, first: int, last: int) -> list[tuple[int, int]]:
        found = [self._before(figure, first), self._explained(figure, first, last)]
        if figure.kind == "person":
            found += [self._age(last), self._as(last)]
        found += [self._behind(figure, last), self._after_being(figure, first, last)]
        return [role for role in found if role is not None]

    def _calls(self, figure: Figure, token: int) -> bool:
        """Say whether `token` is a noun that may call the figure what it is."""
        word, gazetteer = self._parse.word[token], self._gazetteer
        if figure.kind != "person":
            return word.lower() in self._bodies
        return word.lower() in gazetteer.persons or (gazetteer.is_title(word) and word not in gazetteer.addresses)

    def _before(self, figure: Figure, first: int) -> tuple[int, int] | None:
        """Return the role right before a name: “U.N. Secretary General”, “ambassador in Geneva”."""
        parse, gazetteer = self._parse, self._gazetteer
        opening = parse.sentences[parse.sentence[first]][0]
        last = first - 1
        while last >= opening and parse.word[last] in gazetteer.addresses and parse.word[last] not in gazetteer.offices:
            last -= 1
        if last < opening:
            return None
        start = self._back(last, opening)
        called = self._calls(figure, last) or (parse.word[last] in gazetteer.portfolios and parse.tag[last] == "NNP")
        link = start - 1
        if figure.kind == "person" and link - 1 >= opening and parse.lower[link] in _LINKS:
            titled = parse.lower[link] == "of" and gazetteer.is_title(parse.word[link - 1])
            seated = not called and parse.tag[last] in NAME_TAGS and self._calls(figure, link - 1)
            if titled or seated:
                called, start = True, self._back(link - 1, opening)
        while start <= last and (parse.tag[start] in {"POS", "''", "HYPH"} or parse.dep[start] == "prep"):
            start += 1
        return (start, last) if called and start <= last and last - start < _LONGEST else None

    def _back(self, last: int, opening: int) -> int:
        """Return the first token of the modifiers and nouns that end with `last`."""
        tag, token = self._parse.tag, last
        while token >= opening and tag[token] in _BEFORE and not (tag[token] == "CD" and token == last):
            token -= 1
        return token + 1

    def _explained(self, figure: Figure, first: int, last: int) -> tuple[int, int] | None:
        """Return “Its director” of “Its director, Choi Min-seo, said”."""
        parse = self._parse
        head = self._head(first, last)
        noun, comma = parse.head[head], first - 1
        if parse.dep[head] != "appos" or noun >= comma or parse.word[comma] != "," or not self._calls(figure, noun):
            return None
        opening = parse.sentences[parse.sentence[noun]][0]
        start = self._back(noun, opening)
        if start > opening and parse.tag[start - 1] == "DT":
            start -= 1
        return (start, comma - 1) if comma - start <= _LONGEST and self._is_plain(start, comma - 1) else None

    def _age(self, last: int) -> tuple[int, int] | None:
        after = [*self._parse.word[last + 1 : last + 4], "", "", ""]
        told = after[0] == "," and after[1].isdecimal() and 0 < int(after[1]) < 120
        return (last + 2, last + 2) if told and after[2] in {",", ".", "and", "who", ""} else None

    def _as(self, last: int) -> tuple[int, int] | None:
        """Return “Bachelet’s successor” of “chose Volker Türk as Bachelet’s successor”."""
        parse = self._parse
        closing = parse.sentences[parse.sentence[last]][1]
        if last + 2 >= closing or parse.lower[last + 1] != "as":
            return None
        head = self._head(last, last)
        verb = parse.head[head]
        if parse.lemma[verb] not in _CHOOSING and parse.lemma[parse.head[verb]] not in _CHOOSING:
            return None
        return self._phrase(last + 2, closing, person=True)

    def _behind(self, figure: Figure, last: int) -> tuple[int, int] | None:
        """Return the apposition behind a name and its comma."""
        parse = self._parse
        closing = parse.sentences[parse.sentence[last]][1]
        start = last + 1
        if start < closing and parse.word[start] in {",", "–", "—", "--"}:
            start += 1
            if start + 1 < closing and parse.word[start].isdigit() and parse.word[start + 1] == ",":
                start += 2
            return self._phrase(start, closing, person=figure.kind == "person")
        return None

    def _phrase(self, start: int, closing: int, *, person: bool) -> tuple[int, int] | None:
        """Return the noun phrase that begins at `start`, if its head calls a person or a body."""
        parse = self._parse
        noun = start
        while noun < min(closing, start + 10) and not self._ends_modifiers(noun):
            noun += 1
        head = next((i for i in range(noun - 1, start - 1, -1) if self._names_what(i, person=person)), None)
        if head is None or parse.tag[start] == "CC" or any(self._is_verb(i) for i in range(start, head)):
            return None
        if head + 1 < closing and parse.tag[head + 1] in NAME_TAGS and parse.head[head] > head:
            return None
        end = head
        right = min(parse.edges[1][head], closing - 1, start + _LONGEST)
        while end < right and parse.lower[end + 1] not in _STOPS and not self._parts(end + 1, right):
            end += 1
        while end > head and parse.tag[end] in {",", ".", ":", "CC", "IN", "TO", "DT"}:
            end -= 1
        return start, end

    def _is_verb(self, token: int) -> bool:
        parse = self._parse
        finite = parse.tag[token] in {"VBD", "VBZ", "VBP", "MD"} and parse.word[token] not in POSSESSIVES
        return finite or (parse.tag[token] == "VBG" and parse.dep[token] not in {"amod", "compound"})

    def _ends_modifiers(self, token: int) -> bool:
        tag = self._parse.tag[token]
        known = tag in _BEFORE or tag in {"DT", "RB", "CC"} or self._parse.word[token] in POSSESSIVES
        return not known or self._parse.word[token] == ","

    def _names_what(self, token: int, *, person: bool) -> bool:
        word = self._parse.lower[token]
        if person:
            return word in self._gazetteer.persons or self._parse.word[token] in self._gazetteer.offices
        return word in self._bodies

    def _parts(self, token: int, right: int) -> bool:
        """Say whether a comma here ends the role: what follows is no further part of a list."""
        parse = self._parse
        return parse.word[token] == "," and not any(
            parse.lower[i] in {"and", "or"} for i in range(token, min(token + 5, right))
        )

    def _after_being(self, figure: Figure, first: int, last: int) -> tuple[int, int] | None:
        """Return the role of “Kato was the chairman of the board”."""
        parse = self._parse
        head = self._head(first, last)
        verb = parse.head[head]
        if parse.dep[head] != "nsubj" or parse.lemma[verb] not in {"be", "become", "remain"}:
            return None
        noun = next((i for i in parse.children[verb] if parse.dep[i] == "attr" and i > verb), None)
        if noun is None or not self._calls(figure, noun) or parse.tag[noun] not in {"NN", "NNP"}:
            return None
        start, end = parse.edges[0][noun], noun
        right = min(parse.edges[1][noun], start + _LONGEST)
        while end < right and parse.lower[end + 1] not in _STOPS and parse.word[end + 1] != ",":
            end += 1
        while end > noun and parse.tag[end] in {".", ":", "CC", "IN", "TO", "DT"}:
            end -= 1
        return (start, end) if start <= end and end - start < _LONGEST else None

    def _is_plain(self, first: int, last: int) -> bool:
        return not any(self._parse.lower[i] in _STOPS for i in range(first, last + 1))

    def _head(self, first: int, last: int) -> int:
        """Return the token of a name on which its others hang."""
        parse = self._parse
        return next((i for i in range(last, first - 1, -1) if not first <= parse.head[i] <= last), last)

    def _nouns(self, figure: Figure, first: int, last: int) -> set[str]:
        """Return the nouns before the role's first preposition that say what the figure is."""
        nouns: set[str] = set()
        for token in range(first, last + 1):
            if self._parse.tag[token] in {"IN", "TO"} and token > first:
                break
            if self._calls(figure, token):
                nouns.add(self._parse.lower[token])
        return nouns


def role_words(figure: Figure) -> set[str]:
    """Return the folded words of all roles of a figure."""
    marks = ",.“”\"'’()" + "".join(DASHES)
    return {fold(word.strip(marks)).removesuffix("'s") for role in figure.roles for word in role.text.split()}
