"""Rows of the acts between the issue of a task and its running."""

from datetime import timedelta

import cast
from acts import ActRow
from duban.core import clock
from duban.ledger.issuing.issue import TaskMarked, TasksIssued, issue_tasks
from duban.ledger.issuing.receipt import DisputeAnswered, Disputed, Received, dispute_assignment
from duban.ledger.issuing.suspension import Resumed, Suspended, suspend_task
from duban.ledger.models import Dispute, Part, Task
from duban.ledger.services import adopt
from duban.ledger.stages import TaskStage
from duban.orgs.acting.performing import By
from duban.plans.models import Plan
from laid_again import goes_on

NOTATION = """
# 一 水利工作 @沈砚 =1
1 疏浚河道。 > 市水利局 & 市财政局
"""


@goes_on
def issued(actors: cast.Cast) -> Task:
    """A task on the desk of 市水利局."""
    adopt(viewer=actors.officer, plan_import=cast.in_review(actors.officer, NOTATION), version=0)
    issue_tasks(by=By(actors.office_head), about=Plan.objects.get(), given=TasksIssued(clock.today()))
    return Task.objects.get()


def part(actors: cast.Cast) -> Part:
    """The part of 市水利局 in it."""
    return Part.objects.get(task=issued(actors), unit=actors.head.posts[0].unit)


@goes_on
def running(actors: cast.Cast) -> Task:
    """The same task under way."""
    task = issued(actors)
    Task.objects.filter(pk=task.pk).update(stage=TaskStage.RUNNING)
    task.refresh_from_db()
    return task


def _dispute(actors: cast.Cast) -> Dispute:
    outcome = dispute_assignment(by=By(actors.head), about=part(actors), given=Disputed("不属本局职责"))
    assert outcome.result is not None
    return outcome.result


def _rest() -> Suspended:
    return Suspended("汛期停工", clock.today() + timedelta(days=30))


def _suspended(actors: cast.Cast) -> Task:
    task = running(actors)
    suspend_task(by=By(actors.approver), about=task, given=_rest())
    return task


def _checked(actors: cast.Cast) -> Plan:
    adopt(viewer=actors.officer, plan_import=cast.in_review(actors.officer, NOTATION), version=0)
    return Plan.objects.get()


ROWS = [
    ActRow("ledger.issue_tasks", "office_head", _checked, lambda *_: TasksIssued(clock.today()), recorder=None),
    ActRow("ledger.mark_task", "officer", issued, lambda *_: TaskMarked(is_firm=True), recorder=None),
    ActRow("ledger.receive_task", "liaison", part, lambda _actors, _about: Received()),
    ActRow(
        "ledger.dispute_assignment", "head", part, lambda _actors, _about: Disputed("不属本局职责"), recorder="officer"
    ),
    ActRow(
        "ledger.answer_dispute",
        "leader",
        _dispute,
        lambda _actors, _about: DisputeAnswered(is_adjusted=False, answer="仍由你局牵头"),
        recorder="secretary",
    ),
    ActRow("ledger.suspend_task", "approver", running, lambda _actors, _about: _rest(), recorder="registrar"),
    ActRow("ledger.resume_task", "approver", _suspended, lambda _actors, _about: Resumed("复工"), recorder="registrar"),
]
