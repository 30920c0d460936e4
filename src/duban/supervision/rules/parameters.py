"""The limits that lights go by, as dated rows; old ones are kept, so that an old light can be explained (domain 4.2).

Days by which something is owed (domain 4.4: receipt, work plan, contribution, rectification plan, refiling) are set in
the act that makes it owed, told to the unit, and come with the facts; they are no limits of a light.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """One row of limits: in working days, in basis points, or in number of times."""

    version: str
    since: date
    basis: str
    milestone_red_after: int = 10
    work_plan_red_after: int = 10
    decision_red_after: int = 10
    rectification_plan_red_from: int = 5
    deviation_red_below: int = -1500
    deviation_yellow_below: int = -500
    reports_red_running: int = 2
    reports_red_in_year: int = 3
    contributions_red_running: int = 2
    keep_red_over: int = 5
    keep_red_below: int = -1000


MEANINGS = {
    "milestone_red_after": "working days over from which on a milestone is no longer yellow",
    "work_plan_red_after": "the same of a work plan",
    "decision_red_after": "the same of a decision or an instruction",
    "rectification_plan_red_from": "working days over with which a rectification plan turns red",
    "deviation_red_below": "basis points below which the deviation is red",
    "deviation_yellow_below": "basis points below which the deviation is yellow",
    "reports_red_running": "reports missing one after the other that are red",
    "reports_red_in_year": "the missing report of a year that is red",
    "contributions_red_running": "months running with a missing contribution that are red",
    "keep_red_over": "working days over of a milestone above which red is kept",
    "keep_red_below": "basis points of the deviation below which red is kept",
}

HISTORY = (Parameters(version="1", since=date(2000, 1, 1), basis="domain 4.2"),)


def in_force(on: date) -> Parameters:
    """Return the limits that hold on a day; before the first row, the first."""
    return next((row for row in reversed(HISTORY) if row.since <= on), HISTORY[0])


def of_version(version: str) -> Parameters:
    """Return the limits of a version; KeyError where there never was one."""
    return {row.version: row for row in HISTORY}[version]
