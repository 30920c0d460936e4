"""Sheets of an xls file of 1995 or later (MS-XLS): records of cells, shown by the format of their style.

The stream holds the records of the workbook, then those of each sheet at the place which the workbook names.
"""

from collections.abc import Iterator
from io import BytesIO
from struct import error as StructError  # noqa: N812  # named like the classes beside which it is caught
from struct import unpack_from
from typing import NamedTuple

from duban.plans.reading.cell_forms import BUILT_IN, plain, shown
from duban.plans.reading.errors import Unreadable
from duban.plans.reading.extracts import Extract
from duban.plans.reading.limits import Limits
from duban.plans.reading.sheets import Area, Sheet, lines_of_sheets
from duban.plans.reading.xls_strings import SharedStrings, string_at

_BOF, _EOF, _CONTINUE, _LOCKED = 0x809, 0x0A, 0x3C, 0x2F
_SHEET, _STRINGS, _FORMAT, _STYLE, _SINCE_1904, _CODEPAGE = 0x85, 0xFC, 0x41E, 0xE0, 0x22, 0x42
_ROW, _COLUMNS, _MERGED = 0x208, 0x7D, 0xE5
_NUMBER, _PACKED, _PACKED_ROW, _SHARED, _LABEL, _RICH_LABEL = 0x203, 0x27E, 0xBD, 0xFD, 0x204, 0xD6
_TRUTH, _FORMULA, _FORMULA_WORDS = 0x205, 0x06, 0x207
_OF_1997 = 0x600
_ENCODINGS = {936: "gb18030", 950: "big5", 1252: "cp1252", 1200: "utf-16-le"}
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


class _Record(NamedTuple):
    kind: int
    body: bytes


class _Book(NamedTuple):
    """What the cells of all sheets need to be shown."""

    strings: list[str]
    codes: list[str]
    since_1904: bool
    encoding: str | None  # of files before 1997


class _Named(NamedTuple):
    name: str
    at: int
    hidden: bool


def lines_of_xls(data: bytes, *, name: str, limits: Limits) -> Extract:
    """Return the lines of the sheets; raise Unreadable where the file is broken, locked or holds too much."""
    stream = _stream(data, name)
    try:
        book, named = _book(stream, name, limits)
    except (StructError, IndexError) as error:
        raise Unreadable("file_damaged", name=name) from error

    def sheets() -> Iterator[Sheet]:
        left = limits.cells
        for each in named:
            cells = _Cells(book)
            for record in _records(stream, each.at):
                # A record that is cut short gives no cell; those around it do.
                try:
                    cells.take(record)
                except (StructError, IndexError):
                    continue
                if len(cells.all) > left:
                    raise Unreadable("too_many_cells", name=name, limit=limits.cells)
            left -= len(cells.all)
            yield cells.sheet(each)

    return lines_of_sheets(sheets(), name=name, limits=limits)


def _stream(data: bytes, name: str) -> bytes:
    from olefile import OleFileIO
    from olefile.olefile import OleFileError

    try:
        with OleFileIO(BytesIO(data)) as stored:
            for each in ("Workbook", "Book"):
                if stored.exists(each):
                    return bytes(stored.openstream(each).read())
    except (OleFileError, OSError, ValueError, IndexError, StructError, RecursionError) as error:
        raise Unreadable("file_damaged", name=name) from error
    raise Unreadable("file_damaged", name=name)


def _records(stream: bytes, at: int) -> Iterator[_Record]:
    """Give the records of one part of the stream; those of charts within it are passed over."""
    depth = 0
    while 0 <= at <= len(stream) - 4:
        kind, size = unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + size]
        at += 4 + size
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
        if depth == 1:
            yield _Record(kind, body)


def _book(stream: bytes, name: str, limits: Limits) -> tuple[_Book, list[_Named]]:
    strings: list[bytes] = []
    own: dict[int, str] = {}
    styles: list[int] = []
    named: list[_Named] = []
    encoding: str | None = None
    since_1904 = old = False
    codepage = "gb18030"
    last = 0
    for kind, body in _records(stream, 0):
        if kind == _BOF:
            old = unpack_from("<H", body)[0] < _OF_1997
            encoding = codepage if old else None
        elif kind == _LOCKED:
            raise Unreadable("file_locked", name=name)
        elif kind == _CODEPAGE and old:
            encoding = _ENCODINGS.get(unpack_from("<H", body)[0], codepage)
        elif kind == _STRINGS or (kind == _CONTINUE and last == _STRINGS):
            strings.append(body)
        elif kind == _FORMAT:
            own[unpack_from("<H", body)[0]] = string_at(body, 2, size_of_count=1 if old else 2, encoding=encoding)
        elif kind == _STYLE:
            styles.append(unpack_from("<H", body, 2)[0])
        elif kind == _SINCE_1904:
            since_1904 = unpack_from("<H", body)[0] == 1
        elif kind == _SHEET:
            at, state, sort = unpack_from("<IBB", body)
            if sort == 0:
                named.append(_Named(string_at(body, 6, size_of_count=1, encoding=encoding), at, bool(state & 3)))
        if kind != _CONTINUE:
            last = kind
    codes = [own.get(form, BUILT_IN.get(form, "")) for form in styles]
    codes = ["" if code.lower() == "general" else code for code in codes]
    return _Book(SharedStrings(strings).all(most=limits.lines), codes, since_1904, encoding), named


