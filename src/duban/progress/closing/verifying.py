"""Verification of a completion by the office, closing with two pairs of eyes, reopening on proof (domain 3.1)."""

from dataclasses import dataclass
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duban.journal.records import Subject, Text
from duban.ledger import hooks
from duban.ledger.matters.closing import close_matters_of
from duban.ledger.models import Claim, Reopening, Task
from duban.ledger.moving import move
from duban.ledger.stages import ClaimStage, TaskStage
from duban.ledger.wording import answered, reasoned
from duban.orgs.acting.eyes import Verdict
from duban.orgs.acting.pairs import seen_by_two
from duban.orgs.acting.performing import Deed, Weight, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.errors import Stale
from duban.progress.closing import actions
from duban.progress.closing.claiming import subjects_of
from duban.progress.closing.errors import NotConfirmed, NotVerified, OwnReport, SecondPersonNeeded

REOPENED = {"True": _("Reopen it"), "False": _("It stays closed")}


@dataclass(frozen=True)
class DoneConfirmed:
    """Nothing more than that the leader confirms it."""


@dataclass(frozen=True)
class TaskClosed:
    """The version that was seen."""

    version: Annotated[int | None, Titled(_("Version"))] = None


@dataclass(frozen=True)
class ReopeningAnswered:
    """Reopened or not, with the leader's words."""

    is_granted: Annotated[bool, Titled(_("Decision"), choices=REOPENED)]
    answer: Annotated[str, Titled(_("Answer"))] = ""


@dataclass(frozen=True)
class VerifyingBegun:
    """Nothing more than that it is looked at."""


@performs("progress.begin_verifying", about=Task, given=VerifyingBegun, weight=Weight.OWN)
def begin_verifying(deed: Deed, task: Task, _given: VerifyingBegun) -> Task:
    """Begin to verify what was reported as done."""
    if task.stage != TaskStage.DONE_CLAIMED:
        raise Stale
    move(task, TaskStage.VERIFYING)
    for claim in Claim.objects.filter(jurisdiction=deed.jurisdiction, task=task, stage=ClaimStage.MADE):
        move(claim, ClaimStage.VERIFYING)
    hooks.announce(deed.jurisdiction.pk, task.pk)
    deed.record(
        actions.VERIFYING_BEGUN.code,
        [Subject("task", task.uid)],
        {"moves": [[TaskStage.DONE_CLAIMED.value, TaskStage.VERIFYING.value]]},
    )
    return task


@dataclass(frozen=True)
class ClaimVerified:
    """What the check found, and how."""

    verification: Annotated[str, Titled(_("What was found"))]


@performs("progress.verify_claim", about=Claim, given=ClaimVerified, weight=Weight.OWN, along=("task", "part__unit"))
def verify_claim(deed: Deed, claim: Claim, given: ClaimVerified) -> Claim:
    """Record what the verification of one lead's part found; the checker is not the reporter."""
    found = reasoned(given.verification)
    if claim.stage != ClaimStage.VERIFYING:
        raise Stale
    if claim.made_by_id == deed.viewer.user.pk:
        raise OwnReport
    Claim.objects.filter(pk=claim.pk).update(verifier=deed.viewer.user, verification=found)
    claim.refresh_from_db()
    deed.record(
        actions.CLAIM_VERIFIED.code,
        subjects_of(claim),
        {"unit": claim.part.unit.name},
        [Text("verification", found)],
    )
    return claim


@dataclass(frozen=True)
class ClaimsReturned:
    """The gap between what was reported and what was found."""

    gap: Annotated[str, Titled(_("What is missing"))]


@performs("progress.return_claims", about=Task, given=ClaimsReturned, weight=Weight.OWN)
def return_claims(deed: Deed, task: Task, given: ClaimsReturned) -> Task:
    """Return what was reported as done with the gap that was found; from this day it counts as never reported."""
    gap = reasoned(given.gap)
    if task.stage != TaskStage.VERIFYING:
        raise Stale
    move(task, TaskStage.RUNNING)
    for claim in Claim.objects.filter(jurisdiction=deed.jurisdiction, task=task, stage=ClaimStage.VERIFYING):
        move(claim, ClaimStage.RETURNED, answered_at=deed.at, verification=gap)
    Task.objects.filter(pk=task.pk).update(done_confirmed_at=None)
    hooks.announce(deed.jurisdiction.pk, task.pk)
    deed.record(
        actions.CLAIM_RETURNED.code,
        [Subject("task", task.uid)],
        {"moves": [[TaskStage.VERIFYING.value, TaskStage.RUNNING.value]]},
        [Text("gap", gap)],
    )
    return task


