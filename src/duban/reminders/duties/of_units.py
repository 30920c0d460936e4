"""What the people of a unit owe: receipts, work plans, reports, contributions, milestones, answers to offers."""

from collections.abc import Collection, Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from duban.core import clock
from duban.ledger.models import ChangeRequest, Claim, Milestone, OpenEnd, Part, Task, WorkPlan
from duban.ledger.serving import LEADING
from duban.ledger.stages import ChangeStage, ClaimStage, PlanStage, TaskStage
from duban.orgs.viewers import Viewer
from duban.progress.models import Contribution, Docking, ProgressReport
from duban.progress.stages import ContributionStage, DockingStage, ReportStage
from duban.reminders.duties.models import Duty, Waiting

OWED = (
    ReportStage.EXPECTED,
    ReportStage.DRAFTING,
    ReportStage.UNIT_REVIEW,
    ReportStage.RETURNED,
)
ASKED = (ContributionStage.DUE, ContributionStage.LATE, ContributionStage.RETURNED)
AHEAD = timedelta(days=14)
MOST = 100


def desk_of(viewer: Viewer, units: Collection[int]) -> tuple[list[Duty], list[Waiting]]:
    """Return what a unit's person owes and what lies with others; one query a kind, however much it is."""
    plans = _work_plans(viewer, units)
    duties = [
        *_receipts(viewer, units),
        *_plans(plans),
        *_reports(viewer, units),
        *_contributions(viewer, units),
        *_milestones(viewer, units),
        *_open_ends(viewer, units),
        *_offers(viewer, units),
    ]
    return duties, list(_awaited(viewer, units, plans))


def _awaited(viewer: Viewer, units: Collection[int], plans: Collection[WorkPlan]) -> Iterator[Waiting]:
    for plan in plans:
        if plan.stage == PlanStage.FILED:
            words = _("Work plan %(task)s") % {"task": plan.task.numbers}
            yield Waiting(words, _("responsible leader"), _work(plan.task.uid), plan.answer_by)
    changes = ChangeRequest.objects.filter(
        jurisdiction=viewer.jurisdiction,
        plan__part__unit__in=units,
        stage__in=[ChangeStage.FILED, ChangeStage.ADVISED],
    )
    for change in changes.select_related("plan__task").order_by("answer_by")[:MOST]:
        words = f"{change.get_kind_display()} {change.plan.task.numbers}"
        yield Waiting(words, _("responsible leader"), _work(change.plan.task.uid), change.answer_by)
    claims = Claim.objects.filter(
        jurisdiction=viewer.jurisdiction, part__unit__in=units, stage__in=[ClaimStage.MADE, ClaimStage.VERIFYING]
    )
    for claim in claims.select_related("task").order_by("verify_by")[:MOST]:
        words = _("Completion %(task)s") % {"task": claim.task.numbers}
        yield Waiting(words, _("supervision office"), _work(claim.task.uid), claim.verify_by)


def _receipts(viewer: Viewer, units: Collection[int]) -> Iterator[Duty]:
    parts = Part.objects.filter(
        jurisdiction=viewer.jurisdiction, unit__in=units, served_on__isnull=False, received_at__isnull=True
    ).exclude(task__stage__in=[TaskStage.CLOSED, TaskStage.CANCELLED])
    for part in parts.select_related("task").order_by("receive_by", "task__position")[:MOST]:
        url = f"{reverse('act', args=['ledger.receive_task', part.uid])}?next={reverse('desk')}"
        yield Duty(_("Receipt"), _task(part.task), url, _("Acknowledge"), part.receive_by)


def _work_plans(viewer: Viewer, units: Collection[int]) -> list[WorkPlan]:
    """Return the plans that are not in force yet."""
    plans = WorkPlan.objects.filter(
        jurisdiction=viewer.jurisdiction,
        part__unit__in=units,
        part__ended_on__isnull=True,
        stage__in=[PlanStage.DRAFT, PlanStage.RETURNED, PlanStage.FILED],
    )
    return list(plans.select_related("task").order_by("due_on", "task__position")[:MOST])


def _plans(plans: Collection[WorkPlan]) -> Iterator[Duty]:
    for plan in plans:
        if plan.stage != PlanStage.FILED:
            note = _("returned") if plan.stage == PlanStage.RETURNED else ""
            url = reverse("work_plan", args=[plan.uid])
            yield Duty(_("Work plan"), _task(plan.task), url, _("Write it"), plan.refile_by or plan.due_on, note)


