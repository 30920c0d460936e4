"""Issue: the tasks of an adopted plan go to their units, and the clocks begin to run (domain 3.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duban.journal.records import Subject
from duban.ledger import hooks
from duban.ledger.issuing import actions
from duban.ledger.issuing.errors import IssuedInFuture, NothingToIssue
from duban.ledger.models import Part, Task
from duban.ledger.moving import move_all
from duban.ledger.serving import LEADING, PLAN_WITHIN, Terms, serve
from duban.ledger.stages import TaskStage
from duban.orgs.acting.performing import Deed, Weight, performs
from duban.orgs.acting.serving import Document, service_of
from duban.orgs.acting.wording import Titled
from duban.orgs.calendar import calendar_of
from duban.orgs.errors import Stale
from duban.plans.models import Plan

MARKS = ("is_urgent", "is_firm", "is_strive")


@dataclass(frozen=True)
class TasksIssued:
    """The day on which the units received the plan, and the working days that it leaves for the work plan."""

    served_on: Annotated[date, Titled(_("Served on"))]
    plan_within: Annotated[int, Titled(_("Working days for the work plan"))] = PLAN_WITHIN


@dataclass(frozen=True)
class TaskMarked:
    """The marks that a task is to bear."""

    is_urgent: Annotated[bool, Titled(_("Urgent"))] = False
    is_firm: Annotated[bool, Titled(_("Firm commitment"))] = False
    is_strive: Annotated[bool, Titled(_("Strive target"))] = False
    version: Annotated[int | None, Titled(_("Version"))] = None


@dataclass(frozen=True)
class Issue:
    """What came of an issue: the tasks that went out, and those that nobody leads yet."""

    issued: tuple[Task, ...]
    without_lead: tuple[Task, ...]


@performs("ledger.issue_tasks", about=Plan, given=TasksIssued, weight=Weight.OWN)
def issue_tasks(deed: Deed, plan: Plan, given: TasksIssued) -> Issue:
    """Issue every checked task of a plan that some unit leads; the issued document is the basis.

    The clocks of a unit run from its proven service of the plan where that is recorded, else from `served_on`.
    """
    served_on, terms = given.served_on, Terms(plan=given.plan_within)
    if served_on > timezone.localdate(deed.at):
        raise IssuedInFuture
    waiting = list(
        Task.objects.select_for_update()
        .filter(jurisdiction=deed.jurisdiction, plan=plan, stage=TaskStage.CHECKED)
        .order_by("pk")
    )
    parts = list(Part.objects.filter(task__in=waiting).select_related("task", "unit").order_by("pk"))
    led = {part.task_id for part in parts if part.role in LEADING}
    issued = [task for task in waiting if task.pk in led]
    if not issued:
        raise NothingToIssue
    calendar = calendar_of(deed.jurisdiction)
    days = _days_of_service(plan, [part for part in parts if part.task_id in led], served_on)
    for day in sorted(set(days.values())):
        own = [part for part in parts if part.task_id in led and days[part.unit_id] == day]
        serve(own, on=day, calendar=calendar, terms=terms)
    move_all(issued, TaskStage.ISSUED, issued_on=served_on)
    hooks.announce(deed.jurisdiction.pk, *(task.pk for task in issued))
    deed.record(
        actions.TASKS_ISSUED.code,
        [Subject("plan", plan.uid), *(Subject("task", task.uid) for task in issued)],
        {
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


@performs("ledger.mark_task", about=Task, given=TaskMarked, weight=Weight.OWN)
def mark_task(deed: Deed, task: Task, given: TaskMarked) -> Task:
    """Mark a task as urgent, as a firm commitment, as a strive target (力争), or take a mark away."""
    if given.version is not None and given.version != task.version:
        raise Stale
    before = {name: getattr(task, name) for name in MARKS}
    changed = {name: value for name in MARKS if (value := getattr(given, name)) != before[name]}
    Task.objects.filter(pk=task.pk).update(version=task.version + 1, **changed)
    task.refresh_from_db()
    hooks.announce(deed.jurisdiction.pk, task.pk)
    deed.record(
        actions.TASK_MARKED.code,
        [Subject("task", task.uid)],
        {"before": {name: before[name] for name in changed}, "after": changed},
    )
    return task


def _days_of_service(plan: Plan, parts: Sequence[Part], served_on: date) -> dict[int, date]:
    """Return for each unit the day from which its clocks run."""
    units = list({part.unit_id: part.unit for part in parts}.values())
    rows = service_of(Document("plan", plan.uid, str(plan)), units)
    proven = {row.receiver.pk: row.service.served_on for row in rows if row.service is not None and row.is_proven}
    return {unit.pk: proven.get(unit.pk, served_on) for unit in units}