@performs("progress.confirm_done", about=Task, given=DoneConfirmed, weight=Weight.DECISION)
def confirm_done(deed: Deed, task: Task, _given: DoneConfirmed) -> Task:
    """Confirm that a firm commitment is kept, as the responsible leader."""
    if task.stage != TaskStage.VERIFYING or task.done_confirmed_at is not None:
        raise Stale
    Task.objects.filter(pk=task.pk).update(done_confirmed_at=deed.at)
    task.refresh_from_db()
    deed.record(actions.DONE_CONFIRMED.code, [Subject("task", task.uid)])
    return task


@performs("progress.close_task", about=Task, given=TaskClosed, weight=Weight.DECISION)
def close_task(deed: Deed, task: Task, given: TaskClosed) -> Task:
    """Close a verified task; who verified it does not close it, and what the head verified the approver closes.

    The matters that are linked to it close with it (domain 3.8).
    """
    if task.stage != TaskStage.VERIFYING or (given.version is not None and given.version != task.version):
        raise Stale
    claims = list(
        Claim.objects.filter(jurisdiction=deed.jurisdiction, task=task, stage=ClaimStage.VERIFYING).select_related(
            "verifier__person", "made_by__person", "part__unit"
        )
    )
    unverified = [claim.part.unit.name for claim in claims if claim.verifier is None]
    if unverified or not claims:
        raise NotVerified(units="、".join(unverified) or "—")
    if any(claim.verifier and seen_by_two(deed, claim.verifier) is not Verdict.ENOUGH for claim in claims):
        raise SecondPersonNeeded
    if task.is_firm and task.done_confirmed_at is None:
        raise NotConfirmed
    move(task, TaskStage.CLOSED, closed_on=timezone.localdate(deed.at))
    for claim in claims:
        move(claim, ClaimStage.VERIFIED, answered_at=deed.at)
    matters, moves = close_matters_of(task, claims, deed.at)
    hooks.announce(deed.jurisdiction.pk, task.pk)
    deed.record(
        actions.TASK_CLOSED.code,
        [Subject("task", task.uid), *(Subject("claim", claim.uid) for claim in claims), *matters],
        {
            "moves": [[TaskStage.VERIFYING.value, TaskStage.CLOSED.value], *moves],
            "verified_by": sorted({claim.verifier.person.name for claim in claims if claim.verifier is not None}),
        },
    )
    return task


@dataclass(frozen=True)
class ReopeningProposed:
    """What shows that it is not done."""

    proof: Annotated[str, Titled(_("Proof"))]


@performs("progress.propose_reopening", about=Task, given=ReopeningProposed, weight=Weight.OWN)
def propose_reopening(deed: Deed, task: Task, given: ReopeningProposed) -> Reopening:
    """Propose to reopen a closed task on proof; the responsible leader decides."""
    proof = reasoned(given.proof)
    is_proposed = Reopening.objects.filter(
        jurisdiction=deed.jurisdiction, task=task, stage=Reopening.Stage.PROPOSED
    ).exists()
    if task.stage != TaskStage.CLOSED or is_proposed:
        raise Stale
    reopening = Reopening.objects.create(jurisdiction=deed.jurisdiction, task=task, proof=proof, proposed_at=deed.at)
    deed.record(
        actions.REOPENING_PROPOSED.code,
        [Subject("task", task.uid), Subject("reopening", reopening.uid)],
        {},
        [Text("proof", proof)],
    )
    return reopening


@performs("progress.answer_reopening", about=Reopening, given=ReopeningAnswered, weight=Weight.DECISION)
def answer_reopening(deed: Deed, reopening: Reopening, given: ReopeningAnswered) -> Reopening:
    """Reopen a closed task, or let it rest; both lights stay in its history."""
    answer = answered(given.answer, is_granted=given.is_granted)
    task = Task.objects.select_for_update().get(pk=reopening.task_id)
    if reopening.stage != Reopening.Stage.PROPOSED or task.stage != TaskStage.CLOSED:
        raise Stale
    to = Reopening.Stage.GRANTED if given.is_granted else Reopening.Stage.REFUSED
    Reopening.objects.filter(pk=reopening.pk).update(stage=to, answer=answer or None, answered_at=deed.at)
    reopening.refresh_from_db()
    if given.is_granted:
        move(task, TaskStage.RUNNING, closed_on=None, done_confirmed_at=None)
        for claim in Claim.objects.filter(jurisdiction=deed.jurisdiction, task=task, stage=ClaimStage.VERIFIED):
            move(claim, ClaimStage.RETURNED, answered_at=deed.at)
        hooks.announce(deed.jurisdiction.pk, task.pk)
    deed.record(
        actions.REOPENING_ANSWERED.code,
        [Subject("task", task.uid), Subject("reopening", reopening.uid)],
        {
            "is_granted": given.is_granted,
            "moves": [[TaskStage.CLOSED.value, TaskStage.RUNNING.value]] if given.is_granted else [],
        },
        [Text("answer", answer)],
    )
    return reopening
