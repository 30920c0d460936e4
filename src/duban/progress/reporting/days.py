"""The days of a reporting period: from, to, due, lock, and by when contributions are asked (domain 4.4). Pure."""

from datetime import date, timedelta
from typing import NamedTuple

from duban.core.values import Month
from duban.core.working_days import WorkingCalendar

DECEMBER = 12
DECEMBER_DUE = 3  # working days of January
CUT_OFF_DAY = 25
LOCK_AFTER = 3
ASK_BEFORE = 3


class Rhythm(NamedTuple):
    """What of the days is set by rule."""

    cut_off_day: int = CUT_OFF_DAY
    lock_after: int = LOCK_AFTER
    ask_before: int = ASK_BEFORE


class Days(NamedTuple):
    """The days of one period; three of them must not be mixed up: due, lock, and the cut-off of what counts."""

    begins_on: date
    cut_off_on: date
    asked_by: date
    due_on: date
    locks_on: date


def days_of(month: Month, rhythm: Rhythm, calendar: WorkingCalendar, before: Rhythm | None = None) -> Days:
    """Return the days of a month: the 26th of the last one to the 25th, due then or on the next working day.

    `before` is the rhythm of the month before, where it was another one: no day is left out and none counts twice.
    January begins with the year, and December ends with it and is due on the third working day of January.

    >>> days_of(Month(2026, 4), Rhythm(), WorkingCalendar({}))[:2]
    (datetime.date(2026, 3, 26), datetime.date(2026, 4, 25))
    """
    first = date(month.year, month.number, 1)
    last = (first - timedelta(days=1)).replace(day=(before or rhythm).cut_off_day)
    begins = first if month.number == 1 else last + timedelta(days=1)
    if month.number == DECEMBER:
        cut_off = date(month.year, 12, 31)
        due = calendar.after(cut_off, DECEMBER_DUE)
    else:
        cut_off = first.replace(day=rhythm.cut_off_day)
        due = cut_off if calendar.is_working(cut_off) else calendar.after(cut_off, 1)
    return Days(
        begins_on=begins,
        cut_off_on=cut_off,
        asked_by=calendar.before(due, rhythm.ask_before),
        due_on=due,
        locks_on=calendar.after(due, rhythm.lock_after),
    )


def month_of(day: date, rhythm: Rhythm) -> Month:
    """Return the month in whose period a day lies."""
    own = Month(day.year, day.month)
    return own if day.day <= rhythm.cut_off_day or own.number == DECEMBER else own.next()
