"""Rows of the acts of reporting, asking, closing and reporting upward."""

from datetime import timedelta
from decimal import Decimal

import cast
from acts import ActRow, planning
from duban.core import clock
from duban.ledger.models import Claim, Milestone, Part, Reopening, Task
from duban.ledger.planning.milestones import MilestoneDone, report_milestone
from duban.orgs.acting.performing import By
from duban.orgs.models import Jurisdiction, Unit
from duban.orgs.ticking import tick
from duban.progress.asking.contributions import (
    ContributionAccepted,
    ContributionFiled,
    ContributionReturned,
    file_contribution,
)
from duban.progress.asking.docking import OfferAnswered, Offered, offer_docking
from duban.progress.asking.requests import RequestEnded, RequestSet, set_request
from duban.progress.closing.claiming import ClaimWithdrawn, DoneClaimed, claim_done
from duban.progress.closing.verifying import (
    ClaimsReturned,
    ClaimVerified,
    DoneConfirmed,
    ReopeningAnswered,
    ReopeningProposed,
    TaskClosed,
    VerifyingBegun,
    begin_verifying,
    close_task,
    propose_reopening,
    verify_claim,
)
from duban.progress.evidencing.files import EvidenceAdded, EvidenceUsed, EvidenceWithdrawn, add_evidence, keep
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
from duban.progress.reporting.amending import AmendmentAccepted, AmendmentRefused, ReportAmended, amend_report
from duban.progress.reporting.consents import ConsentGiven, ConsentRevoked, give_consent
from duban.progress.reporting.figures import FigureGiven, FigureWords
from duban.progress.reporting.office import (
    ReportAccepted,
    ReportExempted,
    ReportReturned,
    ReportUnlocked,
    accept_reports,
)
from duban.progress.reporting.reports import (
    HandedBack,
    ReportFiled,
    ReportWritten,
    Waiting,
    file_report,
    write_report,
)
from duban.progress.reporting.rules import RuleSet
from duban.progress.upward.digests import DigestDelivered, DigestsMade, make_digests
from duban.progress.upward.special import SpecialDrafted, SpecialRead, SpecialSent, draft_special, send_special


def part(actors: cast.Cast) -> Part:
    """The part of 市水利局 in a running task."""
    return planning.in_force(actors).part


def report(actors: cast.Cast) -> ProgressReport:
    """The report that is expected of it this month."""
    planning.in_force(actors)
    tick(actors.city)
    return ProgressReport.objects.get()


def draft(actors: cast.Cast) -> ProgressReport:
    """The same, begun."""
    found = report(actors)
    write_report(by=By(actors.liaison), about=found, given=ReportWritten(text="清淤3公里"))
    return ProgressReport.objects.get()


def before_head(actors: cast.Cast) -> ProgressReport:
    """The same, before the head."""
    found = report(actors)
    write_report(by=By(actors.liaison), about=found, given=ReportWritten(text="清淤3公里", to_head=True))
    return ProgressReport.objects.get()


def accepted(actors: cast.Cast) -> ProgressReport:
    """The same, accepted by the office."""
    found = report(actors)
    file_report(by=By(actors.head), about=found, given=ReportFiled(text="清淤3公里"))
    accept_reports(by=By(actors.officer), reports=[ProgressReport.objects.get()])
    return ProgressReport.objects.get()


def other_part(found: Part) -> Part:
    """The part of the cooperating unit."""
    return Part.objects.exclude(pk=found.pk).get(task=found.task_id)


def asked(found: Part) -> RequestSet:
    """What the cooperating unit is asked for."""
    return RequestSet(other_part(found).uid, "拨付资金情况")


def request(actors: cast.Cast) -> Request:
    """A standing request to the unit of the outsider."""
    own = part(actors)
    Part.objects.filter(pk=other_part(own).pk).update(unit=actors.outsider.posts[0].unit)
    outcome = set_request(by=By(actors.liaison), about=own, given=asked(own))
    assert outcome.result is not None
    return outcome.result


