"""The own task list of a unit: every task in which it has a part, how it comes to have one, and who runs the work."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duban.core import clock
from duban.ledger.models import Assignment, Charge, OpenEnd, Part, Task
from duban.ledger.parts import day_of
from duban.ledger.selectors.posts import Holder, deputies_among, held_in, holders_among
from duban.ledger.selectors.words import distance
from duban.ledger.stages import TaskStage
from duban.orgs import policies
from duban.orgs.models import Unit
from duban.orgs.viewers import Viewer
from duban.plans.models import Plan

SHOWN = 300
BATCH = 1000
LEFT_OUT = ("task__search_text", "task__search_tokens")


@dataclass(frozen=True)
class OwnTask:
    """A task in the list of a unit."""

    uid: str
    numbers: str
    title: str
    role: str
    way: str
    way_uid: str
    leader: str
    due: str
    due_iso: str
    due_note: str
    stage: str
    to_be_named: tuple[str, ...]
    deputy: str


@dataclass(frozen=True)
class OwnTasks:
    """The task list of a unit: its first tasks, and how many there are in each role."""

    unit: Unit
    tasks: tuple[OwnTask, ...]
    count: int
    roles: tuple[tuple[str, int], ...]
    as_member: int
    unnamed: int
    holders: tuple[Holder, ...]


def own_tasks(viewer: Viewer, uid: str) -> OwnTasks:
    """Return the task list of a visible unit; raise NotVisible, the same for hidden and missing."""
    unit = policies.visible_one(viewer, Unit, uid)
    parts = parts_of(viewer, unit)
    rows = list(parts.values_list("task", "role", "group"))
    open_ends = OpenEnd.objects.filter(jurisdiction=viewer.jurisdiction, stage=OpenEnd.Stage.OPEN)
    unnamed = open_ends.filter(task__in=parts.values("task")).count() if rows else 0
    counts = {role: sum(each == role.value for _task, each, _group in rows) for role in Assignment.Role}
    return OwnTasks(
        unit=unit,
        tasks=tuple(lines_of(viewer, unit, parts[:SHOWN])),
        count=len(rows),
        roles=tuple((str(role.label), count) for role, count in counts.items() if count),
        as_member=sum(group is not None for _task, _role, group in rows),
        unnamed=unnamed,
        holders=holders_among(held_in(viewer.jurisdiction.pk, [unit.pk]), unit.pk),
    )


def parts_of(viewer: Viewer, unit: Unit) -> QuerySet[Part]:
    """Return the parts of a unit in tasks that the viewer sees, in the order of the plans."""
    rows = Part.objects.filter(jurisdiction=viewer.jurisdiction, unit=unit)
    return rows.filter(task__in=policies.visible(viewer, Task)).order_by("-task__plan", "task__position")


def lines_of(viewer: Viewer, unit: Unit, parts: QuerySet[Part]) -> Iterator[OwnTask]:
    """Return parts in words; what hangs on tasks is fetched for all of them at once."""
    rows = list(parts.select_related("task__leader", "group", "open_end").defer(*LEFT_OUT))
    keys = [row.task_id for row in rows]
    government, today = viewer.jurisdiction.pk, clock.today()
    open_ends: dict[int, list[str]] = {}
    unnamed = OpenEnd.objects.filter(jurisdiction=government, task__in=keys, stage=OpenEnd.Stage.OPEN)
    for each in unnamed.select_related("assignment").order_by("assignment__position"):
        open_ends.setdefault(each.task_id, []).append(each.words)
    deputies = _deputies(government, unit, keys)
    only = [each.person.name for each in deputies_among(held_in(government, [unit.pk]), unit.pk)]
    days = _days(government, {row.task.plan_id for row in rows if row.group_id})
    for row in rows:
        task = row.task
        yield OwnTask(
            uid=task.uid,
            numbers=task.numbers,
            title=task.title,
            role=str(row.get_role_display()),
            way=_way(row, days),
            way_uid=row.group.uid if row.group is not None else "",
            leader=task.leader.name if task.leader else "",
            due=date_format(task.due_on) if task.due_on else "",
            due_iso=task.due_on.isoformat() if task.due_on else "",
            due_note=distance(task.due_on, today) if task.due_on else "",
            stage=str(TaskStage(task.stage).label),
            to_be_named=tuple(open_ends.get(row.task_id, ())),
            deputy=deputies.get(row.task_id) or (only[0] if len(only) == 1 else ""),
        )


def _way(part: Part, days: dict[int, str]) -> str:
    """Return how a unit comes to have its part."""
    if part.group is not None:
        day = days.get(part.task.plan_id, "")
        return _("as a member of %(group)s on %(day)s") % {"group": part.group.name, "day": day}
    if part.open_end is not None:
        return _("named by the lead unit")
    return _("printed")


def _days(jurisdiction: int, plans: set[int]) -> dict[int, str]:
    if not plans:
        return {}
    rows = Plan.objects.filter(jurisdiction=jurisdiction, pk__in=plans).only("issued_on", "adopted_at")
    return {plan.pk: date_format(day_of(plan)) for plan in rows}


def _deputies(jurisdiction: int, unit: Unit, tasks: Sequence[int]) -> dict[int, str]:
    """Return who was named in charge of tasks in a unit, by task; the post's words where nobody holds it."""
    charges = list(
        Charge.objects.filter(jurisdiction=jurisdiction, unit=unit, task__in=tasks).select_related("post__unit")
    )
    people = {each.post_id: each.person.name for each in held_in(jurisdiction, [unit.pk])} if charges else {}
    return {charge.task_id: people.get(charge.post_id, charge.post.words) for charge in charges}


def in_batches(parts: QuerySet[Part]) -> Iterator[QuerySet[Part]]:
    """Return parts piece by piece, for a sheet of any length."""
    for start in range(0, parts.count(), BATCH):
        yield parts[start : start + BATCH]
