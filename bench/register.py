"""The register of units taken in from a sheet of 10,000 rows, against reading the same sheet and inserting its rows."""

import hashlib
import io
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Row, seconds_of

ROOT = Path(__file__).resolve().parent.parent
ROWS = 10_000
TIMES = 6  # design 6: validated import of 10,000 rows


def rows() -> Iterator[Row]:
    """Build a government in a database of its own, then measure; one round, for an import happens once."""
    with tempfile.TemporaryDirectory(prefix="duban-bench-") as home:
        os.environ.update(
            DUBAN_MODE="test",
            DUBAN_HOME=home,
            DUBAN_DATABASE_URL=f"sqlite:///{home}/bench.sqlite3",
            DJANGO_SETTINGS_MODULE="duban.settings",
        )
        sys.path.insert(0, str(ROOT / "tests"))
        import django

        django.setup()
        yield _measured()


def _measured() -> Row:
    from django.core.management import call_command
    from django.db import connection, transaction
    from python_calamine import CalamineWorkbook

    import cast
    from duban.journal.records import File
    from duban.orgs.models import Unit
    from duban.orgs.register.sheets.importing import dry_run, import_register
    from duban.orgs.register.sheets.reading import read_sheet

    call_command("migrate", verbosity=0)
    actors = cast.assemble()
    data = _sheet()

    def bare() -> None:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        read = book.get_sheet_by_index(0).to_python()[1:]
        marks = ",".join("?" * len(read[0]))
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"CREATE TABLE bench_unit ({','.join(f'c{n}' for n in range(len(read[0])))})")
            cursor.execute("CREATE TABLE bench_alias (unit, surface)")
            aliases = [(row[1], surface) for row in read for surface in (row[2], *str(row[3]).split("、"))]
            plain = connection.connection.cursor()
            plain.executemany(f"INSERT INTO bench_unit VALUES ({marks})", read)  # noqa: S608 -- names are ours
            plain.executemany("INSERT INTO bench_alias VALUES (?,?)", aliases)

    def validated() -> None:
        sheet = read_sheet("units.xlsx", data)
        seen = dry_run(viewer=actors.officer, sheet=sheet)
        file = File("register", hashlib.sha256(data).hexdigest(), len(data), "bench")
        import_register(viewer=actors.officer, sheet=sheet, file=file, state=seen.state)

    floor, whole = seconds_of(bare), seconds_of(validated)
    if Unit.objects.filter(code__startswith="C").count() != ROWS:
        raise RuntimeError("the register did not take all rows in")
    ratio = whole / floor
    return Row(
        f"register of {ROWS:,} rows, validated, taken in ÷ read and inserted",
        ratio,
        "×",
        f"≤ {TIMES}",
        ratio <= TIMES,
        {"import_s": whole, "bare_s": floor},
    )


def _sheet() -> bytes:
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    page = book.add_worksheet()
    heads = ("code", "name", "short", "aliases", "kind", "standing", "parent", "position", "pinyin", "since")
    names = [f"市第{number:05}管理局" for number in range(ROWS)]
    page.write_row(0, 0, heads)
    for number, name in enumerate(names):
        parent = names[number // 50] if number >= 50 else ""
        aliases = f"第{number:05}局、{number:05}管理"
        cells = [f"C{number:05}", name, f"{number:05}局", aliases, "department", "object", parent, str(number + 10)]
        for column, cell in enumerate([*cells, "", "2019-01-01"]):
            page.write_string(number + 1, column, cell)
    book.close()
    return buffer.getvalue()
