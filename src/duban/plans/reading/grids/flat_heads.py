"""The heads of a table that lost its lines, and its rows as cells with a stretch of text each or none."""

from collections.abc import Sequence
from typing import NamedTuple

from duban.core.values import Span
from duban.plans.reading.grids.assigning import Column, Fit
from duban.plans.reading.grids.heads import UNIT_COLUMNS
from duban.plans.reading.grids.parted import Cut, Row

LONGEST_HEAD = 24
DEAREST = 12.0
_FEWEST = 3


class FlatHead(NamedTuple):
    """The heads of a table and the line after them."""

    cells: list[Span]
    columns: list[Column]
    next: int
    is_column: bool  # each head stands on a line of its own
    cut: Cut | None = None  # how the lines below are parted

    def across(self, title: Span) -> Row:
        """Return a row that holds nothing but a title."""
        return [title, *(None for _ in self.cells[1:])]

    def beside(self, number: Span, title: Span) -> Row:
        """Return a row that holds the number of a section and its title."""
        places = {self.columns.index("number"): number, self.columns.index("words"): title}
        return [places.get(at) for at in range(len(self.cells))]


def are_heads(columns: Sequence[Column], *, fewest: int = _FEWEST) -> bool:
    """Say whether columns are those of a table of tasks, and nearly all are understood."""
    known = sum(column != "" for column in columns)
    answering = any(column in (*UNIT_COLUMNS, "leader") for column in columns)
    return len(columns) >= fewest and "words" in columns and answering and known * 3 >= len(columns) * 2


def fitted(found: Fit) -> Row | None:
    return [*found.cells] if found.cost < DEAREST else None
