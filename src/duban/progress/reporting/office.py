"""Reports as the supervision office deals with them: returned, accepted, unlocked, exempted (domain 3.2)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from duban.core import clock
from duban.core.uids import new_uid
from duban.journal.records import Subject, Text
from duban.ledger import hooks
from duban.ledger.wording import needed, reasoned
from duban.orgs.acting.performing import By, Deed, Outcome, Weight, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.calendar import calendar_of
from duban.orgs.errors import Stale
from duban.progress.models import ProgressReport, ReportVersion
from duban.progress.moving import move_contribution, move_report
from duban.progress.reporting import actions
from duban.progress.reporting.reports import ALONG, outstanding, subjects_of
from duban.progress.stages import ContributionStage, ReportStage

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


@performs("progress.return_report", about=ProgressReport, given=ReportReturned, weight=Weight.OWN, along=ALONG)
def return_report(deed: Deed, report: ProgressReport, given: ReportReturned) -> ProgressReport:
    """Return a filed report with a reason; refiled within two working days it stays on time."""
    reason = reasoned(given.reason)
    if report.stage != ReportStage.SUBMITTED:
        raise Stale
    refile_by = calendar_of(deed.jurisdiction).after(clock.today(), REFILE_WITHIN)
    move_report(report, ReportStage.RETURNED, returned_because=reason, refile_by=refile_by, accept_by=None)
    hooks.announce(deed.jurisdiction.pk, report.task_id)
    deed.record(
        actions.REPORT_RETURNED.code,
        subjects_of(report),
        {"moves": [[ReportStage.SUBMITTED.value, ReportStage.RETURNED.value]], "refile_by": refile_by},
        [Text("reason", reason)],
    )
    return report


@performs("progress.accept_report", about=ProgressReport, given=ReportAccepted, weight=Weight.OWN, along=ALONG)
def accept_report(deed: Deed, report: ProgressReport, given: ReportAccepted) -> ProgressReport:
    """Accept a filed report."""
    if report.stage != ReportStage.SUBMITTED or (given.version is not None and given.version != report.version):
        raise Stale
    move_report(report, ReportStage.ACCEPTED, accepted_at=deed.at, accept_by=None)
    stamp_version(report, deed.at)
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
class ReportUnlocked:
    """Why it may still be filed."""

    reason: Annotated[str, Titled(_("Reason"))]


@performs("progress.unlock_report", about=ProgressReport, given=ReportUnlocked, weight=Weight.OWN, along=ALONG)
def unlock_report(deed: Deed, report: ProgressReport, given: ReportUnlocked) -> ProgressReport:
    """Let a missing report be filed within two working days; it stays late for ever."""
    reason = reasoned(given.reason)
    if report.stage != ReportStage.MISSING:
        raise Stale
    until = calendar_of(deed.jurisdiction).after(clock.today(), UNLOCKED_FOR)
    ProgressReport.objects.filter(pk=report.pk).update(unlocked_until=until, version=report.version + 1)
    report.refresh_from_db()
    deed.record(
        actions.REPORT_UNLOCKED.code,
        subjects_of(report),
        {"until": until},
        [Text("reason", reason)],
    )
    return report


@dataclass(frozen=True)
class ReportExempted:
    """Why nothing is asked this month."""

    reason: Annotated[str, Titled(_("Reason"))]


@performs("progress.exempt_report", about=ProgressReport, given=ReportExempted, weight=Weight.OWN, along=ALONG)
def exempt_report(deed: Deed, report: ProgressReport, given: ReportExempted) -> ProgressReport:
    """Ask nothing of a part this month (免报), nor of those whom it asked; it is judged on the facts that are held."""
    reason = needed(given.reason)
    if report.stage != ReportStage.EXPECTED:
        raise Stale
    move_report(report, ReportStage.EXEMPT, exempt_because=reason)
    asked = list(outstanding(report).select_for_update(of=("self",)).order_by("pk"))
    moves = [[ReportStage.EXPECTED.value, ReportStage.EXEMPT.value]]
    moves += [[each.stage, ContributionStage.EXEMPT.value] for each in asked]
    for each in asked:
        move_contribution(each, ContributionStage.EXEMPT)
    hooks.announce(deed.jurisdiction.pk, report.task_id)
    deed.record(
        actions.REPORT_EXEMPTED.code,
        [*subjects_of(report), *(Subject("contribution", each.uid) for each in asked)],
        {"moves": moves},
        [Text("reason", reason)],
    )
    return report


def stamp_version(report: ProgressReport, at: datetime) -> None:
    """Note in the version that holds when the office accepted it."""
    ReportVersion.objects.filter(report=report, number=report.versions_filed).update(accepted_at=at)
