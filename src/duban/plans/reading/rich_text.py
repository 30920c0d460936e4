r"""The lines of a Rich Text file (rtf): paragraphs and cells of tables, numbers as they were written out.

A tokenizer of groups, control words and characters (Rich Text Format 1.9.1). Words in hidden runs and in destinations
that show nothing (fonts, pictures, instructions of fields, heads and feet) are left out. Bytes of 8 bits are those of
the code page of the document or of the font; \u gives Unicode.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from duban.plans.reading.errors import Unreadable
from duban.plans.reading.extracts import Box, Extract, Line
from duban.plans.reading.limits import LIMITS, Limits

_TOKEN = re.compile(
    rb"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.DOTALL
)
_SILENT = frozenset(
    (
        *(b"fonttbl", b"colortbl", b"stylesheet", b"listtable", b"listoverridetable", b"rsidtbl", b"info", b"pict"),
        *(b"object", b"header", b"headerl", b"headerr", b"headerf", b"footer", b"footerl", b"footerr", b"footerf"),
        *(b"fldinst", b"xmlnstbl", b"themedata", b"datastore", b"latentstyles", b"generator", b"filetbl", b"revtbl"),
        *(b"nonshppict", b"annotation", b"atnid", b"atnauthor", b"pgdsctbl", b"bkmkstart", b"bkmkend", b"ftnsep"),
    )
)
_CHARSETS = {0: "cp1252", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950"}
_PAGES = {936: "gb18030", 950: "cp950", 932: "cp932", 949: "cp949", 1252: "cp1252", 65001: "utf-8", 54936: "gb18030"}
_SIGNS = {b"tab": "\t", b"line": "\n", b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’"}
_SIGNS |= {b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•", b"emspace": "\u3000", b"qmspace": " "}
_MOST_DEPTH = 2_000
_MOST_COLUMNS = 200
_NEAR = 30  # twentieths of a point by which edges of one column may differ


class _State(NamedTuple):
    """What a group inherits and gives up at its end."""

    silent: bool = False
    hidden: bool = False
    in_table: bool = False
    skip: int = 1
    charset: str = ""


class _Bounds(NamedTuple):
    """The right edge of a cell, and whether it goes on with the one above."""

    right: int
    goes_on: bool


class _Row(NamedTuple):
    """A row: the paragraphs of its cells, their bounds, and the paragraph where it ends."""

    cells: list[list[str]]
    bounds: list[_Bounds]
    number: int


def lines_of_rich_text(data: bytes, *, name: str, limits: Limits) -> Extract:
    """Return the lines of the text; raise Unreadable where it holds too much."""
    return Extract(_Reader(name, limits).lines_of(data))


def all_words(data: bytes) -> str:
    """Return every word of a file, also those that do not show."""
    return "\n".join(line.text for line in _Reader("", LIMITS, everything=True).lines_of(data))


class _Reader:
    """Takes the tokens of one file; `everything` also those of what does not show."""

    def __init__(self, name: str, limits: Limits, *, everything: bool = False) -> None:
        self._name, self._limits, self._everything = name, limits, everything
        self._lines: list[Line] = []
        self._states = [_State()]
        self._page = "gb18030"
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._bytes = bytearray()
        self._words: list[str] = []
        self._left_out = 0  # characters behind \u that stand for it in older programs
        self._row: list[list[str]] = []
        self._cell: list[str] = []
        self._bounds: list[_Bounds] = []
        self._goes_on = False
        self._rows: list[_Row] = []
        self._table = self._paragraphs = 0

    def lines_of(self, data: bytes) -> list[Line]:
        """Go through the tokens."""
        for token in _TOKEN.finditer(data):
            word, number, byte, sign, brace, plain = token.groups()
            if brace:
                self._brace(brace)
            elif word:
                self._word(word, int(number) if number else None)
            elif byte:
                self._take(bytes.fromhex(byte.decode()))
            elif sign:
                self._sign(sign)
            elif plain:
                self._take(plain)
        self._flush()
        if self._words:
            self._end_paragraph()
        self._end_table()
        return self._lines

    @property
    def _state(self) -> _State:
        return self._states[-1]

    @_state.setter
    def _state(self, state: _State) -> None:
        self._states[-1] = state

    def _brace(self, brace: bytes) -> None:
        self._flush()
        if brace == b"{":
            if len(self._states) > _MOST_DEPTH:
                raise Unreadable("nested_too_deep", name=self._name, limit=_MOST_DEPTH)
            self._states.append(self._state)
        elif len(self._states) > 1:
            self._states.pop()

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._state = self._state._replace(silent=True)
        elif sign in (b"\\", b"{", b"}"):
            self._take(sign)
        elif sign in (b"~", b"_"):
            self._flush()
            self._say("\u00a0" if sign == b"~" else "-")

    def _word(self, word: bytes, number: int | None) -> None:
        if word == b"u" and number is not None:
            self._flush()
            self._say(chr(number & 0xFFFF))
            self._left_out = self._state.skip
            return
        self._flush()
        if word in _SILENT:
            self._state = self._state._replace(silent=True)
        elif word == b"listtext":
            self._state = self._state._replace(silent=False)
        elif word in _SIGNS:
            self._say(_SIGNS[word])
        elif word in (b"par", b"sect", b"page"):
            if self._shows:
                self._end_paragraph()
        elif word in (b"cell", b"nestcell"):
            self._end_cell()
        elif word in (b"row", b"nestrow"):
            self._end_row()
        else:
            self._format(word, number)

    def _format(self, word: bytes, number: int | None) -> None:
        """Take a word that says how what follows is to be taken."""
        if word == b"trowd":
            self._bounds, self._goes_on = [], False
        elif word == b"clvmrg":
            self._goes_on = True
        elif word == b"cellx":
            self._bounds.append(_Bounds(number or 0, self._goes_on))
            self._goes_on = False
        elif word == b"ansicpg":
            self._page = _PAGES.get(number or 0, "gb18030")
        elif word == b"uc":
            self._state = self._state._replace(skip=number or 0)
        elif word in (b"v", b"deleted"):
            self._state = self._state._replace(hidden=number != 0)
        elif word == b"pard":
            self._state = self._state._replace(in_table=False)
        elif word == b"intbl":
            self._state = self._state._replace(in_table=True)
        elif word == b"plain":
            self._state = self._state._replace(hidden=False, charset="")
        elif word == b"f" and number is not None:
            self._font = number
            self._state = self._state._replace(charset=self._fonts.get(number, ""))
        elif word == b"fcharset" and number in _CHARSETS:
            self._fonts[self._font] = _CHARSETS[number]

    def _take(self, piece: bytes) -> None:
        """Take bytes of a code page; those that stand for a \\u before them are left out."""
        if self._left_out:
            dropped = min(self._left_out, len(piece))
            self._left_out -= dropped
            piece = piece[dropped:]
        if self._shows:
            self._bytes += piece

    def _say(self, words: str) -> None:
        if self._shows:
            self._words.append(words)

    @property
    def _shows(self) -> bool:
        return self._everything or not (self._state.silent or self._state.hidden)

    def _flush(self) -> None:
        self._left_out = 0
        if self._bytes:
            self._words.append(bytes(self._bytes).decode(self._state.charset or self._page, "replace"))
            self._bytes.clear()

    def _end_paragraph(self) -> None:
        self._flush()
        words = "".join(self._words)
        self._words = []
        words = words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if self._state.in_table:
            self._cell.append(words)
            return
        if words.strip() or not self._rows:
            self._end_table()
        self._paragraphs += 1
        self._add(Line(self._paragraphs, line) for line in words.split("\n"))

    def _end_cell(self) -> None:
        in_table = self._state.in_table
        self._state = self._state._replace(in_table=True)
        self._end_paragraph()
        self._state = self._state._replace(in_table=in_table)
        self._row.append(self._cell)
        self._cell = []

    def _end_row(self) -> None:
        self._paragraphs += 1
        if self._row:
            self._rows.append(_Row(self._row[:_MOST_COLUMNS], self._bounds, self._paragraphs))
        self._row = []

    def _end_table(self) -> None:
        """Lay the rows of a table out on the edges of its columns."""
        if not self._rows:
            return
        self._table += 1
        rows, self._rows = self._rows, []
        for box, paragraphs, number in _laid_out(rows, self._table):
            lines = "\n".join(paragraphs).strip("\n").split("\n")
            self._add(Line(number, line, box) for line in lines)

    def _add(self, lines: Iterable[Line]) -> None:
        self._lines += lines
        if len(self._lines) > self._limits.lines:
            raise Unreadable("too_many_lines", name=self._name, limit=self._limits.lines)


def _laid_out(rows: Sequence[_Row], table: int) -> list[tuple[Box, list[str], int]]:
    """Give the cells of a table their places; what goes on with the cell above has none of its own."""
    edges: list[int] = []
    for right in sorted({bounds.right for row in rows for bounds in row.bounds}):
        if not edges or right - edges[-1] > _NEAR:
            edges.append(right)
    laid: list[tuple[Box, list[str], int]] = []
    above: dict[int, int] = {}
    for line, row in enumerate(rows, 1):
        column = 1
        for at, paragraphs in enumerate(row.cells):
            bounds = row.bounds[at] if at < len(row.bounds) else _Bounds(0, goes_on=False)
            end = sum(edge <= bounds.right + _NEAR for edge in edges) if bounds.right else column
            columns = max(1, end - column + 1)
            if bounds.goes_on and column in above:
                box, words, number = laid[above[column]]
                laid[above[column]] = (box._replace(rows=line + 1 - box.row), words, number)
            else:
                above[column] = len(laid)
                laid.append((Box(table, line, column, 1, columns), paragraphs, row.number))
            column += columns
    return laid
