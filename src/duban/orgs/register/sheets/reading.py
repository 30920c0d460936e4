"""A file to rows: csv in UTF-8 or GB18030, or the first sheet of a workbook. Limits come before anything is read."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from zipfile import BadZipFile, ZipFile

from django.conf import settings

from duban.core.sheets import FORMULA
from duban.orgs.register.sheets.columns import Column, columns_by_heading, folded
from duban.orgs.register.sheets.errors import Fault, NoNameColumn, SheetTooLarge, SheetUnreadable

MOST_ROWS = 20_000
MOST_UNPACKED = 100_000_000
HEADING_WITHIN = 20
ENCODINGS = ("utf-8-sig", "gb18030")
PACKED = b"PK\x03\x04"
# A cell far away (ZZZ1, AA20000, A200000) makes a reader lay out all cells before it, however small the file is.
_FAR = re.compile(rb"""\br\s{0,4}=\s{0,4}["'](?:[A-Za-z]{3,}[0-9]|[A-Za-z]{2}[0-9]{5,}|[A-Za-z]?[0-9]{6,})""")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff]")


@dataclass(frozen=True)
class Row:
    """A row of the sheet with its number and the cells under known headings."""

    number: int
    cells: Mapping[Column, str]


@dataclass(frozen=True)
class UnitSheet:
    """The rows of a file; `ignored` are headings that say nothing here."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    ignored: tuple[str, ...]
    faults: tuple[Fault, ...]

    @property
    def text(self) -> str:
        """Return all words of the sheet, for whoever searches them."""
        return "\n".join(" ".join(row.cells.values()) for row in self.rows)


def read_sheet(name: str, content: bytes) -> UnitSheet:
    """Return the rows of a file; raise SheetTooLarge, SheetUnreadable or NoNameColumn."""
    return _under_headings(name, rows_of(name, content))


def rows_of(name: str, content: bytes) -> list[Sequence[str]]:
    """Return the rows of any sheet as texts; raise SheetTooLarge or SheetUnreadable."""
    if len(content) > settings.DUBAN_LIMITS["upload_bytes"]:
        raise SheetTooLarge(name=name)
    return _workbook(name, content) if content.startswith(PACKED) else _text(name, content)


def _text(name: str, content: bytes) -> list[Sequence[str]]:
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        first = text.partition("\n")[0]
        try:
            rows = csv.reader(StringIO(text, newline=""), delimiter="\t" if "\t" in first else ",")
            return _limited(name, ([_unguarded(cell) for cell in row] for row in rows))
        except csv.Error as error:
            raise SheetUnreadable(name=name) from error
    raise SheetUnreadable(name=name)


def _workbook(name: str, content: bytes) -> list[Sequence[str]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with ZipFile(BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise SheetTooLarge(name=name)
            for part in packed.namelist():
                if part.startswith("xl/worksheets/") and _FAR.search(packed.read(part)):
                    raise SheetTooLarge(name=name)
        sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except (BadZipFile, CalamineError, OSError, NotImplementedError, RuntimeError, EOFError) as error:
        raise SheetUnreadable(name=name) from error
    return _limited(name, ([cell if isinstance(cell, str) else _written(cell) for cell in row] for row in rows))


def _limited(name: str, rows: Iterable[Sequence[str]]) -> list[Sequence[str]]:
    found = []
    for row in rows:
        found.append(row)
        if len(found) > MOST_ROWS + HEADING_WITHIN:
            raise SheetTooLarge(name=name)
    return found


def _written(cell: object) -> str:
    """Return a cell of a workbook that is no text as a person would type it."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _unguarded(cell: str) -> str:
    """Return a cell of a csv without the apostrophe that guards a spreadsheet against formulas."""
    return cell[1:] if cell.startswith("'") and cell[1:].lstrip().startswith(FORMULA) else cell


def _under_headings(name: str, lines: Sequence[Sequence[str]]) -> UnitSheet:
    known = columns_by_heading()
    found = ([known.get(folded(cell)) for cell in line] for line in lines[:HEADING_WITHIN])
    at, headings = next(((at, line) for at, line in enumerate(found) if Column.NAME in line), (0, []))
    if not headings:
        raise NoNameColumn(name=name)
    places: dict[Column, int] = {}
    faults = []
    for place, column in enumerate(headings):
        if column is None:
            continue
        if column in places:
            faults.append(Fault(at + 1, column, "heading_twice"))
        places.setdefault(column, place)
    rows = []
    for number, cells in enumerate(lines[at + 1 :], at + 2):
        if "".join(cells).strip():
            width = len(cells)
            rows.append(
                Row(number, {column: _seen(cells[place]) if place < width else "" for column, place in places.items()})
            )
    ignored = (cell.strip() for cell, column in zip(lines[at], headings, strict=True) if column is None)
    return UnitSheet(name, tuple(places), tuple(rows), tuple(filter(None, ignored)), tuple(faults))


def _seen(cell: str) -> str:
    return (cell if cell.isprintable() else _UNSEEN.sub("", cell)).strip()
