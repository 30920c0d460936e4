"""The desk of a person: what he owes in all of his posts, and what he waits for."""

from dataclasses import dataclass
from datetime import date, timedelta

from duban.core import clock
from duban.core.working_days import WorkingCalendar
from duban.orgs import policies
from duban.orgs.models import Holding
from duban.orgs.roles import UNIT_ROLES, Role
from duban.orgs.viewers import Viewer
from duban.reminders.duties import of_leaders, of_office
from duban.reminders.duties.bell import FIRST
from duban.reminders.duties.kinds import MOST, Asked, duties_of, last_within
from duban.reminders.duties.models import Duty, Waiting
from duban.reminders.duties.of_units import offers
from duban.reminders.duties.waiting import awaited

AHEAD = timedelta(days=14)
UNITS = frozenset(UNIT_ROLES)
LEADERS = frozenset({Role.LEADER, Role.APPROVER})


@dataclass(frozen=True)
class Owed:
    """What a person owes, and what others owe him."""

    duties: tuple[Duty, ...]
    waiting: tuple[Waiting, ...] = ()


def owed_by(viewer: Viewer, calendar: WorkingCalendar) -> Owed:
    """Return what stands on a desk; one query a kind, however much it is."""
    asked = asked_by(viewer, max(clock.today() + AHEAD, last_within(calendar, clock.today(), FIRST)))
    duties = list(duties_of(asked))
    waiting: list[Waiting] = []
    if asked.units:
        duties += offers(viewer, asked.units)
        waiting += awaited(viewer, asked.units)
    if asked.persons:
        duties += of_leaders.owed_by(viewer, frozenset(asked.persons))
    if policies.can(viewer, "progress.accept_report"):
        duties += of_office.owed_by(viewer)
    return Owed(tuple(duties), tuple(waiting))


def asked_by(viewer: Viewer, until: date, *, most: int = MOST) -> Asked:
    """Return whose duties are a viewer's: those of his units, and of the leaders for whom he looks."""
    units = {seat.post.unit_id for seat in viewer.seats if seat.role in UNITS and seat.post.unit_id is not None}
    return Asked(
        viewer.jurisdiction,
        units=frozenset(units),
        persons=_leaders(viewer),
        until=until,
        with_nobodys=Role.APPROVER in viewer.roles,
        most=most,
        with_offices=policies.can(viewer, "progress.accept_report"),
    )


def _leaders(viewer: Viewer) -> frozenset[int]:
    """Return for whom a leader or secretary looks: himself, whom he stands in for, whom he serves."""
    persons = {(seat.of or viewer.person).pk for seat in viewer.seats if seat.role in LEADERS}
    served = [seat.post.serves_id for seat in viewer.seats if seat.role is Role.SECRETARY]
    if served:
        held = Holding.objects.filter(jurisdiction=viewer.jurisdiction, post__in=served, until__isnull=True)
        persons.update(held.values_list("person", flat=True))
    return frozenset(persons)
