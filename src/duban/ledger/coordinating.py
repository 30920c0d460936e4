"""Which of several leads coordinates a task: the primary one, else the first in the order of the plan."""

from collections.abc import Iterable

from django.db.models import F

from duban.ledger.models import Part
from duban.ledger.serving import LEADING


def coordinating_parts(jurisdiction: int, tasks: Iterable[int]) -> dict[int, Part]:
    """Return the part of the coordinating lead of each task, by the key of the task."""
    leads = (
        Part.objects.filter(jurisdiction=jurisdiction, task__in=tasks, role__in=LEADING)
        .select_related("unit")
        .order_by("task", F("assignment__is_primary").desc(), "assignment__position", "unit__position", "pk")
    )
    found: dict[int, Part] = {}
    for part in leads:
        found.setdefault(part.task_id, part)
    return found


def is_coordinating(part: Part) -> bool:
    """Say whether a part is that of the coordinating lead."""
    first = coordinating_parts(part.jurisdiction_id, [part.task_id]).get(part.task_id)
    return first is not None and first.pk == part.pk
