"""The tables of a page: the place of each cell beside merged ones, and which tables only lay the page out."""

from typing import NamedTuple

from duban.plans.reading.extracts import Box

_COLUMNS = 64  # merged cells are followed in the first columns only, so that no page can make that slow
_ROWS = 4_096
_LARGE = 8  # a cell of more lines that holds most of a table is a page in a frame


class Seat(NamedTuple):
    """A cell: the number of its table among those of the page, and its box there."""

    table: int
    box: Box


class Table:
    """The grid of one table: which place the next cell takes beside cells merged over rows and columns."""

    __slots__ = ("column", "covered", "framing", "number", "paired", "row")

    def __init__(self, number: int, *, framing: bool) -> None:
        self.number = number
        self.framing = framing
        self.row = 0
        self.column = 0
        self.paired = False  # a row has two cells
        self.covered: dict[int, int] = {}

    def next_row(self) -> None:
        """Begin a row."""
        self.row += 1
        self.column = 0

    def next_cell(self, attributes: dict[str, str]) -> Seat:
        """Give the next cell of the row its place."""
        rows, columns = _span(attributes, "rowspan", _ROWS), _span(attributes, "colspan", _COLUMNS)
        self.row = max(self.row, 1)
        self.column += 1
        while self.covered.get(self.column, 0) >= self.row:
            self.column += 1
        first = self.column
        self.paired = self.paired or first > 1
        self.column += columns - 1
        if rows > 1:
            for column in range(first, min(self.column, _COLUMNS) + 1):
                self.covered[column] = self.row + rows - 1
        return Seat(self.number, Box(self.number, self.row, first, rows, columns))


def boxes_of(tables: list[Table], lines: list[tuple[int, tuple[Seat, ...]]]) -> list[Box | None]:
    """Return the box of every line in the outermost table that is one; a line is its length and its cells, outer first.

    Tables within a cell of a table belong to that cell. A table of one row or one column, one whose cells hold tables
    for the most part or one with almost all of its words in one long cell lays out the page and is none.
    """
    framing = _framing(tables, lines)
    numbers: dict[int, int] = {}
    boxes: list[Box | None] = []
    for _, seats in lines:
        seat = next((seat for seat in seats if not framing[seat.table]), None)
        if seat is None:
            boxes.append(None)
            continue
        number = numbers.setdefault(seat.table, len(numbers) + 1)
        rows = min(seat.box.rows, tables[seat.table].row + 1 - seat.box.row)
        boxes.append(seat.box._replace(table=number, rows=max(rows, 1)))
    return boxes


def _framing(tables: list[Table], lines: list[tuple[int, tuple[Seat, ...]]]) -> list[bool]:
    words = [0] * len(tables)
    nested = [0] * len(tables)
    cells: list[dict[Box, tuple[int, int]]] = [{} for _ in tables]
    for length, seats in lines:
        for depth, seat in enumerate(seats):
            words[seat.table] += length
            nested[seat.table] += length if depth + 1 < len(seats) else 0
            many, letters = cells[seat.table].get(seat.box, (0, 0))
            cells[seat.table][seat.box] = (many + (1 if length else 0), letters + length)
    return [
        table.framing
        or table.row < 2
        or not table.paired
        or 2 * nested[at] > words[at]
        or any(many > _LARGE and 5 * letters > 3 * words[at] for many, letters in cells[at].values())
        for at, table in enumerate(tables)
    ]


def _span(attributes: dict[str, str], name: str, most: int) -> int:
    value = attributes.get(name, "")
    return min(max(int(value), 1), most) if value.isascii() and value.isdigit() and len(value) < 9 else 1