class _Cells:
    """Takes the records of one sheet."""

    def __init__(self, book: _Book) -> None:
        self.all: list[tuple[int, int, str]] = []
        self._book = book
        self._merged: list[Area] = []
        self._hidden: set[int] = set()
        self._hidden_columns = 0
        self._waiting: tuple[int, int] | None = None  # the cell whose formula gave words, which come in the next record

    def sheet(self, named: _Named) -> Sheet:
        """Return what was taken."""
        rows = {row for row, _, _ in self.all}
        return Sheet(named.name, self.all, self._merged, named.hidden, len(rows & self._hidden), self._hidden_columns)

    def take(self, record: _Record) -> None:
        """Take one record."""
        kind, body = record
        if kind == _FORMULA_WORDS and self._waiting is not None:
            self._add(*self._waiting, string_at(body, 0, size_of_count=2, encoding=self._book.encoding))
            self._waiting = None
        elif kind == _ROW:
            row, flags = unpack_from("<H10xH", body)
            if flags & 0x20:
                self._hidden.add(row + 1)
        elif kind == _COLUMNS:
            first, last, flags = unpack_from("<HH4xH", body)
            self._hidden_columns += last + 1 - first if flags & 1 and last < 255 else 0
        elif kind == _MERGED:
            for at in range(unpack_from("<H", body)[0]):
                row, last_row, column, last_column = unpack_from("<HHHH", body, 2 + 8 * at)
                self._merged.append(Area(row + 1, column + 1, last_row + 1, last_column + 1))
        else:
            self._cell(kind, body)

    def _cell(self, kind: int, body: bytes) -> None:
        if kind == _PACKED_ROW:
            row, first = unpack_from("<HH", body)
            for at in range((len(body) - 6) // 6):
                style, packed = unpack_from("<HI", body, 4 + 6 * at)
                self._add(row, first + at, self._shown(_unpacked(packed), style))
            return
        if kind not in (_NUMBER, _PACKED, _SHARED, _LABEL, _RICH_LABEL, _TRUTH, _FORMULA):
            return
        row, column, style = unpack_from("<HHH", body)
        if kind == _NUMBER:
            text = self._shown(unpack_from("<d", body, 6)[0], style)
        elif kind == _PACKED:
            text = self._shown(_unpacked(unpack_from("<I", body, 6)[0]), style)
        elif kind == _SHARED:
            text = self._book.strings[unpack_from("<I", body, 6)[0]]
        elif kind == _TRUTH:
            text = _truth(body[6], is_error=bool(body[7]))
        elif kind == _FORMULA:
            text = self._result(row, column, body, style)
        else:
            text = string_at(body, 6, size_of_count=2, encoding=self._book.encoding)
        self._add(row, column, text)

    def _result(self, row: int, column: int, body: bytes, style: int) -> str:
        self._waiting = None
        if body[12:14] != b"\xff\xff":
            return self._shown(unpack_from("<d", body, 6)[0], style)
        if body[6] == 0:
            self._waiting = (row, column)
        return _truth(body[8], is_error=body[6] == 2) if body[6] in (1, 2) else ""

    def _shown(self, value: float, style: int) -> str:
        code = self._book.codes[style] if style < len(self._book.codes) else ""
        return shown(value, code, since_1904=self._book.since_1904) if code else plain(value)

    def _add(self, row: int, column: int, text: str) -> None:
        if text.strip():
            self.all.append((row + 1, column + 1, text))


def _truth(value: int, *, is_error: bool) -> str:
    return _ERRORS.get(value, "#N/A") if is_error else "TRUE" if value else "FALSE"


def _unpacked(packed: int) -> float:
    """Return a number packed into 30 bits: a whole one or the upper half of a double, perhaps in hundredths."""
    if packed & 2:
        value = float((packed >> 2) - (1 << 30 if packed >> 31 else 0))
    else:
        value = unpack_from("<d", bytes(4) + (packed & 0xFFFFFFFC).to_bytes(4, "little"))[0]
    return value / 100 if packed & 1 else value
