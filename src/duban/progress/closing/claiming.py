"""Completion as a lead reports it: its part is done; the task is when all leads say so (domain 3.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from duban.core import clock
from duban.core.digests import JSON
from duban.journal.records import Subject, Text
from duban.ledger import hooks
from duban.ledger.models import Claim, Milestone, Part, Task, WorkPlan
from duban.ledger.moving import move
from duban.ledger.planning.under_way import is_claimed
from duban.ledger.serving import LEADING
from duban.ledger.stages import ClaimStage, PlanStage, TaskStage
from duban.ledger.wording import fitting, reasoned
from duban.orgs.acting.performing import Deed, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.calendar import calendar_of
from duban.orgs.errors import Stale
from duban.progress.closing import actions
from duban.progress.closing.errors import EvidenceOrReason, StillOpen
from duban.progress.models import Evidence, EvidenceUse

VERIFY_WITHIN = 10  # working days (domain 4.4)
NAMED_OPEN = 3


@dataclass(frozen=True)
class DoneClaimed:
    """What was reached, with the files that show it, or why there are none."""

    statement: Annotated[str, Titled(_("What was reached"))]
    evidence: Annotated[tuple[str, ...], Titled(_("Evidence"), names=Evidence)] = ()
    without_evidence: Annotated[str | None, Titled(_("Why there is no evidence"))] = None


@dataclass(frozen=True)
class ClaimWithdrawn:
    """Why the part is not done after all."""

    reason: Annotated[str, Titled(_("Reason"))]


@performs("progress.claim_done", about=Part, given=DoneClaimed)
def claim_done(deed: Deed, part: Part, given: DoneClaimed) -> Claim:
    """Report that a lead's part is done; with the last lead the task is, and the office verifies it."""
    statement, without = reasoned(given.statement), fitting(given.without_evidence)
    plan = WorkPlan.objects.filter(jurisdiction=deed.jurisdiction, part=part).first()
    task = Task.objects.select_for_update().get(pk=part.task_id)
    if plan is None or plan.stage != PlanStage.IN_FORCE or task.stage != TaskStage.RUNNING:
        raise Stale
    if is_claimed(plan):
        raise Stale
    _require_all_done(plan)
    files = list(
        Evidence.objects.filter(
            jurisdiction=deed.jurisdiction, unit=part.unit_id, uid__in=given.evidence, withdrawn_at__isnull=True
        )
    )
    if not files and without is None:
        raise EvidenceOrReason
    claim = Claim.objects.create(
        jurisdiction=deed.jurisdiction,
        task=task,
        part=part,
        statement=statement,
        without_evidence=None if files else without,
        made_at=deed.at,
        made_by=deed.viewer.user,
        verify_by=calendar_of(deed.jurisdiction).after(clock.today(), VERIFY_WITHIN),
    )
    _use(claim, files)
    moves = _bring_to_claimed(task)
    hooks.announce(deed.jurisdiction.pk, task.pk)
    deed.record(
        actions.DONE_CLAIMED.code,
        subjects_of(claim),
        {"unit": part.unit.name, "moves": moves, "evidence": [file.name for file in files]},
        [Text("statement", statement), Text("without_evidence", without or "")],
    )
    return claim


@performs("progress.withdraw_claim", about=Claim, given=ClaimWithdrawn, along=("task", "part__unit"))
def withdraw_claim(deed: Deed, claim: Claim, given: ClaimWithdrawn) -> Claim:
    """Withdraw a report of completion as long as the task as a whole was not reported done."""
    reason = reasoned(given.reason)
    task = Task.objects.select_for_update().get(pk=claim.task_id)  # the last lead may report this very moment
    if claim.stage != ClaimStage.MADE or task.stage != TaskStage.RUNNING:
        raise Stale
    move(claim, ClaimStage.WITHDRAWN, answered_at=deed.at)
    hooks.announce(deed.jurisdiction.pk, claim.task_id)
    deed.record(
        actions.CLAIM_WITHDRAWN.code, subjects_of(claim), {"unit": claim.part.unit.name}, [Text("reason", reason)]
    )
    return claim


def open_milestones(plan: WorkPlan) -> Sequence[Milestone]:
    """Return the milestones of a plan that are neither done nor cancelled, in the order of their days."""
    rows = Milestone.objects.filter(
        jurisdiction=plan.jurisdiction_id,
        item__plan=plan,
        item__cancelled_on__isnull=True,
        cancelled_on__isnull=True,
        done_on__isnull=True,
    )
    return list(rows.order_by("due_on", "pk"))


def subjects_of(claim: Claim) -> list[Subject]:
    """Return what an act on a claim touches."""
    return [
        Subject("claim", claim.uid),
        Subject("task", claim.task.uid),
        Subject("unit", claim.part.unit.uid),
    ]


def _require_all_done(plan: WorkPlan) -> None:
    still = open_milestones(plan)
    if still:
        named = "、".join(each.title for each in still[:NAMED_OPEN])
        raise StillOpen(open=f"{named} …" if len(still) > NAMED_OPEN else named)


def _use(claim: Claim, files: Sequence[Evidence]) -> None:
    EvidenceUse.objects.bulk_create(
        EvidenceUse(
            jurisdiction_id=claim.jurisdiction_id,
            evidence=file,
            task_id=claim.task_id,
            kind=EvidenceUse.Kind.CLAIM,
            about=claim.uid,
            used_at=claim.made_at,
        )
        for file in files
    )


def _bring_to_claimed(task: Task) -> list[JSON]:
    leads = Part.objects.filter(jurisdiction=task.jurisdiction_id, task=task, role__in=LEADING)
    claimed = Claim.objects.filter(jurisdiction=task.jurisdiction_id, part__in=leads, stage=ClaimStage.MADE)
    if claimed.count() < leads.count():
        return []
    move(task, TaskStage.DONE_CLAIMED)
    return [[TaskStage.RUNNING.value, TaskStage.DONE_CLAIMED.value]]
