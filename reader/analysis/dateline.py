"""The dateline at the head of a paragraph: GENEVA (AP) —, NAIROBI, Kenya (Reuters) -, BOGOTÁ, May 5 —."""

import re

from reader.model.span import Span

_UPPER = r"[^\W\d_a-z]"
_DATELINE = re.compile(
    rf"(?:{_UPPER}(?:{_UPPER}|[ .’'-]){{1,40}}(?:, {_UPPER}[\w.]+(?: {_UPPER}\w+)?)?|{_UPPER}[\w ,.]{{2,30}}(?= \())"
    rf"(?:,? {_UPPER}[a-z]{{2,8}}\.? \d{{1,2}},?)? ?(?:\([^)\n]{{1,40}}\))? ?(?:[–—] ?|(?<= )-{{1,2}} )"
)


def find_dateline_end(text: str, block: Span) -> int:
    """Return where the dateline of a block ends, its dash and blank included; the block's start where it has none."""
    dateline = _DATELINE.match(text, block.start, block.end)
    return dateline.end() if dateline else block.start
