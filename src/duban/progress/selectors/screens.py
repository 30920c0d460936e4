"""The screen of a period: what a unit owes and how it stands; for the office who has not filed."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from duban.core import clock
from duban.ledger.models import Indicator, Milestone
from duban.ledger.stages import PlanStage
from duban.orgs import policies
from duban.orgs.models import Jurisdiction, Unit
from duban.orgs.roles import Role
from duban.orgs.viewers import Viewer
from duban.progress.hooks import LightsAsked, current_lights
from duban.progress.models import Contribution, Figure, ProgressReport, ReportingPeriod
from duban.progress.reporting.reports import consent_in_force
from duban.progress.stages import ContributionStage, PeriodStage, ReportStage

OWED = (ReportStage.EXPECTED, ReportStage.DRAFTING, ReportStage.RETURNED, ReportStage.UNIT_REVIEW)
OWED_BY_HELPERS = (ContributionStage.DUE, ContributionStage.LATE, ContributionStage.RETURNED)
SHOWN = 200


@dataclass(frozen=True)
class FigureField:
    """A figure that a report asks for, with the value known for its month and the one before."""

    uid: str
    title: str
    measured_in: str
    value: str
    before: str
    is_share: bool


@dataclass(frozen=True)
class OwedReport:
    """A report as its unit sees it: what is asked, what is known, what may be done."""

    row: ProgressReport
    light: str
    last_words: str
    due_milestones: tuple[str, ...]
    figures: tuple[FigureField, ...]
    may_nil: bool

    @property
    def is_owed(self) -> bool:
        """Say whether something is still to be done by the unit."""
        return self.row.stage in OWED


@dataclass(frozen=True)
class UnitScreen:
    """Everything that a unit owes in a period, on one page."""

    unit: Unit
    period: ReportingPeriod
    reports: tuple[OwedReport, ...]
    contributions: tuple[Contribution, ...]
    is_head: bool
    may_file_alone: bool

    @property
    def owed(self) -> int:
        """Return how much is still to be done."""
        owed = sum(report.is_owed for report in self.reports)
        return owed + sum(each.stage in OWED_BY_HELPERS for each in self.contributions)


def running_period(jurisdiction: Jurisdiction, month: str = "") -> ReportingPeriod | None:
    """Return the period of a month; without one the oldest that is open and due, else the newest."""
    periods = ReportingPeriod.objects.filter(jurisdiction=jurisdiction)
    if month:
        return periods.filter(month=month).first()
    today = clock.today()
    waiting = periods.filter(stage=PeriodStage.OPEN, cut_off_on__lt=today).order_by("month").first()
    return waiting or periods.order_by("-month").first()


def months(jurisdiction: Jurisdiction) -> list[str]:
    """Return the months that were opened, the newest first."""
    return list(
        ReportingPeriod.objects.filter(jurisdiction=jurisdiction).order_by("-month").values_list("month", flat=True)
    )


def unit_screen(viewer: Viewer, unit: Unit, period: ReportingPeriod) -> UnitScreen:
    """Return what a unit owes in a period; a fixed number of queries, however much it is."""
    rows = list(
        ProgressReport.objects.filter(jurisdiction=viewer.jurisdiction, unit=unit, period=period)
        .select_related("task", "part__unit", "period", "unit")
        .order_by("task__position", "pk")
    )
    contributions = list(
        Contribution.objects.filter(jurisdiction=viewer.jurisdiction, period=period, part__unit=unit)
        .select_related("request__lead__unit", "request__task", "request__indicator", "period", "part__unit")
        .order_by("request__task__position", "pk")
    )
    posts = [post.pk for post in viewer.posts if post.unit_id == unit.pk]
    return UnitScreen(
        unit=unit,
        period=period,
        reports=tuple(owed_reports(viewer.jurisdiction, rows, period)),
        contributions=tuple(contributions),
        is_head=any(seat.role is Role.HEAD and seat.post.unit_id == unit.pk for seat in viewer.seats),
        may_file_alone=bool(posts) and consent_in_force(posts, unit.pk, clock.today()) is not None,
    )


def owed_reports(
    jurisdiction: Jurisdiction, rows: Sequence[ProgressReport], period: ReportingPeriod
) -> list[OwedReport]:
    """Return reports with all that is known: light, last words, milestones that fell due, figures."""
    parts = frozenset(row.part_id for row in rows)
    lights = current_lights.ask_one(LightsAsked(jurisdiction.pk, parts)) if parts else {}
    due: dict[int, list[str]] = {}
    milestones = Milestone.objects.filter(
        item__plan__part__in=parts,
        item__plan__stage=PlanStage.IN_FORCE,
        item__cancelled_on__isnull=True,
        cancelled_on__isnull=True,
        due_on__gte=period.begins_on,
        due_on__lte=period.cut_off_on,
    )
    for part, title in milestones.order_by("due_on").values_list("item__plan__part", "title"):
        due.setdefault(part, []).append(title)
    last = _last_words(parts, period.month)
    figures = _figures(jurisdiction, rows, period.month)
    return [
        OwedReport(
            row=row,
            light=lights.get(row.part_id, ""),
            last_words=last.get(row.part_id, ""),
            due_milestones=tuple(due.get(row.part_id, ())),
            figures=tuple(figures.get(row.part_id, ())),
            may_nil=row.part_id not in due and lights.get(row.part_id) != "red",
        )
        for row in rows
    ]


@dataclass(frozen=True)
class OfficeScreen:
    """A period as the office sees it: counts by stage, and the reports of one stage in the order of the register."""

    period: ReportingPeriod
    stage: str
    counts: tuple[tuple[str, str, int], ...]
    rows: tuple[ProgressReport, ...]
    total: int


def office_screen(viewer: Viewer, period: ReportingPeriod, stage: str) -> OfficeScreen:
    """Return the reports of a period in one stage; without a stage those that wait for the office, else the first."""
    found = policies.visible(viewer, ProgressReport).filter(period=period)
    counted = dict(found.values_list("stage").annotate(Count("pk")).order_by())
    first = next((code for code in (ReportStage.SUBMITTED.value, *ReportStage.values) if counted.get(code)), "")
    chosen = stage if stage in ReportStage.values else first
    rows: QuerySet[ProgressReport] = found.filter(stage=chosen).select_related("task", "unit", "period", "part")
    return OfficeScreen(
        period=period,
        stage=chosen,
        counts=tuple(
            (code, str(label), counted.get(code, 0)) for code, label in ReportStage.choices if counted.get(code)
        ),
        rows=tuple(rows.order_by("unit__position", "task__position", "pk")[:SHOWN]),
        total=counted.get(chosen, 0),
    )


def _last_words(parts: frozenset[int], month: str) -> dict[int, str]:
    """Return what each part reported last before a month."""
    found: dict[int, str] = {}
    rows = ProgressReport.objects.filter(part__in=parts, period__month__lt=month, filed_at__isnull=False)
    for part, text, is_nil in rows.order_by("period__month").values_list("part", "text", "is_nil"):
        found[part] = _("Nothing new this month") if is_nil else text or ""
    return found


def _figures(jurisdiction: Jurisdiction, rows: Sequence[ProgressReport], month: str) -> dict[int, list[FigureField]]:
    """Return the figures that each report asks for: those of the own plan, and own shares of the plans of others."""
    tasks = {row.task_id for row in rows}
    indicators = list(
        Indicator.objects.filter(
            jurisdiction=jurisdiction,
            item__plan__task__in=tasks,
            item__plan__stage=PlanStage.IN_FORCE,
            item__cancelled_on__isnull=True,
        )
        .select_related("item__plan")
        .prefetch_related("allocations")
        .order_by("item__position", "pk")
    )
    values: dict[tuple[int, int | None], list[tuple[str, str]]] = {}
    known = Figure.objects.filter(jurisdiction=jurisdiction, indicator__in=indicators, replaced_at__isnull=True)
    for figure in known.filter(month__lte=month).order_by("month"):
        own = values.setdefault((figure.indicator_id, figure.unit_id), [])
        own.append((figure.month, format(figure.value.normalize(), "f")))
    found: dict[int, list[FigureField]] = {}
    for row in rows:
        for indicator in indicators:
            if indicator.item.plan.task_id != row.task_id:
                continue
            if indicator.item.plan.part_id == row.part_id:
                found.setdefault(row.part_id, []).append(_field(indicator, values.get((indicator.pk, None), []), month))
            elif any(each.unit_id == row.unit_id for each in indicator.allocations.all()):
                given = values.get((indicator.pk, row.unit_id), [])
                found.setdefault(row.part_id, []).append(_field(indicator, given, month, is_share=True))
    return found


def _field(
    indicator: Indicator, given: Sequence[tuple[str, str]], month: str, *, is_share: bool = False
) -> FigureField:
    now = next((value for of, value in given if of == month), "")
    before = next((value for of, value in reversed(given) if of < month), "")
    return FigureField(indicator.uid, indicator.title, indicator.measured_in or "", now, before, is_share)
