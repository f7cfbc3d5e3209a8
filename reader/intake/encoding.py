"""From bytes to characters: which encoding, whatever was declared, and nothing that is no character of a text."""

import codecs
import re
from collections.abc import Iterator

from reader.intake.language import count_little_words

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w:.-]{2,40})""", re.I)
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_HEAD = 8_192
_SAMPLE = 40_000
_FEW = 3
# browsers read these names as the Windows code pages that contain them (WHATWG Encoding Standard)
_BROADER = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
_BROADER |= {"euc_kr": "cp949", "shift_jis": "cp932", "tis-620": "cp874", "iso8859-11": "cp874"}
_WIDE = ("utf-16", "utf-32", "utf_16", "utf_32")


def read_characters(data: bytes) -> str | None:
    """Return the characters of a text file, lines ended by newlines, or None when it is binary.

    Found out in this order: byte order mark, UTF-16 without one, UTF-8 (also when a few bytes are broken), what a page
    declares, what charset-normalizer finds. Control characters but tab and newline are dropped, lone surrogates become
    U+FFFD.
    """
    marked = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), None)
    if marked:
        return clean_characters(data[len(marked[0]) :].decode(marked[1], "replace"))
    wide = _find_wide(data)
    if wide:
        return clean_characters(data.decode(wide, "replace"))
    if _is_binary(data):
        return None
    return clean_characters(_decode(data))


def clean_characters(text: str) -> str:
    """Return the text with one kind of line end, without control characters and lone surrogates."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _SURROGATES.sub("\ufffd", _UNWANTED.sub("", text))


def _find_wide(data: bytes) -> str | None:
    head = data[:_HEAD]
    half = len(head) // 2
    if half < 2 or b"\x00" not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.3 * half and even < 0.02 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.3 * half and odd < 0.02 * half else None


def _is_binary(data: bytes) -> bool:
    head = data[:_HEAD]
    controls = sum(head.count(code) for code in range(32) if code not in (9, 10, 12, 13, 27))
    return controls > max(8, len(head) // 50)


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _find_declared(data)
    nearly = data.decode("utf-8", "surrogatepass" if b"\xed" in data and _passes(data) else "replace")
    broken = nearly.count("\ufffd")
    whole = sum(1 for character in nearly if character > "\x7f") - broken
    # in other encodings hardly any bytes make a letter of UTF-8 by chance
    if broken <= whole * (6 if declared == "utf-8" else 3 if whole > _FEW else 0.5):
        return nearly
    for name in _candidates(data, declared):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", "replace")


def _passes(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def _find_declared(data: bytes) -> str:
    declared = _DECLARED.search(data[:_HEAD])
    try:
        return codecs.lookup(declared.group(1).decode("ascii")).name if declared else ""
    except (LookupError, UnicodeDecodeError):
        return ""


def _candidates(data: bytes, declared: str) -> Iterator[str]:
    if declared and not declared.startswith(_WIDE) and declared != "utf-8":
        yield _BROADER.get(declared, declared)
    # its import costs 30 ms, which only texts outside UTF-8 should pay
    from charset_normalizer import from_bytes

    found = [match for match in from_bytes(_sample(data)) if not match.encoding.startswith(_WIDE)]
    likely = [match for match in found if match.chaos <= found[0].chaos + 0.1]
    # letters that look in order in several code pages make words of a language in one
    for match in sorted(likely, key=lambda match: count_little_words(str(match)), reverse=True)[:1]:
        yield _BROADER.get(match.encoding, match.encoding)
    yield "cp1252"


def _sample(data: bytes) -> bytes:
    first = next((i for i, code in enumerate(data) if code > 127), 0)
    start = data.rfind(b"\n", 0, first) + 1
    return data[max(start, first - 1_000) :][:_SAMPLE]
