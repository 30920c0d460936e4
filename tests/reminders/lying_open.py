"""Every stage of every table that is not final: who sees it on his desk, or which clock moves it.

A thing that is answered with another one (a decision in minutes with its dispatch) names that one with `about`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from acts import coordination, dispatching, issuing, matters, planning, progress, urging
from duban.coordination.models import Decision
from duban.coordination.stages import ProblemStage
from reminders import laid_open as laid
from reminders.laid_open import Lay


@dataclass(frozen=True)
class Desk:
    """It stands on the desk of a member of the cast, as a duty of a kind, or by the act or page behind its button."""

    lay: Lay
    who: str
    kind: str
    about: Callable[[Any], Any] = lambda thing: thing


@dataclass(frozen=True)
class Clock:
    """The clock moves it within so many days."""

    lay: Lay
    days: int
    to: str


@dataclass(frozen=True)
class Rests:
    """Nothing is open about it: it is a fact, from which only a new act leads on."""

    why: str


Answer = Desk | Clock | Rests


OPEN: dict[str, dict[str, tuple[Answer, ...]]] = {
    "coordination.PROBLEM": {
        "raised": (Desk(coordination.raised, "officer", "triage"),),
        "triaged": (Desk(laid.triaged, "officer", "triage"),),
        "unit_level": (Desk(laid.at(ProblemStage.UNIT_LEVEL), "head", "problem_of_unit"),),
        "leader_level": (Desk(laid.at(ProblemStage.LEADER_LEVEL), "leader", "problem"),),
        "city_level": (Desk(laid.at(ProblemStage.CITY_LEVEL), "approver", "problem"),),
        "resolving": (Desk(laid.resolving, "liaison", "decision_receipt", lambda _problem: Decision.objects.get()),),
        "resolved": (
            Desk(coordination.resolved, "liaison", "solution_of_unit"),
            Desk(laid.noted_by("officer"), "officer", "solution_of_office"),
            Clock(laid.noted_by("leader"), 12, "confirmed"),
        ),
    },
    "coordination.DECISION": {
        "made": (
            Desk(dispatching.with_decision, "leader", "minutes", laid.dispatch_of),
            Desk(laid.in_signed_minutes, "officer", "minutes_sent", laid.dispatch_of),
        ),
        "assigned": (
            Desk(coordination.decision, "liaison", "decision_receipt"),
            Clock(coordination.decision, 7, "doing"),
        ),
        "doing": (Desk(laid.doing, "liaison", "decision"),),
        "reported": (
            Desk(coordination.reported, "leader", "decision_reported"),
            Desk(laid.reported_at(ProblemStage.UNIT_LEVEL, "head"), "head", "decision_reported_of_unit"),
            Desk(laid.reported_at(ProblemStage.CITY_LEVEL, "approver"), "approver", "decision_reported"),
        ),
        "reopened": (Desk(laid.reopened, "liaison", "decision"),),
    },
    "coordination.DISPATCH": {
        "planned": (Desk(dispatching.planned, "officer", "dispatch"),),
        "held": (Desk(dispatching.held, "leader", "minutes"), Desk(dispatching.held, "officer", "minutes_taken")),
        "minuted": (Desk(dispatching.minuted, "officer", "minutes_sent"),),
    },
    "coordination.PROPOSAL": {
        "filed": (Desk(dispatching.filed, "officer", "routing"),),
        "routed": (
            Desk(dispatching.routed, "leader", "proposal"),
            Desk(laid.routed_to_unit, "head", "proposal_of_unit"),
        ),
        "answered": (Desk(dispatching.answered, "officer", "finishing"),),
    },
    "ledger.INSTRUCTION": {
        "given": (Desk(matters.instruction, "officer", "instruction"),),
        "handed_on": (Desk(laid.handed_on, "officer", "matter_assigning", laid.matter_of),),
    },
    "ledger.MATTER": {
        "registered": (Desk(matters.registered, "officer", "matter_assigning"),),
        "assigned": (Desk(matters.assigned, "liaison", "matter_receipt"), Clock(matters.assigned, 7, "signed")),
        "signed": (Desk(matters.signed, "liaison", "matter_begin"),),
        "doing": (Desk(matters.doing, "liaison", "matter"),),
        "extended": (Desk(laid.extended, "liaison", "matter"),),
        "returned": (Desk(laid.matter_returned, "liaison", "matter"),),
        "replied": (
            Desk(matters.replied, "officer", "matter_replied"),
            Desk(matters.checked, "office_head", "matter_closing"),
            Desk(laid.checked_by_the_head, "approver", "matter_closing_above"),
        ),
    },
    "ledger.EXTENSION": {"filed": (Desk(matters.extension, "officer", "matter_extension"),)},
    "ledger.CHANGE": {
        "filed": (Desk(laid.change, "officer", "advice"), Desk(laid.change, "leader", "change")),
        "advised": (Desk(laid.advised, "leader", "change"),),
    },
    "ledger.DISPUTE": {"filed": (Desk(laid.dispute, "leader", "ledger.answer_dispute"),)},
    "ledger.CLAIM": {
        "made": (Desk(laid.claim, "officer", "completion", lambda claim: claim.task),),
        "verifying": (Desk(laid.claim_in_verification, "officer", "completion", lambda claim: claim.task),),
    },
    "ledger.WORK_PLAN": {
        "draft": (Desk(planning.draft, "liaison", "work_plan"),),
        "filed": (Desk(planning.filed, "leader", "plan_review"), Desk(planning.filed, "officer", "plan_review")),
        "returned": (Desk(laid.plan_returned, "liaison", "work_plan"),),
    },
    "ledger.TASK": {
        "draft": (Rests("adoption makes a task checked; what is not adopted is an import"),),
        "checked": (Desk(laid.task_checked, "office_head", "ledger.issue_tasks", lambda task: task.plan),),
        "issued": (Desk(issuing.issued, "liaison", "receipt", laid.part_of), Clock(issuing.issued, 10, "planning")),
        "disputed": (Desk(laid.task_disputed, "leader", "ledger.answer_dispute", laid.dispute_of),),
        "accepted": (Rests("left in the act that reaches it"),),
        "planning": (Desk(laid.task_planning, "liaison", "work_plan", laid.plan_of),),
        "plan_review": (Desk(laid.task_in_review, "leader", "plan_review", laid.plan_of),),
        "running": (Desk(laid.task_running, "liaison", "milestone", laid.milestone_of),),
        "suspended": (Clock(laid.task_suspended, 31, "running"),),
        "done_claimed": (Desk(progress.reported_done, "officer", "completion"),),
        "verifying": (Desk(progress.in_verification, "officer", "completion"),),
        "closed": (Rests("reopened only on proof"),),
        "year_closed": (Rests("the result of the year stands; the list of January decides on it"),),
    },
    "progress.REPORT": {
        "expected": (Desk(progress.report, "liaison", "reports"), Clock(progress.report, 40, "missing")),
        "drafting": (Desk(progress.draft, "liaison", "reports"),),
        "waiting_contrib": (Clock(laid.waiting, 22, "drafting"),),
        "unit_review": (Desk(progress.before_head, "head", "reports"),),
        "submitted": (Clock(progress.filed, 7, "accepted"),),
        "returned": (Desk(laid.report_returned, "liaison", "report"), Clock(laid.report_returned, 40, "missing")),
        "accepted": (Rests("a further version of it stands on the desk of the office"),),
        "amended": (Rests("the same"),),
        "missing": (Rests("unlocked by the office it stands on the desk of its unit"),),
    },
    "progress.CONTRIBUTION": {
        "due": (Desk(laid.contribution, "outsider", "contribution"), Clock(laid.contribution, 22, "late")),
        "filed": (Clock(laid.contribution_filed, 40, "accepted"),),
        "returned": (
            Desk(laid.contribution_returned, "outsider", "contribution"),
            Clock(laid.contribution_returned, 22, "late"),
        ),
        "late": (Desk(laid.contribution_late, "outsider", "contribution"),),
    },
    "progress.DOCKING": {"offered": (Desk(progress.docking, "liaison", "progress.answer_docking"),)},
    "progress.SPECIAL": {
        "drafted": (Desk(progress.special, "head", "special"),),
        "sent": (Desk(progress.sent, "leader", "progress.read_special"),),
    },
    "supervision.SLIP": {
        "proposed": (Desk(urging.proposed, "office_head", "slip_proposed"),),
        "sent": (Desk(urging.sent, "head", "slip"), Clock(urging.sent, 7, "lapsed")),
    },
    "plans.IMPORT": {
        "received": (Rests("every tick takes it up"),),
        "reading": (Rests("its lease runs out, and it is received again"),),
        "read": (Rests("it stands among what is on the way into the ledger on the desk of the office"),),
    },
}
MAY_REST = ("ledger.TASK", "progress.REPORT", "plans.IMPORT")
"""What is neither decision nor request nor problem; of all others nothing may rest."""
