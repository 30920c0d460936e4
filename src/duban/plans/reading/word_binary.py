"""The lines of an older Word document (doc, and wps of the same make): paragraphs and cells as they show.

What was deleted or hidden goes, and so do the instructions of fields. Notes and text boxes follow the body. Numbers
that Word draws stand before their paragraphs, where the paragraph itself, not only its style, names a list.
"""

import re
from io import BytesIO
from struct import error as StructError  # noqa: N812  # named like the classes beside which it is caught

from duban.plans.reading.errors import Unreadable
from duban.plans.reading.extracts import Box, Extract, Line
from duban.plans.reading.limits import Limits
from duban.plans.reading.word_binary_parts import Field, Paragraph, Parts

_FIELD, _RESULT, _FIELD_END = "\x13", "\x14", "\x15"
_CELL, _PARAGRAPH_ENDS = "\x07", "\r\x0c"
_WRITTEN = {"\x0b": "\n", "\x1e": "-"}
# Pictures, notes, remarks and shapes stand as one character each; a soft hyphen does not show.
_UNSEEN = "\x01\x02\x03\x04\x05\x08\x1f"
_MARKS = re.compile(r"[\x00-\x08\x0b-\r\x13-\x15\x1e\x1f]")
_SAME_EDGE = 60  # twentieths of a point


def lines_of_word_binary(data: bytes, *, name: str, limits: Limits) -> Extract:
    """Return the lines of the document; raise Unreadable where it is damaged, locked or older than Word 97."""
    main, tables = _streams(data, name)
    try:
        parts = Parts(main, tables, name=name)
    except (StructError, IndexError) as error:
        raise Unreadable("file_damaged", name=name) from error
    walk = _Walk(parts)
    for start, end in parts.stretches:
        walk.take(start, min(end, len(parts.text)))
    if len(walk.lines) > limits.lines:
        raise Unreadable("too_many_lines", name=name, limit=limits.lines)
    return Extract(walk.lines)


def _streams(data: bytes, name: str) -> tuple[bytes, dict[str, bytes]]:
    from olefile import OleFileIO
    from olefile.olefile import OleFileError

    try:
        with OleFileIO(BytesIO(data)) as stored:
            main = bytes(stored.openstream("WordDocument").read())
            names = [each for each in ("0Table", "1Table") if stored.exists(each)]
            return main, {each: bytes(stored.openstream(each).read()) for each in names}
    except (OleFileError, OSError, ValueError, IndexError, StructError, RecursionError) as error:
        raise Unreadable("file_damaged", name=name) from error


class _Row:
    """A row of a table in the making: the lines of each cell."""

    def __init__(self) -> None:
        self.cells: list[list[str]] = []
        self.fields: tuple[Field, ...] = ()


