"""What the clock does to reports: opened, waited for, locked, missing, accepted by silence (domain 3.2, 4.4)."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from duban.core import clock
from duban.journal.records import Subject, record
from duban.ledger import hooks
from duban.ledger.stages import TaskStage
from duban.orgs.models import Jurisdiction
from duban.orgs.ticking import CLOCK
from duban.progress.models import Contribution, ProgressReport, ReportingPeriod, ReportVersion
from duban.progress.reporting import actions
from duban.progress.reporting.periods import CLOSED, SUSPENDED, open_periods
from duban.progress.stages import ContributionStage, PeriodStage, ReportStage

BEFORE_FILING = (
    ReportStage.EXPECTED,
    ReportStage.DRAFTING,
    ReportStage.WAITING_CONTRIB,
    ReportStage.UNIT_REVIEW,
)
AT_REST = {
    SUSPENDED: (TaskStage.SUSPENDED,),
    CLOSED: (TaskStage.CLOSED, TaskStage.YEAR_CLOSED, TaskStage.CARRIED_OVER, TaskStage.CANCELLED),
}


def pass_time(jurisdiction: Jurisdiction) -> None:
    """Do all that has become due, each kind in one act; periods first, so that one whole time is enough."""
    open_periods(jurisdiction)
    stop_waiting(jurisdiction)
    lock_periods(jurisdiction)
    miss_returned(jurisdiction)
    accept_silently(jurisdiction)


@transaction.atomic
def stop_waiting(jurisdiction: Jurisdiction) -> None:
    """Let reports go on for which nothing can come in its days any more; the gap stands on the cooperating units."""
    today = clock.today()
    in_time = Contribution.objects.filter(
        Q(stage=ContributionStage.DUE, due_on__gte=today) | Q(stage=ContributionStage.RETURNED, refile_by__gte=today),
        period=OuterRef("period"),
        request__lead=OuterRef("part"),
    )
    waiting = _locked(jurisdiction, ~Q(Exists(in_time)), stage=ReportStage.WAITING_CONTRIB)
    _move_on(jurisdiction, waiting, ReportStage.WAITING_CONTRIB, ReportStage.DRAFTING)


@transaction.atomic
def lock_periods(jurisdiction: Jurisdiction) -> None:
    """Lock every period whose lock day has passed; what was not filed is missing, and at whose desk it lay is kept.

    Of a task that was closed or suspended meanwhile nothing is missed.
    """
    periods = list(
        ReportingPeriod.objects.select_for_update()
        .filter(jurisdiction=jurisdiction, stage=PeriodStage.OPEN, locks_on__lt=clock.today())
        .order_by("month")
    )
    if not periods:
        return
    spared = _spare(jurisdiction, periods)
    missing = _locked(jurisdiction, period__in=periods, stage__in=BEFORE_FILING)
    # A report that was returned and lies in drafting again keeps its own days.
    missing = [each for each in missing if each.refile_by is None or each.refile_by < clock.today()]
    moves = sorted(
        {(each.stage, ReportStage.MISSING.value) for each in missing}
        | {(ReportStage.EXPECTED.value, ReportStage.EXEMPT.value) for _each in spared}
    )
    ProgressReport.objects.filter(pk__in=[each.pk for each in missing]).update(
        reached_at=F("stage"), stage=ReportStage.MISSING, is_on_time=False, version=F("version") + 1
    )
    ReportingPeriod.objects.filter(pk__in=[each.pk for each in periods]).update(
        stage=PeriodStage.LOCKED, locked_at=clock.now()
    )
    hooks.announce(jurisdiction.pk, *(each.task_id for each in (*missing, *spared)))
    record(
        actor=CLOCK,
        kind=actions.PERIOD_LOCKED.code,
        jurisdiction=jurisdiction.uid,
        subjects=[
            *(Subject("period", each.uid) for each in periods),
            *(Subject("report", each.uid) for each in (*missing, *spared)),
        ],
        body={
            "months": [each.month for each in periods],
            "missing": len(missing),
            "exempt": len(spared),
            "moves": [list(move) for move in moves],
        },
    )


def _spare(jurisdiction: Jurisdiction, periods: Sequence[ReportingPeriod]) -> list[ProgressReport]:
    """Ask no longer for what was not begun of a task that rests or has ended."""
    spared: list[ProgressReport] = []
    for reason, stages in AT_REST.items():
        rows = _locked(jurisdiction, period__in=periods, stage=ReportStage.EXPECTED, task__stage__in=stages)
        keys = [each.pk for each in rows]
        ProgressReport.objects.filter(pk__in=keys).update(
            stage=ReportStage.EXEMPT, exempt_because=reason, version=F("version") + 1
        )
        spared += rows
    return spared


@transaction.atomic
def miss_returned(jurisdiction: Jurisdiction) -> None:
    """Count a returned report as missing that was not refiled by the later of lock and its own days."""
    today = clock.today()
    late = _locked(jurisdiction, stage=ReportStage.RETURNED, refile_by__lt=today, period__locks_on__lt=today)
    _move_on(
        jurisdiction,
        late,
        ReportStage.RETURNED,
        ReportStage.MISSING,
        reached_at=ReportStage.RETURNED,
        is_on_time=False,
    )
    redrafted = Q(stage__in=BEFORE_FILING, refile_by__lt=today, period__stage=PeriodStage.LOCKED)
    again = list(ProgressReport.objects.select_for_update().filter(redrafted, jurisdiction=jurisdiction).order_by("pk"))
    for stage in BEFORE_FILING:
        own = [each for each in again if each.stage == stage]
        _move_on(jurisdiction, own, stage, ReportStage.MISSING, reached_at=stage, is_on_time=False)


@transaction.atomic
def accept_silently(jurisdiction: Jurisdiction) -> None:
    """Accept filed reports to which the office said nothing in three working days."""
    silent = _locked(jurisdiction, stage=ReportStage.SUBMITTED, accept_by__lt=clock.today())
    ReportVersion.objects.filter(report__in=silent, number=F("report__versions_filed")).update(accepted_at=clock.now())
    _move_on(
        jurisdiction,
        silent,
        ReportStage.SUBMITTED,
        ReportStage.ACCEPTED,
        accepted_at=clock.now(),
        is_accepted_by_lapse=True,
        accept_by=None,
    )


def _locked(jurisdiction: Jurisdiction, *conditions: Q, **columns: object) -> list[ProgressReport]:
    rows = ProgressReport.objects.select_for_update(of=("self",))
    rows = rows.filter(*conditions, jurisdiction=jurisdiction, **columns)
    return list(rows.order_by("pk"))


def _move_on(
    jurisdiction: Jurisdiction,
    reports: Iterable[ProgressReport],
    source: ReportStage,
    target: ReportStage,
    **columns: object,
) -> None:
    rows = list(reports)
    if not rows:
        return
    keys = [each.pk for each in rows]
    ProgressReport.objects.filter(pk__in=keys, stage=source).update(stage=target, version=F("version") + 1, **columns)
    hooks.announce(jurisdiction.pk, *(each.task_id for each in rows))
    record(
        actor=CLOCK,
        kind=actions.REPORTS_LAPSED.code,
        jurisdiction=jurisdiction.uid,
        subjects=[Subject("report", each.uid) for each in rows],
        body={"moves": [[source.value, target.value]], "reports": len(rows)},
    )
