"""Sheets that leave the system: csv and xlsx, row by row, and no cell that a spreadsheet would execute."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from tempfile import TemporaryFile
from typing import IO, TypeAlias

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # some programs fold full width
LONGEST_CELL = 32_767  # characters that a cell of a workbook holds
LINES = 1000
BYTES = 65_536

Cells: TypeAlias = Sequence[str]


@dataclass(frozen=True)
class Sheet:
    """Head and rows, in the words of the language in which they were asked for; `widths` in characters."""

    name: str
    head: tuple[Cells, ...]
    columns: Cells
    widths: Sequence[int]
    rows: Iterator[Cells]


@dataclass(frozen=True)
class Export:
    """A file on its way out: its name and its bytes in pieces."""

    name: str
    chunks: Iterator[bytes]


def csv_chunks(sheet: Sheet) -> Iterator[bytes]:
    """Return the sheet as csv in pieces; begins with the mark of UTF-8, without which Excel garbles Chinese."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    heading = [*([harmless(cell) for cell in row] for row in sheet.head), ()] if sheet.head else []
    writer.writerows([*heading, sheet.columns])
    yield "\ufeff".encode()
    for place, row in enumerate(sheet.rows, 1):
        writer.writerow([harmless(cell) for cell in row])
        if place % LINES == 0:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    >>> harmless("=1+1"), harmless(" @SUM(A1)"), harmless("减少5%")
    ("'=1+1", "' @SUM(A1)", '减少5%')
    """
    if cell[:1].isalnum():  # as nearly all begin
        return cell
    return f"'{cell}" if cell.lstrip().startswith(FORMULA) else cell


def xlsx_chunks(sheet: Sheet) -> Iterator[bytes]:
    """Return the sheet as a workbook in pieces, written to disk first; every cell is a text, so none is a formula."""
    from xlsxwriter import Workbook

    file = TemporaryFile()  # noqa: SIM115 -- closed by _pieces
    book = Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet(sheet.name)
    bold, text = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    top = len(sheet.head) + 1 if sheet.head else 0
    for number, cells in enumerate(sheet.head):
        for column, cell in enumerate(cells):
            page.write_string(number, column, cell[:LONGEST_CELL])
    for column, cell in enumerate(sheet.columns):
        page.write_string(top, column, cell, bold)
    page.freeze_panes(top + 1, 0)
    for number, cells in enumerate(sheet.rows, top + 1):
        for column, cell in enumerate(cells):
            page.write_string(number, column, cell[:LONGEST_CELL], text)
    book.close()
    return _pieces(file)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while piece := file.read(BYTES):
            yield piece
