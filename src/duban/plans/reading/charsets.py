"""Bytes to characters: UTF-8 or UTF-16 by what stands there, then GB18030, then a measured guess.

Steps, first that fits:
1. a byte order mark;
2. strict UTF-8, which other encodings of Chinese practically never satisfy by chance;
3. the encoding a page declares, where it is one of Chinese (pages often declare wrongly, hence after 2);
4. strict GB18030;
5. UTF-8 or GB18030 with a few broken bytes, which stay visible as U+FFFD;
6. UTF-16 without a mark, then charset-normalizer.
"""

import re
from typing import NamedTuple

from duban.plans.reading.errors import Unreadable

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_NAMES = {"utf-8-sig": "utf-8", "gb2312": "gb18030", "gbk": "gb18030"}
_DECLARED = ("gb2312", "gbk", "gb18030", "big5", "big5-hkscs")
# Compiled when first used, since most files need neither.
# Matches <meta charset="gbk"> and <meta ... content="text/html; charset=gbk"> and <?xml ... encoding="gbk"?>.
_DECLARATION = rb"(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_-]{2,20})"
# What a Chinese document is made of: ideographs, their punctuation, ASCII, white space, a few signs.
_COMMON = "[\\s\x20-\x7e\u00b7\u2010-\u203b\u2190-\u25ff\u3000-\u301f\u4e00-\u9fa5\uff01-\uff5e\uffe0-\uffe5]"
_SAMPLE = 20_000
_BROKEN_PER_MILLE = 1


class Decoded(NamedTuple):
    """The characters and the encoding they were read by."""

    text: str
    encoding: str


def decode(data: bytes, *, name: str, declared: bool = False) -> Decoded:
    """Turn bytes into characters; raise Unreadable where they are no text. `declared`: a page may name its encoding."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            found = _strict(data, encoding) or _damaged(data, encoding)
            return found or _refuse(name)
    candidates = ["utf-8", *(_declaration(data) if declared else ()), "gb18030"]
    if not _is_binary(data):
        for encoding in candidates:
            if found := _strict(data, encoding):
                return found
        for encoding in ("utf-8", "gb18030"):
            if found := _damaged(data, encoding):
                return found
    return _guessed(data) or _refuse(name)


def _refuse(name: str) -> Decoded:
    raise Unreadable("not_text", name=name)


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), _NAMES.get(encoding, encoding))
    except UnicodeDecodeError:
        return None


def _damaged(data: bytes, encoding: str) -> Decoded | None:
    """Accept a text cut in the middle of a character or with a few spoiled bytes; never a wrong encoding."""
    text = data.decode(encoding, errors="replace")
    if text.count("\ufffd") * 1000 > max(1000, len(text)) * _BROKEN_PER_MILLE or not _is_plausible(text):
        return None
    return Decoded(text, _NAMES.get(encoding, encoding))


def _declaration(data: bytes) -> tuple[str, ...]:
    match = re.search(_DECLARATION, data[:4096])
    label = match.group(1).decode("ascii").lower() if match else ""
    return (label,) if label in _DECLARED else ()


def _is_binary(data: bytes) -> bool:
    """Say whether NUL bytes make up more than a stray few: UTF-16 without a mark, or no text at all."""
    return data.count(0) * 100 > len(data)


def _is_plausible(text: str) -> bool:
    sample = text[:_SAMPLE]
    return len(re.findall(_COMMON, sample)) * 10 >= len(sample) * 9


def _guessed(data: bytes) -> Decoded | None:
    for encoding in ("utf-16-le", "utf-16-be"):
        if len(data) % 2 == 0 and (found := _strict(data, encoding)) and _is_plausible(found.text):
            return found
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None or _is_binary(data):
        return None
    found = _strict(data, best.encoding)
    return found if found and _is_plausible(found.text) else None
