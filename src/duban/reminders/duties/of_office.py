"""What the supervision office owes: to issue, to advise, to accept, to verify, to put in force.

Where there may be many of a kind they are counted, all kinds in one query; what is looked at one by one is a row.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, DateField, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from duban.core import clock
from duban.core.texts import month_words
from duban.ledger.models import ChangeRequest, Claim, Task, WorkPlan
from duban.ledger.stages import ChangeStage, ClaimStage, PlanStage, TaskStage
from duban.orgs import policies
from duban.orgs.viewers import Viewer
from duban.progress.models import ProgressReport, ReportVersion
from duban.progress.reporting.amending import AMENDABLE
from duban.progress.stages import ReportStage
from duban.reminders.duties.asked import Asked, Owner
from duban.reminders.duties.models import Duty
from duban.reminders.duties.plain import PlainKind, register, row

Rows = QuerySet[Any, Any]


class Counted(NamedTuple):
    """How much there is of something: `about` is a month or the uid of a plan, `over` what is beyond its day."""

    code: str
    about: str
    title: str
    number: int
    over: int
    first: date | None


def owed_by(viewer: Viewer) -> Iterator[Duty]:
    """Return what the office has to do next, where it is counted; one query."""
    counted = _filed_reports(viewer).union(_filed_plans(viewer), all=True)
    if policies.can(viewer, "ledger.issue_tasks"):
        counted = counted.union(_to_issue(viewer), all=True)
    for values in counted:
        found = Counted(*values)
        if found.number:
            yield _WORDS[found.code](found)


def _to_issue(viewer: Viewer) -> Rows:
    tasks = Task.objects.filter(jurisdiction=viewer.jurisdiction, stage=TaskStage.CHECKED)
    return _counted(tasks.values("plan"), "issue", F("plan__uid"), F("plan__title"))


def _filed_reports(viewer: Viewer) -> Rows:
    reports = ProgressReport.objects.filter(jurisdiction=viewer.jurisdiction, stage=ReportStage.SUBMITTED)
    return _counted(reports.values("period"), "reports", F("period__month"), Value(""), first=Min("accept_by"))


def _filed_plans(viewer: Viewer) -> Rows:
    plans = WorkPlan.objects.filter(jurisdiction=viewer.jurisdiction, stage=PlanStage.FILED)
    over = Count("pk", filter=Q(answer_by__lt=clock.today()))
    return _counted(plans.values("stage"), "plans", Value(""), Value(""), first=Min("answer_by"), over=over)


def _counted(rows: Rows, code: str, about: Any, title: Any, *, first: Any = None, over: Any = None) -> Rows:
    """Return the columns of `Counted` of grouped rows."""
    columns: Rows = rows.order_by().annotate(
        duty_code=Value(code),
        duty_about=about,
        duty_title=title,
        duty_count=Count("pk"),
        duty_over=over if over is not None else Value(0),
        duty_first=first if first is not None else Value(None, DateField()),
    )
    return columns.values_list("duty_code", "duty_about", "duty_title", "duty_count", "duty_over", "duty_first")


def _issue(found: Counted) -> Duty:
    words = ngettext("%(count)s task of %(plan)s", "%(count)s tasks of %(plan)s", found.number)
    url = f"{reverse('act', args=['ledger.issue_tasks', found.about])}?next={reverse('desk')}"
    return Duty(_("Issue"), words % {"count": found.number, "plan": found.title}, url, _("Issue"))


def _reports(found: Counted) -> Duty:
    words = ngettext("%(month)s: %(count)s report filed", "%(month)s: %(count)s reports filed", found.number)
    said = words % {"month": month_words(found.about), "count": found.number}
    url = f"{reverse('reports')}?month={found.about}&stage=submitted"
    return Duty(_("Progress report"), said, url, _("Look through"), found.first)


def _plans(found: Counted) -> Duty:
    words = ngettext("%(count)s work plan filed", "%(count)s work plans filed", found.number) % {"count": found.number}
    note = (_("%(over)s beyond the leader's days") % {"over": found.over}) if found.over else ""
    return Duty(_("Work plans"), words, reverse("plan_review"), _("Look through"), found.first, note)


_WORDS: dict[str, Callable[[Counted], Duty]] = {"issue": _issue, "reports": _reports, "plans": _plans}


def _changes(asked: Asked) -> Rows:
    changes = ChangeRequest.objects.filter(jurisdiction=asked.jurisdiction, stage=ChangeStage.FILED)
    return row(
        changes, "advice", words="plan__task__title", day="answer_by", task="plan__task", unit="plan__part__unit"
    )


def _amendments(asked: Asked) -> Rows:
    waiting = ReportVersion.objects.filter(
        report=OuterRef("pk"),
        number__gt=OuterRef("versions_filed"),
        accepted_at__isnull=True,
        refused_at__isnull=True,
    )
    reports = ProgressReport.objects.filter(Exists(waiting), jurisdiction=asked.jurisdiction, stage__in=AMENDABLE)
    return row(reports, "amendment", words="task__title", day=None, task="task", unit="unit")


def _completions(asked: Asked) -> Rows:
    """Return the tasks to be verified within ten working days of their report of completion."""
    open_ones = Claim.objects.filter(task=OuterRef("pk"), stage__in=[ClaimStage.MADE, ClaimStage.VERIFYING])
    tasks = Task.objects.filter(
        jurisdiction=asked.jurisdiction, stage__in=[TaskStage.DONE_CLAIMED, TaskStage.VERIFYING]
    ).annotate(
        verify_by=Subquery(open_ones.order_by("verify_by").values("verify_by")[:1]),
        said=Concat("numbers", Value(" "), "title"),
    )
    return row(tasks, "completion", words="said", day="verify_by")


register(
    PlainKind(
        "advice",
        gettext_lazy("Change of a work plan"),
        gettext_lazy("Advise"),
        Owner.OFFICE,
        "ledger.advise_change",
        _changes,
    ),
    PlainKind(
        "amendment",
        gettext_lazy("Amendment"),
        pgettext_lazy("a report", "Read"),
        Owner.OFFICE,
        "report",
        _amendments,
    ),
    PlainKind(
        "completion",
        gettext_lazy("Completion"),
        pgettext_lazy("a completion", "Verify"),
        Owner.OFFICE,
        "task_work",
        _completions,
    ),
)
