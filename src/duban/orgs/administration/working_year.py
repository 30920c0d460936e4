"""The working calendar of a year: days off and days worked in exchange, as the State Council arranges them.

An arrangement is issued in the autumn before its year. Until it is known the days are estimated from the law alone
(Regulation on public holidays), and every row says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from duban.core.working_days import SATURDAY
from duban.journal.records import Actor, Subject, record
from duban.orgs import policies
from duban.orgs.administration import actions
from duban.orgs.administration.errors import DayAsUsual, NoSuchDay, NoWords
from duban.orgs.models import CalendarDay, Jurisdiction
from duban.orgs.viewers import Viewer

LONGEST_WORDS = 64


@dataclass(frozen=True)
class DifferingDay:
    """A day that is not what its weekday would make it."""

    day: date
    is_working: bool
    words: str


def is_arranged(year: int) -> bool:
    """Say whether the arrangement of a year is known, with its days worked in exchange."""
    from holidays.countries.china import ChinaStaticHolidays

    return year in ChinaStaticHolidays.special_public_holidays


def days_of(year: int) -> list[DifferingDay]:
    """Return the days of a year that differ from their weekday, in order."""
    from holidays import country_holidays

    holidays = country_holidays("CN", years=[year], language="zh_CN")
    with translation.override(settings.LANGUAGE_CODE):
        in_exchange = _("Worked in exchange")
    rest = [
        DifferingDay(day, is_working=False, words=name[:LONGEST_WORDS])
        for day, name in holidays.items()
        if day.weekday() < SATURDAY
    ]
    worked = [
        DifferingDay(day, is_working=True, words=in_exchange) for day in holidays.weekend_workdays if day.year == year
    ]
    return sorted(rest + worked, key=lambda each: each.day)


@transaction.atomic
def seed_year(*, jurisdiction: Jurisdiction, year: int, actor: Actor) -> int:
    """Enter the days of a year in place of those that stood there; return how many. Part of setting up."""
    days, is_official = days_of(year), is_arranged(year)
    Jurisdiction.objects.select_for_update().get(pk=jurisdiction.pk)
    before = CalendarDay.objects.filter(jurisdiction=jurisdiction, day__year=year)
    replaced = before.count()
    before.delete()
    CalendarDay.objects.bulk_create(
        CalendarDay(
            jurisdiction=jurisdiction,
            day=each.day,
            is_working=each.is_working,
            words=each.words,
            is_official=is_official,
        )
        for each in days
    )
    record(
        actor=actor,
        kind=actions.CALENDAR_SEEDED.code,
        jurisdiction=jurisdiction.uid,
        subjects=[Subject("jurisdiction", jurisdiction.uid)],
        body={"year": year, "days": len(days), "is_official": is_official, "replaced": replaced},
    )
    return len(days)


def enter_year(*, viewer: Viewer, year: int) -> int:
    """Enter the days of a year anew, when its arrangement has become known."""
    return seed_year(jurisdiction=viewer.jurisdiction, year=year, actor=policies.require(viewer, "orgs.set_calendar"))


@transaction.atomic
def set_days(*, viewer: Viewer, days: Sequence[date], is_working: bool, words: str) -> int:
    """Set days as worked or as rest, as an arrangement says; days that are so by their weekday alone are refused."""
    actor = policies.require(viewer, "orgs.set_calendar")
    words = " ".join(words.split())[:LONGEST_WORDS]
    if not words:
        raise NoWords
    usual = [day for day in days if (day.weekday() < SATURDAY) == is_working]
    if usual:
        raise DayAsUsual(day=usual[0])
    jurisdiction = Jurisdiction.objects.select_for_update().get(pk=viewer.jurisdiction.pk)
    for day in days:
        CalendarDay.objects.update_or_create(
            jurisdiction=jurisdiction,
            day=day,
            defaults={"is_working": is_working, "words": words, "is_official": True},
        )
    record(
        actor=actor,
        kind=actions.CALENDAR_DAY_SET.code,
        jurisdiction=jurisdiction.uid,
        subjects=[Subject("jurisdiction", jurisdiction.uid)],
        body={"days": [day.isoformat() for day in days], "is_working": is_working, "words": words},
    )
    return len(days)


@transaction.atomic
def remove_day(*, viewer: Viewer, day: date) -> None:
    """Let a day follow its weekday again."""
    actor = policies.require(viewer, "orgs.set_calendar")
    row = CalendarDay.objects.select_for_update().filter(jurisdiction=viewer.jurisdiction, day=day).first()
    if row is None:
        raise NoSuchDay(day=day)
    row.delete()
    record(
        actor=actor,
        kind=actions.CALENDAR_DAY_REMOVED.code,
        jurisdiction=viewer.jurisdiction.uid,
        subjects=[Subject("jurisdiction", viewer.jurisdiction.uid)],
        body={
            "before": {"day": day.isoformat(), "is_working": row.is_working, "words": row.words},
            "after": {},
        },
    )
