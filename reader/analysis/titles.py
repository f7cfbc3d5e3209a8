"""Titles of works and nicknames in quotation marks: names, not quotes."""

import re

from reader.analysis.marks import Marked

_SHORT = 3
_LONGEST = 6  # words of a title that ends like a sentence
_BEFORE = re.compile(
    r"\b(?:show|program|programme|book|novel|film|movie|song|album|series|podcast|column|musical|play|episode|magazine|"
    r"sitcom|drama|comedy|memoir|essay|hit|documentary|single|button|thriller|NBC|CBS|ABC|CNN|MSNBC|PBS|BBC|Fox|FOX|"
    r"[Cc]hannel[’']s|(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day[’']s|"
    r"author of|host of|star of|writer of|director of|starring|starred in|stars in|role in|entitled|titled|on)"
    r"(?:[’']s)?(?: \w+)?,?\s*$"
)
_AFTER = re.compile(r"\W*(?:star|host|actor|actress|creator|author|director|co-host|moderator|anchor)\b")
_FIRST_NAME = re.compile(r"[^\W\d_a-z][\w.’'-]* $")
_SURNAME = re.compile(r" [^\W\d_a-z][\w’'-]+")
_WORD = re.compile(r"[^\W\d_][\w’']*")


def is_capitalised(words: str) -> bool:
    """Say whether all longer words begin with a capital, as titles and names do."""
    names = [word for word in _WORD.findall(words) if len(word) > _SHORT or word[0].isupper()]
    return bool(names) and all(word[0].isupper() for word in names)


def is_title(text: str, marked: Marked) -> bool:
    """Say whether marked words are clearly a title (on NBC’s “Meet the Press”) or a nickname (C.L. “Butch” Otter)."""
    words = marked.words.cut(text)
    if words[-1] in ".,?!" and len(words.split()) > _LONGEST:
        return False
    if not is_capitalised(words):
        return False
    before = text[max(0, marked.whole.start - 40) : marked.whole.start]
    after = text[marked.whole.end : marked.whole.end + 20]
    if _BEFORE.search(before) or _AFTER.match(after):
        return True
    return words[-1].isalpha() and bool(_FIRST_NAME.search(before) and _SURNAME.match(after))
