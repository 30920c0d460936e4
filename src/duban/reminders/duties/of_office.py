"""What the supervision office owes: to issue, to advise, to accept, to verify, to put in force, to record."""

from collections.abc import Iterator

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from duban.core import clock
from duban.ledger.models import ChangeRequest, Task, WorkPlan
from duban.ledger.stages import ChangeStage, PlanStage, TaskStage
from duban.orgs import policies
from duban.orgs.viewers import Viewer
from duban.plans.models import Plan
from duban.progress.models import ProgressReport
from duban.progress.stages import ReportStage
from duban.reminders.duties.models import Duty

MOST = 50


def owed_by(viewer: Viewer) -> Iterator[Duty]:
    """Return what the office has to do next; counts where there may be many."""
    today = clock.today()
    if policies.can(viewer, "ledger.issue_tasks"):
        plans = Plan.objects.filter(jurisdiction=viewer.jurisdiction, tasks__stage=TaskStage.CHECKED)
        for uid, title, count in plans.annotate(count=Count("tasks")).values_list("uid", "title", "count")[:MOST]:
            words = ngettext("%(count)s task of %(plan)s", "%(count)s tasks of %(plan)s", count)
            url = f"{reverse('act', args=['ledger.issue_tasks', uid])}?next={reverse('desk')}"
            yield Duty(_("Issue"), words % {"count": count, "plan": title}, url, _("Issue"))
    filed = ProgressReport.objects.filter(jurisdiction=viewer.jurisdiction, stage=ReportStage.SUBMITTED)
    by_month = filed.values("period__month").annotate(count=Count("pk"), first=Min("accept_by")).order_by()
    for row in by_month:
        words = ngettext("%(count)s report filed", "%(count)s reports filed", row["count"]) % {"count": row["count"]}
        url = f"{reverse('reports')}?month={row['period__month']}&stage=submitted"
        yield Duty(
            _("Reports of %(month)s") % {"month": row["period__month"]}, words, url, _("Look through"), row["first"]
        )
    waiting = list(
        WorkPlan.objects.filter(jurisdiction=viewer.jurisdiction, stage=PlanStage.FILED).values_list(
            "answer_by", flat=True
        )
    )
    if waiting:
        over = sum(day is not None and day < today for day in waiting)
        words = ngettext("%(count)s work plan filed", "%(count)s work plans filed", len(waiting)) % {
            "count": len(waiting)
        }
        note = (_("%(over)s beyond the leader's days") % {"over": over}) if over else ""
        first = min((day for day in waiting if day is not None), default=None)
        yield Duty(_("Work plans"), words, reverse("plan_review"), _("Look through"), first, note)
    changes = ChangeRequest.objects.filter(jurisdiction=viewer.jurisdiction, stage=ChangeStage.FILED)
    for change in changes.select_related("plan__task", "plan__part__unit").order_by("answer_by")[:MOST]:
        url = f"{reverse('act', args=['ledger.advise_change', change.uid])}?next={reverse('desk')}"
        words = f"{change.plan.task.numbers} {change.plan.task.title}"
        yield Duty(
            str(change.get_kind_display()), words, url, _("Advise"), change.answer_by, change.plan.part.unit.name
        )
    done = Task.objects.filter(
        jurisdiction=viewer.jurisdiction, stage__in=[TaskStage.DONE_CLAIMED, TaskStage.VERIFYING]
    ).annotate(first=Min("claims__verify_by"))
    for task in done.order_by("first", "position")[:MOST]:
        url = reverse("task_work", args=[task.uid])
        yield Duty(_("Completion"), f"{task.numbers} {task.title}", url, _("Verify"), task.first)
