"""What is known of the columns of tables, and the tables of a reading that wait for a person to name theirs."""

from dataclasses import dataclass

from duban.orgs.models import Jurisdiction
from duban.plans.drafting.models import Draft
from duban.plans.models import TableColumns
from duban.plans.reading.grids.heads import Columns, bare
from duban.plans.reading.models import Reading

LONGEST_ISSUER = 128
LONGEST_HEAD = 24
SHOWN_ROWS = 3
SHOWN_WORDS = 40


def columns_of(jurisdiction: Jurisdiction, issuer: str | None) -> Columns:
    """Return what is known of the columns of an issuer's tables."""
    known = TableColumns.objects.filter(jurisdiction=jurisdiction, issuer=issuer_key(issuer)).first()
    return known.columns if known else {}


def issuer_key(issuer: str | None) -> str:
    """Return an issuer as the table holds it."""
    return (issuer or "")[:LONGEST_ISSUER]


@dataclass(frozen=True)
class ColumnRow:
    """A column: its head as it is known by, its head as printed, and what stands below it."""

    head: str
    words: str
    samples: tuple[str, ...]


@dataclass(frozen=True)
class TableRow:
    """A table that was not understood."""

    number: int
    columns: tuple[ColumnRow, ...]


def unread_tables(draft: Draft, reading: Reading) -> tuple[TableRow, ...]:
    """Return the tables whose columns nobody could tell; all of them where no clause was read."""
    found = (finding.params.get("table") for finding in draft.findings if finding.code == "table_unread")
    numbers = {table for table in found if isinstance(table, int)}
    if not draft.items:
        numbers |= {place.table for place in reading.places if place.table is not None}
    return tuple(TableRow(table, columns) for table in sorted(numbers) if (columns := _columns(reading, table)))


def _columns(reading: Reading, table: int) -> tuple[ColumnRow, ...]:
    """Return the columns of a table that have a head; the head is the first row of short words in most columns."""
    rows: dict[int, dict[int, str]] = {}
    for place in reading.places:
        if place.table == table and place.row and place.column:
            cells = rows.setdefault(place.row, {})
            cells[place.column] = cells.get(place.column, "") + place.span.of(reading.text).strip()
    width = max((column for cells in rows.values() for column in cells), default=0)
    heads = next(
        (row for row, cells in rows.items() if 2 * len(cells) > width and all(_is_short(it) for it in cells.values())),
        None,
    )
    if heads is None:
        return ()
    below = [cells for row, cells in rows.items() if row > heads][:SHOWN_ROWS]
    return tuple(
        ColumnRow(bare(words), words, tuple(cells.get(column, "")[:SHOWN_WORDS] for cells in below))
        for column, words in sorted(rows[heads].items())
    )


def _is_short(words: str) -> bool:
    return len(bare(words)) <= LONGEST_HEAD
