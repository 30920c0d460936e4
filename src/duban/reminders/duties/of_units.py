"""What the people of a unit owe: receipts, work plans, reports, contributions, milestones, answers to offers."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duban.core import clock
from duban.core.texts import month_words
from duban.ledger.models import Milestone, OpenEnd, Part, Task, WorkPlan
from duban.ledger.serving import LEADING
from duban.ledger.stages import PlanStage, TaskStage
from duban.orgs.viewers import Viewer
from duban.progress.models import Contribution, Docking, ProgressReport, SpecialReport
from duban.progress.reporting.lapsing import AT_REST
from duban.progress.stages import ContributionStage, DockingStage, PeriodStage, ReportStage, SpecialStage
from duban.reminders.duties import plain
from duban.reminders.duties.kinds import MOST, Asked, Kind, Owner, register
from duban.reminders.duties.models import Duty
from duban.reminders.duties.plain import PlainKind

OWED = (
    ReportStage.EXPECTED,
    ReportStage.DRAFTING,
    ReportStage.UNIT_REVIEW,
    ReportStage.RETURNED,
)
ASKED = (ContributionStage.DUE, ContributionStage.LATE, ContributionStage.RETURNED)


def owed_receipts(asked: Asked) -> QuerySet[Part]:
    """Return the parts of tasks that were served and not acknowledged."""
    rows = Part.objects.filter(
        asked.of_units("unit"), jurisdiction=asked.jurisdiction, served_on__isnull=False, received_at__isnull=True
    )
    return rows.exclude(task__stage__in=[TaskStage.CLOSED, TaskStage.CANCELLED])


def owed_plans(asked: Asked) -> QuerySet[WorkPlan]:
    """Return the work plans that were not filed, or were returned."""
    return WorkPlan.objects.filter(
        asked.of_units("part__unit"),
        jurisdiction=asked.jurisdiction,
        part__ended_on__isnull=True,
        stage__in=[PlanStage.DRAFT, PlanStage.RETURNED],
    )


def owed_reports(asked: Asked) -> QuerySet[ProgressReport]:
    """Return the reports that wait for their unit: of tasks that do not rest, and missing ones that were unlocked."""
    rows = ProgressReport.objects.filter(asked.of_units("unit"), jurisdiction=asked.jurisdiction)
    unlocked = Q(stage=ReportStage.MISSING, unlocked_until__gte=clock.today())
    return rows.filter(Q(stage__in=OWED) & ~Q(task__stage__in=AT_REST) | unlocked)


def owed_contributions(asked: Asked) -> QuerySet[Contribution]:
    """Return what is asked of cooperating units and can still be filed; a gap of a month that is locked stays one."""
    rows = Contribution.objects.filter(asked.of_units("part__unit"), jurisdiction=asked.jurisdiction)
    can_be = Q(stage=ContributionStage.RETURNED) | Q(stage__in=ASKED, period__stage=PeriodStage.OPEN)
    return rows.filter(can_be).exclude(request__task__stage__in=AT_REST)


def owed_milestones(asked: Asked) -> QuerySet[Milestone]:
    """Return the milestones of work plans in force that are not done, up to the day that is looked ahead to."""
    return Milestone.objects.filter(
        asked.of_units("item__unit"),
        jurisdiction=asked.jurisdiction,
        item__plan__stage=PlanStage.IN_FORCE,
        item__plan__task__stage=TaskStage.RUNNING,
        item__cancelled_on__isnull=True,
        cancelled_on__isnull=True,
        done_on__isnull=True,
        due_on__lte=asked.until or date.max,
    )


def receipts(asked: Asked) -> "QuerySet[Any, Any]":
    """Return the tasks that were served and not acknowledged, as duties."""
    return plain.row(owed_receipts(asked), "receipt", words="task__title", day="receive_by", task="task", unit="unit")


def work_plans(asked: Asked) -> "QuerySet[Any, Any]":
    """Return the work plans that are to be written, or written anew, as duties."""
    return as_duties(owed_plans(asked))


def as_duties(plans: "QuerySet[WorkPlan]") -> "QuerySet[Any, Any]":
    """Return work plans as duties: due by their day, or by that on which they are filed anew."""
    dated = plans.annotate(day=Coalesce("refile_by", "due_on"))
    return plain.row(dated, "work_plan", words="task__title", day="day", task="task", unit="part__unit", note="stage")


def specials(asked: Asked) -> "QuerySet[Any, Any]":
    """Return the special reports that are written and wait for the head of their unit."""
    rows = SpecialReport.objects.filter(
        asked.of_units("part__unit"), jurisdiction=asked.jurisdiction, stage=SpecialStage.DRAFTED
    )
    return plain.row(rows, "special", words="title", day=None, task="task", unit="part__unit")


def _returned(stage: str) -> str:
    return _("returned") if stage == PlanStage.RETURNED else ""


def reports(asked: Asked) -> Iterator[Duty]:
    """Return the reports of a month as one duty where nothing is said of them yet, the others one by one."""
    rows = owed_reports(asked).select_related("task", "period")
    rows = rows.order_by("period__month", "unit", "task__position")[: asked.most]
    by_month: dict[tuple[str, int], list[ProgressReport]] = {}
    for row in rows:
        if row.stage in (ReportStage.RETURNED, ReportStage.MISSING):
            is_returned = row.stage == ReportStage.RETURNED
            yield Duty(
                _("Report returned") if is_returned else _("Report unlocked"),
                _task(row.task),
                reverse("report", args=[row.uid]),
                _("Mend it") if is_returned else _("File it"),
                row.refile_by if is_returned else row.unlocked_until,
                (row.returned_because or "") if is_returned else "",
                code="report",
                uid=row.uid,
                number=row.task.numbers,
                unit=row.unit_id,
                tasks=frozenset({row.task_id}),
            )
        else:
            by_month.setdefault((row.period.month, row.unit_id), []).append(row)
    for (month, unit), found in by_month.items():
        numbers = "、".join(row.task.numbers for row in found[:8]) + (" …" if len(found) > 8 else "")
        yield Duty(
            _("Progress report"),
            _("%(month)s: %(count)s tasks, %(tasks)s")
            % {"month": month_words(month), "count": len(found), "tasks": numbers},
            f"{reverse('reports')}?month={month}",
            _("Report"),
            found[0].period.due_on,
            _("locked after %(day)s") % {"day": date_format(found[0].period.locks_on)},
            code="reports",
            uid=f"{found[0].period.uid}-{unit}",
            number=numbers,
            unit=unit,
            tasks=frozenset(row.task_id for row in found),
        )


def contributions(asked: Asked) -> Iterator[Duty]:
    """Return what leads asked of a cooperating unit."""
    rows = owed_contributions(asked).select_related("request__lead__unit", "request__task", "period", "part")
    for row in rows.order_by("due_on", "pk")[: asked.most]:
        yield Duty(
            _("Contribution"),
            row.request.what,
            f"{reverse('reports')}?month={row.period.month}",
            _("File it"),
            row.refile_by or row.due_on,
            _("asked by %(unit)s") % {"unit": row.request.lead.unit.name},
            code="contribution",
            uid=row.uid,
            number=row.request.task.numbers,
            unit=row.part.unit_id,
            tasks=frozenset({row.request.task_id}),
        )


def milestones(asked: Asked) -> Iterator[Duty]:
    """Return the milestones of work plans in force that are not done, up to the day that is looked ahead to."""
    for row in owed_milestones(asked).select_related("item__plan__task").order_by("due_on", "pk")[: asked.most]:
        task = row.item.plan.task
        yield Duty(
            _("Milestone"),
            row.title,
            f"{reverse('act', args=['ledger.report_milestone', row.uid])}?next={reverse('desk')}",
            _("Report done"),
            row.due_on,
            _task(task),
            code="milestone",
            uid=row.uid,
            number=task.numbers,
            unit=row.item.unit_id,
            tasks=frozenset({task.pk}),
        )


def open_ends(asked: Asked) -> Iterator[Duty]:
    """Return whom the leads of a task have to name; each of several leads owes it."""
    narrowed = {} if asked.units is None else {"task__parts__unit__in": asked.units}
    rows = (
        OpenEnd.objects.filter(
            jurisdiction=asked.jurisdiction,
            stage=OpenEnd.Stage.OPEN,
            task__parts__role__in=LEADING,
            task__parts__ended_on__isnull=True,
            **narrowed,
        )
        .annotate(lead=F("task__parts__unit"))
        .select_related("assignment__unit", "task")
    )
    for row in rows.order_by("due_on", "pk", "lead")[: asked.most]:
        yield Duty(
            _("To be named"),
            row.words,
            reverse("open_end", args=[row.uid]),
            _("Name them"),
            row.due_on,
            _task(row.task),
            code="open_end",
            uid=row.uid,
            number=row.task.numbers,
            unit=row.lead,
            tasks=frozenset({row.task_id}),
        )


def offers(viewer: Viewer, units: Collection[int]) -> Iterator[Duty]:
    """Return the offers that a lead has not answered; they have no day."""
    led = Part.objects.filter(jurisdiction=viewer.jurisdiction, unit__in=units, role__in=LEADING).values("task")
    rows = Docking.objects.filter(jurisdiction=viewer.jurisdiction, stage=DockingStage.OFFERED, task__in=led)
    for row in rows.select_related("part__unit", "task").order_by("offered_at")[:MOST]:
        url = f"{reverse('act', args=['progress.answer_docking', row.uid])}?next={reverse('desk')}"
        yield Duty(_("Offer"), row.what, url, _("Answer"), None, row.part.unit.name)


register(
    Kind("reports", gettext_lazy("Progress report"), Owner.UNIT, reports),
    Kind("contribution", gettext_lazy("Contribution"), Owner.UNIT, contributions),
    Kind("milestone", gettext_lazy("Milestone"), Owner.UNIT, milestones),
    Kind("open_end", gettext_lazy("To be named"), Owner.UNIT, open_ends),
)


def _task(task: Task) -> str:
    return f"{task.numbers} {task.title}"


plain.register(
    PlainKind(
        "receipt",
        gettext_lazy("Receipt"),
        gettext_lazy("Acknowledge"),
        Owner.UNIT,
        "ledger.receive_task",
        receipts,
    ),
    PlainKind(
        "work_plan",
        gettext_lazy("Work plan"),
        gettext_lazy("Write it"),
        Owner.UNIT,
        "work_plan",
        work_plans,
        note=_returned,
    ),
    PlainKind(
        "special",
        gettext_lazy("Special report"),
        gettext_lazy("Sign and send"),
        Owner.UNIT,
        "progress.send_special",
        specials,
    ),
)
