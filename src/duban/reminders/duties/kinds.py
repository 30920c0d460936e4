"""The kinds of duties that have a day: one registry, from which desks, the bell, digests and calendars draw.

A kind says how its open duties are found for a whole government, or for some of its units or persons alone. What a
later package owes gets its place here by one line of `register`, in `AppConfig.ready` of the package reminders.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from duban.core import clock
from duban.core.texts import Lazy
from duban.core.working_days import WorkingCalendar
from duban.orgs.calendar import calendar_of
from duban.orgs.models import Jurisdiction
from duban.reminders.duties import plain
from duban.reminders.duties.asked import MOST, Asked, Owner
from duban.reminders.duties.models import Duty

__all__ = ["MOST", "Asked", "Kind", "Owner", "due_within", "duties_of", "kinds", "last_within", "register"]


@dataclass(frozen=True)
class Kind:
    """A kind of duty: its code, what it is called, who owes it, and how the open ones are found."""

    code: str
    title: Lazy
    owner: Owner
    find: Callable[[Asked], Iterable[Duty]]


_kinds: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Add kinds, in the order in which desks ask for them; a code belongs to one kind only."""
    for new in kinds:
        if _kinds.setdefault(new.code, new) != new:
            raise ValueError(f"kind of duty registered twice: {new.code}")


def kinds() -> tuple[Kind | plain.PlainKind, ...]:
    """Return all kinds."""
    return (*_kinds.values(), *plain.kinds())


def duties_of(asked: Asked) -> Iterator[Duty]:
    """Return the open duties: one query a kind, and one for all that are rows of a table."""
    for kind in _kinds.values():
        if asked.is_asked_of(kind.owner):
            yield from kind.find(asked)
    yield from plain.duties_of(asked)


def due_within(
    jurisdiction: Jurisdiction,
    days: int,
    *,
    units: Collection[int] | None = None,
    persons: Collection[int] | None = None,
) -> list[Duty]:
    """Return what falls due from today within so many working days, in the order of days."""
    today, until = clock.today(), last_within(calendar_of(jurisdiction), clock.today(), days)
    asked = Asked(jurisdiction, units, persons, until=until, with_nobodys=persons is None, most=None)
    found = (duty for duty in duties_of(asked) if duty.day is not None and today <= duty.day <= until)
    return sorted(found, key=lambda duty: (duty.day, duty.kind, duty.words))


def last_within(calendar: WorkingCalendar, today: date, days: int) -> date:
    """Return the last day that is so many working days away: the days of rest behind the last of them count to it.

    >>> last_within(WorkingCalendar({}), date(2026, 3, 2), 4), last_within(WorkingCalendar({}), date(2026, 3, 2), 3)
    (datetime.date(2026, 3, 8), datetime.date(2026, 3, 5))
    """
    return calendar.after(today, days + 1) - timedelta(days=1)
