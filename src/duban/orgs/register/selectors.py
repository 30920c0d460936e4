"""What the register knows of one unit: its names and aliases by day, who stands above and under it, who followed."""

from dataclasses import dataclass
from datetime import date

from duban.core import clock
from duban.orgs import policies
from duban.orgs.models import Succession, Unit, UnitAlias, UnitName
from duban.orgs.register.dates import DAY, not_ended_before
from duban.orgs.viewers import Viewer


@dataclass(frozen=True)
class DatedName:
    """A full name with the days on which the unit bore it, and why it ended."""

    name: str
    since: date | None
    until: date | None
    basis: str


@dataclass(frozen=True)
class DatedAlias:
    """A spelling with the days on which it leads to the unit."""

    surface: str
    origin: str
    since: date | None
    until: date | None

    @property
    def is_open(self) -> bool:
        """Say whether it still stands without an end."""
        return self.until is None


@dataclass(frozen=True)
class Follower:
    """A unit before or after this one."""

    uid: str
    name: str
    kind: str
    on: date
    basis: str


@dataclass(frozen=True)
class UnitRecord:
    """A unit as the register has it; `is_over` says that it has ended."""

    unit: Unit
    names: tuple[DatedName, ...]
    aliases: tuple[DatedAlias, ...]
    children: tuple[Unit, ...]
    successors: tuple[Follower, ...]
    predecessors: tuple[Follower, ...]
    is_over: bool


def unit_record(viewer: Viewer, unit: Unit) -> UnitRecord:
    """Return what the register knows of a visible unit; five queries."""
    city = viewer.jurisdiction
    children = policies.visible(viewer, Unit).filter(not_ended_before(clock.today()), parent=unit)
    successions = Succession.objects.filter(jurisdiction=city).order_by("on", "pk")
    after = successions.filter(predecessor=unit).select_related("successor")
    before = successions.filter(successor=unit).select_related("predecessor")
    return UnitRecord(
        unit=unit,
        names=_names(viewer, unit),
        aliases=aliases_of(viewer, unit),
        children=tuple(children.order_by("position", "pk")),
        successors=tuple(_follower(row, row.successor) for row in after),
        predecessors=tuple(_follower(row, row.predecessor) for row in before),
        is_over=unit.until is not None and unit.until < clock.today(),
    )


def aliases_of(viewer: Viewer, unit: Unit) -> tuple[DatedAlias, ...]:
    """Return all aliases of a unit: those without an end first, then by their spelling."""
    rows = UnitAlias.objects.filter(jurisdiction=viewer.jurisdiction, unit=unit).exclude(surface=unit.name)
    found = (DatedAlias(row.surface, str(row.get_origin_display()), row.since, row.until) for row in rows)
    return tuple(sorted(found, key=lambda alias: (not alias.is_open, alias.surface)))


def _names(viewer: Viewer, unit: Unit) -> tuple[DatedName, ...]:
    """Return the names of a unit, the present one first; none where it always had one name."""
    former = list(UnitName.objects.filter(jurisdiction=viewer.jurisdiction, unit=unit).order_by("-until"))
    if not former:
        return ()
    present = DatedName(unit.name, former[0].until + DAY, unit.until, former[0].basis or "")
    return (present, *(DatedName(row.name, row.since, row.until, "") for row in former))


def _follower(row: Succession, unit: Unit) -> Follower:
    return Follower(unit.uid, unit.name, str(row.get_kind_display()), row.on, row.basis)
