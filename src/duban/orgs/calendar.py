"""The working calendar of a government: its table is the authority."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from duban.core.working_days import WorkingCalendar
from duban.orgs.models import CalendarDay, Jurisdiction

_remembered: ContextVar[dict[int, WorkingCalendar] | None] = ContextVar("remembered", default=None)


def calendar_of(jurisdiction: Jurisdiction) -> WorkingCalendar:
    """Return the days of a government that differ from their weekday."""
    known = _remembered.get()
    if known is not None and jurisdiction.pk in known:
        return known[jurisdiction.pk]
    days = CalendarDay.objects.filter(jurisdiction=jurisdiction).values_list("day", "is_working")
    calendar = WorkingCalendar(dict(days))
    if known is not None:
        known[jurisdiction.pk] = calendar
    return calendar


@contextmanager
def remembered() -> Iterator[None]:
    """Read each calendar once in a block in which none is changed: a simulated day counts days in every act."""
    token = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(token)


def is_settled(jurisdiction: Jurisdiction, day: date) -> bool:
    """Say whether the year of a day was arranged officially; an estimated year is marked wherever it counts."""
    of_year = CalendarDay.objects.filter(jurisdiction=jurisdiction, day__year=day.year)
    return of_year.exists() and not of_year.filter(is_official=False).exists()
