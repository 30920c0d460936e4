"""What the clock does to reports: opened, waited for, locked, missing, accepted by silence (domain 3.2, 4.4)."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

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
MISSED = {"reached_at": F("stage"), "stage": ReportStage.MISSING, "is_on_time": False}
AT_REST = {
    TaskStage.SUSPENDED: SUSPENDED,
    TaskStage.CLOSED: CLOSED,
    TaskStage.YEAR_CLOSED: CLOSED,
    TaskStage.CARRIED_OVER: CLOSED,
    TaskStage.CANCELLED: CLOSED,
}
"""The stages of a task in which nothing is missed, and why its report is exempt."""


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
    _move_on(jurisdiction, waiting, ReportStage.WAITING_CONTRIB, stage=ReportStage.DRAFTING)


@transaction.atomic
def lock_periods(jurisdiction: Jurisdiction) -> None:
    """Lock every period whose lock day has passed; what was not filed is missing, and at whose desk it lay is kept.

    Of a task that was closed or suspended meanwhile nothing is missed; what was begun stays as it was written.
    """
    today = clock.today()
    periods = list(
        ReportingPeriod.objects.select_for_update()
        .filter(jurisdiction=jurisdiction, stage=PeriodStage.OPEN, locks_on__lt=today)
        .order_by("month")
    )
    if not periods:
        return
    owed = _locked(jurisdiction, period__in=periods, stage__in=BEFORE_FILING)
    # A report that was returned and lies in drafting again keeps its own days.
    owed = [each for each in owed if each.refile_by is None or each.refile_by < today]
    missing = [each for each in owed if each.task.stage not in AT_REST]
    spared = [each for each in owed if each.task.stage in AT_REST]
    _write(missing, **MISSED)
    for reason, rows in _by_reason(spared):
        _write(rows, stage=ReportStage.EXEMPT, exempt_because=reason)
    moves = sorted(
        {(each.stage, ReportStage.MISSING.value) for each in missing}
        | {(each.stage, ReportStage.EXEMPT.value) for each in spared}
    )
    ReportingPeriod.objects.filter(pk__in=[each.pk for each in periods]).update(
        stage=PeriodStage.LOCKED, locked_at=clock.now()
    )
    hooks.announce(jurisdiction.pk, *(each.task_id for each in owed))
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


@transaction.atomic
def miss_returned(jurisdiction: Jurisdiction) -> None:
    """Count a returned report as missing that was not refiled by the later of lock and its own days.

    It may lie in drafting again, or before the head. Of a task at rest it is not missed either.
    """
    today = clock.today()
    over = Q(stage=ReportStage.RETURNED, period__locks_on__lt=today)
    over |= Q(stage__in=BEFORE_FILING, period__stage=PeriodStage.LOCKED)
    late = _locked(jurisdiction, over, refile_by__lt=today)
    for stage in (ReportStage.RETURNED, *BEFORE_FILING):
        own = [each for each in late if each.stage == stage]
        _move_on(jurisdiction, [each for each in own if each.task.stage not in AT_REST], stage, **MISSED)
        for reason, rows in _by_reason([each for each in own if each.task.stage in AT_REST]):
            _move_on(jurisdiction, rows, stage, stage=ReportStage.EXEMPT, exempt_because=reason)


@transaction.atomic
def accept_silently(jurisdiction: Jurisdiction) -> None:
    """Accept filed reports to which the office said nothing in three working days."""
    silent = _locked(jurisdiction, stage=ReportStage.SUBMITTED, accept_by__lt=clock.today())
    ReportVersion.objects.filter(report__in=silent, number=F("report__versions_filed")).update(accepted_at=clock.now())
    _move_on(
        jurisdiction,
        silent,
        ReportStage.SUBMITTED,
        stage=ReportStage.ACCEPTED,
        accepted_at=clock.now(),
        is_accepted_by_lapse=True,
        accept_by=None,
    )


def _locked(jurisdiction: Jurisdiction, *conditions: Q, **columns: object) -> list[ProgressReport]:
    rows = ProgressReport.objects.select_for_update(of=("self",)).select_related("task")
    rows = rows.filter(*conditions, jurisdiction=jurisdiction, **columns)
    return list(rows.order_by("pk"))


def _by_reason(reports: Iterable[ProgressReport]) -> Iterator[tuple[str, list[ProgressReport]]]:
    """Return reports of tasks at rest by the reason for which they are exempt."""
    of_reason = sorted(reports, key=lambda each: AT_REST[TaskStage(each.task.stage)])
    for reason, rows in groupby(of_reason, key=lambda each: AT_REST[TaskStage(each.task.stage)]):
        yield reason, list(rows)


def _write(reports: Iterable[ProgressReport], **columns: object) -> None:
    keys = [each.pk for each in reports]
    ProgressReport.objects.filter(pk__in=keys).update(version=F("version") + 1, **columns)


def _move_on(
    jurisdiction: Jurisdiction, reports: Sequence[ProgressReport], source: ReportStage, **columns: object
) -> None:
    """Bring locked reports that stand in one stage to another, with one entry."""
    if not reports:
        return
    _write(reports, **columns)
    hooks.announce(jurisdiction.pk, *(each.task_id for each in reports))
    record(
        actor=CLOCK,
        kind=actions.REPORTS_LAPSED.code,
        jurisdiction=jurisdiction.uid,
        subjects=[Subject("report", each.uid) for each in reports],
        body={"moves": [[source.value, str(columns["stage"])]], "reports": len(reports)},
    )
