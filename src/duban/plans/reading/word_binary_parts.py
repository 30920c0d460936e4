"""What the streams of a doc tell (MS-DOC): its text out of pieces, what was deleted or hidden, what paragraphs are.

The header (FIB) names tables by number. The piece table says where in the stream which characters stand, in one byte
or two each. Properties hang on places in the stream, in pages of 512 bytes.
"""

from bisect import bisect_right
from collections.abc import Iterator
from struct import error as StructError  # noqa: N812  # named like the classes beside which it is caught
from struct import unpack_from
from typing import NamedTuple

from duban.plans.reading.errors import Unreadable
from duban.plans.reading.word_binary_lists import Lists

_WORD_97, _LOCKED, _FIRST_TABLE = 0xA5EC, 0x100, 0x200
_CHARACTERS, _PARAGRAPHS, _PIECES, _LISTS, _OVERRIDES = 12, 13, 33, 73, 74  # numbers of the tables in the header
_PAGE = 512
_COMPRESSED = 1 << 30
_DELETED, _HIDDEN = 0x0800, 0x083C
_IN_TABLE, _ROW_END, _ROW, _LIST, _LEVEL = 0x2416, 0x2417, 0xD608, 0x460B, 0x260A
_TABS = 0xC615
_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)  # of the operand, by the kind that the highest bits of an operator tell


class Piece(NamedTuple):
    """Characters that lie together: the first of them in the text, their place in the stream, bytes for each."""

    start: int
    end: int
    place: int
    width: int


class Field(NamedTuple):
    """A cell as the end of its row describes it."""

    left: int
    right: int
    goes_on_across: bool
    goes_on_down: bool


class Paragraph(NamedTuple):
    """What a paragraph is: in a table, the end of a row, and then the cells of the row; its list and level."""

    in_table: bool = False
    ends_row: bool = False
    override: int = 0
    level: int = 0
    fields: tuple[Field, ...] = ()


