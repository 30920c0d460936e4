"""Aliases of a unit: the spellings that lead to it beside its name, from a day to a day."""

from datetime import date

from django.db import transaction

from duban.core import clock
from duban.journal.records import Subject, record
from duban.orgs import policies
from duban.orgs.models import Unit, UnitAlias
from duban.orgs.register import actions
from duban.orgs.register.errors import AliasUnknown, DayBeforeStart, NameMissing, SpellingKnown
from duban.orgs.register.locks import lock_register
from duban.orgs.register.pinyin import keyboard_columns
from duban.orgs.register.spellings import claims_to, require_free
from duban.orgs.viewers import Viewer


@transaction.atomic
def add_alias(
    *,
    viewer: Viewer,
    unit: Unit,
    surface: str,
    origin: UnitAlias.Origin,
    since: date | None = None,
    until: date | None = None,
) -> UnitAlias:
    """Let a spelling lead to a unit; on any day a spelling leads to one unit only."""
    actor = policies.require(viewer, "orgs.set_aliases", unit)
    city, surface = viewer.jurisdiction, surface.strip()
    lock_register(city)
    if not surface:
        raise NameMissing
    until = until if unit.until is None else min(until or unit.until, unit.until)
    if since is not None and until is not None and since > until:
        raise DayBeforeStart(what=surface, since=since)
    if any(claim.unit == unit.pk and claim.meets(since, until) for claim in claims_to(city, [surface])):
        raise SpellingKnown(surface=surface)
    require_free(city, unit, [surface], since, until)
    alias = UnitAlias.objects.create(
        jurisdiction=city,
        unit=unit,
        surface=surface,
        **keyboard_columns(surface),
        origin=origin,
        since=since,
        until=until,
        created_at=clock.now(),
    )
    record(
        actor=actor,
        kind=actions.ALIAS_ADDED.code,
        jurisdiction=city.uid,
        subjects=[Subject("unit", unit.uid)],
        body={
            "unit": unit.name,
            "before": {},
            "after": {"alias": surface, "origin": str(origin), "since": since, "until": until},
        },
    )
    return alias


@transaction.atomic
def close_alias(*, viewer: Viewer, unit: Unit, surface: str, until: date) -> UnitAlias:
    """Let a spelling lead to a unit up to a day, that day included."""
    actor = policies.require(viewer, "orgs.set_aliases", unit)
    city = viewer.jurisdiction
    lock_register(city)
    alias = UnitAlias.objects.filter(jurisdiction=city, unit=unit, surface=surface, until__isnull=True).first()
    if alias is None:
        raise AliasUnknown(surface=surface)
    if alias.since is not None and until < alias.since:
        raise DayBeforeStart(what=surface, since=alias.since)
    alias.until = until
    alias.save(update_fields=["until"])
    record(
        actor=actor,
        kind=actions.ALIAS_CLOSED.code,
        jurisdiction=city.uid,
        subjects=[Subject("unit", unit.uid)],
        body={
            "unit": unit.name,
            "before": {"alias": surface, "until": None},
            "after": {"alias": surface, "until": until},
        },
    )
    return alias
