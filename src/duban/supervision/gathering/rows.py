"""The rows that the lights of some tasks rest on, read set by set: so many queries, however many tasks."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from django.db.models import Max, Model, Q, QuerySet

from duban.coordination.models import Decision
from duban.coordination.stages import DecisionStage
from duban.core.presence import with_rows
from duban.core.working_days import WorkingCalendar
from duban.ledger.coordinating import coordinating_parts
from duban.ledger.models import Allocation, Claim, Indicator, Item, Matter, Milestone, OpenEnd, Part, Task, WorkPlan
from duban.ledger.stages import ClaimStage, MatterStage, PlanStage
from duban.orgs.calendar import calendar_of
from duban.orgs.models import Jurisdiction
from duban.plans.models import ClauseDeadline
from duban.progress.models import Contribution, Figure, ProgressReport
from duban.progress.stages import ContributionStage, ReportStage

R = TypeVar("R")
M = TypeVar("M", bound=Model)
LONG = ("search_text", "search_tokens", "plan__text", "plan__places")
CLAIMED = (ClaimStage.MADE, ClaimStage.VERIFYING, ClaimStage.VERIFIED, ClaimStage.RETURNED)
UNSENT = (DecisionStage.MADE, DecisionStage.DROPPED)
UNSERVED = (MatterStage.REGISTERED, MatterStage.WITHDRAWN)


@dataclass(frozen=True)
class Rows:
    """Everything that was read, by the keys under which it is looked up."""

    jurisdiction: Jurisdiction
    calendar: WorkingCalendar
    tasks: dict[int, Task]
    parts: dict[int, list[Part]]
    coordinating: dict[int, Part]
    plans: dict[int, WorkPlan]
    plans_of_task: dict[int, list[WorkPlan]] = field(default_factory=dict)
    items: dict[int, list[Item]] = field(default_factory=dict)
    milestones: dict[int, list[Milestone]] = field(default_factory=dict)
    indicators: dict[int, Indicator] = field(default_factory=dict)
    allocations: dict[int, list[Allocation]] = field(default_factory=dict)
    figures: dict[int, list[Figure]] = field(default_factory=dict)
    claims: dict[int, Claim] = field(default_factory=dict)
    open_ends: dict[int, list[OpenEnd]] = field(default_factory=dict)
    reports: dict[int, list[ProgressReport]] = field(default_factory=dict)
    contributions: dict[int, list[Contribution]] = field(default_factory=dict)
    decisions: dict[int, list[Decision]] = field(default_factory=dict)
    matters: dict[int, list[Matter]] = field(default_factory=dict)
    deadlines: dict[int, list[date]] = field(default_factory=dict)


def read_rows(jurisdiction: Jurisdiction, tasks: Collection[int], *, year: int) -> Rows:
    """Read what the lights of these tasks rest on; only tasks that were issued.

    The tasks are locked: of two acts on one of them the later reads what the earlier one did.
    """
    found = _issued(jurisdiction, tasks).select_for_update(of=("self",))
    rows = _read_measured(jurisdiction, {task.pk: task for task in found})
    known = rows.tasks
    parts = [part.pk for each in rows.parts.values() for part in each]
    held = with_rows(
        {
            Claim: ("task_id", known),
            OpenEnd: ("task_id", known),
            Contribution: ("part_id", parts),
            Decision: ("task_id", known),
            Matter: ("task_id", known),
        },
        jurisdiction=jurisdiction.pk,
    )
    open_ends = list(_of(OpenEnd, held).filter(jurisdiction=jurisdiction, task__in=known).order_by("pk"))
    is_open = any(open_end.stage == OpenEnd.Stage.OPEN for open_end in open_ends)
    return replace(
        rows,
        coordinating=coordinating_parts(jurisdiction.pk, known) if is_open else {},
        claims={
            claim.part_id: claim
            for claim in _of(Claim, held)
            .filter(jurisdiction=jurisdiction, task__in=known, stage__in=CLAIMED)
            .order_by("made_at", "pk")
        },
        open_ends=_by(open_ends, lambda open_end: open_end.task_id),
        reports=_by(
            ProgressReport.objects.filter(
                jurisdiction=jurisdiction, task__in=known, period__month__startswith=f"{year:04d}-"
            )
            .exclude(stage=ReportStage.EXEMPT)
            .select_related("period")
            .order_by("period__month"),
            lambda report: report.part_id,
        ),
        contributions=_by(
            _of(Contribution, held)
            .filter(jurisdiction=jurisdiction, part__in=parts)
            .exclude(stage=ContributionStage.EXEMPT)
            .select_related("period")
            .order_by("period__month", "pk"),
            lambda contribution: contribution.part_id,
        ),
        decisions=_by(
            _of(Decision, held)
            .filter(jurisdiction=jurisdiction, task__in=known)
            .exclude(stage__in=UNSENT)
            .order_by("due_on", "pk"),
            lambda decision: decision.task_id or 0,
        ),
        matters=_by(
            _of(Matter, held)
            .filter(jurisdiction=jurisdiction, task__in=known)
            .exclude(stage__in=UNSERVED)
            .annotate(replied_at=Max("replies__signed_at", filter=Q(replies__returned_at__isnull=True)))
            .order_by("due_on", "pk"),
            lambda matter: matter.task_id or 0,
        ),
    )


def _of(model: type[M], held: Collection[type[Model]]) -> QuerySet[M]:
    """Return the rows of a model; none, unasked, where it holds none of these tasks."""
    rows = model._default_manager  # noqa: SLF001 -- Django's own name
    return rows.all() if model in held else rows.none()


def read_measured(jurisdiction: Jurisdiction, tasks: Collection[int]) -> Rows:
    """Read what the progress of these tasks is measured by, for a page: without a lock, and not what is owed."""
    return _read_measured(jurisdiction, {task.pk: task for task in _issued(jurisdiction, tasks)})


def _issued(jurisdiction: Jurisdiction, tasks: Collection[int]) -> QuerySet[Task]:
    found = Task.objects.filter(jurisdiction=jurisdiction, pk__in=tasks, issued_on__isnull=False)
    return found.select_related("plan").defer(*LONG).order_by("pk")


def _read_measured(jurisdiction: Jurisdiction, known: dict[int, Task]) -> Rows:
    parts = list(
        Part.objects.filter(jurisdiction=jurisdiction, task__in=known)
        .select_related("unit", "assignment")
        .order_by("task", "assignment__position", "unit__position", "pk")
    )
    plans = list(WorkPlan.objects.filter(jurisdiction=jurisdiction, task__in=known).order_by("pk"))
    in_force = [plan.pk for plan in plans if plan.stage == PlanStage.IN_FORCE]
    items = list(
        Item.objects.filter(jurisdiction=jurisdiction, plan__in=in_force)
        .select_related("unit")
        .order_by("position", "pk")
    )
    keys = [item.pk for item in items]
    indicators = list(Indicator.objects.filter(jurisdiction=jurisdiction, item__in=keys))
    measured = [indicator.pk for indicator in indicators]
    unplanned = set(known) - {plan.task_id for plan in plans if plan.stage == PlanStage.IN_FORCE}
    return Rows(
        jurisdiction=jurisdiction,
        calendar=calendar_of(jurisdiction),
        tasks=known,
        parts=_by(parts, lambda part: part.task_id),
        coordinating={},
        plans={plan.part_id: plan for plan in plans},
        plans_of_task=_by(plans, lambda plan: plan.task_id),
        items=_by(items, lambda item: item.plan_id),
        milestones=_by(
            Milestone.objects.filter(jurisdiction=jurisdiction, item__in=keys).order_by("position", "pk"),
            lambda milestone: milestone.item_id,
        ),
        indicators={indicator.item_id: indicator for indicator in indicators},
        allocations=_by(
            Allocation.objects.filter(jurisdiction=jurisdiction, indicator__in=measured).select_related("unit"),
            lambda allocation: allocation.indicator_id,
        )
        if measured
        else {},
        figures=_by(
            Figure.objects.filter(jurisdiction=jurisdiction, indicator__in=measured, replaced_at__isnull=True).order_by(
                "month", "pk"
            ),
            lambda figure: figure.indicator_id,
        )
        if measured
        else {},
        deadlines=_deadlines(jurisdiction, unplanned) if unplanned else {},
    )


def _deadlines(jurisdiction: Jurisdiction, tasks: Collection[int]) -> dict[int, list[date]]:
    """Return the days printed in the clauses of tasks that have no work plan in force."""
    found: dict[int, list[date]] = defaultdict(list)
    rows = ClauseDeadline.objects.filter(
        jurisdiction=jurisdiction, clause__task_links__task__in=tasks, due_on__isnull=False
    )
    for task, day in rows.values_list("clause__task_links__task", "due_on"):
        if day is not None:
            found[task].append(day)
    return found


def _by(rows: Iterable[R], key: Callable[[R], int]) -> dict[int, list[R]]:
    found: dict[int, list[R]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return dict(found)
