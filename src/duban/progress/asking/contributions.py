"""Contributions of cooperating units, with a clock of their own; a gap stands on them and not on the lead."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Annotated

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duban.core import clock
from duban.core.digests import JSON
from duban.core.uids import new_uid
from duban.journal.records import Subject, Text
from duban.ledger import hooks
from duban.ledger.wording import reasoned
from duban.orgs.acting.performing import By, Deed, Outcome, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.calendar import calendar_of
from duban.orgs.errors import Stale
from duban.progress.asking import actions
from duban.progress.asking.errors import ContributionEmpty
from duban.progress.models import Contribution, Figure, ProgressReport
from duban.progress.moving import move_contribution, move_report
from duban.progress.reporting.errors import PeriodLocked
from duban.progress.reporting.reports import outstanding
from duban.progress.stages import ContributionStage, PeriodStage, ReportStage

REFILE_WITHIN = 2  # working days, as for reports
ALONG = ("period", "request__task", "request__lead__unit", "part__unit")
FILEABLE = (ContributionStage.DUE, ContributionStage.LATE, ContributionStage.RETURNED)


@dataclass(frozen=True)
class ContributionFiled:
    """A sentence, a figure, or that there is nothing new."""

    text: Annotated[str | None, Titled(_("Contribution"))] = None
    value: Annotated[Decimal | None, Titled(_("Value"))] = None
    is_nil: Annotated[bool, Titled(_("Nothing new this month"))] = False
    version: Annotated[int | None, Titled(_("Version"))] = None


@dataclass(frozen=True)
class ContributionReturned:
    """What the cooperating unit is to mend."""

    reason: Annotated[str, Titled(_("Reason"))]


@dataclass(frozen=True)
class ContributionAccepted:
    """Nothing more than that the lead takes it."""


@performs("progress.file_contribution", about=Contribution, given=ContributionFiled, along=ALONG)
def file_contribution(deed: Deed, contribution: Contribution, given: ContributionFiled) -> Contribution:
    """File a contribution; what comes after its day stays late. The last one lets the lead's report go on."""
    text = (given.text or "").strip() or None
    if not (text or given.is_nil or given.value is not None):
        raise ContributionEmpty
    if contribution.stage not in FILEABLE or (given.version is not None and given.version != contribution.version):
        raise Stale
    period, day = contribution.period, timezone.localdate(deed.at)
    own = contribution.refile_by if contribution.stage == ContributionStage.RETURNED else None
    if day > (own or period.locks_on) and (period.stage == PeriodStage.LOCKED or day > period.locks_on):
        raise PeriodLocked(month=period.words, day=period.locks_on)
    source = contribution.stage
    last = max(contribution.refile_by or contribution.due_on, contribution.due_on)
    move_contribution(
        contribution,
        ContributionStage.FILED,
        text=text,
        value=given.value,
        is_nil=given.is_nil and text is None and given.value is None,
        filed_at=deed.at,
        was_late=contribution.was_late or day > last,
        refile_by=None,
    )
    if given.value is not None:
        _keep_share(deed, contribution)
    released = _release(contribution)
    hooks.announce(deed.jurisdiction.pk, contribution.request.task_id)
    deed.record(
        actions.CONTRIBUTION_FILED.code,
        [*subjects_of(contribution), *(Subject("report", each.uid) for each in released)],
        {
            **_said(contribution),
            "moves": [
                [source, ContributionStage.FILED.value],
                *([ReportStage.WAITING_CONTRIB.value, ReportStage.DRAFTING.value] for _report in released),
            ],
            "is_nil": contribution.is_nil,
            "was_late": contribution.was_late,
            "value": str(given.value) if given.value is not None else None,
        },
        [Text("text", text or "")],
    )
    return contribution


