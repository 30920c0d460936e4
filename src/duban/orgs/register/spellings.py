"""Which spelling leads to which unit on which days: on any day to at most one."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from duban.orgs.models import Jurisdiction, Unit, UnitAlias, UnitName
from duban.orgs.register.dates import DAY, FIRST_DAY, LAST_DAY
from duban.orgs.register.errors import SpellingTaken


class Claim(NamedTuple):
    """A spelling that leads to a unit from a day to a day: its name, an earlier name, or an alias."""

    surface: str
    unit: int
    unit_name: str
    since: date | None
    until: date | None

    def meets(self, since: date | None, until: date | None) -> bool:
        """Say whether there is a day on which this and other days both stand."""
        return (self.since or FIRST_DAY) <= (until or LAST_DAY) and (since or FIRST_DAY) <= (self.until or LAST_DAY)


def claims_to(jurisdiction: Jurisdiction, surfaces: Collection[str]) -> list[Claim]:
    """Return every claim to one of these spellings, on whatever day."""
    aliases = UnitAlias.objects.filter(jurisdiction=jurisdiction, surface__in=surfaces)
    former = UnitName.objects.filter(jurisdiction=jurisdiction, name__in=surfaces)
    units = list(Unit.objects.filter(jurisdiction=jurisdiction, name__in=surfaces))
    return [
        *(Claim(unit.name, unit.pk, unit.name, named_since(unit), unit.until) for unit in units),
        *(Claim(*row) for row in former.values_list("name", "unit", "unit__name", "since", "until")),
        *(Claim(*row) for row in aliases.values_list("surface", "unit", "unit__name", "since", "until")),
    ]


def named_since(unit: Unit) -> date | None:
    """Return the first day of a unit's present name."""
    former = UnitName.objects.filter(jurisdiction=unit.jurisdiction_id, unit=unit).order_by("-until").first()
    return former.until + DAY if former else unit.since


def require_free(
    jurisdiction: Jurisdiction, unit: Unit | None, surfaces: Iterable[str], since: date | None, until: date | None
) -> None:
    """Raise SpellingTaken where a spelling would lead to another unit on one of the days; under the register's lock."""
    for claim in claims_to(jurisdiction, list(surfaces)):
        if claim.unit != (unit.pk if unit else None) and claim.meets(since, until):
            raise SpellingTaken(surface=claim.surface, unit=claim.unit_name)


def unit_called(jurisdiction: Jurisdiction, surface: str, day: date) -> int | None:
    """Return the key of the unit to which a spelling leads on a day."""
    found = {claim.unit for claim in claims_to(jurisdiction, [surface]) if claim.meets(day, day)}
    return next(iter(found), None)
