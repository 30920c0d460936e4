"""The bell: what falls due in 10, 5 and 3 working days, and who hears it (domain 4.2, 4.3 level 0). Never a light.

The liaison officer of a unit hears all of it, the deputy in charge the last three days; where a unit has no liaison
officer its head hears in his place. A leader hears what he has to answer, and so does who serves him; the office hears
what it owes itself.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from duban.core import clock
from duban.core.working_days import WorkingCalendar
from duban.ledger.models import Charge
from duban.ledger.selectors.posts import held_in
from duban.orgs.models import Post
from duban.orgs.roles import Role
from duban.orgs.viewers import Viewer
from duban.reminders.duties.kinds import Owner, kinds
from duban.reminders.duties.models import Duty

MARKS = (3, 5, 10)  # working days before a day
FIRST, LAST = max(MARKS), min(MARKS)


@dataclass(frozen=True)
class Ring:
    """A duty that is due soon: how many working days are left, and within which mark that lies."""

    duty: Duty
    left: int

    @property
    def mark(self) -> int:
        """Return the smallest of the marks that it lies within."""
        return next(mark for mark in MARKS if self.left <= mark)


def rings(duties: Iterable[Duty], calendar: WorkingCalendar, today: date) -> list[Ring]:
    """Return which duties fall due from today within the first mark, the nearest first."""
    found = [
        Ring(duty, calendar.between(today, duty.day))
        for duty in duties
        if duty.code and duty.day is not None and duty.day >= today
    ]
    near = [ring for ring in found if ring.left <= FIRST]
    return sorted(near, key=lambda ring: (ring.left, ring.duty.day, ring.duty.kind, ring.duty.words))


def crossed(ring: Ring, calendar: WorkingCalendar, since: date | None) -> bool:
    """Say whether a duty has come within a mark after a day: on working days without a gap, on the day of the mark.

    Without a day before, everything within the first mark has.
    """
    if since is None or ring.duty.day is None:
        return True
    before = calendar.between(since, ring.duty.day)
    return any(ring.left <= mark < before for mark in MARKS)


def heard_by(viewer: Viewer, duties: Sequence[Duty], calendar: WorkingCalendar) -> list[Ring]:
    """Return what rings for a viewer, of the duties of his desk."""
    heard = rings(duties, calendar, clock.today())
    if not heard:
        return []
    others = {kind.code for kind in kinds() if kind.owner is not Owner.UNIT}
    ears = _Ears.of(viewer, {ring.duty.unit for ring in heard if ring.duty.unit is not None})
    return [ring for ring in heard if ring.duty.code in others or ears.hear(ring)]


@dataclass(frozen=True)
class _Ears:
    """For which units a viewer hears all, and for which tasks of which units the last days."""

    whole: frozenset[int]
    charged: frozenset[tuple[int, int]]
    sole: frozenset[int]
    named: frozenset[tuple[int, int]]

    @classmethod
    def of(cls, viewer: Viewer, units: Collection[int]) -> "_Ears":
        """Ask who holds the posts of these units only where the answer changes what is heard."""
        whole = _seated(viewer, Role.LIAISON, units)
        led, deputed = _seated(viewer, Role.HEAD, units) - whole, _seated(viewer, Role.DEPUTY, units) - whole
        if not (led or deputed):
            return cls(whole, frozenset(), frozenset(), frozenset())
        held = held_in(viewer.jurisdiction.pk, led | deputed)
        with_liaison = {each.post.unit_id for each in held if each.post.kind == Post.Kind.LIAISON}
        deputies = [each.post.unit_id for each in held if each.post.kind == Post.Kind.DEPUTY]
        own = {post.pk for post in viewer.posts}  # the head may run a task himself
        charges = list(Charge.objects.filter(jurisdiction=viewer.jurisdiction, unit__in=led | deputed))
        return cls(
            whole | (led - with_liaison),
            charged=frozenset((each.unit_id, each.task_id) for each in charges if each.post_id in own),
            sole=frozenset(unit for unit in deputed if deputies.count(unit) == 1),
            named=frozenset((each.unit_id, each.task_id) for each in charges),
        )

    def hear(self, ring: Ring) -> bool:
        """Say whether a duty of a unit rings."""
        unit = ring.duty.unit
        if unit is None or unit in self.whole:
            return True
        return ring.left <= LAST and any(self._runs(unit, task) for task in ring.duty.tasks)

    def _runs(self, unit: int, task: int) -> bool:
        return (unit, task) in self.charged or (unit in self.sole and (unit, task) not in self.named)


def _seated(viewer: Viewer, role: Role, units: Collection[int]) -> frozenset[int]:
    return frozenset(
        unit for unit in units if any(seat.role is role and seat.post.unit_id == unit for seat in viewer.seats)
    )
