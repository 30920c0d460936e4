"""Units that end: merged into another, split into several, or dissolved; their history stays."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.db.models import F

from duban.core import clock
from duban.journal.kinds import Kind
from duban.journal.records import Actor, Subject, record
from duban.orgs import policies
from duban.orgs.models import GroupMember, Succession, Unit, UnitAlias
from duban.orgs.register import actions
from duban.orgs.register.dates import DAY, LAST_DAY, not_ended_before
from duban.orgs.register.errors import (
    DayBeforeStart,
    NoSuccessor,
    NotASuccessor,
    OpenDuties,
    StillAbove,
    UnitEnded,
)
from duban.orgs.register.hooks import DutiesMoved, duties_moved, group_members_named, open_duties
from duban.orgs.register.locks import lock_register, locked_unit
from duban.orgs.register.pinyin import keyboard_columns
from duban.orgs.register.renaming import require_change_on
from duban.orgs.register.spellings import claims_to, named_since
from duban.orgs.viewers import Viewer

SHOWN_DUTIES = 3


@transaction.atomic
def merge_units(
    *, viewer: Viewer, units: Sequence[Unit], into: Unit, on: date, basis: str, duties_to: Unit | None = None
) -> Unit:
    """Merge units into one that goes on from a day; their names lead to it from then on.

    Open duties pass to the successor if the office says so, else the merger is refused while there are any.
    """
    actor = policies.require(viewer, "orgs.merge_units", into)
    lock_register(viewer.jurisdiction)
    ending, successor = _locked(units), locked_unit(into)
    _require_successors(ending, [successor], on)
    spellings = {surface for unit in ending for surface in _ended(unit, on)}
    for unit in ending:
        _pass_duties(unit, [successor], duties_to, on)
    _follow(ending, [successor], Succession.Kind.MERGED, on, basis)
    _inherit(successor, spellings, on)
    _record(viewer, actor, actions.UNITS_MERGED, ending, [successor], on, basis, duties_to)
    return successor


@transaction.atomic
def split_unit(
    *, viewer: Viewer, unit: Unit, into: Sequence[Unit], on: date, basis: str, duties_to: Unit | None = None
) -> Unit:
    """Split a unit into several that go on from a day; one of them may take over what is open."""
    actor = policies.require(viewer, "orgs.split_unit", unit)
    lock_register(viewer.jurisdiction)
    [ending], successors = _locked([unit]), _locked(into)
    _require_successors([ending], successors, on)
    _ended(ending, on)
    _pass_duties(ending, successors, duties_to, on)
    _follow([ending], successors, Succession.Kind.SPLIT, on, basis)
    _record(viewer, actor, actions.UNIT_SPLIT, [ending], successors, on, basis, duties_to)
    return ending


@transaction.atomic
def dissolve_unit(*, viewer: Viewer, unit: Unit, on: date, basis: str) -> Unit:
    """Dissolve a unit without a successor: from this day it is no more; refused while it has something to do."""
    actor = policies.require(viewer, "orgs.dissolve_unit", unit)
    lock_register(viewer.jurisdiction)
    [ending] = _locked([unit])
    _ended(ending, on)
    _pass_duties(ending, [], None, on)
    _record(viewer, actor, actions.UNIT_DISSOLVED, [ending], [], on, basis, None)
    return ending


def _locked(units: Iterable[Unit]) -> list[Unit]:
    """Return units under their locks, always in the same order: of two who want the same ones, one waits."""
    return [locked_unit(unit) for unit in sorted({unit.pk: unit for unit in units}.values(), key=lambda unit: unit.pk)]


def _require_successors(ending: Sequence[Unit], successors: Sequence[Unit], on: date) -> None:
    if not ending or not successors or {unit.pk for unit in ending} & {unit.pk for unit in successors}:
        raise NoSuccessor
    for unit in successors:
        if unit.until is not None:
            raise UnitEnded(unit=unit.name, until=unit.until)
        if unit.since is not None and unit.since > on:
            raise DayBeforeStart(what=unit.name, since=unit.since)


def _ended(unit: Unit, on: date) -> list[str]:
    """End a unit on the day before, with its aliases and memberships; return the spellings that led to it."""
    require_change_on(unit, on)
    last = on - DAY
    began = max(filter(None, (unit.since, named_since(unit))), default=None)
    if began is not None and began > last:
        raise DayBeforeStart(what=unit.name, since=began)
    children = Unit.objects.filter(not_ended_before(on), jurisdiction=unit.jurisdiction_id, parent=unit)
    names = list(children.order_by("position").values_list("name", flat=True))
    if names:
        raise StillAbove(unit=unit.name, children="、".join(names[:SHOWN_DUTIES]))
    aliases = UnitAlias.objects.filter(not_ended_before(on), jurisdiction=unit.jurisdiction_id, unit=unit)
    for alias in aliases.filter(since__gte=on):
        raise DayBeforeStart(what=alias.surface, since=alias.since)
    surfaces = list(aliases.order_by("surface").values_list("surface", flat=True))
    aliases.update(until=last)
    left = Unit.objects.filter(not_ended_before(on, "memberships__"), memberships__unit=unit).distinct()
    groups = list(left.order_by("pk"))
    for column in ("unit", "group"):
        rows = GroupMember.objects.filter(not_ended_before(on), jurisdiction=unit.jurisdiction_id, **{column: unit})
        rows.filter(since__gte=on).delete()
        rows.update(until=last)
    Unit.objects.filter(jurisdiction=unit.jurisdiction_id, pk=unit.pk).update(until=last, version=F("version") + 1)
    unit.refresh_from_db()
    for group in groups:
        group_members_named.announce(group)
    return [unit.name, *surfaces]


def _pass_duties(unit: Unit, successors: Sequence[Unit], duties_to: Unit | None, on: date) -> None:
    if duties_to is not None and duties_to.pk not in {successor.pk for successor in successors}:
        raise NotASuccessor(unit=duties_to.name)
    duties = open_duties(unit)
    if not duties:
        return
    if duties_to is None:
        words = "；".join(duty.words for duty in duties[:SHOWN_DUTIES])
        raise OpenDuties(unit=unit.name, count=len(duties), words=words)
    duties_moved.announce(DutiesMoved(unit, duties_to, on))


def _follow(ending: Sequence[Unit], successors: Sequence[Unit], kind: Succession.Kind, on: date, basis: str) -> None:
    Succession.objects.bulk_create(
        Succession(
            jurisdiction=unit.jurisdiction,
            predecessor=unit,
            successor=successor,
            kind=kind,
            on=on,
            basis=basis.strip(),
        )
        for unit in ending
        for successor in successors
    )


def _inherit(successor: Unit, spellings: Iterable[str], on: date) -> None:
    """Let the spellings of merged units lead to their successor; those that lead elsewhere by now are left there."""
    taken = {claim.surface for claim in claims_to(successor.jurisdiction, list(spellings)) if claim.meets(on, LAST_DAY)}
    UnitAlias.objects.bulk_create(
        UnitAlias(
            jurisdiction=successor.jurisdiction,
            unit=successor,
            surface=surface,
            **keyboard_columns(surface),
            origin=UnitAlias.Origin.FORMER,
            since=on,
            created_at=clock.now(),
        )
        for surface in sorted(set(spellings) - taken)
    )


def _record(
    viewer: Viewer,
    actor: Actor,
    kind: Kind,
    ending: Sequence[Unit],
    successors: Sequence[Unit],
    on: date,
    basis: str,
    duties_to: Unit | None,
) -> None:
    record(
        actor=actor,
        kind=kind.code,
        jurisdiction=viewer.jurisdiction.uid,
        subjects=[Subject("unit", unit.uid) for unit in (*ending, *successors)],
        body={
            "before": {"units": [unit.name for unit in ending]},
            "after": {"units": [unit.name for unit in successors]},
            "on": on,
            "basis": basis.strip() or None,
            "duties_to": duties_to.name if duties_to else None,
        },
    )
