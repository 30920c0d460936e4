"""The register as reading takes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from duban.core import clock
from duban.orgs.models import Jurisdiction, Unit, UnitAlias, UnitName
from duban.orgs.register.dates import standing_on


@dataclass(frozen=True)
class KnownUnits:
    """Every spelling with its full name of today, every full name with its kind."""

    names: Mapping[str, str]
    kinds: Mapping[str, str]


def known_units(jurisdiction: Jurisdiction, *, on: date | None = None) -> KnownUnits:
    """Return the register of a government as it stood on a day; today where none is given.

    A plan of an earlier day names units as they were called then: the names of that day lead to the names of today.
    """
    day = on or clock.today()
    units = Unit.objects.filter(standing_on(day), jurisdiction=jurisdiction)
    kinds = dict(units.order_by("position", "pk").values_list("name", "kind"))
    spellings = UnitAlias.objects.filter(standing_on(day), jurisdiction=jurisdiction)
    former = UnitName.objects.filter(standing_on(day), jurisdiction=jurisdiction)
    names = {
        **dict(spellings.values_list("surface", "unit__name")),
        **dict(former.values_list("name", "unit__name")),
        **{name: name for name in kinds},
    }
    return KnownUnits(names=names, kinds=kinds)
