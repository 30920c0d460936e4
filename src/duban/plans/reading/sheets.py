"""The cells of a spreadsheet as lines: sheet after sheet, row after row, merged cells with their extent.

A sheet is one table; its title rows are rows like others. A sheet that is hidden is left out and said to be; hidden
rows and columns are read and said to be, since a filter left on hides tasks that are in force.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from duban.plans.reading.errors import Unreadable
from duban.plans.reading.extracts import Box, Extract, Line
from duban.plans.reading.limits import Limits
from duban.plans.reading.models import Finding

_COLUMNS = 256  # empty cells are told of in the first columns only
MOST_MERGED = 20_000


class Area(NamedTuple):
    """Cells merged into the first of them, from row and column to row and column."""

    row: int
    column: int
    last_row: int
    last_column: int


class Sheet(NamedTuple):
    """A sheet as its format gives it: the words of cells in the order of rows, and what does not show."""

    name: str
    cells: list[tuple[int, int, str]]
    merged: list[Area]
    hidden: bool = False
    hidden_rows: int = 0
    hidden_columns: int = 0


def lines_of_sheets(sheets: Iterable[Sheet], *, name: str, limits: Limits) -> Extract:
    """Return the lines of all sheets that show."""
    lines: list[Line] = []
    findings: list[Finding] = []
    tables = letters = 0
    for sheet in sheets:
        if not sheet.cells:
            continue
        if sheet.hidden:
            findings.append(_finding("sheet_hidden", sheet=sheet.name))
            continue
        tables += 1
        for box, text in _boxes(sheet, tables):
            # Many cells may share one long text, which the file holds once.
            letters += len(text)
            if letters > limits.characters:
                raise Unreadable("too_many_characters", name=name, limit=limits.characters)
            lines += (Line(len(lines) + 1, words, box) for words in text.split("\n"))
            if len(lines) > limits.lines:
                raise Unreadable("too_many_lines", name=name, limit=limits.lines)
        if sheet.hidden_rows:
            findings.append(_finding("rows_hidden", sheet=sheet.name, rows=sheet.hidden_rows))
        if sheet.hidden_columns:
            findings.append(_finding("columns_hidden", sheet=sheet.name, columns=sheet.hidden_columns))
    return Extract(lines, tuple(findings))


def _boxes(sheet: Sheet, table: int) -> Iterator[tuple[Box, str]]:
    """Give the cells of rows that hold words, each with its words, empty ones too."""
    merged = {(area.row, area.column): area for area in sheet.merged[:MOST_MERGED]}
    rows: dict[int, dict[int, str]] = {}
    for row, column, text in sheet.cells:
        rows.setdefault(row, {})[column] = text
    last_column = max(column for _, column, _ in sheet.cells)
    last_row = max(rows)
    # For each column, how far down the area reaches that covers it; areas begin in rows that may be empty.
    covered: dict[int, int] = {}
    for row in sorted(rows.keys() | {area.row for area in merged.values() if area.row <= last_row}):
        filled = rows.get(row, {})
        beyond = sorted(column for column in filled if column > _COLUMNS)
        skip = 0
        for column in (*range(1, min(last_column, _COLUMNS) + 1), *beyond):
            if column <= skip or covered.get(column, 0) >= row:
                continue
            area = merged.get((row, column))
            if area is None:
                if filled:
                    yield Box(table, row, column, 1, 1, sheet.name), filled.get(column, "")
                continue
            skip = area.last_column
            for each in range(column, min(area.last_column, last_column, _COLUMNS) + 1):
                covered[each] = area.last_row
            height, width = min(area.last_row, last_row) + 1 - row, min(area.last_column, last_column) + 1 - column
            yield Box(table, row, column, height, width, sheet.name), filled.get(column, "")


def _finding(code: str, **params: str | int) -> Finding:
    return Finding(code, "check", params, None, None, None)
