"""What a unit still has to do in the ledger, and how it passes to a successor."""

from duban.ledger.models import Assignment, Item
from duban.ledger.parts import RANK, merge_into, reassign
from duban.ledger.stages import TaskStage
from duban.orgs.models import Unit
from duban.orgs.register.hooks import DutiesMoved, Duty, duties_moved, open_duties_of_unit

OVER = (TaskStage.CLOSED, TaskStage.CARRIED_OVER, TaskStage.CANCELLED)


@open_duties_of_unit.register
def tasks_under_way(unit: Unit) -> list[Duty]:
    """Return the tasks in which a unit has a part and that are not over, those that it leads first."""
    rows = Assignment.objects.filter(jurisdiction=unit.jurisdiction_id, unit=unit).exclude(task__stage__in=OVER)
    parts = sorted(rows.select_related("task"), key=lambda part: (RANK[part.role], part.task.position, part.pk))
    return [Duty(f"task_{part.role}", part.task.uid, f"{part.task.numbers} {part.task.title}") for part in parts]


@duties_moved.register
def move_assignments(moved: DutiesMoved) -> None:
    """Give the successor the unit's part in every task that is not over; of two parts the weightier one remains.

    The printed words stay as they are, and so do baselines: they name the unit of their day. What the work plans still
    ask of it, the successor does.
    """
    of_city = Assignment.objects.filter(jurisdiction=moved.from_unit.jurisdiction_id).exclude(task__stage__in=OVER)
    own = {part.task_id: part for part in of_city.filter(unit=moved.to_unit)}
    for part in of_city.filter(unit=moved.from_unit).order_by("pk"):
        other = own.get(part.task_id)
        if other is not None and RANK[other.role] <= RANK[part.role]:
            _fold(part, into=other)
            continue
        if other is not None:
            _fold(other, into=part)
        part.unit = moved.to_unit
        part.save(update_fields=["unit"])
    reassign(moved.from_unit, moved.to_unit)
    items = Item.objects.filter(jurisdiction=moved.from_unit.jurisdiction_id, unit=moved.from_unit)
    items.exclude(plan__task__stage__in=OVER).update(unit=moved.to_unit)


def _fold(part: Assignment, *, into: Assignment) -> None:
    """Keep one of two parts of a unit in a task: it is primary or open-ended if either was."""
    into.is_primary = into.is_primary or part.is_primary
    into.is_open_ended = into.is_open_ended or part.is_open_ended
    merge_into(part, into=into)
    part.delete()
    into.save(update_fields=["is_primary", "is_open_ended"])
