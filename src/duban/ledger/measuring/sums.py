"""Progress as a sum that can be printed addend by addend: leaves to items, items to a part or a task (domain 4.1)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from duban.ledger.measuring.indicators import allotted, is_by_degrees, latest, share_of_way
from duban.ledger.measuring.models import Basis, Direction, Indicator, Item, Milestone
from duban.ledger.measuring.schedule import planned_of_indicator, planned_of_milestone
from duban.ledger.measuring.weights import ALL, NONE, basis_points, counting, parts_of_whole, proportions, weighed


class Working(NamedTuple):
    """The figures from which the share of an indicator follows."""

    direction: Direction
    base: Decimal | None
    target: Decimal
    actual: Decimal | None


class Addend(NamedTuple):
    """A line of a sum: an item, and within it its milestones or its indicator.

    `weight` is its part of the sum in which it stands. What was cancelled or has nothing to measure is shown with
    weight 0, and counts nowhere.
    """

    uid: str
    title: str
    weight: Fraction
    share: Fraction
    planned: Fraction
    is_by_degrees: bool = False
    is_cancelled: bool = False
    working: Working | None = None
    within: tuple["Addend", ...] = ()

    @property
    def counts(self) -> bool:
        """Say whether an item is measured by anything that was not cancelled."""
        return not self.is_cancelled and any(not leaf.is_cancelled for leaf in self.within)


class Sum(NamedTuple):
    """The progress of a task, of a part or of an item on a day, with all that was added; results in basis points.

    `measured` and `scheduled` look only at what is measured by degrees, and so does the deviation between them (SV):
    a milestone that is done or not never enters it. Each is None where nothing counts.
    """

    on: date
    addends: tuple[Addend, ...]

    @property
    def progress(self) -> int | None:
        """Return the share that is done."""
        return _mean((each.weight, each.share) for each in self.addends)

    @property
    def planned(self) -> int | None:
        """Return the share that should be done."""
        return _mean((each.weight, each.planned) for each in self.addends)

    @property
    def measured(self) -> int | None:
        """Return the share that is done of what is measured by degrees."""
        return _mean((weight, leaf.share) for weight, leaf in self._degrees())

    @property
    def scheduled(self) -> int | None:
        """Return the share that should be done of what is measured by degrees."""
        return _mean((weight, leaf.planned) for weight, leaf in self._degrees())

    @property
    def deviation(self) -> int | None:
        """Return measured minus scheduled: negative is behind."""
        measured, scheduled = self.measured, self.scheduled
        return None if measured is None or scheduled is None else measured - scheduled

    def _degrees(self) -> Iterator[tuple[Fraction, Addend]]:
        for addend in self.addends:
            for leaf in addend.within:
                if leaf.is_by_degrees:
                    yield addend.weight * leaf.weight, leaf


class Point(NamedTuple):
    """A day of the curve of planned against actual, in basis points."""

    on: date
    planned: int | None
    progress: int | None


def measure(*plans: Sequence[Item], on: date, unit: str | None = None) -> Sum:
    """Add up the items of one work plan or of several co-leads', by the end of a day.

    For a unit: its own items and its shares of the indicators of others. Weights are those of the whole plan, so that
    the sum of a task and the sums of its parts speak of the same things.
    """
    lines, amounts = [], []
    for item, amount in _in_proportion(plans):
        own = _of_unit(item, unit)
        if own is not None:
            line = _line(own, on)
            lines.append(line)
            amounts.append(amount if line.counts else None)
    parts = parts_of_whole(counting(amounts))
    return Sum(on, tuple(line._replace(weight=part) for line, part in zip(lines, parts, strict=True)))


def curve(*plans: Sequence[Item], days: Iterable[date], unit: str | None = None) -> tuple[Point, ...]:
    """Return planned against actual on some days, all that is planned in it."""
    sums = (measure(*plans, on=day, unit=unit) for day in days)
    return tuple(Point(each.on, each.planned, each.progress) for each in sums)


def live_milestones(item: Item, on: date) -> tuple[Milestone, ...]:
    """Return the milestones that stand by the end of a day; each is judged by its days, whatever measures the item."""
    if _is_over(item.cancelled_on, on):
        return ()
    return tuple(each for each in item.milestones if not _is_over(each.cancelled_on, on))


def _in_proportion(plans: Sequence[Sequence[Item]]) -> Iterator[tuple[Item, int]]:
    """Give every item a whole number, such that each plan as a whole weighs the same."""
    amounts = [proportions([item.weight for item in plan]) for plan in plans]
    common = lcm(*(sum(each) for each in amounts if each))
    for plan, each in zip(plans, amounts, strict=True):
        for item, amount in zip(plan, each, strict=True):
            yield item, amount * (common // sum(each))


def _line(item: Item, on: date) -> Addend:
    """Return an item with all within it; its own weight is still to come."""
    if item.basis == Basis.INDICATOR:
        amounts, leaves = ([1], [_measured(item, item.indicator, on)]) if item.indicator else ([], [])
    else:
        amounts, leaves = _stepped(item, on)
    return Addend(
        item.uid,
        item.title,
        weight=NONE,
        share=weighed((amount, leaf.share) for amount, leaf in zip(amounts, leaves, strict=True)),
        planned=weighed((amount, leaf.planned) for amount, leaf in zip(amounts, leaves, strict=True)),
        is_by_degrees=any(leaf.is_by_degrees for leaf in leaves),
        is_cancelled=_is_over(item.cancelled_on, on),
        within=tuple(leaves),
    )


def _stepped(item: Item, on: date) -> tuple[list[int], list[Addend]]:
    """Return the milestones of an item with whole weights in proportion; entries of a checklist are never linear."""
    stones = item.milestones
    if item.basis == Basis.CHECKLIST:
        stones = tuple(each._replace(is_linear=False) for each in stones)
    gone = [_is_over(each.cancelled_on, on) for each in stones]
    live = [each for each, is_gone in zip(stones, gone, strict=True) if not is_gone]
    given = zip(proportions([each.weight for each in stones]), gone, strict=True)
    amounts = counting([None if is_gone else amount for amount, is_gone in given])
    leaves = [
        Addend(
            each.uid,
            each.title,
            weight=part,
            share=ALL if _is_over(each.done_on, on) else NONE,
            planned=planned_of_milestone(item, each, live, on),
            is_by_degrees=each.is_linear and not is_gone,
            is_cancelled=is_gone,
        )
        for each, part, is_gone in zip(stones, parts_of_whole(amounts), gone, strict=True)
    ]
    return amounts, leaves


def _measured(item: Item, indicator: Indicator, on: date) -> Addend:
    return Addend(
        item.uid,
        item.title,
        weight=ALL,
        share=share_of_way(indicator, on),
        planned=planned_of_indicator(item, indicator, on),
        is_by_degrees=is_by_degrees(indicator),
        working=Working(indicator.direction, indicator.base, indicator.target, latest(indicator.figures, on)),
    )


def _of_unit(item: Item, unit: str | None) -> Item | None:
    if unit is None or item.unit == unit:
        return item
    if item.basis == Basis.INDICATOR and item.indicator:
        for allocation in item.indicator.allocations:
            if allocation.unit == unit:
                return item._replace(unit=unit, indicator=allotted(item.indicator, allocation))
    return None


def _is_over(day: date | None, on: date) -> bool:
    return day is not None and day <= on


def _mean(weighted: Iterable[tuple[Fraction, Fraction]]) -> int | None:
    """Return the weighted mean in basis points; None where nothing has weight."""
    total = found = NONE
    for weight, share in weighted:
        total += weight
        found += weight * share
    return basis_points(found / total) if total else None
