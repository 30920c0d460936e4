"""The register as it stands, for comparing a sheet with it and for taking it out.

Light rows all through: a register of ten thousand units has forty thousand spellings, and is read at every step.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import NamedTuple, TypeAlias

from duban.core import clock
from duban.core.digests import digest
from duban.orgs.models import GroupMember, Jurisdiction, Unit, UnitAlias, UnitName
from duban.orgs.register.dates import DAY, standing_on
from duban.orgs.register.spellings import Claim

SHORT = UnitAlias.Origin.SHORT.value
Spelled: TypeAlias = tuple[int, date | None, date | None]
Former: TypeAlias = tuple[int, str, date | None, date]
Alias: TypeAlias = tuple[int, str, date | None, date | None, str]


class UnitRow(NamedTuple):
    """The columns of a unit that a sheet may change, and those by which it is known."""

    pk: int
    uid: str
    version: int
    name: str
    code: str | None
    kind: str
    standing: str
    parent_id: int | None
    position: int
    pinyin: str
    since: date | None
    until: date | None


class KnownUnit(NamedTuple):
    """A unit with what leads to it today, its short names among it, and the groups to which it belongs."""

    unit: UnitRow
    parent: str | None
    named_since: date | None
    origins: Mapping[str, str]
    short: tuple[str, ...]
    aliases: tuple[str, ...]
    groups: tuple[str, ...]
    first_named_until: date | None


@dataclass(frozen=True)
class Snapshot:
    """All units by name in the order of the register, what leads to them beside their names, and the state of it all.

    Two snapshots with the same digest say the same.
    """

    today: date
    units: Mapping[str, KnownUnit]
    names: Mapping[int, str]
    spelled: Mapping[str, tuple[Spelled, ...]]
    digest: str

    def claims_to(self, surface: str) -> tuple[Claim, ...]:
        """Return the claims to a spelling: of a name of today, of earlier names, of aliases."""
        others = (Claim(surface, key, self.names[key], *days) for key, *days in self.spelled.get(surface, ()))
        known = self.units.get(surface)
        if known is None:
            return tuple(others)
        return (Claim(surface, known.unit.pk, surface, known.named_since, known.unit.until), *others)


def snapshot_of(jurisdiction: Jurisdiction) -> Snapshot:
    """Return the register of a government; four queries."""
    today = clock.today()
    found = Unit.objects.filter(jurisdiction=jurisdiction).order_by("position", "pk")
    rows = list(found.values_list(*UnitRow._fields))
    former = list(
        UnitName.objects.filter(jurisdiction=jurisdiction)
        .order_by("unit", "until")
        .values_list("unit", "name", "since", "until")
    )
    aliases = list(
        UnitAlias.objects.filter(jurisdiction=jurisdiction)
        .order_by("surface", "pk")
        .values_list("unit", "surface", "since", "until", "origin")
    )
    members = GroupMember.objects.filter(standing_on(today), jurisdiction=jurisdiction)
    memberships = list(members.order_by("group__position", "pk").values_list("unit", "group"))

    unit_rows = list(map(UnitRow._make, rows))
    names = {unit.pk: unit.name for unit in unit_rows}
    origins = _origins(today, names, aliases)
    groups: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for key, group in memberships:
        groups[key] += (names[group],)
    first_until = {key: until for key, _name, _since, until in reversed(former)}
    last_until = {key: until for key, _name, _since, until in former}
    units = {
        unit.name: KnownUnit(
            unit,
            names[unit.parent_id] if unit.parent_id else None,
            last_until[unit.pk] + DAY if unit.pk in last_until else unit.since,
            leading := origins.get(unit.pk, {}),
            tuple(surface for surface, origin in leading.items() if origin == SHORT),
            tuple(surface for surface, origin in leading.items() if origin != SHORT),
            groups.get(unit.pk, ()),
            first_until.get(unit.pk),
        )
        for unit in unit_rows
    }
    state = repr((today, rows, former, aliases, memberships))
    return Snapshot(today, units, names, _spelled(former, aliases), digest("sha256", state.encode()))


def _spelled(former: Iterable[Former], aliases: Iterable[Alias]) -> dict[str, tuple[Spelled, ...]]:
    """Return by spelling the units to which it leads as an earlier name or as an alias, and when."""
    found: dict[str, tuple[Spelled, ...]] = {}
    for key, surface, since, until in chain(former, (alias[:4] for alias in aliases)):
        found[surface] = (*found.get(surface, ()), (key, since, until))
    return found


def _origins(today: date, names: Mapping[int, str], aliases: Iterable[Alias]) -> dict[int, dict[str, str]]:
    """Return by unit the aliases that lead to it today, with their origins."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for key, surface, since, until, origin in aliases:
        stands = (since is None or since <= today) and (until is None or until >= today)
        if stands and surface != names[key]:
            found[key][surface] = origin
    return found
