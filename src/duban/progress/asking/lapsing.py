"""What the clock does to contributions: asked every month, late after their day, taken with the lead's report."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from duban.core import clock
from duban.journal.records import Subject, record
from duban.ledger import hooks
from duban.orgs.models import Jurisdiction
from duban.orgs.ticking import CLOCK
from duban.progress.asking import actions
from duban.progress.models import Contribution, ProgressReport, ReportingPeriod, Request
from duban.progress.reporting.lapsing import AT_REST
from duban.progress.stages import ContributionStage, PeriodStage, ReportStage, RequestStage

LEAD_FILED = (ReportStage.SUBMITTED, ReportStage.ACCEPTED, ReportStage.AMENDED)
NOT_ASKED = (ReportStage.EXEMPT,)


def pass_time(jurisdiction: Jurisdiction) -> None:
    """Do all that has become due, each kind in one act."""
    for period in ReportingPeriod.objects.filter(jurisdiction=jurisdiction, stage=PeriodStage.OPEN).order_by("month"):
        ask_contributions(period)
    mark_late(jurisdiction)
    take_with_report(jurisdiction)


@transaction.atomic
def ask_contributions(period: ReportingPeriod) -> int:
    """Ask for what standing requests ask for in a month, once; not where the lead itself owes no report."""
    period = ReportingPeriod.objects.select_for_update().select_related("jurisdiction").get(pk=period.pk)
    if period.stage != PeriodStage.OPEN or clock.today() > period.asked_by:
        return 0  # what could not be filed in its time is not asked for
    owing = ProgressReport.objects.filter(jurisdiction=period.jurisdiction_id, period=period).exclude(
        stage__in=NOT_ASKED
    )
    requests = list(
        Request.objects.filter(
            jurisdiction=period.jurisdiction_id,
            stage=RequestStage.SET,
            since__lte=period.month,
            lead__in=owing.values("part"),
        )
        .exclude(until__lt=period.month)
        .exclude(contributions__period=period)
        .exclude(Q(repeats=False) & Exists(Contribution.objects.filter(request=OuterRef("pk"))))
        .order_by("pk")
    )
    if not requests:
        return 0
    rows = Contribution.objects.bulk_create(
        [
            Contribution(
                jurisdiction_id=period.jurisdiction_id,
                request=request,
                period=period,
                part_id=request.part_id,
                due_on=period.asked_by,
            )
            for request in requests
        ],
        batch_size=500,
    )
    record(
        actor=CLOCK,
        kind=actions.CONTRIBUTIONS_ASKED.code,
        jurisdiction=period.jurisdiction.uid,
        subjects=[Subject("period", period.uid), *(Subject("contribution", each.uid) for each in rows)],
        body={"month": period.month, "contributions": len(rows), "due_on": period.asked_by},
    )
    return len(rows)


@transaction.atomic
def mark_late(jurisdiction: Jurisdiction) -> None:
    """Mark as late what was not filed by its day, or not filed again by the later of it and the days of its return.

    What serves nobody any more ends without blame: its task rests or has ended, or the lead was exempted.
    """
    today = clock.today()
    exempt = ProgressReport.objects.filter(
        period=OuterRef("period"), part=OuterRef("request__lead"), stage=ReportStage.EXEMPT
    )
    for_nothing = Q(request__task__stage__in=AT_REST) | Q(Exists(exempt))
    due = Q(stage=ContributionStage.DUE, due_on__lt=today)
    returned = Q(stage=ContributionStage.RETURNED, refile_by__lt=today, due_on__lt=today)
    for over in (due, returned):
        _move_on(jurisdiction, _locked(jurisdiction, over, for_nothing), ContributionStage.EXEMPT)
        _move_on(jurisdiction, _locked(jurisdiction, over, ~for_nothing), ContributionStage.LATE, was_late=True)


@transaction.atomic
def take_with_report(jurisdiction: Jurisdiction) -> None:
    """Take what was filed with the lead's own report, or once the period is locked: it said nothing against it."""
    with_report = ProgressReport.objects.filter(
        period=OuterRef("period"), part=OuterRef("request__lead"), stage__in=LEAD_FILED
    )
    said_nothing = Q(Exists(with_report)) | Q(period__stage=PeriodStage.LOCKED)
    _move_on(
        jurisdiction, _locked(jurisdiction, said_nothing, stage=ContributionStage.FILED), ContributionStage.ACCEPTED
    )


def _locked(jurisdiction: Jurisdiction, *conditions: Q, **columns: object) -> list[Contribution]:
    rows = Contribution.objects.select_for_update(of=("self",))
    rows = rows.filter(*conditions, jurisdiction=jurisdiction, **columns)
    return list(rows.select_related("request").order_by("pk"))


def _move_on(
    jurisdiction: Jurisdiction, rows: Sequence[Contribution], target: ContributionStage, **columns: object
) -> None:
    if not rows:
        return
    source = rows[0].stage
    Contribution.objects.filter(pk__in=[each.pk for each in rows], stage=source).update(
        stage=target, version=F("version") + 1, **columns
    )
    hooks.announce(jurisdiction.pk, *(each.request.task_id for each in rows))
    record(
        actor=CLOCK,
        kind=actions.CONTRIBUTIONS_LAPSED.code,
        jurisdiction=jurisdiction.uid,
        subjects=[Subject("contribution", each.uid) for each in rows],
        body={"moves": [[source, target.value]], "contributions": len(rows)},
    )
