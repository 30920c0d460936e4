"""What units owe over its day, and when each of it may be urged again (domain 4.3 level 1, 4.4).

The same thing is not urged again before two working days have passed, whether by slip or by telephone. A call that
reached nobody was no urging: it is made again the next day.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import translation

from duban.core import clock
from duban.orgs.calendar import calendar_of
from duban.orgs.models import Jurisdiction, Unit
from duban.supervision.hooks import Owed, OwedAsked, owed_by_units
from duban.supervision.models import UrgedDuty

URGED_FROM = 1  # working days over the day
AGAIN_AFTER = 2  # working days after the last urging

Key = tuple[str, str]


@dataclass(frozen=True)
class Urged:
    """How a thing was urged so far: how often, when last, from which day again, and what was promised last."""

    times: int
    last_on: date
    by_call: bool
    again_on: date
    promised_on: date | None


@dataclass(frozen=True)
class Overdue:
    """A thing owed over its day, with what was done about it."""

    owed: Owed
    days_over: int
    urged: Urged | None

    @property
    def code(self) -> str:
        """Return by what a form names it."""
        return f"{self.owed.kind}:{self.owed.uid}"

    @property
    def may_be_urged(self) -> bool:
        """Say whether it may be urged today."""
        return self.urged is None or self.urged.again_on <= clock.today()


@dataclass(frozen=True)
class UnitOverdue:
    """A unit with all that it owes over its day, the oldest first."""

    unit: Unit
    duties: tuple[Overdue, ...]

    @property
    def open(self) -> tuple[Overdue, ...]:
        """Return what may be urged today."""
        return tuple(each for each in self.duties if each.may_be_urged)

    @property
    def again_on(self) -> date | None:
        """Return when something of it may be urged again, where nothing may be today."""
        days = [each.urged.again_on for each in self.duties if each.urged is not None]
        return min(days) if days and not self.open else None


def overdue_units(
    jurisdiction: Jurisdiction, units: Sequence[Unit] | None = None, *, over: int = URGED_FROM
) -> list[UnitOverdue]:
    """Return the units that owe something at least so many working days over its day, in the order of the register."""
    known = _single(jurisdiction) if units is None else list(units)
    calendar, today = calendar_of(jurisdiction), clock.today()
    asked = OwedAsked(jurisdiction, by=today - timedelta(days=1), units=frozenset(unit.pk for unit in known))
    late = [(owed, calendar.between(owed.due_on, today)) for owed in owed_by_units.ask_one(asked)]
    late = [(owed, days) for owed, days in late if days >= over]
    urged = urged_so_far(jurisdiction, [owed for owed, _days in late])
    by_unit: dict[int, list[Overdue]] = {}
    for owed, days in late:
        by_unit.setdefault(owed.unit, []).append(Overdue(owed, days, urged.get((owed.kind, owed.uid))))
    return [
        UnitOverdue(unit, tuple(sorted(by_unit[unit.pk], key=lambda each: (each.owed.due_on, each.code))))
        for unit in known
        if unit.pk in by_unit
    ]


def overdue_of(jurisdiction: Jurisdiction, unit: Unit) -> dict[str, Overdue]:
    """Return what a unit owes over its day by code, in the words of the government's papers."""
    with translation.override(settings.LANGUAGE_CODE):
        found = overdue_units(jurisdiction, [unit])
    return {each.code: each for of_unit in found for each in of_unit.duties}


def urged_so_far(jurisdiction: Jurisdiction, owed: Iterable[Owed]) -> Mapping[Key, Urged]:
    """Return what was urged of some duties, with the day from which it may be urged again; one query."""
    wanted = {(each.kind, each.uid) for each in owed}
    calendar = calendar_of(jurisdiction)
    found: dict[Key, Urged] = {}
    for row in _urgings(jurisdiction, {about for _kind, about in wanted}):
        key = (row.kind, row.about)
        if key in wanted:
            found[key] = Urged(
                times=found[key].times + 1 if key in found else 1,
                last_on=row.on,
                by_call=row.call is not None,
                again_on=calendar.after(row.on, AGAIN_AFTER),
                promised_on=row.call.promised_on if row.call is not None else None,
            )
    return found


def _urgings(jurisdiction: Jurisdiction, abouts: Collection[str]) -> Iterable[UrgedDuty]:
    rows = UrgedDuty.objects.filter(jurisdiction=jurisdiction, about__in=abouts)
    return rows.filter(Q(call__isnull=True) | Q(call__is_reached=True)).select_related("call").order_by("on", "pk")


def _single(jurisdiction: Jurisdiction) -> list[Unit]:
    rows = Unit.objects.filter(jurisdiction=jurisdiction).exclude(kind__in=Unit.GROUPS)
    return list(rows.order_by("position", "pk"))
