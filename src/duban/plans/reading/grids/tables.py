"""The tables of a document that hold tasks, each as rows at its place in the text; of the others, the unclear ones.

A table without a head goes on with the one before it, if it has as many columns. Tables of persons, of investment or
of the page around the document hold no tasks and stay running text.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from duban.core.values import Span
from duban.plans.reading.grids.flat import rebuilt
from duban.plans.reading.grids.heads import UNIT_COLUMNS, Columns
from duban.plans.reading.grids.layout import Head, head_at
from duban.plans.reading.grids.rows import RowReader
from duban.plans.reading.grids.sheets import Row, as_rows, rows_of, turned, words_of
from duban.plans.reading.lines import Line
from duban.plans.reading.models import Finding, Grid
from duban.plans.reading.parts import are_units
from duban.plans.reading.pieces import Piece

_TITLE_ROWS = 15
_FEWEST_ROWS = 3
_LOOKED_AT = 12
_PAIR = 2  # columns of a table of heads and values
_LONG = 12  # characters of words that say a task
_LONGEST_HEADS = 200
_DUTIES = ("牵头", "负责", "配合", "单位", "落实")
_BEHIND = ("）", ")", "：", ":", "】")


class Table(NamedTuple):
    """The rows of one table, the cells from which they were read, and the table itself."""

    span: Span
    pieces: list[Piece]
    used: list[Span]
    grid: Grid

    def holds(self, span: Span) -> bool:
        """Say whether a line stands in a cell that was read."""
        place = bisect_right(self.used, span.start, key=lambda cell: cell.start) - 1
        return place >= 0 and span.start < self.used[place].end


def find_tables(
    text: str, lines: Sequence[Line], grids: Sequence[Grid], columns: Columns | None = None
) -> tuple[list[Table], tuple[Finding, ...]]:
    """Read the tables of tasks; note the tables that look like one and were not understood."""
    tables: list[Table] = []
    unclear: list[Finding] = []
    before: tuple[int, Head] | None = None
    for grid in _all(text, lines, grids, columns):
        rows = list(rows_of(grid))
        heads = list(_heads(text, rows, columns))
        if not heads:
            rows, heads = _upright(text, grid, rows, columns)
        width = len(rows[0].over) if rows else 0
        if not heads and before is not None and before[0] == width and _goes_on(text, rows, before[1]):
            heads = [(0, before[1]._replace(rows=0))]
        if heads:
            before = (width, heads[-1][1])
            tables.append(_table(text, grid, rows, heads))
        elif _looks_like_tasks(text, rows):
            unclear.append(_unclear(text, grid, rows))
    return [table for table in tables if table.pieces], tuple(unclear)


def _all(text: str, lines: Sequence[Line], grids: Sequence[Grid], columns: Columns | None) -> list[Grid]:
    """Return the tables of the file and those that lost their lines, in the order of the text."""
    if not grids:
        return list(rebuilt(text, lines, columns))
    ends = [(cells[0].span.start, cells[-1].span.end) for grid in grids if (cells := grid.cells)]
    outside = [line for line in lines if not any(start <= line.start < end for start, end in ends)]
    found = [grid._replace(table=grid.table + len(grids)) for grid in rebuilt(text, outside, columns)]
    return sorted((*grids, *found), key=lambda grid: grid.cells[0].span.start if grid.cells else 0)


def _heads(text: str, rows: Sequence[Row], columns: Columns | None) -> Iterator[tuple[int, Head]]:
    """Find the heads of tasks in a table: the first one below title rows, then every one that comes again."""
    place, found = 0, False
    while place < len(rows) and (found or place < _TITLE_ROWS):
        head = head_at(text, rows, place, columns)
        if head is not None and (head.is_of_tasks or _answers_in_words(text, rows[place + head.rows :], head)):
            yield place, head
            found = True
            place += head.rows
        else:
            place += 1


def _answers_in_words(text: str, rows: Sequence[Row], head: Head) -> bool:
    """Say whether the words of a table's tasks say themselves who does them, beside a column of times or numbers."""
    words = head.all_of("words")
    if not words or not ("due" in head.columns or "number" in head.columns):
        return False
    cells = [cell for row in rows[:_LOOKED_AT] if (cell := row.at(words[-1])) is not None and row.is_own(cell)]
    said = sum(any(f"{duty}{mark}" in cell.span.of(text) for duty in _DUTIES for mark in _BEHIND) for cell in cells)
    return bool(cells) and said * 2 > len(cells)


