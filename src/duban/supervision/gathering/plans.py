"""Work plans in force as the records that progress is measured by (`ledger.measuring`)."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from json import loads

from django.utils.timezone import localdate

from duban.core.values import Month
from duban.ledger.measuring import models as measured
from duban.ledger.measuring.printed import printed_item
from duban.ledger.models import Allocation, Indicator, Item, Milestone, Part, Task, WorkPlan
from duban.ledger.serving import LEADING
from duban.ledger.stages import PlanStage
from duban.progress.models import Figure
from duban.supervision.gathering.rows import Rows


def plans_of(rows: Rows, task: Task) -> list[tuple[measured.Item, ...]]:
    """Return the items of every work plan in force of a task; before one is, the clause itself for each lead."""
    in_force = [plan for plan in rows.plans_of_task.get(task.pk, []) if plan.stage == PlanStage.IN_FORCE]
    if in_force:
        return [tuple(_item(rows, item, plan) for item in rows.items.get(plan.pk, [])) for plan in in_force]
    return [(printed_of(rows, task, part),) for part in rows.parts.get(task.pk, []) if part.role in LEADING]


def printed_of(rows: Rows, task: Task, part: Part) -> measured.Item:
    """Return the clause as one item of a lead: its printed deadlines, else 31 December."""
    issued_on = part.served_on or task.issued_on or task.created_at.date()
    return printed_item(
        title=task.title,
        unit=part.unit.uid,
        issued_on=issued_on,
        year=year_of(task),
        deadlines=rows.deadlines.get(task.pk, []),
    )


def year_of(task: Task) -> int:
    """Return the year of a task's plan."""
    issued = task.plan.issued_on or task.issued_on
    return issued.year if issued is not None else task.created_at.year


def _item(rows: Rows, item: Item, plan: WorkPlan) -> measured.Item:
    indicator = rows.indicators.get(item.pk)
    return measured.Item(
        uid=item.uid,
        title=item.title,
        unit=item.unit.uid,
        starts_on=item.starts_on or plan.in_force_on or item.due_on,
        due_on=item.due_on,
        basis=measured.Basis(item.basis),
        weight=item.weight,
        cancelled_on=item.cancelled_on,
        milestones=tuple(_milestone(each) for each in rows.milestones.get(item.pk, [])),
        indicator=_indicator(rows, indicator) if indicator is not None else None,
    )


def _milestone(row: Milestone) -> measured.Milestone:
    return measured.Milestone(row.uid, row.title, row.due_on, row.weight, row.is_linear, row.done_on, row.cancelled_on)


def _indicator(rows: Rows, row: Indicator) -> measured.Indicator:
    figures = rows.figures.get(row.pk, [])
    way = row.target - (row.base or Decimal(0))
    return measured.Indicator(
        target=row.target,
        base=row.base,
        direction=measured.Direction(row.direction),
        figures=_figures([each for each in figures if each.unit_id is None]),
        path=tuple(
            measured.PathPoint(end_of(month), Fraction(Decimal(value) - (row.base or Decimal(0))) / Fraction(way))
            for month, value in loads(row.path or "[]")
            if way
        ),
        allocations=tuple(_allocation(each, figures) for each in rows.allocations.get(row.pk, [])),
    )


def _allocation(row: Allocation, figures: Sequence[Figure]) -> measured.Allocation:
    own = [each for each in figures if each.unit_id == row.unit_id]
    return measured.Allocation(row.unit.uid, row.target, row.base, _figures(own))


def _figures(rows: Sequence[Figure]) -> tuple[measured.Figure, ...]:
    """Return figures by the day on which they were given: what is known counts from then on."""
    return tuple(measured.Figure(localdate(each.given_at), each.value) for each in rows)


def end_of(month: str) -> date:
    """Return the last day of a month."""
    own = Month.parse(month)
    return date(own.year, own.number, monthrange(own.year, own.number)[1])
