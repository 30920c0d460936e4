"""What lies with others: work plans and changes with the leader, completions with the office."""

from collections.abc import Collection, Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from duban.ledger.models import ChangeRequest, Claim, WorkPlan
from duban.ledger.stages import ChangeStage, ClaimStage, PlanStage
from duban.orgs.viewers import Viewer
from duban.reminders.duties.kinds import MOST
from duban.reminders.duties.models import Waiting


def awaited(viewer: Viewer, units: Collection[int]) -> Iterator[Waiting]:
    """Return what the people of a unit wait for, and until when; one query a kind."""
    own = {"jurisdiction": viewer.jurisdiction}
    plans = WorkPlan.objects.filter(
        **own, part__unit__in=units, part__ended_on__isnull=True, stage=PlanStage.FILED
    ).select_related("task")
    for plan in plans.order_by("due_on", "task__position")[:MOST]:
        words = _("Work plan %(task)s") % {"task": plan.task.numbers}
        yield Waiting(words, _("responsible leader"), _work(plan.task.uid), plan.answer_by)
    changes = ChangeRequest.objects.filter(
        **own, plan__part__unit__in=units, stage__in=[ChangeStage.FILED, ChangeStage.ADVISED]
    )
    for change in changes.select_related("plan__task").order_by("answer_by")[:MOST]:
        words = f"{change.get_kind_display()} {change.plan.task.numbers}"
        yield Waiting(words, _("responsible leader"), _work(change.plan.task.uid), change.answer_by)
    claims = Claim.objects.filter(**own, part__unit__in=units, stage__in=[ClaimStage.MADE, ClaimStage.VERIFYING])
    for claim in claims.select_related("task").order_by("verify_by")[:MOST]:
        words = _("Completion %(task)s") % {"task": claim.task.numbers}
        yield Waiting(words, _("supervision office"), _work(claim.task.uid), claim.verify_by)


def _work(uid: str) -> str:
    return reverse("task_work", args=[uid])