def _upright(
    text: str, grid: Grid, rows: list[Row], columns: Columns | None
) -> tuple[list[Row], list[tuple[int, Head]]]:
    """Read a low table whose heads stand one below the other, or each with its value beside it."""
    if 1 < len(rows) <= _TITLE_ROWS:
        for other in (as_rows(grid) if len(rows[0].over) > _PAIR else grid, turned(grid)):
            upright = list(rows_of(other))
            heads = list(_heads(text, upright, columns))
            if heads and heads[0][0] == 0:
                return upright, heads
    return rows, []


def _goes_on(text: str, rows: Sequence[Row], head: Head) -> bool:
    """Say whether a table without head holds units where the table before it does."""
    units = [at for at, column in enumerate(head.columns) if column in UNIT_COLUMNS]
    cells = [cell for row in rows[:_LOOKED_AT] for at in units if (cell := row.at(at))]
    return bool(cells) and sum(are_units(text, cell.span) for cell in cells) * 2 > len(cells)


def _table(text: str, grid: Grid, rows: Sequence[Row], heads: Sequence[tuple[int, Head]]) -> Table:
    """Read the rows between the heads of one table; below the same head again the rows go on."""
    readers: list[RowReader] = []
    used: list[Span] = []
    ends = [place for place, _ in heads[1:]] + [len(rows)]
    for (place, head), end in zip(heads, ends, strict=True):
        used += [cell.span for row in rows[place : place + head.rows] for cell in row.own]
        if not readers or head.columns != readers[-1].head.columns:
            readers.append(RowReader(text, head, rows[place + head.rows :]))
        for row in rows[place + head.rows : end]:
            readers[-1].read(row)
    used += [span for reader in readers for span in reader.used]
    spans = [span for span in used if span.start < span.end] or [Span(0, 0)]
    whole = Span(min(span.start for span in spans), max(span.end for span in spans))
    return Table(whole, [piece for reader in readers for piece in reader.pieces], sorted(spans), grid)


def _looks_like_tasks(text: str, rows: Sequence[Row]) -> bool:
    """Say whether one column holds units and another one sentences."""
    if len(rows) < _FEWEST_ROWS or len(rows[0].over) < 2:
        return False
    has_units = has_words = False
    for at in range(len(rows[0].over)):
        cells = [cell for row in rows[1:_LOOKED_AT] if (cell := row.at(at)) and row.is_own(cell)]
        if len(cells) >= _FEWEST_ROWS - 1:
            units = [cell for cell in cells if are_units(text, cell.span) and text[cell.span.end - 1] != "。"]
            long = [cell for cell in cells if cell not in units and cell.span.end - cell.span.start > _LONG]
            has_units = has_units or len(units) * 3 > len(cells) * 2
            has_words = has_words or len(long) * 3 > len(cells) * 2
    return has_units and has_words


def _unclear(text: str, grid: Grid, rows: Sequence[Row]) -> Finding:
    """Note a table whose columns a person has to name."""
    heads = " | ".join(words_of(text, cell) for cell in rows[0].over)
    cells = [cell.span for cell in grid.cells if cell.span.start < cell.span.end]
    span = Span(min(cell.start for cell in cells), max(cell.end for cell in cells))
    return Finding("table_unread", "check", {"table": grid.table, "heads": heads[:_LONGEST_HEADS]}, None, None, span)
