"""The working calendar of a government: its table is the authority."""

from datetime import date

from duban.core.working_days import WorkingCalendar
from duban.orgs.models import CalendarDay, Jurisdiction


def calendar_of(jurisdiction: Jurisdiction) -> WorkingCalendar:
    """Return the days of a government that differ from their weekday."""
    days = CalendarDay.objects.filter(jurisdiction=jurisdiction).values_list("day", "is_working")
    return WorkingCalendar(dict(days))


def is_settled(jurisdiction: Jurisdiction, day: date) -> bool:
    """Say whether the year of a day was arranged officially; an estimated year is marked wherever it counts."""
    of_year = CalendarDay.objects.filter(jurisdiction=jurisdiction, day__year=day.year)
    return of_year.exists() and not of_year.filter(is_official=False).exists()
