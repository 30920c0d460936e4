"""Tables in tests, row by row: | parts cells, > stands where the cell left of it goes on, ^ where that above does."""

from duban.core.values import Span
from duban.plans.reading.grids.heads import Columns
from duban.plans.reading.models import Cell, Document, Grid, Item, Place, Reading, Source
from duban.plans.reading.read import read_document

SOURCE = Source("plan.docx", "", "docx", None, 0)


def gridded(*parts: str) -> Document:
    r"""Return a document of running text and tables: a part whose lines hold | is a table.

    A cell `>` belongs to the cell left of it, a cell `^` to the one above it; `\` ends a line within a cell.
    """
    pieces: list[str] = []
    places: list[Place] = []
    grids: list[Grid] = []
    at = 0
    for part in parts:
        if "|" not in part:
            pieces.append(part)
            at += len(part) + 1
            continue
        cells: dict[tuple[int, int], Cell] = {}
        for row, line in enumerate(part.strip().split("\n"), 1):
            at = _row(line, row, cells, pieces, places, at, len(grids) + 1)
        grids.append(Grid(len(grids) + 1, tuple(sorted(set(cells.values()), key=lambda cell: (cell.row, cell.column)))))
    return Document(SOURCE, "\n".join(pieces), tuple(places), tuple(grids))


def _row(
    line: str,
    row: int,
    cells: dict[tuple[int, int], Cell],
    pieces: list[str],
    places: list[Place],
    at: int,
    table: int,
) -> int:
    for column, raw in enumerate(line.split("|"), 1):
        words = raw.strip().replace("\\", "\n")
        if words in (">", "^"):
            over = cells[(row, column - 1) if words == ">" else (row - 1, column)]
            grown = over._replace(
                columns=max(over.columns, column - over.column + 1), rows=max(over.rows, row - over.row + 1)
            )
            cells.update({place: grown for place, cell in cells.items() if cell == over})
            cells[row, column] = grown
            continue
        cells[row, column] = Cell(Span(at, at + len(words)), row, column)
        if words:
            pieces.append(words)
            places.append(Place(Span(at, at + len(words)), None, None, table, row, column))
            at += len(words) + 1
    return at


def read_grids(*parts: str, columns: Columns | None = None) -> Reading:
    """Read running text and tables as one document."""
    return read_document(gridded(*parts), columns=columns)


def units(item: Item) -> str:
    """Return the units of an item by role: leads; cooperating; responsible."""
    roles = (item.leads, item.cooperating, item.responsible)
    return ";".join("、".join(mention.surface for mention in role) for role in roles)


def leaders(item: Item) -> str:
    """Return the leaders of an item."""
    return "、".join(leader.name for leader in item.leaders_at)
