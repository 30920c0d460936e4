"""The register as it stands, for comparing a sheet with it and for taking it out."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from duban.core import clock
from duban.core.digests import JSON, canonical_digest
from duban.orgs.models import GroupMember, Jurisdiction, Unit, UnitAlias, UnitName
from duban.orgs.register.dates import DAY, standing_on
from duban.orgs.register.spellings import Claim


@dataclass
class KnownUnit:
    """A unit with what leads to it today, and the groups to which it belongs."""

    unit: Unit
    parent: str | None
    named_since: date | None
    origins: dict[str, str] = field(default_factory=dict)
    groups: list[str] = field(default_factory=list)
    first_named_until: date | None = None

    @property
    def short(self) -> tuple[str, ...]:
        """Return the short names."""
        return tuple(surface for surface, origin in self.origins.items() if origin == UnitAlias.Origin.SHORT)

    @property
    def aliases(self) -> tuple[str, ...]:
        """Return the other spellings."""
        return tuple(surface for surface, origin in self.origins.items() if origin != UnitAlias.Origin.SHORT)


@dataclass(frozen=True)
class Snapshot:
    """All units by name in the order of the register, every claim to a spelling, and a digest over the whole."""

    today: date
    units: Mapping[str, KnownUnit]
    claims: Mapping[str, tuple[Claim, ...]]
    digest: str


def snapshot_of(jurisdiction: Jurisdiction) -> Snapshot:
    """Return the register of a government; four queries."""
    today = clock.today()
    rows = list(Unit.objects.filter(jurisdiction=jurisdiction).order_by("position", "pk"))
    names = {unit.pk: unit.name for unit in rows}
    former = list(
        UnitName.objects.filter(jurisdiction=jurisdiction)
        .order_by("unit", "until")
        .values_list("unit", "name", "since", "until")
    )
    ended = {key: until for key, _name, _since, until in former}
    units = {
        unit.name: KnownUnit(
            unit,
            names[unit.parent_id] if unit.parent_id else None,
            ended[unit.pk] + DAY if unit.pk in ended else unit.since,
        )
        for unit in rows
    }
    claims = defaultdict(list)
    for name, known in units.items():
        claims[name].append(Claim(name, known.unit.pk, name, known.named_since, known.unit.until))
    for key, name, begun, until in former:
        claims[name].append(Claim(name, key, names[key], begun, until))
        renamed = units[names[key]]
        renamed.first_named_until = renamed.first_named_until or until
    aliases = list(
        UnitAlias.objects.filter(jurisdiction=jurisdiction)
        .order_by("surface", "pk")
        .values_list("surface", "unit", "origin", "since", "until")
    )
    for surface, key, origin, begins, ends in aliases:
        claims[surface].append(Claim(surface, key, names[key], begins, ends))
        if claims[surface][-1].meets(today, today) and surface != names[key]:
            units[names[key]].origins[surface] = origin
    members = GroupMember.objects.filter(standing_on(today), jurisdiction=jurisdiction)
    memberships = list(members.order_by("group__position", "pk").values_list("unit", "group"))
    for key, group in memberships:
        units[names[key]].groups.append(names[group])
    witness: JSON = [
        today,
        [[unit.uid, unit.version, unit.name, unit.code, *_columns(unit)] for unit in rows],
        [[names[key], name, since, until] for key, name, since, until in former],
        [[surface, names[key], origin, since, until] for surface, key, origin, since, until in aliases],
        [[names[key], names[group]] for key, group in memberships],
    ]
    return Snapshot(
        today,
        units,
        {surface: tuple(found) for surface, found in claims.items()},
        canonical_digest("sha256", witness),
    )


def _columns(unit: Unit) -> list[JSON]:
    return [str(unit.kind), str(unit.standing), unit.parent_id, unit.position, unit.pinyin, unit.since, unit.until]
