"""The register of units taken in from a sheet of 10,000 rows, against reading the same sheet and inserting its rows.

The floor does what a script without care would do: it reads the sheet and writes, with `executemany` in one
transaction, the rows that an import owes to the register and the journal, into the same tables with the same keys and
indexes: a unit, its three spellings and one subject of the entry for every row of the sheet. It checks nothing, spells
nothing, makes its keys itself and knows no state before. Every round begins with the same database.

A sheet that comes again is shown too: there the floor overwrites the rows blindly, while an import reads the register
twice, for the dry run and under the lock.
"""

import hashlib
import io
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import ground
from bench.measure import Row, paired

if TYPE_CHECKING:
    from duban.orgs.viewers import Viewer

ROWS = 10_000
ROUNDS = 5
TIMES = 6  # design 6: validated import of 10,000 rows
FIRST_KEY = 1_000
AT = "2026-03-05 02:00:00"
HEADS = ("code", "name", "short", "aliases", "kind", "standing", "parent", "position", "pinyin", "since")
DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")


def rows() -> Iterator[Row]:
    """Build a government in a database of its own, then measure."""
    with ground.database() as database:
        import cast

        viewer = cast.assemble().officer
        entered, changed = _sheet("department"), _sheet("institution")
        empty = _Database(database)
        whole, bare = paired(
            _importing(viewer, entered), _inserting(viewer, entered), rounds=ROUNDS, anew=empty.laid_again
        )
        yield Row(
            f"register of {ROWS:,} rows, validated, taken in ÷ read and inserted", whole / bare, "×", f"≤ {TIMES}",
            whole / bare <= TIMES, {"import_s": whole, "bare_s": bare},
        )  # fmt: skip
        empty.laid_again()
        _importing(viewer, entered)()
        full = _Database(database)
        whole, bare = paired(
            _importing(viewer, changed), _updating(viewer, changed), rounds=ROUNDS, anew=full.laid_again
        )
        yield Row(
            f"{ROWS:,} known rows, validated, changed ÷ read and updated (no budget)", whole / bare, "×", "", True,
            {"import_s": whole, "bare_s": bare},
        )  # fmt: skip


class _Database:
    """The file of the database as it stood once, to begin every round from."""

    def __init__(self, file: Path) -> None:
        self._file, self._kept = file, file.with_suffix(".kept")
        self._closed()
        shutil.copy(file, self._kept)

    def laid_again(self) -> None:
        """Put the file back."""
        self._closed()
        shutil.copy(self._kept, self._file)

    def _closed(self) -> None:
        from django.db import connection

        connection.close()  # the last connection takes the log into the file


def _importing(viewer: "Viewer", data: bytes) -> Callable[[], None]:
    from duban.journal.records import File
    from duban.orgs.register.sheets.importing import dry_run, import_register
    from duban.orgs.register.sheets.reading import read_sheet

    file = File("register", hashlib.sha256(data).hexdigest(), len(data), "bench")

    def run() -> None:
        sheet = read_sheet("units.xlsx", data)
        seen = dry_run(viewer=viewer, sheet=sheet)
        done = import_register(viewer=viewer, sheet=sheet, file=file, state=seen.state)
        if len(done.added) + len(done.changed) != ROWS:
            raise RuntimeError("the register did not take all rows")

    return run


def _inserting(viewer: "Viewer", data: bytes) -> Callable[[], None]:
    from duban.journal.records import SUBJECT_COLUMNS
    from duban.orgs.register.sheets.writing import ALIAS_COLUMNS, UNIT_COLUMNS

    city = viewer.jurisdiction

    def run() -> None:
        sheet = _read(data)
        keys = {row[1]: key for key, row in enumerate(sheet, FIRST_KEY)}
        units = [
            (keys[name], city.pk, code, code, name, kind, standing, keys.get(parent), position, name, code, since)
            for code, name, _short, _aliases, kind, standing, parent, position, _pinyin, since in sheet
        ]
        aliases = [
            (city.pk, keys[row[1]], surface, surface, row[0], "set", None, None, AT)
            for row in sheet
            for surface in (row[2], *row[3].split("、"))
        ]
        _write(
            (_insertion("orgs_unit", ("id", *UNIT_COLUMNS)), [(*unit, None, 0, AT) for unit in units]),
            (_insertion("orgs_unit_alias", ALIAS_COLUMNS), aliases),
            (_insertion("journal_subject", SUBJECT_COLUMNS), [(city.uid, FIRST_KEY, "unit", row[0]) for row in sheet]),
        )

    return run


def _updating(viewer: "Viewer", data: bytes) -> Callable[[], None]:
    from duban.journal.records import SUBJECT_COLUMNS

    city = viewer.jurisdiction
    update = "UPDATE orgs_unit SET kind = ?, standing = ?, since = ?, version = version + 1"

    def run() -> None:
        sheet = _read(data)
        units = [(row[4], row[5], row[9], city.pk, row[1]) for row in sheet]
        _write(
            (f"{update} WHERE jurisdiction_id = ? AND name = ?", units),
            (_insertion("journal_subject", SUBJECT_COLUMNS), [(city.uid, FIRST_KEY, "unit", row[0]) for row in sheet]),
        )

    return run


def _read(data: bytes) -> list[list[Any]]:
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()[1:]


def _write(*statements: tuple[str, Sequence[tuple[object, ...]]]) -> None:
    from django.db import connection, transaction

    with transaction.atomic():
        connection.ensure_connection()
        cursor = connection.connection.cursor()
        for statement, values in statements:
            cursor.executemany(statement, values)


def _insertion(table: str, columns: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 -- names are ours


def _sheet(kind: str) -> bytes:
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    page = book.add_worksheet()
    page.write_row(0, 0, HEADS)
    numbers = [f"{number:05}".translate(DIGITS) for number in range(ROWS)]
    names = [f"市第{number}管理局" for number in numbers]
    for place, (number, name) in enumerate(zip(numbers, names, strict=True)):
        parent = names[place // 50] if place >= 50 else ""
        cells = [f"C{place:05}", name, f"{number}局", f"第{number}局、{number}管理", kind, "object", parent]
        for column, cell in enumerate([*cells, str(place + 10), "", "2019-01-01"]):
            page.write_string(place + 1, column, cell)
    book.close()
    return buffer.getvalue()