def _reports(viewer: Viewer, units: Collection[int]) -> Iterator[Duty]:
    """Return the reports of a month as one duty where nothing is said of them yet, the others one by one."""
    rows = list(
        ProgressReport.objects.filter(jurisdiction=viewer.jurisdiction, unit__in=units, stage__in=OWED)
        .select_related("task", "period")
        .order_by("period__month", "task__position")[:MOST]
    )
    by_month: dict[str, list[ProgressReport]] = {}
    for row in rows:
        if row.stage == ReportStage.RETURNED:
            url = reverse("report", args=[row.uid])
            yield Duty(
                _("Report returned"), _task(row.task), url, _("Mend it"), row.refile_by, row.returned_because or ""
            )
        else:
            by_month.setdefault(row.period.month, []).append(row)
    for month, found in by_month.items():
        words = "、".join(row.task.numbers for row in found[:8]) + (" …" if len(found) > 8 else "")
        yield Duty(
            _("Report of %(month)s") % {"month": month},
            _("%(count)s tasks: %(tasks)s") % {"count": len(found), "tasks": words},
            f"{reverse('reports')}?month={month}",
            _("Report"),
            found[0].period.due_on,
            _("locked after %(day)s") % {"day": found[0].period.locks_on.isoformat()},
        )


def _contributions(viewer: Viewer, units: Collection[int]) -> Iterator[Duty]:
    rows = Contribution.objects.filter(jurisdiction=viewer.jurisdiction, part__unit__in=units, stage__in=ASKED)
    for row in rows.select_related("request__lead__unit", "period").order_by("due_on", "pk")[:MOST]:
        yield Duty(
            _("Contribution"),
            row.request.what,
            f"{reverse('reports')}?month={row.period.month}",
            _("File it"),
            row.refile_by or row.due_on,
            _("asked by %(unit)s") % {"unit": row.request.lead.unit.name},
        )


def _milestones(viewer: Viewer, units: Collection[int]) -> Iterator[Duty]:
    rows = Milestone.objects.filter(
        item__unit__in=units,
        jurisdiction=viewer.jurisdiction,
        item__plan__stage=PlanStage.IN_FORCE,
        item__plan__task__stage=TaskStage.RUNNING,
        item__cancelled_on__isnull=True,
        cancelled_on__isnull=True,
        done_on__isnull=True,
        due_on__lte=clock.today() + AHEAD,
    )
    for row in rows.select_related("item__plan__task").order_by("due_on", "pk")[:MOST]:
        url = f"{reverse('act', args=['ledger.report_milestone', row.uid])}?next={reverse('desk')}"
        yield Duty(_("Milestone"), row.title, url, _("Report done"), row.due_on, _task(row.item.plan.task))


def _open_ends(viewer: Viewer, units: Collection[int]) -> Iterator[Duty]:
    led = Part.objects.filter(jurisdiction=viewer.jurisdiction, unit__in=units, role__in=LEADING).values("task")
    rows = OpenEnd.objects.filter(jurisdiction=viewer.jurisdiction, stage=OpenEnd.Stage.OPEN, task__in=led)
    for row in rows.select_related("assignment__unit", "task").order_by("due_on", "pk")[:MOST]:
        yield Duty(
            _("To be named"),
            row.words,
            reverse("open_end", args=[row.uid]),
            _("Name them"),
            row.due_on,
            _task(row.task),
        )


def _offers(viewer: Viewer, units: Collection[int]) -> Iterator[Duty]:
    led = Part.objects.filter(jurisdiction=viewer.jurisdiction, unit__in=units, role__in=LEADING).values("task")
    rows = Docking.objects.filter(jurisdiction=viewer.jurisdiction, stage=DockingStage.OFFERED, task__in=led)
    for row in rows.select_related("part__unit", "task").order_by("offered_at")[:MOST]:
        url = f"{reverse('act', args=['progress.answer_docking', row.uid])}?next={reverse('desk')}"
        yield Duty(_("Offer"), row.what, url, _("Answer"), None, row.part.unit.name)


def _task(task: Task) -> str:
    return f"{task.numbers} {task.title}"


def _work(uid: str) -> str:
    return reverse("task_work", args=[uid])
