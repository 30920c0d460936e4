"""Issue: the tasks of an adopted plan go to their units, and the clocks begin to run (domain 3.1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from duban.core import clock
from duban.journal.records import Subject, record
from duban.ledger import hooks
from duban.ledger.issuing import actions
from duban.ledger.issuing.errors import IssuedInFuture, NothingToIssue
from duban.ledger.models import Part, Task
from duban.ledger.moving import move_all
from duban.ledger.serving import LEADING, USUAL, Terms, serve
from duban.ledger.stages import TaskStage
from duban.orgs import policies
from duban.orgs.acting.serving import Document, service_of
from duban.orgs.calendar import calendar_of
from duban.orgs.errors import Stale
from duban.orgs.viewers import Viewer
from duban.plans.models import Plan

MARKS = ("is_urgent", "is_firm", "is_strive")


@dataclass(frozen=True)
class Issue:
    """What came of an issue: the tasks that went out, and those that nobody leads yet."""

    issued: tuple[Task, ...]
    without_lead: tuple[Task, ...]


@transaction.atomic
def issue_tasks(*, viewer: Viewer, plan: Plan, served_on: date, terms: Terms = USUAL) -> Issue:
    """Issue every checked task of a plan that some unit leads; the issued document is the basis.

    The clocks of a unit run from its proven service of the plan where that is recorded, else from `served_on`.
    """
    actor = policies.require(viewer, "ledger.issue_tasks", plan)
    if served_on > clock.today():
        raise IssuedInFuture
    waiting = list(
        Task.objects.select_for_update()
        .filter(jurisdiction=viewer.jurisdiction, plan=plan, stage=TaskStage.CHECKED)
        .order_by("position")
    )
    parts = list(Part.objects.filter(task__in=waiting).select_related("task", "unit").order_by("pk"))
    led = {part.task_id for part in parts if part.role in LEADING}
    issued = [task for task in waiting if task.pk in led]
    if not issued:
        raise NothingToIssue
    calendar = calendar_of(viewer.jurisdiction)
    days = _days_of_service(plan, [part for part in parts if part.task_id in led], served_on)
    for day in sorted(set(days.values())):
        own = [part for part in parts if part.task_id in led and days[part.unit_id] == day]
        serve(own, on=day, calendar=calendar, terms=terms)
    move_all(issued, TaskStage.ISSUED, issued_on=served_on)
    hooks.announce(viewer.jurisdiction.pk, *(task.pk for task in issued))
    record(
        actor=actor,
        kind=actions.TASKS_ISSUED.code,
        jurisdiction=viewer.jurisdiction.uid,
        subjects=[Subject("plan", plan.uid), *(Subject("task", task.uid) for task in issued)],
        body={
            "moves": [[TaskStage.CHECKED.value, TaskStage.ISSUED.value]],
            "doc_number": plan.doc_number,
            "served_on": served_on,
            "tasks": len(issued),
            "parts": len([part for part in parts if part.task_id in led]),
            "without_lead": len(waiting) - len(issued),
            "terms": {"receive": terms.receive, "receive_urgent": terms.receive_urgent, "plan": terms.plan},
        },
    )
    return Issue(tuple(issued), tuple(task for task in waiting if task.pk not in led))


@transaction.atomic
def mark_task(*, viewer: Viewer, task: Task, version: int, marks: Mapping[str, bool]) -> Task:
    """Mark a task as urgent, as a firm commitment, as a strive target (力争), or take a mark away."""
    actor = policies.require(viewer, "ledger.mark_task", task)
    task = Task.objects.select_for_update().get(pk=task.pk)
    before = {name: getattr(task, name) for name in MARKS}
    changed = {name: marks[name] for name in MARKS if name in marks and marks[name] != before[name]}
    claimed = Task.objects.filter(pk=task.pk, version=version).update(version=version + 1, **changed)
    if claimed != 1:
        raise Stale
    task.refresh_from_db()
    hooks.announce(viewer.jurisdiction.pk, task.pk)
    record(
        actor=actor,
        kind=actions.TASK_MARKED.code,
        jurisdiction=viewer.jurisdiction.uid,
        subjects=[Subject("task", task.uid)],
        body={"before": {name: before[name] for name in changed}, "after": changed},
    )
    return task


def _days_of_service(plan: Plan, parts: Sequence[Part], served_on: date) -> dict[int, date]:
    """Return for each unit the day from which its clocks run."""
    units = list({part.unit_id: part.unit for part in parts}.values())
    rows = service_of(Document("plan", plan.uid, str(plan)), units)
    proven = {row.receiver.pk: row.service.served_on for row in rows if row.service is not None and row.is_proven}
    return {unit.pk: proven.get(unit.pk, served_on) for unit in units}
