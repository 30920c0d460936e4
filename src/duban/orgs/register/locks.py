"""Locks of the register: whoever gives a spelling to a unit waits for whoever is doing so (domain 6.5)."""

from duban.orgs.errors import Stale
from duban.orgs.models import Jurisdiction, Unit


def lock_register(jurisdiction: Jurisdiction) -> None:
    """Lock the register of a government until the transaction ends; taken before any unit."""
    Jurisdiction.objects.select_for_update().get(pk=jurisdiction.pk)


def locked_unit(unit: Unit) -> Unit:
    """Return a unit as it stands, under its lock."""
    return Unit.objects.select_for_update().get(jurisdiction=unit.jurisdiction_id, pk=unit.pk)


def claim_version(unit: Unit, version: int) -> None:
    """Take the version that somebody saw; raise Stale where the unit has moved on since."""
    rows = Unit.objects.filter(jurisdiction=unit.jurisdiction_id, pk=unit.pk, version=version)
    if rows.update(version=version + 1) != 1:
        raise Stale
    unit.version = version + 1
