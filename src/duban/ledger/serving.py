"""Service of tasks on units: from this day the clocks of receipt and work plan run (domain 4.4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from duban.core import clock
from duban.core.working_days import WorkingCalendar
from duban.ledger.models import Assignment, Part, WorkPlan

RECEIVE_WITHIN = 3
RECEIVE_URGENT_WITHIN = 1
PLAN_WITHIN = 15
LEADING = (Assignment.Role.LEAD, Assignment.Role.RESPONSIBLE)


@dataclass(frozen=True)
class Terms:
    """The working days that a plan leaves for receipt and work plan."""

    receive: int = RECEIVE_WITHIN
    receive_urgent: int = RECEIVE_URGENT_WITHIN
    plan: int = PLAN_WITHIN


USUAL = Terms()


def serve(parts: Iterable[Part], *, on: date, calendar: WorkingCalendar, terms: Terms = USUAL) -> list[WorkPlan]:
    """Let the clocks of these parts run from a day, and give each lead's part its work plan to be made.

    A part that was served already keeps its day.
    """
    new = [part for part in parts if part.served_on is None]
    for part in new:
        part.served_on = on
        part.receive_by = calendar.after(on, terms.receive_urgent if part.task.is_urgent else terms.receive)
    Part.objects.bulk_update(new, ["served_on", "receive_by"], batch_size=200)
    now, due_on = clock.now(), calendar.after(on, terms.plan)
    held = set(WorkPlan.objects.filter(part__in=new).values_list("part", flat=True))
    return WorkPlan.objects.bulk_create(
        WorkPlan(
            jurisdiction_id=part.jurisdiction_id,
            task_id=part.task_id,
            part=part,
            due_on=due_on,
            is_ongoing=part.task.kind == part.task.Kind.ONGOING,
            created_at=now,
        )
        for part in new
        if part.role in LEADING and part.pk not in held
    )
