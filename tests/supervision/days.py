"""Days of March 2026, in which every weekday is worked; the 2nd is a Monday."""

from contextlib import AbstractContextManager
from datetime import UTC, date, datetime

from duban.core import clock


def on(day: date) -> AbstractContextManager[None]:
    """The morning of a day."""
    return clock.frozen(datetime(day.year, day.month, day.day, 1, tzinfo=UTC))


def march(day: int) -> date:
    """A day of the month."""
    return date(2026, 3, day)
