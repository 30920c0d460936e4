"""Reports as the supervision office deals with them: returned, accepted, unlocked, exempted (domain 3.2)."""

from collections.abc import Sequence

from django.db import transaction

from duban.core import clock
from duban.core.uids import new_uid
from duban.journal.records import Text, record
from duban.ledger import hooks
from duban.ledger.issuing.errors import WordsNeeded
from duban.orgs import policies
from duban.orgs.calendar import calendar_of
from duban.orgs.errors import Stale
from duban.orgs.viewers import Viewer
from duban.progress.models import ProgressReport, ReportVersion
from duban.progress.moving import move_report
from duban.progress.reporting import actions
from duban.progress.reporting.errors import NoAmendment
from duban.progress.reporting.reports import subjects_of
from duban.progress.stages import ReportStage

REFILE_WITHIN = 2  # working days (domain 4.4)
UNLOCKED_FOR = 2


@transaction.atomic
def return_report(*, viewer: Viewer, report: ProgressReport, reason: str) -> ProgressReport:
    """Return a filed report with a reason; refiled within two working days it stays on time."""
    actor = policies.require(viewer, "progress.return_report", report)
    _require_reason(reason)
    report = _locked(report)
    if report.stage != ReportStage.SUBMITTED:
        raise Stale
    refile_by = calendar_of(viewer.jurisdiction).after(clock.today(), REFILE_WITHIN)
    move_report(report, ReportStage.RETURNED, returned_because=reason.strip(), refile_by=refile_by, accept_by=None)
    hooks.announce(viewer.jurisdiction.pk, report.task_id)
    record(
        actor=actor,
        kind=actions.REPORT_RETURNED.code,
        jurisdiction=viewer.jurisdiction.uid,
        subjects=subjects_of(report),
        body={"moves": [[ReportStage.SUBMITTED.value, ReportStage.RETURNED.value]], "refile_by": refile_by},
        contents=[Text("reason", reason.strip())],
    )
    return report


@transaction.atomic
def accept_reports(*, viewer: Viewer, reports: Sequence[ProgressReport]) -> list[ProgressReport]:
    """Accept filed reports, all or none; one entry each, in one batch."""
    batch, accepted = new_uid(), []
    for each in reports:
        actor = policies.require(viewer, "progress.accept_report", each)
        report = _locked(each)
        if report.stage != ReportStage.SUBMITTED or report.version != each.version:
            raise Stale
        move_report(report, ReportStage.ACCEPTED, accepted_at=clock.now(), accept_by=None)
        _stamp_version(report)
        hooks.announce(viewer.jurisdiction.pk, report.task_id)
        record(
            actor=actor,
            kind=actions.REPORT_ACCEPTED.code,
            jurisdiction=viewer.jurisdiction.uid,
            subjects=subjects_of(report),
            body={"moves": [[ReportStage.SUBMITTED.value, ReportStage.ACCEPTED.value]]},
            batch=batch if len(reports) > 1 else "",
        )
        accepted.append(report)
    return accepted


@transaction.atomic
def accept_amendment(*, viewer: Viewer, report: ProgressReport) -> ProgressReport:
    """Let the amended version of a report hold; what a bulletin froze stays as it was."""
    actor = policies.require(viewer, "progress.accept_amendment", report)
    report = _locked(report)
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
        accepted_at=clock.now(),
    )
    _stamp_version(report)
    hooks.announce(viewer.jurisdiction.pk, report.task_id)
    record(
        actor=actor,
        kind=actions.AMENDMENT_ACCEPTED.code,
        jurisdiction=viewer.jurisdiction.uid,
        subjects=subjects_of(report),
        body={"moves": [[source, ReportStage.AMENDED.value]], "number": version.number},
    )
    return report


@transaction.atomic
def unlock_report(*, viewer: Viewer, report: ProgressReport, reason: str) -> ProgressReport:
    """Let a missing report be filed within two working days; it stays late for ever."""
    actor = policies.require(viewer, "progress.unlock_report", report)
    _require_reason(reason)
    report = _locked(report)
    if report.stage != ReportStage.MISSING:
        raise Stale
    until = calendar_of(viewer.jurisdiction).after(clock.today(), UNLOCKED_FOR)
    ProgressReport.objects.filter(pk=report.pk).update(unlocked_until=until, version=report.version + 1)
    report.refresh_from_db()
    record(
        actor=actor,
        kind=actions.REPORT_UNLOCKED.code,
        jurisdiction=viewer.jurisdiction.uid,
        subjects=subjects_of(report),
        body={"until": until},
        contents=[Text("reason", reason.strip())],
    )
    return report


@transaction.atomic
def exempt_report(*, viewer: Viewer, report: ProgressReport, reason: str) -> ProgressReport:
    """Ask nothing of a part this month (免报); it is judged on the facts that are held."""
    actor = policies.require(viewer, "progress.exempt_report", report)
    _require_reason(reason)
    report = _locked(report)
    if report.stage != ReportStage.EXPECTED:
        raise Stale
    move_report(report, ReportStage.EXEMPT, exempt_because=reason.strip())
    hooks.announce(viewer.jurisdiction.pk, report.task_id)
    record(
        actor=actor,
        kind=actions.REPORT_EXEMPTED.code,
        jurisdiction=viewer.jurisdiction.uid,
        subjects=subjects_of(report),
        body={"moves": [[ReportStage.EXPECTED.value, ReportStage.EXEMPT.value]]},
        contents=[Text("reason", reason.strip())],
    )
    return report


def waiting_amendment(report: ProgressReport) -> ReportVersion | None:
    """Return the amended version that the office has not accepted yet."""
    return (
        report.versions.filter(accepted_at__isnull=True, number__gt=report.versions_filed).order_by("-number").first()
    )


def _stamp_version(report: ProgressReport) -> None:
    ReportVersion.objects.filter(report=report, number=report.versions_filed).update(accepted_at=clock.now())


def _locked(report: ProgressReport) -> ProgressReport:
    return ProgressReport.objects.select_for_update().get(pk=report.pk)


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise WordsNeeded
