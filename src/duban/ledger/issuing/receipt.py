"""Receipt of a task by its units, and the objection of a lead to its assignment (domain 3.1)."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duban.core.digests import JSON
from duban.core.working_days import WorkingCalendar
from duban.journal.records import Subject, Text
from duban.ledger import hooks
from duban.ledger.coordinating import coordinating_parts, is_coordinating
from duban.ledger.issuing import actions
from duban.ledger.issuing.errors import DisputedAlready, DisputeTooLate, NotServed, ReceivedAlready
from duban.ledger.models import Dispute, Part, Task
from duban.ledger.moving import move, move_all
from duban.ledger.stages import DisputeStage, TaskStage
from duban.ledger.wording import reasoned
from duban.orgs.acting.performing import Deed, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.calendar import calendar_of

ADJUSTED = {"True": _("Adjusted within the clause"), "False": _("The assignment stands")}
DISPUTE_WITHIN = 5  # working days after service (domain 4.4)


@dataclass(frozen=True)
class Received:
    """Nothing more than that the task was received."""


@dataclass(frozen=True)
class Disputed:
    """Why the unit is not the one to lead."""

    reason: Annotated[str, Titled(_("Reason"))]


@dataclass(frozen=True)
class DisputeAnswered:
    """What the responsible leader decided: adjusted within the clause, or refused; with his words."""

    is_adjusted: Annotated[bool, Titled(_("Decision"), choices=ADJUSTED)]
    answer: Annotated[str, Titled(_("Answer"))]


@performs("ledger.receive_task", about=Part, given=Received, along=("unit",))
def receive_task(deed: Deed, part: Part, _given: Received) -> Part:
    """Acknowledge receipt (签收); that of the coordinating lead starts the making of the work plan."""
    if part.served_on is None:
        raise NotServed
    if part.received_at is not None:
        raise ReceivedAlready(unit=part.unit.name)
    part.received_at = deed.at
    part.save(update_fields=["received_at"])
    task = Task.objects.select_for_update().get(pk=part.task_id)
    moves: list[JSON] = []
    if task.stage == TaskStage.ISSUED and is_coordinating(part):
        moves = accept(task)
    hooks.announce(deed.jurisdiction.pk, task.pk)
    deed.record(
        actions.TASK_RECEIVED.code,
        [Subject("task", task.uid), Subject("unit", part.unit.uid)],
        {"unit": part.unit.name, "served_on": part.served_on, "moves": moves},
    )
    return part


@performs("ledger.dispute_assignment", about=Part, given=Disputed, along=("unit",))
def dispute_assignment(deed: Deed, part: Part, given: Disputed) -> Dispute:
    """Object to an assignment, once, in writing, before receipt and within five working days of service."""
    reason = reasoned(given.reason)
    task = Task.objects.select_for_update().get(pk=part.task_id)
    last = dispute_until(part, calendar_of(deed.jurisdiction))
    if Dispute.objects.filter(jurisdiction=deed.jurisdiction, part=part).exists():
        raise DisputedAlready(unit=part.unit.name)
    open_to_it = task.stage in (TaskStage.ISSUED, TaskStage.DISPUTED) and part.received_at is None
    if last is None or not open_to_it or timezone.localdate(deed.at) > last:
        raise DisputeTooLate(day=last or "—")
    dispute = Dispute.objects.create(
        jurisdiction=deed.jurisdiction, task=task, part=part, reason=reason, filed_at=deed.at
    )
    moves: list[JSON] = []
    if task.stage == TaskStage.ISSUED:
        moves = [[TaskStage.ISSUED.value, TaskStage.DISPUTED.value]]
        move(task, TaskStage.DISPUTED)
    hooks.announce(deed.jurisdiction.pk, task.pk)
    deed.record(
        actions.ASSIGNMENT_DISPUTED.code,
        [Subject("task", task.uid), Subject("unit", part.unit.uid), Subject("dispute", dispute.uid)],
        {"unit": part.unit.name, "moves": moves},
        [Text("reason", reason)],
    )
    return dispute


@performs("ledger.answer_dispute", about=Dispute, given=DisputeAnswered, along=("part__unit",))
def answer_dispute(deed: Deed, dispute: Dispute, given: DisputeAnswered) -> Dispute:
    """Decide an objection; the task is issued again once none is open. What is printed changes by amendment only."""
    answer = reasoned(given.answer)
    to = DisputeStage.ADJUSTED if given.is_adjusted else DisputeStage.REFUSED
    move(dispute, to, answer=answer, answered_at=deed.at)
    task = Task.objects.select_for_update().get(pk=dispute.task_id)
    moves: list[JSON] = []
    still_open = Dispute.objects.filter(jurisdiction=deed.jurisdiction, task=task, stage=DisputeStage.FILED).exists()
    if task.stage == TaskStage.DISPUTED and not still_open:
        moves = [[TaskStage.DISPUTED.value, TaskStage.ISSUED.value]]
        move(task, TaskStage.ISSUED)
        if _is_received(task):
            moves += accept(task)
    hooks.announce(deed.jurisdiction.pk, task.pk)
    deed.record(
        actions.DISPUTE_ANSWERED.code,
        [Subject("task", task.uid), Subject("dispute", dispute.uid), Subject("unit", dispute.part.unit.uid)],
        {"unit": dispute.part.unit.name, "is_adjusted": given.is_adjusted, "moves": moves},
        [Text("answer", answer)],
    )
    return dispute


def _is_received(task: Task) -> bool:
    """Say whether the coordinating lead acknowledged receipt while another one objected."""
    part = coordinating_parts(task.jurisdiction_id, [task.pk]).get(task.pk)
    return part is not None and part.received_at is not None


def dispute_until(part: Part, calendar: WorkingCalendar) -> date | None:
    """Return the last day on which the unit of a part can object; None where nothing was served."""
    return None if part.served_on is None else calendar.after(part.served_on, DISPUTE_WITHIN)


def accept(*tasks: Task) -> list[JSON]:
    """Let tasks be received and their work plans be made; returns the moves for the entry."""
    move_all(tasks, TaskStage.ACCEPTED)
    move_all(tasks, TaskStage.PLANNING)
    return [
        [TaskStage.ISSUED.value, TaskStage.ACCEPTED.value],
        [TaskStage.ACCEPTED.value, TaskStage.PLANNING.value],
    ]
