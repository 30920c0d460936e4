"""What waits for a leader's word: work plans, changes, objections, completions, special reports."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from duban.coordination.selectors.asks import ANSWERABLE
from duban.ledger.models import ChangeRequest, Dispute, Reopening, Task, WorkPlan
from duban.ledger.selectors.workplans import TO_ANSWER
from duban.ledger.stages import DisputeStage, TaskStage
from duban.orgs.roles import Role
from duban.orgs.viewers import Viewer
from duban.progress.models import SpecialReport
from duban.reminders.duties.kinds import Asked, Kind, Owner, register
from duban.reminders.duties.models import Duty

MOST = 50


def owed_by(viewer: Viewer, persons: frozenset[int]) -> Iterator[Duty]:
    """Return what waits for leaders, by their persons; for the approver also what nobody else answers for."""
    whose = Q(task__leader__in=persons)
    if Role.APPROVER in viewer.roles:
        whose |= Q(task__leader__isnull=True)
    plans = list(
        WorkPlan.objects.filter(whose, TO_ANSWER, jurisdiction=viewer.jurisdiction).values_list("answer_by", flat=True)
    )
    if plans:
        words = ngettext("%(count)s work plan", "%(count)s work plans", len(plans)) % {"count": len(plans)}
        first = min((day for day in plans if day is not None), default=None)
        yield Duty(_("Work plans"), words, reverse("plan_review"), _("Look through"), first, _provisional(plans))
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
        read = pgettext("a report", "Read")
        yield Duty(_("Special report"), special.title, url, read, None, special.part.unit.name)


def changes(asked: Asked) -> Iterator[Duty]:
    """Return the changes of work plans that leaders have to answer, or to confirm once the office granted them."""
    rows = ChangeRequest.objects.filter(ANSWERABLE, jurisdiction=asked.jurisdiction)
    if asked.persons is not None:
        whose = Q(plan__task__leader__in=asked.persons)
        rows = rows.filter(whose | Q(plan__task__leader__isnull=True) if asked.with_nobodys else whose)
    for row in rows.select_related("plan__task", "plan__part__unit").order_by("answer_by")[: asked.most]:
        task, unit = row.plan.task, row.plan.part.unit.name
        yield Duty(
            str(row.get_kind_display()),
            f"{task.numbers} {task.title}",
            _act("ledger.answer_change", row.uid),
            _("Confirm or revoke") if row.is_provisional else _("Answer"),
            None if row.is_provisional else row.answer_by,
            _("%(unit)s; in force provisionally") % {"unit": unit} if row.is_provisional else unit,
            code="change",
            uid=row.uid,
            number=task.numbers,
            tasks=frozenset({task.pk}),
            person=task.leader_id,
        )


register(Kind("change", gettext_lazy("Change of a work plan"), Owner.LEADER, changes))


def _provisional(plans: Sequence[date | None]) -> str:
    """Say how many of some work plans are in force provisionally; those have no day any more."""
    count = plans.count(None)
    words = ngettext("%(count)s in force provisionally", "%(count)s in force provisionally", count)
    return words % {"count": count} if count else ""


def _act(code: str, uid: str) -> str:
    return f"{reverse('act', args=[code, uid])}?next={reverse('desk')}"
