"""Work plans as pages show them: items, milestones with both dates, figures, what waits for an answer."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from duban.core import clock
from duban.ledger.models import (
    Allocation,
    ChangeRequest,
    Dependency,
    Indicator,
    Item,
    Milestone,
    Task,
    WorkPlan,
)
from duban.ledger.selectors.words import distance, figure
from duban.ledger.stages import ChangeStage, PlanStage
from duban.orgs import policies
from duban.orgs.roles import Role
from duban.orgs.viewers import Viewer

TO_ANSWER = Q(stage=PlanStage.FILED) | Q(stage=PlanStage.IN_FORCE, is_provisional=True)
OPEN_STAGES = (ChangeStage.FILED, ChangeStage.ADVISED)


@dataclass(frozen=True)
class MilestoneRow:
    """A milestone with the day it had first, where it moved, and how it stands."""

    row: Milestone
    note: str
    is_late: bool

    @property
    def has_moved(self) -> bool:
        """Say whether an approved change moved it."""
        return self.row.first_due_on is not None and self.row.first_due_on != self.row.due_on


@dataclass(frozen=True)
class IndicatorRow:
    """A figure with its way from base to target, and who takes how much of it."""

    title: str
    way: str
    direction: str
    method: str
    shares: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ItemRow:
    """An item with its unit, person and product, its milestones and its figure."""

    row: Item
    weight: str
    milestones: tuple[MilestoneRow, ...]
    indicator: IndicatorRow | None
    waits_for: tuple[str, ...]


@dataclass(frozen=True)
class PlanSheet:
    """The work plan of one lead."""

    row: WorkPlan
    unit: str
    stage: str
    is_late: bool
    items: tuple[ItemRow, ...]
    baselines: int
    changes: tuple[ChangeRequest, ...]

    @property
    def open_change(self) -> ChangeRequest | None:
        """Return the change that waits for an answer, or that was granted provisionally and waits to be confirmed."""
        return next((each for each in self.changes if _waits(each)), None)

    @property
    def past_changes(self) -> tuple[ChangeRequest, ...]:
        """Return the changes that were answered or withdrawn, the newest first."""
        return tuple(each for each in self.changes if not _waits(each))


def plan_sheets(task: Task) -> tuple[PlanSheet, ...]:
    """Return the work plans of all leads of a task, the coordinating one first; a fixed number of queries."""
    plans = (
        WorkPlan.objects.filter(jurisdiction=task.jurisdiction_id, task=task)
        .select_related("part__unit", "part__assignment", "part__task", "task__leader")
        .prefetch_related(
            Prefetch("items", _items()),
            "baselines",
            Prefetch("change_requests", ChangeRequest.objects.order_by("-filed_at")),
        )
        .order_by("-part__assignment__is_primary", "part__assignment__position", "part__unit__position")
    )
    return tuple(_sheet(plan) for plan in plans)


def filed_sheets(viewer: Viewer) -> tuple[PlanSheet, ...]:
    """Return the work plans that wait for review, by section: a leader's own, all of them for everybody else.

    So do those that the office put in force provisionally, until their leader confirms them.
    """
    plans = policies.visible(viewer, WorkPlan).filter(TO_ANSWER)
    if Role.LEADER in viewer.roles:
        plans = policies.open_to(viewer, "ledger.approve_plan", WorkPlan).filter(TO_ANSWER)
    found = plans.select_related("part__unit", "part__task", "task__leader", "task__section").prefetch_related(
        Prefetch("items", _items()),
        "baselines",
        Prefetch("change_requests", ChangeRequest.objects.order_by("-filed_at")),
    )
    return tuple(_sheet(plan) for plan in found.order_by("task__position", "part__unit__position"))


def _waits(change: ChangeRequest) -> bool:
    return change.stage in OPEN_STAGES or (change.stage == ChangeStage.GRANTED and change.is_provisional)


def _items() -> QuerySet[Item]:
    return (
        Item.objects.filter(cancelled_on__isnull=True)
        .select_related("unit")
        .prefetch_related(
            Prefetch("milestones", Milestone.objects.filter(cancelled_on__isnull=True).order_by("position", "pk")),
            Prefetch("indicators", Indicator.objects.order_by("pk")),
            Prefetch("indicators__allocations", Allocation.objects.select_related("unit").order_by("unit__position")),
            Prefetch("dependencies", Dependency.objects.select_related("milestone")),
        )
        .order_by("position", "pk")
    )


def _sheet(plan: WorkPlan) -> PlanSheet:
    today = clock.today()
    due_on = plan.refile_by or plan.due_on
    for item in plan.items.all():
        item.plan = plan
        for milestone in item.milestones.all():
            milestone.item = item
    return PlanSheet(
        row=plan,
        unit=plan.part.unit.name,
        stage=str(plan.get_stage_display()),
        is_late=plan.stage in ("draft", "returned") and due_on < today,
        items=tuple(_item(item) for item in plan.items.all()),
        baselines=len(plan.baselines.all()),
        changes=tuple(plan.change_requests.all()),
    )


def _item(item: Item) -> ItemRow:
    indicator = next(iter(item.indicators.all()), None)
    return ItemRow(
        row=item,
        weight=f"{item.weight / 100:g}%" if item.weight is not None else "",
        milestones=tuple(_milestone(each) for each in item.milestones.all()),
        indicator=_indicator(indicator) if indicator is not None else None,
        waits_for=tuple(each.milestone.title for each in item.dependencies.all()),
    )


def _milestone(row: Milestone) -> MilestoneRow:
    today = clock.today()
    is_late = row.done_on is None and row.due_on < today
    return MilestoneRow(row, "" if row.done_on is not None else distance(row.due_on, today), is_late)


def _indicator(row: Indicator) -> IndicatorRow:
    measured = row.measured_in or ""
    begins = f"{figure(row.base)} → " if row.base is not None else ""
    return IndicatorRow(
        title=row.title,
        way=f"{begins}{figure(row.target)} {measured}".strip(),
        direction=str(row.get_direction_display()),
        method=row.method or "",
        shares=tuple((each.unit.name, figure(each.target)) for each in row.allocations.all()),
    )
