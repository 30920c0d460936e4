"""Opening a period: its days, and the report that each lead's part owes in it (domain 3.2, by the clock)."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef

from duban.core import clock
from duban.core.digests import canonical_digest
from duban.core.values import Month
from duban.journal.records import Subject, record
from duban.ledger import hooks
from duban.ledger.models import Milestone, Part, Task, WorkPlan
from duban.ledger.serving import LEADING
from duban.ledger.stages import TaskStage
from duban.orgs.calendar import calendar_of
from duban.orgs.models import Jurisdiction
from duban.orgs.ticking import CLOCK
from duban.progress.hooks import LightsAsked, current_lights
from duban.progress.models import ProgressReport, ReportingPeriod, ReportingRule
from duban.progress.reporting import actions
from duban.progress.reporting.days import days_of, month_of
from duban.progress.reporting.rules import rhythm_of, rule_in
from duban.progress.stages import PeriodStage, ReportStage

BEHIND = {"yellow", "red"}
SUSPENDED = "suspended"
CLOSED = "closed"
LONGER_RHYTHM = "longer_rhythm"


def open_periods(jurisdiction: Jurisdiction) -> None:
    """Open every period from the issue of the first task up to today's, and expect what is owed in the open ones."""
    first = (
        Task.objects.filter(jurisdiction=jurisdiction, issued_on__isnull=False)
        .order_by("issued_on")
        .values_list("issued_on", flat=True)
        .first()
    )
    if first is None:
        return
    known = set(ReportingPeriod.objects.filter(jurisdiction=jurisdiction).values_list("month", flat=True))
    for month in _months(jurisdiction, first, clock.today()):
        if str(month) not in known:
            open_period(jurisdiction, month)
    for period in ReportingPeriod.objects.filter(jurisdiction=jurisdiction, stage=PeriodStage.OPEN).order_by("month"):
        expect_reports(period)


@transaction.atomic
def open_period(jurisdiction: Jurisdiction, month: Month) -> ReportingPeriod | None:
    """Open the period of a month, once; None where it was opened before."""
    Jurisdiction.objects.select_for_update().get(pk=jurisdiction.pk)
    if ReportingPeriod.objects.filter(jurisdiction=jurisdiction, month=str(month)).exists():
        return None
    rhythm, before = (rhythm_of(rule_in(jurisdiction, each)) for each in (month, _before(month)))
    days = days_of(month, rhythm, calendar_of(jurisdiction), before)
    period = ReportingPeriod.objects.create(
        jurisdiction=jurisdiction, month=str(month), opened_at=clock.now(), **days._asdict()
    )
    record(
        actor=CLOCK,
        kind=actions.PERIOD_OPENED.code,
        jurisdiction=jurisdiction.uid,
        subjects=[Subject("period", period.uid)],
        body={"month": str(month), **days._asdict()},
    )
    return period


@transaction.atomic
def expect_reports(period: ReportingPeriod) -> int:
    """Expect a report of every lead's part of every running task, once; return how many came.

    A suspended task is exempt; so is, in the reduced rhythm, a part that is on path, has no milestone due and reported
    last month.
    """
    period = ReportingPeriod.objects.select_for_update().select_related("jurisdiction").get(pk=period.pk)
    if period.stage != PeriodStage.OPEN or clock.today() > period.locks_on:
        return 0  # what nobody could file is not asked for
    begun = WorkPlan.objects.filter(
        jurisdiction=period.jurisdiction_id, task=OuterRef("task"), in_force_on__lte=period.cut_off_on
    )
    parts = list(
        Part.objects.filter(
            jurisdiction=period.jurisdiction_id,
            role__in=LEADING,
            task__stage__in=[TaskStage.RUNNING, TaskStage.SUSPENDED],
        )
        .filter(Exists(begun))
        .exclude(reports__period=period)
        .select_related("task", "unit")
        .order_by("pk")
    )
    if not parts:
        return 0
    rule = rule_in(period.jurisdiction, Month.parse(period.month))
    spared = _spared(period, parts) if rule.preset == ReportingRule.Preset.REDUCED else frozenset()
    reports = [
        ProgressReport(
            jurisdiction_id=period.jurisdiction_id,
            period=period,
            task_id=part.task_id,
            part=part,
            unit_id=part.unit_id,
            **_how(part, part.pk in spared),
        )
        for part in parts
    ]
    ProgressReport.objects.bulk_create(reports, batch_size=500)
    record(
        actor=CLOCK,
        kind=actions.REPORTS_EXPECTED.code,
        jurisdiction=period.jurisdiction.uid,
        subjects=[Subject("period", period.uid)],
        body={
            "month": period.month,
            "expected": sum(report.stage == ReportStage.EXPECTED for report in reports),
            "exempt": sum(report.stage == ReportStage.EXEMPT for report in reports),
            "rows_digest": canonical_digest("sha256", [[each.uid, each.part.uid, str(each.stage)] for each in reports]),
        },
    )
    return len(reports)


def open_period_of(jurisdiction: Jurisdiction, day: date) -> ReportingPeriod | None:
    """Return the period in which a day lies, if it is open."""
    return ReportingPeriod.objects.filter(
        jurisdiction=jurisdiction, begins_on__lte=day, cut_off_on__gte=day, stage=PeriodStage.OPEN
    ).first()


def _months(jurisdiction: Jurisdiction, first: date, today: date) -> Iterator[Month]:
    month = month_of(first, rhythm_of(rule_in(jurisdiction, Month(first.year, first.month))))
    last = month_of(today, rhythm_of(rule_in(jurisdiction, Month(today.year, today.month))))
    while month <= last:
        yield month
        month = month.next()


def _how(part: Part, is_spared: bool) -> Mapping[str, str | None]:
    if part.task.stage == TaskStage.SUSPENDED:
        return {"stage": ReportStage.EXEMPT, "exempt_because": SUSPENDED}
    if is_spared:
        return {"stage": ReportStage.EXEMPT, "exempt_because": LONGER_RHYTHM}
    return {"stage": ReportStage.EXPECTED}


def _spared(period: ReportingPeriod, parts: list[Part]) -> frozenset[int]:
    """Return the parts that need not report this month in the reduced rhythm."""
    keys = frozenset(part.pk for part in parts)
    hooks.announce(period.jurisdiction_id, *{part.task_id for part in parts})  # judged as of today, not of yesterday
    lights = current_lights.ask_one(LightsAsked(period.jurisdiction_id, keys))
    due = set(
        Milestone.objects.filter(
            item__plan__part__in=keys,
            item__cancelled_on__isnull=True,
            cancelled_on__isnull=True,
            due_on__gte=period.begins_on,
            due_on__lte=period.cut_off_on,
        ).values_list("item__plan__part", flat=True)
    )
    reported = set(
        ProgressReport.objects.filter(
            part__in=keys, period__month=str(_before(Month.parse(period.month))), filed_at__isnull=False
        ).values_list("part", flat=True)
    )
    return frozenset(key for key in keys if lights.get(key) not in BEHIND and key not in due and key in reported)


def _before(month: Month) -> Month:
    return Month(month.year - (month.number == 1), 12 if month.number == 1 else month.number - 1)
