"""Rows of the acts of work plans."""

from dataclasses import replace
from datetime import date, timedelta

import cast
from acts import ActRow
from acts.issuing import issued
from duban.core import clock
from duban.ledger.models import ChangeRequest, Milestone, WorkPlan
from duban.ledger.planning.changing import (
    ChangeAdvised,
    ChangeAnswered,
    ChangeAsked,
    ChangeForced,
    ChangeWithdrawn,
    advise_change,
    ask_change,
)
from duban.ledger.planning.filing import PlanFiled, PlanWritten, file_plan
from duban.ledger.planning.first_draft import first_draft
from duban.ledger.planning.keeping import content_of
from duban.ledger.planning.milestones import MilestoneDone, MilestoneOpen, report_milestone
from duban.ledger.planning.review import PlanApproved, PlanForced, PlanReturned, approve_plan
from duban.orgs.acting.performing import By
from laid_again import goes_on


def draft(actors: cast.Cast) -> WorkPlan:
    """The work plan that 市水利局 has to make."""
    return WorkPlan.objects.get(task=issued(actors), part__unit=actors.head.posts[0].unit)


@goes_on
def filed(actors: cast.Cast) -> WorkPlan:
    """The same, filed by its head."""
    plan = draft(actors)
    file_plan(by=By(actors.head), about=plan, given=PlanFiled())
    return WorkPlan.objects.get(pk=plan.pk)


@goes_on
def in_force(actors: cast.Cast) -> WorkPlan:
    """The same, put in force by the leader."""
    plan = filed(actors)
    approve_plan(by=By(actors.leader), about=plan, given=PlanApproved())
    return WorkPlan.objects.get(pk=plan.pk)


def milestone(actors: cast.Cast) -> Milestone:
    """Its milestone."""
    return Milestone.objects.get(item__plan=in_force(actors))


def asked(plan: WorkPlan) -> ChangeAsked:
    """Another person for its item."""
    items = content_of(plan)
    return ChangeAsked((replace(items[0], due_on=date(2026, 12, 30), person="丁一舟"), *items[1:]), "分工调整")


def _change(actors: cast.Cast) -> ChangeRequest:
    plan = in_force(actors)
    outcome = ask_change(by=By(actors.head), about=plan, given=asked(plan))
    assert outcome.result is not None
    return outcome.result


def _done(actors: cast.Cast) -> Milestone:
    found = milestone(actors)
    report_milestone(by=By(actors.liaison), about=found, given=MilestoneDone(clock.today()))
    found.refresh_from_db()
    return found


def _long_filed(actors: cast.Cast) -> WorkPlan:
    """A work plan whose leader let his days pass."""
    plan = filed(actors)
    WorkPlan.objects.filter(pk=plan.pk).update(answer_by=clock.today() - timedelta(days=1))
    return WorkPlan.objects.get(pk=plan.pk)


def _long_advised(actors: cast.Cast) -> ChangeRequest:
    """A change whose leader let his days pass."""
    change = _change(actors)
    advise_change(by=By(actors.officer), about=change, given=ChangeAdvised("同意"))
    ChangeRequest.objects.filter(pk=change.pk).update(answer_by=clock.today() - timedelta(days=1))
    return ChangeRequest.objects.get(pk=change.pk)


ROWS = [
    ActRow("ledger.force_plan", "office_head", _long_filed, lambda *_: PlanForced(), recorder=None),
    ActRow("ledger.advise_change", "officer", _change, lambda *_: ChangeAdvised("同意"), recorder=None),
    ActRow("ledger.force_change", "office_head", _long_advised, lambda *_: ChangeForced(), recorder=None),
    ActRow("ledger.write_plan", "liaison", draft, lambda _actors, plan: PlanWritten(first_draft(plan))),
    ActRow("ledger.file_plan", "head", draft, lambda _actors, _plan: PlanFiled()),
    ActRow(
        "ledger.return_plan", "leader", filed, lambda _actors, _plan: PlanReturned("节点太少"), recorder="secretary"
    ),
    ActRow("ledger.approve_plan", "leader", filed, lambda _actors, _plan: PlanApproved(), recorder="secretary"),
    ActRow("ledger.ask_change", "head", in_force, lambda _actors, plan: asked(plan)),
    ActRow("ledger.withdraw_change", "head", _change, lambda _actors, _change: ChangeWithdrawn("不再需要")),
    ActRow(
        "ledger.answer_change",
        "leader",
        _change,
        lambda _actors, _change: ChangeAnswered(is_granted=True),
        recorder="secretary",
    ),
    ActRow("ledger.report_milestone", "liaison", milestone, lambda _actors, _about: MilestoneDone(clock.today())),
    ActRow("ledger.reopen_milestone", "liaison", _done, lambda _actors, _about: MilestoneOpen("数字有误")),
]
