"""The name of a day: an old plan shows its units as they were called then."""

from collections.abc import Iterable, Mapping
from datetime import date

from duban.orgs.models import Unit, UnitName


def names_on(units: Iterable[Unit], day: date) -> Mapping[int, str]:
    """Return the full names that units of one government bore on a day, by their keys; one query.

    Before its first name a unit is called by that.
    """
    units = list(units)
    names = {unit.pk: unit.name for unit in units}
    if not units:
        return names
    former = UnitName.objects.filter(
        jurisdiction=units[0].jurisdiction_id, unit__in=names.keys(), until__gte=day
    ).order_by("-until")
    names.update(former.values_list("unit", "name"))  # the earliest of those that ended later comes last and stays
    return names