class Parts:
    """The header, the pieces and the properties of one document."""

    def __init__(self, main: bytes, tables: dict[str, bytes], *, name: str) -> None:
        ident, flags = unpack_from("<H", main, 0)[0], unpack_from("<H", main, 10)[0]
        if flags & _LOCKED:
            raise Unreadable("file_locked", name=name)
        if ident != _WORD_97:
            raise Unreadable("format_not_read", name=name, format="Word 95")
        self._main = main
        self._table = tables.get("1Table" if flags & _FIRST_TABLE else "0Table", b"")
        longs_at = 34 + 2 * unpack_from("<H", main, 32)[0]
        longs = unpack_from("<H", main, longs_at)[0]
        counts = unpack_from("<8i", main, longs_at + 2 + 4 * 3)
        self._tables_at = longs_at + 4 + 4 * longs
        self.pieces = list(self._pieces())
        self.text, self.shows = self._characters()
        text, notes, heads, _, remarks, end_notes, boxes = (max(0, count) for count in counts[:7])
        after = text + notes + heads + remarks
        # Running heads and remarks at the margin are left out.
        self.stretches = (
            (0, text),
            (text, text + notes),
            (after, after + end_notes),
            (after + end_notes, after + end_notes + boxes),
        )
        self.lists = Lists(self._table, self._place(_LISTS), self._place(_OVERRIDES))
        self._starts, self._paragraphs = self._all_paragraphs()

    def paragraph_at(self, at: int) -> Paragraph:
        """Return what the paragraph is that ends with a character of the text."""
        index = bisect_right(self.pieces, at, key=lambda piece: piece.start) - 1
        if index < 0:
            return Paragraph()
        piece = self.pieces[index]
        place = piece.place + (at - piece.start) * piece.width
        return self._paragraphs[bisect_right(self._starts, place) - 1] if self._starts else Paragraph()

    def _lies(self, number: int) -> bytes:
        """Return one of the tables that the header names."""
        start, size = self._place(number)
        return self._table[start : start + size]

    def _place(self, number: int) -> tuple[int, int]:
        start, size = unpack_from("<II", self._main, self._tables_at + 8 * number)
        return start, size

    def _pieces(self) -> Iterator[Piece]:
        table = self._lies(_PIECES)
        at = 0
        while at + 3 <= len(table) and table[at] == 1:
            at += 3 + unpack_from("<H", table, at + 1)[0]
        size = unpack_from("<I", table, at + 1)[0]
        table = table[at + 5 : at + 5 + size]
        count = (len(table) - 4) // 12
        left = len(self._main)
        for index in range(count):
            start, end = unpack_from("<II", table, 4 * index)
            place = unpack_from("<I", table, 4 * (count + 1) + 8 * index + 2)[0]
            width = 1 if place & _COMPRESSED else 2
            place &= _COMPRESSED - 1
            place = place // 2 if width == 1 else place
            end = min(end, start + max(0, (len(self._main) - place) // width))
            left -= max(0, end - start) * width
            if left < 0:
                return  # pieces that lie over one another
            if end > start:
                yield Piece(start, end, place, width)

    def _characters(self) -> tuple[str, bytearray]:
        """Return the text, a character for each place, and which of them show."""
        text: list[str] = []
        reached = 0
        for piece in self.pieces:
            if piece.start != reached:
                break  # a table that skips or goes back is damaged; what came before it stands
            raw = self._main[piece.place : piece.place + (piece.end - piece.start) * piece.width]
            text.append(raw.decode("cp1252", "replace") if piece.width == 1 else _units(raw))
            reached = piece.end
        shows = bytearray(b"\1") * reached
        by_place = sorted(self.pieces, key=lambda piece: piece.place)
        places = [piece.place for piece in by_place]
        for start, end, properties in self._runs(_CHARACTERS):
            if any(operator in (_DELETED, _HIDDEN) and operand[0] & 1 for operator, operand in _operations(properties)):
                for piece in by_place[max(0, bisect_right(places, start) - 1) : bisect_right(places, end)]:
                    first = max(0, -((piece.place - start) // piece.width)) + piece.start
                    last = min(piece.end, piece.start + (end - piece.place) // piece.width)
                    if piece.start <= first < last <= reached:
                        shows[first:last] = bytes(last - first)
        return "".join(text), shows

    def _all_paragraphs(self) -> tuple[list[int], list[Paragraph]]:
        runs = sorted((start, properties) for start, _, properties in self._runs(_PARAGRAPHS))
        return [start for start, _ in runs], [_paragraph(properties[2:]) for _, properties in runs]

    def _runs(self, number: int) -> Iterator[tuple[int, int, bytes]]:
        """Give the stretches of the stream that have properties, those of characters or of paragraphs."""
        table = self._lies(number)
        count = (len(table) - 4) // 8
        for index in range(min(count, len(self._main) // _PAGE)):
            at = (unpack_from("<I", table, 4 * (count + 1) + 4 * index)[0] & 0x3FFFFF) * _PAGE
            page = self._main[at : at + _PAGE]
            if len(page) < _PAGE:
                continue
            runs = page[-1]
            step = 1 if number == _CHARACTERS else 13
            for run in range(min(runs, (_PAGE - 5) // (4 + step))):
                start, end = unpack_from("<II", page, 4 * run)
                place = 2 * page[4 * (runs + 1) + step * run]
                yield start, end, _properties(page, place, doubled=number == _PARAGRAPHS)


def _units(raw: bytes) -> str:
    """Decode two bytes a character and no more, so that places can be counted; pairs are joined later."""
    return "".join(map(chr, unpack_from(f"<{len(raw) // 2}H", raw)))


def _properties(page: bytes, place: int, *, doubled: bool) -> bytes:
    if not place or place >= _PAGE - 1:
        return b""
    size = page[place]
    if not doubled:
        return page[place + 1 : place + 1 + size]
    if size:
        return page[place + 1 : place + 2 * size]
    return page[place + 2 : place + 2 + 2 * page[place + 1]]


def _operations(properties: bytes) -> Iterator[tuple[int, bytes]]:
    """Give the operators of a list of properties with their operands; one cut short ends it."""
    at = 0
    while at + 2 < len(properties):
        operator = unpack_from("<H", properties, at)[0]
        at += 2
        size = _SIZES[operator >> 13]
        if operator == _ROW:
            size = unpack_from("<H", properties, at)[0] + 1 if at + 2 <= len(properties) else 0
        elif operator >> 13 == 6:
            size = 1 + properties[at]
            if operator == _TABS and properties[at] == 255:
                return
        if not size or at + size > len(properties):
            return
        yield operator, properties[at : at + size]
        at += size


def _paragraph(properties: bytes) -> Paragraph:
    found = Paragraph()
    for operator, operand in _operations(properties):
        if operator == _IN_TABLE:
            found = found._replace(in_table=bool(operand[0]))
        elif operator == _ROW_END:
            found = found._replace(ends_row=bool(operand[0]))
        elif operator == _LIST:
            found = found._replace(override=unpack_from("<h", operand)[0])
        elif operator == _LEVEL:
            found = found._replace(level=operand[0])
        elif operator == _ROW:
            found = found._replace(fields=tuple(_fields(operand)))
    return found


def _fields(row: bytes) -> Iterator[Field]:
    """Give the cells of a row: edges, then twenty bytes each, of which the first two tell what is merged."""
    count = row[2]
    try:
        edges = unpack_from(f"<{count + 1}h", row, 3)
    except StructError:
        return
    at = 3 + 2 * (count + 1)
    for index in range(count):
        merged = unpack_from("<H", row, at + 20 * index)[0] if at + 20 * index + 2 <= len(row) else 0
        yield Field(edges[index], edges[index + 1], merged & 3 == 2, merged >> 5 & 3 == 1)
