"""Reports as the supervision office deals with them: returned, accepted, unlocked, exempted (domain 3.2)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from duban.core import clock
from duban.core.uids import new_uid
from duban.journal.records import Text
from duban.ledger import hooks
from duban.ledger.issuing.errors import WordsNeeded
from duban.ledger.wording import needed
from duban.orgs.acting.performing import By, Deed, Outcome, Weight, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.calendar import calendar_of
from duban.orgs.errors import Stale
from duban.progress.models import ProgressReport, ReportVersion
from duban.progress.moving import move_report
from duban.progress.reporting import actions
from duban.progress.reporting.errors import NoAmendment
from duban.progress.reporting.reports import subjects_of
from duban.progress.stages import ReportStage

REFILE_WITHIN = 2  # working days (domain 4.4)
UNLOCKED_FOR = 2


@dataclass(frozen=True)
class ReportAccepted:
    """The version that was read."""

    version: Annotated[int | None, Titled(_("Version"))] = None


@dataclass(frozen=True)
class ReportReturned:
    """What is to be mended."""

    reason: Annotated[str, Titled(_("Reason"))]


@performs("progress.return_report", about=ProgressReport, given=ReportReturned, weight=Weight.OWN)
def return_report(deed: Deed, report: ProgressReport, given: ReportReturned) -> ProgressReport:
    """Return a filed report with a reason; refiled within two working days it stays on time."""
    _require_reason(given.reason)
    if report.stage != ReportStage.SUBMITTED:
        raise Stale
    refile_by = calendar_of(deed.jurisdiction).after(clock.today(), REFILE_WITHIN)
    move_report(
        report, ReportStage.RETURNED, returned_because=given.reason.strip(), refile_by=refile_by, accept_by=None
    )
    hooks.announce(deed.jurisdiction.pk, report.task_id)
    deed.record(
        actions.REPORT_RETURNED.code,
        subjects_of(report),
        {"moves": [[ReportStage.SUBMITTED.value, ReportStage.RETURNED.value]], "refile_by": refile_by},
        [Text("reason", given.reason.strip())],
    )
    return report


@performs("progress.accept_report", about=ProgressReport, given=ReportAccepted, weight=Weight.OWN)
def accept_report(deed: Deed, report: ProgressReport, given: ReportAccepted) -> ProgressReport:
    """Accept a filed report."""
    if report.stage != ReportStage.SUBMITTED or (given.version is not None and given.version != report.version):
        raise Stale
    move_report(report, ReportStage.ACCEPTED, accepted_at=deed.at, accept_by=None)
    _stamp_version(report, deed.at)
    hooks.announce(deed.jurisdiction.pk, report.task_id)
    deed.record(
        actions.REPORT_ACCEPTED.code,
        subjects_of(report),
        {"moves": [[ReportStage.SUBMITTED.value, ReportStage.ACCEPTED.value]]},
    )
    return report


def accept_reports(*, by: By, reports: Sequence[ProgressReport]) -> list[Outcome[ProgressReport]]:
    """Accept many reports in one batch: all or none, one entry each."""
    batch = new_uid()
    with transaction.atomic():
        return [
            accept_report(
                by=replace(by, batch=batch, key=f"{by.key}-{report.uid}" if by.key else None),
                about=report,
                given=ReportAccepted(report.version),
            )
            for report in reports
        ]


@dataclass(frozen=True)
class AmendmentAccepted:
    """Nothing more than that the amended version holds."""


@performs("progress.accept_amendment", about=ProgressReport, given=AmendmentAccepted, weight=Weight.OWN)
def accept_amendment(deed: Deed, report: ProgressReport, _given: AmendmentAccepted) -> ProgressReport:
    """Let the amended version of a report hold; what a bulletin froze stays as it was."""
    version = waiting_amendment(report)
    if version is None:
        raise NoAmendment
    source = report.stage
    move_report(
        report,
        ReportStage.AMENDED,
        text=version.text,
        next_steps=version.next_steps,
        remark=version.remark,
        is_nil=version.is_nil,
        versions_filed=version.number,
        accepted_at=deed.at,
    )
    _stamp_version(report, deed.at)
    hooks.announce(deed.jurisdiction.pk, report.task_id)
    deed.record(
        actions.AMENDMENT_ACCEPTED.code,
        subjects_of(report),
        {"moves": [[source, ReportStage.AMENDED.value]], "number": version.number},
    )
    return report


@dataclass(frozen=True)
class ReportUnlocked:
    """Why it may still be filed."""

    reason: Annotated[str, Titled(_("Reason"))]


@performs("progress.unlock_report", about=ProgressReport, given=ReportUnlocked, weight=Weight.OWN)
def unlock_report(deed: Deed, report: ProgressReport, given: ReportUnlocked) -> ProgressReport:
    """Let a missing report be filed within two working days; it stays late for ever."""
    _require_reason(given.reason)
    if report.stage != ReportStage.MISSING:
        raise Stale
    until = calendar_of(deed.jurisdiction).after(clock.today(), UNLOCKED_FOR)
    ProgressReport.objects.filter(pk=report.pk).update(unlocked_until=until, version=report.version + 1)
    report.refresh_from_db()
    deed.record(
        actions.REPORT_UNLOCKED.code,
        subjects_of(report),
        {"until": until},
        [Text("reason", given.reason.strip())],
    )
    return report


@dataclass(frozen=True)
class ReportExempted:
    """Why nothing is asked this month."""

    reason: Annotated[str, Titled(_("Reason"))]


@performs("progress.exempt_report", about=ProgressReport, given=ReportExempted, weight=Weight.OWN)
def exempt_report(deed: Deed, report: ProgressReport, given: ReportExempted) -> ProgressReport:
    """Ask nothing of a part this month (免报); it is judged on the facts that are held."""
    reason = needed(given.reason)
    if report.stage != ReportStage.EXPECTED:
        raise Stale
    move_report(report, ReportStage.EXEMPT, exempt_because=reason)
    hooks.announce(deed.jurisdiction.pk, report.task_id)
    deed.record(
        actions.REPORT_EXEMPTED.code,
        subjects_of(report),
        {"moves": [[ReportStage.EXPECTED.value, ReportStage.EXEMPT.value]]},
        [Text("reason", reason)],
    )
    return report


def waiting_amendment(report: ProgressReport) -> ReportVersion | None:
    """Return the amended version that the office has not accepted yet."""
    return (
        report.versions.filter(accepted_at__isnull=True, number__gt=report.versions_filed).order_by("-number").first()
    )


def _stamp_version(report: ProgressReport, at: datetime) -> None:
    ReportVersion.objects.filter(report=report, number=report.versions_filed).update(accepted_at=at)


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise WordsNeeded
