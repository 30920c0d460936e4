"""Amending a report that was accepted: a further version, which the office lets hold or refuses (domain 3.2)."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from duban.journal.records import Text
from duban.ledger import hooks
from duban.ledger.wording import reasoned
from duban.orgs.acting.performing import Deed, Weight, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.errors import Stale
from duban.progress.models import ProgressReport, ReportVersion
from duban.progress.moving import move_report
from duban.progress.reporting import actions
from duban.progress.reporting.errors import NoAmendment
from duban.progress.reporting.figures import FigureWords, give_back, said, take_figures
from duban.progress.reporting.office import stamp_version
from duban.progress.reporting.reports import ALONG, keep_version, subjects_of
from duban.progress.stages import ReportStage

AMENDABLE = (ReportStage.ACCEPTED, ReportStage.AMENDED)


@dataclass(frozen=True)
class ReportAmended:
    """The report as it should have been, and what was wrong."""

    text: Annotated[str, Titled(_("Progress"))]
    reason: Annotated[str, Titled(_("Reason"))]
    next_steps: Annotated[str | None, Titled(_("Next steps"))] = None
    figures: Annotated[tuple[FigureWords, ...], Titled(_("Figures"))] = ()


@performs("progress.amend_report", about=ProgressReport, given=ReportAmended, along=ALONG)
def amend_report(deed: Deed, report: ProgressReport, given: ReportAmended) -> ReportVersion:
    """File a further version of an accepted report; who corrects himself is not punished."""
    reason, text = reasoned(given.reason), reasoned(given.text)
    if report.stage not in AMENDABLE or waiting_amendment(report) is not None:
        raise Stale
    figures = take_figures(deed, report.part, report.period.month, given.figures)
    version = keep_version(
        deed,
        report,
        figures,
        reason=reason,
        text=text,
        next_steps=(given.next_steps or "").strip() or None,
        is_nil=False,
    )
    if figures:
        hooks.announce(deed.jurisdiction.pk, report.task_id)
    deed.record(
        actions.AMENDMENT_FILED.code,
        subjects_of(report),
        {"unit": report.unit.name, "month": report.period.month, "number": version.number, "figures": said(figures)},
        [Text("reason", reason), Text("text", text)],
    )
    return version


@dataclass(frozen=True)
class AmendmentAccepted:
    """Nothing more than that the amended version holds."""


@performs("progress.accept_amendment", about=ProgressReport, given=AmendmentAccepted, weight=Weight.OWN, along=ALONG)
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
    stamp_version(report, deed.at)
    hooks.announce(deed.jurisdiction.pk, report.task_id)
    deed.record(
        actions.AMENDMENT_ACCEPTED.code,
        subjects_of(report),
        {"moves": [[source, ReportStage.AMENDED.value]], "number": version.number},
    )
    return report


@dataclass(frozen=True)
class AmendmentRefused:
    """Why the accepted version stands."""

    reason: Annotated[str, Titled(_("Reason"))]


@performs("progress.refuse_amendment", about=ProgressReport, given=AmendmentRefused, weight=Weight.OWN, along=ALONG)
def refuse_amendment(deed: Deed, report: ProgressReport, given: AmendmentRefused) -> ProgressReport:
    """Refuse an amendment: the accepted version stands, and its figures hold again."""
    reason, version = reasoned(given.reason), waiting_amendment(report)
    if version is None:
        raise NoAmendment
    ReportVersion.objects.filter(pk=version.pk).update(refused_at=deed.at, refused_because=reason)
    figures = give_back(report, version, deed.at)
    hooks.announce(deed.jurisdiction.pk, report.task_id)
    deed.record(
        actions.AMENDMENT_REFUSED.code,
        subjects_of(report),
        {"unit": report.unit.name, "month": report.period.month, "number": version.number, "figures": said(figures)},
        [Text("reason", reason)],
    )
    return report


def waiting_amendment(report: ProgressReport) -> ReportVersion | None:
    """Return the amended version that the office has neither accepted nor refused yet."""
    waiting = report.versions.filter(
        accepted_at__isnull=True, refused_at__isnull=True, number__gt=report.versions_filed
    )
    return waiting.order_by("-number").first()
