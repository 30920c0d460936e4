"""Days laid on a line of user units: a day has a width, begins at one place and ends at another."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from duban.core.values import Month

LONGEST = 24  # months: what lies before them is cut off


class Tick(NamedTuple):
    """The first day of a month on the line, and how wide the month is."""

    month: Month
    at: float
    width: float


class Axis(NamedTuple):
    """A line from the first day of a month to the last day of a month; what lies outside falls on its ends.

    >>> year = Axis(date(2026, 1, 1), date(2026, 12, 31), 365)
    >>> year.begins(date(2026, 1, 1)), year.ends(date(2026, 1, 1)), year.ends(date(2026, 12, 31))
    (0.0, 1.0, 365.0)
    >>> year.begins(date(2027, 5, 1))
    365.0
    """

    first: date
    last: date
    width: float

    @property
    def days(self) -> int:
        """Return how many days it holds."""
        return (self.last - self.first).days + 1

    def begins(self, day: date) -> float:
        """Return where a day begins."""
        return self._at(day.toordinal() - self.first.toordinal())

    def ends(self, day: date) -> float:
        """Return where a day ends: a deadline lies there, and so does today."""
        return self._at(day.toordinal() - self.first.toordinal() + 1)

    def holds(self, day: date) -> bool:
        """Say whether a day lies on the line."""
        return self.first <= day <= self.last

    def months(self) -> Iterator[Tick]:
        """Yield its months in order."""
        month = Month(self.first.year, self.first.month)
        while (begin := date(month.year, month.number, 1)) <= self.last:
            at = self.begins(begin)
            yield Tick(month, at, self.ends(end_of(month)) - at)
            month = month.next()

    def _at(self, passed: int) -> float:
        if passed <= 0:
            return 0.0
        days = self.last.toordinal() - self.first.toordinal() + 1
        return float(self.width) if passed >= days else passed * self.width / days


def axis_of(days: Iterable[date], width: float) -> Axis:
    """Return the line of whole months that holds some days, at least one; of too many months the last ones."""
    known = set(days)
    first, last = min(known), max(known)
    earliest = last.year * 12 + last.month - LONGEST
    begin = max(first.year * 12 + first.month - 1, earliest)
    return Axis(date(begin // 12, begin % 12 + 1, 1), end_of(Month(last.year, last.month)), width)


def end_of(month: Month) -> date:
    """Return the last day of a month."""
    return date(month.year, month.number, monthrange(month.year, month.number)[1])
