"""Which acts a page offers about an object: those that its stage allows and that the reader may do or record."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import reverse

from duban.core import clock
from duban.ledger.models import (
    ChangeRequest,
    Claim,
    Dispute,
    Milestone,
    Part,
    Reopening,
    Task,
    WorkPlan,
)
from duban.ledger.serving import LEADING
from duban.ledger.stages import (
    ChangeStage,
    ClaimStage,
    DisputeStage,
    PlanStage,
    TaskStage,
)
from duban.orgs import policies
from duban.orgs.acting.performing import Weight, performed
from duban.orgs.models import Jurisdiction, Unit
from duban.orgs.roles import Role
from duban.orgs.viewers import Viewer
from duban.plans.models import Plan
from duban.progress.models import (
    Contribution,
    Digest,
    Docking,
    Evidence,
    ProgressReport,
    ReportingPeriod,
    Request,
    SpecialReport,
    StandingConsent,
)
from duban.progress.reporting.amending import AMENDABLE, waiting_amendment
from duban.progress.stages import ContributionStage, DockingStage, ReportStage, RequestStage
from duban.web.acts import of_coordination, of_matters, of_urging
from duban.web.acts.rules import Rule

RECORDERS = {Role.OFFICER, Role.OFFICE_HEAD, Role.REGISTRAR, Role.SECRETARY}


@dataclass(frozen=True)
class Offer:
    """An act with its address; `is_own` says that the reader does it himself, otherwise he records it."""

    code: str
    title: str
    url: str
    is_own: bool


def _before_today(day: Any) -> bool:
    return day is not None and day < clock.today()


def _is_amended(report: ProgressReport) -> bool:
    return report.stage in AMENDABLE and waiting_amendment(report) is not None


_RULES = (
    *of_coordination.RULES,
    *of_matters.RULES,
    *of_urging.RULES,
    Rule("ledger.issue_tasks", Plan, lambda plan: plan.tasks.filter(stage=TaskStage.CHECKED).exists()),
    Rule("ledger.mark_task", Task, lambda task: task.stage not in (TaskStage.CLOSED, TaskStage.CANCELLED)),
    Rule("ledger.receive_task", Part, lambda part: part.served_on is not None and part.received_at is None),
    Rule(
        "ledger.dispute_assignment",
        Part,
        lambda part: (
            part.role in LEADING
            and part.served_on is not None
            and part.received_at is None
            and part.task.stage in (TaskStage.ISSUED, TaskStage.DISPUTED)
        ),
    ),
    Rule("ledger.answer_dispute", Dispute, lambda dispute: dispute.stage == DisputeStage.FILED),
    Rule("ledger.suspend_task", Task, lambda task: task.stage == TaskStage.RUNNING),
    Rule("ledger.resume_task", Task, lambda task: task.stage == TaskStage.SUSPENDED),
    Rule("ledger.file_plan", WorkPlan, lambda plan: plan.stage in (PlanStage.DRAFT, PlanStage.RETURNED)),
    Rule("ledger.return_plan", WorkPlan, lambda plan: plan.stage == PlanStage.FILED and plan.times_returned < 2),
    Rule(
        "ledger.approve_plan",
        WorkPlan,
        lambda plan: plan.stage == PlanStage.FILED or (plan.stage == PlanStage.IN_FORCE and plan.is_provisional),
    ),
    Rule("ledger.force_plan", WorkPlan, lambda plan: plan.stage == PlanStage.FILED and _before_today(plan.answer_by)),
    Rule("ledger.advise_change", ChangeRequest, lambda change: change.stage == ChangeStage.FILED),
    Rule(
        "ledger.answer_change",
        ChangeRequest,
        lambda change: (
            change.stage in (ChangeStage.FILED, ChangeStage.ADVISED)
            or (change.stage == ChangeStage.GRANTED and change.is_provisional)
        ),
    ),
    Rule(
        "ledger.force_change",
        ChangeRequest,
        lambda change: change.stage == ChangeStage.ADVISED and _before_today(change.answer_by),
    ),
    Rule(
        "ledger.withdraw_change",
        ChangeRequest,
        lambda change: change.stage in (ChangeStage.FILED, ChangeStage.ADVISED),
    ),
    Rule("ledger.report_milestone", Milestone, lambda milestone: milestone.done_on is None),
    Rule("ledger.reopen_milestone", Milestone, lambda milestone: milestone.done_on is not None),
    Rule("progress.set_request", Part, lambda part: part.role in LEADING and part.task.stage == TaskStage.RUNNING),
    Rule("progress.end_request", Request, lambda request: request.stage == RequestStage.SET),
    Rule(
        "progress.offer_docking",
        Part,
        lambda part: part.role not in LEADING and part.served_on is not None,
    ),
    Rule("progress.answer_docking", Docking, lambda docking: docking.stage == DockingStage.OFFERED),
    Rule(
        "progress.file_contribution",
        Contribution,
        lambda each: each.stage in (ContributionStage.DUE, ContributionStage.LATE, ContributionStage.RETURNED),
    ),
    Rule("progress.return_contribution", Contribution, lambda each: each.stage == ContributionStage.FILED),
    Rule("progress.accept_contribution", Contribution, lambda each: each.stage == ContributionStage.FILED),
    Rule("progress.wait_report", ProgressReport, lambda report: report.stage == ReportStage.DRAFTING),
    Rule("progress.hand_back_report", ProgressReport, lambda report: report.stage == ReportStage.UNIT_REVIEW),
    Rule("progress.return_report", ProgressReport, lambda report: report.stage == ReportStage.SUBMITTED),
    Rule("progress.accept_report", ProgressReport, lambda report: report.stage == ReportStage.SUBMITTED),
    Rule("progress.accept_amendment", ProgressReport, _is_amended),
    Rule("progress.refuse_amendment", ProgressReport, _is_amended),
    Rule("progress.unlock_report", ProgressReport, lambda report: report.stage == ReportStage.MISSING),
    Rule("progress.exempt_report", ProgressReport, lambda report: report.stage == ReportStage.EXPECTED),
    Rule("progress.use_evidence", Evidence, lambda evidence: evidence.withdrawn_at is None),
    Rule("progress.withdraw_evidence", Evidence, lambda evidence: evidence.withdrawn_at is None),
    Rule("progress.give_consent", Unit, lambda unit: not unit.is_group),
    Rule("progress.set_rule", Jurisdiction, lambda _city: True),
    Rule("progress.make_digest", ReportingPeriod, lambda period: period.cut_off_on < clock.today()),
    Rule("progress.revoke_consent", StandingConsent, lambda consent: consent.revoked_at is None),
    Rule(
        "progress.claim_done",
        Part,
        lambda part: part.role in LEADING and part.task.stage == TaskStage.RUNNING,
    ),
    Rule(
        "progress.withdraw_claim",
        Claim,
        lambda claim: claim.stage == ClaimStage.MADE and claim.task.stage == TaskStage.RUNNING,
    ),
    Rule("progress.begin_verifying", Task, lambda task: task.stage == TaskStage.DONE_CLAIMED),
    Rule("progress.verify_claim", Claim, lambda claim: claim.stage == ClaimStage.VERIFYING),
    Rule("progress.return_claims", Task, lambda task: task.stage == TaskStage.VERIFYING),
    Rule(
        "progress.confirm_done",
        Task,
        lambda task: task.stage == TaskStage.VERIFYING and task.is_firm and task.done_confirmed_at is None,
    ),
    Rule("progress.close_task", Task, lambda task: task.stage == TaskStage.VERIFYING),
    Rule("progress.propose_reopening", Task, lambda task: task.stage == TaskStage.CLOSED),
    Rule("progress.answer_reopening", Reopening, lambda each: each.stage == Reopening.Stage.PROPOSED),
    Rule("progress.draft_special", Part, lambda part: part.role in LEADING and part.served_on is not None),
    Rule("progress.send_special", SpecialReport, lambda report: report.stage == SpecialReport.Stage.DRAFTED),
    Rule("progress.read_special", SpecialReport, lambda report: report.stage == SpecialReport.Stage.SENT),
    Rule("progress.deliver_digest", Digest, lambda digest: digest.delivered_at is None),
)


def offers(viewer: Viewer, about: Model, *, only: Iterable[str] = ()) -> list[Offer]:
    """Return what can be done about an object now, in the order of the life of a task."""
    wanted = frozenset(only)
    found = []
    for rule in _RULES:
        if type(about) is not rule.model or (wanted and rule.code not in wanted) or not rule.when(about):
            continue
        is_own = policies.can(viewer, rule.code, about)
        if is_own or _may_record(viewer, rule.code):
            url = reverse("act", args=[rule.code, str(about.uid)])  # type: ignore[attr-defined]
            found.append(Offer(rule.code, policies.title_of(rule.code), url, is_own))
    return found


def is_possible(code: str, about: Model) -> bool:
    """Say whether the stage of an object allows an act; acts without a rule are always asked."""
    rules = [rule for rule in _RULES if rule.code == code and type(about) is rule.model]
    return all(rule.when(about) for rule in rules)


def _may_record(viewer: Viewer, code: str) -> bool:
    service = performed().get(code)
    return service is not None and service.weight is not Weight.OWN and bool(viewer.roles & RECORDERS)
