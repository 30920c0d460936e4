"""How much is planned to be done by the end of a day (domain 4.1)."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise

from duban.ledger.measuring.indicators import is_by_degrees, latest
from duban.ledger.measuring.models import Direction, Indicator, Item, Milestone, PathPoint
from duban.ledger.measuring.weights import ALL, NONE


def planned_of_indicator(item: Item, indicator: Indicator, on: date) -> Fraction:
    """Return the planned share of an indicator: along its path, else straight from the start to the due day.

    What has no way is planned in one step: a ceiling from its first figure on, anything else when its day has passed.
    """
    if is_by_degrees(indicator):
        return _along(_points(item, indicator.path), on)
    if indicator.direction == Direction.CEILING and latest(indicator.figures, on) is not None:
        return ALL
    return ALL if item.due_on < on else NONE


def planned_of_milestone(item: Item, milestone: Milestone, live: Sequence[Milestone], on: date) -> Fraction:
    """Return 1 when the day of a milestone has passed; a linear one grows from the milestone before it."""
    if not milestone.is_linear:
        return ALL if milestone.due_on < on else NONE
    earlier = [each.due_on for each in live if each.due_on < milestone.due_on]
    begins_on = max(earlier, default=min(item.starts_on, milestone.due_on))
    return _along((PathPoint(begins_on, NONE), PathPoint(milestone.due_on, ALL)), on)


def _points(item: Item, path: Sequence[PathPoint]) -> tuple[PathPoint, ...]:
    """Return the path with the start and the due day of the item at its ends, where it does not reach them."""
    points = sorted(path, key=lambda point: point.on)
    starts_on = min(item.starts_on, item.due_on)
    if not points or starts_on < points[0].on:
        points.insert(0, PathPoint(starts_on, NONE))
    if not path or points[-1].on < item.due_on:
        points.append(PathPoint(item.due_on, ALL))
    return tuple(points)


def _along(points: Sequence[PathPoint], on: date) -> Fraction:
    """Return the share on a day, straight between two points."""
    if on < points[0].on:
        return NONE
    for before, after in pairwise(points):
        if on < after.on:
            passed = Fraction((on - before.on).days, (after.on - before.on).days)
            return before.share + (after.share - before.share) * passed
    return points[-1].share
