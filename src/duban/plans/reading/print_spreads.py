"""Tables that run over several pages put together: one table with its head once and its broken rows whole."""

from typing import NamedTuple

from duban.plans.reading.print_paragraphs import is_full, lines_of_cell
from duban.plans.reading.print_rows import Row
from duban.plans.reading.print_tables import PrintedCell, PrintedTable

_SAME = 6.0
_MOST_HEADS = 4
_ENDS = "。；！？"


class SpreadCell(NamedTuple):
    """A cell of a table over pages: place and extent counted from 0, its edges, its words, the page it begins on."""

    row: int
    column: int
    rows: int
    columns: int
    left: float
    right: float
    words: list[Row]
    page: int


class Spread:
    """A table that grows page by page."""

    def __init__(self, table: PrintedTable, page: int) -> None:
        self.columns = table.columns
        self.cells = [SpreadCell(*cell, page) for cell in table.cells]
        self.last_page = page

    def takes(self, table: PrintedTable, page: int) -> bool:
        """Say whether a table at the head of the next page goes on with this one."""
        shift = self.columns[0] - table.columns[0]
        moved = [column + shift for column in table.columns]
        fewer, more = sorted((self.columns, moved), key=len)
        return page == self.last_page + 1 and all(any(abs(one - other) <= _SAME for other in more) for one in fewer)

    def add(self, table: PrintedTable, page: int) -> None:
        """Take the rows of a table on the next page, without the head that it repeats."""
        self.last_page = page
        cells = self._in_columns(table)
        heads = self._repeated(cells)
        rest = [cell for cell in cells if cell.row >= heads]
        if not rest:
            return
        end = max(cell.row + cell.rows for cell in self.cells)
        first = [cell for cell in rest if cell.row == heads]
        if self._is_broken(first, end):
            self._mend(first)
            rest = [cell for cell in rest if cell.row > heads]
            end -= 1
        else:
            rest = self._without_cut(first, rest, end)
        self.cells += [SpreadCell(*cell._replace(row=cell.row - heads + end), page) for cell in rest]

    def lines(self) -> list[tuple[SpreadCell, list[str]]]:
        """Return the cells row by row, each with its paragraphs."""
        padding = self._padding()
        ordered = sorted(self.cells, key=lambda cell: (cell.row, cell.column))
        return [(cell, lines_of_cell(cell.words, cell.left + padding, cell.right - padding)) for cell in ordered]

    def _in_columns(self, table: PrintedTable) -> list[PrintedCell]:
        """Return the cells of a page in the columns of the whole; one of the two may part them further."""
        shift = self.columns[0] - table.columns[0]
        moved = [column + shift for column in table.columns]
        if len(moved) > len(self.columns):
            at = [_nearest(moved, column) for column in self.columns]
            self.cells = [
                cell._replace(column=at[cell.column], columns=at[cell.column + cell.columns] - at[cell.column])
                for cell in self.cells
            ]
            self.columns = moved
            return table.cells
        at = [_nearest(self.columns, column) for column in moved]
        return [
            cell._replace(column=at[cell.column], columns=at[cell.column + cell.columns] - at[cell.column])
            for cell in table.cells
        ]

    def _repeated(self, cells: list[PrintedCell]) -> int:
        """Return how many rows at the head of a page repeat the head of the table."""
        repeated = 0
        for row in range(_MOST_HEADS):
            own = [(cell.column, _words(cell.words)) for cell in self.cells if cell.row == row]
            again = [(cell.column, _words(cell.words)) for cell in cells if cell.row == row]
            if not again or sorted(own) != sorted(again):
                break
            repeated = row + 1
        return repeated

    def _is_broken(self, first: list[PrintedCell], end: int) -> bool:
        """Say whether the first row of a page only goes on with the last one: no number, and words left in mid-line."""
        if not first or first[0].words or any(cell.rows > 1 and cell.words for cell in first):
            return False
        padding = self._padding()
        is_cut = False
        for cell in first:
            if not cell.words:
                continue
            above = self._above(cell.column, end)
            if above is None or not above.words:
                return False
            last, left, right = above.words[-1], above.left + padding, above.right - padding
            is_cut = is_cut or (last.text[-1] not in _ENDS and is_full(last, cell.words[0], left, right))
        return is_cut

    def _mend(self, first: list[PrintedCell]) -> None:
        end = max(cell.row + cell.rows for cell in self.cells)
        for cell in first:
            above = self._above(cell.column, end)
            if above is not None:
                self.cells[self.cells.index(above)] = above._replace(
                    words=above.words + cell.words, rows=above.rows + cell.rows - 1
                )

    def _without_cut(self, first: list[PrintedCell], rest: list[PrintedCell], end: int) -> list[PrintedCell]:
        """Let merged cells at the left that the page end cut go on over the rows below it."""
        cut = []
        for cell in first:
            if cell.words:
                break
            above = self._above(cell.column, end)
            if above is None or above.columns != cell.columns:
                break
            self.cells[self.cells.index(above)] = above._replace(rows=above.rows + cell.rows)
            cut.append(cell)
        return [cell for cell in rest if cell not in cut] if len(cut) < len(first) else rest

    def _above(self, column: int, end: int) -> SpreadCell | None:
        for cell in reversed(self.cells):
            if cell.column == column and cell.row + cell.rows == end:
                return cell
        return None

    def _padding(self) -> float:
        """Return how far words stand from the rules beside them: the least of each column, of these the middle one."""
        least: dict[tuple[int, int], float] = {}
        for cell in self.cells:
            for row in cell.words:
                gap = max(0.0, min(row.left - cell.left, cell.right - row.right))
                key = (cell.column, cell.columns)
                least[key] = min(least.get(key, gap), gap)
        ordered = sorted(least.values())
        return ordered[(len(ordered) - 1) // 2] if ordered else 0.0


def _nearest(places: list[float], value: float) -> int:
    return min(range(len(places)), key=lambda index: abs(places[index] - value))


def _words(rows: list[Row]) -> str:
    return "".join("".join(row.text.split()) for row in rows)
