"""Review of filed work plans: returned, put in force by the leader, or provisionally by the office (domain 3.1)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from duban.core import clock
from duban.core.digests import JSON, canonical_digest
from duban.core.uids import new_uid
from duban.journal.records import Subject, Text
from duban.ledger import hooks
from duban.ledger.coordinating import is_coordinating
from duban.ledger.models import Baseline, Milestone, Task, WorkPlan
from duban.ledger.moving import move
from duban.ledger.planning import actions
from duban.ledger.planning.content import plain, text_of
from duban.ledger.planning.errors import NotYetDue, ReturnedTwice
from duban.ledger.planning.keeping import content_of
from duban.ledger.stages import PlanStage, TaskStage
from duban.ledger.wording import reasoned
from duban.orgs.acting.performing import By, Deed, Outcome, Weight, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.calendar import calendar_of
from duban.orgs.errors import Stale

REFILE_WITHIN = 5  # working days
MOST_RETURNS = 2
ALONG = ("task", "part__unit")


@dataclass(frozen=True)
class PlanReturned:
    """What is to be mended."""

    reason: Annotated[str, Titled(_("Reason"))]


@dataclass(frozen=True)
class PlanApproved:
    """The version that the leader saw."""

    version: Annotated[int | None, Titled(_("Version"))] = None


@performs("ledger.return_plan", about=WorkPlan, given=PlanReturned, along=ALONG)
def return_plan(deed: Deed, plan: WorkPlan, given: PlanReturned) -> WorkPlan:
    """Return a filed work plan with a reason, twice at most; then the leader settles it."""
    reason = reasoned(given.reason)
    if plan.stage != PlanStage.FILED:
        raise Stale
    if plan.times_returned >= MOST_RETURNS:
        raise ReturnedTwice
    refile_by = max(plan.due_on, calendar_of(deed.jurisdiction).after(clock.today(), REFILE_WITHIN))
    move(
        plan,
        PlanStage.RETURNED,
        returned_because=reason,
        times_returned=F("times_returned") + 1,
        refile_by=refile_by,
        answer_by=None,
    )
    moves: list[JSON] = []
    task = Task.objects.select_for_update().get(pk=plan.task_id)
    if task.stage == TaskStage.PLAN_REVIEW and is_coordinating(plan.part):
        move(task, TaskStage.PLANNING)
        moves = [[TaskStage.PLAN_REVIEW.value, TaskStage.PLANNING.value]]
    hooks.announce(deed.jurisdiction.pk, plan.task_id)
    deed.record(
        actions.PLAN_RETURNED.code,
        _subjects(plan),
        {"unit": plan.part.unit.name, "refile_by": refile_by, "moves": moves},
        [Text("reason", reason)],
    )
    return plan


@performs("ledger.approve_plan", about=WorkPlan, given=PlanApproved, weight=Weight.DECISION, along=ALONG)
def approve_plan(deed: Deed, plan: WorkPlan, given: PlanApproved) -> WorkPlan:
    """Put a filed work plan in force, or confirm one that is in force provisionally; baseline 1 is frozen."""
    if given.version is not None and given.version != plan.version:
        raise Stale
    moves: list[JSON] = []
    if plan.stage == PlanStage.IN_FORCE and plan.is_provisional:
        WorkPlan.objects.filter(pk=plan.pk).update(is_provisional=False, version=F("version") + 1)
        plan.refresh_from_db()
    elif plan.stage == PlanStage.FILED:
        moves = put_in_force(plan, by=deed.decider.name, is_provisional=False)
    else:
        raise Stale
    hooks.announce(deed.jurisdiction.pk, plan.task_id)
    deed.record(actions.PLAN_IN_FORCE.code, _subjects(plan), {**_said(plan), "moves": moves})
    return plan


def approve_plans(*, by: By, plans: Sequence[WorkPlan]) -> list[Outcome[WorkPlan]]:
    """Put the plans of a section in force in one batch: all or none, one entry each."""
    batch = new_uid()
    with transaction.atomic():
        return [
            approve_plan(
                by=replace(by, batch=batch, key=f"{by.key}-{plan.uid}" if by.key else None),
                about=plan,
                given=PlanApproved(plan.version),
            )
            for plan in plans
        ]


@dataclass(frozen=True)
class PlanForced:
    """Nothing more than that the leader's days have passed."""


@performs("ledger.force_plan", about=WorkPlan, given=PlanForced, weight=Weight.OWN, along=ALONG)
def force_plan(deed: Deed, plan: WorkPlan, _given: PlanForced) -> WorkPlan:
    """Put a filed work plan in force provisionally (暂行), once the leader's days have passed without an answer."""
    if plan.stage != PlanStage.FILED:
        raise Stale
    if plan.answer_by is not None and plan.answer_by >= clock.today():
        raise NotYetDue(day=plan.answer_by)
    moves = put_in_force(plan, by=deed.decider.name, is_provisional=True)
    hooks.announce(deed.jurisdiction.pk, plan.task_id)
    deed.record(
        actions.PLAN_FORCED.code,
        _subjects(plan),
        {**_said(plan), "moves": moves},
    )
    return plan


def put_in_force(plan: WorkPlan, *, by: str, is_provisional: bool) -> list[JSON]:
    """Freeze the baseline, let the plan hold from today, and let its task run if its lead coordinates it."""
    move(plan, PlanStage.IN_FORCE, in_force_on=clock.today(), is_provisional=is_provisional, answer_by=None)
    freeze(plan, by=by, reason=None, is_provisional=is_provisional)
    task = Task.objects.select_for_update().get(pk=plan.task_id)
    if task.stage == TaskStage.PLAN_REVIEW and is_coordinating(plan.part):
        move(task, TaskStage.RUNNING)
        return [[TaskStage.PLAN_REVIEW.value, TaskStage.RUNNING.value]]
    return []


def freeze(plan: WorkPlan, *, by: str, reason: str | None, is_provisional: bool = False) -> Baseline:
    """Keep the plan as it stands as its next baseline; its days are the first for milestones that had none."""
    items = content_of(plan)
    Milestone.objects.filter(item__plan=plan, cancelled_on__isnull=True, first_due_on__isnull=True).update(
        first_due_on=F("due_on")
    )
    return Baseline.objects.create(
        jurisdiction_id=plan.jurisdiction_id,
        plan=plan,
        number=Baseline.objects.filter(jurisdiction=plan.jurisdiction_id, plan=plan).count() + 1,
        content=text_of(items),
        digest=canonical_digest("sha256", plain(items)),
        reason=reason,
        is_provisional=is_provisional,
        frozen_at=clock.now(),
        frozen_by=by,
    )


def _subjects(plan: WorkPlan) -> list[Subject]:
    return [Subject("workplan", plan.uid), Subject("task", plan.task.uid), Subject("unit", plan.part.unit.uid)]


def _said(plan: WorkPlan) -> dict[str, JSON]:
    baseline = Baseline.objects.filter(jurisdiction=plan.jurisdiction_id, plan=plan).order_by("-number").first()
    return {
        "unit": plan.part.unit.name,
        "is_provisional": plan.is_provisional,
        "baseline": baseline.number if baseline else 0,
        "content_digest": baseline.digest if baseline else None,
    }
