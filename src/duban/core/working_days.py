"""Counting in working days. Pure: which days are worked comes in as an argument.

Time limits of this system are working days unless they say otherwise; the day on which something happens is not
counted (the first day is the next working day).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5
LONGEST = 3660  # days: a limit is never as long as ten years


@dataclass(frozen=True)
class WorkingCalendar:
    """Weekdays, with the days that differ from them: True is worked, False is rest.

    >>> calendar = WorkingCalendar({date(2026, 5, 1): False, date(2026, 5, 9): True})
    >>> calendar.is_working(date(2026, 5, 9)), calendar.is_working(date(2026, 5, 10))
    (True, False)
    >>> calendar.after(date(2026, 4, 30), 2)
    datetime.date(2026, 5, 5)
    >>> calendar.between(date(2026, 4, 30), date(2026, 5, 5))
    2
    """

    differing: Mapping[date, bool]

    def is_working(self, day: date) -> bool:
        """Say whether a day is worked."""
        return self.differing.get(day, day.weekday() < SATURDAY)

    def after(self, day: date, count: int) -> date:
        """Return the last of so many working days after a day; with 0 the day itself."""
        for _step in range(LONGEST):
            if count <= 0:
                return day
            day += timedelta(days=1)
            count -= self.is_working(day)
        raise ValueError("no working day is left within ten years")

    def before(self, day: date, count: int) -> date:
        """Return the first of so many working days before a day; with 0 the day itself."""
        for _step in range(LONGEST):
            if count <= 0:
                return day
            day -= timedelta(days=1)
            count -= self.is_working(day)
        raise ValueError("no working day is left within ten years")

    def between(self, start: date, end: date) -> int:
        """Return how many working days lie after `start` up to `end`; 0 where `end` is not later."""
        return sum(self.is_working(start + timedelta(days=step)) for step in range(1, (end - start).days + 1))
