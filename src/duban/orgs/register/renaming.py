"""Renaming a unit from a day on: the old name stays the name of its days, and leads to the unit afterwards."""

from datetime import date

from django.db import transaction

from duban.core import clock
from duban.journal.records import Subject, record
from duban.orgs import policies
from duban.orgs.models import Unit, UnitAlias, UnitName
from duban.orgs.register import actions
from duban.orgs.register.dates import DAY, not_ended_before
from duban.orgs.register.entering import require_name
from duban.orgs.register.errors import DayBeforeStart, DayNotCome, SameName, UnitEnded
from duban.orgs.register.locks import claim_version, lock_register
from duban.orgs.register.pinyin import keyboard_columns
from duban.orgs.register.spellings import named_since, require_free
from duban.orgs.viewers import Viewer


@transaction.atomic
def rename_unit(*, viewer: Viewer, unit: Unit, version: int, name: str, on: date, basis: str) -> Unit:
    """Give a unit another full name from a day on; `basis` is the document that says so."""
    actor = policies.require(viewer, "orgs.rename_unit", unit)
    city = viewer.jurisdiction
    lock_register(city)
    claim_version(unit, version)
    unit.refresh_from_db()
    name, old, began = name.strip(), unit.name, named_since(unit)
    require_change_on(unit, on)
    if name == old:
        raise SameName
    require_name(city, name)
    if began is not None and on <= began:
        raise DayBeforeStart(what=old, since=began)
    require_free(city, unit, [name], on, unit.until)
    UnitName.objects.create(
        jurisdiction=city, unit=unit, name=old, since=began, until=on - DAY, basis=basis.strip() or None
    )
    known = UnitAlias.objects.filter(not_ended_before(on), jurisdiction=city, unit=unit, surface=old)
    if not known.exists():
        require_free(city, unit, [old], on, None)
        UnitAlias.objects.create(
            jurisdiction=city,
            unit=unit,
            surface=old,
            **keyboard_columns(old),
            origin=UnitAlias.Origin.FORMER,
            since=on,
            created_at=clock.now(),
        )
    unit.name = name
    for column, value in keyboard_columns(name).items():
        setattr(unit, column, value)
    unit.save(update_fields=["name", "pinyin", "initials"])
    record(
        actor=actor,
        kind=actions.UNIT_RENAMED.code,
        jurisdiction=city.uid,
        subjects=[Subject("unit", unit.uid)],
        body={"before": {"name": old}, "after": {"name": name}, "on": on, "basis": basis.strip() or None},
    )
    return unit


def require_change_on(unit: Unit, on: date) -> None:
    """Raise DayNotCome, or UnitEnded for a unit that is no more."""
    if on > clock.today():
        raise DayNotCome(day=on)
    if unit.until is not None:
        raise UnitEnded(unit=unit.name, until=unit.until)
