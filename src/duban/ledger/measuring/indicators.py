"""How far an indicator has come, what was held, and whether its shares add up (domain 4.1)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from duban.ledger.measuring.models import Allocation, Direction, Figure, Indicator, PathPoint
from duban.ledger.measuring.weights import ALL, NONE


class Held(NamedTuple):
    """Whether a ceiling was held when a figure was filed."""

    on: date
    value: Decimal
    is_held: bool


class Spread(NamedTuple):
    """What units and regions take of an indicator, set against it; differences are sum minus whole.

    A sum of figures is None until every one that takes a share has filed one.
    """

    target: Decimal
    targets: Decimal
    target_difference: Decimal
    figure: Decimal | None
    figures: Decimal | None
    figure_difference: Decimal | None


def share_of_way(indicator: Indicator, on: date) -> Fraction:
    """Return (actual - base) / (target - base), cut to 0..1; without a way, 1 where it is reached."""
    value = latest(indicator.figures, on)
    if value is None:
        return NONE
    return way_to(indicator, value)


def way_to(indicator: Indicator, value: Decimal) -> Fraction:
    """Return how much of the way from base to target a value has covered, 0..1."""
    base = _base(indicator)
    if base is None:
        return ALL if _is_reached(indicator, value) else NONE
    covered = (Fraction(value) - Fraction(base)) / (Fraction(indicator.target) - Fraction(base))
    return min(ALL, max(NONE, covered))


def is_by_degrees(indicator: Indicator) -> bool:
    """Say whether there is a way from base to target; if not, it is reached or held, or it is not."""
    return _base(indicator) is not None


def latest(figures: Sequence[Figure], on: date) -> Decimal | None:
    """Return the last value known for a day."""
    known = sorted((figure for figure in figures if figure.on <= on), key=lambda figure: figure.on)
    return known[-1].value if known else None


def held(indicator: Indicator, on: date) -> tuple[Held, ...]:
    """Return for every figure of a ceiling until a day whether it was held."""
    return tuple(
        Held(figure.on, figure.value, _is_reached(indicator, figure.value))
        for figure in sorted(indicator.figures, key=lambda figure: figure.on)
        if figure.on <= on
    )


def path_through(indicator: Indicator, values: Sequence[Figure]) -> Indicator:
    """Return the indicator with a path through planned values."""
    return indicator._replace(path=tuple(PathPoint(on, way_to(indicator, value)) for on, value in values))


def allotted(indicator: Indicator, allocation: Allocation) -> Indicator:
    """Return the indicator as one unit has it: own base, target and figures, the same path in shares of the way."""
    return indicator._replace(
        base=allocation.base, target=allocation.target, figures=allocation.figures, allocations=()
    )


def spread(indicator: Indicator, on: date) -> Spread:
    """Set the sum of what units and regions take, and of what they have, against the whole."""
    targets = sum((each.target for each in indicator.allocations), Decimal(0))
    filed = [latest(each.figures, on) for each in indicator.allocations]
    known = [value for value in filed if value is not None]
    figure = latest(indicator.figures, on)
    figures = sum(known, Decimal(0)) if known and len(known) == len(filed) else None
    return Spread(
        target=indicator.target,
        targets=targets,
        target_difference=targets - indicator.target,
        figure=figure,
        figures=figures,
        figure_difference=None if figure is None or figures is None else figures - figure,
    )


def _base(indicator: Indicator) -> Decimal | None:
    """Return where the way begins; None where there is none that leads to the target in its direction."""
    if indicator.direction == Direction.UP:
        base = Decimal(0) if indicator.base is None else indicator.base
        return base if base < indicator.target else None
    if indicator.direction == Direction.DOWN and indicator.base is not None:
        return indicator.base if indicator.base > indicator.target else None
    return None


def _is_reached(indicator: Indicator, value: Decimal) -> bool:
    return value >= indicator.target if indicator.direction == Direction.UP else value <= indicator.target