class _Walk:
    """Goes through the characters of a stretch and gathers lines."""

    def __init__(self, parts: Parts) -> None:
        self.lines: list[Line] = []
        self._parts = parts
        self._paragraphs = self._tables = 0
        self._begin()

    def take(self, start: int, end: int) -> None:
        """Take the text from one place to another; an open table ends with it."""
        self._begin()
        text, shows = self._parts.text, self._parts.shows
        at = start
        while at < end:
            found = _MARKS.search(text, at, end)
            stop = found.start() if found is not None else end
            self._write("".join(text[each] for each in range(at, stop) if shows[each]))
            if found is not None:
                self._mark(text[stop], stop)
            at = stop + 1
        if self._words:
            self._end_paragraph(Paragraph())
        self._end_table()

    def _begin(self) -> None:
        self._words = ""
        self._fields: list[bool] = []  # of each open field, whether its instruction is being read
        self._cell: list[str] = []
        self._row = _Row()
        self._rows: list[_Row] = []

    def _write(self, words: str) -> None:
        if words and not any(self._fields):
            self._words += words

    def _mark(self, mark: str, at: int) -> None:
        if mark == _FIELD:
            self._fields.append(True)
        elif mark == _RESULT:
            self._fields[-1:] = [False] if self._fields else []
        elif mark == _FIELD_END:
            del self._fields[-1:]
        elif mark in _WRITTEN:
            self._write(_WRITTEN[mark] if self._parts.shows[at] else "")
        elif mark == _CELL:
            self._end_cell(self._parts.paragraph_at(at))
        elif mark in _PARAGRAPH_ENDS and (self._parts.shows[at] or self._parts.paragraph_at(at).in_table):
            self._end_paragraph(self._parts.paragraph_at(at))

    def _end_paragraph(self, paragraph: Paragraph) -> None:
        words, self._words = self._label(paragraph) + _joined(self._words), ""
        if paragraph.in_table:
            self._cell += words.split("\n")
            return
        self._end_table()
        self._paragraphs += 1
        self.lines += (Line(self._paragraphs, line) for line in words.split("\n"))

    def _end_cell(self, paragraph: Paragraph) -> None:
        """End a cell, or the row that a mark of its own ends."""
        if paragraph.ends_row:
            self._row.fields = paragraph.fields
            self._rows.append(self._row)
            self._row = _Row()
        else:
            words = self._label(paragraph) + _joined(self._words)
            self._row.cells.append([*self._cell, *words.split("\n")])
        self._words, self._cell = "", []

    def _label(self, paragraph: Paragraph) -> str:
        return self._parts.lists.label_of(paragraph.override, paragraph.level)

    def _end_table(self) -> None:
        """Place the cells of the rows that came before, and write them."""
        if self._row.cells:
            self._rows.append(self._row)
        rows, self._rows, self._row = self._rows, [], _Row()
        if all(len(row.cells) < 2 for row in rows):  # a frame, or nothing
            for cell in (cell for row in rows for cell in row.cells):
                self._paragraphs += 1
                self.lines += (Line(self._paragraphs, line) for line in cell)
            return
        self._tables += 1
        for box, cell in _placed(rows, self._tables):
            self._paragraphs += 1
            self.lines += (Line(self._paragraphs, line, box) for line in cell)


def _joined(words: str) -> str:
    """Join the halves of characters beyond the first plane."""
    return words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _placed(rows: list[_Row], table: int) -> list[tuple[Box, list[str]]]:
    """Return the cells of a table with their boxes; columns are parted wherever any row parts them."""
    edges = _edges(rows)
    placed: list[tuple[Box, list[str]]] = []
    above: dict[int, int] = {}  # which cell of the row above begins at a column
    for number, row in enumerate(rows, 1):
        here: dict[int, int] = {}
        for index, cell in enumerate(row.cells):
            field = row.fields[index] if index < len(row.fields) else Field(0, 0, False, False)
            column, columns = _extent(field, index, edges, known=bool(row.fields))
            if field.goes_on_across and placed and placed[-1][0].row == number:
                box = placed[-1][0]
                placed[-1] = (box._replace(columns=column + columns - box.column), placed[-1][1])
            elif field.goes_on_down and column in above:
                at = above[column]
                box = placed[at][0]
                placed[at] = (box._replace(rows=number + 1 - box.row), placed[at][1])
                here[column] = at
            else:
                here[column] = len(placed)
                placed.append((Box(table, number, column, 1, columns), cell))
        above = here
    return placed


def _edges(rows: list[_Row]) -> list[int]:
    edges: list[int] = []
    for edge in sorted({edge for row in rows for field in row.fields for edge in field[:2]}):
        if not edges or edge - edges[-1] > _SAME_EDGE:
            edges.append(edge)
    return edges


def _extent(field: Field, index: int, edges: list[int], *, known: bool) -> tuple[int, int]:
    """Return the first column of a cell, counted from 1, and the number of its columns."""
    if not known or field.right <= field.left:
        return index + 1, 1
    left, right = (min(range(len(edges)), key=lambda at: abs(edges[at] - edge)) for edge in field[:2])
    return left + 1, max(1, right - left)
