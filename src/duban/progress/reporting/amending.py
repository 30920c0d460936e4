"""Amending a report that was accepted: a further version, which the office lets hold (domain 3.2)."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from duban.journal.records import Text
from duban.ledger import hooks
from duban.ledger.issuing.errors import WordsNeeded
from duban.orgs.acting.performing import Deed, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.errors import Stale
from duban.progress.models import ProgressReport, ReportVersion
from duban.progress.reporting import actions
from duban.progress.reporting.figures import FigureWords, said, take_figures
from duban.progress.reporting.office import waiting_amendment
from duban.progress.reporting.reports import keep_version, subjects_of
from duban.progress.stages import ReportStage

AMENDABLE = (ReportStage.ACCEPTED, ReportStage.AMENDED)


@dataclass(frozen=True)
class ReportAmended:
    """The report as it should have been, and what was wrong."""

    text: Annotated[str, Titled(_("Progress"))]
    reason: Annotated[str, Titled(_("Reason"))]
    next_steps: Annotated[str | None, Titled(_("Next steps"))] = None
    figures: Annotated[tuple[FigureWords, ...], Titled(_("Figures"))] = ()


@performs("progress.amend_report", about=ProgressReport, given=ReportAmended)
def amend_report(deed: Deed, report: ProgressReport, given: ReportAmended) -> ReportVersion:
    """File a further version of an accepted report; who corrects himself is not punished."""
    if not given.reason.strip() or not given.text.strip():
        raise WordsNeeded
    if report.stage not in AMENDABLE or waiting_amendment(report) is not None:
        raise Stale
    figures = take_figures(deed, report.part, report.period.month, given.figures)
    version = keep_version(
        deed,
        report,
        figures,
        reason=given.reason.strip(),
        text=given.text.strip(),
        next_steps=(given.next_steps or "").strip() or None,
        is_nil=False,
    )
    if figures:
        hooks.announce(deed.jurisdiction.pk, report.task_id)
    deed.record(
        actions.AMENDMENT_FILED.code,
        subjects_of(report),
        {"unit": report.unit.name, "month": report.period.month, "number": version.number, "figures": said(figures)},
        [Text("reason", given.reason.strip()), Text("text", given.text.strip())],
    )
    return version