def file_contributions(
    *, by: By, answers: Sequence[tuple[Contribution, ContributionFiled]]
) -> list[Outcome[Contribution]]:
    """File many contributions in one batch: all or none, one entry each; a unit asked by sixty answers at once."""
    batch = new_uid()
    with transaction.atomic():
        return [
            file_contribution(
                by=replace(by, batch=batch, key=f"{by.key}-{contribution.uid}" if by.key else None),
                about=contribution,
                given=given,
            )
            for contribution, given in answers
        ]


@performs("progress.return_contribution", about=Contribution, given=ContributionReturned, along=ALONG)
def return_contribution(deed: Deed, contribution: Contribution, given: ContributionReturned) -> Contribution:
    """Return a contribution with a reason; two working days to mend it."""
    reason = reasoned(given.reason)
    if contribution.stage != ContributionStage.FILED:
        raise Stale
    refile_by = calendar_of(deed.jurisdiction).after(clock.today(), REFILE_WITHIN)
    move_contribution(contribution, ContributionStage.RETURNED, returned_because=reason, refile_by=refile_by)
    hooks.announce(deed.jurisdiction.pk, contribution.request.task_id)
    deed.record(
        actions.CONTRIBUTION_RETURNED.code,
        subjects_of(contribution),
        {**_said(contribution), "moves": [[ContributionStage.FILED.value, ContributionStage.RETURNED.value]]},
        [Text("reason", reason)],
    )
    return contribution


@performs("progress.accept_contribution", about=Contribution, given=ContributionAccepted, along=ALONG)
def accept_contribution(deed: Deed, contribution: Contribution, _given: ContributionAccepted) -> Contribution:
    """Take a contribution as it is; the lead's own filing takes the rest."""
    if contribution.stage != ContributionStage.FILED:
        raise Stale
    move_contribution(contribution, ContributionStage.ACCEPTED)
    deed.record(
        actions.CONTRIBUTION_ACCEPTED.code,
        subjects_of(contribution),
        {**_said(contribution), "moves": [[ContributionStage.FILED.value, ContributionStage.ACCEPTED.value]]},
    )
    return contribution


def subjects_of(contribution: Contribution) -> list[Subject]:
    """Return what an act on a contribution touches."""
    request = contribution.request
    return [
        Subject("contribution", contribution.uid),
        Subject("task", request.task.uid),
        Subject("unit", contribution.part.unit.uid),
        Subject("unit", request.lead.unit.uid),
    ]


def _said(contribution: Contribution) -> dict[str, JSON]:
    return {
        "unit": contribution.part.unit.name,
        "lead": contribution.request.lead.unit.name,
        "month": contribution.period.month,
        "what": contribution.request.what,
    }


def _keep_share(deed: Deed, contribution: Contribution) -> None:
    """Keep a value as the figure of the unit's share of the indicator, where it has one: given once, it serves all."""
    indicator, unit = contribution.request.indicator, contribution.part.unit
    if indicator is None or contribution.value is None or not indicator.allocations.filter(unit=unit).exists():
        return
    rows = Figure.objects.filter(
        jurisdiction=deed.jurisdiction,
        indicator=indicator,
        unit=unit,
        month=contribution.period.month,
        replaced_at__isnull=True,
    )
    if rows.filter(value=contribution.value).exists():
        return
    rows.update(replaced_at=deed.at)
    Figure.objects.create(
        jurisdiction=deed.jurisdiction,
        indicator=indicator,
        unit=unit,
        month=contribution.period.month,
        value=contribution.value,
        given_at=deed.at,
        given_by=deed.decider.name,
    )


def _release(contribution: Contribution) -> list[ProgressReport]:
    """Let the lead's report go on that waited, once nothing is outstanding."""
    waiting = ProgressReport.objects.select_for_update().filter(
        jurisdiction=contribution.jurisdiction_id,
        period=contribution.period_id,
        part=contribution.request.lead_id,
        stage=ReportStage.WAITING_CONTRIB,
    )
    return [move_report(report, ReportStage.DRAFTING) for report in waiting if not outstanding(report).exists()]
