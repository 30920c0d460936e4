"""Sheets saved as text, their values parted by commas, tabs or semicolons (csv, tsv), as cells of a table."""

import csv
import io

from duban.plans.reading.errors import Unreadable
from duban.plans.reading.extracts import Box, Line
from duban.plans.reading.limits import Limits

_PARTING = (",", "\t", ";", "，", "；", "|")
_LOOKED_AT = 20_000
_MOST_COLUMNS = 200


def lines_of_values(text: str, *, name: str, limits: Limits) -> list[Line]:
    """Return the values as lines of cells; a value may hold line ends between its quotation marks."""
    head = text[:_LOOKED_AT]
    mark = max(_PARTING, key=head.count)
    lines: list[Line] = []
    cells = 0
    try:
        for row, values in enumerate(csv.reader(io.StringIO(text), delimiter=mark), 1):
            if row > limits.lines:
                raise Unreadable("too_many_lines", name=name, limit=limits.lines)
            cells += len(values)
            if cells > limits.cells:
                raise Unreadable("too_many_cells", name=name, limit=limits.cells)
            for column, value in enumerate(values[:_MOST_COLUMNS], 1):
                box = Box(1, row, column)
                lines += [Line(row, words.strip(), box) for words in value.strip().split("\n")]
    except csv.Error as error:
        raise Unreadable("file_damaged", name=name) from error
    return lines
