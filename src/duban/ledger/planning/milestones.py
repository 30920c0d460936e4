"""Milestones reported done, on any day, and taken back until somebody verified them."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duban.journal.records import Subject, Text
from duban.ledger import hooks
from duban.ledger.models import Milestone
from duban.ledger.planning import actions
from duban.ledger.planning.errors import DoneInFuture
from duban.ledger.planning.under_way import UNDER_WAY, is_claimed
from duban.ledger.stages import PlanStage
from duban.ledger.wording import reasoned
from duban.orgs.acting.performing import Deed, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.errors import Stale

ALONG = ("item__plan__task", "item__plan__part__unit")


@dataclass(frozen=True)
class MilestoneDone:
    """The day on which it was done."""

    on: Annotated[date, Titled(_("Done on"))]


@dataclass(frozen=True)
class MilestoneOpen:
    """Why it was not done after all."""

    reason: Annotated[str, Titled(_("Reason"))]


@performs("ledger.report_milestone", about=Milestone, given=MilestoneDone, along=ALONG)
def report_milestone(deed: Deed, milestone: Milestone, given: MilestoneDone) -> Milestone:
    """Report a milestone as done, for a day from the issue of its task up to today."""
    plan = milestone.item.plan
    first, today = plan.task.issued_on or plan.created_at.date(), timezone.localdate(deed.at)
    if not first <= given.on <= today:
        raise DoneInFuture(first=first)
    _require_under_way(milestone)
    _set(milestone, is_done=False, done_on=given.on, done_at=deed.at)
    hooks.announce(deed.jurisdiction.pk, plan.task_id)
    deed.record(
        actions.MILESTONE_DONE.code,
        _subjects(milestone),
        {
            "milestone": milestone.title,
            "unit": milestone.item.unit.name,
            "due_on": milestone.due_on,
            "done_on": given.on,
        },
    )
    return milestone


@performs("ledger.reopen_milestone", about=Milestone, given=MilestoneOpen, along=ALONG)
def reopen_milestone(deed: Deed, milestone: Milestone, given: MilestoneOpen) -> Milestone:
    """Take the report of a milestone back: who corrects himself is not punished (domain 7, complaint 2).

    Where its lead reported completion, that is withdrawn first.
    """
    reason = reasoned(given.reason)
    _require_under_way(milestone)
    if is_claimed(milestone.item.plan):
        raise Stale
    before = milestone.done_on
    _set(milestone, is_done=True, done_on=None, done_at=None)
    hooks.announce(deed.jurisdiction.pk, milestone.item.plan.task_id)
    deed.record(
        actions.MILESTONE_OPEN.code,
        _subjects(milestone),
        {"milestone": milestone.title, "unit": milestone.item.unit.name, "before": {"done_on": before}},
        [Text("reason", reason)],
    )
    return milestone


def _require_under_way(milestone: Milestone) -> None:
    plan = milestone.item.plan
    is_cancelled = milestone.cancelled_on is not None or milestone.item.cancelled_on is not None
    if is_cancelled or plan.stage != PlanStage.IN_FORCE or plan.task.stage not in UNDER_WAY:
        raise Stale


def _set(milestone: Milestone, *, is_done: bool, **columns: object) -> None:
    rows = Milestone.objects.filter(pk=milestone.pk, version=milestone.version, done_on__isnull=not is_done)
    if rows.update(version=F("version") + 1, **columns) != 1:
        raise Stale
    milestone.refresh_from_db()


def _subjects(milestone: Milestone) -> list[Subject]:
    plan = milestone.item.plan
    return [
        Subject("milestone", milestone.uid),
        Subject("task", plan.task.uid),
        Subject("unit", milestone.item.unit.uid),
    ]
