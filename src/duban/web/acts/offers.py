"""Which acts a page offers about an object: those that its stage allows and that the reader may do or record."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import reverse

from duban.core import clock
from duban.ledger.matters.closing import WITHDRAWABLE
from duban.ledger.matters.extending import EXTENDABLE, is_extended
from duban.ledger.matters.replying import ANSWERABLE
from duban.ledger.models import (
    ChangeRequest,
    Claim,
    Dispute,
    Instruction,
    Matter,
    MatterExtension,
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
    ExtensionStage,
    InstructionStage,
    MatterStage,
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
from duban.progress.stages import ContributionStage, DockingStage, ReportStage, RequestStage

RECORDERS = {Role.OFFICER, Role.OFFICE_HEAD, Role.REGISTRAR, Role.SECRETARY}


@dataclass(frozen=True)
class Offer:
    """An act with its address; `is_own` says that the reader does it himself, otherwise he records it."""

    code: str
    title: str
    url: str
    is_own: bool


@dataclass(frozen=True)
class _Rule:
    code: str
    model: type[Model]
    when: Callable[[Any], bool]


def _before_today(day: Any) -> bool:
    return day is not None and day < clock.today()


_RULES = (
    _Rule("ledger.issue_tasks", Plan, lambda plan: plan.tasks.filter(stage=TaskStage.CHECKED).exists()),
    _Rule("ledger.mark_task", Task, lambda task: task.stage not in (TaskStage.CLOSED, TaskStage.CANCELLED)),
    _Rule("ledger.receive_task", Part, lambda part: part.served_on is not None and part.received_at is None),
    _Rule(
        "ledger.dispute_assignment",
        Part,
        lambda part: (
            part.role in LEADING
            and part.served_on is not None
            and part.received_at is None
            and part.task.stage in (TaskStage.ISSUED, TaskStage.DISPUTED)
        ),
    ),
    _Rule("ledger.answer_dispute", Dispute, lambda dispute: dispute.stage == DisputeStage.FILED),
    _Rule("ledger.suspend_task", Task, lambda task: task.stage == TaskStage.RUNNING),
    _Rule("ledger.resume_task", Task, lambda task: task.stage == TaskStage.SUSPENDED),
    _Rule("ledger.file_plan", WorkPlan, lambda plan: plan.stage in (PlanStage.DRAFT, PlanStage.RETURNED)),
    _Rule("ledger.return_plan", WorkPlan, lambda plan: plan.stage == PlanStage.FILED and plan.times_returned < 2),
    _Rule(
        "ledger.approve_plan",
        WorkPlan,
        lambda plan: plan.stage == PlanStage.FILED or (plan.stage == PlanStage.IN_FORCE and plan.is_provisional),
    ),
    _Rule("ledger.force_plan", WorkPlan, lambda plan: plan.stage == PlanStage.FILED and _before_today(plan.answer_by)),
    _Rule("ledger.advise_change", ChangeRequest, lambda change: change.stage == ChangeStage.FILED),
    _Rule(
        "ledger.answer_change",
        ChangeRequest,
        lambda change: change.stage in (ChangeStage.FILED, ChangeStage.ADVISED),
    ),
    _Rule(
        "ledger.force_change",
        ChangeRequest,
        lambda change: change.stage == ChangeStage.ADVISED and _before_today(change.answer_by),
    ),
    _Rule(
        "ledger.withdraw_change",
        ChangeRequest,
        lambda change: change.stage in (ChangeStage.FILED, ChangeStage.ADVISED),
    ),
    _Rule("ledger.report_milestone", Milestone, lambda milestone: milestone.done_on is None),
    _Rule("ledger.reopen_milestone", Milestone, lambda milestone: milestone.done_on is not None),
    _Rule("progress.set_request", Part, lambda part: part.role in LEADING and part.task.stage == TaskStage.RUNNING),
    _Rule("progress.end_request", Request, lambda request: request.stage == RequestStage.SET),
    _Rule(
        "progress.offer_docking",
        Part,
        lambda part: part.role not in LEADING and part.served_on is not None,
    ),
    _Rule("progress.answer_docking", Docking, lambda docking: docking.stage == DockingStage.OFFERED),
    _Rule(
        "progress.file_contribution",
        Contribution,
        lambda each: each.stage in (ContributionStage.DUE, ContributionStage.LATE, ContributionStage.RETURNED),
    ),
    _Rule("progress.return_contribution", Contribution, lambda each: each.stage == ContributionStage.FILED),
    _Rule("progress.accept_contribution", Contribution, lambda each: each.stage == ContributionStage.FILED),
    _Rule("progress.wait_report", ProgressReport, lambda report: report.stage == ReportStage.DRAFTING),
    _Rule("progress.hand_back_report", ProgressReport, lambda report: report.stage == ReportStage.UNIT_REVIEW),
    _Rule("progress.return_report", ProgressReport, lambda report: report.stage == ReportStage.SUBMITTED),
    _Rule("progress.accept_report", ProgressReport, lambda report: report.stage == ReportStage.SUBMITTED),
    _Rule("progress.unlock_report", ProgressReport, lambda report: report.stage == ReportStage.MISSING),
    _Rule("progress.exempt_report", ProgressReport, lambda report: report.stage == ReportStage.EXPECTED),
    _Rule("progress.use_evidence", Evidence, lambda evidence: evidence.withdrawn_at is None),
    _Rule("progress.withdraw_evidence", Evidence, lambda evidence: evidence.withdrawn_at is None),
    _Rule("progress.give_consent", Unit, lambda unit: not unit.is_group),
    _Rule("progress.set_rule", Jurisdiction, lambda _city: True),
    _Rule("progress.make_digest", ReportingPeriod, lambda period: period.cut_off_on < clock.today()),
    _Rule("progress.revoke_consent", StandingConsent, lambda consent: consent.revoked_at is None),
    _Rule(
        "progress.claim_done",
        Part,
        lambda part: part.role in LEADING and part.task.stage == TaskStage.RUNNING,
    ),
    _Rule(
        "progress.withdraw_claim",
        Claim,
        lambda claim: claim.stage == ClaimStage.MADE and claim.task.stage == TaskStage.RUNNING,
    ),
    _Rule("progress.begin_verifying", Task, lambda task: task.stage == TaskStage.DONE_CLAIMED),
    _Rule("progress.verify_claim", Claim, lambda claim: claim.stage == ClaimStage.VERIFYING),
    _Rule("progress.return_claims", Task, lambda task: task.stage == TaskStage.VERIFYING),
    _Rule(
        "progress.confirm_done",
        Task,
        lambda task: task.stage == TaskStage.VERIFYING and task.is_firm and task.done_confirmed_at is None,
    ),
    _Rule("progress.close_task", Task, lambda task: task.stage == TaskStage.VERIFYING),
    _Rule("progress.propose_reopening", Task, lambda task: task.stage == TaskStage.CLOSED),
    _Rule("progress.answer_reopening", Reopening, lambda each: each.stage == Reopening.Stage.PROPOSED),
    _Rule("progress.draft_special", Part, lambda part: part.role in LEADING and part.served_on is not None),
    _Rule("progress.send_special", SpecialReport, lambda report: report.stage == SpecialReport.Stage.DRAFTED),
    _Rule("progress.read_special", SpecialReport, lambda report: report.stage == SpecialReport.Stage.SENT),
    _Rule("progress.deliver_digest", Digest, lambda digest: digest.delivered_at is None),
    _Rule("ledger.note_instruction", Instruction, lambda each: each.stage == InstructionStage.GIVEN),
    _Rule("ledger.assign_matter", Matter, lambda matter: matter.stage == MatterStage.REGISTERED),
    _Rule("ledger.sign_matter", Matter, lambda matter: matter.stage == MatterStage.ASSIGNED),
    _Rule("ledger.begin_matter", Matter, lambda matter: matter.stage == MatterStage.SIGNED),
    _Rule("ledger.draft_reply", Matter, lambda matter: matter.stage in ANSWERABLE),
    _Rule("ledger.reply_matter", Matter, lambda matter: matter.stage in ANSWERABLE),
    _Rule("ledger.ask_extension", Matter, lambda matter: matter.stage in EXTENDABLE and not is_extended(matter)),
    _Rule("ledger.answer_extension", MatterExtension, lambda each: each.stage == ExtensionStage.FILED),
    _Rule(
        "ledger.check_matter",
        Matter,
        lambda matter: matter.stage == MatterStage.REPLIED and matter.checked_by_id is None,
    ),
    _Rule(
        "ledger.close_matter",
        Matter,
        lambda matter: matter.stage == MatterStage.REPLIED and matter.checked_by_id is not None,
    ),
    _Rule("ledger.return_reply", Matter, lambda matter: matter.stage == MatterStage.REPLIED),
    _Rule("ledger.withdraw_matter", Matter, lambda matter: matter.stage in WITHDRAWABLE),
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
