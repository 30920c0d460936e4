"""Suspension of a running task for an outside cause, and its end (domain 3.1)."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duban.journal.records import Subject, Text
from duban.ledger import hooks
from duban.ledger.issuing import actions
from duban.ledger.issuing.errors import SuspendedTooLong
from duban.ledger.models import Suspension, Task
from duban.ledger.moving import move
from duban.ledger.stages import TaskStage
from duban.ledger.wording import reasoned
from duban.orgs.acting.performing import Deed, Weight, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.errors import Stale

LONGEST = 3  # months


@dataclass(frozen=True)
class Suspended:
    """The outside cause, and the day on which it is looked at again."""

    reason: Annotated[str, Titled(_("Cause"))]
    review_on: Annotated[date, Titled(_("Day of review"))]


@dataclass(frozen=True)
class Resumed:
    """Why the task goes on."""

    reason: Annotated[str, Titled(_("Reason"))]


@performs("ledger.suspend_task", about=Task, given=Suspended, weight=Weight.DECISION)
def suspend_task(deed: Deed, task: Task, given: Suspended) -> Suspension:
    """Let a running task rest until a day of review, three months from now at most; every bulletin shows it."""
    reason, today = reasoned(given.reason), timezone.localdate(deed.at)
    last = months_after(today, LONGEST)
    if not today < given.review_on <= last:
        raise SuspendedTooLong(day=last)
    if task.stage != TaskStage.RUNNING:
        raise Stale
    move(task, TaskStage.SUSPENDED)
    suspension = Suspension.objects.create(
        jurisdiction=deed.jurisdiction, task=task, reason=reason, since=today, review_on=given.review_on
    )
    hooks.announce(deed.jurisdiction.pk, task.pk)
    deed.record(
        actions.TASK_SUSPENDED.code,
        [Subject("task", task.uid), Subject("suspension", suspension.uid)],
        {"moves": [[TaskStage.RUNNING.value, TaskStage.SUSPENDED.value]], "review_on": given.review_on},
        [Text("reason", reason)],
    )
    return suspension


@performs("ledger.resume_task", about=Task, given=Resumed, weight=Weight.DECISION)
def resume_task(deed: Deed, task: Task, given: Resumed) -> Task:
    """Let a suspended task go on before its day of review."""
    reason = reasoned(given.reason)
    if task.stage != TaskStage.SUSPENDED:
        raise Stale
    end_suspension(task, timezone.localdate(deed.at))
    hooks.announce(deed.jurisdiction.pk, task.pk)
    deed.record(
        actions.TASK_RESUMED.code,
        [Subject("task", task.uid)],
        {"moves": [[TaskStage.SUSPENDED.value, TaskStage.RUNNING.value]]},
        [Text("reason", reason)],
    )
    return task


def end_suspension(task: Task, on: date) -> None:
    """Let a suspended task run again from a day."""
    Suspension.objects.filter(jurisdiction=task.jurisdiction_id, task=task, ended_on__isnull=True).update(ended_on=on)
    move(task, TaskStage.RUNNING)


def months_after(day: date, count: int) -> date:
    """Return the same day some months later, or the last day of a shorter month.

    >>> months_after(date(2026, 11, 30), 3)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    for number in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
