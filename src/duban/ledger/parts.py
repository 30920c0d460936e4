"""The part of every single unit in every task, derived from what is printed and what was named since.

A group (各…) stands for its members on the day of the plan; an open end for the units that the lead unit named. A unit
has one part in a task, in its weightiest role. Parts are derived anew whenever members or open ends are named: a part
that is still meant stays the same row.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from duban.core import clock
from duban.ledger.models import Assignment, Naming, OpenEnd, Part, Task
from duban.ledger.serving import LEADING, serve
from duban.orgs.calendar import calendar_of
from duban.orgs.models import GroupMember, Jurisdiction, Unit
from duban.orgs.register.hooks import group_members_named
from duban.plans.models import Plan

NAMED_WITHIN = 10  # working days after adoption
RANK = {Assignment.Role.LEAD.value: 0, Assignment.Role.RESPONSIBLE.value: 1, Assignment.Role.COOPERATING.value: 2}
DIRECT, AS_MEMBER, AS_NAMED = range(3)
BATCH = 500


@dataclass(frozen=True)
class Meant:
    """A unit that is meant in a task, and how it comes to be."""

    task: int
    unit: int
    role: str
    assignment: int
    group: int | None = None
    open_end: int | None = None

    @property
    def order(self) -> tuple[int, int, int]:
        """Return the weight of this claim: role before way, printed units before members before named ones."""
        way = AS_MEMBER if self.group else AS_NAMED if self.open_end else DIRECT
        return RANK[self.role], way, self.assignment


def day_of(plan: Plan) -> date:
    """Return the day on which the groups of a plan are counted: of its issue, else of its adoption."""
    return plan.issued_on or timezone.localdate(plan.adopted_at)


def expand(jurisdiction: int, tasks: Collection[int]) -> None:
    """Write the parts of these tasks as they are meant now."""
    keys = sorted(tasks)
    for start in range(0, len(keys), BATCH):
        _expand(jurisdiction, keys[start : start + BATCH])


def open_ends_of(jurisdiction: Jurisdiction, assignments: Iterable[Assignment]) -> list[OpenEnd]:
    """Write an open end for every assignment that leaves somebody unnamed; part of the act that adopts a plan."""
    due_on = calendar_of(jurisdiction).after(clock.today(), NAMED_WITHIN)
    return OpenEnd.objects.bulk_create(
        OpenEnd(jurisdiction=jurisdiction, task=each.task, assignment=each, form=form, due_on=due_on)
        for each in assignments
        if (form := form_of(each.unit, is_open_ended=each.is_open_ended)) is not None
    )


def form_of(unit: Unit, *, is_open_ended: bool) -> OpenEnd.Form | None:
    """Return how an assignment leaves somebody unnamed; None where it does not."""
    if unit.kind == Unit.Kind.COLLECTIVE_RELATED:
        return OpenEnd.Form.RELATED
    return OpenEnd.Form.OTHERS if is_open_ended else None


@group_members_named.register
def expand_group(group: Unit) -> None:
    """Give the members of a group their parts, once they are named or named anew."""
    tasks = Assignment.objects.filter(jurisdiction=group.jurisdiction_id, unit=group).values_list("task", flat=True)
    expand(group.jurisdiction_id, set(tasks))


def merge_into(assignment: Assignment, *, into: Assignment) -> None:
    """Let parts and open ends of an assignment that is about to go hang on another one of its task."""
    Part.objects.filter(jurisdiction=assignment.jurisdiction_id, assignment=assignment).update(assignment=into)
    open_ends = OpenEnd.objects.filter(jurisdiction=assignment.jurisdiction_id, assignment__in=[assignment, into])
    found = list(open_ends.order_by("pk"))
    for kept, open_end in ((found[0], each) for each in found[1:]):
        Part.objects.filter(jurisdiction=assignment.jurisdiction_id, open_end=open_end).update(open_end=kept)
        held = Naming.objects.filter(jurisdiction=assignment.jurisdiction_id, open_end=kept).values("unit")
        Naming.objects.filter(open_end=open_end, unit__in=held).delete()
        Naming.objects.filter(open_end=open_end).update(open_end=kept)
        open_end.delete()
    open_ends.update(assignment=into)


def reassign(from_unit: Unit, to_unit: Unit) -> None:
    """Derive the parts of a unit and its successor anew, once its assignments have passed to it.

    A part that passes keeps its row, so that what hangs on it passes too.
    """
    government = from_unit.jurisdiction_id
    theirs = Part.objects.filter(jurisdiction=government, unit__in=[from_unit, to_unit])
    tasks = set(theirs.values_list("task", flat=True))
    has_own = Part.objects.filter(jurisdiction=government, unit=to_unit).values("task")
    moved = Part.objects.filter(jurisdiction=government, unit=from_unit, assignment__unit=to_unit)
    moved.exclude(task__in=list(has_own.values_list("task", flat=True))).update(unit=to_unit)
    expand(government, tasks)


def _expand(jurisdiction: int, tasks: Sequence[int]) -> None:
    claims: dict[tuple[int, int], Meant] = {}
    for claim in (*_printed(jurisdiction, tasks), *_named(jurisdiction, tasks)):
        known = claims.get((claim.task, claim.unit))
        if known is None or claim.order < known.order:
            claims[claim.task, claim.unit] = claim
    old = {(part.task_id, part.unit_id): part for part in Part.ever.filter(jurisdiction=jurisdiction, task__in=tasks)}
    _end([part for key, part in old.items() if key not in claims])
    changed = [
        _as_meant(part, claims[key]) for key, part in old.items() if key in claims and _differs(part, claims[key])
    ]
    Part.ever.bulk_update(changed, ["role", "assignment", "group", "open_end", "ended_on"])
    Part.objects.bulk_create(
        _as_meant(Part(jurisdiction_id=jurisdiction, task_id=claim.task, unit_id=claim.unit), claim)
        for key, claim in sorted(claims.items())
        if key not in old
    )
    _serve_late(jurisdiction, tasks)


def _end(parts: Sequence[Part]) -> None:
    """Let parts go that are not meant any more; one that was served has a history and ends today."""
    Part.ever.filter(pk__in=[part.pk for part in parts if part.served_on is None]).delete()
    served = [part.pk for part in parts if part.served_on is not None and part.ended_on is None]
    Part.ever.filter(pk__in=served).update(ended_on=clock.today())


def _serve_late(jurisdiction: int, tasks: Sequence[int]) -> None:
    """Serve today what comes to a unit after its task was issued: it is judged for its own time only."""
    new = Part.objects.filter(
        jurisdiction=jurisdiction, task__in=tasks, served_on__isnull=True, task__issued_on__isnull=False
    )
    parts = list(new.select_related("task").order_by("pk"))
    if parts:
        serve(parts, on=clock.today(), calendar=calendar_of(Jurisdiction.objects.get(pk=jurisdiction)))


def _printed(jurisdiction: int, tasks: Sequence[int]) -> Iterator[Meant]:
    """Return the units that a plan names, and the members of the groups that it names."""
    rows = Assignment.objects.filter(jurisdiction=jurisdiction, task__in=tasks)
    found = list(rows.values_list("pk", "task", "unit", "role", "unit__kind"))
    groups = {unit for _key, _task, unit, _role, kind in found if kind == Unit.Kind.COLLECTIVE_ALL}
    members = list(GroupMember.objects.filter(jurisdiction=jurisdiction, group__in=groups)) if groups else []
    days = _days(jurisdiction, tasks) if members else {}
    for key, task, unit, role, kind in found:
        if kind not in Unit.GROUPS:
            yield Meant(task, unit, role, key)
        for member in members:
            if member.group_id == unit and kind == Unit.Kind.COLLECTIVE_ALL and _belongs(member, days[task]):
                yield Meant(task, member.unit_id, role, key, group=unit)


def _named(jurisdiction: int, tasks: Sequence[int]) -> Iterator[Meant]:
    """Return the units that lead units named for their open ends."""
    rows = Naming.objects.filter(jurisdiction=jurisdiction, open_end__task__in=tasks)
    columns = ("open_end__task", "unit", "open_end__assignment__role", "open_end__assignment", "open_end")
    for task, unit, role, assignment, open_end in rows.values_list(*columns):
        yield Meant(task, unit, role, assignment, open_end=open_end)


def _days(jurisdiction: int, tasks: Sequence[int]) -> dict[int, date]:
    rows = Task.objects.filter(jurisdiction=jurisdiction, pk__in=tasks).values_list("pk", "plan")
    plans = Plan.objects.filter(jurisdiction=jurisdiction, pk__in={plan for _task, plan in rows})
    days = {plan.pk: day_of(plan) for plan in plans.only("issued_on", "adopted_at")}
    return {task: days[plan] for task, plan in rows}


def _belongs(member: GroupMember, day: date) -> bool:
    return (member.since is None or member.since <= day) and (member.until is None or member.until >= day)


def _differs(part: Part, claim: Meant) -> bool:
    return part.ended_on is not None or (part.role, part.assignment_id, part.group_id, part.open_end_id) != (
        claim.role,
        claim.assignment,
        claim.group,
        claim.open_end,
    )


def _as_meant(part: Part, claim: Meant) -> Part:
    part.role, part.assignment_id = claim.role, claim.assignment
    part.group_id, part.open_end_id, part.ended_on = claim.group, claim.open_end, None
    return part


def leading(unit: int | None) -> Q:
    """Return the condition that a unit leads a task, by its part."""
    return Q(pk__in=Part.objects.filter(unit=unit, role__in=LEADING).values("task"))
