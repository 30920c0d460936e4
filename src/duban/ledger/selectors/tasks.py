"""A task in full: printed words, duties, figures, dates, findings, linked clauses, and who answers."""

from dataclasses import dataclass

from django.utils.formats import date_format

from duban.core import clock
from duban.ledger.models import Assignment, Task, TaskClause
from duban.ledger.selectors.clauses import ClauseSheet, DeadlineRow, FindingRow, TargetRow, clause_sheets
from duban.ledger.selectors.corrections import Correction
from duban.ledger.selectors.words import distance
from duban.orgs import policies
from duban.orgs.errors import NotVisible
from duban.orgs.models import GroupMember, Holding, Post
from duban.orgs.viewers import Viewer


@dataclass(frozen=True)
class DutyRow:
    """A unit with its duty in the task; `surface` where it was printed otherwise than it is called."""

    uid: str
    name: str
    surface: str
    role: str
    is_primary: bool
    is_open_ended: bool
    is_group: bool
    members: tuple[str, ...]


@dataclass(frozen=True)
class Holder:
    """A person in a post of a unit."""

    post: str
    name: str


@dataclass(frozen=True)
class TaskSheet:
    """A task in full; of its clauses the leading one comes first."""

    task: Task
    due: str
    due_note: str
    clauses: tuple[ClauseSheet, ...]
    leads: tuple[DutyRow, ...]
    cooperating: tuple[DutyRow, ...]
    holders: tuple[Holder, ...]

    @property
    def targets(self) -> tuple[TargetRow, ...]:
        """Return the figures of all clauses; what linked clauses share stands once."""
        rows = (row for clause in self.clauses for row in clause.targets)
        return tuple({(row.text, row.comparison, row.value, row.unit): row for row in reversed([*rows])}.values())[::-1]

    @property
    def deadlines(self) -> tuple[DeadlineRow, ...]:
        """Return the dates of all clauses; what linked clauses share stands once."""
        rows = (row for clause in self.clauses for row in clause.deadlines)
        return tuple({(row.text, row.due_iso): row for row in reversed([*rows])}.values())[::-1]

    @property
    def findings(self) -> tuple[FindingRow, ...]:
        """Return what reading remarked on any clause."""
        return tuple(row for clause in self.clauses for row in clause.findings)

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """Return what a person changed in any clause."""
        return tuple(row for clause in self.clauses for row in clause.corrections)


def task_sheet(viewer: Viewer, uid: str) -> TaskSheet:
    """Return a visible task in full; raise NotVisible, the same for hidden and missing."""
    tasks = policies.visible(viewer, Task).select_related("plan", "section", "leader")
    task = tasks.defer("plan__text", "plan__places").filter(uid=uid).first()
    if task is None:
        raise NotVisible
    links = TaskClause.objects.filter(jurisdiction=task.jurisdiction_id, task=task).order_by(
        "-is_leading", "clause__position"
    )
    keys = list(links.values_list("clause", flat=True))
    duties = _duties(task)
    primary = next((unit for unit, _role, duty in duties if duty.is_primary), None)
    return TaskSheet(
        task=task,
        due=date_format(task.due_on) if task.due_on else "",
        due_note=distance(task.due_on, clock.today()) if task.due_on else "",
        clauses=clause_sheets(keys, task.plan) if keys else (),
        leads=tuple(duty for _unit, role, duty in duties if role != Assignment.Role.COOPERATING),
        cooperating=tuple(duty for _unit, role, duty in duties if role == Assignment.Role.COOPERATING),
        holders=holders_of(task.jurisdiction_id, primary) if primary else (),
    )


def _duties(task: Task) -> list[tuple[int, str, DutyRow]]:
    """Return key, role and duty of every unit, the primary lead first; groups with the members that were named."""
    rows = list(
        task.assignments.filter(jurisdiction=task.jurisdiction_id)
        .select_related("unit")
        .order_by("-is_primary", "position")
    )
    members: dict[int, list[str]] = {}
    if groups := [row.unit_id for row in rows if row.unit.is_group]:
        named = GroupMember.objects.filter(jurisdiction=task.jurisdiction_id, group__in=groups)
        for group, name in named.order_by("unit__position").values_list("group_id", "unit__name"):
            members.setdefault(group, []).append(name)
    return [
        (
            row.unit_id,
            row.role,
            DutyRow(
                uid=row.unit.uid,
                name=row.unit.name,
                surface=row.surface if row.surface != row.unit.name else "",
                role=str(row.get_role_display()),
                is_primary=row.is_primary,
                is_open_ended=row.is_open_ended,
                is_group=row.unit.is_group,
                members=tuple(members.get(row.unit_id, ())),
            ),
        )
        for row in rows
    ]


def holders_of(jurisdiction: int, unit: int) -> tuple[Holder, ...]:
    """Return who holds the posts of a unit today: head, deputy, liaison officer."""
    today = clock.today()
    held = Holding.objects.filter(jurisdiction=jurisdiction, post__unit=unit, since__lte=today)
    order = [str(kind) for kind in Post.OF_A_UNIT]
    rows = sorted(
        held.exclude(until__lt=today)
        .order_by("post__position", "since", "pk")
        .values_list("post__kind", "person__name"),
        key=lambda row: order.index(row[0]),
    )
    return tuple(Holder(str(Post.Kind(kind).label), name) for kind, name in rows)
