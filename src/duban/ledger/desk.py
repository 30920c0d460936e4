"""What the desk shows: for each role, what is there now and what comes next."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet, Sum

from duban.ledger.models import Assignment, Part, Task
from duban.ledger.selectors.open_ends import OpenEndRow, unresolved_rows
from duban.orgs import policies
from duban.orgs.models import Unit
from duban.orgs.roles import Role
from duban.orgs.viewers import Viewer
from duban.plans.models import Plan, PlanImport
from duban.plans.stages import ImportStage

SHOWN = 12


@dataclass(frozen=True)
class TaskLine:
    """A task in a list of the desk."""

    uid: str
    numbers: str
    title: str
    section: str
    leads: str


@dataclass(frozen=True)
class TaskList:
    """Some tasks for one reason, and how many there are in all."""

    reason: str  # "led", "supported", "answered_for"
    whose: str
    filter: str
    count: int
    lines: tuple[TaskLine, ...]


@dataclass(frozen=True)
class WaitingImport:
    """A file on its way into the ledger."""

    uid: str
    name: str
    stage: str
    stage_label: str


@dataclass(frozen=True)
class Desk:
    """Everything on one person's desk."""

    plans: int
    clauses: int
    tasks: int
    imports: tuple[WaitingImport, ...]
    unnamed_groups: tuple[Unit, ...]
    open_ends: tuple[OpenEndRow, ...]
    open_end_count: int
    lists: tuple[TaskList, ...]


def desk_of(viewer: Viewer) -> Desk:
    """Return the desk of a viewer."""
    counted = policies.visible(viewer, Task).aggregate(tasks=Count("pk"), clauses=Sum("clause_count"))
    is_office = policies.can(viewer, "plans.import")
    open_ends, open_end_count = unresolved_rows(viewer, mine=not is_office, limit=SHOWN)
    return Desk(
        plans=policies.visible(viewer, Plan).count(),
        clauses=counted["clauses"] or 0,
        tasks=counted["tasks"],
        imports=_waiting_imports(viewer) if is_office else (),
        unnamed_groups=_unnamed_groups(viewer) if is_office else (),
        open_ends=tuple(open_ends),
        open_end_count=open_end_count,
        lists=tuple(_own_lists(viewer)),
    )


def _waiting_imports(viewer: Viewer) -> tuple[WaitingImport, ...]:
    waiting = (
        policies.visible(viewer, PlanImport)
        .exclude(stage__in=[ImportStage.ADOPTED, ImportStage.DISCARDED])
        .select_related("file")
        .order_by("-uploaded_at")[:SHOWN]
    )
    return tuple(
        WaitingImport(each.uid, each.file.name, each.stage, str(ImportStage(each.stage).label)) for each in waiting
    )


def _unnamed_groups(viewer: Viewer) -> tuple[Unit, ...]:
    return tuple(
        policies.visible(viewer, Unit)
        .filter(kind=Unit.Kind.COLLECTIVE_ALL, memberships__isnull=True)
        .order_by("position")[:SHOWN]
    )


def _own_lists(viewer: Viewer) -> list[TaskList]:
    found: list[TaskList] = []
    if Role.LEADER in viewer.roles:
        own = policies.visible(viewer, Task).filter(leader=viewer.person.pk)
        found.append(_task_list(viewer, "answered_for", viewer.name, f"leader={viewer.person.uid}", own))
    for post in viewer.posts:
        if post.unit is None:
            continue
        for reason, roles in (
            ("led", [Assignment.Role.LEAD, Assignment.Role.RESPONSIBLE]),
            ("supported", [Assignment.Role.COOPERATING]),
        ):
            parts = Part.objects.filter(jurisdiction=viewer.jurisdiction, unit=post.unit_id, role__in=roles)
            role = "lead" if reason == "led" else "cooperating"
            own = policies.visible(viewer, Task).filter(pk__in=parts.values("task"))
            found.append(_task_list(viewer, reason, post.unit.name, f"unit={post.unit.uid}&role={role}", own))
    return found


def _task_list(viewer: Viewer, reason: str, whose: str, query: str, tasks: QuerySet[Task]) -> TaskList:
    shown = list(tasks.select_related("section").order_by("position")[:SHOWN])
    leads: dict[int, list[str]] = {}
    for task_id, name in (
        Assignment.objects.filter(jurisdiction=viewer.jurisdiction, task__in=[task.pk for task in shown])
        .exclude(role=Assignment.Role.COOPERATING)
        .order_by("position")
        .values_list("task_id", "unit__name")
    ):
        leads.setdefault(task_id, []).append(name)
    lines = tuple(
        TaskLine(
            task.uid,
            task.numbers,
            task.title,
            task.section.title if task.section else "",
            "、".join(leads.get(task.pk, [])),
        )
        for task in shown
    )
    return TaskList(reason, whose, query, tasks.count(), lines)
