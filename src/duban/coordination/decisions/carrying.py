"""The owner of a decision acknowledges it, does it, and reports it done (domain 3.9)."""

from dataclasses import dataclass
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duban.coordination.decisions import actions
from duban.coordination.decisions.confirming import announce, is_under_way, locked_problem, subjects_of
from duban.coordination.models import Decision, Problem
from duban.coordination.moving import move_decision, move_problem
from duban.coordination.stages import DecisionStage, ProblemStage
from duban.core.digests import JSON
from duban.journal.records import Text
from duban.ledger.wording import reasoned
from duban.orgs.acting.performing import Deed, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.calendar import calendar_of
from duban.orgs.errors import Stale
from duban.progress.evidencing.files import attach
from duban.progress.models import Evidence, EvidenceUse

CONFIRM_WITHIN = 5  # working days until the silence of the raiser is his word (domain 3.3)


@dataclass(frozen=True)
class DecisionReceived:
    """Nothing more than the receipt."""


@dataclass(frozen=True)
class DecisionReported:
    """What was done, with the files that show it."""

    report: Annotated[str, Titled(_("What was done"))]
    evidence: Annotated[tuple[str, ...], Titled(_("Evidence"), names=Evidence)] = ()


@performs("coordination.receive_decision", about=Decision, given=DecisionReceived)
def receive_decision(deed: Deed, decision: Decision, _given: DecisionReceived) -> Decision:
    """Acknowledge receipt of a decision."""
    if decision.stage != DecisionStage.ASSIGNED:
        raise Stale
    move_decision(decision, DecisionStage.DOING)
    deed.record(
        actions.DECISION_RECEIVED.code,
        subjects_of(decision),
        {"owner": decision.owner.name, "moves": [[DecisionStage.ASSIGNED.value, DecisionStage.DOING.value]]},
    )
    return decision


@performs("coordination.report_decision", about=Decision, given=DecisionReported)
def report_decision(deed: Deed, decision: Decision, given: DecisionReported) -> Decision:
    """Report a decision as done; with the last one of a problem the problem is reported solved."""
    report = reasoned(given.report)
    problem = locked_problem(decision)
    moves: list[JSON] = []
    if decision.stage == DecisionStage.ASSIGNED:  # to report it done is to have received it
        moves.append([decision.stage, DecisionStage.DOING.value])
        move_decision(decision, DecisionStage.DOING)
    if decision.stage not in (DecisionStage.DOING, DecisionStage.REOPENED):
        raise Stale
    moves.append([decision.stage, DecisionStage.REPORTED.value])
    move_decision(decision, DecisionStage.REPORTED, reported_at=deed.at, report=report)
    names = _use(deed, decision, given.evidence)
    solved: list[JSON] = _solve(deed, problem)
    announce(decision)
    deed.record(
        actions.DECISION_REPORTED.code,
        subjects_of(decision),
        {"owner": decision.owner.name, "moves": [*moves, *solved], "evidence": names},
        [Text("report", report)],
    )
    return decision


def _solve(deed: Deed, problem: Problem | None) -> list[JSON]:
    if problem is None or problem.stage != ProblemStage.RESOLVING or is_under_way(problem):
        return []
    day = timezone.localdate(deed.at)
    confirm_by = calendar_of(deed.jurisdiction).after(day, CONFIRM_WITHIN)
    move_problem(problem, ProblemStage.RESOLVED, resolved_at=deed.at, confirm_by=confirm_by)
    return [[ProblemStage.RESOLVING.value, ProblemStage.RESOLVED.value]]


def _use(deed: Deed, decision: Decision, uids: tuple[str, ...]) -> list[JSON]:
    """Attach files of the owner; their names are witnessed by the entry."""
    files = Evidence.objects.filter(
        jurisdiction=deed.jurisdiction, unit=decision.owner_id, uid__in=uids, withdrawn_at__isnull=True
    ).order_by("pk")
    for file in files:
        attach(deed, file, EvidenceUse.Kind.DECISION, decision.uid, decision.task)
    return [file.name for file in files]
