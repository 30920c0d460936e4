"""Planned against done month by month, and the way of every indicator of a task with what units and regions take of it.

The curve shows all milestones (domain 4.1), also those that never enter the deviation by which lights are judged.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from duban.core import clock
from duban.core.texts import month_words
from duban.core.values import Month
from duban.ledger.measuring import models as measured
from duban.ledger.measuring.indicators import allotted, held, is_by_degrees, share_of_way, spread
from duban.ledger.measuring.schedule import planned_of_indicator
from duban.ledger.measuring.sums import curve
from duban.ledger.measuring.weights import basis_points
from duban.ledger.models import Allocation, Indicator
from duban.ledger.selectors.words import figure
from duban.progress.models import Figure
from duban.supervision.charts.axis import Axis, axis_of, end_of
from duban.supervision.charts.curves import FIELD, SMALL_EDGE, SMALL_WIDTH, Chart, Curve, Value, draw, draw_small
from duban.supervision.gathering.plans import plans_of
from duban.supervision.roadmaps.sheets import TaskRoadmap, month_labels
from duban.supervision.words import points

PERCENT = 100


@dataclass(frozen=True)
class MonthRow:
    """A month of the curve, or of an indicator, in words; `is_broken` where a ceiling was not held."""

    month: str
    planned: str
    actual: str
    is_broken: bool = False
    is_held: bool = False


@dataclass(frozen=True)
class Drawing:
    """A chart with its months in words, so that a reader needs no picture."""

    chart: Chart
    months: tuple[tuple[str, str], ...]
    rows: tuple[MonthRow, ...]


@dataclass(frozen=True)
class ShareRow:
    """What one unit or region takes of an indicator."""

    unit: str
    base: str
    target: str
    actual: str
    share: str
    chart: Chart | None


@dataclass(frozen=True)
class Trajectory:
    """The way of one indicator; `difference` says where the shares do not add up to the whole."""

    uid: str
    title: str
    unit: str
    measured_in: str
    item: str
    way: str
    method: str
    summary: str
    drawing: Drawing
    shares: tuple[ShareRow, ...]
    sums: tuple[str, str]
    differences: tuple[str, ...]


def progress_curve(roadmap: TaskRoadmap) -> Drawing | None:
    """Return planned against done of a task; None where nothing is planned by days yet."""
    if roadmap.axis is None or not roadmap.found.tasks:
        return None
    today, axis = clock.today(), roadmap.axis._replace(width=FIELD)
    plans = plans_of(roadmap.found.rows, roadmap.found.tasks[0])
    before, ends = axis.first - timedelta(days=1), [end_of(tick.month) for tick in axis.months()]
    planned = {each.on: each.planned for each in curve(*map(_with_its_day, plans), days=(before, *ends))}
    passed = [day for day in (before, *ends) if day < today] + ([today] if axis.holds(today) else [])
    actual = {each.on: each.progress for each in curve(*plans, days=passed)}
    if planned[before] is None:
        return None
    now = actual[passed[-1]] if passed else None
    drawn = Curve(
        [Value(day, _percent(share)) for day, share in planned.items()],
        [Value(day, _percent(share)) for day, share in actual.items()],
        within=(Decimal(0), Decimal(PERCENT)),
        planned_words=_("planned"),
        actual_words=_("done %(share)s%%") % {"share": points(now)} if now is not None else "",
    )
    chart = draw(drawn, axis, today, say=lambda value: f"{value:g}%")
    rows = []
    for day in ends:
        known = actual.get(min(day, today)) if _has_begun(day, today) else None
        done = f"{points(known)}%" if known is not None else ""
        rows.append(MonthRow(month_words(Month(day.year, day.month)), f"{points(planned[day])}%", done))
    return Drawing(chart, _months(axis, chart), tuple(rows))


def trajectories(roadmap: TaskRoadmap) -> tuple[Trajectory, ...]:
    """Return the way of every indicator in the work plans in force of a task, in their order."""
    rows, found = roadmap.found.rows, []
    known = {item.uid: item for task in roadmap.found.tasks for plan in plans_of(rows, task) for item in plan}
    for items in rows.items.values():
        for item in items:
            indicator, facts = rows.indicators.get(item.pk), known.get(item.uid)
            is_gone = item.cancelled_on is not None and item.cancelled_on <= clock.today()
            if indicator is None or facts is None or facts.indicator is None or is_gone:
                continue
            found.append(
                _trajectory(
                    indicator,
                    item.unit.name,
                    facts,
                    facts.indicator,
                    sorted(rows.allocations.get(indicator.pk, []), key=lambda each: (each.unit.position, each.pk)),
                    rows.figures.get(indicator.pk, []),
                )
            )
    return tuple(found)


def _trajectory(
    row: Indicator,
    unit: str,
    item: measured.Item,
    whole: measured.Indicator,
    allocations: Sequence[Allocation],
    figures: Sequence[Figure],
) -> Trajectory:
    today = clock.today()
    own = [each for each in figures if each.unit_id is None]
    axis = _axis(item, figures)
    planned = tuple(_planned(item, whole, axis))
    actual = _actual(whole, own, today)
    measured_in = row.measured_in or ""
    comparison = _("at most %(value)s") if whole.direction != measured.Direction.UP else _("target %(value)s")
    last = actual[-1] if actual else None
    drawn = Curve(
        planned,
        actual,
        target=whole.target,
        within=() if planned else (Decimal(0),),  # what is held or not is seen against the whole of its limit
        planned_words=_("planned") if planned else "",
        actual_words=_("actual %(value)s") % {"value": figure(last.value)} if last is not None else "",
        target_words=comparison % {"value": figure(whole.target)},
    )
    chart = draw(drawn, axis, today, say=figure)
    shares = tuple(_share(each, item, whole, figures, axis._replace(width=_SMALL), today) for each in allocations)
    sums = spread(whole, today)
    begins = f"{figure(whole.base)} → " if whole.base is not None else ""
    return Trajectory(
        uid=row.uid,
        title=row.title,
        unit=unit,
        measured_in=measured_in,
        item=item.title if item.title != row.title else "",
        way=f"{begins}{figure(whole.target)} {measured_in}　{row.get_direction_display()}",
        method=row.method or "",
        summary=_summary(whole, actual, item, today),
        drawing=Drawing(chart, _months(axis, chart), tuple(_rows(whole, planned, own, actual))),
        shares=shares,
        sums=(figure(sums.targets), figure(sums.figures) or "—"),
        differences=tuple(
            filter(None, (_difference(sums.target_difference, _TARGETS), _difference(sums.figure_difference, _FIGURES)))
        )
        if shares
        else (),
    )


_SMALL = SMALL_WIDTH - 2 * SMALL_EDGE
_TARGETS, _FIGURES = "targets", "figures"


def _difference(difference: Decimal | None, of: str) -> str:
    """Return in words by how much the shares miss the whole; empty where they do not."""
    if not difference:
        return ""
    by = figure(abs(difference))
    if of == _TARGETS:
        said = _("The shares come to %(by)s more than the target.") if difference > 0 else ""
        return (said or _("The shares come to %(by)s less than the target.")) % {"by": by}
    said = _("The figures of the shares come to %(by)s more than the figure of the whole.") if difference > 0 else ""
    return (said or _("The figures of the shares come to %(by)s less than the figure of the whole.")) % {"by": by}


def _share(
    row: Allocation,
    item: measured.Item,
    whole: measured.Indicator,
    figures: Sequence[Figure],
    axis: Axis,
    today: date,
) -> ShareRow:
    allocation = next(each for each in whole.allocations if each.unit == row.unit.uid)
    own = allotted(whole, allocation)
    actual = _actual(own, [each for each in figures if each.unit_id == row.unit_id], today)
    drawn = Curve(tuple(_planned(item, own, axis)), actual, target=own.target)
    return ShareRow(
        unit=row.unit.name,
        base=figure(row.base) or "—",
        target=figure(row.target),
        actual=figure(actual[-1].value) if actual else "—",
        share=f"{points(basis_points(share_of_way(own, today)))}%" if is_by_degrees(own) else "",
        chart=draw_small(drawn, axis, today) if actual else None,
    )


def _axis(item: measured.Item, figures: Sequence[Figure]) -> Axis:
    days = [min(item.starts_on, item.due_on), item.due_on, *(end_of(Month.parse(each.month)) for each in figures)]
    return axis_of(days, FIELD)


def _planned(item: measured.Item, indicator: measured.Indicator, axis: Axis) -> Iterator[Value]:
    """Yield the planned values by the end of each month; nothing where there is no way, only held or not."""
    if not is_by_degrees(indicator):
        return
    base = indicator.base or Decimal(0)
    way = indicator.target - base
    begins_on, ends_on = min(item.starts_on, item.due_on), item.due_on
    days = {begins_on, ends_on, *(each.on for each in indicator.path)}
    days |= {end for tick in axis.months() if begins_on <= (end := end_of(tick.month)) <= ends_on}
    for day in sorted(days):
        share = planned_of_indicator(item, indicator, day)
        yield Value(day, base + way * share.numerator / share.denominator)


def _actual(indicator: measured.Indicator, figures: Sequence[Figure], today: date) -> tuple[Value, ...]:
    """Return the figures by the end of their months, not later than today; of a ceiling whether each was held."""
    shown = tuple(measured.Figure(min(end_of(Month.parse(each.month)), today), each.value) for each in figures)
    if indicator.direction != measured.Direction.CEILING:
        return tuple(Value(each.on, each.value) for each in shown)
    return tuple(Value(each.on, each.value, each.is_held) for each in held(indicator._replace(figures=shown), today))


def _rows(
    indicator: measured.Indicator, planned: Sequence[Value], figures: Sequence[Figure], actual: Sequence[Value]
) -> Iterator[MonthRow]:
    """Yield every month that has a planned value or a figure."""
    by_month = {(each.on.year, each.on.month): each.value for each in planned}
    filed = {each.month: value for each, value in zip(figures, actual, strict=True)}
    is_ceiling = indicator.direction == measured.Direction.CEILING
    for text in sorted({f"{year:04d}-{number:02d}" for year, number in by_month} | set(filed)):
        month = Month.parse(text)
        plan, value = by_month.get((month.year, month.number)), filed.get(text)
        yield MonthRow(
            month_words(month),
            _rounded(plan) if plan is not None else "",
            figure(value.value) if value is not None else "",
            is_broken=value is not None and not value.is_kept,
            is_held=is_ceiling and value is not None and value.is_kept,
        )


def _summary(indicator: measured.Indicator, actual: Sequence[Value], item: measured.Item, today: date) -> str:
    """Return how an indicator stands in one sentence."""
    if not actual:
        return _("No figure was given yet.")
    if indicator.direction == measured.Direction.CEILING:
        kept = sum(each.is_kept for each in actual)
        return ngettext(
            "Held in %(kept)s of %(count)s month.", "Held in %(kept)s of %(count)s months.", len(actual)
        ) % {"kept": kept, "count": len(actual)}
    if not is_by_degrees(indicator):
        return _("Reached.") if share_of_way(indicator, today) else _("Not reached yet.")
    return _("%(share)s%% of the way, %(planned)s%% planned by today.") % {
        "share": points(basis_points(share_of_way(indicator, today))),
        "planned": points(basis_points(planned_of_indicator(item, indicator, today))),
    }


def _months(axis: Axis, chart: Chart) -> tuple[tuple[str, str], ...]:
    return tuple(zip(month_labels(axis), chart.ticks, strict=True))


def _percent(basis: int | None) -> Decimal:
    return Decimal(basis or 0) / PERCENT


def _rounded(value: Decimal) -> str:
    """Return a planned value with no more digits than a reader can use."""
    return figure(value.quantize(Decimal("0.01")))


def _has_begun(end: date, today: date) -> bool:
    """Say whether the month that ends on a day has begun."""
    return end.replace(day=1) <= today


def _with_its_day(plan: Sequence[measured.Item]) -> tuple[measured.Item, ...]:
    """Return a plan whose steps are planned by the end of their own day.

    Lights give a step the whole of its day and plan it from the day after; a curve by months would else show what is
    due on the last day of a month in the month that follows, and the end of the year without its end.
    """
    return tuple(
        item._replace(
            due_on=item.due_on if _is_even(item) else _before(item.due_on),
            milestones=tuple(each if each.is_linear else _earlier(each) for each in item.milestones),
        )
        for item in plan
    )


def _is_even(item: measured.Item) -> bool:
    return item.basis == measured.Basis.INDICATOR and item.indicator is not None and is_by_degrees(item.indicator)


def _earlier(milestone: measured.Milestone) -> measured.Milestone:
    return milestone._replace(due_on=_before(milestone.due_on))


def _before(day: date) -> date:
    return day - timedelta(days=1)
