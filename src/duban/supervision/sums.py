"""Progress as the sum that it is: every addend with its weight and share, so that a reader can add it up himself."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from duban.core import clock
from duban.ledger.measuring.sums import Addend, Sum, measure
from duban.ledger.measuring.weights import basis_points
from duban.ledger.models import Task
from duban.ledger.selectors.words import figure
from duban.orgs.models import Jurisdiction
from duban.supervision.gathering.plans import plans_of
from duban.supervision.gathering.rows import read_measured
from duban.supervision.words import points


@dataclass(frozen=True)
class AddendRow:
    """A line of the sum, in per cent; one that lies within another is a part of it."""

    title: str
    weight: str
    share: str
    planned: str
    working: str
    is_within: bool
    is_cancelled: bool


@dataclass(frozen=True)
class SumSheet:
    """The sum of a task as of today; `has_plan` is false while only the printed dates are measured."""

    progress: str
    planned: str
    deviation: str
    rows: tuple[AddendRow, ...]
    has_plan: bool


def sum_sheet(jurisdiction: Jurisdiction, task: Task) -> SumSheet | None:
    """Return the sum of an issued task; None before its issue."""
    today = clock.today()
    rows = read_measured(jurisdiction, [task.pk])
    known = rows.tasks.get(task.pk)
    if known is None:
        return None
    whole: Sum = measure(*plans_of(rows, known), on=today)
    return SumSheet(
        progress=points(whole.progress),
        planned=points(whole.planned),
        deviation=points(whole.deviation),
        rows=tuple(_rows(whole)),
        has_plan=any(plan.in_force_on for plan in rows.plans_of_task.get(task.pk, [])),
    )


def _rows(whole: Sum) -> Iterator[AddendRow]:
    for addend in whole.addends:
        yield _row(addend, is_within=False)
        for leaf in addend.within:
            yield _row(leaf, is_within=True)


def _row(addend: Addend, *, is_within: bool) -> AddendRow:
    working = addend.working
    begins = f"{figure(working.base)} → " if working is not None and working.base is not None else ""
    return AddendRow(
        title=addend.title,
        weight=_percent(addend.weight),
        share=_percent(addend.share),
        planned=_percent(addend.planned),
        working=f"{figure(working.actual) or '—'}（{begins}{figure(working.target)}）" if working is not None else "",
        is_within=is_within,
        is_cancelled=addend.is_cancelled,
    )


def _percent(share: Fraction) -> str:
    return points(basis_points(share))