def contribution(actors: cast.Cast) -> Contribution:
    """What it asks for this month."""
    found = request(actors)
    tick(actors.city)
    owed = ProgressReport.objects.get()
    asked_for, _is_new = Contribution.objects.get_or_create(  # early in a month the clock has asked for it already
        jurisdiction=actors.city,
        request=found,
        period=owed.period,
        defaults={"part": found.part, "due_on": owed.period.due_on},
    )
    return asked_for


def filed_contribution(actors: cast.Cast) -> Contribution:
    """The same, filed."""
    found = contribution(actors)
    file_contribution(by=By(actors.outsider), about=found, given=ContributionFiled(is_nil=True))
    return Contribution.objects.get()


def waiting(actors: cast.Cast) -> ProgressReport:
    """A draft with a contribution outstanding."""
    contribution(actors)
    write_report(by=By(actors.liaison), about=ProgressReport.objects.get(), given=ReportWritten(text="清淤3公里"))
    return ProgressReport.objects.get()


def docking(actors: cast.Cast) -> Docking:
    """An offer of the outsider's unit."""
    own = part(actors)
    Part.objects.filter(pk=other_part(own).pk).update(unit=actors.outsider.posts[0].unit)
    outcome = offer_docking(by=By(actors.outsider), about=other_part(own), given=Offered("季青禾", "按月提供名单"))
    assert outcome.result is not None
    return outcome.result


def _offering(actors: cast.Cast) -> Part:
    own = part(actors)
    Part.objects.filter(pk=other_part(own).pk).update(unit=actors.outsider.posts[0].unit)
    return other_part(own)


def done(actors: cast.Cast) -> Part:
    """A part whose only milestone is done."""
    found = planning.milestone(actors)
    report_milestone(by=By(actors.liaison), about=found, given=MilestoneDone(clock.today()))
    return Part.objects.get(pk=found.item.plan.part_id)


def _claim() -> DoneClaimed:
    return DoneClaimed("全部完成", without_evidence="实物工程，现场可查")


def claimed(actors: cast.Cast) -> Claim:
    """A claim that the task as a whole does not carry yet: another lead is still at work."""
    own = done(actors)
    Part.objects.filter(pk=other_part(own).pk).update(role="lead")
    outcome = claim_done(by=By(actors.head), about=own, given=_claim())
    assert outcome.result is not None
    return outcome.result


def verified(actors: cast.Cast) -> Task:
    """A task whose completion an officer verified."""
    claim_done(by=By(actors.head), about=done(actors), given=_claim())
    begin_verifying(by=By(actors.officer), about=Task.objects.get(), given=VerifyingBegun())
    verify_claim(by=By(actors.officer), about=Claim.objects.get(), given=ClaimVerified("现场查看，属实"))
    return Task.objects.get()


def reopening(actors: cast.Cast) -> Reopening:
    """A proposal to reopen it."""
    close_task(by=By(actors.office_head), about=verified(actors), given=TaskClosed())
    outcome = propose_reopening(
        by=By(actors.office_head), about=Task.objects.get(), given=ReopeningProposed("群众反映未完工")
    )
    assert outcome.result is not None
    return outcome.result


def consent(actors: cast.Cast) -> StandingConsent:
    """A consent for the liaison officer."""
    outcome = give_consent(by=By(actors.head), about=_bureau(actors), given=_consent(actors))
    assert outcome.result is not None
    return outcome.result


def special(actors: cast.Cast) -> SpecialReport:
    """A special report, drafted."""
    outcome = draft_special(by=By(actors.liaison), about=part(actors), given=_special())
    assert outcome.result is not None
    return outcome.result


def sent(actors: cast.Cast) -> SpecialReport:
    """The same, sent."""
    found = special(actors)
    send_special(by=By(actors.head), about=found, given=SpecialSent())
    return SpecialReport.objects.get()


