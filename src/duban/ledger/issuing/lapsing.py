"""What the clock does to issued and suspended tasks: receipt by lapse of time, the end of a suspension."""

from django.db import transaction

from duban.core import clock
from duban.journal.records import Subject, record
from duban.ledger import hooks
from duban.ledger.coordinating import coordinating_parts
from duban.ledger.issuing import actions
from duban.ledger.issuing.receipt import accept, dispute_until
from duban.ledger.issuing.suspension import end_suspension
from duban.ledger.models import Part, Task
from duban.ledger.stages import TaskStage
from duban.orgs.calendar import calendar_of
from duban.orgs.models import Jurisdiction
from duban.orgs.ticking import CLOCK, time_passed


@time_passed.register
def lapse(jurisdiction: Jurisdiction) -> None:
    """Let receipts lapse and suspensions end, each kind in one act."""
    lapse_receipts(jurisdiction)
    end_suspensions(jurisdiction)


@transaction.atomic
def lapse_receipts(jurisdiction: Jurisdiction) -> None:
    """Count a task as received once its coordinating lead let receipt and objection pass."""
    waiting = list(
        Task.objects.select_for_update()
        .filter(jurisdiction=jurisdiction, stage=TaskStage.ISSUED, issued_on__isnull=False)
        .order_by("pk")
    )
    today = clock.today()
    leads = coordinating_parts(jurisdiction.pk, [task.pk for task in waiting])
    lapsed: list[tuple[Task, Part]] = []
    calendar = calendar_of(jurisdiction)
    for task in waiting:
        part = leads.get(task.pk)
        last = dispute_until(part, calendar) if part is not None else None
        if part is not None and last is not None and last < today:
            lapsed.append((task, part))
    if not lapsed:
        return
    moves = accept(*(task for task, _part in lapsed))
    silent = [part.pk for _task, part in lapsed if part.received_at is None]
    Part.objects.filter(pk__in=silent).update(is_received_by_lapse=True)
    hooks.announce(jurisdiction.pk, *(task.pk for task, _part in lapsed))
    record(
        actor=CLOCK,
        kind=actions.RECEIPT_LAPSED.code,
        jurisdiction=jurisdiction.uid,
        subjects=[Subject("task", task.uid) for task, _part in lapsed],
        body={
            "moves": moves,
            "units": sorted({part.unit.name for _task, part in lapsed}),
        },
    )


@transaction.atomic
def end_suspensions(jurisdiction: Jurisdiction) -> None:
    """Let every suspended task go on whose day of review has come."""
    today = clock.today()
    due = list(
        Task.objects.select_for_update()
        .filter(
            jurisdiction=jurisdiction,
            stage=TaskStage.SUSPENDED,
            suspensions__ended_on__isnull=True,
            suspensions__review_on__lte=today,
        )
        .order_by("pk")
    )
    if not due:
        return
    for task in due:
        end_suspension(task, today)
    hooks.announce(jurisdiction.pk, *(task.pk for task in due))
    record(
        actor=CLOCK,
        kind=actions.SUSPENSION_LAPSED.code,
        jurisdiction=jurisdiction.uid,
        subjects=[Subject("task", task.uid) for task in due],
        body={"moves": [[TaskStage.SUSPENDED.value, TaskStage.RUNNING.value]]},
    )
