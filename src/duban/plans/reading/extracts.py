"""What a reader of a format takes out of a file: lines with their places, and what it has to say of them.

A reader is a function of bytes, name and limits (`sources.READERS`). It gives the lines in the order in which a person
reads them. Lines of a table carry their box; a cell of several paragraphs is several lines with the same box, an empty
cell one line without words, which tells of the cell and does not stand in the text. All lines of a cell, and all cells
of a table, lie one after another.
"""

from typing import NamedTuple, Protocol

from duban.plans.reading.limits import Limits
from duban.plans.reading.models import Finding


class Box(NamedTuple):
    """The cell of a table where a line stands, counted from 1; a merged one covers several rows or columns."""

    table: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    sheet: str | None = None


class Line(NamedTuple):
    """A line of the original: its number, counted from 1, its cell in a table, its page where the file has pages."""

    number: int
    text: str
    cell: Box | None = None
    page: int | None = None


class Extract(NamedTuple):
    """The lines of a file and what its reader found wrong with it (sheets that do not show, pages without text)."""

    lines: list[Line]
    findings: tuple[Finding, ...] = ()


class Reader(Protocol):
    """Takes one format apart; raises Unreadable where the file gives no lines."""

    def __call__(self, data: bytes, name: str, limits: Limits) -> Extract:
        """Return the lines of the file."""
