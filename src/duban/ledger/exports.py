"""The ledger as a sheet: exactly what was asked for, streamed row by row."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO
from tempfile import TemporaryFile
from typing import IO, TypeAlias

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from duban.ledger.models import Assignment, Task, TaskClause
from duban.ledger.stages import TaskStage
from duban.plans.models import ClauseTarget

BATCH = 1000
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # some programs fold full width
WIDTHS = (8, 34, 10, 60, 24, 40, 24, 12, 10)
LONGEST_CELL = 32_767  # characters that a cell of a workbook holds

Cells: TypeAlias = Sequence[str]
Columns: TypeAlias = tuple[int, str, str | None, str | None, str | None, date | None, str]


@dataclass(frozen=True)
class Sheet:
    """Head and rows of an export, in the words of the reader's language when he asked for it."""

    head: tuple[Cells, ...]
    columns: Cells
    rows: Iterator[Cells]


def ledger_sheet(
    tasks: QuerySet[Task], *, jurisdiction: int, facts: Iterable[str], filters: Sequence[str], at: datetime
) -> Sheet:
    """Return the sheet of tasks, which come in the order in which they are to stand."""
    head = (
        (_("Ledger"), *facts),
        (_("Filters"), *(filters or [_("none")])),
        (_("As of"), f"{at:%Y-%m-%d %H:%M}"),
    )
    columns = (
        _("No."),
        _("Section"),
        _("Responsible leader"),
        _("Printed words"),
        _("Lead units"),
        _("Cooperating units"),
        _("Figures"),
        _("Due"),
        _("Stage"),
    )
    return Sheet(head, columns, _rows(tasks, jurisdiction, {stage.value: str(stage.label) for stage in TaskStage}))


def csv_chunks(sheet: Sheet) -> Iterator[bytes]:
    """Return the sheet as csv in pieces; begins with the mark of UTF-8, without which Excel garbles Chinese."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    writer.writerows([*(map(harmless, row) for row in sheet.head), (), sheet.columns])
    yield "\ufeff".encode()
    for place, row in enumerate(sheet.rows, 1):
        writer.writerow([harmless(cell) for cell in row])
        if place % BATCH == 0:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    >>> harmless("=1+1"), harmless(" @SUM(A1)"), harmless("减少5%")
    ("'=1+1", "' @SUM(A1)", '减少5%')
    """
    return f"'{cell}" if cell.lstrip().startswith(FORMULA) else cell


def xlsx_file(sheet: Sheet) -> IO[bytes]:
    """Return the sheet as a workbook in an open temporary file; every cell is a text, so none is a formula."""
    from xlsxwriter import Workbook

    file = TemporaryFile()  # noqa: SIM115 -- whoever sends it closes it
    book = Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet(_("Ledger"))
    bold, text = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for column, width in enumerate(WIDTHS):
        page.set_column(column, column, width)
    top = len(sheet.head) + 1
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
    file.seek(0)
    return file


def _rows(tasks: QuerySet[Task], jurisdiction: int, stages: dict[str, str]) -> Iterator[Cells]:
    """Return the rows; units, words and figures are fetched for a thousand tasks at once."""
    rows = tasks.values_list(
        "pk", "numbers", "section__label", "section__title", "leader__name", "due_on", "stage"
    ).iterator(chunk_size=BATCH)
    batch: list[Columns] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield from _written(batch, jurisdiction, stages)
            batch = []
    yield from _written(batch, jurisdiction, stages)


def _written(batch: Sequence[Columns], jurisdiction: int, stages: dict[str, str]) -> Iterator[Cells]:
    keys = [row[0] for row in batch]
    links = TaskClause.objects.filter(jurisdiction=jurisdiction, task__in=keys).order_by(
        "-is_leading", "clause__position"
    )
    words = _gathered(links.values_list("task", "clause__text"))
    units = Assignment.objects.filter(jurisdiction=jurisdiction, task__in=keys).order_by("position")
    leads = _gathered(units.exclude(role=Assignment.Role.COOPERATING).values_list("task", "unit__name"))
    others = _gathered(units.filter(role=Assignment.Role.COOPERATING).values_list("task", "unit__name"))
    targets = ClauseTarget.objects.filter(
        jurisdiction=jurisdiction, clause__task_links__jurisdiction=jurisdiction, clause__task_links__task__in=keys
    ).order_by("clause", "position")
    figures = _gathered(targets.values_list("clause__task_links__task", "text"))
    for key, numbers, label, title, leader, due_on, stage in batch:
        yield (
            numbers,
            f"{label}、{title}" if label else title or "",
            leader or "",
            "\n".join(words.get(key, ())),
            "、".join(leads.get(key, ())),
            "、".join(others.get(key, ())),
            "；".join(dict.fromkeys(figures.get(key, ()))),
            due_on.isoformat() if due_on else "",
            stages[stage],
        )


def _gathered(pairs: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    """Return the texts of each task."""
    found: dict[int, list[str]] = {}
    for task, text in pairs:
        found.setdefault(task, []).append(text)
    return found
