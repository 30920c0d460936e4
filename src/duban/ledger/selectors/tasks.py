"""A task in full: printed words, duties, figures, dates, findings, linked clauses, and who answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from duban.core import clock
from duban.ledger.models import Assignment, OpenEnd, Part, Task, TaskClause
from duban.ledger.parts import day_of, form_of
from duban.ledger.selectors.charges import Running, running_in, units_shown
from duban.ledger.selectors.clauses import ClauseSheet, DeadlineRow, FindingRow, TargetRow, clause_sheets
from duban.ledger.selectors.corrections import Correction
from duban.ledger.selectors.open_ends import Namer, OpenEndRow, lead_of, namer_among, open_end_rows
from duban.ledger.selectors.posts import Holder, held_in, holders_among
from duban.ledger.selectors.words import distance
from duban.orgs import policies
from duban.orgs.errors import NotVisible
from duban.orgs.models import Holding, Unit
from duban.orgs.register.members import members_on
from duban.orgs.viewers import Viewer


@dataclass(frozen=True)
class DutyRow:
    """A unit with its duty in the task; `surface` where it was printed otherwise than it is called.

    A group has its members of the day of the plan; those concerned have none of their own, only an open end.
    """

    uid: str
    name: str
    surface: str
    role: str
    is_primary: bool
    is_group: bool
    is_unnamed: bool
    members: tuple[str, ...]
    open_end: OpenEndRow | None


@dataclass(frozen=True)
class Counted:
    """Units of one side of a task: counted as printed, groups once; and as single units, groups by their members."""

    groups: int
    members: int

    @property
    def differ(self) -> bool:
        """Say whether the two counts are two different statements."""
        return self.groups != self.members


@dataclass(frozen=True)
class TaskSheet:
    """A task in full; of its clauses the leading one comes first."""

    task: Task
    due: str
    due_note: str
    clauses: tuple[ClauseSheet, ...]
    leads: tuple[DutyRow, ...]
    cooperating: tuple[DutyRow, ...]
    counts: Mapping[str, Counted]
    members_on: str
    holders: tuple[Holder, ...]
    running: tuple[Running, ...]

    @property
    def open_ends(self) -> tuple[OpenEndRow, ...]:
        """Return what was left to the lead unit to name, named or not."""
        return tuple(duty.open_end for duty in (*self.leads, *self.cooperating) if duty.open_end is not None)

    @property
    def unresolved(self) -> int:
        """Return how many open ends nobody has named yet."""
        return sum(open_end.is_open for open_end in self.open_ends)

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
    day = day_of(task.plan)
    assignments = list(
        task.assignments.filter(jurisdiction=task.jurisdiction_id)
        .select_related("unit")
        .order_by("-is_primary", "position")
    )
    parts = list(Part.objects.filter(jurisdiction=task.jurisdiction_id, task=task).values_list("unit", "role"))
    units = units_shown(viewer, assignments, {unit for unit, _role in parts})
    held = held_in(task.jurisdiction_id, units)
    duties = _duties(task, assignments, day, held)
    primary = next((row.unit_id for row in assignments if row.is_primary), None)
    leads = tuple(duty for role, duty in duties if role != Assignment.Role.COOPERATING)
    cooperating = tuple(duty for role, duty in duties if role == Assignment.Role.COOPERATING)
    return TaskSheet(
        task=task,
        due=date_format(task.due_on) if task.due_on else "",
        due_note=distance(task.due_on, clock.today()) if task.due_on else "",
        clauses=clause_sheets(keys, task.plan) if keys else (),
        leads=leads,
        cooperating=cooperating,
        counts={
            "leads": Counted(len(leads), sum(role != Assignment.Role.COOPERATING for _unit, role in parts)),
            "cooperating": Counted(len(cooperating), sum(role == Assignment.Role.COOPERATING for _unit, role in parts)),
        },
        members_on=date_format(day),
        holders=holders_among(held, primary) if primary else (),
        running=running_in(viewer, task, units, held),
    )


def _duties(task: Task, rows: Sequence[Assignment], day: date, held: Sequence[Holding]) -> list[tuple[str, DutyRow]]:
    """Return role and duty of every unit, the primary lead first; groups with their members of the day."""
    members = members_on([row.unit for row in rows if row.unit.kind == Unit.Kind.COLLECTIVE_ALL], day)
    leaves_open = any(form_of(row.unit, is_open_ended=row.is_open_ended) for row in rows)
    open_ends = _open_ends(task, namer_among(held, lead_of(rows))) if leaves_open else {}
    return [
        (
            row.role,
            DutyRow(
                uid=row.unit.uid,
                name=row.unit.name,
                surface=row.surface if row.surface != row.unit.name else "",
                role=str(row.get_role_display()),
                is_primary=row.is_primary,
                is_group=row.unit.kind == Unit.Kind.COLLECTIVE_ALL,
                is_unnamed=row.unit.kind == Unit.Kind.COLLECTIVE_ALL and not members[row.unit_id],
                members=tuple(unit.name for unit in members.get(row.unit_id, ())),
                open_end=open_ends.get(row.pk),
            ),
        )
        for row in rows
    ]


def _open_ends(task: Task, namer: Namer) -> dict[int, OpenEndRow]:
    """Return the open ends of a task by the assignment on which they hang."""
    open_ends = OpenEnd.objects.filter(jurisdiction=task.jurisdiction_id, task=task).select_related("assignment")
    found = list(open_ends)
    for open_end in found:
        open_end.task = task
    rows = open_end_rows(found, task.jurisdiction_id, {task.pk: namer})
    return {open_end.assignment_id: row for open_end, row in zip(found, rows, strict=True)}
