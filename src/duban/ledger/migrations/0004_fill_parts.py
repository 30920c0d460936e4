"""Tasks that were adopted before get the parts of their units and their open ends."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import migrations
from django.utils import timezone

from duban.core.working_days import WorkingCalendar

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

NAMED_WITHIN = 10  # working days after adoption
RANK = {"lead": 0, "responsible": 1, "cooperating": 2}
BATCH = 500


def fill(apps: "Apps", _editor: "BaseDatabaseSchemaEditor") -> None:
    for plan in apps.get_model("plans", "Plan").objects.only("jurisdiction", "issued_on", "adopted_at").order_by("pk"):
        tasks = apps.get_model("ledger", "Task").objects.filter(plan=plan).order_by("pk").values_list("pk", flat=True)
        keys = list(tasks)
        for start in range(0, len(keys), BATCH):
            _fill(apps, plan, keys[start : start + BATCH])


def empty(apps: "Apps", _editor: "BaseDatabaseSchemaEditor") -> None:
    for name in ("Part", "Naming", "OpenEnd", "Charge"):
        apps.get_model("ledger", name).objects.all().delete()


def _fill(apps: "Apps", plan: Any, tasks: list[int]) -> None:
    rows = apps.get_model("ledger", "Assignment").objects.filter(task__in=tasks).select_related("unit").order_by("pk")
    assignments = sorted(rows, key=lambda row: (RANK[row.role], row.unit.kind == "collective_all", row.pk))
    members = _members(apps, plan.jurisdiction_id, plan.issued_on or timezone.localdate(plan.adopted_at))
    parts: dict[tuple[int, int], Any] = {}
    part, open_end = apps.get_model("ledger", "Part"), apps.get_model("ledger", "OpenEnd")
    open_ends = []
    due_on = _due_on(apps, plan.jurisdiction_id, plan.adopted_at)
    for row in assignments:
        own = {"jurisdiction_id": row.jurisdiction_id, "task_id": row.task_id, "role": row.role, "assignment": row}
        if row.unit.kind == "collective_all":
            for unit in members.get(row.unit_id, ()):
                parts.setdefault((row.task_id, unit), part(unit_id=unit, group_id=row.unit_id, **own))
        elif row.unit.kind != "collective_related":
            parts.setdefault((row.task_id, row.unit_id), part(unit_id=row.unit_id, **own))
        if row.is_open_ended or row.unit.kind == "collective_related":
            open_ends.append(
                open_end(
                    jurisdiction_id=row.jurisdiction_id,
                    task_id=row.task_id,
                    assignment=row,
                    form="related" if row.unit.kind == "collective_related" else "others",
                    due_on=due_on,
                )
            )
    part.objects.bulk_create(parts.values())
    open_end.objects.bulk_create(open_ends)


def _members(apps: "Apps", jurisdiction: int, day: date) -> dict[int, list[int]]:
    """Return the members of every group on a day."""
    found: dict[int, list[int]] = {}
    rows = apps.get_model("orgs", "GroupMember").objects.filter(jurisdiction=jurisdiction).order_by("pk")
    for row in rows:
        if (row.since is None or row.since <= day) and (row.until is None or row.until >= day):
            found.setdefault(row.group_id, []).append(row.unit_id)
    return found


def _due_on(apps: "Apps", jurisdiction: int, adopted_at: datetime) -> date:
    days = apps.get_model("orgs", "CalendarDay").objects.filter(jurisdiction=jurisdiction)
    calendar = WorkingCalendar(dict(days.values_list("day", "is_working")))
    return calendar.after(timezone.localdate(adopted_at), NAMED_WITHIN)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_parts_and_open_ends"), ("orgs", "0004_narrow"), ("plans", "0001_initial")]

    operations = [migrations.RunPython(fill, empty)]
