"""What waits for a leader's word: work plans, changes, objections, completions, special reports."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from duban.ledger.models import ChangeRequest, Dispute, Reopening, Task, WorkPlan
from duban.ledger.stages import ChangeStage, DisputeStage, PlanStage, TaskStage
from duban.orgs.roles import Role
from duban.orgs.viewers import Viewer
from duban.progress.models import SpecialReport
from duban.reminders.duties.models import Duty

MOST = 50


def owed_by(viewer: Viewer, persons: frozenset[int]) -> Iterator[Duty]:
    """Return what waits for leaders, by their persons; for the approver also what nobody else answers for."""
    whose = Q(task__leader__in=persons)
    if Role.APPROVER in viewer.roles:
        whose |= Q(task__leader__isnull=True)
    plans = list(
        WorkPlan.objects.filter(whose, jurisdiction=viewer.jurisdiction, stage=PlanStage.FILED)
        .order_by("answer_by")
        .values_list("answer_by", flat=True)
    )
    if plans:
        words = ngettext("%(count)s work plan", "%(count)s work plans", len(plans)) % {"count": len(plans)}
        yield Duty(_("Work plans"), words, reverse("plan_review"), _("Look through"), plans[0])
    changes = ChangeRequest.objects.filter(
        _under(whose, "plan__"), jurisdiction=viewer.jurisdiction, stage__in=[ChangeStage.FILED, ChangeStage.ADVISED]
    )
    for change in changes.select_related("plan__task", "plan__part__unit").order_by("answer_by")[:MOST]:
        yield Duty(
            str(change.get_kind_display()),
            f"{change.plan.task.numbers} {change.plan.task.title}",
            _act("ledger.answer_change", change.uid),
            _("Answer"),
            change.answer_by,
            change.plan.part.unit.name,
        )
    disputes = Dispute.objects.filter(whose, jurisdiction=viewer.jurisdiction, stage=DisputeStage.FILED)
    for dispute in disputes.select_related("task", "part__unit").order_by("filed_at")[:MOST]:
        yield Duty(
            _("Objection"),
            f"{dispute.task.numbers} {dispute.task.title}",
            _act("ledger.answer_dispute", dispute.uid),
            _("Answer"),
            None,
            dispute.part.unit.name,
        )
    own = Q(leader__in=persons) | (Q(leader__isnull=True) if Role.APPROVER in viewer.roles else Q(pk__in=()))
    firm = Task.objects.filter(
        own,
        jurisdiction=viewer.jurisdiction,
        stage=TaskStage.VERIFYING,
        is_firm=True,
        done_confirmed_at__isnull=True,
    )
    for task in firm.order_by("position")[:MOST]:
        url = _act("progress.confirm_done", task.uid)
        yield Duty(_("Firm commitment"), f"{task.numbers} {task.title}", url, _("Confirm"))
    reopenings = Reopening.objects.filter(whose, jurisdiction=viewer.jurisdiction, stage=Reopening.Stage.PROPOSED)
    for each in reopenings.select_related("task").order_by("proposed_at")[:MOST]:
        url = _act("progress.answer_reopening", each.uid)
        yield Duty(_("Reopening"), f"{each.task.numbers} {each.task.title}", url, _("Decide"))
    specials = SpecialReport.objects.filter(whose, jurisdiction=viewer.jurisdiction, stage=SpecialReport.Stage.SENT)
    for special in specials.select_related("part__unit").order_by("sent_at")[:MOST]:
        url = _act("progress.read_special", special.uid)
        yield Duty(_("Special report"), special.title, url, _("Read"), None, special.part.unit.name)


def _under(condition: Q, path: str) -> Q:
    """Return a condition on a task, reached by a longer path."""
    moved = Q()
    moved.connector = condition.connector
    moved.children = [(f"{path}{name}", value) for name, value in condition.children]  # type: ignore[misc]
    return moved


def _act(code: str, uid: str) -> str:
    return f"{reverse('act', args=[code, uid])}?next={reverse('desk')}"
