"""What would keep PDFium busy without end, looked for before it opens a pdf.

A few bytes can unpack to gigabytes, and a drawing (form) that draws itself twice doubles at every turn.
"""

import re
import zlib
from typing import TYPE_CHECKING

from duban.plans.reading.errors import Unreadable

if TYPE_CHECKING:
    from duban.plans.reading.limits import Limits

_STREAM = rb"(?<!end)stream\r?\n"
_OBJECT = rb"(\d{1,10})\s+\d{1,5}\s+obj\b"
_REFERENCE = rb"(\d{1,10})\s+\d{1,5}\s+R\b"
_FORM = rb"/Subtype\s*/Form\b"
_PAGES = rb"/(?:Page|Pages|Catalog|StructElem|StructTreeRoot|Annot)\b"
_LONGEST_HEAD = 20_000
_MOST_LOOKED_AT = 200_000
_PIECE = 1 << 16
# Words that say of a stream, in the dictionary before it, that it is a picture or a font: large by right.
_LARGE = (b"/Image", b"/Length1", b"/Length2", b"Type1C", b"CIDFontType0C", b"OpenType")
_DICTIONARY = 600
# A page of text is described by less than a tenth of this.
_MOST_OF_CONTENT = 8 << 20
_DEEPEST = 3


def refuse_bombs(data: bytes, *, name: str, limits: "Limits") -> None:
    """Raise Unreadable where the packed streams of a file are larger than a plan can be."""
    left = limits.unpacked
    for stream in re.finditer(_STREAM, data):
        head = data[max(0, stream.start() - _DICTIONARY) : stream.start()]
        head = head[head.rfind(b" obj") + 1 :]
        most = min(left, limits.part if any(word in head for word in _LARGE) else _MOST_OF_CONTENT)
        size = _size(memoryview(data)[stream.end() :], most)
        left -= size
        if size >= most:
            raise Unreadable("unpacks_to_too_much", name=name, limit=most)


def refuse_circles(data: bytes, *, name: str) -> None:
    """Raise Unreadable where a form draws itself, by way of others or not."""
    if b"/Form" not in data:
        return
    heads: dict[bytes, bytes] = {}
    for found in re.finditer(_OBJECT, data):
        end = data.find(b"stream", found.end(), found.end() + _LONGEST_HEAD)
        stop = data.find(b"endobj", found.end(), found.end() + _LONGEST_HEAD)
        ends = [place for place in (end, stop) if place >= 0]
        heads[found[1]] = data[found.end() : min(ends, default=found.end() + _LONGEST_HEAD)]
    forms = {number for number, head in heads.items() if re.search(_FORM, head)}
    named = {number: set(re.findall(_REFERENCE, head)) & heads.keys() for number, head in heads.items()}
    looked_at = 0
    for form in forms:
        # Pages and what leads to them name everything; a form is led to by forms and lists of resources only.
        waiting, seen = list(named[form]), set[bytes]()
        while waiting:
            number = waiting.pop()
            if number == form:
                raise Unreadable("file_damaged", name=name)
            if number not in seen and not re.search(_PAGES, heads[number]):
                seen.add(number)
                waiting.extend(named[number])
            looked_at += 1
            if looked_at > _MOST_LOOKED_AT:
                return


def _size(packed: memoryview, most: int) -> int:
    """Return how many bytes a stream unpacks to, up to the given most; nothing for one packed otherwise."""
    meter, size = _Meter(_DEEPEST), 0
    for start in range(0, len(packed), _PIECE):
        size += meter.feed(packed[start : start + _PIECE], most - size)
        if meter.ended or size >= most:
            break
    return size


class _Meter:
    """Unpacks without keeping; what is packed several times over is unpacked as often."""

    def __init__(self, depth: int) -> None:
        self._unpacker = zlib.decompressobj()
        self._depth = depth
        self._inner: _Meter | None = None
        self._began = False
        self.ended = False

    def feed(self, packed: "bytes | memoryview", most: int) -> int:
        """Return the number of bytes that a piece unpacks to, here and within, up to about the given most."""
        size = 0
        while not self.ended and size < most:
            try:
                piece = self._unpacker.decompress(packed, _PIECE)
            except zlib.error:
                self.ended = True
                break
            packed = self._unpacker.unconsumed_tail
            self.ended = self._unpacker.eof
            if not piece:
                break
            size += len(piece)
            if not self._began:
                self._began = True
                self._inner = _Meter(self._depth - 1) if self._depth and _is_packed(piece) else None
            if self._inner is not None:
                size += self._inner.feed(piece, most - size)
        return size


def _is_packed(piece: bytes) -> bool:
    """Say whether bytes begin as zlib does: method 8, and a check of the two bytes."""
    return len(piece) > 1 and piece[0] & 15 == 8 and (piece[0] << 8 | piece[1]) % 31 == 0
