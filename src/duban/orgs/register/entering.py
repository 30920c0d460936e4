"""Entering a unit, and changing what the register says of it; its name changes by renaming."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from duban.core import clock
from duban.core.digests import JSON
from duban.journal.records import Subject, record
from duban.orgs import policies
from duban.orgs.models import GroupMember, Jurisdiction, Unit, UnitName
from duban.orgs.register import actions
from duban.orgs.register.dates import standing_on
from duban.orgs.register.errors import (
    CircularParents,
    CodeTaken,
    DayBeforeStart,
    HasMembers,
    IsMember,
    NameMissing,
    NameTaken,
    UnitEnded,
)
from duban.orgs.register.locks import claim_version, lock_register
from duban.orgs.register.pinyin import keyboard_columns
from duban.orgs.register.spellings import require_free
from duban.orgs.viewers import Viewer


@dataclass(frozen=True, kw_only=True)
class UnitFacts:
    """What the register says of a unit beside its names; no pinyin: made from the name, no position: at the end."""

    kind: str
    standing: str
    code: str | None = None
    parent: Unit | None = None
    position: int | None = None
    pinyin: str = ""
    since: date | None = None


@transaction.atomic
def enter_unit(*, viewer: Viewer, name: str, facts: UnitFacts) -> Unit:
    """Enter a unit that no plan has named yet."""
    actor = policies.require(viewer, "orgs.enter_unit")
    city = viewer.jurisdiction
    lock_register(city)
    name = name.strip()
    require_name(city, name)
    require_free(city, None, [name], facts.since, None)
    _require_facts(city, None, facts)
    unit = Unit.objects.create(
        jurisdiction=city,
        name=name,
        code=facts.code,
        kind=facts.kind,
        standing=facts.standing,
        parent=facts.parent,
        position=facts.position if facts.position is not None else _last_position(city) + 1,
        since=facts.since,
        created_at=clock.now(),
        **keyboard_columns(name, facts.pinyin),
    )
    record(
        actor=actor,
        kind=actions.UNIT_ENTERED.code,
        jurisdiction=city.uid,
        subjects=[Subject("unit", unit.uid)],
        body={"before": {}, "after": {"name": unit.name, **said_of(unit)}},
    )
    return unit


@transaction.atomic
def change_unit(*, viewer: Viewer, unit: Unit, version: int, facts: UnitFacts) -> Unit:
    """Change what the register says of a unit; of two who do so at once the later is refused."""
    actor = policies.require(viewer, "orgs.change_unit", unit)
    city = viewer.jurisdiction
    lock_register(city)
    claim_version(unit, version)
    unit.refresh_from_db()
    _require_facts(city, unit, facts)
    _require_kind(unit, facts.kind)
    if facts.since != unit.since:
        _require_since(unit, facts.since)
    before = said_of(unit)
    unit.code, unit.kind, unit.standing, unit.parent = facts.code, facts.kind, facts.standing, facts.parent
    unit.since = facts.since
    unit.position = unit.position if facts.position is None else facts.position
    for column, value in keyboard_columns(unit.name, facts.pinyin).items():
        setattr(unit, column, value)
    after = said_of(unit)
    unit.save(update_fields=["code", "kind", "standing", "parent", "since", "position", "pinyin", "initials"])
    changed = [name for name in after if after[name] != before[name]]
    record(
        actor=actor,
        kind=actions.UNIT_CHANGED.code,
        jurisdiction=city.uid,
        subjects=[Subject("unit", unit.uid)],
        body={
            "name": unit.name,
            "before": {name: before[name] for name in changed},
            "after": {name: after[name] for name in changed},
        },
    )
    return unit


def said_of(unit: Unit) -> dict[str, JSON]:
    """Return what the journal keeps of a unit: codes of choices, the parent by its name."""
    return {
        "code": unit.code,
        "kind": str(unit.kind),
        "standing": str(unit.standing),
        "parent": unit.parent.name if unit.parent else None,
        "position": unit.position,
        "pinyin": unit.pinyin,
        "since": unit.since,
        "until": unit.until,
    }


def require_name(jurisdiction: Jurisdiction, name: str) -> None:
    """Raise NameMissing or NameTaken; a name belongs to one unit for ever, ended ones included."""
    if not name:
        raise NameMissing
    if Unit.objects.filter(jurisdiction=jurisdiction, name=name).exists():
        raise NameTaken(name=name)


def _require_facts(jurisdiction: Jurisdiction, unit: Unit | None, facts: UnitFacts) -> None:
    if facts.code is not None:
        other = Unit.objects.filter(jurisdiction=jurisdiction, code=facts.code).first()
        if other is not None and other != unit:
            raise CodeTaken(unit_code=facts.code, unit=other.name)
    if facts.parent is not None:
        has_moved = unit is None or unit.parent_id != facts.parent.pk
        if has_moved and facts.parent.until is not None and facts.parent.until < clock.today():
            raise UnitEnded(unit=facts.parent.name, until=facts.parent.until)
        if unit is not None:
            _require_no_circle(unit, facts.parent)


def _require_no_circle(unit: Unit, parent: Unit) -> None:
    """Walk from the parent to the top; a unit met on the way would stand above itself."""
    above = dict(Unit.objects.filter(jurisdiction=unit.jurisdiction_id).values_list("pk", "parent"))
    step: int | None = parent.pk
    while step is not None:
        if step == unit.pk:
            raise CircularParents(unit=unit.name, parent=parent.name)
        step = above[step]


def _require_kind(unit: Unit, kind: str) -> None:
    """A group with members stays a group, a member of a group a single unit."""
    if kind == unit.kind or (kind in Unit.GROUPS) == unit.is_group:
        return
    today = clock.today()
    rows = GroupMember.objects.filter(standing_on(today), jurisdiction=unit.jurisdiction_id)
    if rows.filter(group=unit).exists():
        raise HasMembers(unit=unit.name)
    row = rows.filter(unit=unit).select_related("group").first()
    if row is not None:
        raise IsMember(unit=unit.name, group=row.group.name)


def _require_since(unit: Unit, since: date | None) -> None:
    """The first day of a unit comes before the end of its first name, and its name leads to nobody else from then."""
    first = UnitName.objects.filter(jurisdiction=unit.jurisdiction_id, unit=unit).order_by("until").first()
    if first is not None:
        if since is not None and since > first.until:
            raise DayBeforeStart(what=first.name, since=since)
        return  # the days of its present name do not change
    if since is not None and unit.until is not None and since > unit.until:
        raise DayBeforeStart(what=unit.name, since=since)
    require_free(unit.jurisdiction, unit, [unit.name], since, unit.until)


def _last_position(jurisdiction: Jurisdiction) -> int:
    return Unit.objects.filter(jurisdiction=jurisdiction).aggregate(last=Max("position"))["last"] or 0
