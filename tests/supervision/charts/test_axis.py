"""Days on a line: where they begin and end, whatever the year; what lies outside; doctests of the pure parts."""

import doctest
from datetime import date, timedelta
from importlib import import_module

import pytest

from duban.supervision.charts.axis import LONGEST, Axis, axis_of

COMMON = Axis(date(2026, 1, 1), date(2026, 12, 31), 365)
LEAP = Axis(date(2028, 1, 1), date(2028, 12, 31), 366)
ACROSS = Axis(date(2026, 12, 1), date(2027, 1, 31), 62)

PLACES = [  # axis, day, where it begins, where it ends
    (COMMON, date(2026, 1, 1), 0, 1),  # the first day
    (COMMON, date(2026, 12, 31), 364, 365),  # the last day
    (COMMON, date(2026, 3, 1), 59, 60),  # no 29 February
    (LEAP, date(2028, 2, 29), 59, 60),  # the leap day
    (LEAP, date(2028, 3, 1), 60, 61),  # the day after it
    (ACROSS, date(2026, 12, 31), 30, 31),  # the end of a year within
    (ACROSS, date(2027, 1, 1), 31, 32),
    (COMMON, date(2025, 12, 31), 0, 0),  # the day before: on the edge, without width
    (COMMON, date(2027, 1, 1), 365, 365),  # the day after
    (COMMON, date(2020, 5, 5), 0, 0),  # far outside
]


@pytest.mark.parametrize("name", ["axis", "drawing", "scale"])
def test_what_docstrings_show_is_so(name: str) -> None:
    results = doctest.testmod(import_module(f"duban.supervision.charts.{name}"))
    assert results.attempted
    assert not results.failed


@pytest.mark.parametrize(("axis", "day", "begins", "ends"), PLACES)
def test_a_day_has_its_place(axis: Axis, day: date, begins: float, ends: float) -> None:
    assert (axis.begins(day), axis.ends(day)) == (pytest.approx(begins), pytest.approx(ends))
    assert axis.holds(day) == (begins < ends)


def test_days_follow_one_another_without_a_gap() -> None:
    days = [LEAP.first + timedelta(days=step) for step in range(LEAP.days)]
    assert [LEAP.ends(day) for day in days[:-1]] == [LEAP.begins(day) for day in days[1:]]


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        ([date(2026, 2, 14)], date(2026, 2, 1), date(2026, 2, 28)),  # one day: its month
        ([date(2028, 2, 1)], date(2028, 2, 1), date(2028, 2, 29)),
        ([date(2026, 12, 31), date(2026, 3, 2)], date(2026, 3, 1), date(2026, 12, 31)),  # in any order
        ([date(2026, 11, 30), date(2027, 1, 1)], date(2026, 11, 1), date(2027, 1, 31)),
        ([date(2020, 1, 1), date(2026, 12, 31)], date(2025, 1, 1), date(2026, 12, 31)),  # too long: the last two years
    ],
)
def test_a_line_holds_whole_months(days: list[date], first: date, last: date) -> None:
    axis = axis_of(days, 100)
    assert (axis.first, axis.last) == (first, last)
    months = list(axis.months())
    assert 1 <= len(months) <= LONGEST
    assert sum(tick.width for tick in months) == pytest.approx(100)
    assert months[0].at == 0