def measured(actors: cast.Cast) -> Part:
    """A part whose item is measured by an indicator."""
    found = planning.milestone(actors)
    found.item.indicators.create(jurisdiction=actors.city, title="清淤长度", target=10)
    return found.item.plan.part


def _figure(about: Part) -> FigureGiven:
    indicator = Milestone.objects.get(item__plan__part=about).item.indicators.get()
    return FigureGiven(clock.today().strftime("%Y-%m"), FigureWords(indicator.uid, Decimal(3)))


def _city(actors: cast.Cast) -> Jurisdiction:
    return actors.city


def _bureau(actors: cast.Cast) -> Unit:
    unit = actors.head.posts[0].unit
    assert unit is not None
    return unit


def _consent(actors: cast.Cast) -> ConsentGiven:
    return ConsentGiven(actors.liaison.posts[0].uid, clock.today() + timedelta(days=90))


def _special() -> SpecialDrafted:
    return SpecialDrafted("关于汛期施工的报告", "提前备料，确保汛前完成。")


def filed(actors: cast.Cast) -> ProgressReport:
    """A report on the office's desk."""
    file_report(by=By(actors.head), about=report(actors), given=ReportFiled(text="清淤3公里"))
    return ProgressReport.objects.get()


def missing(actors: cast.Cast) -> ProgressReport:
    """A report that was never filed."""
    found = report(actors)
    ProgressReport.objects.filter(pk=found.pk).update(stage="missing")
    return ProgressReport.objects.get()


def amended(actors: cast.Cast) -> ProgressReport:
    """An accepted report with a further version."""
    found = accepted(actors)
    amend_report(by=By(actors.head), about=found, given=ReportAmended("清淤4公里", "漏报1公里"))
    return ProgressReport.objects.get()


def reported_done(actors: cast.Cast) -> Task:
    """A task that its lead reported done."""
    claim_done(by=By(actors.head), about=done(actors), given=_claim())
    return Task.objects.get()


def in_verification(actors: cast.Cast) -> Task:
    """The same, being verified."""
    begin_verifying(by=By(actors.officer), about=reported_done(actors), given=VerifyingBegun())
    return Task.objects.get()


def _claim_in_verification(actors: cast.Cast) -> Claim:
    in_verification(actors)
    return Claim.objects.get()


def closed(actors: cast.Cast) -> Task:
    """A closed task."""
    close_task(by=By(actors.office_head), about=verified(actors), given=TaskClosed())
    return Task.objects.get()


def _period(actors: cast.Cast) -> ReportingPeriod:
    accepted(actors)
    return ReportingPeriod.objects.get()


def _digest(actors: cast.Cast) -> Digest:
    make_digests(by=By(actors.officer), about=_period(actors), given=DigestsMade())
    return Digest.objects.get(section__isnull=True)


def evidence(actors: cast.Cast) -> Evidence:
    """A file of 市水利局."""
    outcome = add_evidence(by=By(actors.liaison), about=_bureau(actors), given=_file(actors))
    assert outcome.result is not None
    return outcome.result


def _file(actors: cast.Cast) -> EvidenceAdded:
    return keep(actors.city, name="验收单.txt", data="全部合格".encode())


def _with_report(actors: cast.Cast) -> Evidence:
    report(actors)
    return evidence(actors)


