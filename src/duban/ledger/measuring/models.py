"""What is measured: items with their milestones or their indicator, as plain records (domain 4.1)."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple


class Basis(StrEnum):
    """That from which the progress of an item comes: exactly one of these."""

    MILESTONES = "milestones"
    INDICATOR = "indicator"
    CHECKLIST = "checklist"


class Direction(StrEnum):
    """Which way a figure is to go; a ceiling (控制在…以内) is held or not held each period."""

    UP = "up"
    DOWN = "down"
    CEILING = "ceiling"


class Milestone(NamedTuple):
    """A dated checkpoint, or an entry of a checklist; `weight` in basis points, None is an equal share."""

    uid: str
    title: str
    due_on: date
    weight: int | None = None
    is_linear: bool = False
    done_on: date | None = None
    cancelled_on: date | None = None


class Figure(NamedTuple):
    """The value of an indicator on a day, counted from the beginning."""

    on: date
    value: Decimal


class PathPoint(NamedTuple):
    """How much of the way is to be covered by the end of a day."""

    on: date
    share: Fraction


class Allocation(NamedTuple):
    """What one unit or region takes of an indicator (指标分解), with its own base and figures."""

    unit: str
    target: Decimal
    base: Decimal | None = None
    figures: tuple[Figure, ...] = ()


class Indicator(NamedTuple):
    """A figure to be reached; without a path the way from base to target is straight.

    `figures` are in the order in which they were filed: of two for one day the last counts. A blank base is 0 where
    the figure is to rise; where it is to fall there is then no way to measure, only reached or not.
    """

    target: Decimal
    base: Decimal | None = None
    direction: Direction = Direction.UP
    figures: tuple[Figure, ...] = ()
    path: tuple[PathPoint, ...] = ()
    allocations: tuple[Allocation, ...] = ()


class Item(NamedTuple):
    """A checkable part of a task; what does not belong to its basis is not looked at.

    `starts_on` is the day from which it is planned: that of the work plan, else the day of issue.
    """

    uid: str
    title: str
    unit: str
    starts_on: date
    due_on: date
    basis: Basis = Basis.MILESTONES
    weight: int | None = None
    cancelled_on: date | None = None
    milestones: tuple[Milestone, ...] = ()
    indicator: Indicator | None = None
