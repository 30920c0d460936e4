"""What lies with others: work plans and changes with the leader, completions with the office."""

from collections.abc import Callable, Collection, Iterator
from datetime import date

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.ledger.models import ChangeRequest, Claim, WorkPlan
from duban.ledger.stages import ChangeStage, ClaimStage, PlanStage
from duban.orgs.viewers import Viewer
from duban.reminders.duties.kinds import MOST
from duban.reminders.duties.models import Waiting
from duban.reminders.duties.plain import Row, in_one_query, row


def awaited(viewer: Viewer, units: Collection[int]) -> Iterator[Waiting]:
    """Return what the people of a unit wait for, and until when; one query."""
    own = {"jurisdiction": viewer.jurisdiction}
    plans = WorkPlan.objects.filter(
        **own, part__unit__in=units, part__ended_on__isnull=True, stage=PlanStage.FILED
    ).annotate(of=F("task__uid"))
    changes = ChangeRequest.objects.filter(
        **own, plan__part__unit__in=units, stage__in=[ChangeStage.FILED, ChangeStage.ADVISED]
    ).annotate(of=F("plan__task__uid"))
    claims = Claim.objects.filter(
        **own, part__unit__in=units, stage__in=[ClaimStage.MADE, ClaimStage.VERIFYING]
    ).annotate(of=F("task__uid"))
    found = in_one_query(
        (
            row(plans, "plan", words="of", day="answer_by", task="task"),
            row(changes, "change", words="of", day="answer_by", task="plan__task", note="kind"),
            row(claims, "claim", words="of", day="verify_by", task="task"),
        )
    )
    by_kind: dict[str, list[Row]] = {code: [] for code in _SAID}
    for each in sorted(found, key=lambda each: (each.day or date.max, each.uid)):
        by_kind[each.code].append(each)
    for code, rows in by_kind.items():
        for each in rows[:MOST]:
            words, who = _SAID[code](each)
            yield Waiting(words, who, reverse("task_work", args=[each.words]), each.day)


_SAID: dict[str, Callable[[Row], tuple[str, str]]] = {
    "plan": lambda each: (_("Work plan %(task)s") % {"task": each.number}, _("responsible leader")),
    "change": lambda each: (
        f"{ChangeRequest.Kind(each.note or '').label} {each.number}",
        _("responsible leader"),
    ),
    "claim": lambda each: (_("Completion %(task)s") % {"task": each.number}, _("supervision office")),
}