ROWS = [
    ActRow("progress.add_evidence", "liaison", _bureau, lambda actors, _about: _file(actors)),
    ActRow("progress.use_evidence", "liaison", _with_report, lambda *_: EvidenceUsed(ProgressReport.objects.get().uid)),
    ActRow("progress.withdraw_evidence", "liaison", evidence, lambda *_: EvidenceWithdrawn("传错了")),
    ActRow("progress.return_report", "officer", filed, lambda *_: ReportReturned("写清数量"), recorder=None),
    ActRow("progress.accept_report", "officer", filed, lambda *_: ReportAccepted(), recorder=None),
    ActRow("progress.accept_amendment", "officer", amended, lambda *_: AmendmentAccepted(), recorder=None),
    ActRow("progress.refuse_amendment", "officer", amended, lambda *_: AmendmentRefused("口径不符"), recorder=None),
    ActRow("progress.unlock_report", "officer", missing, lambda *_: ReportUnlocked("停电"), recorder=None),
    ActRow("progress.exempt_report", "officer", report, lambda *_: ReportExempted("项目停工"), recorder=None),
    ActRow("progress.begin_verifying", "officer", reported_done, lambda *_: VerifyingBegun(), recorder=None),
    ActRow("progress.verify_claim", "officer", _claim_in_verification, lambda *_: ClaimVerified("属实"), recorder=None),
    ActRow("progress.return_claims", "officer", in_verification, lambda *_: ClaimsReturned("缺验收单"), recorder=None),
    ActRow("progress.propose_reopening", "office_head", closed, lambda *_: ReopeningProposed("未完工"), recorder=None),
    ActRow("progress.make_digest", "officer", _period, lambda *_: DigestsMade(), recorder=None),
    ActRow("progress.deliver_digest", "registrar", _digest, lambda *_: DigestDelivered("纸质"), recorder=None),
    ActRow("progress.set_rule", "approver", _city, lambda *_: RuleSet("2030-01", "reduced"), recorder="registrar"),
    ActRow("progress.write_report", "liaison", report, lambda *_: ReportWritten(text="清淤3公里")),
    ActRow("progress.wait_report", "liaison", waiting, lambda *_: Waiting()),
    ActRow("progress.hand_back_report", "head", before_head, lambda *_: HandedBack("写清数量")),
    ActRow("progress.file_report", "head", report, lambda *_: ReportFiled(text="清淤3公里")),
    ActRow("progress.amend_report", "head", accepted, lambda *_: ReportAmended("清淤4公里", "漏报1公里")),
    ActRow("progress.give_consent", "head", _bureau, lambda actors, _about: _consent(actors)),
    ActRow("progress.revoke_consent", "head", consent, lambda *_: ConsentRevoked()),
    ActRow("progress.give_figure", "liaison", measured, lambda _actors, about: _figure(about)),
    ActRow("progress.set_request", "liaison", part, lambda _actors, about: asked(about)),
    ActRow("progress.end_request", "liaison", request, lambda *_: RequestEnded()),
    ActRow("progress.file_contribution", "outsider", contribution, lambda *_: ContributionFiled(is_nil=True)),
    ActRow("progress.return_contribution", "liaison", filed_contribution, lambda *_: ContributionReturned("缺金额")),
    ActRow("progress.accept_contribution", "liaison", filed_contribution, lambda *_: ContributionAccepted()),
    ActRow("progress.offer_docking", "outsider", _offering, lambda *_: Offered("季青禾", "按月提供名单")),
    ActRow("progress.answer_docking", "liaison", docking, lambda *_: OfferAnswered(is_agreed=True)),
    ActRow("progress.claim_done", "head", done, lambda *_: _claim()),
    ActRow("progress.withdraw_claim", "head", claimed, lambda *_: ClaimWithdrawn("尚有尾工")),
    ActRow("progress.confirm_done", "leader", verified, lambda *_: DoneConfirmed(), recorder="secretary"),
    ActRow("progress.close_task", "approver", verified, lambda *_: TaskClosed(), recorder="registrar"),
    ActRow(
        "progress.answer_reopening",
        "leader",
        reopening,
        lambda *_: ReopeningAnswered(is_granted=True),
        recorder="secretary",
    ),
    ActRow("progress.draft_special", "liaison", part, lambda *_: _special()),
    ActRow("progress.send_special", "head", special, lambda *_: SpecialSent()),
    ActRow("progress.read_special", "leader", sent, lambda *_: SpecialRead(), recorder="secretary"),
]
