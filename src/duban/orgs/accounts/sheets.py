"""Lists of people that come as csv or xlsx: which rows they hold, without judging them.

The first row names the columns: unit, name, post, telephone, in Chinese or English and in any order.
"""

import csv
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO

from duban.orgs.accounts.errors import BatchTooLarge, SheetHeadless, SheetUnreadable

COLUMNS = {
    "unit": ("unit", "单位", "单位名称", "工作单位"),
    "name": ("name", "姓名", "联络员姓名"),
    "post": ("post", "岗位", "职务", "身份"),
    "telephone": ("telephone", "phone", "电话", "联系电话", "办公电话", "手机"),
}
NEEDED = ("unit", "name")
MOST_ROWS = 500
LONGEST_CELL = 200
LARGEST = 2_000_000  # bytes of a list of people, and of what a workbook unpacks to in each of its parts
LARGEST_UNPACKED = 40_000_000


@dataclass(frozen=True)
class ListedPerson:
    """A row of a list: the number under which the reader finds it, and the cells as they stand."""

    number: int
    unit: str
    name: str
    post: str = ""
    telephone: str = ""


def listed_people(data: bytes) -> list[ListedPerson]:
    """Return the rows of a list; raise SheetUnreadable, SheetHeadless or BatchTooLarge where it is none."""
    if len(data) > LARGEST:
        raise SheetUnreadable
    cells = _xlsx(data) if data[:2] == b"PK" else _csv(data)
    head, *rows = cells or [[]]
    places = _places(head)
    found = [
        ListedPerson(number, **{column: _cell(row, place) for column, place in places.items()})
        for number, row in enumerate(rows, 2)
        if any(cell.strip() for cell in row)
    ]
    if len(found) > MOST_ROWS:
        raise BatchTooLarge(most=MOST_ROWS)
    return found


def _places(head: Sequence[str]) -> dict[str, int]:
    words = [cell.strip().lower() for cell in head]
    places = {
        column: next((at for at, word in enumerate(words) if word in names), -1) for column, names in COLUMNS.items()
    }
    missing = [column for column in NEEDED if places[column] < 0]
    if missing:
        raise SheetHeadless(missing="、".join(COLUMNS[column][1] for column in missing))
    return places


def _cell(row: Sequence[str], place: int) -> str:
    return " ".join(row[place].split())[:LONGEST_CELL] if 0 <= place < len(row) else ""


def _csv(data: bytes) -> list[list[str]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        try:
            return [row for _place, row in zip(range(MOST_ROWS * 4), csv.reader(StringIO(text)), strict=False)]
        except csv.Error:
            break
    raise SheetUnreadable


def _xlsx(data: bytes) -> list[list[str]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED:
                raise SheetUnreadable
        sheet = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0)
        return [[_text(cell) for cell in row] for row in sheet.to_python(nrows=MOST_ROWS * 4)]
    except (CalamineError, zipfile.BadZipFile, ValueError, IndexError) as error:
        raise SheetUnreadable from error


def _text(cell: object) -> str:
    """Return a cell as it was typed: a telephone number that a workbook took for a number keeps its digits."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
