"""The ledger of 10,000 tasks taken out as csv and xlsx, against the bare queries and the bare writers.

The floor of csv asks the database for the same columns by three statements of SQL and hands cells that lie ready to the
writer of the standard library. The floor of xlsx hands the same cells to XlsxWriter, which streams them to disk.
"""

import csv
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from io import StringIO

from bench import ground
from bench.measure import Row, paired

TASKS = 10_000
ROUNDS = 5
TIMES = {"csv": 4, "xlsx": 2}  # design 6: export of 10,000 tasks
MOST_MEGABYTES = 100

TASK_ROWS = """SELECT t.id, t.numbers, s.label, s.title, p.name, t.due_on, t.stage, c.text FROM ledger_task t
LEFT JOIN plans_section s ON s.id = t.section_id LEFT JOIN orgs_person p ON p.id = t.leader_id
JOIN ledger_task_clause l ON l.task_id = t.id JOIN plans_clause c ON c.id = l.clause_id
WHERE t.jurisdiction_id = %s ORDER BY t.position"""
UNIT_ROWS = """SELECT a.task_id, a.role, u.name FROM ledger_assignment a JOIN orgs_unit u ON u.id = a.unit_id
WHERE a.jurisdiction_id = %s"""
FIGURE_ROWS = "SELECT clause_id, text FROM plans_target WHERE jurisdiction_id = %s"

# In a process of its own: what it holds at most while the workbook leaves, beyond what it held before.
HELD = """
import sys
import django; django.setup()
from duban.ledger.exports import export_ledger
from duban.ledger.filters import Filters
from duban.orgs.models import User
from duban.orgs.viewers import viewer_of
viewer = viewer_of(User.objects.get(username=sys.argv[1]))
def most(): return int(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))) / 1024
before = most()
for chunk in export_ledger(viewer=viewer, filters=Filters(), form="xlsx", address="-").chunks: pass
print(most() - before)
"""


def rows() -> Iterator[Row]:
    """Build a government with its plan in a database of its own, then measure."""
    with ground.database():
        yield from _measured()


def _measured() -> Iterator[Row]:
    from django.db import connection

    from duban.ledger.exports import export_ledger
    from duban.ledger.filters import Filters
    from duban.orgs.viewers import viewer_of
    from ledger.factory import government, officer, plan_of

    city = government()
    user = officer(city)
    plan_of(city, uploaded_by=user, tasks=TASKS)
    viewer = viewer_of(user)

    def export(form: str) -> bytes:
        return b"".join(export_ledger(viewer=viewer, filters=Filters(), form=form, address="-").chunks)

    cells = list(csv.reader(StringIO(export("csv").decode("utf-8-sig"))))
    if len(cells) < TASKS:
        raise RuntimeError(f"{len(cells)} rows are too few")

    def bare_csv() -> str:
        with connection.cursor() as cursor:
            for statement in (TASK_ROWS, UNIT_ROWS, FIGURE_ROWS):
                cursor.execute(statement, [city.pk])
                cursor.fetchall()
        out = StringIO()
        csv.writer(out).writerows(cells)
        return out.getvalue()

    def bare_xlsx() -> bytes:
        from xlsxwriter import Workbook

        with tempfile.TemporaryFile() as file:
            book = Workbook(file, {"constant_memory": True})
            page = book.add_worksheet()
            for number, row in enumerate(cells):
                for column, cell in enumerate(row):
                    page.write_string(number, column, cell)
            book.close()
            file.seek(0)
            return file.read()

    for form, bare in (("csv", bare_csv), ("xlsx", bare_xlsx)):
        whole_s, bare_s = paired(lambda form=form: export(form), bare, rounds=ROUNDS)  # type: ignore[misc]
        ratio = whole_s / bare_s
        yield Row(
            f"{TASKS:,} tasks as {form} ÷ bare", ratio, "×", f"≤ {TIMES[form]}", ratio <= TIMES[form],
            {"export_s": whole_s, "bare_s": bare_s},
        )  # fmt: skip
    asked = [sys.executable, "-c", HELD, user.username]
    held = float(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)
    yield Row(
        f"memory while {TASKS:,} tasks leave as xlsx", held, "MB", f"< {MOST_MEGABYTES}", held < MOST_MEGABYTES, {}
    )
