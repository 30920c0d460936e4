"""Tables drawn with characters (┌─┬─┐ │ ├─┼─┤), as older collections of documents have them, as cells of a table.

Each line of such a table holds a piece of every column, or of a rule below it: ├────┤ │ ends the cell of one column
while the other goes on. The pieces are put together column by column, and the cells given row by row.
"""

from collections.abc import Sequence
from typing import NamedTuple

from duban.plans.reading.extracts import Box, Line

_UPRIGHT = frozenset("│┃║├┤┼┬┴┌┐└┘┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬┠┨┯┷┿╂")
_LEVEL = frozenset("─━═-—")
_FEWEST_LINES = 3
_MOST_COLUMNS = 30


class _Piece(NamedTuple):
    """What one line says of one cell: its words, over which columns, and whether it is a rule."""

    words: str
    column: int
    columns: int
    is_rule: bool


class _Cell:
    """A cell as it grows line by line."""

    def __init__(self, row: int, piece: _Piece, number: int) -> None:
        self.row, self.rows, self.number = row, 1, number
        self.column, self.columns = piece.column, piece.columns
        self.text = ""

    def add(self, words: str, row: int) -> None:
        """Add the words of a line; a piece that fills the cell goes on in the next one."""
        self.rows = row - self.row + 1
        shown = words.strip()
        if shown:
            self.text += shown + ("\n" if words[-1].isspace() else "")

    def lines(self, table: int) -> list[Line]:
        """Return the lines of the cell."""
        box = Box(table, self.row, self.column + 1, self.rows, self.columns)
        return [Line(self.number, words, box) for words in self.text.strip("\n").split("\n")]


def with_boxes(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, those of drawn tables as lines of cells."""
    kept: list[Line] = []
    at = table = 0
    while at < len(lines):
        end = at
        while end < len(lines) and (_is_drawn(lines[end].text) or (end > at and not lines[end].text.strip())):
            end += 1
        cells = _cells(lines[at:end]) if end - at >= _FEWEST_LINES else []
        if cells:
            table += 1
            kept += [line for cell in cells for line in cell.lines(table)]
        else:
            kept += lines[at : max(end, at + 1)]
        at = max(end, at + 1)
    return kept


def _is_drawn(text: str) -> bool:
    """Say whether a line belongs to a drawn table: nothing but blanks stands outside its upright lines."""
    words = text.strip()
    return len(words) > 1 and words[0] in _UPRIGHT and words[-1] in _UPRIGHT


def _edges(text: str) -> list[tuple[int, int]]:
    """Return the upright lines of a line: their places in it, and where they stand on the page."""
    edges: list[tuple[int, int]] = []
    across = 0
    for place, char in enumerate(text):
        if char in _UPRIGHT:
            edges.append((place, across))
        across += 1 if char.isascii() else 2
    return [(place, across - edges[0][1]) for place, across in edges]


def _cells(lines: Sequence[Line]) -> list[_Cell]:
    """Put the cells of one table together; nothing where no rule goes all the way across."""
    drawn = [line for line in lines if line.text.strip()]
    widest = max(drawn, key=lambda line: len(_edges(line.text)))
    grid = [across for _, across in _edges(widest.text)]
    rows = [_pieces(line.text, grid) for line in drawn]
    if not 2 < len(grid) <= _MOST_COLUMNS or not any(all(piece.is_rule for piece in pieces) for pieces in rows):
        return []
    cells: list[_Cell] = []
    opened: dict[int, _Cell] = {}
    row = 0
    for line, pieces in zip(drawn, rows, strict=True):
        row += any(piece.is_rule for piece in pieces)
        for piece in pieces:
            if piece.is_rule:
                for column in range(piece.column, piece.column + piece.columns):
                    opened.pop(column, None)
                continue
            cell = opened.get(piece.column)
            if cell is None:
                cell = opened[piece.column] = _Cell(row, piece, line.number)
                cells.append(cell)
            cell.add(piece.words, row)
    return sorted(cells, key=lambda cell: (cell.row, cell.column))


def _pieces(text: str, grid: Sequence[int]) -> list[_Piece]:
    """Cut a line at its upright lines; where it has fewer than the table, they stand over the nearest of its."""
    edges = _edges(text)
    places = list(range(len(grid)))
    if len(edges) != len(grid):
        places = [min(range(len(grid)), key=lambda at: abs(grid[at] - across)) for _, across in edges]
    pieces = []
    for (start, _), (end, _), column, following in zip(edges, edges[1:], places, places[1:], strict=False):
        words = text[start + 1 : end]
        is_rule = bool(words.strip()) and all(char in _LEVEL or char.isspace() for char in words)
        pieces.append(_Piece(words, column, max(1, following - column), is_rule))
    return pieces
