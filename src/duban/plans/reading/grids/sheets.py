"""A grid as rows of places: every column of a row with the cell that covers it, be it its own or one from above."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from duban.core.values import Span
from duban.plans.reading.models import Cell, Grid

_MOST_COLUMNS = 60


class Row(NamedTuple):
    """One row: the cell over each column, or None; `number` is that of the row in the grid."""

    number: int
    over: tuple[Cell | None, ...]

    @property
    def own(self) -> list[Cell]:
        """Return the cells that begin in this row, each once."""
        return [cell for at, cell in enumerate(self.over) if cell and self.is_own(cell) and self.over.index(cell) == at]

    @property
    def own_over(self) -> list[Cell | None]:
        """Return the cell over each column where it begins in this row."""
        return [cell if cell is not None and self.is_own(cell) else None for cell in self.over]

    def is_own(self, cell: Cell) -> bool:
        """Say whether a cell begins in this row."""
        return cell.row == self.number

    def at(self, column: int) -> Cell | None:
        """Return the cell over a column, counted from 0, if it holds words."""
        cell = self.over[column] if column < len(self.over) else None
        return cell if cell is not None and cell.span.start < cell.span.end else None


def rows_of(grid: Grid) -> Iterator[Row]:
    """Go down a grid row by row; a merged cell stands in every row it covers."""
    width = min(_MOST_COLUMNS, max((cell.column + cell.columns - 1 for cell in grid.cells), default=0))
    over: list[Cell | None] = [None] * width
    for number, cells in _by_row(grid.cells):
        over = [cell if cell is not None and cell.row + cell.rows > number else None for cell in over]
        for cell in cells:
            for column in range(cell.column - 1, min(width, cell.column - 1 + cell.columns)):
                over[column] = cell
        yield Row(number, tuple(over))


def _by_row(cells: Sequence[Cell]) -> Iterator[tuple[int, list[Cell]]]:
    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    return iter(sorted(rows.items()))


def turned(grid: Grid) -> Grid:
    """Return the grid with its columns as rows: a table whose heads stand one below the other."""
    cells = sorted(
        (cell._replace(row=cell.column, column=cell.row, rows=cell.columns, columns=cell.rows) for cell in grid.cells),
        key=lambda cell: (cell.row, cell.column),
    )
    return grid._replace(cells=tuple(cells))


def as_rows(grid: Grid) -> Grid:
    """Return a card of heads each with its value beside it (任务 | … | 时限 | …) as a head row and one row."""
    pairs = [cell for cell in grid.cells if cell.columns < _MOST_COLUMNS]
    width = len(pairs) // 2
    if len(pairs) % 2 or any(cell.row != pairs[at - 1].row for at, cell in enumerate(pairs) if at % 2):
        return grid._replace(cells=())
    cells = [
        cell._replace(row=1 + at % 2, column=1 + at // 2, rows=1, columns=1)
        for at, cell in enumerate(pairs[: 2 * width])
    ]
    return grid._replace(cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


def words_of(text: str, cell: Cell | None) -> str:
    """Return the words of a cell on one line."""
    return "" if cell is None else "".join(cell.span.of(text).split())


def lying(cells: Sequence[Cell]) -> Span:
    """Return the stretch of text over which cells lie."""
    return Span(min(cell.span.start for cell in cells), max(cell.span.end for cell in cells))
